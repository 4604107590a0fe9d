// Every number that the guide prints, computed again by the engine: chapters, questions and their answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine, Run, Tensor } from 'loss-playground/engine';
import type { Chapter, Fact, Question } from '../../web/guide/chapter.ts';
import { measures } from '../../web/guide/measures.ts';
import { printedLike } from '../../web/guide/printed.ts';
import { createEngine, decodeExperiment } from './support.ts';

const engine = await createEngine();
const tool = new URL('../../.tools/guide.mjs', import.meta.url).href;
const chapters = (await (await import(tool)).chapterDefinitions()) as Chapter[];

/** All texts of a chapter that readers see. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return ['id', 'tex', 'experiment', 'lab', 'controls', 'show'].includes(key) ? [] : [value];
  if (typeof value !== 'object' || value === null || key === 'facts' || key === 'symbols') return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, Array.isArray(value) ? key : name));
}

/** Numbers of facts as a text prints them, by the facts' names. */
const printed = (text: string) =>
  [...text.matchAll(/\[([^\]]+)\]\(#([\w-]+)\)/g)].map(([, number = '', name = '']) => ({ number, name }));

const numberIn = (tensor: number | Tensor | undefined, entry = 0): number =>
  typeof tensor === 'number' ? tensor : Number(tensor?.data[entry]);

/** Runs of a chapter, taken to their steps in order, so that each is trained once. */
class Runs {
  #runs = new Map<string, Run>();
  constructor(readonly chapter: Chapter) {}

  async at(id: string, step: number): Promise<Run> {
    const { runs, measured = [] } = this.chapter.run;
    const found = [...runs, ...measured].find((run) => run.id === id);
    assert.ok(found, `${this.chapter.id}: there is no run ${id}`);
    let run = this.#runs.get(id);
    if (!run || (run.history.step.at(-1) ?? 0) > step) {
      run?.dispose();
      run = await engine.createRun(decodeExperiment(engine.catalog, found.experiment));
      this.#runs.set(id, run);
    }
    const reached = run.history.step.at(-1) ?? 0;
    if (step > reached) run.advance(step - reached);
    return run;
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.dispose();
  }
}

async function numberOf(engine: Engine, runs: Runs, fact: Fact): Promise<number> {
  if ('loss' in fact) {
    const { value, gradients } = engine.evaluateLoss(fact.loss, fact.tensors);
    return numberIn(fact.gradient ? gradients[fact.gradient] : value, fact.entry);
  }
  if ('path' in fact) {
    const { points, values } = engine.minimize(fact.path);
    const dimensions = points.length / values.length;
    return Number(
      fact.coordinate === 'value' ? values[fact.step] : points[fact.step * dimensions + fact.coordinate],
    );
  }
  const run = await runs.at(fact.run, fact.step);
  if ('measure' in fact) return measures[fact.measure](run);
  return Number(run.advance(0)[fact.read]);
}

function shaped({ as, times = 1 }: Fact, value: number): number {
  const made = as === 'exp' ? Math.exp(value) : as === 'exp of minus' ? Math.exp(-value) : value;
  return made * times;
}

for (const chapter of chapters)
  test(`${chapter.id}: every number that it prints is the engine's`, async () => {
    const runs = new Runs(chapter);
    const texts = textsOf(chapter);
    const used = texts.flatMap(printed);
    const facts = Object.entries(chapter.facts as Record<string, Fact>);
    const order = facts.toSorted(([, a], [, b]) => ('step' in a ? a.step : 0) - ('step' in b ? b.step : 0));
    const faults: string[] = [];
    for (const [name, fact] of order) {
      const value = shaped(fact, await numberOf(engine, runs, fact));
      const places = used.filter((place) => place.name === name);
      if (places.length === 0) faults.push(`${name} is not printed anywhere; it is ${value}`);
      for (const { number } of places) {
        const right = printedLike(number, value);
        if (number !== right) faults.push(`${name} is printed as ${number} and is ${right} (${value})`);
      }
    }
    runs.dispose();
    for (const { name } of used) if (!(name in chapter.facts)) faults.push(`there is no fact ${name}`);
    assert.deepEqual(faults, []);
  });

/** Decimals and percentages in running text, outside formulas and links. */
const bareNumbers = (text: string) =>
  text
    .replaceAll(/\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\$[^$\n]+\$/g, '')
    .match(/\d+\.\d+|\d+%/g) ?? [];

for (const chapter of chapters)
  test(`${chapter.id}: numbers of its run stand in its text as facts`, () => {
    assert.deepEqual([chapter.see, chapter.why].flatMap(bareNumbers), []);
  });

for (const chapter of chapters)
  for (const name of ['predict', 'check'] as const)
    test(`${chapter.id}: ${name} has one right option, which the engine confirms, and says what is wrong with the others`, () => {
      const { options, worked }: Question = chapter[name];
      const right = options.filter((option) => option.right);
      assert.equal(right.length, 1);
      assert.equal(options.length, 3);
      assert.ok(worked.length > 0, 'no fact decides it');
      const shown = right.flatMap(({ text, feedback }) => printed(text + feedback));
      for (const fact of worked)
        assert.ok(
          shown.some((place) => place.name === fact),
          `${fact} is not in the right option`,
        );
      for (const option of options.filter((each) => !each.right))
        assert.ok(option.idea, `${option.text} has no idea`);
    });

test('neural-search: the first result that it names is the first result', async () => {
  const chapter = chapters.find(({ id }) => id === 'neural-search');
  assert.ok(chapter);
  const runs = new Runs(chapter);
  const [first] = (await runs.at('semi', 300)).search('rain', 1);
  runs.dispose();
  assert.ok(chapter.see.includes(`“Rain” now finds a ${first?.text} first.`), first?.text);
});
