#include "framework/output_target.hpp"

#include "cpcc/base/error.hpp"

#include <filesystem>
#include <optional>

namespace cpcc::cli {

namespace {

// Compares device and inode, so that links and other spellings of a path are found.
bool same(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return !b.empty() && std::filesystem::equivalent(a, b, ignored);
}

// Returns nothing for an unreadable configuration: a command that needs it reports the error.
std::optional<Config> readable_config(Context& context) {
    try {
        return context.config();
    } catch (const Error&) {
        return std::nullopt;
    }
}

[[noreturn]] void refuse(const std::string& output, Words what) {
    throw Error(Exit::usage, say(Words{"{} 是{}，不能覆盖", "{} is {} and cannot be overwritten"}, output, what.get()),
                say(Words{"请改用其他文件名", "use another file name"}));
}

}  // namespace

void require_other_file(Context& context, const std::string& output, std::span<const std::string> read) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(output, ignored) && !std::filesystem::is_directory(output, ignored))
        return;  // devices may be written to
    for (const std::string& input : read)
        if (same(output, input)) refuse(output, {"要读的文件", "the file that is read"});
    if (same(output, context.globals().database.value_or(""))) refuse(output, {"数据库", "the database"});
    const std::optional<Config> config = readable_config(context);
    if (!config) return;
    if (same(output, config->path)) refuse(output, {"配置文件", "the configuration"});
    if (!context.globals().database && same(output, config->database.value_or("")))
        refuse(output, {"数据库", "the database"});
}

void require_writable(const std::string& output) {
    std::error_code ignored;
    if (std::filesystem::exists(output, ignored) && !std::filesystem::is_regular_file(output, ignored) &&
        !std::filesystem::is_directory(output, ignored))
        return;
    const files::OutputFile tried(output);  // leaves nothing behind
}

}  // namespace cpcc::cli
