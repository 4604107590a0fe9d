// SPDX-License-Identifier: MIT
// What losses refuse: shapes that do not match, and numbers that are none of theirs.
#include <doctest/doctest.h>

#include "loss_fixtures.hpp"

namespace loss_playground::tests {

namespace {

/// What is said of a loss's first fixture with a wrong number at the beginning of one of its inputs.
Error refusal_of(const LossDescriptor& loss, std::size_t input, double wrong) {
  auto tensors = to_tensors<double>(loss, cases_of(loss)[0].at("inputs"));
  tensors[input].data[0] = wrong;
  Error error;
  evaluate_loss(Spec{loss.id, {}}, "mean", tensors, error);
  return error;
}

}  // namespace

TEST_CASE("losses: shapes that do not match are refused, with both shapes named") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    LossTensors<double> tensors;
    const auto filled = [&](std::size_t i, Index rows) {
      const double number = std::string(loss->inputs[i].kind) == "log_probability" ? -1 : 1;
      return LossTensor<double>{true, {rows, 3}, std::vector<double>(static_cast<std::size_t>(3 * rows), number)};
    };
    for (std::size_t i = 0; i < max_loss_inputs && loss->inputs[i].id; ++i)
      if (!loss->inputs[i].optional) tensors[i] = filled(i, 4);
    tensors[1] = filled(1, 5);
    Error error;
    evaluate_loss(Spec{loss->id, {}}, "mean", tensors, error);
    CHECK(error.path == std::string(loss->inputs[1].id) + ".shape");
    CHECK(error.given == "[5, 3]");
    CHECK(error.allowed.find("[4, 3]") != std::string::npos);
  }
}

TEST_CASE("losses: rows of nothing, and a number that is no row, are refused by losses of rows") {
  for (const LossDescriptor* loss : all_losses()) {
    if (loss->elementwise) continue;
    const std::string id = loss->id;
    CAPTURE(id);
    const json one = cases_of(*loss)[0];
    for (const std::vector<Index>& shape : {std::vector<Index>{}, std::vector<Index>{2, 0}}) {
      // Points without coordinates are all at one place.
      if (shape.size() == 2 && loss->target == Target::triplet) continue;
      auto tensors = to_tensors<double>(*loss, one.at("inputs"));
      for (std::size_t k = 0; k < max_loss_inputs && loss->inputs[k].id; ++k) {
        if (!tensors[k].given || tensors[k].shape.size() != tensors[0].shape.size()) continue;
        tensors[k].data.resize(shape.empty() ? 1 : 0);
        if (k > 0) tensors[k].shape = shape;
      }
      tensors[0].shape = shape;
      Error error;
      evaluate_loss(Spec{loss->id, {}}, "mean", tensors, error);
      CHECK(error.path == std::string(loss->inputs[0].id) + ".shape");
    }
  }
}

TEST_CASE("losses: a tensor of one row too many is refused, whichever it is") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    for (const json& one : cases_of(*loss)) {
      if (one.at("values").at("data").empty()) continue;
      for (std::size_t k = 1; k < max_loss_inputs && loss->inputs[k].id; ++k) {
        auto tensors = to_tensors<double>(*loss, one.at("inputs"));
        auto& [given, shape, data] = tensors[k];
        if (!given || shape.empty()) continue;
        CAPTURE(k);
        const auto row = static_cast<std::ptrdiff_t>(data.size()) / shape[0]++;
        const std::vector<double> again(data.begin(), data.begin() + row);
        data.insert(data.end(), again.begin(), again.end());
        Error error;
        evaluate_loss(Spec{loss->id, to_parameters(one.at("params"))}, "mean", tensors, error);
        CHECK(error.path == std::string(loss->inputs[k].id) + ".shape");
      }
    }
  }
}

TEST_CASE("mse_loss: a missing tensor, a wrong count and a number that is not finite are named") {
  const Spec spec{"mse_loss", {}};
  Error error;
  LossTensors<double> tensors;
  tensors[0] = {true, {2}, {1, 2}};
  evaluate_loss(spec, "mean", tensors, error);
  CHECK(error.path == "target");
  error = {};
  tensors[1] = {true, {2}, {1, 2, 3}};
  evaluate_loss(spec, "mean", tensors, error);
  CHECK(error.path == "target.data");
  error = {};
  tensors[1] = {true, {2}, {1, std::nan("")}};
  evaluate_loss(spec, "mean", tensors, error);
  CHECK(error.path == "target.data[1]");
  CHECK(error.given == "NaN");
}

TEST_CASE("cross_entropy: a class number out of range is named with its row") {
  LossTensors<double> tensors;
  tensors[0] = {true, {2, 3}, std::vector<double>(6, 0.0)};
  tensors[1] = {true, {2}, {0, 3}};
  Error error;
  evaluate_loss(Spec{"cross_entropy", {}}, "mean", tensors, error);
  CHECK(error.path == "target.data[1]");
  CHECK(error.given == "3");
}

TEST_CASE("losses: weights as a tensor and as a parameter at once, or of another length, are refused") {
  LossTensors<double> tensors;
  tensors[0] = {true, {2, 3}, std::vector<double>(6, 0.0)};
  tensors[1] = {true, {2}, {0, 2}};
  const auto refused = [&](std::vector<double> list) {
    Error error;
    evaluate_loss(Spec{"cross_entropy", {{"weight", std::move(list)}}}, "mean", tensors, error);
    return error;
  };
  CHECK(refused({1, 2}).path == "params.weight");
  CHECK(refused({1, 2}).allowed == "3 numbers, one per class");
  CHECK(refused({1, 2, 3}).path.empty());
  tensors[2] = {true, {3}, {1, 2, 3}};
  CHECK(refused({}).path.empty());
  CHECK(refused({1, 2, 3}).path == "weight");
}

TEST_CASE("losses: class numbers that are not whole, or beyond all bounds, are named") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    for (std::size_t k = 0; k < max_loss_inputs && loss->inputs[k].id; ++k) {
      if (std::string(loss->inputs[k].kind) != "class_index") continue;
      for (double wrong : {0.5, 1e12, -1e12, 1e30, -1e30}) {
        CAPTURE(wrong);
        const Error error = refusal_of(*loss, k, wrong);
        CHECK(error.path == std::string(loss->inputs[k].id) + ".data[0]");
      }
    }
  }
}

TEST_CASE("losses: numbers that are no sign, probability or logarithm of one are named") {
  const struct {
    const char* kind;
    double wrong;
    const char* given;
  } kinds[] = {
      {"sign", 0, "0"}, {"probability", 1.5, "1.5"}, {"log_probability", 0.5, "0.5"}, {"non_negative", -1, "-1"}};
  for (const LossDescriptor* loss : all_losses()) {
    for (std::size_t k = 0; k < max_loss_inputs && loss->inputs[k].id; ++k) {
      for (const auto& [kind, wrong, given] : kinds) {
        if (std::string(loss->inputs[k].kind) != kind) continue;
        const std::string id = loss->id;
        CAPTURE(id);
        const Error error = refusal_of(*loss, k, wrong);
        CHECK(error.path == std::string(loss->inputs[k].id) + ".data[0]");
        CHECK(error.given == given);
      }
    }
  }
}

}  // namespace loss_playground::tests
