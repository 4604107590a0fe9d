// SPDX-License-Identifier: MIT
#pragma once
// What a run needs of a model. Parameters live in one flat array that the run owns; the model knows what lies where.
#include <memory>
#include <string>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// What the inputs of a model are: quantities, tokens in order, or texts as bags of tokens.
enum class Reads { numbers, tokens, texts };
inline constexpr const char* reads_names[] = {"numbers", "tokens", "texts"};

/// How a model's parameters are connected: for those who write it down in another library.
enum class Structure { layers, token_layers, token_table, transformer, text_bags };
inline constexpr const char* structure_names[] = {"layers", "token_layers", "token_table", "transformer", "text_bags"};

struct ModelDescriptor : Descriptor {
  Reads reads;
  Structure structure;
  /// In a sentence on what is trained: "a small transformer".
  const char* phrase;
};

/// A named piece of the flat parameters, as in a PyTorch state_dict.
struct ParameterBlock {
  std::string name;
  std::vector<Index> shape;
  Index offset;
  Index size;
  /// Penalties hold for weights and not for biases.
  bool is_weight;
};

/// What a task asks of its model.
struct ModelForm {
  /// Numbers an example and numbers a prediction.
  Index inputs, outputs;
  /// Inputs are token numbers below this one, stored as numbers; 0 where they are quantities.
  Index vocabulary = 0;
  /// Texts a row, each so many of the inputs: token numbers in any order, filled up with 0; 0 where order counts.
  Index bags = 0;
  /// Numbers that place a text; the outputs, unless a row has several texts.
  Index dimensions = 0;
};

template <class T>
class Model {
 public:
  virtual ~Model() = default;
  virtual const std::vector<ParameterBlock>& blocks() const = 0;
  virtual Index outputs() const = 0;
  /// Writes initial parameters.
  virtual void initialize(T* parameters, Random& random) const = 0;
  /// Makes room for batches of up to `rows` rows; nothing is allocated after it.
  virtual void reserve(Index rows) = 0;
  /// About how many numbers reserve() makes room for, per row.
  virtual double numbers_a_row() const = 0;
  /// Outputs of a batch; they stay valid until the next forward().
  virtual View<const T> forward(const T* parameters, View<const T> inputs) = 0;
  /// Where the caller writes the loss's gradient with respect to the outputs of the last forward().
  virtual View<T> output_gradient() = 0;
  /// Writes the gradient of the parameters, from output_gradient() and the last forward() on the same inputs.
  virtual void backward(const T* parameters, View<const T> inputs, T* gradient) = 0;

  /// Multiplications of one prediction, roughly: a row's, or one token's where each is predicted from.
  virtual double work() const { return static_cast<double>(parameter_count()); }

  Index parameter_count() const { return blocks().empty() ? 0 : blocks().back().offset + blocks().back().size; }
};

/// A model for a task's form, or null if there is no such id. What follows is defined by the list that is linked:
/// models/list.cpp, or the starter's.
template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, const ModelForm& form);

/// Whether a model of tokens predicts after each of them, and not after the last alone.
bool predicts_everywhere(const Spec& spec);

/// The error says what a model needs that the task does not give: tokens, for instance.
void check_model(const Spec& spec, const ModelForm& form, Error& error);

std::vector<Entry> model_entries();

}  // namespace loss_playground
