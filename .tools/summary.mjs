// Reads how many tests a runner ran from what it printed.

const forms = [
  // doctest
  /test cases:\s*\d+\s*\|\s*(?<passed>\d+) passed\s*\|\s*(?<failed>\d+) failed/,
  // Node's test runner
  /^. pass (?<passed>\d+)$[\s\S]*^. fail (?<failed>\d+)$/m,
  // a single check
  /(?<passed>\d+) passed, (?<failed>\d+) failed/,
];

/** Passed and failed of a part. One that ran no test, or ended badly without a failed test, counts as one failure. */
export function countTests({ output, code }) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are control characters
  const plain = output.replace(/\x1b\[[0-9;]*m/g, '');
  const match = forms.map((form) => plain.match(form)).find(Boolean);
  const passed = Number(match?.groups.passed ?? 0);
  const failed = Number(match?.groups.failed ?? 0);
  const broken = passed + failed === 0 || (code !== 0 && failed === 0);
  return { passed, failed: broken ? failed + 1 : failed };
}

/** The files of Node's failed tests, as it names them after its run. */
export function failedFiles(output) {
  const found = output.matchAll(/^test at (?:.*\/)?(tests\/[\w/-]+\.test\.ts):\d+/gm);
  return [...new Set([...found].map(([, file]) => file))];
}
