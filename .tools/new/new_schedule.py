

@fixture("schedules")
def new_schedule(draw):
    def rate(t, lr, params, steps):
        return lr / (1 + mpf(params.get("decay", 0.01)) * t)

    # Every parameter is away from its default at least once.
    return closed(rate, [{}, {"decay": 0.2}, {"decay": 0.0}])
