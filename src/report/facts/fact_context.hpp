// The context of every reader of facts: the connection, the registers and the period.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace cpcc::report {

// `named`: each fact has the row number of its record, and readers pass facts in that order. `counted`: attendances
// have row number 0, and readers pass facts in the engine's order. The row number is the last column of the index, so
// reading it costs as much as all columns before it.
enum class Records { named, counted };

// `inherited`: facts have the topic of their session or problem if they have none of their own, which takes a join.
// `own`: for reports that ask for no topic.
enum class Topics { inherited, own };

struct FactContext {
    db::Connection& connection;
    const Registers& registers;
    Period period;
    Records records;
    Topics topics;

    // Returns Fact::as_of for a fact dated `day`.
    int as_of(const Source& source, int day) const {
        return source.dated == Dated::on_last_day ? period.last.packed() : day;
    }
    // Prepares a statement and binds `$first` and `$last` to the period.
    db::Statement in_period(const std::string& sql) const;
    // Returns the list of Source::select(), and `join` if topics are inherited.
    std::string select(const Source& source) const { return source.select(topics == Topics::inherited); }
    std::string for_topics(std::string join) const { return topics == Topics::inherited ? std::move(join) : ""; }
    // Returns the column to sort by: the row number if facts are named, otherwise the column of the index.
    std::string_view row_or(std::string_view column) const { return records == Records::named ? "id" : column; }
};

// Reads the values that Source::select() selects, from column `at` on.
void read_values(const db::Statement& row, int at, const Source&, std::array<std::int64_t, most_values>&);

}  // namespace cpcc::report
