// Products of matrices in tiles of 4 × 4 sums, which the compiler keeps in registers.

/**
 * out(m, n) ← Σₖ a(m, k)·b(k, n): a by the strides of its rows and of k, b by those of k and of its columns, out row by
 * row.
 */
export function product(a, aRow, aDepth, b, bDepth, bColumn, out, m, depth, n) {
  const rows = m & ~3;
  const columns = n & ~3;
  for (let r = 0; r < rows; r += 4)
    for (let c = 0; c < columns; c += 4)
      tile(a, r * aRow, aRow, aDepth, b, c * bColumn, bDepth, bColumn, out, r * n + c, n, depth);
  // The last columns, four rows at a time; then the last rows, four columns at a time.
  for (let c = columns; c < n; c++) {
    for (let r = 0; r < rows; r += 4)
      strip(a, r * aRow, aRow, aDepth, b, c * bColumn, bDepth, out, r * n + c, n, depth);
  }
  for (let r = rows; r < m; r++) {
    for (let c = 0; c < columns; c += 4)
      strip(b, c * bColumn, bColumn, bDepth, a, r * aRow, aDepth, out, r * n + c, 1, depth);
    for (let c = columns; c < n; c++) {
      let sum = 0;
      for (let k = 0, p = r * aRow, q = c * bColumn; k < depth; k++, p += aDepth, q += bDepth)
        sum += a[p] * b[q];
      out[r * n + c] = sum;
    }
  }
}

/** Four rows and four columns; `p`, `q` and `to` are where they begin. */
function tile(a, p, aRow, aDepth, b, q, bDepth, bColumn, out, to, width, depth) {
  const aRow2 = 2 * aRow;
  const aRow3 = 3 * aRow;
  const bColumn2 = 2 * bColumn;
  const bColumn3 = 3 * bColumn;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let k = 0, i = p, j = q; k < depth; k++, i += aDepth, j += bDepth) {
    const b0 = b[j];
    const b1 = b[j + bColumn];
    const b2 = b[j + bColumn2];
    const b3 = b[j + bColumn3];
    const a0 = a[i];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = a[i + aRow];
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = a[i + aRow2];
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = a[i + aRow3];
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  out[to] = s00;
  out[to + 1] = s01;
  out[to + 2] = s02;
  out[to + 3] = s03;
  const row1 = to + width;
  out[row1] = s10;
  out[row1 + 1] = s11;
  out[row1 + 2] = s12;
  out[row1 + 3] = s13;
  const row2 = to + 2 * width;
  out[row2] = s20;
  out[row2 + 1] = s21;
  out[row2 + 2] = s22;
  out[row2 + 3] = s23;
  const row3 = to + 3 * width;
  out[row3] = s30;
  out[row3 + 1] = s31;
  out[row3 + 2] = s32;
  out[row3 + 3] = s33;
}

/** Four rows of a with one column of b; the sums go to every `step`-th number of out. */
function strip(a, p, aRow, aDepth, b, q, bDepth, out, to, step, depth) {
  const aRow2 = 2 * aRow;
  const aRow3 = 3 * aRow;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0, i = p, j = q; k < depth; k++, i += aDepth, j += bDepth) {
    const factor = b[j];
    s0 += a[i] * factor;
    s1 += a[i + aRow] * factor;
    s2 += a[i + aRow2] * factor;
    s3 += a[i + aRow3] * factor;
  }
  out[to] = s0;
  out[to + step] = s1;
  out[to + 2 * step] = s2;
  out[to + 3 * step] = s3;
}
