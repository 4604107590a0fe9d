// SPDX-License-Identifier: MIT
// Calls that are done in pieces: JavaScript begins one, asks for piece after piece until it is complete, reads its
// result and disposes of it.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/runs.hpp"
#include "functions/minimize.hpp"

namespace loss_playground::bindings {

namespace {

class Work {
 public:
  virtual ~Work() = default;
  /// Some 20 ms further; true once it is complete.
  virtual bool piece() = 0;
  virtual val result() const = 0;
};

Handles<Work>& works() {
  static Handles<Work> handles;
  return handles;
}

class Minimizing final : public Work {
 public:
  explicit Minimizing(std::unique_ptr<Following> following) : following_(std::move(following)) {}
  bool piece() override { return following_->follow_piece(); }
  val result() const override {
    const DescentPath& path = following_->path();
    val object = val::object();
    object.set("points", to_array(path.points));
    object.set("values", to_array(path.values));
    object.set("divergedAt", static_cast<double>(path.diverged_at));
    return object;
  }

 private:
  std::unique_ptr<Following> following_;
};

class Checking final : public Work {
 public:
  explicit Checking(std::unique_ptr<GradientChecking> checking) : checking_(std::move(checking)) {}
  bool piece() override { return checking_->check_piece(); }
  val result() const override {
    const GradientCheck& check = checking_->found();
    val object = val::object();
    object.set("maxRelativeError", check.max_relative_error);
    object.set("checked", static_cast<double>(check.checked));
    object.set("skipped", static_cast<double>(check.skipped));
    return object;
  }

 private:
  std::unique_ptr<GradientChecking> checking_;
};

val begin_minimize(const val& request) {
  const Descent descent{to_spec(request["function"]),
                        to_spec(request["optimizer"]),
                        to_spec(request["schedule"]),
                        to_numbers<double>(request["start"]),
                        request["steps"].as<int>(),
                        request["noise"].as<double>(),
                        static_cast<std::uint64_t>(request["seed"].as<double>())};
  Error error;
  const bool single = request["precision"].as<std::string>() == "float32";
  auto following = single ? begin_descent<float>(descent, error) : begin_descent<double>(descent, error);
  return error ? to_value(error) : val(works().add(std::make_unique<Minimizing>(std::move(following))));
}

int begin_gradient_check(int run, int samples) {
  return works().add(std::make_unique<Checking>(runs()[run].begin_gradient_check(samples)));
}

bool piece(int handle) { return works()[handle].piece(); }
val result(int handle) { return works()[handle].result(); }
void dispose(int handle) { works().release(handle); }
int living() { return works().count(); }

}  // namespace

EMSCRIPTEN_BINDINGS(work) {
  emscripten::function("minimizeBegin", &begin_minimize);
  emscripten::function("gradientCheckBegin", &begin_gradient_check);
  emscripten::function("workPiece", &piece);
  emscripten::function("workResult", &result);
  emscripten::function("workDispose", &dispose);
  emscripten::function("workCount", &living);
}

}  // namespace loss_playground::bindings
