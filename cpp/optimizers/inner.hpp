// SPDX-License-Identifier: MIT
#pragma once
// The optimizer inside another: which one, and the options that it takes of these. Any may be inside that takes a step
// from a gradient alone and is not judged by a mean.
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct InnerOptimizer : WeightDecay {
  enum class Inner { sgd, adam, adamw, rmsprop, adagrad, lion, adadelta, adamax, nadam, radam, rprop, adafactor, muon };
  static constexpr std::initializer_list<const char*> ids = {"sgd",   "adam",      "adamw",  "rmsprop", "adagrad",
                                                             "lion",  "adadelta",  "adamax", "nadam",   "radam",
                                                             "rprop", "adafactor", "muon"};

  Inner inner;
  double lr;
  double momentum = 0.9;
  double beta1 = 0.9;
  double beta2 = 0.999;

  InnerOptimizer(Inner preset, double rate) : inner(preset), lr(rate) {}

  void inner_parameters(ParameterVisitor& visitor) {
    visitor.choice("inner", inner, ids,
                   "The optimizer that takes the steps; options not listed here keep their defaults.");
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("momentum", momentum, decay_rate, "Momentum of sgd, rmsprop and muon.");
    visitor.number("beta1", beta1, corrected_rate, "beta1 of lion and of those with adam in their name.");
    visitor.number("beta2", beta2, corrected_rate, "beta2 of lion and of those with adam in their name.");
    decay_parameters(visitor, "Weight decay of the inner optimizer.");
  }

  /// An optimizer takes those of the options that it has.
  Spec inner_spec() const {
    return {ids.begin()[static_cast<std::size_t>(inner)],
            {{"lr", lr},
             {"momentum", momentum},
             {"beta1", beta1},
             {"beta2", beta2},
             {"weight_decay", weight_decay},
             {"decay_biases", decay_biases ? 1.0 : 0.0}}};
  }
};

}  // namespace loss_playground
