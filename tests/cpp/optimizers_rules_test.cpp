// SPDX-License-Identifier: MIT
// What rules of optimizers promise beyond their trajectories.
#include <doctest/doctest.h>

#include "core/random.hpp"
#include "optimizer_follower.hpp"
#include "optimizers/inner.hpp"
#include "parameter_list.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

using Numbers = std::vector<double>;

/// A function that writes its gradient, as a closure.
template <class Function>
class Objective final : public Closure<double> {
 public:
  explicit Objective(Function function) : function_(function) {}
  double operator()(const double* w, double* gradient) override { return function_(w, gradient); }

 private:
  Function function_;
};

/// Where one step leads.
template <class Function>
Numbers stepped(const Spec& spec, Numbers w, Function function) {
  Objective objective(function);
  const auto size = static_cast<Index>(w.size());
  OptimizerState<double> state(spec, {"constant", {}}, 100, {{0, 1, size, false, false}});
  Numbers gradient(w.size());
  const double value = objective(w.data(), gradient.data());
  state.step(w.data(), gradient.data(), value, &objective);
  return w;
}

/// ½·wᵀ·matrix·w − pull·w, for a symmetric matrix.
auto quadratic(Numbers matrix, Numbers pull) {
  return [=](const double* w, double* gradient) {
    const std::size_t n = pull.size();
    double value = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double row = 0;
      for (std::size_t j = 0; j < n; ++j) row += matrix[i * n + j] * w[j];
      gradient[i] = row - pull[i];
      value += w[i] * (row / 2 - pull[i]);
    }
    return value;
  };
}

void check_near(const Numbers& found, const Numbers& wanted, double tolerance) {
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CAPTURE(i);
    CAPTURE(found[i] - wanted[i]);
    CHECK(near(found[i], wanted[i], tolerance, 1e-15));
  }
}

/// One iteration of L-BFGS with its line search, whose first direction is down the gradient.
Spec searching(double tolerance = 1e-9) {
  return {"lbfgs",
          {{"line_search_fn", std::string("strong_wolfe")}, {"max_iter", 1.0}, {"tolerance_change", tolerance}}};
}

const Spec plain_newton{"newton", {{"backtracking", 0.0}}};

}  // namespace

TEST_CASE("newton: one step is at the bottom of a bowl that is aligned with no axis") {
  Random random(4, Stream::check);
  constexpr std::size_t n = 5;
  Numbers root, bottom, bowl(n * n), pull(n);
  for (std::size_t i = 0; i < n * n; ++i) root.push_back(random.normal());
  for (std::size_t i = 0; i < n; ++i) bottom.push_back(random.uniform(1, 2));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) bowl[i * n + j] += root[i * n + k] * root[j * n + k];
      if (i == j) bowl[i * n + j] += 1;
    }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) pull[i] += bowl[i * n + j] * bottom[j];
  check_near(stepped({"newton", {}}, {-1, 0.5, 2, 0, 7}, quadratic(bowl, pull)), bottom, 1e-8);
}

TEST_CASE("newton: where an axis curves down, so much is added that it curves up a little") {
  // The curvatures 4 and −2 become 6 and 0 plus a thousandth of √20 / 2.
  const double little = 1e-3 * std::sqrt(20.0) / 2;
  check_near(stepped(plain_newton, {1, 1}, quadratic({4, 0, 0, -2}, {0, 0})), {1 - 4 / (6 + little), 1 + 2 / little},
             1e-7);
  const double damped = 0.5 + little;
  check_near(stepped({"newton", {{"backtracking", 0.0}, {"damping", 0.5}}}, {1, 1}, quadratic({4, 0, 0, -2}, {0, 0})),
             {1 - 4 / (6 + damped), 1 + 2 / damped}, 1e-7);
}

TEST_CASE("newton: where a diagonal curves down, what is added doubles until all curves up") {
  // Curvatures 3 and −1: a thousandth of √10 / 2 must double ten times to be above 1.
  const double diagonal = 1 + 1024e-3 * std::sqrt(10.0) / 2, other = 2, area = diagonal * diagonal - other * other;
  // The gradient at (1, 0) is (1, 2).
  check_near(stepped(plain_newton, {1, 0}, quadratic({1, 2, 2, 1}, {0, 0})),
             {1 - (diagonal * 1 - other * 2) / area, -(diagonal * 2 - other * 1) / area}, 1e-7);
}

TEST_CASE("newton: a jump that lowers the objective by less than a ten-thousandth of the promise is halved") {
  // ½·w² from 2, where the whole jump to 0 promises 4; there the objective is said to be some share of that lower.
  const auto from_two = [](double share) {
    return stepped({"newton", {}}, {2}, [=](const double* w, double* gradient) {
      gradient[0] = w[0];
      return std::abs(w[0]) < 1e-6 ? 2 - 4 * share : w[0] * w[0] / 2;
    });
  };
  check_near(from_two(0.5e-4), {1}, 1e-8);
  CHECK(std::abs(from_two(2e-4)[0]) < 1e-8);
}

TEST_CASE("lbfgs: on ground that is told look by look, its line search looks where PyTorch's does") {
  const json cases = read_fixture("line_searches", "strong_wolfe").at("cases");
  REQUIRE(cases.size() > 50);
  for (const json& one : cases) {
    Numbers seen;
    const Numbers found = stepped(searching(), {0}, [&](const double* w, double* gradient) {
      // The first call is for the start.
      const bool starts = seen.empty();
      const json look = starts ? json{0.0, -1.0} : one.at("looks").at(seen.size() - 1);
      seen.push_back(*w);
      *gradient = look[1];
      return look[0].get<double>();
    });
    seen.erase(seen.begin());
    check_near(seen, one.at("seen"), 1e-9);
    check_near(found, {one.at("found")}, 1e-9);
  }
}

TEST_CASE("lbfgs: a length that is too high is come back from, even if it goes down there") {
  const Numbers found = stepped(searching(), {0}, [](const double* w, double* gradient) {
    const double at = *w;
    *gradient = at == 0 || at == 1 ? -1 : (at < 1 ? -0.1 : 0);
    return at == 1 ? 5 : (at < 1 ? -at / 2 : -100);
  });
  CHECK(found[0] > 0);
  CHECK(found[0] < 1);
}

TEST_CASE("lbfgs: a length grows by a hundredth of its last growth or more") {
  Numbers seen;
  stepped(searching(), {0}, [&](const double* w, double* gradient) {
    seen.push_back(*w);
    constexpr double slopes[] = {-1, -0.95, -0.91, 0}, heights[] = {0, -1.5, -0.001, -2};
    *gradient = slopes[seen.size() - 1];
    return heights[seen.size() - 1];
  });
  REQUIRE(seen.size() == 4);
  CHECK(seen[1] == 1);
  // Where the cubic through both is lowest.
  CHECK(near(seen[2], 1.240118836060, 1e-10));
  CHECK(near(seen[3], seen[2] + 0.01 * (seen[2] - seen[1]), 1e-12));
}

TEST_CASE("lbfgs: an interval in which no parameter changes by the tolerance is searched no further") {
  Numbers seen;
  stepped(searching(5e-3), {0}, [&](const double* w, double* gradient) {
    seen.push_back(*w);
    *gradient = *w == 0 ? -0.1 : 0.1;
    return *w == 0 ? 0 : 1e-9;
  });
  REQUIRE(seen.size() > 3);
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK((seen[i] < 5e-3) == (i + 1 == seen.size()));
}

TEST_CASE("asgd: until t0 the answer is the parameters themselves, to the bit") {
  const json one = {{"params", {{"t0", 40.0}, {"lr", 0.03}}}, {"blocks", {{7}}}, {"objective", nullptr}};
  Follower<double> follower("asgd", one);
  for (int step = 1; step <= 41; ++step) {
    follower.step();
    CHECK(follower.answer() == follower.parameters);
  }
  follower.step_to(50);
  CHECK(follower.answer() != follower.parameters);
}

TEST_CASE("lookahead, sam: following all the way, and looking nowhere, it is the optimizer inside, whichever that is") {
  for (const char* inner : InnerOptimizer::ids) {
    CAPTURE(inner);
    const auto after = [](const std::string& id, json params) {
      params["lr"] = 0.01;
      Follower<double> follower(id,
                                {{"params", params}, {"blocks", {{2, 3}, {2}, {4, 2}, {3}}}, {"objective", "chain"}});
      follower.step_to(30);
      return follower.parameters;
    };
    json same = {{"weight_decay", 0.05}, {"momentum", 0.8}, {"beta1", 0.85}, {"beta2", 0.97}};
    const Numbers alone = after(inner, same);
    same.update({{"inner", inner}, {"k", 1}, {"alpha", 1.0}});
    check_near(after("lookahead", same), alone, double_tolerance);
    same["rho"] = 0;
    check_near(after("sam", same), alone, double_tolerance);
  }
}

TEST_CASE("optimizers: gradients of 0, and the smallest and large ones, leave finite parameters") {
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    if (make_optimizer<double>({id, {}})->needs_closure()) continue;
    for (double size : {0.0, 5e-324, 1e-310, 1e-30, 1e30}) {
      CAPTURE(size);
      OptimizerState<double> state({id, {}}, {"constant", {}}, 100, {{0, 2, 3, true, true}, {6, 1, 2, false, false}});
      Numbers w(8, 0.5);
      const Numbers gradient{size, -size, 0, size, size, -size, size, 0};
      for (int step = 0; step < 5; ++step) state.step(w.data(), gradient.data());
      for (double number : w) CHECK(math::is_finite(number));
      if (size == 0) CHECK(std::abs(w[0] - 0.5) < 0.01);
    }
  }
}

TEST_CASE("optimizers: weight decay can spare biases, and decays weights as before") {
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    const ParameterList list(entry);
    const auto& items = list.items();
    if (std::none_of(items.begin(), items.end(), [](const auto& item) { return item.id == "decay_biases"; })) continue;
    if (make_optimizer<double>({id, {}})->needs_closure()) continue;
    const auto after = [&](double decay, bool decays_biases) {
      const json one = {{"params", {{"weight_decay", decay}, {"decay_biases", decays_biases}}},
                        {"blocks", {{2, 3}, {2}, {4, 2}, {3}}},
                        {"objective", nullptr}};
      Follower<double> follower(id, one);
      follower.step_to(20);
      return follower.parameters;
    };
    const Numbers none = after(0, true), spared = after(0.1, false), all = after(0.1, true);
    for (std::size_t i = 0; i < none.size(); ++i) {
      CAPTURE(i);
      const bool is_bias = i == 6 || i == 7 || i >= 16;
      // One number starts at 0, of which nothing can be taken off at first.
      CHECK((spared[i] == none[i]) == is_bias);
      CHECK((spared[i] == all[i]) == !is_bias);
    }
  }
}

TEST_CASE("optimizers: what no gradient reaches any more leaves no memory below the smallest normal number") {
  // Decaying fast, so that few steps show it.
  const Spec specs[] = {{"sgd", {{"momentum", 0.5}}},
                        {"sgd", {{"momentum", 0.5}, {"nesterov", 1.0}}},
                        {"adam", {{"beta1", 0.5}, {"beta2", 0.6}}},
                        {"adamw", {{"beta1", 0.5}, {"beta2", 0.6}}},
                        {"adamax", {{"beta1", 0.5}, {"beta2", 0.6}}},
                        {"nadam", {{"beta1", 0.5}, {"beta2", 0.6}}},
                        {"radam", {{"beta1", 0.5}, {"beta2", 0.6}}},
                        {"rmsprop", {{"alpha", 0.5}, {"momentum", 0.5}}},
                        {"rmsprop", {{"alpha", 0.5}, {"momentum", 0.5}, {"centered", 1.0}}},
                        {"adadelta", {{"rho", 0.5}}},
                        {"schedule_free_adamw", {{"beta2", 0.6}}},
                        {"adafactor", {}}};
  for (const Spec& spec : specs) {
    CAPTURE(spec.id);
    OptimizerState<float> state(spec, {"constant", {}}, 10, {{0, 1, 3, false, false}});
    float w[] = {1, -2, 3}, gradient[] = {0.7F, -3, 1e-3F};
    for (int step = 0; step < 5; ++step) state.step(w, gradient);
    std::fill(gradient, gradient + 3, 0.0F);
    for (int step = 0; step < 500; ++step) {
      state.step(w, gradient);
      for (const float number : state.slots()) REQUIRE(std::fpclassify(number) != FP_SUBNORMAL);
    }
    for (const float number : w) CHECK(std::isfinite(number));
  }
}

TEST_CASE("optimizers: without eps even the smallest mean square counts") {
  OptimizerState<float> state({"adam", {{"beta1", 0.5}, {"beta2", 0.5}, {"eps", 0.0}, {"lr", 1.0}}}, {"constant", {}},
                              10, {{0, 1, 1, false, false}});
  float w[] = {0}, gradient[] = {1e-21F};
  state.step(w, gradient);
  CHECK(w[0] == doctest::Approx(-1).epsilon(0.2));
}

}  // namespace loss_playground::tests
