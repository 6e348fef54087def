#include "database/config_file.hpp"

#include "config/key_path.hpp"
#include "cpcc/base/error.hpp"

namespace cpcc::cli {

std::string config_file(Context& context) {
    if (context.config().path.empty())
        throw Error(Exit::usage, say(Words{"没有配置文件", "there is no configuration file"}),
                    say(Words{"请用 cpcc init 新建", "create one with cpcc init"}));
    return context.config().path;
}

Option config_key_option(std::string& into) {
    return {.name = "KEY",
            .into = &into,
            .help = {"配置项，如 office.area，见 cpcc.toml(5)", "key, e.g. office.area; see cpcc.toml(5)"},
            .positional = true,
            .required = true,
            .choices = key_names()};
}

}  // namespace cpcc::cli
