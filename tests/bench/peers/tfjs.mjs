// TensorFlow.js on its WebAssembly backend, one thread: gradients by its tape, its own optimizers.

import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { isEmbedding, tablesOf } from './tables.mjs';

const activations = { tanh: tf.tanh, relu: tf.relu };

function forward(weights, x, activation, embedded, width) {
  let values = x;
  let list = weights;
  if (embedded) {
    values = tf.reshape(tf.matMul(values, list[0]), [-1, width]);
    list = list.slice(1);
  }
  for (let k = 0; k < list.length; k += 2) {
    values = tf.add(tf.matMul(values, list[k]), list[k + 1]);
    if (k + 2 < list.length) values = activation(values);
  }
  return values;
}

const distance = (a, b, eps) => tf.sqrt(tf.sum(tf.square(tf.add(tf.sub(a, b), eps)), 1));

const losses = {
  mse_loss: (output, target) => tf.mean(tf.square(tf.sub(output, target))),
  cross_entropy: (output, target) => tf.losses.softmaxCrossEntropy(target, output),
  triplet_margin_loss(output, _target, { margin, eps }) {
    const [anchor, positive, negative] = tf.split(output, 3, 0);
    const gap = tf.sub(distance(anchor, positive, eps), distance(anchor, negative, eps));
    return tf.mean(tf.relu(tf.add(gap, margin)));
  },
};

function optimizerOf({ id, params: { lr, beta1, beta2, eps, momentum } }) {
  if (id === 'adam') return tf.train.adam(lr, beta1, beta2, eps);
  return momentum === 0 ? tf.train.sgd(lr) : tf.train.momentum(lr, momentum);
}

export async function load(workload) {
  // In Node the files are found beside the package.
  if (typeof document !== 'undefined') setWasmPaths('/');
  setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  const { layers, experiment, parameters: named } = workload;
  const { parameters, batches } = tablesOf(workload);
  const embedded = isEmbedding(named[0].name);
  const activation = activations[embedded ? 'tanh' : experiment.model.params.activation];
  const toTensor = ({ shape, data }) => tf.tensor(data, shape);
  const initial = parameters.map(toTensor);
  const weights = initial.map((tensor) => tf.variable(tensor));
  const loaded = batches.map(({ input, target }) => [toTensor(input), toTensor(target)]);

  return {
    train(steps, record) {
      weights.forEach((weight, i) => {
        weight.assign(initial[i]);
      });
      const optimizer = optimizerOf(experiment.optimizer);
      let value = 0;
      for (let i = 0; i < steps; i++) {
        const [x, y] = loaded[i % loaded.length];
        const objective = () =>
          losses[experiment.loss.id](
            forward(weights, x, activation, embedded, layers[0]),
            y,
            experiment.loss.params,
          );
        const asked = record || (i + 1) % 50 === 0;
        const loss = optimizer.minimize(objective, asked, weights);
        if (!loss) continue;
        value = loss.dataSync()[0];
        record?.(value);
        loss.dispose();
      }
      optimizer.dispose();
      return value;
    },
  };
}
