#include "import/extra_rows.hpp"

#include "cpcc/base/ascii.hpp"
#include "cpcc/base/folding.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cpcc::store {

namespace {

constexpr std::size_t longest = 48;  // of a totals cell, in bytes

// Removes one of the words from the start, the longest that fits; returns whether there was one.
bool take_word(std::string_view& text, std::span<const std::string_view> words) {
    std::size_t length = 0;
    for (const std::string_view word : words)
        if (text.starts_with(word)) length = std::max(length, word.size());
    text.remove_prefix(length);
    return length > 0;
}

// Returns whether the rest of a totals cell says nothing else: a colon, brackets, a number with its unit.
bool is_idle(std::string_view rest) {
    constexpr std::array<std::string_view, 14> units{"元", "万元", "人", "人次", "个", "场", "次",
                                                     "件", "条",   "户", "家",   "名", "数", "项"};
    while (!rest.empty()) {
        if (rest.front() == '(' || rest.front() == '[') {
            const auto close = rest.find(rest.front() == '(' ? ')' : ']');
            if (close == std::string_view::npos) return false;
            rest.remove_prefix(close + 1);
        } else if (std::string_view(":.,=-+0123456789*").find(rest.front()) != std::string_view::npos) {
            rest.remove_prefix(1);
        } else if (!take_word(rest, units)) {
            return false;
        }
    }
    return true;
}

bool is_ascii(std::string_view text) {
    std::uint64_t bytes = 0, all = 0;
    for (; text.size() >= sizeof bytes; text.remove_prefix(sizeof bytes)) {
        std::memcpy(&bytes, text.data(), sizeof bytes);
        all |= bytes;
    }
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return (all & 0x8080808080808080U) == 0;
}

// Returns whether a cell may be a totals cell, without converting it: most are not.
bool may_be_totals(std::string_view cell) {
    constexpr std::array<std::string_view, 4> starts{"tot", "sub", "sum", "gra"};
    constexpr std::size_t shortest = 3;  // sum
    if (cell.size() < shortest || cell.size() > longest) return false;
    if (cell.front() <= ' ' && cell.front() >= 0) return true;  // not trimmed yet
    if (!is_ascii(cell) && (cell.find("计") != std::string_view::npos || cell.find("总") != std::string_view::npos))
        return true;
    if (cell.starts_with("\xEF\xBC")) return true;  // a full-width letter
    if (std::string_view("TtSsGg").find(cell.front()) == std::string_view::npos) return false;
    return std::find(starts.begin(), starts.end(), lower(cell.substr(0, 3))) != starts.end();
}

bool is_totals_cell(std::string_view cell) {
    constexpr std::array<std::string_view, 8> chinese{"合计", "总计", "小计", "共计", "累计", "总合计", "总和", "总数"};
    constexpr std::array<std::string_view, 6> english{"total", "subtotal", "grandtotal", "totals", "sum", "sub-total"};
    constexpr std::array<std::string_view, 36> spans{"本",   "全", "当", "上", "第",   "半",   "年度", "季度", "月度",
                                                     "月份", "月", "季", "年", "周",   "日",   "页",   "表",   "期",
                                                     "区",   "市", "县", "省", "街道", "各项", "以上", "一",   "二",
                                                     "三",   "四", "前", "-",  "~",    "至",   "累计", "人员", "金额"};
    if (!may_be_totals(cell)) return false;
    const std::string text = folded(cell);
    std::string_view rest = text;
    if (take_word(rest, english)) return is_idle(rest);
    for (rest = text; !rest.empty();) {
        if (std::string_view after = rest; take_word(after, chinese) && is_idle(after)) return true;
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        rest.remove_prefix(digits);
        if (digits == 0 && !take_word(rest, spans)) return false;
    }
    return false;
}

// Returns whether the first text of a row begins the foot of a form.
bool is_foot(std::string_view cell) {
    constexpr std::array<std::string_view, 34> words{
        "单位",     "领导",     "签字",     "日期",       "填表人",   "填表单位", "填表日期", "填表时间", "填报人",
        "填报单位", "填报日期", "填报时间", "制表人",     "制表",     "制表日期", "审核人",   "审核",     "复核人",
        "复核",     "审批人",   "负责人",   "单位负责人", "主管领导", "分管领导", "经办人",   "联系人",   "联系电话",
        "报送人",   "单位盖章", "盖章",     "说明",       "填表说明", "注",       "备注"};
    constexpr std::array<std::string_view, 6> english{"preparedby", "reviewedby", "approvedby",
                                                      "note",       "notes",      "remarks"};
    if (cell.front() >= '0' && cell.front() <= '9') return false;
    if (is_ascii(cell) && std::string_view("PpRrAaNn*").find(cell.front()) == std::string_view::npos) return false;
    const bool ends = cell.find(':') != std::string_view::npos || cell.find("：") != std::string_view::npos ||
                      cell.find('.') != std::string_view::npos || cell.find("、") != std::string_view::npos;
    if (!ends) return false;
    const std::string text = folded(cell.substr(0, std::min(cell.size(), longest * 2)));
    std::string_view rest = text;
    if (rest.starts_with("*") || rest.starts_with("※")) rest.remove_prefix(rest.starts_with("*") ? 1 : 3);
    if (!take_word(rest, words) && !take_word(rest, english)) return false;
    if (rest.starts_with("(")) rest.remove_prefix(std::min(rest.find(')') + 1, rest.size()));
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    return rest.starts_with(":") || rest.starts_with(".") || rest.starts_with("、");
}

bool is_text(const SheetColumn& column) {
    using records::Type;
    return column.is_field() && (column.field->type == Type::text || column.field->type == Type::texts);
}

bool has_code(const files::Row& row, const std::vector<SheetColumn>& columns) {
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i)
        if (columns[i].is_of_record() && columns[i].field->type == records::Type::code)
            return is_code(trim(row.cells[i]));
    return false;
}

// Returns whether the row has all that its kind requires besides code and texts.
bool is_whole(const records::Kind& kind, const files::Row& row, const std::vector<SheetColumn>& columns) {
    const auto counts = [](const records::Field& field) {
        return field.required && field.type != records::Type::text && field.type != records::Type::code;
    };
    std::size_t given = 0;
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i)
        if (columns[i].is_of_record() && counts(*columns[i].field) && !trim(row.cells[i]).empty()) ++given;
    const auto required = std::count_if(kind.fields.begin(), kind.fields.end(), counts);
    return required > 0 && given == static_cast<std::size_t>(required);
}

// Returns whether a field holds remarks, in which any word may stand.
bool is_remark(const records::Field& field) { return field.id == "note" || field.id == "tags"; }

// Returns whether the text of a totals row or a foot is only a text of a record. 合计 in place of a name or a donor is
// a totals row even if all else is filled down, unless the row has a code.
bool is_of_record(const records::Kind& kind, const files::Row& row, const std::vector<SheetColumn>& columns,
                  std::size_t column, bool totals) {
    if (column >= columns.size() || !is_text(columns[column])) return false;
    const bool in_place_of_a_name = totals && kind.has_code() && !is_remark(*columns[column].field);
    return has_code(row, columns) || (!in_place_of_a_name && is_whole(kind, row, columns));
}

}  // namespace

std::string extra_text(const records::Kind& kind, const files::Row& row, const std::vector<SheetColumn>& columns) {
    bool first = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!first && !may_be_totals(row.cells[i])) continue;
        const auto text = trim(row.cells[i]);
        if (text.empty()) continue;
        const bool totals = is_totals_cell(text), extra = totals || (first && is_foot(text));
        if (extra && !is_of_record(kind, row, columns, i, totals)) return std::string(text);
        first = false;
    }
    return {};
}

bool is_example(const files::Row& row, const std::vector<SheetColumn>& columns) {
    constexpr std::array<std::string_view, 4> words{"示例", "例", "example", "e.g."};
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i) {
        if (columns[i].use != SheetColumn::Use::numbering || row.cells[i].empty()) continue;
        if (row.cells[i].front() >= '0' && row.cells[i].front() <= '9') return false;
        return std::find(words.begin(), words.end(), folded(trim(row.cells[i]))) != words.end();
    }
    return false;
}

bool repeats_header(const files::Row& row, const std::vector<SheetColumn>& columns) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto text = trim(row.cells[i]);
        if (text.empty()) continue;
        if (i >= columns.size() || text != columns[i].header) return false;
        ++same;
    }
    return same >= 2;
}

}  // namespace cpcc::store
