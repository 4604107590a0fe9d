// An invalid value, in words: what happened and what to do.
import type { Catalog, CompleteExperiment, ExperimentError } from 'loss-playground/engine';
import { isSection, type Setting, settingName, settingsOf } from './setting-names.ts';

/** An invalid value and where it was entered. */
export interface Refusal {
  path: string;
  words: string;
}

const minus = (text: string) => text.replace(/(^|[\s[(])-(?=[\d.])/g, '$1−');

/** Up to this many valid names are listed; with more, only the closest is given. */
const mostNames = 8;

/** What to enter instead. */
function advice({ allowed, nearest }: ExperimentError): string {
  const near = nearest ? `Did you mean ${nearest}?` : '';
  if (near && allowed.split(', ').length > mostNames) return near;
  return `Enter ${minus(allowed)}.${near ? ` ${near}` : ''}`;
}

/** "learning rate", "number of steps" */
const counted = (name: string) => (/[^s]s$/.test(name) ? `number of ${name}` : name);

/** Whether the invalid value is a name in the path itself: a setting that does not exist. */
function isUnknownSetting({ path, given }: ExperimentError): boolean {
  const parts = path.split('.');
  const named = [parts.at(-1) ?? '', ...(isSection(parts[0] ?? '') ? [] : [parts[0] ?? ''])];
  return named.some((name) => name !== 'id' && given === JSON.stringify(name));
}

/** "−1 is not a valid learning rate. Enter a number greater than 0." */
export function refused(error: ExperimentError): string {
  const { path, given } = error;
  const name = settingName(path);
  const isAbsent = given === 'nothing';
  if (isUnknownSetting(error)) return `${given} is not the name of a setting. ${advice(error)}`;
  const what =
    given === '""' || isAbsent
      ? `The ${counted(name)} is ${isAbsent ? 'missing' : 'empty'}.`
      : `${minus(given)} is not a valid ${counted(name)}.`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${advice(error)}`;
}

/** Of a link that can be read, but not run. */
export const cannotRun = (error: ExperimentError): string =>
  `The experiment of this link cannot run. ${refused(error)}`;

/** The setting at a path, as it still is. */
const inForce = (catalog: Catalog, experiment: CompleteExperiment, path: string): Setting | undefined => {
  const plain = path
    .replace('.params', '')
    .replace(/\.id$/, '')
    .replace(/\[\d+\]$/, '');
  return settingsOf(catalog, experiment).find((setting) => setting.path === plain);
};

/** An invalid value with what the run does instead. */
export function refusal(
  catalog: Catalog,
  experiment: CompleteExperiment,
  error: ExperimentError,
  isRunning: boolean,
): Refusal {
  const setting = inForce(catalog, experiment, error.path);
  const instead = setting
    ? isRunning
      ? `Training continues with ${setting.value}.`
      : `${setting.value} is still in use.`
    : 'The run is not changed.';
  return { path: error.path, words: `${refused(error)} ${instead}` };
}
