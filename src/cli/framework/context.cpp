#include "framework/context.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/store/grants.hpp"
#include "config/filing_check.hpp"

#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>

namespace cpcc::cli {

Options global_options(Globals& g) {
    return {
        {.name = "config", .into = &g.config, .help = {"配置文件（默认找 cpcc.toml）", "the configuration file (else cpcc.toml is looked for)"}, .value = "FILE", .file = true},
        {.name = "database", .into = &g.database, .help = {"数据库文件或 postgresql:// 的 URL，替代配置里的", "the database, a file or a postgresql:// URL, in place of the configured one"}, .value = "FILE|URL", .file = true},
        {.name = "lang", .into = &g.lang, .help = {"界面语言", "the language"}, .value = "zh|en", .choices = {"zh", "en"}},
        {.name = "format", .into = &g.format, .help = {"输出格式：table、csv、json、md、html、xlsx", "table, csv, json, md, html or xlsx"}, .value = "FMT", .choices = {"table", "csv", "json", "md", "html", "xlsx"}},
        {.name = "output", .into = &g.output, .help = {"写到文件；格式随扩展名", "write to a file; its ending says the format"}, .value = "FILE", .file = true},
        {.name = "excel", .into = &g.excel, .help = {"CSV 给表格软件看：BOM、CRLF、表头用文字", "CSV for a spreadsheet: BOM, CRLF, labels as header"}},
        {.name = "encoding", .into = &g.encoding, .help = {"CSV 的编码：utf-8 或 gb18030", "of CSV: utf-8 or gb18030"}, .value = "NAME", .choices = {"utf-8", "gb18030"}},
        {.name = "quiet", .into = &g.quiet, .help = {"成功时不说话", "say nothing on success"},
         .about = {"结果本身就是数据的命令，数据照常输出。", "A command whose result is data still writes its data."}},
        {.name = "yes", .into = &g.yes, .help = {"不再询问", "ask nothing"},
         .about = {"只有在终端上、一条命令将改动三条以上记录时才会确认。", "Questions are asked only on a terminal, before one command changes more than three records."}},
        {.name = "help", .into = &g.help, .help = {"显示帮助", "show help"}},
    };
}

const Config& Context::config() {
    if (!config_) config_ = load_config(globals_.config);
    return *config_;
}

std::string Context::database_path() {
    if (globals_.database) return *globals_.database;
    if (config().database) return *config().database;
    throw Error(Exit::usage, config().path.empty() ? say(Words{"没有配置文件，也没有指明数据库", "there is no configuration file and no database is named"})
                                                   : say(Words{"{} 没有 database 一项", "{} has no key `database`"}, config().path),
                say(Words{"先用 cpcc init 新建，或用 --database 指明", "make one with cpcc init, or name it with --database"}));
}

db::Connection& Context::reading() {
    if (!connection_) {
        connection_ = db::open(database_path(), db::Mode::read);
        require_ours(*connection_);
    }
    return *connection_;
}

db::Connection& Context::reporting() {
    if (globals_.database || !config().database_read) return reading();
    if (!replica_) {
        replica_ = db::open(*config().database_read, db::Mode::read);
        require_ours(*replica_);
        if (const auto time = replica_->as_of()) as_of_ = say(Words{"从库所见截至 {}。", "As the replica had it at {}."}, *time);
    }
    return *replica_;
}

db::Connection& Context::writing() {
    if (!can_write_) {
        connection_ = db::open(database_path(), db::Mode::write_in_turn);
        require_ours(*connection_);
        can_write_ = true;
    }
    return *connection_;
}

Date Context::today() { return cpcc::today(); }

std::string Context::user() const {
    if (const char* named = std::getenv("CPCC_USER"); named && *named) return named;
    const passwd* login = getpwuid(getuid());
    return login ? login->pw_name : std::to_string(getuid());
}

// Where the database knows of an office by the role, the configuration need not say it, but must not say another.
void Context::require_ours(db::Connection& connection) {
    db::require_current(connection);
    const std::string office = store::office_code(connection);
    if (!office.empty() && !config().office_code.empty() && config().office_code != office)
        throw Error(Exit::usage, say(Words{"数据库 {} 的这个角色属于单位 {}，而配置里 office.code 是 {}", "this role of the database {} writes for the office {}, and the configured office.code is {}"},
                                     connection.name(), office, config().office_code),
                    say(Words{"换用 {} 的角色，或改 office.code", "connect as a role of {}, or change office.code"}, config().office_code));
}

store::Author Context::author() {
    const std::string office = config().office_code.empty() ? store::office_code(writing()) : config().office_code;
    return {user(), office, today(), filing_check(config())};
}

files::WriteOptions Context::write_options() const {
    files::WriteOptions options;
    if (globals_.format) {
        const auto format = files::format_of_name(*globals_.format);
        if (!format)
            throw Error(Exit::usage, say(Words{"没有格式“{}”", "there is no format \"{}\""}, *globals_.format), say(Words{"可用 table、csv、json、md、html、xlsx", "there are table, csv, json, md, html and xlsx"}));
        options.format = *format;
    } else if (globals_.output) {
        if (const auto format = files::format_of_file(*globals_.output)) options.format = *format;
    } else if (globals_.excel || globals_.encoding) {
        options.format = files::Format::csv;
    }
    options.excel = globals_.excel;
    options.encoding = globals_.encoding.value_or("utf-8");
    if (!globals_.output && isatty(STDOUT_FILENO)) {
        winsize size{};
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) options.width = size.ws_col;
        options.colour = std::getenv("NO_COLOR") == nullptr;
    }
    return options;
}

bool Context::human() const {
    const auto options = write_options();
    return options.excel || (options.format != files::Format::csv && options.format != files::Format::json);
}

void Context::note(const std::string& sentence) {
    if (!globals_.quiet) streams_.err << sentence << '\n';
}

bool Context::interactive() const { return !globals_.yes && isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

bool Context::confirm(const std::string& question, std::int64_t records) {
    if (records <= 3 || !interactive()) return true;
    streams_.err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(streams_.in, answer);
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "是";
}

}  // namespace cpcc::cli
