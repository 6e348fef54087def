// The readers of CSV, JSON and XLSX, and their common parts.
#pragma once

#include "cpcc/files/read.hpp"
#include "input.hpp"

#include <memory>

namespace cpcc::files {

// The maximum size of a row, in bytes. A larger row is due to an unclosed quote or a file that is not a table, and
// would fill the memory before the user sees an error.
constexpr std::size_t row_limit = std::size_t{16} * 1024 * 1024;

// Returns whether no cell has text other than blanks.
bool is_blank(std::span<const std::string_view> cells) noexcept;

std::unique_ptr<Reader> open_csv(std::unique_ptr<Input>, const ReadOptions&);
// Returns whether the first bytes of a file begin a JSON array of objects, or an object.
bool looks_like_json(std::string_view head);
std::unique_ptr<Reader> open_json(std::unique_ptr<Input>, const ReadOptions&);
std::unique_ptr<Reader> open_xlsx(std::unique_ptr<Input>);

}  // namespace cpcc::files
