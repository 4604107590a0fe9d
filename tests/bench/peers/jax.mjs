// jax-js on its WebAssembly backend: loss, gradients and update in one jitted step. Each use of an array but its last
// takes a `.ref`.
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { isEmbedding, tablesOf } from './tables.mjs';

const activations = { tanh: np.tanh, relu: nn.relu };

function forward(weights, x, activation, embedded, width) {
  let values = x;
  let list = weights;
  if (embedded) {
    values = np.matmul(values, list[0]).reshape([-1, width]);
    list = list.slice(1);
  }
  for (let k = 0; k < list.length; k += 2) {
    values = np.matmul(values, list[k]).add(list[k + 1]);
    if (k + 2 < list.length) values = activation(values);
  }
  return values;
}

const distance = (a, b, eps) => np.sqrt(np.square(a.sub(b).add(eps)).sum(1));

const losses = {
  mse_loss: (output, target) => np.square(output.sub(target)).mean(),
  cross_entropy: (output, target) => nn.logSoftmax(output, -1).mul(target).sum(-1).mean().neg(),
  triplet_margin_loss(output, target, { margin, eps }) {
    target.dispose();
    const [anchor, positive, negative] = np.split(output, 3, 0);
    const gap = distance(anchor.ref, positive, eps).sub(distance(anchor, negative, eps));
    return nn.relu(gap.add(margin)).mean();
  },
};

/** State of an optimizer is two lists like the parameters and the running powers of Adam's decays. */
const updates = {
  adam({ lr, beta1, beta2, eps }, { w, m, v, power1, power2 }, gradients) {
    const p1 = power1.mul(beta1);
    const p2 = power2.mul(beta2);
    const next = { w: [], m: [], v: [] };
    w.forEach((weight, i) => {
      const mean = m[i].mul(beta1).add(gradients[i].ref.mul(1 - beta1));
      const square = v[i].mul(beta2).add(np.square(gradients[i]).mul(1 - beta2));
      const root = np.sqrt(square.ref.div(np.subtract(1, p2.ref))).add(eps);
      next.w.push(weight.sub(mean.ref.div(np.subtract(1, p1.ref)).mul(lr).div(root)));
      next.m.push(mean);
      next.v.push(square);
    });
    return { ...next, power1: p1, power2: p2 };
  },
  sgd({ lr, momentum }, { w, m }, gradients) {
    if (momentum === 0) return { w: w.map((weight, i) => weight.sub(gradients[i].mul(lr))), m };
    const buffers = m.map((buffer, i) => buffer.mul(momentum).add(gradients[i]));
    return { w: w.map((weight, i) => weight.sub(buffers[i].ref.mul(lr))), m: buffers };
  },
};

export async function load(workload) {
  await init('wasm');
  defaultDevice('wasm');
  const { layers, experiment, parameters: named } = workload;
  const { parameters, batches } = tablesOf(workload);
  const { id, params } = experiment.optimizer;
  const embedded = isEmbedding(named[0].name);
  const activation = activations[embedded ? 'tanh' : experiment.model.params.activation];
  const toArray = ({ shape, data }) => np.array(data).reshape(shape);
  const zeros = () => parameters.map(({ shape }) => np.zeros(shape));
  const start = () => {
    const w = parameters.map(toArray);
    if (id === 'adam') return { w, m: zeros(), v: zeros(), power1: np.array(1), power2: np.array(1) };
    return { w, m: params.momentum ? zeros() : [] };
  };
  const objective = (w, x, y) =>
    losses[experiment.loss.id](forward(w, x, activation, embedded, layers[0]), y, experiment.loss.params);
  const step = jit((state, x, y) => {
    const [loss, gradients] = valueAndGrad(objective)(tree.ref(state.w), x, y);
    return [loss, updates[id](params, state, gradients)];
  });
  const loaded = batches.map(({ input, target }) => [toArray(input), toArray(target)]);

  return {
    async train(steps, record) {
      let state = start();
      let value = 0;
      for (let i = 0; i < steps; i++) {
        const [x, y] = loaded[i % loaded.length];
        const [loss, next] = step(state, x.ref, y.ref);
        state = next;
        // Arrays are computed when they are read. Steps that wait for each other take several times as long.
        const [now] = loss.dataSync();
        if ((i + 1) % 50 === 0) value = now;
        record?.(now);
      }
      tree.dispose(state);
      return value;
    },
  };
}
