// cpcc config get
#include "config/config_edit.hpp"
#include "cpcc/base/error.hpp"
#include "database/config_file.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

namespace {

struct ConfigGetOptions {
    std::string key;
};

// Returns a default in TOML syntax as `get` prints values.
std::string without_quotes(std::string_view value) {
    const bool quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
    return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

int run(Context& context, const ConfigGetOptions& options) {
    const KeyPath path = key_path(options.key);
    const std::string file = config_file(context);
    auto values = value_in_config(file, path);
    if (!values && !path.key->fallback.empty()) values = {without_quotes(path.key->fallback)};
    if (!values)
        throw Error(Exit::failed, say(Words{"{} 未设置 {}", "{} does not set {}"}, file, options.key),
                    say(Words{"请用 cpcc config set {} 设置", "set it with cpcc config set {}"}, options.key));
    for (const std::string& value : *values) context.streams().out << value << '\n';
    return 0;
}

Options rows(ConfigGetOptions& o) { return {config_key_option(o.key)}; }

}  // namespace

Command config_get_command() {
    return command<ConfigGetOptions>("get", {"显示一项配置", "print a value of the configuration"}, rows, run)
        .explained({"列表每项一行。未设置的显示默认值；没有默认值的，退出码为 1。",
                    "A list has a line for each item. A key that is not set has its default; without one the exit "
                    "status is 1."})
        .with_example("cpcc config get office.name", {"本机关名称", "The name of the office"});
}

}  // namespace cpcc::cli
