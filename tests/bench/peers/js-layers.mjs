// Linear layers with an activation between them, forward and backward, over rows of examples.
import { product } from './js-product.mjs';
import { tanh } from './js-tanh.mjs';

/** Views of each layer's weights and gradients in the flat arrays, and room for its values. */
export function makeLayers(units, rows, weights, gradient) {
  let offset = 0;
  return units.slice(1).map((outputs, index) => {
    const inputs = units[index];
    const part = (array, from, size) => array.subarray(from, from + size);
    const layer = {
      inputs,
      outputs,
      weight: part(weights, offset, inputs * outputs),
      bias: part(weights, offset + inputs * outputs, outputs),
      weightSlope: part(gradient, offset, inputs * outputs),
      biasSlope: part(gradient, offset + inputs * outputs, outputs),
      values: new Float32Array(rows * outputs),
      slopes: new Float32Array(rows * outputs),
    };
    offset += (inputs + 1) * outputs;
    return layer;
  });
}

function addBias(values, bias, rows) {
  const width = bias.length;
  for (let r = 0, at = 0; r < rows; r++) for (let i = 0; i < width; i++) values[at++] += bias[i];
}

function activate(values, activation) {
  if (activation === 'tanh') for (let i = 0; i < values.length; i++) values[i] = tanh(values[i]);
  else for (let i = 0; i < values.length; i++) if (!(values[i] > 0)) values[i] = 0;
}

/** Turns slopes of an activation's values into slopes of its sums. */
function applySlope(values, slopes, activation) {
  if (activation === 'tanh') for (let i = 0; i < values.length; i++) slopes[i] *= 1 - values[i] * values[i];
  else for (let i = 0; i < values.length; i++) if (values[i] === 0) slopes[i] = 0;
}

export function forward(layers, inputs, rows, activation) {
  let x = inputs;
  for (let k = 0; k < layers.length; k++) {
    const { inputs: width, outputs, weight, bias, values } = layers[k];
    product(x, width, 1, weight, 1, width, values, rows, width, outputs);
    addBias(values, bias, rows);
    if (k + 1 < layers.length) activate(values, activation);
    x = values;
  }
}

/** From the last layer's slopes to all gradients; and to the slopes of the inputs, where they are asked for. */
export function backward(layers, inputs, rows, activation, inputSlopes) {
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs: width, outputs, weight, weightSlope, biasSlope, values, slopes } = layers[k];
    if (k + 1 < layers.length) applySlope(values, slopes, activation);
    const x = k === 0 ? inputs : layers[k - 1].values;
    product(slopes, 1, outputs, x, width, 1, weightSlope, outputs, rows, width);
    biasSlope.fill(0);
    for (let r = 0, at = 0; r < rows; r++) for (let o = 0; o < outputs; o++) biasSlope[o] += slopes[at++];
    const below = k === 0 ? inputSlopes : layers[k - 1].slopes;
    if (below) product(slopes, outputs, 1, weight, width, 1, below, rows, outputs, width);
  }
}
