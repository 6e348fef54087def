#include "framework/pager.hpp"

#include "cpcc/base/text.hpp"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cpcc::cli {

namespace {

bool is_installed(const std::string& program) {
    const char* const path = std::getenv("PATH");
    for (const std::string_view folder : split(path ? path : "", ":"))
        if (!folder.empty() && ::access((std::string(folder) + "/" + program).c_str(), X_OK) == 0) return true;
    return false;
}

// Returns the pager's command; empty: none.
std::string pager_command() {
    if (const char* const given = std::getenv("PAGER")) return std::string_view(given) == "cat" ? "" : given;
    return is_installed("less") ? "less" : "";
}

}  // namespace

int pager_lines() {
    const char* const terminal = std::getenv("TERM");
    winsize size{};
    if (!isatty(STDOUT_FILENO) || !terminal || std::string_view(terminal) == "dumb" || pager_command().empty())
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

bool show_in_pager(const std::string& text) {
    ::setenv("LESS", "FRX", 0);  // ends by itself if all fits, shows colours, leaves the text on the screen
    std::FILE* const pager = ::popen(pager_command().c_str(), "w");
    if (!pager) return false;
    const auto interrupted = std::signal(SIGINT, SIG_IGN);  // Ctrl-C is the pager's
    std::fwrite(text.data(), 1, text.size(), pager);        // who leaves early has seen enough
    const int status = ::pclose(pager);
    std::signal(SIGINT, interrupted);
    constexpr int not_found = 127;
    return status >= 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == not_found);
}

}  // namespace cpcc::cli
