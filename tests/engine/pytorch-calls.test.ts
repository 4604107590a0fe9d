// The catalog's PyTorch equivalents, checked against the fixtures: the mean of every loss, the rates of every schedule.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Descriptor, InputDescriptor, ParameterValue } from 'loss-playground/engine';
import { filled, pytorchOf } from '../../web/exports/pytorch/call.ts';
import { createEngine, root } from './support.ts';

const { catalog } = await createEngine();

/** PyTorch's softplus is a straight line from 20 on, and its schedules multiply step by step. */
const tolerance = 1e-8;
const runs = (command: string) => spawnSync(command, ['-c', 'import torch']).status === 0;
const python = ['/usr/bin/python3', 'python3'].find(runs);

interface Packed {
  shape: number[];
  data: number[];
}
interface Case {
  name: string;
  params: Record<string, ParameterValue>;
}
interface LossCase extends Case {
  inputs: Record<string, Packed>;
  values: Packed;
  divisor: number;
}
interface RateCase extends Case {
  lr: number;
  steps: number;
  rates: number[];
  objectives?: number[];
}

const casesOf = (kind: string, id: string) =>
  JSON.parse(readFileSync(join(root, 'tests/reference', kind, `${id}.json`), 'utf8')).cases;

/** The first case of each choice of parameters; it is an ordinary one. */
function ordinary<C extends Case>(cases: C[]): C[] {
  const seen = new Set<string>();
  return cases.filter(({ params }) => {
    const key = JSON.stringify(params);
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a case costs something, and PyTorch's own arithmetic bears all its numbers. */
const isModest = ({ inputs, values }: LossCase) =>
  values.data.some((value) => value !== 0) &&
  Object.values(inputs).every(({ data }) => data.every((number) => Math.abs(number) < 1e9));

/** A case's parameters over the defaults. */
const complete = ({ params }: Descriptor, given: Case['params']) => ({
  ...Object.fromEntries(params.map((param) => [param.id, param.default])),
  ...given,
});

/** What Python prints for each task that is written to it as JSON. */
function ask(program: string, tasks: object[]): (number | null)[][] {
  const { stdout, stderr } = spawnSync(python as string, ['-c', program], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  assert.ok(stdout, stderr);
  return JSON.parse(stdout);
}

const head = `import json, math, sys
import torch
import torch.nn.functional as F
torch.set_default_dtype(torch.float64)
found = []
for task in json.load(sys.stdin):
    names = {"torch": torch, "F": F, "math": math}
    exec(task["code"], names)
`;

const lossProgram = `${head}
    for name, packed in task["inputs"].items():
        tensor = torch.tensor(packed["data"]).reshape(packed["shape"])
        names[name] = tensor if packed["whole"] else tensor.double()
    found.append([eval(task["call"], names).item()])
print(json.dumps(found).replace("NaN", "null"))`;

const scheduleProgram = `${head}
    optimizer = names["optimizer"] = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=task["lr"])
    names["schedule"] = eval(task["call"], names)
    exec(task["before"], names)
    rates = []
    for step in range(1, task["steps"]):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        exec(task["step"], names, {"step": step, "objective": torch.tensor(task["objectives"][step - 1] if task["objectives"] else 0.0)})
    found.append(rates)
print(json.dumps(found).replace("NaN", "null"))`;

/** Class numbers are whole numbers in PyTorch; probabilities of classes are not. */
const isWhole = (input: InputDescriptor | undefined, { data }: Packed) =>
  input?.kind === 'class_index' && data.every(Number.isInteger);

test("PyTorch's code of each loss gives the mean of the fixtures", {
  skip: !python && 'no PyTorch here',
}, () => {
  const losses = catalog.losses.filter(({ own }) => !own);
  const tasks = losses.flatMap((entry) => {
    const { call, code = '' } = pytorchOf(entry);
    const optional = new Set(entry.inputs?.filter((input) => input.optional).map(({ id }) => id));
    const cases = ordinary<LossCase>(casesOf('losses', entry.id).filter(isModest)).filter(
      ({ inputs, params }) =>
        !Object.keys(inputs).some((id) => optional.has(id)) && params.torch_compat !== true,
    );
    return cases.map(({ name, params, inputs, values, divisor }) => ({
      name: `${entry.id}, ${name}`,
      code,
      call: filled(call ?? '', catalog, entry, complete(entry, params)),
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([id, tensor]) => {
          const input = entry.inputs?.find((one) => one.id === id);
          return [id, { ...tensor, whole: isWhole(input, tensor) }];
        }),
      ),
      wanted: values.data.reduce((sum, value) => sum + value, 0) / divisor,
    }));
  });
  assert.deepEqual(new Set(tasks.map(({ name }) => name.split(',')[0])).size, losses.length);
  for (const [index, [told]] of ask(lossProgram, tasks).entries()) {
    const mean = told ?? Number.NaN;
    const { name, wanted, call } = tasks[index] as (typeof tasks)[number];
    assert.ok(
      Math.abs(mean - wanted) <= tolerance * Math.max(1, Math.abs(wanted)),
      `${name}: ${call} is ${mean}, not ${wanted}`,
    );
  }
});

test("PyTorch's code of each schedule gives the rates of the fixtures", {
  skip: !python && 'no PyTorch here',
}, () => {
  const tasks = catalog.schedules.flatMap((entry) => {
    const { call, code = '', before = '', step = 'schedule.step()' } = pytorchOf(entry);
    return (call ? casesOf('schedules', entry.id) : []).map(
      ({ name, params, lr, steps, rates, objectives }: RateCase) => {
        const run = { steps: String(steps), lr: String(lr) };
        const fill = (text: string) => filled(text, catalog, entry, complete(entry, params), run);
        const task = {
          code,
          call: fill(call ?? ''),
          before,
          step: fill(step),
          lr,
          steps,
          objectives: objectives ?? null,
        };
        return { ...task, name: `${entry.id}, ${name}`, rates };
      },
    );
  });
  for (const [index, found] of ask(scheduleProgram, tasks).entries()) {
    const { name, rates, lr } = tasks[index];
    for (const [at, rate] of found.entries())
      assert.ok(
        Math.abs((rate ?? Number.NaN) - rates[at]) <= tolerance * lr,
        `${name}, step ${at}: ${rate}, not ${rates[at]}`,
      );
  }
});
