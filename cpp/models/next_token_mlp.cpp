// SPDX-License-Identifier: MIT
#include "models/next_token_mlp.hpp"

#include "models/embedding.hpp"
#include "models/network.hpp"

namespace loss_playground {

namespace {

/// An embedding in front of a network. Blocks: "embedding.weight" (vocabulary, embedding), then "hidden" and "output"
/// as torch.nn.Linear.
template <class T>
class NextTokenNetwork final : public Model<T> {
 public:
  NextTokenNetwork(const NextTokenMlp& options, const ModelForm& form)
      : context_(form.inputs),
        width_(options.embedding),
        table_(form.vocabulary * width_),
        network_({{context_ * width_, options.hidden, form.outputs}, Activation::tanh}) {
    blocks_.push_back({"embedding.weight", {form.vocabulary, width_}, 0, table_, true});
    const char* names[] = {"hidden.weight", "hidden.bias", "output.weight", "output.bias"};
    for (std::size_t k = 0; k < network_.blocks().size(); ++k) {
      blocks_.push_back(network_.blocks()[k]);
      blocks_.back().name = names[k];
      blocks_.back().offset += table_;
    }
  }

  const std::vector<ParameterBlock>& blocks() const override { return blocks_; }
  Index outputs() const override { return network_.outputs(); }

  void initialize(T* parameters, Random& random) const override {
    initialize_embedding(parameters, table_, random);
    network_.initialize(parameters + table_, random);
  }

  void reserve(Index rows) override {
    network_.reserve(rows);
    gathered_.assign(static_cast<std::size_t>(rows * context_ * width_), T(0));
    slope_ = gathered_;
    slopes_.assign(static_cast<std::size_t>(panel_stride<T>(rows) * context_ * width_), T(0));
  }

  double numbers_a_row() const override {
    return network_.numbers_a_row() + 3 * static_cast<double>(context_ * width_);
  }

  View<const T> forward(const T* parameters, View<const T> inputs) override {
    gather_rows(parameters, inputs.data, View<T>{gathered_.data(), inputs.size(), width_});
    return network_.forward(parameters + table_, gathered(inputs.rows));
  }

  View<T> output_gradient() override { return network_.output_gradient(); }

  void backward(const T* parameters, View<const T> inputs, T* gradient) override {
    network_.backward(parameters + table_, gathered(inputs.rows), gradient + table_);
    const Panel<const T> above = network_.first_slope();
    const Panel<T> below{slopes_.data(), context_ * width_, above.examples, above.stride};
    input_slopes(parameters + blocks_[1].offset, above, below);
    from_panel(below.read_only(), View<T>{slope_.data(), inputs.rows, context_ * width_});
    std::fill_n(gradient, table_, T(0));
    scatter_rows(View<const T>{slope_.data(), inputs.size(), width_}, inputs.data, gradient);
  }

 private:
  View<const T> gathered(Index rows) const { return {gathered_.data(), rows, context_ * width_}; }

  Index context_, width_, table_;
  Network<T> network_;
  std::vector<ParameterBlock> blocks_;
  /// A row an example, the embeddings of its tokens one after the other; and their gradient, as a panel too.
  std::vector<T, Eigen::aligned_allocator<T>> gathered_, slope_, slopes_;
};

}  // namespace

const char* NextTokenMlp::refuses(const ModelForm& form) { return form.vocabulary > 0 ? nullptr : needs_tokens; }

template <class T>
std::unique_ptr<Model<T>> NextTokenMlp::make(const ModelForm& form) const {
  return std::make_unique<NextTokenNetwork<T>>(*this, form);
}

template std::unique_ptr<Model<float>> NextTokenMlp::make(const ModelForm&) const;
template std::unique_ptr<Model<double>> NextTokenMlp::make(const ModelForm&) const;

}  // namespace loss_playground
