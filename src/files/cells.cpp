#include "cells.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/spreadsheet.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace cpcc::files {

void check_row(std::span<const Column> columns, std::span<const Cell> cells) {
    if (cells.size() != columns.size()) throw std::logic_error("files: a row has not a cell for each column");
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (columns[i].type == CellType::any) continue;
        const bool any = std::holds_alternative<double>(cells[i]) || std::holds_alternative<Figure>(cells[i]);
        const bool text = std::holds_alternative<std::string>(cells[i]);
        const bool number = std::holds_alternative<std::int64_t>(cells[i]);
        if (any || (columns[i].type == CellType::text ? number : text))
            throw std::logic_error("files: a cell is not of the type of its column " + columns[i].id);
    }
}

bool reads_as_defused(std::string_view text) noexcept { return undefuse(text).size() != text.size(); }

bool needs_apostrophe(std::string_view text) {
    return reads_as_defused(text) || is_spreadsheet_error(text) || is_scientific(text);
}

bool is_total(std::span<const Cell> cells) {
    const auto* first = cells.empty() ? nullptr : std::get_if<std::string>(&cells.front());
    return first != nullptr && *first == Words{"合计", "total"}.get();
}

bool is_number(const Column& column, const Cell& cell) noexcept {
    return column.numeric() || std::holds_alternative<double>(cell) || std::holds_alternative<Figure>(cell);
}

void append_integer(std::string& to, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    to.append(digits.data(), end);
}

void append_decimal(std::string& to, std::int64_t value, int places) {
    // Unsigned, because the smallest int64 has no positive counterpart.
    std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    while (places > 0 && rest % 10 == 0) {
        rest /= 10;
        --places;
    }
    std::string digits = std::to_string(rest);
    const auto decimals = static_cast<std::size_t>(places);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    if (value < 0) to += '-';
    to += digits;
}

namespace {

void append_percent(std::string& to, std::int64_t ten_thousandths) {
    const bool negative = ten_thousandths < 0;
    const std::int64_t tenths = ((negative ? -ten_thousandths : ten_thousandths) + 5) / 10;
    if (negative && tenths != 0) to += '-';
    append_integer(to, tenths / 10);
    to += '.';
    append_integer(to, tenths % 10);
    to += '%';
}

// Appends fen as 万元 with two decimals, rounded half up.
void append_wan(std::string& to, std::int64_t fen) {
    constexpr std::int64_t hundredth = 10'000;  // of 万元, in fen
    const bool negative = fen < 0;
    const std::int64_t hundredths = ((negative ? -fen : fen) + hundredth / 2) / hundredth;
    to += fmt::format("{}{}.{:02}", negative && hundredths != 0 ? "-" : "", hundredths / 100, hundredths % 100);
}

}  // namespace

void append_raw(std::string& to, CellType type, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        to += *text;
        return;
    }
    if (const auto* decimal = std::get_if<double>(&cell)) {
        to += fmt::format("{}", *decimal);
        return;
    }
    if (const auto* figure = std::get_if<Figure>(&cell)) return append_raw(to, figure->type, figure->value);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (number == nullptr) return;
    switch (type) {
        case CellType::money:
        case CellType::wan: to += yuan(*number); break;
        case CellType::share: to += share_text(*number); break;
        case CellType::decimal: append_decimal(to, *number, 4); break;
        case CellType::mean:
            to += fmt::format("{}{}.{}", *number < 0 ? "-" : "", std::abs(*number) / 10, std::abs(*number) % 10);
            break;
        case CellType::date: to += Date::packed(*number).iso(); break;
        case CellType::integer:
        case CellType::any:
        case CellType::text: append_integer(to, *number); break;
    }
}

void append_shown(std::string& to, CellType type, const Cell& cell) {
    if (const auto* figure = std::get_if<Figure>(&cell)) return append_shown(to, figure->type, figure->value);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (number != nullptr && type == CellType::share)
        append_percent(to, *number);
    else if (number != nullptr && type == CellType::wan)
        append_wan(to, *number);
    else
        append_raw(to, type, cell);
}

}  // namespace cpcc::files
