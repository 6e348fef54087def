// A setting of the configuration that a report cannot work with. The reader of the file adds where it is.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::report {

// Thrown by the checks of settings; never leaves the reader of the configuration.
struct SettingFault {
    std::string_view key;  // of the table that was read; empty: the table as a whole
    std::string message, hint = {};
};

}  // namespace cpcc::report
