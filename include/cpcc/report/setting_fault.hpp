// The error for an invalid setting in the configuration. The reader of the file adds its place.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::report {

// The checks of settings throw it, and the reader of the configuration catches it.
struct SettingFault {
    std::string_view key;  // in the table that was read; empty: the table as a whole
    std::string message, hint = {};
};

}  // namespace cpcc::report
