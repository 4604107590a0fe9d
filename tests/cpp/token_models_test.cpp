// SPDX-License-Identifier: MIT
// Models of tokens: gradients against central differences, and what depends on what.
#include <doctest/doctest.h>

#include "models/model.hpp"

namespace {

using namespace loss_playground;

constexpr ModelForm form{5, 7, 7};

const Spec specs[] = {{"next_token_mlp", {{"embedding", 3.0}, {"hidden", 6.0}}},
                      {"bigram", {}},
                      {"transformer", {{"width", 6.0}, {"heads", 2.0}, {"hidden", 5.0}, {"activation", "tanh"}}},
                      {"transformer",
                       {{"width", 4.0},
                        {"heads", 1.0},
                        {"blocks", 2.0},
                        {"hidden", 7.0},
                        {"activation", "gelu"},
                        {"norm", "rms"},
                        {"tied", 1.0}}}};

std::vector<double> random_numbers(Index count, std::uint64_t index) {
  Random random(11, Stream::check, index);
  std::vector<double> numbers;
  for (Index i = 0; i < count; ++i) numbers.push_back(random.normal());
  return numbers;
}

/// Rows of tokens in which some come twice and some never.
std::vector<double> random_tokens(Index rows) {
  Random random(12, Stream::check);
  std::vector<double> tokens;
  for (Index i = 0; i < rows * form.inputs; ++i) tokens.push_back(random.below(5));
  return tokens;
}

double weighted_sum(View<const double> outputs, const std::vector<double>& weights) {
  double sum = 0;
  for (Index i = 0; i < outputs.size(); ++i) sum += outputs.data[i] * weights[static_cast<std::size_t>(i)];
  return sum;
}

}  // namespace

TEST_CASE("token models: every parameter's gradient agrees with central differences to 1e-6") {
  for (const Spec& spec : specs) {
    CAPTURE(spec.id);
    const auto model = make_model<double>(spec, form);
    model->reserve(4);
    // Three rows leave room in their last vector, which still holds what the fourth left there.
    for (const Index rows : {4, 3}) {
      CAPTURE(rows);
      const auto tokens = random_tokens(rows);
      const View<const double> inputs{tokens.data(), rows, form.inputs};
      auto parameters = random_numbers(model->parameter_count(), 1);
      const auto weights = random_numbers(model->forward(parameters.data(), inputs).size(), 2);
      std::copy(weights.begin(), weights.end(), model->output_gradient().data);
      std::vector<double> gradient(parameters.size(), 99);
      model->backward(parameters.data(), inputs, gradient.data());
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        const double kept = parameters[i], step = 1e-5;
        parameters[i] = kept + step;
        const double above = weighted_sum(model->forward(parameters.data(), inputs), weights);
        parameters[i] = kept - step;
        const double below = weighted_sum(model->forward(parameters.data(), inputs), weights);
        parameters[i] = kept;
        CAPTURE(i);
        CHECK(gradient[i] == doctest::Approx((above - below) / (2 * step)).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("token models: refused where the task has no tokens") {
  for (const Spec& spec : specs) {
    Error error;
    check_model(spec, {2, 3}, error);
    CHECK(error.path == "model.id");
    error = {};
    check_model(spec, form, error);
    CHECK_FALSE(error);
  }
}

TEST_CASE("bigram: starts with every token equally likely, and looks at the last one alone") {
  const auto model = make_model<double>({"bigram", {}}, form);
  model->reserve(2);
  std::vector<double> parameters(49, 1);
  Random random(1, Stream::weights);
  model->initialize(parameters.data(), random);
  CHECK(parameters == std::vector<double>(49, 0));
  for (std::size_t i = 0; i < 49; ++i) parameters[i] = static_cast<double>(i);
  const std::vector<double> tokens = {6, 5, 4, 3, 2, 0, 0, 0, 0, 2};
  const auto outputs = model->forward(parameters.data(), {tokens.data(), 2, 5});
  for (Index j = 0; j < 7; ++j) {
    CHECK(outputs(0, j) == 14 + static_cast<double>(j));
    CHECK(outputs(1, j) == 14 + static_cast<double>(j));
  }
}
