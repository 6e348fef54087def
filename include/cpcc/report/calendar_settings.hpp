// What the rules of the calendar must fulfil beyond the types of their keys.
#pragma once

#include "cpcc/report/calendar.hpp"
#include "cpcc/report/setting_fault.hpp"

namespace cpcc::report {

// Throws SettingFault for keys that do not go together, or for a name that an earlier rule has. Gives a rule without a
// name one made of its keys, the same in both languages, as scripts depend on it.
void add_rule(Calendar&, CalendarRule);

}  // namespace cpcc::report
