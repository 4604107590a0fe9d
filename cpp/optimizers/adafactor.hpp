// SPDX-License-Identifier: MIT
#pragma once
// Adafactor: Adam's division with hardly any memory: of a matrix of squares it keeps the means of rows and columns.
// Steps are in proportion to the size of the parameters. Made for models whose optimizer state would not fit.
//
//   b = t^beta2_decay;  a = max(eps2, RMS(w))·min(lr, 1/√t);  w ← w − lr·weight_decay·w
//   matrix: r ← r + b·(mean of g² by row − r), c ← c + b·(mean by column − c), v = r·c / max(mean(r), eps1)
//   vector: v ← v + b·(g² − v)
//   u = g / √max(v, eps1²);  w ← w − a·u / max(1, RMS(u) / d)
//
// Each tensor on its own. RMS(w) is that before the decay. eps1 = 0 stands for the precision's rounding unit, as
// PyTorch's None. A tensor of a higher rank is seen as a matrix, its first dimension as rows (PyTorch factors the last
// two).
// Shazeer, Stern: Adafactor (2018), https://arxiv.org/abs/1804.04235
// https://pytorch.org/docs/stable/generated/torch.optim.Adafactor.html
#include <algorithm>
#include <limits>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Adafactor : WeightDecay {
  static constexpr Descriptor descriptor{
      "adafactor",
      "Adafactor",
      "Adam with less memory: keeps only row and column means of the squared gradients. For models too large for Adam.",
      R"(\hat v_{ij} = \frac{r_i c_j}{\operatorname{mean}(r)},\quad w \leftarrow w - \alpha_t \frac{u}{\max(1, \mathrm{RMS}(u) / d)},\; u = \frac{g}{\sqrt{\hat v}})",
      "Shazeer, Stern 2018",
      "https://arxiv.org/abs/1804.04235",
      {.missing = "torch.optim.Adafactor needs PyTorch 2.5; scripts support 1.13 and later."}};
  static constexpr bool needs_closure = false;

  double lr = 1e-2;
  double beta2_decay = -0.8;
  double eps1 = 0;
  double eps2 = 1e-3;
  double d = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive,
                   "Largest step relative to the size of the parameters; 1/√t also limits it later.");
    visitor.number("beta2_decay", beta2_decay, {-10, 0},
                   "Exponent of the step number in the decay rate of the running means.");
    visitor.number("eps1", eps1, non_negative, "Smallest root mean square; 0 means the machine epsilon.");
    visitor.number("eps2", eps2, non_negative, "Smallest size that parameters are assumed to have.");
    visitor.number("d", d, positive, "Root mean square above which a step is scaled down.");
    decay_parameters(visitor, decoupled_doc);
  }

  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>*) const {
    Index size = 0;
    for (const Block& block : layout.blocks) size += block.is_matrix ? block.rows + block.cols : block.size();
    return size;
  }
  Index scalar_count() const { return 0; }
  Index scratch_size(const Layout& layout) const {
    Index size = 0;
    for (const Block& block : layout.blocks) size = std::max(size, block.size());
    return size;
  }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>*) const {
    T* state = step.state;
    const T least = eps1 > 0 ? static_cast<T>(eps1) : std::numeric_limits<T>::epsilon();
    const T share = static_cast<T>(math::pow(static_cast<double>(step.number), beta2_decay));
    for (const Block& block : step.layout.blocks) {
      const T* g = step.gradient + block.offset;
      if (block.is_matrix) {
        factored(block, g, state, share, least, step.scratch);
      } else {
        for (Index i = 0; i < block.size(); ++i) {
          state[i] = settled(state[i] + share * (g[i] * g[i] - state[i]), square_grain<T>(static_cast<double>(least)));
          step.scratch[i] = state[i];
        }
      }
      state += block.is_matrix ? block.rows + block.cols : block.size();
      move(step, block, least);
    }
  }

 private:
  /// Updates the means of rows and columns, and writes the squares that they stand for.
  template <class T>
  static void factored(const Block& block, const T* g, T* row, T share, T least, T* squares) {
    T* column = row + block.rows;
    T* sums = squares;
    std::fill_n(sums, block.cols, T(0));
    double total = 0;
    for (Index i = 0; i < block.rows; ++i, g += block.cols) {
      for (Index j = 0; j < block.cols; ++j) sums[j] += g[j] * g[j];
      row[i] += share * (static_cast<T>(dot(g, g, block.cols) / static_cast<double>(block.cols)) - row[i]);
      total += static_cast<double>(row[i]);
    }
    for (Index j = 0; j < block.cols; ++j) column[j] += share * (sums[j] / static_cast<T>(block.rows) - column[j]);
    const T mean = std::max(static_cast<T>(total / static_cast<double>(block.rows)), least);
    for (Index i = 0; i < block.rows; ++i)
      for (Index j = 0; j < block.cols; ++j) squares[i * block.cols + j] = row[i] * column[j] / mean;
  }

  /// Moves one tensor; the scratch holds its mean squares.
  template <class T>
  void move(const Step<T>& step, const Block& block, T least) const {
    const Index size = block.size();
    const double root = math::sqrt(static_cast<double>(size));
    const T* __restrict g = step.gradient + block.offset;
    T* __restrict w = step.parameters + block.offset, * __restrict direction = step.scratch;
    const double reach = std::min(step.lr, 1 / math::sqrt(static_cast<double>(step.number)));
    const double length = std::max(eps2, norm(w, size) / root) * reach;
    for (Index i = 0; i < size; ++i) direction[i] = g[i] / math::sqrt(std::max(direction[i], least * least));
    const T scale = static_cast<T>(length / std::max(1.0, norm(step.scratch, size) / (root * d)));
    const T kept = static_cast<T>(1 - step.lr * decay_of(block));
    for (Index i = 0; i < size; ++i) w[i] = kept * w[i] - scale * direction[i];
  }
};

}  // namespace loss_playground
