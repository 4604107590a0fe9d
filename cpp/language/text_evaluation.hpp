// SPDX-License-Identifier: MIT
#pragma once
// The evaluation of a next-token task: in chunks, and of equal rows one, since a text has too many rows to keep all
// their outputs.
#include "language/row_kinds.hpp"
#include "language/text_reader.hpp"
#include "training/evaluation.hpp"
#include "training/loss_feed.hpp"

namespace loss_playground {

template <class T>
class TextEvaluation final : public Evaluation<T>, public TextView {
 public:
  TextEvaluation(const Experiment& experiment, const Examples<T>& examples, TextData data);

  bool judge_piece(const T* parameters, bool train, Judgement& found, Metrics&) override;
  void restart() override { piece_ = {}; }
  RowLosses<T> row_losses(const T* parameters, bool train) override;
  TextView* text() override { return this; }

  std::string characters() const override { return data_.text->vocabulary().characters(); }
  Likelihood likelihood(bool train) override { return reader().likelihood(judged(), train); }
  std::vector<double> next_token(const std::string& before, Error& error) override {
    return reader().next_token(judged(), before, error);
  }
  std::string sample(const SampleOptions& options, Error& error) override {
    return reader().sample(judged(), options, error);
  }
  TokenLosses token_losses(const std::string& words, Error& error) override {
    return reader().token_losses(judged(), words, error);
  }

 private:
  using Evaluation<T>::examples_;
  using Evaluation<T>::chunk_;

  /// How far a set is judged, and its sums so far.
  struct Piece {
    /// The kinds of rows that are done with.
    Index done = 0;
    double sum = 0, divisor = 0, hits = 0, places = 0;
  };
  /// The kinds of a part, found when they are first needed.
  const RowKinds& kinds_of(bool train);
  /// Rows from one kind on that are as frequent as it, up to a chunk; the first kind after them.
  Index judge_chunk(const T* parameters, const Part<T>& part, const RowKinds& kinds);
  struct Chunk {
    View<const T> outputs;
    T divisor;
  };
  /// Outputs of up to chunk_ rows, which are named; their losses are then in values_.
  Chunk read_chunk(const T* parameters, const Part<T>& part, std::span<const std::int32_t> rows);
  const T* judged() { return this->run_->judged_parameters(); }
  /// Made when it is first asked.
  TextReader<T>& reader();

  Spec model_spec_;
  TextData data_;
  LossFeed<T> feed_;
  RowKinds train_kinds_, test_kinds_;
  Piece piece_;
  Aligned<T> inputs_, targets_, values_;
  std::unique_ptr<TextReader<T>> reader_;
};

}  // namespace loss_playground
