#include "report/event_output.hpp"

#include "cpcc/base/error.hpp"
#include "framework/output.hpp"

#include <algorithm>
#include <stdexcept>

namespace cpcc::cli {

const files::Cell& EventRow::cell(std::string_view column) const {
    const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [&](const files::Column& one) { return one.id == column; });
    if (found == table_.columns.end()) throw std::logic_error("events: no column " + std::string(column));
    return row_[static_cast<std::size_t>(found - table_.columns.begin())];
}

std::string EventRow::text(std::string_view column) const {
    const auto* found = std::get_if<std::string>(&cell(column));
    return found ? *found : std::string();
}

std::optional<Date> EventRow::day(std::string_view column) const {
    const auto* found = std::get_if<std::int64_t>(&cell(column));
    return found ? std::optional(Date::packed(*found)) : std::nullopt;
}

int print_events(Context& context, const files::CalendarFile& calendar) {
    Output output(context);
    files::write_calendar(calendar, output.stream());
    output.finish();
    return 0;
}

void refuse_events(const Context& context, std::string_view option) {
    if (context.write_options().format != files::Format::ics) return;
    throw Error(Exit::usage, say(Words{"{} 不能与 ics 格式同时使用", "{} cannot be combined with ics"}, option),
                say(Words{"请去掉其中之一", "drop one of them"}));
}

}  // namespace cpcc::cli
