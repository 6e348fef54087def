#include "postgres/feed.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "postgres/dialect.hpp"

#include <algorithm>

namespace cpcc::db {

namespace {

constexpr std::string_view from_feed = " FROM feed", insert_into = "INSERT INTO ", select = ") SELECT ";

// Returns the number after a `c` or a `$`.
std::optional<std::size_t> place(std::string_view word, char sign) {
    if (word.size() < 2 || word.front() != sign) return std::nullopt;
    const auto number = whole_number(word.substr(1));
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

// Appends a cell in COPY's text format, in which a line is a row and a tab ends a column.
void append_copy_cell(std::string& to, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) to += std::to_string(*number);
    if (std::holds_alternative<std::monostate>(cell)) to += "\\N";
    if (const auto* text = std::get_if<std::string_view>(&cell))
        for (const char c : *text) switch (c) {
                case '\0': refuse_nul();
                case '\\': to += "\\\\"; break;
                case '\t': to += "\\t"; break;
                case '\n': to += "\\n"; break;
                case '\r': to += "\\r"; break;
                default: to += c;
            }
}

// Appends a cell in the text format of arrays.
void append_element(std::string& to, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) to += std::to_string(*number);
    if (std::holds_alternative<std::monostate>(cell)) to += "NULL";
    const auto* text = std::get_if<std::string_view>(&cell);
    if (!text) return;
    to += '"';
    for (const char c : *text) {
        if (c == '\0') refuse_nul();
        if (c == '"' || c == '\\') to += '\\';
        to += c;
    }
    to += '"';
}

}  // namespace

bool asks_feed(std::string_view sql) {
    while (!sql.empty()) {
        const std::string_view word = first_piece(sql);
        if (word == "feed") return true;
        sql.remove_prefix(word.size());
    }
    return false;
}

std::optional<CopyIn> copy_in(std::string_view sql) {
    const auto middle = sql.find(select);
    if (!sql.starts_with(insert_into) || !sql.ends_with(from_feed) || middle == std::string_view::npos)
        return std::nullopt;
    const std::string_view target = sql.substr(insert_into.size(), middle + 1 - insert_into.size());  // t (a, b, …)
    CopyIn copy{std::string(target.substr(0, target.find(' '))), std::string(target), {}};
    const std::string_view sources =
        sql.substr(middle + select.size(), sql.size() - from_feed.size() - middle - select.size());
    for (const std::string_view source : split(sources, ",")) {
        const std::string_view word = trim(source);
        if (const auto column = place(word, 'c'))
            copy.sources.push_back({false, *column});
        else if (const auto parameter = place(word, '$'))
            copy.sources.push_back({true, *parameter - 1});
        else
            return std::nullopt;
    }
    return copy;
}

std::string copy_text(const CopyIn& copy, const Feed& feed, std::span<const std::optional<std::string>> parameters) {
    std::string text;
    for (std::size_t row = 0; row < feed.rows(); ++row)
        for (std::size_t i = 0; i < copy.sources.size(); ++i) {
            const auto [parameter, index] = copy.sources[i];
            if (!parameter)
                append_copy_cell(text, index < feed.width ? feed.at(row, index) : Cell());
            else
                append_copy_cell(text, parameters[index] ? Cell(std::string_view(*parameters[index])) : Cell());
            text += i + 1 == copy.sources.size() ? '\n' : '\t';
        }
    return text;
}

std::vector<FedType> types_of(const Feed& feed) {
    std::vector<FedType> types(feed.width, FedType::text);
    for (std::size_t column = 0; column < feed.width; ++column) {
        bool number = false, text = false;
        for (std::size_t row = 0; row < feed.rows(); ++row) {
            number = number || std::holds_alternative<std::int64_t>(feed.at(row, column));
            text = text || std::holds_alternative<std::string_view>(feed.at(row, column));
        }
        if (!text) types[column] = number ? FedType::number : FedType::nothing;
    }
    return types;
}

namespace {

// Returns `unnest($3, $4) AS u(c0, c1)`, with parameters after the statement's own.
std::string unnested(std::size_t parameters, std::size_t columns) {
    std::string arrays, names;
    for (std::size_t i = 0; i < columns; ++i) {
        arrays += fmt::format("{}${}", i ? ", " : "", parameters + i + 1);
        names += fmt::format("{}c{}", i ? ", " : "", i);
    }
    return fmt::format("unnest({}) AS u({})", arrays, names);
}

}  // namespace

// A column of only nulls has no type. It becomes a literal NULL, which fits every type.
std::string insert_arrays(const CopyIn& copy, std::size_t parameters, std::span<const FedType> types) {
    std::string list;
    for (const auto& [parameter, index] : copy.sources) {
        list += list.empty() ? "" : ", ";
        if (parameter)
            list += fmt::format("${}", index + 1);
        else
            list += index < types.size() && types[index] != FedType::nothing ? fmt::format("u.c{}", index) : "NULL";
    }
    return fmt::format("INSERT INTO {} SELECT {} FROM {}", copy.into, list, unnested(parameters, types.size()));
}

std::string with_arrays(std::string_view sql, std::size_t parameters, std::span<const FedType> types) {
    std::size_t asked = types.size();
    for (std::string_view rest = sql; !rest.empty(); rest.remove_prefix(first_piece(rest).size()))
        if (const auto column = place(first_piece(rest), 'c')) asked = std::max(asked, *column + 1);
    std::string columns;
    for (std::size_t i = 0; i < asked; ++i)
        columns += fmt::format("{}{}", i ? ", " : "",
                               i < types.size() ? fmt::format("u.c{}", i) : fmt::format("NULL::text AS c{}", i));
    return fmt::format("WITH feed AS (SELECT {} FROM {}) {}", columns, unnested(parameters, types.size()), sql);
}

std::string array_text(const Feed& feed, std::size_t column) {
    std::string text = "{";
    for (std::size_t row = 0; row < feed.rows(); ++row) {
        if (row) text += ',';
        append_element(text, feed.at(row, column));
    }
    return text + "}";
}

}  // namespace cpcc::db
