// SPDX-License-Identifier: MIT
#pragma once
// Tables of numbers as examples.
#include "core/experiment.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// Class numbers go to losses that want them; others get a 0 or 1 (as signs −1 or 1) a class, or one number for two
/// classes, or a distribution over all classes, or a list of the one true class.
template <class T>
Examples<T> make_examples(const ClassTable& data, const Experiment& experiment, Error& error);
template <class T>
Examples<T> make_examples(const NumberTable& data, const Experiment& experiment, Error& error);
/// The error says that a part has rows of one class alone.
template <class T>
Examples<T> make_examples(const TripletTable& data, const Experiment& experiment, Error& error);

}  // namespace loss_playground
