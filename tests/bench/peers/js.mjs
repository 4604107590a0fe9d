// Plain JavaScript: loops over typed arrays that allocate nothing. Four sums at a time stay in registers.

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

export async function load({ layers, experiment, parameters, batches }) {
  const flat = parameters.flatMap(({ data }) => data);
  const weights = new Float32Array(flat.length);
  const gradient = new Float32Array(flat.length);
  const embedded = experiment.model.id === 'next_token_mlp';
  const tableSize = embedded ? parameters[0].data.length : 0;
  const typed = batches.map(({ input, target }) => ({
    input: embedded ? Int32Array.from(input) : Float32Array.from(input),
    target: experiment.loss.id === 'mse_loss' ? Float32Array.from(target) : Int32Array.from(target),
  }));
  const context = embedded ? typed[0].input.length / experiment.batch_size : 0;
  const rows = embedded ? experiment.batch_size : typed[0].input.length / layers[0];
  const network = makeLayers(layers, rows, weights.subarray(tableSize), gradient.subarray(tableSize));
  const embedding =
    embedded && makeEmbedding(experiment, weights, gradient.subarray(0, tableSize), rows, context);
  const activation = embedded ? 'tanh' : experiment.model.params.activation;
  const loss = losses[experiment.loss.id];
  const optimizer = optimizerOf(experiment.optimizer, flat.length);
  const last = network.at(-1);

  function step({ input, target }) {
    if (embedding) embedding.gather(input);
    const inputs = embedding ? embedding.values : input;
    forward(network, inputs, rows, activation);
    const value = loss(last.values, target, last.slopes, rows, last.outputs, experiment.loss.params);
    backward(network, inputs, rows, activation, embedding ? embedding.slopes : null);
    if (embedding) embedding.scatter(input);
    optimizer.step(weights, gradient);
    return value;
  }

  return {
    train(steps, record) {
      weights.set(flat);
      optimizer.reset();
      let value = 0;
      for (let i = 0; i < steps; i++) {
        value = step(typed[i % typed.length]);
        record?.(value);
      }
      return value;
    },
  };
}
