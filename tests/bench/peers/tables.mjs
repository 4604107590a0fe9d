// What libraries with n-dimensional arrays start from: weights as (inputs, outputs), classes and tokens as rows of 0 and 1.

function transposed({ shape: [outputs, inputs], data }) {
  const flipped = new Float32Array(data.length);
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) flipped[i * outputs + o] = data[o * inputs + i];
  return { shape: [inputs, outputs], data: flipped };
}

function oneHot(numbers, width) {
  const data = new Float32Array(numbers.length * width);
  numbers.forEach((number, row) => {
    data[row * width + number] = 1;
  });
  return { shape: [numbers.length, width], data };
}

export const isEmbedding = (name) => name.startsWith('embedding');

/** Numbers of the given rows of a table, one after the other. */
function gathered({ shape, data }, rows) {
  const width = shape.slice(1).reduce((product, size) => product * size, 1);
  return rows.flatMap((row) => data.slice(row * width, (row + 1) * width));
}

/** Parameters and batches of a workload, each a shape with data. */
export function tablesOf({ layers, experiment, parameters, input, target, batches }) {
  const tokens = parameters.some(({ name }) => isEmbedding(name));
  const classes = layers.at(-1);
  const targetOf = {
    cross_entropy: (values) => oneHot(values, classes),
    mse_loss: (values) => ({ shape: [values.length, classes], data: Float32Array.from(values) }),
    // Triplets have no targets, and a step takes two arrays.
    triplet_margin_loss: () => ({ shape: [1], data: new Float32Array(1) }),
  }[experiment.loss.id];
  return {
    parameters: parameters.map(({ name, shape, data }) =>
      shape.length === 2 && !isEmbedding(name)
        ? transposed({ shape, data })
        : { shape, data: Float32Array.from(data) },
    ),
    batches: batches.map((rows) => {
      const values = gathered(input, rows);
      return {
        input: tokens
          ? oneHot(values, parameters[0].shape[0])
          : { shape: [rows.length, layers[0]], data: Float32Array.from(values) },
        target: targetOf(gathered(target, rows)),
      };
    }),
  };
}
