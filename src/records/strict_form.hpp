// The strict forms of what `--lenient` takes.
#pragma once

#include "cpcc/records/registry.hpp"

#include <string>
#include <string_view>

namespace cpcc::records {

// The cell as the strict form that it seems to mean: half-width, 2024-01-05 for 2024/1/5 and 2024年1月5日, no thousands
// separators, yuan for 万元. What it can't read it gives back half-width. `year` is that of dates without one; 0: none.
std::string as_strict(Type type, std::string_view cell, int year = 0);

// Returns whether the cell says that there is nothing: 无, /, — and the like. A text may be such a word itself, and a
// field of yes or no means no by 无.
bool is_empty_mark(Type type, std::string_view cell);

// Returns a list of references with semicolons between them, half-width. Line breaks, `/`, `|`, and blanks between
// codes separate them too, and a role may be in brackets.
std::string plain_list(const Field&, std::string_view cell);

// Returns the decimal number times 10^places, without idle zeros in front; any other text unchanged.
std::string shifted(std::string_view number, int places);

}  // namespace cpcc::records
