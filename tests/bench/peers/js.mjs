// Plain JavaScript: loops over typed arrays that allocate nothing.

import { backward, forward, makeLayers } from './js-layers.mjs';
import { crossEntropy, squaredError, tripletMargin } from './js-losses.mjs';
import { optimizerOf } from './js-optimizers.mjs';

const losses = { cross_entropy: crossEntropy, mse_loss: squaredError, triplet_margin_loss: tripletMargin };

/** Rows of a table, one token after the other, and the way back. */
function makeEmbedding({ model }, table, gradient, rows, context) {
  const width = model.params.embedding;
  const values = new Float32Array(rows * context * width);
  const slopes = new Float32Array(values.length);
  return {
    values,
    slopes,
    gather(tokens) {
      for (let t = 0, at = 0; t < tokens.length; t++)
        for (let i = 0, from = tokens[t] * width; i < width; i++) values[at++] = table[from + i];
    },
    scatter(tokens) {
      gradient.fill(0);
      for (let t = 0, at = 0; t < tokens.length; t++)
        for (let i = 0, to = tokens[t] * width; i < width; i++) gradient[to + i] += slopes[at++];
    },
  };
}

/** Copies rows of a table, one after the other. */
function gather(table, width, rows, to) {
  for (let r = 0, at = 0; r < rows.length; r++)
    for (let i = 0, from = rows[r] * width; i < width; i++) to[at++] = table[from + i];
}

export async function load({ layers, experiment, parameters, input, target, batches }) {
  const flat = parameters.flatMap(({ data }) => data);
  const weights = new Float32Array(flat.length);
  const gradient = new Float32Array(flat.length);
  const embedded = experiment.model.id === 'next_token_mlp';
  const tableSize = embedded ? parameters[0].data.length : 0;
  const order = batches.map((rows) => Int32Array.from(rows));
  const rows = order[0].length;
  const width = input.shape[1];
  const Inputs = embedded ? Int32Array : Float32Array;
  const Targets = experiment.loss.id === 'mse_loss' ? Float32Array : Int32Array;
  const [allInputs, allTargets] = [Inputs.from(input.data), Targets.from(target.data)];
  const [x, y] = [new Inputs(rows * width), new Targets(rows)];
  const network = makeLayers(layers, rows, weights.subarray(tableSize), gradient.subarray(tableSize));
  const embedding =
    embedded && makeEmbedding(experiment, weights, gradient.subarray(0, tableSize), rows, width);
  const activation = embedded ? 'tanh' : experiment.model.params.activation;
  const loss = losses[experiment.loss.id];
  const optimizer = optimizerOf(experiment.optimizer, flat.length);
  const last = network.at(-1);

  function step(batch) {
    gather(allInputs, width, batch, x);
    gather(allTargets, 1, batch, y);
    if (embedding) embedding.gather(x);
    const inputs = embedding ? embedding.values : x;
    forward(network, inputs, rows, activation);
    const value = loss(last.values, y, last.slopes, rows, last.outputs, experiment.loss.params);
    backward(network, inputs, rows, activation, embedding ? embedding.slopes : null);
    if (embedding) embedding.scatter(x);
    optimizer.step(weights, gradient);
    return value;
  }

  return {
    train(steps, record) {
      weights.set(flat);
      optimizer.reset();
      let read = 0;
      for (let i = 0; i < steps; i++) {
        const value = step(order[i % order.length]);
        if ((i + 1) % 50 === 0) read = value;
        record?.(value);
      }
      return read;
    },
  };
}
