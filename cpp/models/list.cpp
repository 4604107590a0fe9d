// SPDX-License-Identifier: MIT
#include "models/list.hpp"

#include "models/model_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, const ModelForm& form) {
  return make_listed_model<T>(Models{}, spec, form);
}

template std::unique_ptr<Model<float>> make_model(const Spec&, const ModelForm&);
template std::unique_ptr<Model<double>> make_model(const Spec&, const ModelForm&);

bool predicts_everywhere(const Spec& spec) { return listed_predicts_everywhere(Models{}, spec); }

void check_model(const Spec& spec, const ModelForm& form, Error& error) {
  check_listed_model(Models{}, spec, form, error);
}

std::vector<Entry> model_entries() { return entries_of(Models{}); }

}  // namespace loss_playground
