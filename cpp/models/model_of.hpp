// SPDX-License-Identifier: MIT
#pragma once
// What model.hpp declares, for any list of models.
#include "models/model.hpp"

namespace loss_playground {

template <class T, class List>
std::unique_ptr<Model<T>> make_listed_model(List list, const Spec& spec, const ModelForm& form) {
  std::unique_ptr<Model<T>> made;
  with_listed(list, spec, [&](const auto& kind) { made = kind.template make<T>(form); });
  return made;
}

/// A kind says so by `static constexpr bool predicts_everywhere`.
template <class List>
bool listed_predicts_everywhere(List list, const Spec& spec) {
  bool everywhere = false;
  with_listed(list, spec, [&]<class Kind>(const Kind&) {
    everywhere = requires { Kind::predicts_everywhere; };
  });
  return everywhere;
}

/// A kind that reads texts in no order says so by `static constexpr bool reads_bags`; all others refuse them.
template <class List>
void check_listed_model(List list, const Spec& spec, const ModelForm& form, Error& error) {
  const char* wanted = nullptr;
  with_listed(list, spec, [&]<class Kind>(const Kind& kind) {
    wanted = kind.refuses(form);
    if constexpr (!requires { Kind::reads_bags; })
      if (form.bags > 0) wanted = "embedding_bag, since the inputs are bags of text features";
  });
  if (wanted) error = {"model.id", spec.id, wanted};
}

}  // namespace loss_playground
