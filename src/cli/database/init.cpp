// cpcc init
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/files/output_file.hpp"
#include "database/init_questions.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

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
void make_database(Context& context, const std::string& database, const InitOptions& options) {
    const auto make = [&](const std::string& name) {
        const auto connection = db::open(name, db::Mode::create);
        db::migrate(*connection, context.user(), {});
        add_registers(*connection, context.identity(), first_areas(options), first_sectors(options));
    };
    if (db::is_url(database)) return make(database);
    if (fs::exists(database)) throw exists_already(database);
    write_whole(database, make);
}

std::string text_of(const std::string& config, const std::string& database, const InitOptions& options) {
    return new_config({database_key(database, config), options.office, options.name, options.area, options.day});
}

// Returns whether the configuration is the one that this command would write: an earlier run was killed behind it.
bool is_left_by_init(const std::string& config, const std::string& database, const InitOptions& options) {
    std::ifstream file(config, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    return content == text_of(config, database, options);
}

// Writes the configuration first and the database behind it. A run that was killed in between leaves a configuration
// that the next one takes up (init_database_of).
void make_both(Context& context, const std::string& config, const std::string& database, const InitOptions& options) {
    files::OutputFile file(config);
    file.stream() << text_of(config, database, options);
    file.commit();
    // Whatever the umask: a configuration that others may write is not trusted.
    fs::permissions(config, fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove);
    // A file appears whole: if it is there after an error, only the disk did not confirm it.
    const bool may_appear = !db::is_url(database) && !fs::exists(database);
    try {
        make_database(context, database, options);
    } catch (...) {
        std::error_code ignored;
        if (!may_appear || !fs::exists(database)) fs::remove(config, ignored);
        throw;
    }
}

// Creates the database named in an existing configuration.
int init_database_of(Context& context, const std::string& config) {
    const Config kept = load_config(config);
    if (!kept.database || db::exists(*kept.database)) throw exists_already(config);
    make_database(context, *kept.database, {});
    context.note(
        say(Words{"已按 {} 的配置新建数据库 {}。", "Created {1} as configured in {0}."}, config, *kept.database));
    return 0;
}

void require_code(const std::string& code, std::size_t most, const Words& fault) {
    if (!code.empty() && (!is_code(code) || code.size() > most)) throw Error(Exit::usage, say(fault, code));
}

void require_valid(const InitOptions& options) {
    require_code(options.office, 20,
                 {"--office：“{}”不能用作编号前缀（1–20 个字母、数字、.、-、_）",
                  "--office: \"{}\" cannot be a code prefix (1-20 letters, digits, ., -, _)"});
    require_code(options.area, 40, {"--area：“{}”不是区划编号", "--area: \"{}\" is not the code of an area"});
    const auto day = whole_number(options.day);
    if (!options.day.empty() && (!day || *day < 1 || *day > 31))
        throw Error(Exit::usage, say(Words{"--consultation-day：“{}”不是 1 至 31 的日期",
                                           "--consultation-day: \"{}\" is not a day from 1 to 31"},
                                     options.day));
    first_areas(options);
    first_sectors(options);
}

int run(Context& context, const InitOptions& given) {
    const std::string config = context.globals().config.value_or(config_of_environment().value_or("cpcc.toml"));
    const std::string database =
        context.globals().database.value_or((fs::path(config).parent_path() / "cpcc.db").string());
    require_valid(given);
    const bool asks_nothing = given.empty() && !context.globals().database;
    if (fs::exists(config) && (asks_nothing || is_left_by_init(config, database, given)))
        return init_database_of(context, config);
    if (fs::exists(config)) throw exists_already(config);
    const InitOptions options = given.empty() && context.interactive() ? ask_init(context) : given;
    require_valid(options);
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
             .value = "TEXT"},
            {.name = "area",
             .into = &o.area,
             .help = {"机关所在区划的编号，如 420107", "code of the office's area, e.g. 420107"},
             .value = "CODE"},
            {.name = "area-name",
             .into = &o.area_name,
             .help = {"该区划的名称；同时登记该区划及其所属的省、市",
                      "name of that area; also adds it and its city and province to the database"},
             .value = "TEXT"},
            {.name = "sectors",
             .into = &o.sectors,
             .help = {"登记哪些界别：名称或序号，以逗号分隔；all 为全部（默认：不登记）",
                      "sectors to add: names or numbers, comma-separated, or all (default: none)"},
             .value = "TEXT"},
            {.name = "consultation-day",
             .into = &o.day,
             .help = {"每月的协商日，1 至 31", "consultation day of the month, 1 to 31"},
             .value = "N"}};
}

}  // namespace

Command init_command() {
    return command<InitOptions>("",
                                {"新建配置文件和空数据库（不覆盖已有文件）",
                                 "create a configuration file and an empty database (never overwrites)"},
                                rows, run)
        .explained(
            {"新建带注释的配置文件（`--config`，默认 `$CPCC_CONFIG`，再默认 "
             "`cpcc.toml`）和空数据库（`--database`，默认配置文件旁的 "
             "`cpcc.db`"
             "）。不覆盖已有文件。配置已有而数据库没有的，只按配置新建数据库。在终端上不写选项时，逐项询问，区划可从国"
             "家标准的省、市名单中选择。配置中已有"
             "国务院办公厅公布的 2024 至 2026 年放假和调休日期。",
             "Creates a commented configuration (`--config`, default: `$CPCC_CONFIG`, else `cpcc.toml`) and an "
             "empty database (`--database`, default: `cpcc.db` beside it). It overwrites nothing. If the "
             "configuration exists and its database does not, it creates that database. Without options it asks on a "
             "terminal, and offers the provinces and cities of GB/T 2260 and the sectors of the National Committee. "
             "The file has the holidays and working weekends of 2024 to 2026 that the State Council set."})
        .with_example(
            "cpcc --config new.toml --database new.db init --office QS --name 青山区政协 --area 420107 "
            "--area-name 青山区 --sectors all --consultation-day 25",
            {"在当前文件夹新建配置和数据库", "Create both in the current folder"});
}

}  // namespace cpcc::cli
