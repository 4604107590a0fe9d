// SPDX-License-Identifier: MIT
#include "models/bigram.hpp"

#include "models/embedding.hpp"

namespace loss_playground {

namespace {

/// Block: "table.weight" (vocabulary, outputs), as torch.nn.Embedding, but starting at 0: every token equally likely.
template <class T>
class BigramTable final : public Model<T> {
 public:
  explicit BigramTable(const ModelForm& form)
      : outputs_(form.outputs),
        blocks_{{"table.weight", {form.vocabulary, form.outputs}, 0, form.vocabulary * form.outputs, true}} {}

  const std::vector<ParameterBlock>& blocks() const override { return blocks_; }
  Index outputs() const override { return outputs_; }
  /// A row of the table is read as it is.
  double work() const override { return static_cast<double>(outputs_); }
  void initialize(T* parameters, Random&) const override { std::fill_n(parameters, blocks_[0].size, T(0)); }

  void reserve(Index rows) override {
    last_.assign(static_cast<std::size_t>(rows), T(0));
    values_.assign(static_cast<std::size_t>(rows * outputs_), T(0));
    slope_ = values_;
  }

  double numbers_a_row() const override { return 1 + 2 * static_cast<double>(outputs_); }

  View<const T> forward(const T* parameters, View<const T> inputs) override {
    rows_ = inputs.rows;
    for (Index i = 0; i < rows_; ++i) last_[static_cast<std::size_t>(i)] = inputs(i, inputs.cols - 1);
    gather_rows(parameters, last_.data(), View<T>{values_.data(), rows_, outputs_});
    return {values_.data(), rows_, outputs_};
  }

  View<T> output_gradient() override { return {slope_.data(), rows_, outputs_}; }

  void backward(const T*, View<const T>, T* gradient) override {
    std::fill_n(gradient, blocks_[0].size, T(0));
    scatter_rows(output_gradient().read_only(), last_.data(), gradient);
  }

 private:
  Index outputs_;
  Index rows_ = 0;
  std::vector<ParameterBlock> blocks_;
  std::vector<T, Eigen::aligned_allocator<T>> last_, values_, slope_;
};

}  // namespace

const char* Bigram::refuses(const ModelForm& form) { return form.vocabulary > 0 ? nullptr : needs_tokens; }

template <class T>
std::unique_ptr<Model<T>> Bigram::make(const ModelForm& form) const {
  return std::make_unique<BigramTable<T>>(form);
}

template std::unique_ptr<Model<float>> Bigram::make(const ModelForm&) const;
template std::unique_ptr<Model<double>> Bigram::make(const ModelForm&) const;

}  // namespace loss_playground
