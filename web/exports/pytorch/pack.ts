// Tensors as text in a Python script: compressed by zlib, in base64.
import type { OwnedTensor, Precision } from 'loss-playground/engine';

const lineLength = 110;

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let begin = 0; begin < bytes.length; begin += 3 * 1024)
    text += btoa(String.fromCharCode(...bytes.subarray(begin, begin + 3 * 1024)));
  return text;
}

/** The smallest number type that holds all of them exactly, or in the precision of the run. */
function typed(data: ArrayLike<number>, precision: Precision): [string, ArrayBufferView<ArrayBuffer>] {
  let whole = true;
  let most = 0;
  let least = 0;
  for (let index = 0; index < data.length; index++) {
    const value = data[index] as number;
    whole &&= Number.isInteger(value);
    most = Math.max(most, value);
    least = Math.min(least, value);
  }
  if (whole && least >= 0 && most < 256) return ['uint8', Uint8Array.from(data)];
  if (whole && Math.max(most, -least) < 2 ** 31) return ['int32', Int32Array.from(data)];
  return precision === 'float64'
    ? ['float64', Float64Array.from(data)]
    : ['float32', Float32Array.from(data)];
}

/** A call that returns the tensor: `unpack("float32", [2, 3], """…""")`. */
export async function packed({ shape, data }: OwnedTensor, precision: Precision): Promise<string> {
  const [type, numbers] = typed(data, precision);
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const text = base64(await deflated(bytes));
  const lines = text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  return `unpack("${type}", [${shape.join(', ')}], """\n${lines.join('\n')}""")`;
}

export const unpackCode = `def unpack(kind, shape, text):
    """A tensor from compressed numbers in base64."""
    numbers = bytearray(zlib.decompress(base64.b64decode(text)))
    return torch.frombuffer(numbers, dtype=getattr(torch, kind)).reshape(shape).to(torch.get_default_dtype())`;
