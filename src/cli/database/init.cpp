// cpcc init
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/files/output_file.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string office, name;
};

Error exists_already(const std::string& file) {
    return Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, file),
                 say(Words{"请换一个文件夹，或用 --config 指定其他文件名",
                           "use another directory, or another file with --config"}));
}

// Returns the value of `database`: a URL unchanged, a file beside the configuration by name, else the full path.
std::string database_key(const std::string& database, const std::string& config) {
    if (db::is_url(database)) return database;
    const bool beside = fs::absolute(database).parent_path() == fs::absolute(config).parent_path();
    return beside ? fs::path(database).filename().string() : fs::absolute(database).string();
}

// Gives a file its name only when it is complete. A server's database must have no tables.
void make_database(Context& context, const std::string& database) {
    const auto make = [&](const std::string& name) {
        db::migrate(*db::open(name, db::Mode::create), context.user(), {});
    };
    if (db::is_url(database)) return make(database);
    if (fs::exists(database)) throw exists_already(database);
    write_whole(database, make);
}

// Returns whether the configuration is the one that this command would write: an earlier run was killed behind it.
bool is_left_by_init(const std::string& config, const std::string& database, const InitOptions& options) {
    std::ifstream file(config, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    return content == new_config(database_key(database, config), options.office, options.name);
}

// Writes the configuration first and the database behind it. A run that was killed in between leaves a configuration
// that the next one takes up (init_database_of).
void make_both(Context& context, const std::string& config, const std::string& database, const InitOptions& options) {
    files::OutputFile file(config);
    file.stream() << new_config(database_key(database, config), options.office, options.name);
    file.commit();
    // Whatever the umask: a configuration that others may write is not trusted.
    fs::permissions(config, fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove);
    try {
        make_database(context, database);
    } catch (...) {
        std::error_code ignored;
        fs::remove(config, ignored);
        throw;
    }
}

// Creates the database named in an existing configuration.
int init_database_of(Context& context, const std::string& config) {
    const Config kept = load_config(config);
    if (!kept.database || db::exists(*kept.database)) throw exists_already(config);
    make_database(context, *kept.database);
    context.note(
        say(Words{"已按 {} 的配置新建数据库 {}。", "Created {1} as configured in {0}."}, config, *kept.database));
    return 0;
}

int run(Context& context, const InitOptions& options) {
    const std::string config = context.globals().config.value_or(config_of_environment().value_or("cpcc.toml"));
    const std::string database =
        context.globals().database.value_or((fs::path(config).parent_path() / "cpcc.db").string());
    if (!options.office.empty() && (!is_code(options.office) || options.office.size() > 20))
        throw Error(Exit::usage, say(Words{"--office：“{}”不能用作编号前缀（1–20 个字母、数字、.、-、_）",
                                           "--office: \"{}\" cannot be a code prefix (1-20 letters, digits, ., -, _)"},
                                     options.office));
    const bool asks_nothing = options.office.empty() && options.name.empty() && !context.globals().database;
    if (fs::exists(config) && (asks_nothing || is_left_by_init(config, database, options)))
        return init_database_of(context, config);
    if (fs::exists(config)) throw exists_already(config);
    make_both(context, config, database, options);
    context.note(say(Words{"已新建 {} 和 {}。下一步：运行 cpcc import 文件夹，或 cpcc area add …",
                           "Created {} and {}. Next: cpcc import DIRECTORY, or cpcc area add …"},
                     config, database));
    return 0;
}

Options rows(InitOptions& o) {
    return {{.name = "office",
             .into = &o.office,
             .help = {"自动编号的前缀，如 QS", "prefix of generated codes, e.g. QS"},
             .value = "CODE"},
            {.name = "name",
             .into = &o.name,
             .help = {"机关名称，如 青山区政协", "name of the office, e.g. 青山区政协"},
             .value = "TEXT"}};
}

}  // namespace

Command init_command() {
    return command<InitOptions>("",
                                {"新建配置文件和空数据库（不覆盖已有文件）",
                                 "create a configuration file and an empty database (never overwrites)"},
                                rows, run)
        .explained({"新建带注释的配置文件（`--config`，默认 `$CPCC_CONFIG`，再默认 "
                    "`cpcc.toml`）和空数据库（`--database`，默认配置文件旁的 "
                    "`cpcc.db`）。不覆盖已有文件。配置已有而数据库没有的，只按配置新建数据库。",
                    "Creates a commented configuration (`--config`, default: `$CPCC_CONFIG`, else `cpcc.toml`) and an "
                    "empty database (`--database`, default: `cpcc.db` beside it). It overwrites nothing. If the "
                    "configuration exists and its database does not, it creates that database."})
        .with_example("cpcc --config new.toml --database new.db init --office QS --name 青山区政协",
                      {"在当前文件夹新建配置和数据库", "Create both in the current folder"});
}

}  // namespace cpcc::cli
