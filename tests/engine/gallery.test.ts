// The formulas of the gallery: valid, of the kind that their tasks need, and the same in PyTorch.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { FormulaDescription, LossDescriptor, OwnedTensor, Tensor } from 'loss-playground/engine';
import { type GalleryEntry, gallery } from '../../web/formulas/gallery.ts';
import { latexLine } from '../../web/formulas/latex.ts';
import { pytorchOfFormula } from '../../web/formulas/pytorch.ts';
import { examples } from '../../web/own-loss/grammar.ts';
import { createEngine, fits } from './support.ts';

const engine = await createEngine();
const own = engine.catalog.losses.find((loss) => loss.own) as LossDescriptor;
const describe = (formula: string): FormulaDescription => engine.describeFormula(formula);

/** Numbers without symmetry, the same in every run. */
const spread = (count: number, from: number, to: number, turn: number) =>
  Float64Array.from(
    { length: count },
    (_, index) => from + (to - from) * ((0.137 + (index + turn) * 0.618034) % 1),
  );

/** Eight examples for a formula. */
function examplesFor({ loss }: FormulaDescription): Record<string, Tensor> {
  const rows = (turn: number, width: number): Tensor => ({
    shape: [8, width],
    data: spread(8 * width, -2, 2, turn),
  });
  if (loss?.target === 'triplet') return { anchor: rows(1, 3), positive: rows(5, 3), negative: rows(11, 3) };
  if (loss?.target === 'class_index')
    return { input: rows(3, 5), target: { shape: [8], data: Float64Array.from([0, 1, 2, 3, 4, 2, 0, 1]) } };
  const target =
    loss?.target === 'probability' ? Float64Array.from([0, 1, 1, 0, 1, 0, 0, 1]) : spread(8, -3, 3, 7);
  return { input: { shape: [8], data: spread(8, -4, 4, 2) }, target: { shape: [8], data: target } };
}

for (const { title, formula, tasks } of gallery)
  test(`${title}: valid, without notes, and for its tasks`, () => {
    const { problem, loss, notes } = describe(formula);
    assert.equal(problem, null);
    assert.deepEqual(notes, []);
    for (const kind of tasks) assert.equal(fits({ kind }, loss as LossDescriptor), true, kind);
  });

test('the gallery has twenty formulas with different titles', () => {
  assert.equal(gallery.length, 20);
  assert.equal(new Set(gallery.map(({ title }) => title)).size, 20);
});

for (const [words, formula] of examples)
  test(`the example “${words}” is valid`, () => assert.equal(describe(formula).problem, null));

const runs = (command: string) => spawnSync(command, ['-c', 'import torch']).status === 0;
const python = ['/usr/bin/python3', 'python3'].find(runs);

const program = `import json, math, sys
import torch
import torch.nn.functional as F
torch.set_default_dtype(torch.float64)
found = []
for task in json.load(sys.stdin):
    names = {"torch": torch, "F": F, "math": math}
    exec(task["code"], names)
    inputs = {}
    for name, (shape, data) in task["tensors"].items():
        tensor = torch.tensor(data).reshape(shape)
        inputs[name] = tensor.long() if name in task["whole"] else tensor.requires_grad_(name != "target")
    loss = eval(task["call"], names | inputs)
    loss.backward()
    grads = [x for t in inputs.values() if t.grad is not None for x in t.grad.flatten().tolist()]
    found.append([loss.item(), *grads])
print(json.dumps(found))
`;

/** The mean loss of the examples and its gradients, from the engine. */
function fromEngine(formula: string, tensors: Record<string, Tensor>): number[] {
  const request = { id: own.id, params: { formula }, reduction: 'mean', precision: 'float64' } as const;
  const { value, gradients } = engine.evaluateLoss(request, tensors);
  const names = Object.keys(tensors).filter((name) => name !== 'target');
  return [value as number, ...names.flatMap((name) => Array.from((gradients[name] as OwnedTensor).data))];
}

test('in PyTorch every formula of the gallery has the same loss and gradient', { skip: !python }, () => {
  const tasks = gallery.map(({ formula }: GalleryEntry) => {
    const description = describe(formula);
    const tensors = examplesFor(description);
    return {
      ...pytorchOfFormula(description),
      tensors: Object.fromEntries(
        Object.entries(tensors).map(([name, { shape, data }]) => [name, [shape, Array.from(data)]]),
      ),
      whole: description.loss?.target === 'class_index' ? ['target'] : [],
    };
  });
  const { stdout, stderr } = spawnSync(python as string, ['-c', program], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
  });
  assert.ok(stdout, stderr);
  const found: number[][] = JSON.parse(stdout);
  gallery.forEach(({ title, formula }, index) => {
    const expected = fromEngine(formula, examplesFor(describe(formula)));
    assert.equal(found[index]?.length, expected.length, title);
    expected.forEach((number, at) => {
      const there = found[index]?.[at] ?? Number.NaN;
      assert.ok(
        Math.abs(there - number) <= 1e-7 * (1 + Math.abs(number)),
        `${title}: ${there} and ${number}`,
      );
    });
  });
});

const written: [title: string, formula: string, latex: string, python: string][] = [
  [
    'cases, absolute values and Greek letters',
    'delta = 1 in 0.1..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))',
    '\\ell = \\begin{cases} \\frac{d^{2}}{2} & \\text{if }\\left| d \\right| \\le \\delta \\\\ \\delta\\, \\left( \\left| d \\right| - \\frac{\\delta}{2} \\right) & \\text{otherwise} \\end{cases} \\quad \\text{with } d = \\hat y - y',
    'def own_loss(input, target, delta=1.0):\n    """The loss of each prediction."""\n    d = input - target\n    return torch.where(torch.abs(d) <= delta, d ** 2 / 2, delta * (torch.abs(d) - delta / 2))',
  ],
  [
    'a sum over classes, and a number per example next to a row',
    'margin = 1 in 0..5\nsum(relu(input - input[target] + margin)) - margin',
    '\\ell = \\sum_{c} \\max\\left( 0 , z_{c} - z_{y} + \\mathrm{margin} \\right) - \\mathrm{margin}',
    'def own_loss(input, target, margin=1.0):\n    """The loss of each example: logits of shape (N, C) and class indices of shape (N)."""\n    return F.relu(input - input.gather(-1, target[:, None]).squeeze(-1)[:, None] + margin).sum(dim=-1) - margin',
  ],
  [
    'a minus in front of a product, and distances',
    '-distance(anchor, negative) * 2 + norm(anchor - positive)',
    '\\ell =  - \\left\\Vert a - n \\right\\Vert \\cdot 2 + \\left\\Vert a - p \\right\\Vert',
    'def own_loss(anchor, positive, negative):\n    """The loss of each triplet: embeddings of shape (N, D)."""\n    return -F.pairwise_distance(anchor, negative, eps=0) * 2 + torch.linalg.vector_norm(anchor - positive, dim=-1)',
  ],
  [
    'conditions, a name that Python reserves, and functions of plain numbers',
    'lambda = 2 in 0..4; where(input > 0 and not input > 2, exp(lambda) * input, max(input, target))',
    '\\ell = \\begin{cases} e^{\\lambda}\\, \\hat y & \\text{if }\\hat y > 0\\text{ and }\\text{not }\\left( \\hat y > 2 \\right) \\\\ \\max\\left( \\hat y , y \\right) & \\text{otherwise} \\end{cases}',
    'def own_loss(input, target, lambda_=2.0):\n    """The loss of each prediction."""\n    return torch.where((input > 0) & ~(input > 2), math.exp(lambda_) * input, torch.maximum(input, target))',
  ],
];

for (const [title, formula, latex, python] of written)
  test(`written: ${title}`, () => {
    const description = describe(formula);
    assert.equal(description.problem, null);
    assert.equal(latexLine(description), latex);
    assert.equal(pytorchOfFormula(description).code, python);
  });
