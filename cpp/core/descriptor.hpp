// SPDX-License-Identifier: MIT
#pragma once
// What the catalog says of an entry, beside its parameters.
#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

#include "core/parameters.hpp"

namespace loss_playground {

struct Descriptor {
  const char* id;
  const char* title;
  /// One or two sentences: what it is, and when to use it.
  const char* summary;
  /// LaTeX.
  const char* formula;
  const char* reference_title = nullptr;
  const char* reference_url = nullptr;
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
