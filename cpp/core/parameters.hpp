// SPDX-License-Identifier: MIT
#pragma once
// How the options of a loss, optimizer, schedule, model, task or surface are declared: once, by a function
// `parameters(visitor)` of the struct that holds them with their defaults. One visitor writes the catalog from it,
// another reads a request into it.
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace loss_playground {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

enum class Scale { linear, log };

/// The range of a number. With `above_min` the lower end itself is excluded.
struct Range {
  double min = -unbounded;
  double max = unbounded;
  bool above_min = false;
  Scale scale = Scale::linear;
};

inline constexpr Range positive{0, unbounded, true, Scale::log};
inline constexpr Range non_negative{0, unbounded, false, Scale::log};
inline constexpr Range fraction{0, 1};

class ParameterVisitor {
 public:
  virtual ~ParameterVisitor() = default;
  virtual void number(const char* id, double& value, Range range, const char* doc) = 0;
  virtual void integer(const char* id, int& value, Range range, const char* doc) = 0;
  virtual void boolean(const char* id, bool& value, const char* doc) = 0;
  virtual void text(const char* id, std::string& value, const char* doc) = 0;
  /// A list of whole numbers; the range holds for each.
  virtual void integers(const char* id, std::vector<int>& value, Range range, const char* doc) = 0;
  /// A list of numbers; the range holds for each.
  virtual void numbers(const char* id, std::vector<double>& value, Range range, const char* doc) = 0;

  /// One of several names; `Choice` is an enumeration in the order of the names.
  template <class Choice>
  void choice(const char* id, Choice& value, std::initializer_list<const char*> names, const char* doc) {
    int index = static_cast<int>(value);
    choice_index(id, index, names, doc);
    value = static_cast<Choice>(index);
  }

 protected:
  virtual void choice_index(const char* id, int& value, std::initializer_list<const char*> names, const char* doc) = 0;
};

/// A parameter as it is passed to the engine: a number (booleans are 0 and 1), a name, or a list.
using ParameterValue = std::variant<double, std::string, std::vector<double>>;
using ParameterValues = std::vector<std::pair<std::string, ParameterValue>>;

/// Something from the catalog, with the parameters that are not at their defaults.
struct Spec {
  std::string id;
  ParameterValues params;
};

/// Reads given values over the defaults. Names, types and ranges were checked against the catalog before.
class ParameterReader final : public ParameterVisitor {
 public:
  explicit ParameterReader(const ParameterValues& values) : values_(values) {}

  void number(const char* id, double& value, Range, const char*) override { value = scalar(id, value); }
  void integer(const char* id, int& value, Range, const char*) override { value = static_cast<int>(scalar(id, value)); }
  void boolean(const char* id, bool& value, const char*) override { value = scalar(id, value) != 0; }
  void text(const char* id, std::string& value, const char*) override {
    if (const auto* given = find<std::string>(id)) value = *given;
  }
  void integers(const char* id, std::vector<int>& value, Range, const char*) override {
    const auto* list = find<std::vector<double>>(id);
    if (!list) return;
    value.clear();
    for (double item : *list) value.push_back(static_cast<int>(item));
  }
  void numbers(const char* id, std::vector<double>& value, Range range, const char* doc) override;

 protected:
  void choice_index(const char* id, int& value, std::initializer_list<const char*> names, const char*) override {
    const auto* name = find<std::string>(id);
    int index = 0;
    for (const char* candidate : names) {
      if (name && *name == candidate) value = index;
      ++index;
    }
  }

 private:
  template <class Kind>
  const Kind* find(const char* id) const {
    for (const auto& [name, value] : values_)
      if (name == id) return std::get_if<Kind>(&value);
    return nullptr;
  }
  double scalar(const char* id, double fallback) const {
    const auto* value = find<double>(id);
    return value ? *value : fallback;
  }

  const ParameterValues& values_;
};

}  // namespace loss_playground
