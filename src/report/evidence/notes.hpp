// Sentences below tables that several reports say.
#pragma once

#include <string>

namespace cpcc::report {

// [workdays] says nothing of that year.
std::string only_weekends(int year);

}  // namespace cpcc::report
