// Tensors as they are passed into the engine and out of it.

/** A tensor at the boundary: row-major data and its shape. */
export interface Tensor {
  shape: number[];
  data: Float64Array | Float32Array | Int32Array | number[];
}

/** A tensor that the engine returns: its data are a copy that the caller owns. */
export interface OwnedTensor extends Tensor {
  data: Float64Array | Float32Array;
}
