// SPDX-License-Identifier: MIT
#include "models/embedding_bag.hpp"

#include <algorithm>

#include "models/network.hpp"

namespace loss_playground {

namespace {

constexpr double least_length = 1e-12, distance_eps = 1e-6;

/// Blocks: "embedding.weight" (buckets, embedding), "linear.weight", "linear.bias", and for several texts with the head
/// `dot` "head.weight" (1, 2) and "head.bias" (1).
template <class T>
class BagNetwork final : public Model<T> {
 public:
  BagNetwork(const EmbeddingBag& options, const ModelForm& form)
      : width_(options.embedding),
        table_(form.vocabulary * width_),
        inputs_(form.inputs),
        bags_(form.bags),
        dimensions_(form.dimensions),
        outputs_(form.outputs),
        learns_head_(bags_ > 1 && options.head == EmbeddingBag::Head::dot),
        linear_({{width_, dimensions_}}) {
    blocks_.push_back({"embedding.weight", {form.vocabulary, width_}, 0, table_, true});
    const char* names[] = {"linear.weight", "linear.bias"};
    for (std::size_t k = 0; k < 2; ++k) {
      blocks_.push_back(linear_.blocks()[k]);
      blocks_.back().name = names[k];
      blocks_.back().offset += table_;
    }
    head_ = blocks_.back().offset + blocks_.back().size;
    if (!learns_head_) return;
    blocks_.push_back({"head.weight", {1, 2}, head_, 2, true});
    blocks_.push_back({"head.bias", {1}, head_ + 2, 1, false});
  }

  const std::vector<ParameterBlock>& blocks() const override { return blocks_; }
  Index outputs() const override { return outputs_; }
  /// The rows of the features that there are, and the layer.
  double work() const override { return static_cast<double>(inputs_ * width_ + bags_ * linear_.parameter_count()); }

  /// Standard normal but for the row of 0, which is not used and stays 0; the head starts as the dot product itself.
  void initialize(T* parameters, Random& random) const override {
    for (Index i = 0; i < table_; ++i) parameters[i] = i < width_ ? T(0) : static_cast<T>(random.normal());
    linear_.initialize(parameters + table_, random);
    if (!learns_head_) return;
    parameters[head_] = T(1);
    parameters[head_ + 1] = parameters[head_ + 2] = T(0);
  }

  void reserve(Index rows) override {
    const Index texts = rows * bags_;
    linear_.reserve(texts);
    means_.assign(static_cast<std::size_t>(texts * width_), T(0));
    mean_slope_ = means_;
    mean_slopes_.assign(static_cast<std::size_t>(panel_stride<T>(texts) * width_), T(0));
    places_.assign(static_cast<std::size_t>(texts * dimensions_), T(0));
    place_slope_ = places_;
    lengths_.assign(static_cast<std::size_t>(texts), T(0));
    scores_.assign(static_cast<std::size_t>(bags_ > 1 ? rows * outputs_ : 0), T(0));
    score_slope_ = shared_ = scores_;
  }

  double numbers_a_row() const override {
    const double a_text = linear_.numbers_a_row() + static_cast<double>(3 * width_ + 2 * dimensions_ + 1);
    return static_cast<double>(bags_) * a_text + static_cast<double>(bags_ > 1 ? 3 * outputs_ : 0);
  }

  View<const T> forward(const T* parameters, View<const T> inputs) override {
    rows_ = inputs.rows;
    const Index texts = rows_ * bags_, length = inputs.cols / bags_;
    for (Index i = 0; i < texts; ++i)
      take_mean(parameters, inputs.data + i * length, length, means_.data() + i * width_);
    const View<const T> sums = linear_.forward(parameters + table_, {means_.data(), texts, width_});
    for (Index i = 0; i < texts; ++i) place(sums.row(i), i);
    if (bags_ == 1) return {places_.data(), rows_, dimensions_};
    for (Index i = 0; i < rows_; ++i) {
      for (Index j = 0; j < outputs_; ++j) {
        if (learns_head_) shared_[at(i, j)] = share(inputs.row(i), inputs.row(i) + (j + 1) * length, length);
        scores_[at(i, j)] = score(parameters, i, j);
      }
    }
    return {scores_.data(), rows_, outputs_};
  }

  View<T> output_gradient() override {
    return {bags_ == 1 ? place_slope_.data() : score_slope_.data(), rows_, outputs_};
  }

  void backward(const T* parameters, View<const T> inputs, T* gradient) override {
    const Index texts = rows_ * bags_, length = inputs.cols / bags_;
    if (bags_ > 1) score_backward(parameters, gradient);
    const View<T> sum_slope = linear_.output_gradient();
    for (Index i = 0; i < texts; ++i) place_backward(i, sum_slope.row(i));
    linear_.backward(parameters + table_, {means_.data(), texts, width_}, gradient + table_);
    const Panel<const T> above = linear_.first_slope();
    const Panel<T> below{mean_slopes_.data(), width_, above.examples, above.stride};
    input_slopes(parameters + table_, above, below);
    from_panel(below.read_only(), View<T>{mean_slope_.data(), texts, width_});
    std::fill_n(gradient, table_, T(0));
    for (Index i = 0; i < texts; ++i)
      spread_mean(inputs.data + i * length, length, mean_slope_.data() + i * width_, gradient);
  }

 private:
  std::size_t at(Index i, Index j) const { return static_cast<std::size_t>(i * outputs_ + j); }
  T* place_of(Index i, Index bag) { return places_.data() + (i * bags_ + bag) * dimensions_; }
  T* place_slope_of(Index i, Index bag) { return place_slope_.data() + (i * bags_ + bag) * dimensions_; }

  static Index features(const T* tokens, Index length) {
    return length - static_cast<Index>(std::count(tokens, tokens + length, T(0)));
  }

  void take_mean(const T* table, const T* tokens, Index length, T* mean) const {
    std::fill_n(mean, width_, T(0));
    for (Index k = 0; k < length; ++k) {
      if (tokens[k] == T(0)) continue;
      const T* row = table + static_cast<Index>(tokens[k]) * width_;
      for (Index j = 0; j < width_; ++j) mean[j] += row[j];
    }
    const auto count = static_cast<T>(std::max<Index>(features(tokens, length), 1));
    for (Index j = 0; j < width_; ++j) mean[j] /= count;
  }

  /// Adds a mean's gradient to the rows that it is of; a feature that comes twice has its share twice.
  void spread_mean(const T* tokens, Index length, T* slope, T* table) const {
    const auto count = static_cast<T>(std::max<Index>(features(tokens, length), 1));
    for (Index j = 0; j < width_; ++j) slope[j] /= count;
    for (Index k = 0; k < length; ++k) {
      if (tokens[k] == T(0)) continue;
      T* row = table + static_cast<Index>(tokens[k]) * width_;
      for (Index j = 0; j < width_; ++j) row[j] += slope[j];
    }
  }

  void place(const T* sums, Index text) {
    T square = T(0);
    for (Index j = 0; j < dimensions_; ++j) square += sums[j] * sums[j];
    const T length = std::max(math::sqrt(square), static_cast<T>(least_length));
    lengths_[static_cast<std::size_t>(text)] = length;
    for (Index j = 0; j < dimensions_; ++j)
      places_[static_cast<std::size_t>(text * dimensions_ + j)] = sums[j] / length;
  }

  /// Through the scaling to length 1, which removes the part along the embedding itself.
  void place_backward(Index text, T* to) const {
    const T *place = places_.data() + text * dimensions_, *slope = place_slope_.data() + text * dimensions_;
    const T length = lengths_[static_cast<std::size_t>(text)];
    T along = T(0);
    if (length > static_cast<T>(least_length))
      for (Index j = 0; j < dimensions_; ++j) along += place[j] * slope[j];
    for (Index j = 0; j < dimensions_; ++j) to[j] = (slope[j] - along * place[j]) / length;
  }

  T dot(const T* a, const T* b) const {
    T sum = T(0);
    for (Index k = 0; k < dimensions_; ++k) sum += a[k] * b[k];
    return sum;
  }

  /// Share of a query's features that a document has.
  static T share(const T* query, const T* document, Index length) {
    Index found = 0;
    for (Index k = 0; k < length; ++k)
      found += query[k] != T(0) && std::find(document, document + length, query[k]) != document + length;
    return static_cast<T>(found) / static_cast<T>(std::max<Index>(features(query, length), 1));
  }

  T score(const T* parameters, Index i, Index j) {
    const T *query = place_of(i, 0), *document = place_of(i, j + 1), *head = parameters + head_;
    if (learns_head_) return head[0] * dot(query, document) + head[1] * shared_[at(i, j)] + head[2];
    T square = T(0);
    for (Index k = 0; k < dimensions_; ++k) {
      const T part = query[k] - document[k] + static_cast<T>(distance_eps);
      square += part * part;
    }
    return math::sqrt(square);
  }

  void score_backward(const T* parameters, T* gradient) {
    std::fill(place_slope_.begin(), place_slope_.end(), T(0));
    std::fill_n(gradient + head_, learns_head_ ? 3 : 0, T(0));
    for (Index i = 0; i < rows_; ++i) {
      for (Index j = 0; j < outputs_; ++j) {
        const T slope = score_slope_[at(i, j)], *query = place_of(i, 0), *document = place_of(i, j + 1);
        if (learns_head_) {
          gradient[head_] += slope * dot(query, document);
          gradient[head_ + 1] += slope * shared_[at(i, j)];
          gradient[head_ + 2] += slope;
          pull_dot(query, document, slope * parameters[head_], place_slope_of(i, 0), place_slope_of(i, j + 1));
        } else {
          pull_distance(query, document, slope / scores_[at(i, j)], place_slope_of(i, 0), place_slope_of(i, j + 1));
        }
      }
    }
  }

  void pull_dot(const T* query, const T* document, T amount, T* query_slope, T* document_slope) const {
    for (Index k = 0; k < dimensions_; ++k) {
      query_slope[k] += amount * document[k];
      document_slope[k] += amount * query[k];
    }
  }

  void pull_distance(const T* query, const T* document, T amount, T* query_slope, T* document_slope) const {
    for (Index k = 0; k < dimensions_; ++k) {
      const T part = amount * (query[k] - document[k] + static_cast<T>(distance_eps));
      query_slope[k] += part;
      document_slope[k] -= part;
    }
  }

  Index width_, table_, inputs_, bags_, dimensions_, outputs_;
  bool learns_head_;
  /// Where the head's parameters begin.
  Index head_ = 0;
  Network<T> linear_;
  std::vector<ParameterBlock> blocks_;
  Index rows_ = 0;
  using Numbers = std::vector<T, Eigen::aligned_allocator<T>>;
  /// A row a text: means and their gradient (as a panel too), places on the sphere and their gradient, lengths before.
  Numbers means_, mean_slope_, mean_slopes_, places_, place_slope_, lengths_;
  /// A row a row of several texts: scores, their gradient, and shares of features.
  Numbers scores_, score_slope_, shared_;
};

}  // namespace

const char* EmbeddingBag::refuses(const ModelForm& form) {
  return form.bags > 0 ? nullptr : "a model for this task, whose inputs are not text features";
}

template <class T>
std::unique_ptr<Model<T>> EmbeddingBag::make(const ModelForm& form) const {
  return std::make_unique<BagNetwork<T>>(*this, form);
}

template std::unique_ptr<Model<float>> EmbeddingBag::make(const ModelForm&) const;
template std::unique_ptr<Model<double>> EmbeddingBag::make(const ModelForm&) const;

}  // namespace loss_playground
