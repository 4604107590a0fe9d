// SPDX-License-Identifier: MIT
#include "models/list.hpp"

#include "core/starter.hpp"

namespace loss_playground {

namespace {

using Linked = std::conditional_t<is_starter, StarterModels, Models>;

}  // namespace

template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, const ModelForm& form) {
  std::unique_ptr<Model<T>> made;
  with_listed(Linked{}, spec, [&](const auto& kind) { made = kind.template make<T>(form); });
  return made;
}

template std::unique_ptr<Model<float>> make_model(const Spec&, const ModelForm&);
template std::unique_ptr<Model<double>> make_model(const Spec&, const ModelForm&);

bool predicts_everywhere(const Spec& spec) { return spec.id == Transformer::descriptor.id; }

void check_model(const Spec& spec, const ModelForm& form, Error& error) {
  const char* wanted = nullptr;
  with_listed(Linked{}, spec, [&](const auto& kind) { wanted = kind.refuses(form); });
  if (!is_starter && form.bags > 0 && spec.id != EmbeddingBag::descriptor.id)
    wanted = "embedding_bag, since the inputs are features of texts in no order";
  if (wanted) error = {"model.id", spec.id, wanted};
}

}  // namespace loss_playground
