// SPDX-License-Identifier: MIT
// The gradient check: right gradients pass, also near kinks; wrong ones are found, also among kinks.
#include "training/gradient_check.hpp"

#include <doctest/doctest.h>

#include "engine.hpp"
#include "training/objective.hpp"
#include "training/table_examples.hpp"

namespace loss_playground::tests {

namespace {

GradientCheck check_gradient(DifferentiableObjective objective, Aligned<double> parameters) {
  FiniteDifferences differences(std::move(objective), std::move(parameters), 0, 1);
  while (!differences.check_piece()) continue;
  return differences.found();
}

/// Σ |wᵢ| + ½ wᵢ², with 0 as the slope of |w| at 0; `wrong` is added to the last gradient entry.
DifferentiableObjective absolute_values(std::size_t count, double wrong = 0) {
  return [=](const double* w, double* gradient) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      sum += math::abs(w[i]) + 0.5 * w[i] * w[i];
      gradient[i] = (w[i] > 0) - (w[i] < 0) + w[i];
    }
    gradient[count - 1] += wrong;
    return sum;
  };
}

}  // namespace

TEST_CASE("gradient check: a kink within the step does not make a right gradient wrong") {
  const Aligned<double> near{0.5, -3, 1e-4, -5e-5, 2e-6, -1.9e-4};
  const GradientCheck check = check_gradient(absolute_values(near.size()), near);
  CHECK(check.checked == 6);
  CHECK(check.skipped == 0);
  CHECK(check.max_relative_error < 1e-6);
}

TEST_CASE("gradient check: parameters at a kink are skipped and counted") {
  // At 0 itself the central difference is the mean of both slopes, which is the gradient that is taken there.
  const Aligned<double> at{0.5, 0, 1e-9, -1e-9, -2};
  const GradientCheck check = check_gradient(absolute_values(at.size()), at);
  CHECK(check.checked == 3);
  CHECK(check.skipped == 2);
  CHECK(check.max_relative_error < 1e-6);
}

TEST_CASE("gradient check: a wrong entry is found, away from a kink, near one and at one") {
  for (double last : {0.7, -40.0, 1e-4, -3e-5, 1e-9, 0.0})
    for (double wrong : {1e-3, -1e-3, 1.0, -2.5, 100.0}) {
      // Between the slopes of the two sides of a kink no value is wrong.
      const double entry = (last > 0) - (last < 0) + last + wrong;
      if (math::abs(last) < 1e-7 && math::abs(entry) <= 1) continue;
      CAPTURE(last);
      CAPTURE(wrong);
      const Aligned<double> at{0.5, 1e-9, 2, last};
      const GradientCheck check = check_gradient(absolute_values(at.size(), wrong), at);
      CHECK(check.max_relative_error > 1e-5);
      CHECK(check.skipped == 1);
    }
}

TEST_CASE("gradient check: a real objective with kinks passes, and is caught where its gradient is broken") {
  for (const char* loss : {"hinge_loss", "l1_loss", "cross_entropy"}) {
    CAPTURE(loss);
    Experiment experiment{{"xor", {}}};
    experiment.loss = {loss, {}};
    experiment.optimizer = {"sgd", {}};
    experiment.model.params = {{"hidden", std::vector<double>{8}}, {"activation", std::string("relu")}};
    experiment.l1 = 0.01;
    Error error;
    const Dataset dataset = make_dataset(experiment.task, {1, {}}, error);
    REQUIRE_FALSE(error);
    const auto examples = make_examples<double>(std::get<ClassTable>(dataset), experiment, error);
    REQUIRE_FALSE(error);
    Objective<double> objective(experiment, examples, 32);
    Aligned<double> parameters(static_cast<std::size_t>(objective.model().parameter_count()));
    Random random(1, Stream::weights);
    objective.model().initialize(parameters.data(), random);
    std::vector<std::int32_t> rows(32);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::int32_t>(i);
    const auto broken_at = [&](std::size_t broken) {
      return check_gradient(
          [&, broken](const double* at, double* gradient) {
            const double value = objective(at, rows, gradient).total();
            if (broken < parameters.size()) gradient[broken] *= 1.01;
            return value;
          },
          parameters);
    };
    const GradientCheck right = broken_at(parameters.size());
    CHECK(right.max_relative_error < 1e-6);
    // Biases start at 0 and are not penalized: only a unit at its kink may be skipped.
    CHECK(right.checked > 0.8 * static_cast<double>(parameters.size()));
    CHECK(broken_at(0).max_relative_error > 1e-3);
    CHECK(broken_at(parameters.size() - 1).max_relative_error > 1e-3);
  }
}

}  // namespace loss_playground::tests
