"""The losses once more, in 50 digits: the second oracle, and the only one where torch's own tails are not exact.

Each function takes flat rows of mpmath numbers and returns the loss of one row (or one element)."""
from mpmath import exp, log1p, mpf, sqrt


def softplus(x):
    return log1p(exp(x)) if x < 0 else x + log1p(exp(-x))


def cross_entropy(row, q, weight):
    """-sum of weight * q * log softmax, for one row of logits."""
    top = max(row)
    total = sum(exp(z - top) for z in row)
    best = row.index(top)
    rest = sum(exp(z - top) for i, z in enumerate(row) if i != best)
    log_total = log1p(rest)
    value = sum(w * t * (top - z + log_total) for w, t, z in zip(weight, q, row))
    mass = sum(w * t for w, t in zip(weight, q))
    gradient = [exp(z - top) / total * mass - w * t for w, t, z in zip(weight, q, row)]
    by_target = [w * (top - z + log_total) for w, z in zip(weight, row)]
    return value, gradient, by_target


def binary_cross_entropy(x, y, weight, positive):
    value = weight * (positive * y * softplus(-x) + (1 - y) * softplus(x))
    sigma = 1 / (1 + exp(-x))
    gradient = weight * ((1 - y) * sigma - positive * y / (1 + exp(x)))
    # softplus(x) = softplus(-x) + x, and the difference of the two would cancel even in 50 digits.
    return value, gradient, weight * ((positive - 1) * softplus(-x) - x)


def norm(a, b, p, eps):
    return sum(abs(x - y + eps) ** p for x, y in zip(a, b)) ** (1 / mpf(p))


def slopes(function, points, ordinary=True):
    """Gradients of function(*points) by central differences: of 50 digits 20 go to the step, which leaves 30 right.

    At a tie of two branches they are the mean of both sides, which is also what torch and the engine say of a minimum."""
    step = max([abs(x) for point in points for x in point] + [mpf(10) ** -300]) * mpf(10) ** -20
    gradients = []
    for k, point in enumerate(points):
        row = []
        for i, x in enumerate(point):
            ends = [function(*points[:k], point[:i] + [x + d] + point[i + 1:], *points[k + 1:]) for d in (step, -step)]
            row.append((ends[0] - ends[1]) / (2 * step))
        gradients.append(row)
    # At a tie the step itself shows, and a slope of 0 is left with the last digits.
    rest = max([abs(x) for row in gradients for x in row] + [mpf(10) ** -12 if ordinary else mpf(0)]) * mpf(10) ** -18
    return [[x if abs(x) > rest else mpf(0) for x in row] for row in gradients]


def euclidean(a, b):
    return norm(a, b, 2, mpf(1e-6))


def squared_euclidean(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b))


def manhattan(a, b):
    return sum(abs(x - y) for x, y in zip(a, b))


def cosine(a, b):
    def length(v):
        return max(sqrt(sum(x * x for x in v)), mpf(1e-8))

    return 1 - sum(x * y for x, y in zip(a, b)) / (length(a) * length(b))
