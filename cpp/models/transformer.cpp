// SPDX-License-Identifier: MIT
#include "models/transformer.hpp"

#include "models/attention.hpp"
#include "models/embedding.hpp"
#include "models/products.hpp"

namespace loss_playground {

namespace {

template <class T>
using Numbers = std::vector<T, Eigen::aligned_allocator<T>>;

/// Offsets of a layer's weight (or gain) and bias in the parameters; no bias is −1.
struct Pair {
  Index weight = 0, bias = -1;
  template <class T>
  T* bias_in(T* parameters) const {
    return bias < 0 ? nullptr : parameters + bias;
  }
};

/// What a block computes on its way forward and needs on its way back: panels with a column for each place of each
/// example, place after place, and the shares of attention.
template <class T>
struct BlockValues {
  Numbers<T> unit1, inverse1, normed1, qkv, shares, mixed, unit2, inverse2, normed2, sums, bent;
};

struct BlockOffsets {
  Pair norm1, attention, projection, norm2, expand, contract;
};

template <class T>
class TransformerModel final : public Model<T> {
 public:
  TransformerModel(const Transformer& options, const ModelForm& form)
      : options_(options), width_(options.width), places_(form.inputs), outputs_(form.outputs) {
    tokens_ = block("tokens", form.vocabulary, width_, true);
    position_ = block("positions", places_, width_, true);
    for (int k = 0; k < options.blocks; ++k) {
      const std::string name = "blocks." + std::to_string(k) + ".";
      BlockOffsets offsets;
      offsets.norm1 = norm(name + "norm1");
      offsets.attention = linear(name + "attention", width_, 3 * width_);
      offsets.projection = linear(name + "projection", width_, width_);
      offsets.norm2 = norm(name + "norm2");
      offsets.expand = linear(name + "expand", width_, options.hidden);
      offsets.contract = linear(name + "contract", options.hidden, width_);
      offsets_.push_back(offsets);
    }
    norm_ = norm("norm");
    output_.weight = options.tied ? tokens_ : block("output", outputs_, width_, true);
    values_.resize(offsets_.size());
  }

  const std::vector<ParameterBlock>& blocks() const override { return blocks_; }
  Index outputs() const override { return outputs_; }
  /// Each place also looks at all others, in each block.
  double work() const override {
    return static_cast<double>(this->parameter_count()) +
           2 * static_cast<double>(options_.blocks) * static_cast<double>(places_ * width_);
  }

  /// Normal with deviation 0.02 for tables and weights, less for those that add to the stream; gains 1, biases 0. As
  /// GPT-2.
  void initialize(T* parameters, Random& random) const override {
    const double less = 1 / math::sqrt(2.0 * options_.blocks);
    for (const ParameterBlock& block : blocks_) {
      const bool adds =
          block.name.find("projection") != std::string::npos || block.name.find("contract") != std::string::npos;
      const T fixed = block.name.find("norm") != std::string::npos && !block.name.ends_with("bias") ? T(1) : T(0);
      for (Index i = block.offset; i < block.offset + block.size; ++i)
        parameters[i] = block.is_weight ? static_cast<T>(0.02 * (adds ? less : 1) * random.normal()) : fixed;
    }
  }

  void reserve(Index rows) override {
    const auto numbers = [&](Index features) {
      return static_cast<std::size_t>(features * panel_stride<T>(places_ * padded<T>(rows)));
    };
    const auto wide = numbers(width_), hidden = numbers(options_.hidden), triple = numbers(3 * width_);
    for (auto* one : {&stream_, &unit_, &normed_, &slope_, &branch_}) one->assign(wide, T(0));
    for (BlockValues<T>& values : values_) {
      for (auto* one : {&values.unit1, &values.normed1, &values.mixed, &values.unit2, &values.normed2})
        one->assign(wide, T(0));
      for (auto* one : {&values.inverse1, &values.inverse2}) one->assign(numbers(1), T(0));
      for (auto* one : {&values.sums, &values.bent}) one->assign(hidden, T(0));
      values.qkv.assign(triple, T(0));
      values.shares.assign(static_cast<std::size_t>(shape(rows).shares()), T(0));
    }
    inverse_.assign(numbers(1), T(0));
    tokens_of_columns_.assign(numbers(1), 0);
    scratch_.assign(std::max(numbers(2), static_cast<std::size_t>(outputs_)), T(0));
    hidden_slope_.assign(std::max(hidden, triple), T(0));
    logit_panel_.assign(numbers(outputs_), T(0));
    logits_.assign(static_cast<std::size_t>(rows * places_ * outputs_), T(0));
    logit_slope_ = logits_;
  }

  double numbers_a_row() const override {
    const auto wide = static_cast<double>(width_), hidden = static_cast<double>(options_.hidden);
    const double a_block =
        8 * wide + 2 + 2 * hidden + static_cast<double>(options_.heads) * static_cast<double>(places_);
    const double others = 5 * wide + 4 + std::max(hidden, 3 * wide) + 3 * static_cast<double>(outputs_);
    return static_cast<double>(places_) * (static_cast<double>(values_.size()) * a_block + others);
  }

  View<const T> forward(const T* parameters, View<const T> inputs) override {
    rows_ = inputs.rows;
    embed(parameters, inputs);
    for (std::size_t k = 0; k < values_.size(); ++k) forward_block(parameters, offsets_[k], values_[k]);
    norm_forward(wide(stream_).read_only(), parameters + norm_.weight, norm_.bias_in(parameters), wide(unit_),
                 inverse_.data(), scratch_.data(), wide(normed_));
    const Panel<T> logits = panel(logit_panel_, outputs_);
    weighted_sums<T>(parameters + output_.weight, nullptr, wide(normed_).read_only(), logits);
    each_logit([&](Index row, Index output, Index column) {
      logits_[static_cast<std::size_t>(row * outputs_ + output)] = logits.feature(output)[column];
    });
    return {logits_.data(), rows_ * places_, outputs_};
  }

  View<T> output_gradient() override { return {logit_slope_.data(), rows_ * places_, outputs_}; }

  void backward(const T* parameters, View<const T>, T* gradient) override {
    std::fill_n(gradient, blocks_[0].size, T(0));
    const Panel<T> logits = panel(logit_panel_, outputs_), slope = wide(slope_);
    std::fill_n(logits.data, logits.size(), T(0));
    each_logit([&](Index row, Index output, Index column) {
      logits.feature(output)[column] = logit_slope_[static_cast<std::size_t>(row * outputs_ + output)];
    });
    // A tied table has the gradient of both uses: here that of the output, at the end that of the tokens. The sums that
    // a bias would have go nowhere.
    weight_slopes(logits.read_only(), wide(normed_).read_only(), gradient + output_.weight, scratch_.data());
    input_slopes(parameters + output_.weight, logits.read_only(), wide(branch_));
    std::fill_n(slope.data, slope.size(), T(0));
    norm_backward(wide(branch_).read_only(), wide(unit_).read_only(), inverse_.data(), parameters + norm_.weight,
                  gradient + norm_.weight, norm_.bias_in(gradient), scratch_.data(), slope);
    for (std::size_t k = values_.size(); k-- > 0;) backward_block(parameters, offsets_[k], values_[k], gradient);
    for (Index j = 0; j < width_; ++j)
      for (Index c = 0; c < slope.examples; ++c)
        gradient[tokens_ + tokens_of_columns_[static_cast<std::size_t>(c)] * width_ + j] += slope.feature(j)[c];
    for (Index place = 0; place < places_; ++place)
      for (Index j = 0; j < width_; ++j)
        gradient[position_ + place * width_ + j] = total(slope.feature(j) + place * spread());
  }

 private:
  Index block(const std::string& name, Index rows, Index columns, bool is_weight) {
    const bool bias = columns == 0;
    const Index size = bias ? rows : rows * columns, offset = this->parameter_count();
    std::vector<Index> dimensions{rows};
    if (!bias) dimensions.push_back(columns);
    blocks_.push_back({is_weight && !bias ? name + ".weight" : name, std::move(dimensions), offset, size, is_weight});
    return offset;
  }
  Pair linear(const std::string& name, Index inputs, Index outputs) {
    const Index weight = block(name, outputs, inputs, true);
    return {weight, block(name + ".bias", outputs, 0, false)};
  }
  Pair norm(const std::string& name) {
    const Index gain = block(name + ".weight", width_, 0, false);
    return {gain, options_.norm == Norm::layer ? block(name + ".bias", width_, 0, false) : -1};
  }

  /// Columns of a place: the examples, and padding that fills the last vector.
  Index spread() const { return padded<T>(rows_); }
  AttentionShape shape(Index rows) const { return {padded<T>(rows), places_, options_.heads, width_}; }
  Panel<T> panel(Numbers<T>& numbers, Index features) const {
    return {numbers.data(), features, places_ * spread(), panel_stride<T>(places_ * spread())};
  }
  Panel<T> wide(Numbers<T>& numbers) const { return panel(numbers, width_); }

  /// Calls use(row of the logits, output, column of the panel); padding is left out.
  template <class Use>
  void each_logit(Use use) const {
    for (Index output = 0; output < outputs_; ++output)
      for (Index place = 0; place < places_; ++place)
        for (Index r = 0; r < rows_; ++r) use(r * places_ + place, output, place * spread() + r);
  }

  T total(const T* numbers) const {
    Lanes<T> sum{};
    for (Index r = 0; r < spread(); r += lane_count<T>) sum += load(numbers + r);
    return sum_of(sum);
  }

  /// Token and place; padding has token 0, which no slope comes back to.
  void embed(const T* parameters, View<const T> inputs) {
    const Panel<T> stream = wide(stream_);
    for (Index place = 0; place < places_; ++place)
      for (Index r = 0; r < spread(); ++r)
        tokens_of_columns_[static_cast<std::size_t>(place * spread() + r)] =
            r < rows_ ? static_cast<Index>(inputs(r, place)) : 0;
    for (Index j = 0; j < width_; ++j) {
      const T* position = parameters + position_ + j;
      for (Index place = 0; place < places_; ++place)
        for (Index c = place * spread(); c < (place + 1) * spread(); ++c)
          stream.feature(j)[c] = parameters[tokens_ + tokens_of_columns_[static_cast<std::size_t>(c)] * width_ + j] +
                                 position[place * width_];
    }
  }

  /// stream ← stream + branch.
  void add_branch() {
    const Panel<T> stream = wide(stream_);
    for (Index i = 0; i < stream.size(); ++i) stream.data[i] += branch_[static_cast<std::size_t>(i)];
  }

  void forward_block(const T* parameters, const BlockOffsets& at, BlockValues<T>& values) {
    const Panel<T> qkv = panel(values.qkv, 3 * width_);
    norm_forward(wide(stream_).read_only(), parameters + at.norm1.weight, at.norm1.bias_in(parameters),
                 wide(values.unit1), values.inverse1.data(), scratch_.data(), wide(values.normed1));
    weighted_sums<T>(parameters + at.attention.weight, parameters + at.attention.bias, wide(values.normed1).read_only(),
                     qkv);
    attention_forward(shape(rows_), qkv.read_only(), values.shares.data(), wide(values.mixed));
    weighted_sums<T>(parameters + at.projection.weight, parameters + at.projection.bias, wide(values.mixed).read_only(),
                     wide(branch_));
    add_branch();

    const Panel<T> sums = panel(values.sums, options_.hidden), bent = panel(values.bent, options_.hidden);
    norm_forward(wide(stream_).read_only(), parameters + at.norm2.weight, at.norm2.bias_in(parameters),
                 wide(values.unit2), values.inverse2.data(), scratch_.data(), wide(values.normed2));
    weighted_sums<T>(parameters + at.expand.weight, parameters + at.expand.bias, wide(values.normed2).read_only(),
                     sums);
    activate(options_.activation, sums.data, bent.data, sums.size());
    weighted_sums<T>(parameters + at.contract.weight, parameters + at.contract.bias, bent.read_only(), wide(branch_));
    add_branch();
  }

  /// slope_ holds the gradient of what the block gave, and then of what it took.
  void backward_block(const T* parameters, const BlockOffsets& at, BlockValues<T>& values, T* gradient) {
    const Panel<T> slope = wide(slope_), branch = wide(branch_), hidden = panel(hidden_slope_, options_.hidden);
    const auto through = [&](const Pair& layer, Panel<const T> above, Panel<T> x, Panel<T> below) {
      weight_slopes(above, x.read_only(), gradient + layer.weight, gradient + layer.bias);
      input_slopes(parameters + layer.weight, above, below);
    };
    through(at.contract, slope.read_only(), panel(values.bent, options_.hidden), hidden);
    apply_slope(options_.activation, values.sums.data(), values.bent.data(), hidden.data, hidden.size());
    through(at.expand, hidden.read_only(), wide(values.normed2), branch);
    norm_backward(branch.read_only(), wide(values.unit2).read_only(), values.inverse2.data(),
                  parameters + at.norm2.weight, gradient + at.norm2.weight, at.norm2.bias_in(gradient), scratch_.data(),
                  slope);

    through(at.projection, slope.read_only(), wide(values.mixed), branch);
    const Panel<T> triple = panel(hidden_slope_, 3 * width_);
    attention_backward(shape(rows_), panel(values.qkv, 3 * width_).read_only(), values.shares.data(),
                       branch.read_only(), scratch_.data(), triple);
    through(at.attention, triple.read_only(), wide(values.normed1), branch);
    norm_backward(branch.read_only(), wide(values.unit1).read_only(), values.inverse1.data(),
                  parameters + at.norm1.weight, gradient + at.norm1.weight, at.norm1.bias_in(gradient), scratch_.data(),
                  slope);
  }

  Transformer options_;
  Index width_, places_, outputs_, rows_ = 0;
  Index tokens_ = 0, position_ = 0;
  Pair norm_, output_;
  std::vector<BlockOffsets> offsets_;
  std::vector<BlockValues<T>> values_;
  std::vector<ParameterBlock> blocks_;
  /// The stream that blocks add to, the last norm's values, and gradients.
  Numbers<T> stream_, unit_, inverse_, normed_, logit_panel_, logits_;
  Numbers<T> slope_, branch_, hidden_slope_, logit_slope_, scratch_;
  std::vector<Index> tokens_of_columns_;
};

}  // namespace

const char* Transformer::refuses(const ModelForm& form) const {
  if (form.vocabulary == 0) return needs_tokens;
  return width % heads == 0 ? nullptr : "a transformer whose heads divide its width";
}

template <class T>
std::unique_ptr<Model<T>> Transformer::make(const ModelForm& form) const {
  return std::make_unique<TransformerModel<T>>(*this, form);
}

template std::unique_ptr<Model<float>> Transformer::make(const ModelForm&) const;
template std::unique_ptr<Model<double>> Transformer::make(const ModelForm&) const;

}  // namespace loss_playground
