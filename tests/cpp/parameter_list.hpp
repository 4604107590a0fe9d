// SPDX-License-Identifier: MIT
#pragma once
// The parameters that an entry of the catalog declares, with their defaults as a fixture would word them.
#include <doctest/doctest.h>

#include "core/descriptor.hpp"
#include "fixtures.hpp"

namespace loss_playground::tests {

class ParameterList final : public ParameterVisitor {
 public:
  struct Item {
    std::string id, doc;
    json preset;
    Range range{};
    bool whole = false;
    std::vector<std::string> choices{};
  };
  explicit ParameterList(const Entry& entry) { entry.parameters(*this); }
  const std::vector<Item>& items() const { return items_; }

  void number(const char* id, double& value, Range range, const char* doc) override {
    items_.push_back({id, doc, value, range});
  }
  void integer(const char* id, int& value, Range range, const char* doc) override {
    items_.push_back({id, doc, value, range, true});
  }
  void boolean(const char* id, bool& value, const char* doc) override { items_.push_back({id, doc, value}); }
  void text(const char* id, std::string& value, const char* doc) override { items_.push_back({id, doc, value}); }
  void integers(const char* id, std::vector<int>& value, Range range, const char* doc) override {
    items_.push_back({id, doc, value, range});
  }
  void numbers(const char* id, std::vector<double>& value, Range range, const char* doc) override {
    items_.push_back({id, doc, value, range});
  }

 protected:
  void choice_index(const char* id, int& value, std::initializer_list<const char*> names, const char* doc) override {
    items_.push_back({id, doc, names.begin()[value], {}, false, {names.begin(), names.end()}});
  }

 private:
  std::vector<Item> items_;
};

/// Whether some case of a fixture sets a parameter to something else than its default.
inline bool sets_otherwise(const json& cases, const ParameterList::Item& item) {
  return std::any_of(cases.begin(), cases.end(), [&](const json& one) {
    const json& params = one.at("params");
    return params.contains(item.id) && params.at(item.id) != item.preset;
  });
}

/// Each parameter of the same class's entries is documented in a sentence, and some case of its fixture sets it
/// otherwise.
template <class Entries>
void check_parameters(const std::string& kind, const Entries& entries) {
  for (const Entry& entry : entries) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    const json cases = read_fixture(kind, id).at("cases");
    const ParameterList list(entry);
    for (const auto& item : list.items()) {
      CAPTURE(item.id);
      CHECK(item.doc.size() > 5);
      CHECK(item.doc.back() == '.');
      CHECK(sets_otherwise(cases, item));
    }
  }
}

}  // namespace loss_playground::tests
