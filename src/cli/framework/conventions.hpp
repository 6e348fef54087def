// What every command has in common and no option says: exit codes, environment variables, files.
#pragma once

#include "cpcc/base/error.hpp"

#include <span>
#include <string_view>

namespace cpcc::cli {

struct ExitCode {
    Exit code;
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
