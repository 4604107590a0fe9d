// SPDX-License-Identifier: MIT
#pragma once
// Objects that JavaScript refers to by number. It must release each once; `count()` lets a test see that none is left.
#include <memory>
#include <vector>

namespace loss_playground::bindings {

template <class Type>
class Handles {
 public:
  int add(std::unique_ptr<Type> object) {
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      if (objects_[i]) continue;
      objects_[i] = std::move(object);
      return static_cast<int>(i);
    }
    objects_.push_back(std::move(object));
    return static_cast<int>(objects_.size()) - 1;
  }
  Type& operator[](int handle) { return *objects_[static_cast<std::size_t>(handle)]; }
  void release(int handle) { objects_[static_cast<std::size_t>(handle)].reset(); }
  int count() const {
    int living = 0;
    for (const auto& object : objects_) living += object != nullptr;
    return living;
  }

 private:
  std::vector<std::unique_ptr<Type>> objects_;
};

}  // namespace loss_playground::bindings
