// A header and its rows as one text: cells are separated by tabs, rows by line feeds, and both are escaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::store {

using Cells = std::vector<std::string>;

std::string packed(const Cells& header, const std::vector<Cells>& rows);
// Returns the header and the rows of a packed text.
std::pair<Cells, std::vector<Cells>> unpacked(std::string_view text);

}  // namespace cpcc::store
