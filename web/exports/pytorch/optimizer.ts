// Optimizer and schedule in PyTorch: its own classes where there are such, else the rule where it is short.
import type { CompleteExperiment } from 'loss-playground/engine';
import { argumentsOf, className, written } from './names.ts';

export interface Optimizing {
  /** What must stand before, at the top level. */
  rules: string[];
  /** Lines that make the optimizer. */
  optimizer: string[];
  /** Lines that make the schedule; none where the rate is constant. */
  schedule: string[];
  /** Lines after each step. */
  after: string[];
}

const lion = `class Lion(torch.optim.Optimizer):
    """Steps by the sign of a running mean (Chen et al. 2023); PyTorch has no such optimizer."""

    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                m = self.state[w].setdefault("mean", torch.zeros_like(w))
                w.mul_(1 - group["lr"] * group["weight_decay"])
                w.sub_(group["lr"] * torch.sign(beta1 * m + (1 - beta1) * w.grad))
                m.mul_(beta2).add_(w.grad, alpha=1 - beta2)`;

const plain = 'model.parameters()';
const spared = `[
        {"params": [p for p in model.parameters() if p.dim() > 1]},
        {"params": [p for p in model.parameters() if p.dim() == 1], "weight_decay": 0},
    ]`;

/** Rates that PyTorch has no class for, as a factor of the optimizer's at step t from 0. */
const factors: Record<string, (params: Record<string, unknown>, lr: number) => string> = {
  warmup_cosine: ({ warmup_steps: w, eta_min }, lr) => `def rate_factor(t):
    """Up in a straight line, then down along half a cosine wave."""
    if t < ${w}:
        return (t + 1) / ${w || 1}
    part = min(1, (t - ${w}) / max(1, STEPS - ${w}))
    return ${Number(eta_min) / lr} + (1 - ${Number(eta_min) / lr}) * (1 + math.cos(math.pi * part)) / 2`,
  warmup_stable_decay: ({ warmup_steps: w, decay_fraction, decay, eta_min }, lr) => {
    const shapes: Record<string, string> = {
      linear: '1 - part',
      cosine: '(1 + math.cos(math.pi * part)) / 2',
      sqrt: '1 - math.sqrt(part)',
    };
    return `def rate_factor(t):
    """Up in a straight line, level, and down in the last part."""
    if t < ${w}:
        return (t + 1) / ${w || 1}
    start = max(STEPS - math.floor(${decay_fraction} * STEPS + 0.5), ${w})
    if t <= start:
        return 1
    part = min(1, (t - start) / max(1, STEPS - start))
    return ${Number(eta_min) / lr} + (1 - ${Number(eta_min) / lr}) * (${shapes[String(decay)]})`;
  },
  inverse_sqrt: ({ warmup_steps }) => {
    const w = Math.max(1, Number(warmup_steps));
    return `def rate_factor(t):
    """Up in a straight line, then down with the root of the step."""
    return min((t + 1) / ${w}, math.sqrt(${w} / (t + 1)))`;
  },
};

function scheduleOf({ schedule, optimizer }: CompleteExperiment): Omit<Optimizing, 'optimizer'> | null {
  const { id, params } = schedule;
  const lr = Number(optimizer.params.lr);
  if (id === 'constant') return { rules: [], schedule: [], after: [] };
  const factor = factors[id];
  if (factor)
    return {
      rules: [factor(params, lr)],
      schedule: ['schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate_factor)'],
      after: ['schedule.step()'],
    };
  const name = className(id);
  if (!name) return null;
  const call = argumentsOf(id, params, { steps: 'STEPS', lr: String(lr) });
  const made = [`schedule = torch.optim.lr_scheduler.${name}(optimizer, ${written(call)})`];
  if (id === 'reduce_lr_on_plateau')
    return {
      rules: [],
      schedule: [...made, 'readings = []'],
      after: [
        'readings.append(objective.item())',
        `if len(readings) == ${params.interval}:`,
        '    schedule.step(sum(readings) / len(readings))',
        '    readings.clear()',
      ],
    };
  if (id !== 'one_cycle_lr') return { rules: [], schedule: made, after: ['schedule.step()'] };
  // PyTorch refuses a step beyond the last of the cycle.
  const last = params.total_steps === 0 ? 'STEPS' : params.total_steps;
  return { rules: [], schedule: made, after: [`if step < ${last}:`, '    schedule.step()'] };
}

/** The call of an optimizer's class. */
function construction(id: string, params: CompleteExperiment['optimizer']['params']): string | null {
  const name = className(id);
  const trained = params.decay_biases === false && Number(params.weight_decay) > 0 ? spared : plain;
  const call = written(argumentsOf(id, params));
  if (id === 'lion') return `optimizer = Lion(${trained}, ${call})`;
  return name ? `optimizer = torch.optim.${name}(${trained}, ${call})` : null;
}

const remarks: Record<string, string> = {
  nadam:
    '# The NAdam of PyTorch 1.13 has a mistake that newer versions do not have: there the numbers differ.',
};

/** Optimizer and schedule, or null where PyTorch has not got one of them. */
export function optimizingCode(experiment: CompleteExperiment): Optimizing | null {
  const { id, params } = experiment.optimizer;
  const made = construction(id, params);
  const scheduled = scheduleOf(experiment);
  if (!made || !scheduled) return null;
  const { rules, schedule, after } = scheduled;
  const remark = remarks[id];
  return {
    rules: id === 'lion' ? [lion, ...rules] : rules,
    optimizer: remark ? [remark, made] : [made],
    schedule,
    after,
  };
}
