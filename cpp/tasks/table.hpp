// SPDX-License-Identifier: MIT
#pragma once
// A packed table of whole numbers, as the files in web/data hold it (little endian): "LPT1", rows (4 bytes), columns
// (4 bytes), each column's width in bytes (1, 2 or 4), then the columns one after the other.
#include <cstring>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

class Table {
 public:
  Table(std::span<const std::uint8_t> bytes, Index expected_columns, Error& error) {
    if (bytes.size() >= 12 && std::memcmp(bytes.data(), "LPT1", 4) == 0) {
      rows_ = read(bytes, 4, 4);
      const Index columns = read(bytes, 8, 4);
      std::size_t at = 12 + static_cast<std::size_t>(columns);
      for (Index j = 0; j < columns && at <= bytes.size(); ++j) {
        const std::size_t width = bytes[12 + static_cast<std::size_t>(j)];
        columns_.push_back({bytes.subspan(at), width});
        at += width * static_cast<std::size_t>(rows_);
      }
      if (columns == expected_columns && at == bytes.size()) return;
    }
    error = {"task.data", "a file of " + std::to_string(bytes.size()) + " bytes",
             "a complete packed table of " + std::to_string(expected_columns) + " columns"};
  }

  Index rows() const { return rows_; }
  double operator()(Index row, Index column) const {
    const auto& [bytes, width] = columns_[static_cast<std::size_t>(column)];
    return static_cast<double>(read(bytes, static_cast<std::size_t>(row) * width, width));
  }

 private:
  struct Column {
    std::span<const std::uint8_t> bytes;
    std::size_t width;
  };

  static Index read(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t width) {
    Index value = 0;
    for (std::size_t k = 0; k < width; ++k) value |= static_cast<Index>(bytes[at + k]) << (8 * k);
    return value;
  }

  Index rows_ = 0;
  std::vector<Column> columns_;
};

}  // namespace loss_playground
