

@fixture("losses")
def new_loss(draw):
    def rule(r, tolerance=0.1):
        return max(mpf(0), abs(r) - mpf(tolerance))

    # Every parameter is away from its default at least once, and at its edges.
    return residual(draw, rule, [{}, {"tolerance": 0.75}, {"tolerance": 0.0}])
