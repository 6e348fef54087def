// Calendar files (iCalendar, RFC 5545) of whole days, for telephones and mail programs.
#pragma once

#include "cpcc/base/date.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace cpcc::files {

struct CalendarEvent {
    std::string key;  // the same for the same event in every file; its UID is made from it
    Date first, last;
    std::string summary, description, location;  // the last two may be empty
};

struct CalendarFile {
    std::string name;
    std::vector<CalendarEvent> events;
};

// Writes a .ics: lines end in CR LF and are folded at 75 octets. The same events give the same bytes: their time stamp
// is their first day. Throws Error{failed} if `out` fails.
void write_calendar(const CalendarFile&, std::ostream& out);

}  // namespace cpcc::files
