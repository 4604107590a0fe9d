// Firefox as a process of its own, with a profile that is thrown away.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync) ?? 'firefox';

export interface Firefox {
  process: ChildProcess;
  /** Resolves once it has ended. */
  ended: Promise<void>;
  /** Ends it and removes its profile. */
  stop(): Promise<void>;
}

export function startFirefox(...args: string[]): Firefox {
  const profile = mkdtempSync(join(tmpdir(), 'loss-playground-firefox-'));
  writeFileSync(
    join(profile, 'user.js'),
    ['app.update.enabled', 'datareporting.policy.dataSubmissionEnabled', 'browser.shell.checkDefaultBrowser']
      .map((name) => `user_pref("${name}", false);`)
      .join('\n'),
  );
  const process = spawn(firefox, ['--headless', '--no-remote', '--profile', profile, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // What nobody reads would fill the pipe and halt the browser.
  process.stderr.resume();
  const ended = new Promise<void>((done) => process.on('exit', () => done()));
  return {
    process,
    ended,
    async stop() {
      process.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
