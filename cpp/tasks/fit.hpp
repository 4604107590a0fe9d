// SPDX-License-Identifier: MIT
#pragma once
// Which losses fit which tasks: said once, here; the catalog hands the reasons out.
#include "losses/weight_lists.hpp"
#include "tasks/dataset.hpp"

namespace loss_playground {

inline bool is_metric(Target target) {
  return target == Target::triplet || target == Target::pair || target == Target::batch;
}

/// Null if a loss with such a target fits such a task, else why not, to stand after the loss's title.
inline const char* misfit(TaskKind kind, Target target) {
  if (target == Target::none) return "needs inputs that no task here has; it can be evaluated on tensors";
  if (kind == TaskKind::triplet || kind == TaskKind::search)
    return is_metric(target) ? nullptr : "needs a target for each prediction; this task has embeddings and classes";
  const bool ranks = target == Target::list || target == Target::order;
  if (kind == TaskKind::ranking)
    return ranks || target == Target::real ? nullptr : "needs classes or embeddings; this task has relevance grades";
  if (ranks) return "ranks the documents of a list; this task has no lists";
  if (is_metric(target)) return "needs embeddings with classes; this task has a target for each prediction";
  if (kind == TaskKind::next_token)
    return target == Target::class_index ? nullptr
                                         : "cannot pick one class out of many; this task predicts the next token";
  if (kind == TaskKind::regression && target != Target::real) return "needs classes; this task predicts numbers";
  return nullptr;
}

inline Error misfit_error(TaskKind kind, const Spec& loss, const LossDescriptor& descriptor, const char* reason) {
  const std::string task = task_kind_names[static_cast<int>(kind)];
  if (descriptor.own)
    return {"loss.params.formula", "this formula", "a formula that fits a " + task + " task: this one " + reason};
  return {"loss.id", loss.id, "a loss that fits a " + task + " task: " + descriptor.title + " " + reason};
}

/// The error says why the loss does not fit data of this kind.
inline void check_loss(TaskKind kind, const Spec& loss, Error& error) {
  check_parameters(loss, "loss.params", error);
  const LossDescriptor& descriptor = *find_loss(loss);
  if (error) return;
  if (const char* reason = misfit(kind, descriptor.target)) error = misfit_error(kind, loss, descriptor, reason);
}

/// The error says that a list of weights among the loss's parameters does not fit the model's outputs.
inline void check_loss_weights(const Spec& loss, Index outputs, Error& error) {
  check_weight_lists(*find_loss(loss), loss.params, outputs, "loss.params", error);
}

}  // namespace loss_playground
