// SPDX-License-Identifier: MIT
// What losses do with tensors of rank 3 and more, with reductions, and with class numbers that are none.
#include <doctest/doctest.h>

#include <limits>

#include "loss_fixtures.hpp"
#include "tolerances.hpp"
#include "training/table_examples.hpp"

namespace loss_playground::tests {
namespace {

LossTensor<double> tensor(std::vector<Index> shape, double first) {
  LossTensor<double> made{true, std::move(shape), {}};
  Index size = 1;
  for (Index length : made.shape) size *= length;
  for (Index i = 0; i < size; ++i) made.data.push_back(first + 0.125 * static_cast<double>(i % 5));
  return made;
}

/// All tensors that a loss needs, of one shape, with a number that each kind may be.
LossTensors<double> filled(const LossDescriptor& loss, const std::vector<Index>& shape) {
  LossTensors<double> tensors;
  for (std::size_t i = 0; i < max_loss_inputs && loss.inputs[i].id; ++i) {
    if (loss.inputs[i].optional) continue;
    tensors[i] = tensor(shape, 0);
    const double number = std::string(loss.inputs[i].kind) == "log_probability" ? -1 : 1;
    std::fill(tensors[i].data.begin(), tensors[i].data.end(), number);
  }
  return tensors;
}

Error error_of(const char* loss, const LossTensors<double>& tensors) {
  Error error;
  evaluate_loss(Spec{loss, {}}, "mean", tensors, error);
  return error;
}

}  // namespace

TEST_CASE("losses by the row refuse tensors of rank 3 instead of reading them as wide rows") {
  for (const LossDescriptor* loss : all_losses()) {
    if (loss->elementwise) continue;
    CAPTURE(loss->id);
    const Error error = error_of(loss->id, filled(*loss, {2, 3, 4}));
    CHECK(error.path == std::string(loss->inputs[0].id) + ".shape");
    CHECK(error.given == "[2, 3, 4]");
    CHECK(error.allowed == loss->inputs[0].shape);
  }
}

TEST_CASE("losses by the element tell shapes of rank 3 apart by all dimensions") {
  for (const LossDescriptor* loss : all_losses()) {
    if (!loss->elementwise) continue;
    CAPTURE(loss->id);
    auto tensors = filled(*loss, {2, 3, 4});
    const auto right = tensors[1];
    for (const auto& shape : {std::vector<Index>{2, 4, 3}, {6, 4}, {2, 12}, {3, 2, 4}, {1, 2, 3, 4}, {24}}) {
      tensors[1].shape = shape;
      const Error error = error_of(loss->id, tensors);
      CHECK(error.path == std::string(loss->inputs[1].id) + ".shape");
      CHECK(error.given == shape_text(shape));
      CHECK(error.allowed == std::string("the shape of ") + loss->inputs[0].id + ", [2, 3, 4]");
    }
    tensors[1] = right;
    CHECK(!error_of(loss->id, tensors));
  }
}

TEST_CASE("binary_cross_entropy_with_logits: pos_weight belongs to the last dimension of any rank") {
  LossTensors<double> cube, flat;
  cube[0] = tensor({2, 3, 4}, -1);
  cube[1] = tensor({2, 3, 4}, 0.25);
  cube[3] = tensor({4}, 0.5);
  flat = cube;
  flat[0].shape = flat[1].shape = {6, 4};
  const Spec spec{"binary_cross_entropy_with_logits", {}};
  Error error;
  const auto from_cube = evaluate_loss(spec, "mean", cube, error);
  const auto from_flat = evaluate_loss(spec, "mean", flat, error);
  REQUIRE(!error);
  CHECK(from_cube.value == from_flat.value);
  CHECK(from_cube.gradients[0] == from_flat.gradients[0]);
  CHECK(from_cube.value_shape == std::vector<Index>{2, 3, 4});
  for (const auto& shape : {std::vector<Index>{12}, {3}, {4, 1}, {1, 4}}) {
    cube[3] = tensor(shape, 0.5);
    CHECK(error_of("binary_cross_entropy_with_logits", cube).path == "pos_weight.shape");
  }
}

TEST_CASE("losses: batchmean divides by the first dimension, mean by its divisor") {
  LossTensors<double> tensors;
  tensors[0] = tensor({2, 3, 4}, 0);
  tensors[1] = tensor({2, 3, 4}, 0.3);
  Error error;
  const auto at = [&](const char* reduction) { return evaluate_loss(Spec{"mse_loss", {}}, reduction, tensors, error); };
  const auto sum = at("sum"), mean = at("mean"), batch = at("batchmean");
  REQUIRE(!error);
  CHECK(mean.divisor == 24);
  CHECK(near(mean.value, sum.value / 24, double_tolerance));
  CHECK(near(batch.value, sum.value / 2, double_tolerance));
  for (std::size_t i = 0; i < 24; ++i) {
    CHECK(near(mean.gradients[0][i], sum.gradients[0][i] / 24, double_tolerance));
    CHECK(near(batch.gradients[0][i], sum.gradients[0][i] / 2, double_tolerance));
  }
}

TEST_CASE("cross_entropy: what is no whole class number is refused, and not called one") {
  for (double given : {1.5, 0.1, -0.5, 1e30, -1e30, std::numeric_limits<double>::max()}) {
    CAPTURE(given);
    LossTensors<double> tensors;
    tensors[0] = tensor({2, 3}, 0);
    tensors[1] = {true, {2}, {0, given}};
    const Error error = error_of("cross_entropy", tensors);
    CHECK(error.path == "target.data[1]");
    CHECK(error.given == "not a class index");
  }
}

TEST_CASE("triplets: a part of one class, which has no negatives, is refused") {
  TripletTable data{{1}, 2};
  for (int i = 0; i < 5; ++i) data.add({0.5 * i}, i == 0 || i == 3 ? 1 : 0);
  const auto error_at = [&](Index train_rows) {
    data.train_rows = train_rows;
    Error error;
    Experiment experiment;
    experiment.loss = {"triplet_margin_loss", {}};
    make_examples<double>(data, experiment, error);
    return error;
  };
  CHECK(!error_at(3));
  for (Index train_rows : {1, 4}) {
    CAPTURE(train_rows);
    const Error error = error_at(train_rows);
    CHECK(error.path == "task.params.test_fraction");
    CHECK(error.given == (train_rows == 1 ? "training rows of only one class" : "test rows of only one class"));
  }
}

}  // namespace loss_playground::tests
