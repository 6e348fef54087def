#include "framework/context.hpp"

#include "config/filing_check.hpp"
#include "config/trust.hpp"
#include "cpcc/base/environment.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/report/condition_names.hpp"
#include "cpcc/store/grants.hpp"
#include "framework/complaint.hpp"
#include "framework/record_names.hpp"

#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace cpcc::cli {

Options global_options(Globals& g) {
    return {
        {.name = "config",
         .into = &g.config,
         .help = {"配置文件（默认：按顺序查找 cpcc.toml）", "configuration file (default: the first cpcc.toml found)"},
         .value = "FILE",
         .file = true},
        {.name = "database",
         .into = &g.database,
         .help = {"数据库文件或 postgresql:// 开头的 URL（默认：配置文件中的 database）",
                  "database file or postgresql:// URL (default: from the configuration)"},
         .value = "FILE|URL",
         .file = true},
        {.name = "lang",
         .into = &g.lang,
         .help = {"界面语言", "language of messages and reports"},
         .value = "zh|en",
         .choices = {"zh", "en"}},
        {.name = "format",
         .into = &g.format,
         .help = {"输出格式", "output format"},
         .value = "FMT",
         .choices = files::format_names()},
        {.name = "output",
         .into = &g.output,
         .help = {"输出文件；格式由扩展名确定", "output file; its extension selects the format"},
         .value = "FILE",
         .file = true},
        {.name = "excel",
         .into = &g.excel,
         .help = {"输出供 WPS、Excel 打开的 CSV：带 BOM、CRLF 换行、中文表头",
                  "CSV for spreadsheets: BOM, CRLF, labels as header"}},
        {.name = "encoding",
         .into = &g.encoding,
         .help = {"CSV 文件的编码：utf-8、gb18030", "CSV encoding: utf-8 or gb18030"},
         .value = "NAME",
         .choices = {"utf-8", "gb18030"}},
        {.name = "errors",
         .into = &g.errors,
         .help = {"错误信息的格式（默认：text）", "form of error messages (default: text)"},
         .value = "text|json",
         .choices = {"text", "json"},
         .about = {"json：每个错误在标准错误输出上占一行，是含 `code`、`exit`、`place`、`message`、`hint` 的 JSON "
                   "对象。加 `--quiet` 则没有其他内容。",
                   "With json, each error is a line on standard error: an object of JSON with `code`, `exit`, `place`, "
                   "`message` and `hint`. With `--quiet` nothing else is there."}},
        {.name = "quiet",
         .into = &g.quiet,
         .help = {"成功时不显示提示", "print nothing on success"},
         .about = {"结果本身就是数据的命令，数据照常输出。", "A command whose result is data still writes its data."}},
        {.name = "yes",
         .into = &g.yes,
         .help = {"不再确认", "assume yes"},
         .about = {"只有在终端上、一条命令将改动三条以上记录时才会确认。",
                   "Questions are asked only on a terminal, before one command changes more than three records."}},
        {.name = "codes",
         .into = &g.codes,
         .help = {"只接受编号，不按名称查找；列表中在名称旁显示编号",
                  "take only codes for records, no names; show the code beside each name"},
         .about = {"默认也接受名称、拼音和拼音首字母，见 `cpcc help codes-and-values`。",
                   "By default names are taken too; see `cpcc help codes-and-values`."}},
        {.name = "help", .into = &g.help, .help = {"显示帮助", "show help"}},
    };
}

namespace {

// Keeps PGPASSWORD from a server that another user may have named in the configuration.
std::string trusted(const Config& config, const std::string& database) {
    if (db::is_url(database) && environment("PGPASSWORD") && !why_not_trusted(config.path).empty())
        throw Error(Exit::usage,
                    say(Words{"其他用户可以修改 {}，不能把 PGPASSWORD 发送到其中填写的服务器",
                              "other users may change {}, so PGPASSWORD is not sent to the server that it names"},
                        config.path),
                    say(Words{"请将密码写入 ~/.pgpass，或收回其他用户的写权限：chmod go-w {}",
                              "put the password in ~/.pgpass, or run chmod go-w {}"},
                        config.path));
    return database;
}

// Returns the database, with consent if other users may write it. A drive without owners shows every file like that.
std::string own_database(Context& context) {
    const std::string path = context.database_path();
    if (const std::string why = db::is_url(path) ? "" : why_open_to_all(path); !why.empty())
        context.require_consent(
            why, say(Words{"请运行 chmod o-w {}，或用 --yes 表示同意", "run chmod o-w {}, or agree with --yes"}, path));
    return path;
}

}  // namespace

const Config& Context::config() {
    if (!config_) config_ = load_config(globals_.config);
    return *config_;
}

// Returns a reader of names in the configuration, which names their place in errors.
records::CodeOf Context::config_names(const std::string& place) {
    return [this, place](const records::Kind& kind, std::string_view text) {
        try {
            return RecordNames(*this, reporting()).code_of(kind, std::string(text));
        } catch (const Error& error) {
            throw Error(Exit::usage, fmt::format("{}: {}: {}", config_->path, place, error.message()), error.hint());
        }
    };
}

const std::vector<report::CustomMeasure>& Context::own_measures() {
    config();
    if (!std::exchange(measures_have_codes_, true))
        for (report::CustomMeasure& measure : config_->measures)
            report::read_names(measure, config_names("measures." + measure.id));
    return config_->measures;
}

const std::vector<report::AppraisalRules>& Context::appraisals() {
    config();
    if (!std::exchange(rules_have_codes_, true))
        for (report::AppraisalRules& set : config_->appraisal)
            for (report::AppraisalRule& rule : set.rules)
                report::read_names(rule, config_names(fmt::format("appraisal.{}", set.id)));
    return config_->appraisal;
}

std::string Context::database_path() {
    if (globals_.database) return *globals_.database;
    if (config().database) return trusted(config(), *config().database);
    throw Error(
        Exit::usage,
        config().path.empty()
            ? say(Words{"没有配置文件，也未指定数据库", "no configuration file and no database given"})
            : say(Words{"{} 未填写 database", "{} has no key \"database\""}, config().path),
        say(Words{"请先用 cpcc init 新建，或用 --database 指定", "create one with cpcc init, or use --database"}));
}

db::Connection& Context::reading() {
    if (!connection_) {
        connection_ = db::open(own_database(*this), db::Mode::read);
        require_ours(*connection_);
    }
    return *connection_;
}

db::Connection& Context::reporting() {
    if (globals_.database || !config().database_read) return reading();
    if (!replica_) {
        replica_ = db::open(trusted(config(), *config().database_read), db::Mode::read);
        require_ours(*replica_);
        if (const auto time = replica_->catalog().as_of())
            as_of_ = say(Words{"数据来自只读副本，截至 {}。", "Data from the replica as of {}."}, *time);
    }
    return *replica_;
}

db::Connection& Context::writing() {
    if (!can_write_) {
        auto opened = db::open(connection_ ? database_path() : own_database(*this), db::Mode::write_in_turn);
        require_ours(*opened);
        only_read_ = std::exchange(connection_, std::move(opened));  // what refers to it stays valid
        can_write_ = true;
    }
    return *connection_;
}

Date Context::today() { return cpcc::today(); }

namespace {

// Returns the system's user.
std::string login() {
    const passwd* found = getpwuid(getuid());
    return found ? found->pw_name : std::to_string(getuid());
}

}  // namespace

std::string Context::user() const { return environment("CPCC_USER").value_or(login()); }

// The role determines the office; the configuration may omit it but must not contradict it.
void Context::require_ours(db::Connection& connection) {
    db::require_current(connection);
    const std::string office = store::office_code(connection);
    if (!office.empty() && !config().office_code.empty() && config().office_code != office)
        throw Error(
            Exit::usage,
            say(Words{"在数据库 {} 中，当前角色属于机关 {}，而配置文件的 office.code 是 {}",
                      "in database {}, this role belongs to office {}, but office.code in the configuration is {}"},
                connection.name(), office, config().office_code),
            say(Words{"请改用机关 {} 的角色连接，或修改 office.code",
                      "connect with a role of office {}, or change office.code"},
                config().office_code));
}

store::Author Context::author() {
    const std::string office = config().office_code.empty() ? store::office_code(writing()) : config().office_code;
    store::Author author = identity();
    author.office = office;
    author.check = filing_check(config());
    author.future = future_;
    author.area = config().office_area;
    return author;
}

store::Author Context::identity() const {
    return {.by = user(), .office = "", .today = cpcc::today(), .login = login(), .command = command_};
}

files::WriteOptions Context::write_options() const {
    files::WriteOptions options;
    if (globals_.format) {
        const auto format = files::format_of_name(*globals_.format);
        if (!format)
            throw Error(Exit::usage, say(Words{"不支持“{}”格式", "unknown format \"{}\""}, *globals_.format),
                        say(Words{"可选值：{}", "allowed: {}"}, listed(files::format_names())));
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
    return options.excel || !files::is_data(options.format);
}

void Context::tell(const std::string& sentence) { streams_.err << message_line(sentence) << '\n'; }

void Context::tell_error(Exit exit, const std::string& sentence) {
    if (globals_.errors != "json") return tell(sentence);
    cli::complain(streams_.err, ErrorForm::json, exit, sentence);
}

void Context::complain(Exit exit, const std::string& sentence) {
    const ErrorForm form = globals_.errors == "json" ? ErrorForm::json : ErrorForm::text;
    cli::complain(streams_.err, form, exit, sentence);
}

void Context::note(const std::string& sentence) {
    if (!globals_.quiet) tell(sentence);
}

bool Context::interactive() const { return !globals_.yes && isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

bool Context::confirm(const std::string& question, std::int64_t records) {
    return records <= 3 || !interactive() || ask(question);
}

bool Context::ask(const std::string& question) {
    streams_.err << printable(question) << " [y/N] " << std::flush;
    std::string answer;
    std::getline(streams_.in, answer);
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "是";
}

std::string Context::answer(const std::string& question) {
    streams_.err << printable(question) << say(Words{"：", ": "}) << std::flush;
    std::string text;
    std::getline(streams_.in, text);
    return std::string(trim(text));
}

void Context::require_consent(const std::string& sentence, const std::string& remedy) {
    if (globals_.yes) return;
    if (!interactive()) throw Error(Exit::usage, sentence, remedy);
    if (!ask(sentence + say(Words{"。是否继续？", ". Continue?"})))
        throw Error(Exit::failed, say(Words{"未作任何修改", "nothing was changed"}));
}

}  // namespace cpcc::cli
