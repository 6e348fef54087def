// Finds the fields that the cells of a header name.
#pragma once

#include "import/resolved_map.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// How well a header names a field, the worst first.
enum class Fit {
    part,  // by a usual name, with the kind before its label, or 名称 behind that of a reference: 联系电话, 活动日期
    dressed,  // in the dress of a form
    exact,    // by its id or label as it is, or as the map has it
};

constexpr std::size_t longest_header = 400;  // bytes; a longer cell is no header

struct ColumnMatch {
    const records::Field* field = nullptr;  // null: none
    Fit fit = Fit::part;
    bool ignored = false;   // the map says that the column is not read
    std::string unit = {};  // 元, 万元 and the like, in the header's brackets
};

// The names that the columns of a kind may have: ids, labels, and the headers of a map. The map is not owned.
class ColumnNames {
public:
    ColumnNames(const records::Kind& kind, const ResolvedMap& map) : kind_(kind), map_(map) {}

    const records::Kind& kind() const noexcept { return kind_; }
    const ResolvedMap& map() const noexcept { return map_; }
    // Finds a field by its name, also in the dress of a form: `* 姓名`, `日期（必填）`, `群众人次（人）`, `1.平台：`,
    // `活动日期`.
    ColumnMatch match(std::string_view header) const;
    // Returns the header of an amount with the unit in brackets, unless it has one; other headers as they are.
    std::string with_unit(const std::string& header, const std::string& unit) const;
    // Returns whether the header is that of this column of the map.
    bool is_of(const ResolvedMap::Column& column, std::string_view header) const;
    // Returns the number of different fields that the header cells name.
    std::size_t count_fields(std::span<const std::string> header) const;

private:
    const ResolvedMap::Column* of_map(const std::string& folded_header) const;

    const records::Kind& kind_;
    const ResolvedMap& map_;
};

// Returns the use of each column. Adds an error for each unknown column, duplicate field, and unit that amounts cannot
// have.
std::vector<SheetColumn> map_columns(const ColumnNames&, std::span<const std::string> header, const ImportOptions&,
                                     const std::string& file, int line, std::vector<Refusal>& errors);

}  // namespace cpcc::store
