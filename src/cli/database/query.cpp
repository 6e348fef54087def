// cpcc query
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/views.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace cpcc::cli {

namespace {

struct QueryOptions {
    std::string sql;
    std::optional<std::string> timeout;
};

std::chrono::seconds timeout_of(const QueryOptions& options) {
    constexpr std::int64_t most = 1'000'000;
    if (!options.timeout) return std::chrono::seconds(5);
    const auto seconds = whole_number(*options.timeout);
    if (!seconds || *seconds > most)
        throw Error(
            Exit::usage,
            say(Words{"--timeout：“{}”不是秒数", "--timeout: \"{}\" is not a number of seconds"}, *options.timeout),
            say(Words{"请填写整数，如 60；0 表示不限", "use a whole number such as 60, or 0 for no limit"}));
    return std::chrono::seconds(*seconds);
}

// Copies one value with its own type, since SQLite columns may mix types.
void fill_cell(const db::Statement& row, int column, files::Cell& cell) {
    if (row.is_text(column))
        files::put_text(cell, row.text(column));
    else if (row.is_number(column))
        cell = row.integer(column);
    else if (row.is_null(column))
        cell = std::monostate{};
    else {
        char* end = nullptr;
        const std::string text = row.str(column);
        const double decimal = std::strtod(text.c_str(), &end);
        if (!text.empty() && *end == '\0' && std::isfinite(decimal))
            cell = decimal;
        else
            files::put_text(cell, text);
    }
}

bool all_integers(const std::vector<std::vector<files::Cell>>& rows, std::size_t column) {
    return std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
        return std::holds_alternative<std::int64_t>(row[column]) || std::holds_alternative<std::monostate>(row[column]);
    });
}

std::size_t size_of(const std::vector<files::Cell>& row) {
    std::size_t bytes = 0;
    for (const files::Cell& cell : row)
        if (const auto* text = std::get_if<std::string>(&cell)) bytes += text->size();
    return bytes;
}

int run(Context& context, const QueryOptions& options) {
    const std::string& sql = options.sql;
    db::require_question(sql);  // reject other statements before opening the database
    auto rows = store::ask(context.reading(), sql, timeout_of(options));
    std::vector<files::Column> columns;
    for (int i = 0; i < rows.columns(); ++i) columns.push_back({rows.column_name(i), rows.column_name(i)});
    Output output(context);
    // The type of a column is known only after the last row, so results of moderate size are buffered.
    constexpr std::size_t most_held = 10000, most_bytes = 16 * 1024 * 1024;
    std::vector<std::vector<files::Cell>> held;
    std::size_t bytes = 0;
    bool begun = false;
    const auto begin = [&](bool whole) {
        if (std::exchange(begun, true)) return;
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i].type = whole && all_integers(held, i) ? files::CellType::integer : files::CellType::any;
        output.sink().begin({}, columns);
        for (const auto& row : held) output.sink().row(row);
        held.clear();
    };
    std::vector<files::Cell> cells(columns.size());
    while (rows.step()) {
        for (std::size_t i = 0; i < cells.size(); ++i) fill_cell(rows, static_cast<int>(i), cells[i]);
        if (begun)
            output.sink().row(cells);
        else
            bytes += size_of(held.emplace_back(cells));
        if (held.size() == most_held || bytes > most_bytes) begin(false);
    }
    begin(true);
    output.sink().end();
    output.finish();
    return 0;
}

Options rows(QueryOptions& o) {
    return {
        {.name = "SQL",
         .into = &o.sql,
         .help = {"一条查询语句", "one SQL query"},
         .positional = true,
         .required = true},
        {.name = "timeout",
         .into = &o.timeout,
         .help = {"最多计算的秒数，0 表示不限（默认：5）", "most seconds of computing, or 0 for no limit (default: 5)"},
         .value = "SECONDS"}};
}

}  // namespace

Command query_command() {
    return command<QueryOptions>(
               "",
               {"用 SQL 查询（只读）；每类记录对应一个同名视图，列名即字段名",
                "query with SQL (read-only); each kind is a view of the same name, with its fields as columns"},
               rows, run)
        .explained(
            {"一次一条查询，不能修改数据。每类未作废的记录是一个同名视图，列名即字段代号：引用为编号，日期为 ISO "
             "写法，选项为代号，金额以分计，电话隐去中间四位，`row` 为行号。多值字段另有视图，如 "
             "`member_tag`。`closing`、`closing_figure` "
             "为封存的数据，其中区划为空表示全部，数值为 0 的不列出。`member_former`、`platform_former` "
             "为沿革：委员、平台到 `until` 当日为止的内容。电话和历史中的旧值"
             "查不到。一个值不超过 16 MB，计算时间不超过 `--timeout`。",
             "Runs one query and changes nothing. Each kind is a view of its live records with its fields as columns: "
             "references are codes, dates ISO text, choices ids, money in fen, phones masked, and `row` is the row "
             "number. Fields with several values have views of their own, such as `member_tag`. `closing` and "
             "`closing_figure` show frozen figures: an "
             "empty area is all areas together, and figures of 0 are left out. `member_former` and `platform_former` "
             "show what dated fields were up to the day `until`. Whole phones and the values in the history are out of "
             "reach. A value may have 16 MB, and computing ends after `--timeout`."})
        .with_example("cpcc query \"select area, count(*) from platform group by area\"",
                      {"各区划的平台数", "Platforms by area"});
}

}  // namespace cpcc::cli
