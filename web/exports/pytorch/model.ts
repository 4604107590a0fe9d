// A model as a torch.nn module with the engine's names of parameters.
import type { Catalog, CompleteExperiment, NamedTensor, RunInfo } from 'loss-playground/engine';
import { entryOf } from '../../run/described.ts';

const activations: Record<string, string> = {
  tanh: 'Tanh',
  relu: 'ReLU',
  sigmoid: 'Sigmoid',
  gelu: 'GELU',
  silu: 'SiLU',
  linear: 'Identity',
};

/** The dimensions of a token model. */
interface Form {
  params: CompleteExperiment['model']['params'];
  /** Rows and columns of a parameter. */
  shape(name: string): number[];
  context: number;
  outputs: number;
}

/** Linear layers by the shapes of their weights. */
function sequential(parameters: readonly NamedTensor[], params: Form['params']): string {
  const weights = parameters.filter(({ name }) => name.endsWith('weight'));
  const layers = weights.map(({ shape: [outputs, inputs] }, index) => {
    const last = index === weights.length - 1;
    const activation = String(params[last ? 'output_activation' : 'activation'] ?? 'linear');
    const behind = last && activation === 'linear' ? '' : ` torch.nn.${activations[activation]}(),`;
    return `        torch.nn.Linear(${inputs}, ${outputs}),${behind}`;
  });
  return `def make_model():
    return torch.nn.Sequential(
${layers.join('\n')}
    )`;
}

const nextTokenMlp = ({ shape }: Form) => `class Model(torch.nn.Module):
    """Concatenates the embeddings of the last tokens and predicts the next token."""

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(${shape('embedding.weight').join(', ')})
        self.hidden = torch.nn.Linear(${shape('hidden.weight').reverse().join(', ')})
        self.output = torch.nn.Linear(${shape('output.weight').reverse().join(', ')})

    def forward(self, tokens):
        return self.output(torch.tanh(self.hidden(self.embedding(tokens.long()).flatten(1))))`;

const bigram = ({ shape }: Form) => `class Model(torch.nn.Module):
    """A row of logits for each previous token."""

    def __init__(self):
        super().__init__()
        self.table = torch.nn.Embedding(${shape('table.weight').join(', ')})

    def forward(self, tokens):
        return self.table(tokens[:, -1].long())`;

const rmsNorm = `class RmsNorm(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5) * self.weight


`;

function transformer({ params, shape, context }: Form): string {
  const { width, heads, blocks, hidden, norm, activation, tied } = params;
  const Norm = norm === 'rms' ? 'RmsNorm' : 'torch.nn.LayerNorm';
  const [vocabulary] = shape('tokens.weight');
  const output = `
        self.output = torch.nn.Linear(${width}, ${vocabulary}, bias=False)`;
  return `${norm === 'rms' ? rmsNorm : ''}class Block(torch.nn.Module):
    """Causal self-attention, then a network applied to each token."""

    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = ${Norm}(${width}), ${Norm}(${width})
        self.attention, self.projection = torch.nn.Linear(${width}, ${3 * Number(width)}), torch.nn.Linear(${width}, ${width})
        self.expand, self.contract = torch.nn.Linear(${width}, ${hidden}), torch.nn.Linear(${hidden}, ${width})
        self.activation = torch.nn.${activations[String(activation)]}()

    def mix(self, x):
        rows, places, width = x.shape
        parts = self.attention(x).split(width, -1)
        q, k, v = (part.reshape(rows, places, ${heads}, -1).transpose(1, 2) for part in parts)
        scores = q @ k.transpose(2, 3) / (width // ${heads}) ** 0.5
        later = torch.ones(places, places, dtype=torch.bool).triu(1)
        mixed = torch.softmax(scores.masked_fill(later, -torch.inf), -1) @ v
        return self.projection(mixed.transpose(1, 2).reshape(rows, places, width))

    def forward(self, x):
        x = x + self.mix(self.norm1(x))
        return x + self.contract(self.activation(self.expand(self.norm2(x))))


class Model(torch.nn.Module):
    """A small transformer that predicts the next token at every position."""

    def __init__(self):
        super().__init__()
        self.tokens = torch.nn.Embedding(${vocabulary}, ${width})
        self.positions = torch.nn.Embedding(${context}, ${width})
        self.blocks = torch.nn.ModuleList(Block() for _ in range(${blocks}))
        self.norm = ${Norm}(${width})${tied ? '' : output}

    def forward(self, tokens):
        x = self.tokens(tokens.long()) + self.positions.weight
        for block in self.blocks:
            x = block(x)
        return F.linear(self.norm(x), self.${tied ? 'tokens' : 'output'}.weight).flatten(0, 1)`;
}

const embeddingBag = ({ shape, outputs }: Form) => `class Model(torch.nn.Module):
    """The mean embedding of a text's features, through a linear layer, normalized to length 1."""

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.EmbeddingBag(${shape('embedding.weight').join(', ')}, mode="mean", padding_idx=0)
        self.linear = torch.nn.Linear(${shape('embedding.weight')[1]}, ${outputs})

    def forward(self, tokens):
        return F.normalize(self.linear(self.embedding(tokens.long())), dim=1)`;

const made = (code: string) => `${code}


def make_model():
    return Model()`;

/** Code that defines make_model(), or null for a model that has no such code. */
export function modelCode(
  catalog: Catalog,
  { model }: CompleteExperiment,
  info: RunInfo,
  parameters: readonly NamedTensor[],
): string | null {
  const form: Form = {
    params: model.params,
    shape: (name) => [...(parameters.find((entry) => entry.name === name)?.shape ?? [])],
    context: info.inputs,
    outputs: info.outputs,
  };
  switch (entryOf(catalog.models, model.id)?.structure) {
    case 'layers':
      return sequential(parameters, model.params);
    case 'token_layers':
      return made(nextTokenMlp(form));
    case 'token_table':
      return made(bigram(form));
    case 'transformer':
      return made(transformer(form));
    case 'text_bags':
      return model.params.head === 'dot' && info.documents > 0 ? made(embeddingBag(form)) : null;
    default:
      return null;
  }
}
