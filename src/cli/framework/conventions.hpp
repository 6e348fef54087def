// Declares exit codes, environment variables and files, for the manual.
#pragma once

#include "cpcc/base/error.hpp"

#include <span>
#include <string_view>

namespace cpcc::cli {

struct ExitCode {
    Exit code;
    std::string_view id;  // its word in JSON
    Words help;
};
std::span<const ExitCode> exit_codes();

struct NamedPlace {
    std::string_view name;
    Words help;
};
std::span<const NamedPlace> environment_variables();
std::span<const NamedPlace> files_used();

}  // namespace cpcc::cli
