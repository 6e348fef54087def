// The scripts of completions/, embedded by CMakeLists.txt.
#pragma once

#include <span>
#include <string_view>

namespace cpcc::cli {

struct CompletionScript {
    std::string_view shell, text;
};
std::span<const CompletionScript> completion_scripts();

}  // namespace cpcc::cli
