#include "framework/conventions.hpp"

#include <array>

namespace cpcc::cli {

std::span<const ExitCode> exit_codes() {
    static constexpr std::array all{
        ExitCode{Exit::done, "done", {"成功；列表为空也属成功。", "Success, also with an empty list."}},
        ExitCode{Exit::failed, "failed", {"失败，未作任何修改。", "Failed; nothing was changed."}},
        ExitCode{Exit::usage, "usage", {"命令行或配置文件有误。", "The command line or the configuration is wrong."}},
        ExitCode{Exit::rejected,
                 "rejected",
                 {"导入的数据行有误，未导入。", "An import was rejected because of errors in its rows."}},
        ExitCode{Exit::found,
                 "found",
                 {"`cpcc check` 发现错误或警告，`cpcc config check` 发现问题。",
                  "`cpcc check` found an error or a warning, or `cpcc config check` a problem."}},
        ExitCode{Exit::busy,
                 "busy",
                 {"数据库被其他进程占用超过五秒，或服务器暂不接受连接。请稍后再试。",
                  "Another process held the database for more than five seconds, or the server accepts no connection. "
                  "Try again later."}},
    };
    return all;
}

std::span<const NamedPlace> environment_variables() {
    static constexpr std::array all{
        NamedPlace{"CPCC_CONFIG", {"配置文件；`--config` 优先。", "The configuration file; `--config` overrides it."}},
        NamedPlace{"CPCC_TODAY", {"以此日期为今天。", "A date that replaces today."}},
        NamedPlace{"CPCC_USER",
                   {"变更历史中的操作人；默认为登录名。", "The name that the history records (default: the login)."}},
        NamedPlace{"NO_COLOR", {"设置后不显示颜色。", "When set, output has no colour."}},
        NamedPlace{
            "PAGER",
            {"终端上显示超过一屏的内容所用的程序（默认：less）；设为 cat 则不分页。",
             "The program that shows output longer than the screen on a terminal (default: less); `cat`: none."}},
        NamedPlace{"LC_ALL, LC_MESSAGES, LANG",
                   {"`--lang` 和配置都没有指明语言时，取其中第一个有值的：zh 开头为中文，否则为英文。",
                    "The language, if neither `--lang` nor the configuration sets it: the first that is set, Chinese "
                    "for zh…, else English."}},
        NamedPlace{"XDG_CONFIG_HOME, HOME",
                   {"查找配置文件的位置，见“文件”。", "Where the configuration is looked for; see FILES."}},
        NamedPlace{"PGPASSWORD, PGPASSFILE",
                   {"PostgreSQL 的密码和密码文件；默认读 ~/.pgpass。",
                    "The password for PostgreSQL, or the file that holds it (default: ~/.pgpass)."}},
    };
    return all;
}

std::span<const NamedPlace> files_used() {
    static constexpr std::array all{
        NamedPlace{
            "cpcc.toml",
            {"配置文件。依次查找 "
             "`--config`、`$CPCC_CONFIG`、`./cpcc.toml`、`$XDG_CONFIG_HOME/cpcc/cpcc.toml`（未设时为 "
             "`~/.config`）、`/etc/cpcc/cpcc.toml`，取第一个。其他用户可以修改的配置文件，以及属于其他用户的 "
             "`./cpcc.toml`，须用 `--config` 指定。",
             "The configuration: the first of `--config`, `$CPCC_CONFIG`, `./cpcc.toml`, "
             "`$XDG_CONFIG_HOME/cpcc/cpcc.toml` (default: `~/.config`) and `/etc/cpcc/cpcc.toml`. One that another "
             "user may write, and a `./cpcc.toml` that another user owns, must be named by `--config`."}},
        NamedPlace{"cpcc.db",
                   {"SQLite 数据库。数据库及其副本只有所有者可以读写。",
                    "The SQLite database. Only its owner can read and write it and its copies."}},
        NamedPlace{"cpcc.db-queue",
                   {"写入期间的空文件：各进程在此按先后排队，最后一个进程将其删除。",
                    "An empty file while the database is written: processes queue here in order, and the last one "
                    "removes it."}},
    };
    return all;
}

}  // namespace cpcc::cli
