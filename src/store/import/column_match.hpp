// Finds the fields that the cells of a header name.
#pragma once

#include "cpcc/store/import.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

struct ColumnMatch {
    const records::Field* field = nullptr;  // null: none
    bool exact = false;                     // the header is the field's id or label as it is
    std::string unit = {};                  // 万元 and the like, in the header's brackets
};

// Finds a field by its id or label, also in the dress of a form: `* 姓名`, `日期（必填）`, `群众人次（人）`, `1.平
// 台：`.
ColumnMatch match_column(const records::Kind&, std::string_view header);

// Returns the number of different fields that the header cells name.
std::size_t count_fields(const records::Kind&, std::span<const std::string> header);

// Returns the use of each column. Adds an error for each unknown column, duplicate field, and unit that amounts cannot
// have.
std::vector<SheetColumn> map_columns(const records::Kind&, std::span<const std::string> header, const ImportOptions&,
                                     const std::string& file, int line, std::vector<Refusal>& errors);

}  // namespace cpcc::store
