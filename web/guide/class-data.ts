// Which data a class link may set in a chapter: those of the same kind, which all of its runs accept.
import { type Catalog, type CompleteExperiment, decodeExperiment } from 'loss-playground/engine';
import {
  type ClassSetting,
  dataIn,
  isSettable,
  longestClassLink,
  namesDataFault,
  withClass,
} from './class-link.ts';
import type { OutlineChapter } from './outline.ts';

/** The kind of task that an experiment has; of a table, the kind that it says. */
function kindOf(catalog: Catalog, { task: { id, params } }: CompleteExperiment): string {
  const kind = catalog.tasks.find((task) => task.id === id)?.kind;
  return kind === 'any' ? String(params.kind) : String(kind);
}

/** The kind of data in a chapter's runs; null where there is nothing to set. */
export function kindIn(catalog: Catalog, { runs }: OutlineChapter): string | null {
  const run = runs.find(({ experiment }) => isSettable(experiment));
  return run ? kindOf(catalog, decodeExperiment(catalog, run.experiment)) : null;
}

/** The kind of data that a class link may set in a chapter; null where it may set none. */
export const settableKind = (catalog: Catalog, chapter: OutlineChapter): string | null =>
  chapter.namesData ? null : kindIn(catalog, chapter);

/** Data sets of a kind, without those that visitors bring. */
export const tasksOf = (catalog: Catalog, kind: string): { id: string; title: string }[] =>
  catalog.tasks.filter((task) => task.kind === kind && !task.params.some(({ type }) => type === 'text'));

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The data of a playground link, for a chapter whose data have a kind; or why it cannot have them. */
export function dataOf(catalog: Catalog, kind: string, link: string): { data: string } | { fault: string } {
  if (link.length > longestClassLink)
    return { fault: 'This link is too long. Its data do not fit into a class link.' };
  const data = dataIn(link.trim());
  if (!data && /[#&]data=/.test(link))
    return { fault: 'This link does not contain its data. Copy it again with “Copy link with data”.' };
  if (!data) return { fault: 'This is not a link to a training run of the playground: it has no “task=”.' };
  try {
    const found = kindOf(catalog, decodeExperiment(catalog, `${data}&v=1`));
    if (found === kind) return { data };
    return {
      fault: `These data are for ${found.replace('_', ' ')}, and the runs of this chapter for ${kind.replace('_', ' ')}. Choose data of the same kind.`,
    };
  } catch (error) {
    return { fault: `The data of this link cannot be read. ${messageOf(error)}` };
  }
}

/** Why a chapter's runs cannot have a setting; null where they can. */
export function settingFault(
  catalog: Catalog,
  { runs, namesData }: OutlineChapter,
  setting: ClassSetting,
): string | null {
  if (setting.data && namesData) return namesDataFault;
  for (const { label, experiment } of runs)
    try {
      if (isSettable(experiment)) decodeExperiment(catalog, withClass(experiment, setting));
    } catch (error) {
      return `The run “${label}” cannot be set so. ${messageOf(error)}`;
    }
  return null;
}
