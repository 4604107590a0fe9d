// SPDX-License-Identifier: MIT
#include "language/text_examples.hpp"

#include "language/token_rows.hpp"

namespace loss_playground {

namespace {

/// Padding is marked by the number that cross-entropy ignores by default.
void check_every_position(const Spec& loss, Error& error) {
  int ignored = no_target;
  ParameterReader(loss.params).integer("ignore_index", ignored, {}, "");
  if (loss.id == "cross_entropy" && ignored == no_target) return;
  error = {"loss.id", loss.id, "cross_entropy with ignore_index -100, since the model predicts after every token"};
}

}  // namespace

template <class T>
Examples<T> make_examples(const TextData& data, const Experiment& experiment, Error& error) {
  const bool everywhere = predicts_everywhere(experiment.model);
  if (everywhere) check_every_position(experiment.loss, error);
  const Index vocabulary = data.text->vocabulary().size();
  Examples<T> examples;
  examples.form = {data.context, vocabulary, vocabulary};
  examples.target = find_loss(experiment.loss)->target;
  examples.reading = Reading::classes;
  examples.target_rank = 1;
  examples.positions = everywhere ? data.context : 1;
  const auto part = [&](Index begin, Index end) {
    return std::make_unique<const TokenRows<T>>(data.text, begin, end, data.context, examples.positions > 1);
  };
  examples.train.rows = part(0, data.train_tokens);
  examples.test.rows = part(data.train_tokens, data.text->size());
  return examples;
}

template Examples<float> make_examples(const TextData&, const Experiment&, Error&);
template Examples<double> make_examples(const TextData&, const Experiment&, Error&);

}  // namespace loss_playground
