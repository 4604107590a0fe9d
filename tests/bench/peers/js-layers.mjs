// Linear layers with an activation between them, forward and backward, over rows of examples.

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

/** y ← x·wᵀ + b, four outputs at a time. */
function weightedSums(x, w, bias, y, rows, inputs, outputs) {
  const whole = outputs & ~3;
  for (let r = 0; r < rows; r++) {
    const from = r * inputs;
    const to = r * outputs;
    for (let o = 0; o < whole; o += 4) {
      let a = bias[o];
      let b = bias[o + 1];
      let c = bias[o + 2];
      let d = bias[o + 3];
      const first = o * inputs;
      const second = first + inputs;
      const third = second + inputs;
      const fourth = third + inputs;
      for (let i = 0; i < inputs; i++) {
        const value = x[from + i];
        a += value * w[first + i];
        b += value * w[second + i];
        c += value * w[third + i];
        d += value * w[fourth + i];
      }
      y[to + o] = a;
      y[to + o + 1] = b;
      y[to + o + 2] = c;
      y[to + o + 3] = d;
    }
    for (let o = whole; o < outputs; o++) {
      let sum = bias[o];
      for (let i = 0; i < inputs; i++) sum += x[from + i] * w[o * inputs + i];
      y[to + o] = sum;
    }
  }
}

/**
 * out(m, n) ← Σₖ a(m, k)·b(k, n) with b and out row by row and a by its two strides, four columns at a time: the slopes of
 * the weights (a is the slopes' transpose) and of the inputs.
 */
function product(a, rowStride, depthStride, b, out, m, depth, n) {
  const whole = n & ~3;
  for (let r = 0; r < m; r++) {
    const row = r * rowStride;
    for (let j = 0; j < whole; j += 4) {
      let s = 0;
      let t = 0;
      let u = 0;
      let v = 0;
      for (let k = 0, at = row, from = j; k < depth; k++, at += depthStride, from += n) {
        const factor = a[at];
        s += factor * b[from];
        t += factor * b[from + 1];
        u += factor * b[from + 2];
        v += factor * b[from + 3];
      }
      const to = r * n + j;
      out[to] = s;
      out[to + 1] = t;
      out[to + 2] = u;
      out[to + 3] = v;
    }
    for (let j = whole; j < n; j++) {
      let sum = 0;
      for (let k = 0, at = row, from = j; k < depth; k++, at += depthStride, from += n)
        sum += a[at] * b[from];
      out[r * n + j] = sum;
    }
  }
}

function activate(values, activation) {
  if (activation === 'tanh') for (let i = 0; i < values.length; i++) values[i] = Math.tanh(values[i]);
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
    const layer = layers[k];
    weightedSums(x, layer.weight, layer.bias, layer.values, rows, layer.inputs, layer.outputs);
    if (k + 1 < layers.length) activate(layer.values, activation);
    x = layer.values;
  }
}

/** From the last layer's slopes to all gradients; and to the slopes of the inputs, where they are asked for. */
export function backward(layers, inputs, rows, activation, inputSlopes) {
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs: width, outputs, weight, weightSlope, biasSlope, values, slopes } = layers[k];
    if (k + 1 < layers.length) applySlope(values, slopes, activation);
    const x = k === 0 ? inputs : layers[k - 1].values;
    product(slopes, 1, outputs, x, weightSlope, outputs, rows, width);
    for (let o = 0; o < outputs; o++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += slopes[r * outputs + o];
      biasSlope[o] = sum;
    }
    const below = k === 0 ? inputSlopes : layers[k - 1].slopes;
    if (below) product(slopes, outputs, 1, weight, below, rows, outputs, width);
  }
}
