// SPDX-License-Identifier: MIT
#pragma once
// Muon: turns the momentum of each weight matrix into the nearest orthogonal matrix, so that all its directions move
// alike. Biases and other vectors go by AdamW. For networks with wide hidden layers.
//
//   b ← momentum·b + (1 − momentum)·g;  u = nesterov ? (1 − momentum)·g + momentum·b : b
//   x = u / max(‖u‖, eps), then ns_steps times x ← 3.4445·x − 4.775·(x·xᵀ)·x + 2.0315·(x·xᵀ)²·x  (Newton and Schulz)
//   w ← w − lr·weight_decay·w − lr·f·x with f = √max(1, rows / cols), or 0.2·√max(rows, cols) for match_rms_adamw
//
// The iteration leaves singular values between about 0.7 and 1.2. PyTorch runs it in bfloat16; here it runs in the
// precision of the parameters. A schedule changes both rates in proportion.
// Jordan et al.: Muon (2024), https://kellerjordan.github.io/posts/muon/
// https://pytorch.org/docs/stable/generated/torch.optim.Muon.html
#include <algorithm>

#include "optimizers/newton_schulz.hpp"

namespace loss_playground {

struct Muon : WeightDecay {
  static constexpr Descriptor descriptor{
      "muon",
      "Muon",
      "Orthogonalizes the momentum of each weight matrix, so that all directions move equally; vectors use AdamW.",
      R"(W \leftarrow W - \eta\, f\, U V^\top \;\text{ where }\; U \Sigma V^\top = \text{momentum})",
      "Jordan et al. 2024",
      "https://kellerjordan.github.io/posts/muon/",
      {.missing = "torch.optim.Muon needs PyTorch 2.9 and computes in bfloat16, which gives different numbers."}};
  static constexpr bool needs_closure = false;

  enum class AdjustLr { original, match_rms_adamw };

  double lr = 1e-3;
  double momentum = 0.95;
  bool nesterov = true;
  int ns_steps = 5;
  double eps = 1e-7;
  AdjustLr adjust_lr_fn = AdjustLr::original;
  double adamw_lr = 1e-3;
  double adamw_beta1 = 0.9;
  double adamw_beta2 = 0.95;
  double adamw_eps = 1e-8;

  Muon() : WeightDecay(0.1) {}

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("momentum", momentum, decay_rate, mean_doc);
    visitor.boolean("nesterov", nesterov,
                    "Nesterov momentum: takes the mean as it would be after another gradient like this one.");
    visitor.integer("ns_steps", ns_steps, {0, 20}, "Newton–Schulz iterations; 0 only normalizes the matrix.");
    visitor.number("eps", eps, positive, "Smallest norm that a matrix is divided by.");
    visitor.choice(
        "adjust_lr_fn", adjust_lr_fn, {"original", "match_rms_adamw"},
        "How the learning rate depends on the shape of the matrix; match_rms_adamw makes steps as large as AdamW's.");
    decay_parameters(visitor, decoupled_doc);
    visitor.number("adamw_lr", adamw_lr, positive, "Learning rate of the vectors, which use AdamW.");
    visitor.number("adamw_beta1", adamw_beta1, corrected_rate, "beta1 of that AdamW.");
    visitor.number("adamw_beta2", adamw_beta2, corrected_rate, "beta2 of that AdamW.");
    visitor.number("adamw_eps", adamw_eps, non_negative, "eps of that AdamW.");
  }

  Spec inner_spec() const {
    return {"adamw",
            {{"beta1", adamw_beta1},
             {"beta2", adamw_beta2},
             {"eps", adamw_eps},
             {"weight_decay", weight_decay},
             {"decay_biases", decay_biases ? 1.0 : 0.0}}};
  }

  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>* inner) const {
    Index size = 0;
    for (const Block& block : layout.blocks) size += state_of(block, inner);
    return size;
  }
  Index scalar_count() const { return 0; }
  Index scratch_size(const Layout& layout) const {
    Index size = 0;
    for (const Block& block : layout.blocks) {
      const Index side = std::min(block.rows, block.cols);
      if (block.is_matrix) size = std::max(size, 2 * block.size() + 2 * side * side);
    }
    return size;
  }

  double work(const Layout& layout, double) const {
    double work = 0;
    for (const Block& block : layout.blocks) {
      const auto side = static_cast<double>(std::min(block.rows, block.cols));
      if (block.is_matrix)
        work += 2 * ns_steps * side * side * (2 * static_cast<double>(std::max(block.rows, block.cols)) + side);
    }
    return work;
  }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>* inner) const {
    T* state = step.state;
    for (const Block& block : step.layout.blocks) {
      Block alone = block;
      alone.offset = 0;
      Step<T> part = step;
      part.layout = {{&alone, 1}, block.size()};
      part.parameters += block.offset;
      part.gradient += block.offset;
      part.state = state;
      part.lr = block.is_matrix ? step.lr : step.lr * (adamw_lr / lr);
      if (block.is_matrix) {
        turn(part, block);
      } else {
        inner->step(part);
      }
      state += state_of(block, inner);
    }
  }

 private:
  template <class T>
  static Index state_of(const Block& block, const Optimizer<T>* inner) {
    return block.is_matrix ? block.size() : inner->state_size({{&block, 1}, block.size()});
  }

  /// One matrix's step.
  template <class T>
  void turn(const Step<T>& step, const Block& block) const {
    const Index rows = block.rows, cols = block.cols, size = rows * cols;
    const T keep = static_cast<T>(momentum), take = static_cast<T>(1 - momentum);
    T* __restrict w = step.parameters, * __restrict mean = step.state;
    // The longer side stands upright, so that the products x·xᵀ are as small as they can be.
    const bool tall = rows >= cols;
    T* x = step.scratch;
    for (Index i = 0; i < size; ++i) {
      const T g = step.gradient[i];
      mean[i] = settled(mean[i] + take * (g - mean[i]));
      x[tall ? i : i % cols * rows + i / cols] = nesterov ? g + keep * (mean[i] - g) : mean[i];
    }
    orthogonalize(x, std::max(rows, cols), std::min(rows, cols), ns_steps, eps);
    const auto height = static_cast<double>(rows), width = static_cast<double>(cols);
    const double factor = adjust_lr_fn == AdjustLr::original ? math::sqrt(std::max(1.0, height / width))
                                                             : 0.2 * math::sqrt(std::max(height, width));
    const T kept = static_cast<T>(1 - step.lr * decay_of(block)), rate = static_cast<T>(step.lr * factor);
    for (Index i = 0; i < size; ++i) w[i] = kept * w[i] - rate * x[tall ? i : i % cols * rows + i / cols];
  }
};

}  // namespace loss_playground
