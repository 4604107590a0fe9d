// The texts behind rows of hashed features, so that the page can name them: a query, an emoji with its description.
import type { Catalog, TaskDescriptor, WorkerEngine, WorkerRun } from 'loss-playground/engine';

export interface NamedText {
  /** An emoji, or nothing for a query. */
  mark: string;
  text: string;
}

export interface TextNames {
  /** The document of a row of features; undefined if several or none have these features. */
  document(features: ArrayLike<number>): NamedText | undefined;
  query(features: ArrayLike<number>): NamedText | undefined;
}

/** Features fill a row from the front; the rest is 0. */
const key = (features: ArrayLike<number>) =>
  Array.from(features)
    .filter((feature) => feature > 0)
    .join(',');

/** The task that knows the texts of another: a search on the same file. */
const searchOn = ({ tasks }: Catalog, { file }: TaskDescriptor) =>
  file ? tasks.find((task) => task.kind === 'search' && task.file === file) : undefined;

const known = new Map<string, Promise<TextNames | null>>();

/**
 * Names of a run's texts, read from a search on the same file, with the same seed and features; null if there is no such
 * search. Each is made once.
 */
export function textNames(
  engine: WorkerEngine,
  run: WorkerRun,
  task: TaskDescriptor,
): Promise<TextNames | null> {
  const search = searchOn(engine.catalog, task);
  if (!search) return Promise.resolve(null);
  const given = run.experiment.task.params as Record<string, number>;
  const params = Object.fromEntries(
    ['test_fraction', 'buckets'].flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
  const experiment = { version: 1 as const, task: { id: search.id, params }, seed: run.experiment.seed };
  const id = JSON.stringify(experiment);
  const names = known.get(id) ?? read(engine, experiment);
  known.set(id, names);
  return names;
}

async function read(
  engine: WorkerEngine,
  experiment: Parameters<WorkerEngine['createRun']>[0],
): Promise<TextNames> {
  const run = await engine.createRun(experiment);
  try {
    const [documents, train, test, trained, tested] = await Promise.all([
      run.documents(),
      run.queries('train'),
      run.queries('test'),
      run.data('train'),
      run.data('test'),
    ]);
    const row = (set: typeof trained, index: number) => {
      const { shape = [], data = new Float64Array() } = set.input ?? {};
      const width = shape[1] ?? 1;
      return key(data.subarray(index * width, (index + 1) * width));
    };
    const marks = new Map<string, NamedText | undefined>();
    documents.forEach(({ mark, text }, index) => {
      const features = row(trained, index);
      marks.set(features, marks.has(features) ? undefined : { mark, text });
    });
    const queries = new Map<string, NamedText>();
    train.forEach(({ text }, index) => {
      queries.set(row(trained, documents.length + index), { mark: '', text });
    });
    test.forEach(({ text }, index) => {
      queries.set(row(tested, index), { mark: '', text });
    });
    return {
      document: (features) => marks.get(key(features)),
      query: (features) => queries.get(key(features)),
    };
  } finally {
    await run.dispose();
  }
}
