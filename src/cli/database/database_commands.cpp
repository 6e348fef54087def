// cpcc init, check, backup, restore, migrate, query, fields
#include "database/database_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/copy.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/grants.hpp"
#include "cpcc/store/views.hpp"
#include "config/filing_check.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace cpcc::cli {

namespace {

using files::text_cell;
namespace fs = std::filesystem;

struct InitValues {
    std::string office, name;
};

Error exists_already(const std::string& file) {
    return Error(Exit::failed, say(Words{"{} 已经存在，不予覆盖", "{} exists already and is not overwritten"}, file), say(Words{"请另换目录，或用 --config 另取文件名", "use another directory, or name another file with --config"}));
}

void make_database(Context& context, const std::string& database) {
    const auto connection = db::open(database, db::Mode::create);
    db::migrate(*connection, context.user(), [](const std::string&) {});
}

// A configuration that came from elsewhere, as an example's does, gets the database that it names.
int init_database_of(Context& context, const std::string& config) {
    const Config kept = load_config(config);
    if (!kept.database || db::exists(*kept.database)) throw exists_already(config);
    make_database(context, *kept.database);
    context.note(say(Words{"已按 {} 新建 {}。", "Made {1}, as {0} names it."}, config, *kept.database));
    return 0;
}

// What the configuration calls a database: a URL as it is, a file beside it by its name, any other by its whole path.
std::string database_key(const std::string& database, const std::string& config) {
    if (db::is_url(database)) return database;
    const bool beside = fs::absolute(database).parent_path() == fs::absolute(config).parent_path();
    return beside ? fs::path(database).filename().string() : fs::absolute(database).string();
}

int init(Context& context, const InitValues& values) {
    const std::string config = context.globals().config.value_or(config_of_environment().value_or("cpcc.toml"));
    const std::string database = context.globals().database.value_or((fs::path(config).parent_path() / "cpcc.db").string());
    if (!values.office.empty() && (!is_code(values.office) || values.office.size() > 20))
        throw Error(Exit::usage, say(Words{"--office:“{}”不能作编号的开头（1–20 个字母、数字、.、-、_）", "--office: \"{}\" can't begin a code (1–20 letters, digits, ., -, _)"}, values.office));
    if (fs::exists(config) && values.office.empty() && values.name.empty() && !context.globals().database) return init_database_of(context, config);
    if (fs::exists(config)) throw exists_already(config);
    make_database(context, database);
    files::OutputFile file(config);
    file.stream() << new_config(database_key(database, config), values.office, values.name);
    file.commit();
    context.note(say(Words{"已建 {} 和 {}。下一步：cpcc import 目录，或 cpcc area add …", "Made {} and {}. Next: cpcc import DIRECTORY, or cpcc area add …"}, config, database));
    return 0;
}

int check(Context& context) {
    db::Connection& connection = context.reading();
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    files::Table table{{}, {{"finding", say(Words{"发现", "finding"})}}, {}};
    for (const std::string& broken : connection.integrity()) table.rows.push_back({broken});
    for (const std::string& breach : store::breaches(connection)) table.rows.push_back({breach});
    for (const std::string& filing : wrong_filings(connection, context.config())) table.rows.push_back({filing});
    if (table.rows.empty()) {
        context.note(say(Words{"没有发现问题。", "Nothing wrong was found."}));
        return 0;
    }
    print(context, table);
    return static_cast<int>(Exit::found);
}

// A copy appears under its name only when whole.
void copy_database(db::Connection& from, const std::string& to) {
    const std::string part = fmt::format("{}.part-{}", to, getpid());
    try {
        from.backup_to(part);
        if (std::rename(part.c_str(), to.c_str()) != 0) throw Error(Exit::failed, say(Words{"不能写 {}：{}", "{} can't be written: {}"}, to, system_message(errno)));
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
}

int backup(Context& context, const std::string& file) {
    if (fs::exists(file)) throw Error(Exit::failed, say(Words{"{} 已经存在，不予覆盖", "{} exists already and is not overwritten"}, file), say(Words{"请另取文件名", "choose another name"}));
    copy_database(context.reading(), file);
    context.note(say(Words{"已备份到 {}。", "The backup is {}."}, file));
    return 0;
}

void put_in_place(Context& context, db::Connection& copy, const std::string& database, const std::string& before) {
    if (fs::exists(database)) db::Transaction(context.writing(), db::Transaction::Kind::write).commit();   // nobody else is writing, and no journal is left
    context.close();
    const std::string part = fmt::format("{}.restoring-{}", database, getpid());
    copy_database(copy, part);
    if (fs::exists(database)) {
        fs::rename(database, before);
        context.note(say(Words{"原数据库留在 {}。", "The former database is kept as {}."}, before));
    }
    fs::rename(part, database);
}

void put_on_server(Context& context, db::Connection& copy, db::Connection& server, const std::string& before) {
    if (server.has_any_table()) {
        db::require_current(server);
        copy_database(server, before);
        context.note(say(Words{"原数据库留在 {}。", "The former database is kept as {}."}, before));
    }
    db::replace(copy, server);
    if (server.by_office()) context.note(say(Words{"对各单位的授权没有随备份恢复，请重新 cpcc grant。", "What was granted to offices went with the former database: cpcc grant again."}));
}

int restore(Context& context, const std::string& file) {
    if (!fs::exists(file)) throw Error(Exit::failed, say(Words{"没有备份文件 {}", "there is no backup {}"}, file), say(Words{"请看文件名写对没有", "check its name"}));
    const auto copy = db::open(file, db::Mode::read);
    db::require_current(*copy);
    if (const auto broken = copy->integrity(); !broken.empty())
        throw Error(Exit::failed, say(Words{"备份 {} 已损坏（{}）", "the backup {} is damaged ({})"}, file, broken.front()));
    const std::string database = context.database_path();
    const auto server = db::is_url(database) ? db::open(database, db::Mode::write) : nullptr;
    const std::string before = fmt::format("{}.before-restore", server ? server->home() : database);
    if (fs::exists(before)) throw Error(Exit::failed, say(Words{"{} 还在", "{} is still there"}, before), say(Words{"它是上次恢复前的数据库，请先移走", "it is the database from before the last restore; move it away first"}));
    if (server) put_on_server(context, *copy, *server, before);
    else put_in_place(context, *copy, database, before);
    context.note(say(Words{"已用 {} 恢复。", "Restored from {}."}, file));
    return 0;
}

int migrate(Context& context) {
    const std::string path = context.database_path();
    auto connection = db::open(path, db::Mode::write);
    const int steps = db::migrate(*connection, context.user(), [&](const std::string& copy) { context.note(say(Words{"先备份到 {}。", "A copy was made first: {}."}, copy)); });
    store::renew_layout(*connection);
    context.note(steps ? say(Words{"数据库结构已升级 {} 步。", "The schema went up by {} steps."}, steps) : say(Words{"数据库结构已是最新。", "The schema is up to date."}));
    return 0;
}

// A value as the database has it, whatever the values above and below it are.
void fill_cell(const db::Statement& row, int column, files::Cell& cell) {
    if (row.is_text(column)) files::put_text(cell, row.text(column));
    else if (row.is_number(column)) cell = row.integer(column);
    else if (row.is_null(column)) cell = std::monostate{};
    else {
        char* end = nullptr;
        const std::string text = row.str(column);
        const double decimal = std::strtod(text.c_str(), &end);
        if (!text.empty() && *end == '\0' && std::isfinite(decimal)) cell = decimal;
        else files::put_text(cell, text);
    }
}

bool all_integers(const std::vector<std::vector<files::Cell>>& rows, std::size_t column) {
    return std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return std::holds_alternative<std::int64_t>(row[column]) || std::holds_alternative<std::monostate>(row[column]); });
}

int query(Context& context, const std::string& sql) {
    db::require_question(sql);                       // before the database is opened
    auto rows = store::ask(context.reading(), sql);
    std::vector<files::Column> columns;
    for (int i = 0; i < rows.columns(); ++i) columns.push_back({rows.column_name(i), rows.column_name(i)});
    Output output(context);
    // A column of whole numbers is set as one; that shows only at the end, so a result of moderate size is held until then.
    constexpr std::size_t most_held = 10000;
    std::vector<std::vector<files::Cell>> held;
    bool begun = false;
    const auto begin = [&](bool whole) {
        if (std::exchange(begun, true)) return;
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i].type = whole && all_integers(held, i) ? files::CellType::integer : files::CellType::any;
        output.sink().begin({}, columns);
        for (const auto& row : held) output.sink().row(row);
        held.clear();
    };
    std::vector<files::Cell> cells(columns.size());
    while (rows.step()) {
        for (std::size_t i = 0; i < cells.size(); ++i) fill_cell(rows, static_cast<int>(i), cells[i]);
        if (begun) output.sink().row(cells);
        else held.push_back(cells);
        if (held.size() == most_held) begin(false);
    }
    begin(true);
    output.sink().end();
    output.finish();
    return 0;
}

std::string type_word(const records::Field& field) {
    using records::Type;
    switch (field.type) {
        case Type::text: return say(Words{"文字", "text"});
        case Type::code: return say(Words{"编号", "code"});
        case Type::ref: return say(Words{"{}的编号", "{} code"}, records::kind(field.target).label.get());
        case Type::choice: return say(Words{"选一", "one of"});
        case Type::date: return "YYYY-MM-DD";
        case Type::month: return "YYYY-MM";
        case Type::yesno: return "yes/no";
        case Type::count: return say(Words{"整数", "count"});
        case Type::percent: return "0–100";
        case Type::money: return say(Words{"元", "yuan"});
        case Type::number: return say(Words{"数值", "number"});
        case Type::period: return say(Words{"时段", "period"});
        case Type::phone: return say(Words{"电话", "phone"});
        case Type::texts: return say(Words{"多个文字", "several texts"});
        case Type::refs: return say(Words{"多个{}的编号", "{} codes"}, records::kind(field.target).label.get());
        case Type::roles: return say(Words{"多个{}的编号，可带 :角色", "{} codes, each with :role or without"}, records::kind(field.target).label.get());
    }
    return {};
}

std::string choice_words(const records::Field& field) {
    std::string all;
    for (const auto& choice : field.choices) {
        all += fmt::format("{}{}", all.empty() ? "" : "; ", choice.id);
        if (choice.label.get() != choice.id) all += fmt::format(" {}", choice.label.get());
    }
    return all;
}

int fields(Context& context, const std::optional<std::string>& name) {
    files::Table table{{}, {{"kind", say(Words{"类别", "kind"})}, {"field", say(Words{"字段", "field"})}, {"label", say(Words{"名称", "label"})}, {"type", say(Words{"类型", "type"})},
                            {"required", say(Words{"必填", "required"})}, {"choices", say(Words{"可选值", "choices"})}}, {}};
    std::vector<std::string_view> ids;
    for (const records::Kind* kind : records::kinds()) {
        ids.push_back(kind->id);
        if (name && *name != kind->id) continue;
        for (const auto& field : kind->fields)
            table.rows.push_back({std::string(kind->id), std::string(field.id), field.label.str(), type_word(field), text_cell(field.required ? say(Words{"是", "yes"}) : ""), text_cell(choice_words(field))});
    }
    if (table.rows.empty()) {
        const auto near = nearest(*name, ids);
        throw Error(Exit::usage, say(Words{"没有记录类别“{}”", "there is no kind \"{}\""}, *name), near ? say(Words{"是不是 {}？", "did you mean {}?"}, *near) : say(Words{"见 cpcc fields", "see cpcc fields"}));
    }
    print(context, table);
    return 0;
}

// A command with one word behind it.
Command with_word(Words help, std::string name, Words word_help, bool file, int (*work)(Context&, const std::string&)) {
    return {"", help, [=](Options& options) -> Action {
                auto word = std::make_shared<std::string>();
                options.push_back({.name = name, .into = word.get(), .help = word_help, .positional = true, .required = true, .file = file});
                return [word, work](Context& context) { return work(context, *word); };
            }};
}

Command plain(Words help, int (*work)(Context&)) {
    return {"", help, [work](Options&) -> Action { return [work](Context& context) { return work(context); }; }};
}

}  // namespace

Command init_command() {
    return {"", {"新建配置文件和空数据库（不覆盖已有的）", "make a configuration file and an empty database (nothing is overwritten)"}, [](Options& options) -> Action {
                auto v = std::make_shared<InitValues>();
                options.push_back({.name = "office", .into = &v->office, .help = {"自动编号的开头，如 QS", "what made codes begin with, as QS"}, .value = "CODE"});
                options.push_back({.name = "name", .into = &v->name, .help = {"机关名称，如 青山区政协", "the office's name, as 青山区政协"}, .value = "TEXT"});
                return [v](Context& context) { return init(context, *v); };
            }};
}

Command check_command() { return plain({"检查数据库是否完好、记录是否合规", "see whether the database is sound and its records keep the rules"}, check); }
Command migrate_command() { return plain({"把数据库结构升级到本版（先备份）", "bring the schema up to this version (a copy is made first)"}, migrate); }
Command backup_command() { return with_word({"把数据库备份到一个新文件", "copy the database to a new file"}, "FILE", {"备份文件", "the backup"}, true, backup); }
Command restore_command() { return with_word({"用备份替换数据库（原库改名留下）", "put a backup in the database's place (the former one is kept)"}, "FILE", {"备份文件", "the backup"}, true, restore); }
Command query_command() {
    return with_word({"用 SQL 查询（只读）；每类记录是一个同名视图，列名即字段", "ask in SQL (read-only); every kind is a view of its name, its fields are the columns"}, "SQL", {"一条查询", "one query"}, false, query);
}

Command fields_command() {
    return {"", {"各类记录的字段", "the fields of every kind"}, [](Options& options) -> Action {
                auto kind = std::make_shared<std::optional<std::string>>();
                options.push_back({.name = "KIND", .into = kind.get(), .help = {"只看这一类", "of this kind alone"}, .positional = true});
                return [kind](Context& context) { return fields(context, *kind); };
            }};
}

}  // namespace cpcc::cli
