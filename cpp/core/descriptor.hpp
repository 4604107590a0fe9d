// SPDX-License-Identifier: MIT
#pragma once
// The catalog's description of an entry, besides its parameters.
#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

#include "core/parameters.hpp"

namespace loss_playground {

/// The PyTorch equivalent of an entry, from which scripts, reference pages and replays are generated. Every loss,
/// optimizer, schedule, miner and distance has one; the build rejects an entry with neither a call nor a reason.
///
/// In `call` and `step`, `{margin}` stands for the value of the parameter `margin` as Python writes it, and
/// `{max_eval|0=None}` for None where it is 0. A choice among entries of another list, as `{distance}`, stands for that
/// entry's call. `{parameters}`, `{steps}` and `{lr}` are the run's: what is trained, the planned length, and the
/// learning rate of the optimizer.
struct PyTorch {
  /// A Python expression. Of a loss: its mean for tensors that are named as its inputs. Of an optimizer or a schedule:
  /// what makes it, for an `optimizer`. Of a miner: anchors, positives and negatives of `embeddings` and `labels`. Of a
  /// distance: that of the last dimension of `a` and `b`. Empty where there is nothing to do.
  const char* call = nullptr;
  /// Python that defines what the call uses, if PyTorch lacks it. No placeholders are replaced in it.
  const char* code = nullptr;
  /// Why there is no call.
  const char* missing = nullptr;
  /// Parameters that the call does not have, since only the engine has them, separated by spaces.
  const char* without = nullptr;
  /// Of a schedule: lines before the first step; null for none.
  const char* before = nullptr;
  /// Of a schedule: lines after each step; null for `schedule.step()`.
  const char* step = nullptr;
  /// Why PyTorch may give different numbers.
  const char* remark = nullptr;
};

struct Descriptor {
  const char* id;
  const char* title;
  /// One or two sentences: what it is, and when to use it.
  const char* summary;
  /// LaTeX.
  const char* formula;
  const char* reference_title = nullptr;
  const char* reference_url = nullptr;
  PyTorch pytorch{};
};

/// An entry of a list: its descriptor and how its parameters are declared.
struct Entry {
  const Descriptor* descriptor;
  /// Visits a fresh object, so with the defaults.
  void (*parameters)(ParameterVisitor&);
};

template <class... Types>
struct TypeList {};

/// One list after the other.
template <class... First, class... Second>
TypeList<First..., Second...> operator+(TypeList<First...>, TypeList<Second...>) {
  return {};
}

template <class Type>
Entry entry_of() {
  return {&Type::descriptor, [](ParameterVisitor& visitor) { Type{}.parameters(visitor); }};
}

template <class... Types>
std::vector<Entry> entries_of(TypeList<Types...>) {
  return {entry_of<Types>()...};
}

/// Whether a list has an id.
template <class... Types>
bool lists(TypeList<Types...>, const std::string& id) {
  return ((id == Types::descriptor.id) || ...);
}

/// Makes the listed type whose id is `id`, with its parameters read, and hands it to `use`. False if none has that id.
template <class Use, class... Types>
bool with_listed(TypeList<Types...>, const Spec& spec, Use use) {
  const auto attempt = [&]<class Type>(Type item) {
    if (spec.id != Type::descriptor.id) return false;
    ParameterReader reader(spec.params);
    item.parameters(reader);
    use(std::move(item));
    return true;
  };
  return (attempt(Types{}) || ...);
}

}  // namespace loss_playground
