// SPDX-License-Identifier: MIT
#pragma once
// The tasks of tables of numbers: those that the starter (cpp/starter) has.
#include "tasks/circle.hpp"
#include "tasks/curve.hpp"
#include "tasks/custom.hpp"
#include "tasks/digits.hpp"
#include "tasks/digits_embedding.hpp"
#include "tasks/gauss.hpp"
#include "tasks/houses.hpp"
#include "tasks/moons.hpp"
#include "tasks/plane.hpp"
#include "tasks/spam.hpp"
#include "tasks/spiral.hpp"
#include "tasks/triplet_lab.hpp"
#include "tasks/xor.hpp"

namespace loss_playground {

using CommonTasks = TypeList<Digits, Spam, Houses, DigitsEmbedding, TripletLab, Circle, Xor, Gauss, Moons, Spiral,
                             Curve, Plane, Custom>;

}  // namespace loss_playground
