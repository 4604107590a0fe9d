// What a bad table gets: an error that names the place, the value and what is allowed.
import { refusals } from './refusals.ts';
import { createEngine } from './support.ts';

const table = (data: number[]) => ({ shape: [data.length / 2, 2], data });
const rows = table([1, 2, 3, 4, 5, 6, 7, 8]);
const custom = (params: object) => ({ version: 1, task: { id: 'custom', params } });
const classTable = { kind: 'classification', inputs: rows, targets: { shape: [4], data: [0, 1, 0, 1] } };

refusals(await createEngine(), [
  [
    'NaN in a table',
    custom({
      kind: 'regression',
      inputs: table([1, Number.NaN, 2, 3]),
      targets: { shape: [2], data: [1, 2] },
    }),
    'task.params.inputs.data[1]',
    /NaN/,
  ],
  [
    'a table of other length',
    custom({ kind: 'regression', inputs: rows, targets: { shape: [3], data: [1, 2, 3] } }),
    'task.params.targets.shape',
    /\[4\]/,
  ],
  [
    'shape and data that differ',
    custom({
      kind: 'regression',
      inputs: { shape: [4, 3], data: rows.data },
      targets: { shape: [4], data: [1, 2, 3, 4] },
    }),
    'task.params.inputs.data',
    /12 numbers/,
  ],
  [
    'a negative class',
    custom({ kind: 'classification', inputs: rows, targets: { shape: [4], data: [0, 1, -1, 0] } }),
    'task.params.targets.data[2]',
    /whole number/,
  ],
  [
    'fewer names than classes',
    custom({ ...classTable, classes: ['only'] }),
    'task.params.classes',
    /1 names is not valid. Use at least 2/,
  ],
  [
    'a class name that is no text',
    custom({ ...classTable, classes: ['a', 2] }),
    'task.params.classes[1]',
    /text/,
  ],
  [
    'class names of numbers',
    custom({ ...classTable, kind: 'regression', classes: ['a', 'b'] }),
    'task.params.classes',
    /numbers are predicted/,
  ],
  [
    'fewer names than columns',
    custom({ ...classTable, columns: ['width'] }),
    'task.params.columns',
    /1 names is not valid. Use 2 names, one per input column/,
  ],
  [
    'a column name that is no text',
    custom({ ...classTable, columns: ['width', 2] }),
    'task.params.columns[1]',
    /text/,
  ],
  [
    'a column name that is a text of its own',
    custom({ ...classTable, columns: ['width', 'w'.repeat(1001)] }),
    'task.params.columns[1]',
    /up to 1,000 characters/,
  ],
  [
    'fewer weights than rows',
    custom({ ...classTable, weights: { shape: [3], data: [1, 2, 3] } }),
    'task.params.weights.shape',
    /Use \[4\], one weight per row/,
  ],
  [
    'a negative weight',
    custom({ ...classTable, weights: { shape: [4], data: [1, 0, -0.5, 1] } }),
    'task.params.weights.data[2]',
    /-0.5 is not valid. Use a number of at least 0/,
  ],
  [
    'a weight that is not finite',
    custom({ ...classTable, weights: { shape: [4], data: [1, 0, Infinity, 1] } }),
    'task.params.weights.data[2]',
    /finite number/,
  ],
  [
    'weights that are all 0',
    custom({ ...classTable, weights: { shape: [4], data: [0, 0, -0, 0] } }),
    'task.params.weights',
    /at least one weight above 0/,
  ],
  [
    'weights of triplets',
    custom({ ...classTable, kind: 'triplet', weights: { shape: [4], data: [1, 1, 1, 1] } }),
    'task.params.weights',
    /a triplet consists of several rows/,
  ],
]);
