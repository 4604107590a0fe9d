// Plain JavaScript for one small network: a program generated for its very sizes, without loops but those over steps and
// examples. Values and slopes are local variables.
import { tanh } from './js-tanh.mjs';

const range = (count) => Array.from({ length: count }, (_, i) => i);

/** With more parameters than this they are numbers of arrays: so many local variables are not compiled well. */
const mostLocals = 150;

const placesOf = (count) => (letter, i) => (count > mostLocals ? `${letter}[${i}]` : `${letter}${i}`);

/** Names of a layer's variables; its weights begin at `offset`. */
const layerNames = (inputs, outputs, offset, index, place) => ({
  inputs,
  outputs,
  weight: (o, i) => place('w', offset + o * inputs + i),
  bias: (o) => place('w', offset + inputs * outputs + o),
  weightSlope: (o, i) => place('g', offset + o * inputs + i),
  biasSlope: (o) => place('g', offset + inputs * outputs + o),
  value: (o) => `v${index}_${o}`,
  slope: (o) => `s${index}_${o}`,
});

const inputName = (i) => `x${i}`;

function forwardCode(layers) {
  const lines = [];
  layers.forEach((layer, k) => {
    const below = k === 0 ? inputName : layers[k - 1].value;
    for (const o of range(layer.outputs)) {
      const terms = range(layer.inputs).map((i) => `${layer.weight(o, i)} * ${below(i)}`);
      const sum = [layer.bias(o), ...terms].join(' + ');
      lines.push(`const ${layer.value(o)} = ${k + 1 < layers.length ? `tanh(${sum})` : sum};`);
    }
  });
  return lines;
}

/** The loss of one example is added to `total`, its slopes get their names. */
const lossCode = {
  mse_loss: ({ value, slope }, batch) => [
    `const error = ${value(0)} - targets[row];`,
    'total += error * error;',
    `const ${slope(0)} = error * ${2 / batch};`,
  ],
  cross_entropy: ({ outputs, value, slope }, batch) => {
    const all = range(outputs);
    return [
      `const largest = Math.max(${all.map(value).join(', ')});`,
      ...all.map((c) => `const e${c} = Math.exp(${value(c)} - largest);`),
      `const sum = ${all.map((c) => `e${c}`).join(' + ')};`,
      'const label = targets[row];',
      `const right = ${all.slice(1).reduceRight((rest, c) => `label === ${c} ? ${value(c)} : ${rest}`, value(0))};`,
      'total += Math.log(sum) + largest - right;',
      `const scale = ${1 / batch} / sum;`,
      ...all.map((c) => `const ${slope(c)} = e${c} * scale - (label === ${c} ? ${1 / batch} : 0);`),
    ];
  },
};

function backwardCode(layers) {
  const lines = [];
  for (let k = layers.length - 1; k >= 0; k--) {
    const layer = layers[k];
    const below = k === 0 ? inputName : layers[k - 1].value;
    if (k > 0)
      for (const i of range(layer.inputs)) {
        const sum = range(layer.outputs).map((o) => `${layer.weight(o, i)} * ${layer.slope(o)}`);
        const value = layers[k - 1].value(i);
        lines.push(`const ${layers[k - 1].slope(i)} = (${sum.join(' + ')}) * (1 - ${value} * ${value});`);
      }
    for (const o of range(layer.outputs)) {
      for (const i of range(layer.inputs))
        lines.push(`${layer.weightSlope(o, i)} += ${layer.slope(o)} * ${below(i)};`);
      lines.push(`${layer.biasSlope(o)} += ${layer.slope(o)};`);
    }
  }
  return lines;
}

/** Each update of a parameter, and what comes before all of them. */
const updateCode = {
  sgd: ({ lr }) => ({ before: [], update: (place, i) => [`${place('w', i)} -= ${lr} * ${place('g', i)};`] }),
  adam: ({ lr, beta1, beta2, eps }) => ({
    before: [
      `const rate = ${lr} / (1 - ${beta1} ** (step + 1));`,
      `const correction = 1 / Math.sqrt(1 - ${beta2} ** (step + 1));`,
    ],
    update: (place, i) => [
      `const slope = ${place('g', i)};`,
      `const m = ${beta1} * mean[${i}] + ${1 - beta1} * slope;`,
      `const v = ${beta2} * square[${i}] + ${1 - beta2} * slope * slope;`,
      `mean[${i}] = m;`,
      `square[${i}] = v;`,
      `${place('w', i)} -= (rate * m) / (Math.sqrt(v) * correction + ${eps});`,
    ],
  }),
};

/** Where the parameters come from, where they go, and how all of them are updated. */
function parameterCode(count, place, { before, update }) {
  const inArrays = count > mostLocals;
  const all = range(count);
  return {
    load: inArrays ? ['const w = weights;'] : all.map((i) => `let w${i} = weights[${i}];`),
    clear: inArrays ? ['g.fill(0);'] : all.map((i) => `let g${i} = 0;`),
    update: [
      ...before,
      ...(inArrays
        ? [`for (let i = 0; i < ${count}; i++) {`, ...update(place, 'i'), '}']
        : all.flatMap((i) => ['{', ...update(place, i), '}'])),
    ],
    save: inArrays ? [] : all.map((i) => `weights[${i}] = w${i};`),
  };
}

/** A function that takes some steps from `first` and returns the last loss. */
function programOf({ layers: units, experiment: { loss, optimizer, batch_size: batch }, batches }, count) {
  const place = placesOf(count);
  let offset = 0;
  const layers = units.slice(1).map((outputs, index) => {
    const layer = layerNames(units[index], outputs, offset, index, place);
    offset += (units[index] + 1) * outputs;
    return layer;
  });
  const parameters = parameterCode(count, place, updateCode[optimizer.id](optimizer.params));
  return [
    ...parameters.load,
    'let total = 0;',
    'for (let step = first; step < first + steps; step++) {',
    'total = 0;',
    ...parameters.clear,
    `const start = (step % ${batches.length}) * ${batch};`,
    `for (let at = start; at < start + ${batch}; at++) {`,
    'const row = order[at];',
    ...range(units[0]).map((i) => `const ${inputName(i)} = inputs[${units[0]} * row + ${i}];`),
    ...forwardCode(layers),
    ...lossCode[loss.id](layers.at(-1), batch),
    ...backwardCode(layers),
    '}',
    ...parameters.update,
    '}',
    ...parameters.save,
    `return total / ${batch};`,
  ].join('\n');
}

export async function load(workload) {
  const { parameters, input, target, batches } = workload;
  const start = Float64Array.from(parameters.flatMap(({ data }) => data));
  const names = ['weights', 'g', 'mean', 'square', 'inputs', 'targets', 'order', 'tanh', 'first', 'steps'];
  const program = new Function(...names, programOf(workload, start.length));
  const [weights, slopes, mean, square] = range(4).map(() => new Float64Array(start.length));
  const inputs = Float32Array.from(input.data);
  const targets = Float32Array.from(target.data);
  const order = Int32Array.from(batches.flat());
  return {
    train(steps, record) {
      weights.set(start);
      mean.fill(0);
      square.fill(0);
      const piece = record ? 1 : 50;
      let read = 0;
      for (let taken = 0; taken < steps; taken += piece) {
        const count = Math.min(piece, steps - taken);
        read = program(weights, slopes, mean, square, inputs, targets, order, tanh, taken, count);
        record?.(read);
      }
      return read;
    },
  };
}
