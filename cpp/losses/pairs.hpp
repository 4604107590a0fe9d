// SPDX-License-Identifier: MIT
#pragma once
// What losses of pairs share: two batches of rows, and 1 (alike) or −1 (unlike) a row.
#include "losses/rowwise.hpp"

namespace loss_playground {

inline constexpr std::array<LossInput, max_loss_inputs> pair_inputs{LossInput{"input1", "(N, D) or (D)", "real"},
                                                                    LossInput{"input2", "the shape of input1", "real"},
                                                                    LossInput{"target", "(N) or ()", "sign"}};

template <class T>
void check_pairs(const LossDescriptor& descriptor, const LossCall<T>& call, Error& error) {
  check_rows(descriptor, call, error);
  if (!error) check_same_shape(descriptor, call, 1, error);
  check_one_a_row(descriptor, call, 2, error);
}

}  // namespace loss_playground
