// SPDX-License-Identifier: MIT
// What holds for every loss of the catalog, on the inputs of its fixture.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "loss_fixtures.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

using Change = std::function<void(LossTensors<double>&)>;

/// The largest relative change of a loss, with default parameters, over the cases of ordinary size; −1 if there is
/// none.
double largest_change(const LossDescriptor& loss, const Change& change) {
  double largest = -1;
  for (const json& one : cases_of(loss)) {
    auto tensors = to_tensors<double>(loss, one.at("inputs"));
    if (!one.at("params").empty() || largest_input(tensors) > 60 || one.at("values").at("data").empty()) continue;
    Error error;
    const Spec spec{loss.id, {}};
    const double before = evaluate_loss(spec, "sum", tensors, error).value;
    change(tensors);
    const double after = evaluate_loss(spec, "sum", tensors, error).value;
    if (error) continue;
    largest = std::max(largest, std::abs(after - before) / std::max(1e-3, std::abs(before)));
  }
  return largest;
}

/// The tensors of kind `real` that a loss needs.
std::vector<std::size_t> real_inputs(const LossDescriptor& loss) {
  std::vector<std::size_t> list;
  for (std::size_t k = 0; k < max_loss_inputs && loss.inputs[k].id; ++k)
    if (std::string(loss.inputs[k].kind) == "real" && !loss.inputs[k].optional) list.push_back(k);
  return list;
}

Change shift(std::vector<std::size_t> inputs, double amount) {
  return [=](LossTensors<double>& tensors) {
    for (std::size_t k : inputs)
      for (double& number : tensors[k].data) number += amount;
  };
}

Change scale(std::vector<std::size_t> inputs, double factor) {
  return [=](LossTensors<double>& tensors) {
    for (std::size_t k : inputs)
      for (double& number : tensors[k].data) number *= factor;
  };
}

/// Adds another number to each row of the first tensor.
void shift_rows(LossTensors<double>& tensors) {
  const auto& shape = tensors[0].shape;
  const std::size_t width = shape.size() > 1 ? static_cast<std::size_t>(shape.back()) : tensors[0].data.size();
  for (std::size_t i = 0; i < tensors[0].data.size(); ++i) tensors[0].data[i] += 3 + static_cast<double>(i / width);
}

/// Turns the order of the rows of every tensor that has one row an example; weights of columns have none.
LossTensors<double> reversed(const LossDescriptor& loss, LossTensors<double> tensors) {
  const Index rows = tensors[0].shape[0];
  for (std::size_t k = 0; k < max_loss_inputs; ++k) {
    LossTensor<double>& tensor = tensors[k];
    if (loss.inputs[k].optional && tensor.shape.size() == 1) continue;
    if (!tensor.given || tensor.shape.empty() || tensor.shape[0] != rows || tensor.data.empty()) continue;
    const auto width = static_cast<std::ptrdiff_t>(tensor.data.size()) / rows;
    std::reverse(tensor.data.begin(), tensor.data.end());
    for (Index i = 0; i < rows; ++i)
      std::reverse(tensor.data.begin() + i * width, tensor.data.begin() + (i + 1) * width);
  }
  return tensors;
}

}  // namespace

TEST_CASE("losses: each is left as it is by the changes that it claims, and by no other") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    // A formula may be any.
    if (loss->own) continue;
    const auto reals = real_inputs(*loss);
    const bool first_is_real = !reals.empty() && reals[0] == 0;
    const bool by_row = (loss->invariances & row_shift) != 0;
    if (first_is_real) {
      const double change = largest_change(*loss, shift_rows);
      CHECK((change >= 0 && change < 1e-9) == by_row);
    }
    if (!by_row && reals.size() > 1) {
      const double change = largest_change(*loss, shift(reals, 3));
      CHECK((change >= 0 && change < 1e-9) == ((loss->invariances & translation) != 0));
    }
    if (!reals.empty()) {
      const double change = largest_change(*loss, scale(reals, 3));
      CHECK((change >= 0 && change < 1e-9) == ((loss->invariances & scaling) != 0));
    }
  }
}

TEST_CASE("losses: sum adds what none lists, and mean and batchmean divide it, gradients alike") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    for (const json& one : cases_of(*loss)) {
      const std::string name = one.at("name");
      CAPTURE(name);
      const auto tensors = to_tensors<double>(*loss, one.at("inputs"));
      const Spec spec{loss->id, to_parameters(one.at("params"))};
      Error error;
      const auto at = [&](const char* reduction) { return evaluate_loss(spec, reduction, tensors, error); };
      const auto none = at("none"), sum = at("sum"), mean = at("mean"), batch = at("batchmean");
      REQUIRE(!error);
      double total = 0, size = 0;
      for (double value : none.values) total += value, size += std::abs(value);
      CHECK(near(sum.value, total, double_tolerance, double_tolerance * size));
      const auto& shape = tensors[0].shape;
      const bool rows = !shape.empty() && (loss->elementwise || shape.size() > 1);
      const auto count = static_cast<double>(rows ? shape[0] : 1);
      for (const auto& [reduced, divisor] : {std::pair{&mean, sum.divisor}, std::pair{&batch, count}}) {
        if (divisor == 0) continue;
        CHECK(near(reduced->value, sum.value / divisor, double_tolerance));
        for (std::size_t k = 0; k < max_loss_inputs; ++k) {
          CHECK(none.gradients[k] == sum.gradients[k]);
          for (std::size_t i = 0; i < sum.gradients[k].size(); ++i)
            CHECK(near(reduced->gradients[k][i], sum.gradients[k][i] / divisor, double_tolerance, 1e-300));
        }
      }
    }
  }
}

TEST_CASE("losses: the order of the examples does not matter") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    for (const json& one : cases_of(*loss)) {
      const auto tensors = to_tensors<double>(*loss, one.at("inputs"));
      // N-pair loss pairs rows up in their order.
      if (tensors[0].shape.size() != 2 || loss->ordered) continue;
      const std::string name = one.at("name");
      CAPTURE(name);
      const Spec spec{loss->id, to_parameters(one.at("params"))};
      Error error;
      const auto before = evaluate_loss(spec, "mean", tensors, error),
                 after = evaluate_loss(spec, "mean", reversed(*loss, tensors), error);
      REQUIRE(!error);
      if (before.divisor == 0) continue;
      CHECK(near(before.value, after.value, double_tolerance, 1e-300));
      CHECK(before.divisor == doctest::Approx(after.divisor));
    }
  }
}

TEST_CASE("losses: a batch of nothing has a mean of 0, and NaN only where it is asked to be as in PyTorch") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    bool empty = false;
    for (const json& one : cases_of(*loss)) {
      if (!one.at("values").at("data").empty()) continue;
      empty = true;
      Error error;
      const auto tensors = to_tensors<double>(*loss, one.at("inputs"));
      const auto result = evaluate_loss(Spec{loss->id, {}}, "mean", tensors, error);
      CHECK(!error);
      CHECK(result.value == 0);
      CHECK(result.divisor == 0);
      const auto compatible = evaluate_loss(Spec{loss->id, {{"torch_compat", 1.0}}}, "mean", tensors, error);
      CHECK((compatible.value != compatible.value) ==
            make_loss<double>(Spec{loss->id, {{"torch_compat", 1.0}}})->empty_is_nan());
    }
    if (loss->target != Target::class_list) CHECK(empty);
  }
}

TEST_CASE("losses: active are those with a loss, or all that are not left out") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    bool by_margin = true, all = true;
    for (const json& one : cases_of(*loss)) {
      const auto tensors = to_tensors<double>(*loss, one.at("inputs"));
      if (tensors[0].data.empty()) continue;
      TensorCall<double> batch(tensors);
      const Index active = (*make_loss<double>(Spec{loss->id, to_parameters(one.at("params"))}))(batch.call).active;
      const auto count = static_cast<Index>(one.at("values").at("data").size());
      const Index with_loss = count - std::count(batch.values.begin(), batch.values.begin() + count, 0.0);
      const double left_out = one.at("params").value("ignore_index", -100.0);
      const bool by_class = std::string(loss->inputs[1].kind) == "class_index";
      const Index ignored = by_class ? std::count(tensors[1].data.begin(), tensors[1].data.end(), left_out) : 0;
      by_margin = by_margin && active == with_loss;
      all = all && active == count - ignored;
    }
    CHECK((by_margin || all));
    if (loss->target == Target::triplet) CHECK(by_margin);
  }
}

}  // namespace loss_playground::tests
