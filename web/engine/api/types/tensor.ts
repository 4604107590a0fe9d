// Tensors as they cross into the engine and out of it.

/** A tensor at the boundary: row-major data and its shape. */
export interface Tensor {
  shape: number[];
  data: Float64Array | Float32Array | Int32Array | number[];
}

/** A tensor that the engine hands out: its data is a copy that the caller owns. */
export interface OwnedTensor extends Tensor {
  data: Float64Array | Float32Array;
}
