// SPDX-License-Identifier: MIT
// The models of the starter.
#include "models/common_list.hpp"
#include "models/model_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, const ModelForm& form) {
  return make_listed_model<T>(CommonModels{}, spec, form);
}

template std::unique_ptr<Model<float>> make_model(const Spec&, const ModelForm&);
template std::unique_ptr<Model<double>> make_model(const Spec&, const ModelForm&);

void check_model(const Spec& spec, const ModelForm& form, Error& error) {
  check_listed_model(CommonModels{}, spec, form, error);
}

}  // namespace loss_playground
