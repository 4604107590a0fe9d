// Losses in plain JavaScript: each gives the mean over the batch and writes its slopes.

export function squaredError(values, target, slopes, rows) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const error = values[i] - target[i];
    sum += error * error;
    slopes[i] = (2 * error) / rows;
  }
  return sum / rows;
}

export function crossEntropy(values, target, slopes, rows, classes) {
  let total = 0;
  for (let r = 0; r < rows; r++) {
    const at = r * classes;
    let largest = values[at];
    for (let c = 1; c < classes; c++) if (values[at + c] > largest) largest = values[at + c];
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const power = Math.exp(values[at + c] - largest);
      slopes[at + c] = power;
      sum += power;
    }
    total += Math.log(sum) + largest - values[at + target[r]];
    const scale = 1 / (sum * rows);
    for (let c = 0; c < classes; c++) slopes[at + c] *= scale;
    slopes[at + target[r]] -= 1 / rows;
  }
  return total / rows;
}

/** Rows are all anchors, then all positives, then all negatives. */
export function tripletMargin(values, _target, slopes, rows, width, { margin, eps }) {
  const count = rows / 3;
  const block = count * width;
  let total = 0;
  for (let r = 0; r < count; r++) {
    const at = r * width;
    let near = 0;
    let far = 0;
    for (let i = at; i < at + width; i++) {
      const toPositive = values[i] - values[i + block] + eps;
      const toNegative = values[i] - values[i + 2 * block] + eps;
      near += toPositive * toPositive;
      far += toNegative * toNegative;
    }
    near = Math.sqrt(near);
    far = Math.sqrt(far);
    const loss = near - far + margin;
    const active = loss > 0 ? 1 / count : 0;
    total += Math.max(loss, 0);
    for (let i = at; i < at + width; i++) {
      const towards = ((values[i] - values[i + block] + eps) / near) * active;
      const away = ((values[i] - values[i + 2 * block] + eps) / far) * active;
      slopes[i] = towards - away;
      slopes[i + block] = -towards;
      slopes[i + 2 * block] = away;
    }
  }
  return total / count;
}
