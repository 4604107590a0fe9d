// SPDX-License-Identifier: MIT
#include "language/text_reader.hpp"

#include <algorithm>
#include <numeric>

#include "core/random.hpp"
#include "language/token_rows.hpp"

namespace loss_playground {

namespace {

/// One of the likeliest `count`, in proportion to its probability.
Token draw(const std::vector<double>& probabilities, std::size_t count, Random& random) {
  std::vector<Token> order(probabilities.size());
  std::iota(order.begin(), order.end(), Token{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return probabilities[a] > probabilities[b]; });
  if (count > 0) order.resize(std::min(count, order.size()));
  double mass = 0;
  for (Token token : order) mass += probabilities[token];
  double left = random.uniform() * mass;
  for (Token token : order)
    if ((left -= probabilities[token]) < 0) return token;
  return order.front();
}

/// softmax(logits / temperature), for a temperature above 0.
std::vector<double> probabilities_of(std::vector<double> logits, double temperature) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (double& logit : logits) sum += logit = math::exp((logit - largest) / temperature);
  for (double& logit : logits) logit /= sum;
  return logits;
}

Likelihood likelihood_of(const std::vector<double>& surprises) {
  Likelihood found{static_cast<Index>(surprises.size())};
  for (double surprise : surprises) found.log_likelihood -= surprise;
  if (surprises.empty()) return found;
  found.nats = -found.log_likelihood / static_cast<double>(surprises.size());
  found.bits = found.nats / 0.69314718055994530942;
  found.perplexity = math::exp(found.nats);
  return found;
}

}  // namespace

template <class T>
TextReader<T>::TextReader(const Spec& model, const Examples<T>& examples, TextData data)
    : examples_(examples),
      data_(std::move(data)),
      chunk_(std::max<Index>(256 / examples.positions, 1)),
      model_(make_model<T>(model, examples.form)),
      cross_entropy_(make_loss<T>({"cross_entropy", {}})),
      inputs_(static_cast<std::size_t>(chunk_ * examples.form.inputs)),
      targets_(static_cast<std::size_t>(chunk_ * examples.positions)),
      values_(targets_.size()) {
  model_->reserve(chunk_);
  LossCall<T> largest;
  largest.inputs[0] = {nullptr, chunk_ * examples.positions, examples.form.outputs};
  scratch_.resize(static_cast<std::size_t>(cross_entropy_->scratch_size(largest)));
}

template <class T>
std::vector<double> TextReader<T>::surprises(const T* parameters, std::shared_ptr<const TokenText> text, Index begin,
                                             Index end) {
  const TokenRows<T> part(std::move(text), begin, end, examples_.form.inputs, examples_.positions > 1);
  std::vector<double> found;
  found.reserve(static_cast<std::size_t>(end - begin));
  std::vector<std::int32_t> numbers;
  for (Index first = 0; first < part.size(); first += chunk_) {
    const Index rows = std::min(chunk_, part.size() - first), places = rows * examples_.positions;
    numbers.resize(static_cast<std::size_t>(rows));
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(first));
    part.copy(numbers, inputs_.data(), targets_.data());
    LossCall<T> call;
    call.inputs = {model_->forward(parameters, {inputs_.data(), rows, examples_.form.inputs}),
                   View<const T>{targets_.data(), places, 1, 1}};
    call.values = values_.data();
    call.scratch = scratch_.data();
    (*cross_entropy_)(call);
    for (Index i = 0; i < places; ++i)
      if (targets_[static_cast<std::size_t>(i)] != T(no_target))
        found.push_back(static_cast<double>(values_[static_cast<std::size_t>(i)]));
  }
  return found;
}

template <class T>
std::vector<double> TextReader<T>::next_logits(const T* parameters, const std::vector<Token>& before) {
  const Index columns = examples_.form.inputs, size = static_cast<Index>(before.size());
  const bool everywhere = examples_.positions > 1;
  // A model that predicts after every token is asked after the last of the boundary and what follows it.
  const Index used = std::min(size, everywhere ? columns - 1 : columns), last = everywhere ? used : 0;
  std::fill_n(inputs_.data(), columns, T(0));
  for (Index k = 0; k < used; ++k)
    inputs_[static_cast<std::size_t>(everywhere ? k + 1 : columns - used + k)] =
        static_cast<T>(before[static_cast<std::size_t>(size - used + k)]);
  // Of a longer text the boundary is out of sight.
  if (everywhere && size >= columns) inputs_[0] = static_cast<T>(before[static_cast<std::size_t>(size - columns)]);
  const auto outputs = model_->forward(parameters, {inputs_.data(), 1, columns});
  const T* logits = outputs.row(last);
  return std::vector<double>(logits, logits + outputs.cols);
}

template <class T>
std::string TextReader<T>::sample(const T* parameters, const SampleOptions& options, Error& error) {
  std::vector<Token> tokens;
  text().vocabulary().encode(options.start, tokens, error);
  if (error) return {};
  Random random(options.seed, Stream::samples);
  const auto kept = options.temperature > 0 ? static_cast<std::size_t>(options.top_k) : 1;
  for (Index i = 0; i < options.max; ++i) {
    const double temperature = options.temperature > 0 ? options.temperature : 1;
    const Token token = draw(probabilities_of(next_logits(parameters, tokens), temperature), kept, random);
    if (token == 0 && text().boundary_ends()) break;
    tokens.push_back(token);
  }
  return text().vocabulary().decode(tokens);
}

template <class T>
Likelihood TextReader<T>::likelihood(const T* parameters, bool train) {
  return likelihood_of(
      surprises(parameters, data_.text, train ? 0 : data_.train_tokens, train ? data_.train_tokens : text().size()));
}

template <class T>
std::vector<double> TextReader<T>::next_token(const T* parameters, const std::string& before, Error& error) {
  std::vector<Token> tokens;
  text().vocabulary().encode(before, tokens, error);
  if (error) return {};
  return probabilities_of(next_logits(parameters, tokens), 1);
}

template <class T>
TokenLosses TextReader<T>::token_losses(const T* parameters, const std::string& words, Error& error) {
  if (words.empty()) error = {"text", "an empty text", "at least one character"};
  if (error) return {};
  TokenText own(text().vocabulary());
  own.add(words, error);
  if (error) return {};
  const auto tokens = std::make_shared<const TokenText>(std::move(own));
  TokenLosses found{{}, surprises(parameters, tokens, 0, tokens->size()), {}};
  for (double loss : found.losses) found.probabilities.push_back(math::exp(-loss));
  for (Index i = 0; i < tokens->size(); ++i) found.characters += tokens->vocabulary().character((*tokens)[i]);
  return found;
}

template class TextReader<float>;
template class TextReader<double>;

}  // namespace loss_playground
