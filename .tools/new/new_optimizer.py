

# Every parameter is away from its default at least once.
@optimizer({}, {"lr": 0.02, "momentum": 0.7, "weight_decay": 0.05}, {"objective": "chain", "momentum": 0.0}, {"lr": 0.01, **SPARED})
def new_optimizer(params, blocks):
    lr, momentum, decay = number(params, "lr", 1e-2), number(params, "momentum", 0.9), decays(params, blocks)
    mean = [mpf(0)] * len(decay)

    def step(w, g, t, objective):
        for i, slope in enumerate(g):
            mean[i] = momentum * mean[i] + (1 - momentum) * (slope + decay[i] * w[i])
            w[i] -= lr * mean[i]

    return step
