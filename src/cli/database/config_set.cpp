// cpcc config set
#include "config/config_edit.hpp"
#include "cpcc/base/error.hpp"
#include "database/config_file.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

namespace {

struct ConfigSetOptions {
    std::string key, value;
};

int run(Context& context, const ConfigSetOptions& options) {
    const KeyPath path = key_path(options.key);
    const std::string file = config_file(context);
    const bool remove = options.value == "-";
    set_in_config(file, path, remove ? "" : toml_value(*path.key, options.key, options.value));
    context.note(remove ? say(Words{"已从 {} 删除 {}。", "Removed {1} from {0}."}, file, options.key)
                        : say(Words{"已在 {} 中设置 {}。", "Set {1} in {0}."}, file, options.key));
    return 0;
}

Options rows(ConfigSetOptions& o) {
    return {config_key_option(o.key),
            {.name = "VALUE",
             .into = &o.value,
             .help = {"内容；多个用逗号分隔；- 表示删除该项", "value; several with commas; - removes the key"},
             .positional = true,
             .required = true}};
}

}  // namespace

Command config_set_command() {
    return command<ConfigSetOptions>("set", {"更改一项配置", "change a value of the configuration"}, rows, run)
        .explained(
            {"只改该项所在的行，说明、次序和其余内容不变；写在注释里的，就地启用。改后的文件有误的，不写入。"
             "以 [ 开头的内容按 TOML 列表读取。`[[…]]` 中的各项请直接修改文件。",
             "Changes the line of the key alone: comments, order and everything else stay, and a key that stands "
             "there as a comment is enabled. A value that would make the file wrong is refused. A value that "
             "begins with [ is a list in TOML. Edit the keys of `[[…]]` in the file itself."})
        .with_example("cpcc config set lookback.after_days 30,180", {"设置回头看的天数", "Set the days of look-backs"});
}

}  // namespace cpcc::cli
