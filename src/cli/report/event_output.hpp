// The days of a report as a calendar file.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/files/calendar_file.hpp"
#include "cpcc/files/table.hpp"
#include "framework/context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cpcc::cli {

// A row of a report, read by the ids of its columns. Both arguments must outlive it.
class EventRow {
public:
    EventRow(const files::Table& table, const std::vector<files::Cell>& row) : table_(table), row_(row) {}
    std::string text(std::string_view column) const;  // empty for an empty cell
    std::optional<Date> day(std::string_view column) const;

private:
    const files::Cell& cell(std::string_view column) const;
    const files::Table& table_;
    const std::vector<files::Cell>& row_;
};

int print_events(Context&, const files::CalendarFile&);

// Throws Error{usage} if the format is ics, with which the option has no meaning.
void refuse_events(const Context&, std::string_view option);

}  // namespace cpcc::cli
