// Update rules in plain JavaScript.

function adam({ lr, beta1, beta2, eps }, size) {
  const mean = new Float32Array(size);
  const square = new Float32Array(size);
  let count = 0;
  return {
    reset() {
      mean.fill(0);
      square.fill(0);
      count = 0;
    },
    step(weights, gradient) {
      count++;
      const rate = lr / (1 - beta1 ** count);
      const correction = 1 / Math.sqrt(1 - beta2 ** count);
      for (let i = 0; i < size; i++) {
        const g = gradient[i];
        const m = beta1 * mean[i] + (1 - beta1) * g;
        const v = beta2 * square[i] + (1 - beta2) * g * g;
        mean[i] = m;
        square[i] = v;
        weights[i] -= (rate * m) / (Math.sqrt(v) * correction + eps);
      }
    },
  };
}

function sgd({ lr, momentum }, size) {
  const buffer = new Float32Array(momentum === 0 ? 0 : size);
  return {
    reset: () => buffer.fill(0),
    step(weights, gradient) {
      if (momentum === 0) {
        for (let i = 0; i < size; i++) weights[i] -= lr * gradient[i];
        return;
      }
      for (let i = 0; i < size; i++) {
        const b = momentum * buffer[i] + gradient[i];
        buffer[i] = b;
        weights[i] -= lr * b;
      }
    },
  };
}

export const optimizerOf = ({ id, params }, size) => (id === 'adam' ? adam(params, size) : sgd(params, size));
