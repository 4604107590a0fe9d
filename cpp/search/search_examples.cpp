// SPDX-License-Identifier: MIT
#include "search/search_examples.hpp"

#include "search/named_rows.hpp"
#include "training/table_rows.hpp"

namespace loss_playground {

namespace {

template <class T>
Examples<T> named_examples(const TextRows& data, const Experiment& experiment, Reading reading) {
  Examples<T> examples;
  examples.form.inputs = data.texts_a_row * data.texts->width;
  examples.form.outputs = examples.target_columns = data.target_columns;
  examples.form.vocabulary = data.buckets;
  examples.form.bags = data.texts_a_row;
  examples.form.dimensions = data.dimensions;
  examples.target = find_loss(experiment.loss)->target;
  examples.reading = reading;
  examples.train.rows = std::make_unique<const NamedRows<T>>(data, 0, data.train_rows);
  examples.test.rows = std::make_unique<const NamedRows<T>>(data, data.train_rows, data.rows());
  return examples;
}

template <class T>
std::unique_ptr<const Rows<T>> take_rows(const SearchData& data, Index begin, Index end) {
  const auto tokens = data.tokens.begin() + begin * data.columns, last = data.tokens.begin() + end * data.columns;
  return std::make_unique<const TableRows<T>>(data.columns, 1, Aligned<T>(tokens, last),
                                              Aligned<T>(data.documents.begin() + begin, data.documents.begin() + end));
}

}  // namespace

template <class T>
Examples<T> make_examples(const SearchData& data, const Experiment& experiment, Error& error) {
  Examples<T> examples;
  set_embedding_form(data.dimensions, examples);
  examples.form.inputs = data.columns;
  examples.form.vocabulary = data.texts->features.buckets();
  examples.form.bags = 1;
  examples.target = find_loss(experiment.loss)->target;
  examples.first_anchor = static_cast<Index>(data.texts->documents.size());
  examples.train.rows = take_rows<T>(data, 0, data.train_rows);
  examples.test.rows = take_rows<T>(data, data.train_rows, static_cast<Index>(data.documents.size()));
  set_embedding_labels(data.documents, data.train_rows, examples, error);
  return examples;
}

template <class T>
Examples<T> make_examples(const ListData& data, const Experiment& experiment, Error&) {
  return named_examples<T>(data, experiment, Reading::list);
}

template <class T>
Examples<T> make_examples(const PairData& data, const Experiment& experiment, Error&) {
  return named_examples<T>(data, experiment, Reading::numbers);
}

template Examples<float> make_examples(const SearchData&, const Experiment&, Error&);
template Examples<double> make_examples(const SearchData&, const Experiment&, Error&);
template Examples<float> make_examples(const ListData&, const Experiment&, Error&);
template Examples<double> make_examples(const ListData&, const Experiment&, Error&);
template Examples<float> make_examples(const PairData&, const Experiment&, Error&);
template Examples<double> make_examples(const PairData&, const Experiment&, Error&);

}  // namespace loss_playground
