// Checks the calendar rules of the configuration, beyond the types of their keys.
#pragma once

#include "cpcc/report/calendar.hpp"
#include "cpcc/report/setting_fault.hpp"

namespace cpcc::report {

// Appends a rule. Throws SettingFault if its keys conflict, or if an earlier rule has its name. Makes a missing name
// from the rule's keys; it is the same in both languages, because scripts depend on it.
void add_rule(Calendar&, CalendarRule);

}  // namespace cpcc::report
