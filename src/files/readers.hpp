// What the two readers share.
#pragma once

#include "cpcc/files/read.hpp"
#include "input.hpp"

#include <memory>

namespace cpcc::files {

// A row larger than this is a quote that was never closed, or a file that is no table: reading on would take all
// memory before anyone is told.
constexpr std::size_t row_limit = std::size_t{16} * 1024 * 1024;

bool is_blank(std::span<const std::string_view> cells) noexcept;  // no text in any cell

std::unique_ptr<Reader> open_csv(std::unique_ptr<Input>, const ReadOptions&);
std::unique_ptr<Reader> open_xlsx(std::unique_ptr<Input>);

}  // namespace cpcc::files
