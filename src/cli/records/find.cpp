// cpcc find
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/search.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FindOptions {
    std::string text;
    std::optional<std::string> kinds, limit;
    bool all = false;
};

store::Search search_of(const FindOptions& options) {
    store::Search search;
    search.text = trim(options.text);
    if (search.text.empty()) throw Error(Exit::usage, say(Words{"请写明要查找的文字", "missing text to find"}));
    for (const std::string& name : comma_separated(options.kinds)) search.kinds.push_back(&kind_named(name));
    search.voided_too = options.all;
    if (options.limit) search.limit = static_cast<std::size_t>(limit_of(*options.limit));
    return search;
}

int run(Context& context, const FindOptions& options) {
    const store::Search search = search_of(options);
    std::size_t more = 0;
    files::Table table{{},
                       {{"kind", say(Words{"类别", "kind"})},
                        {"code", say(Words{"编号", "code"})},
                        {"title", say(Words{"名称、题目", "name or title"})},
                        {"day", say(Words{"日期", "day"}), files::CellType::date},
                        {"area", say(Words{"区划", "area"})},
                        {"area_name", say(Words{"区划名称", "area name"})}},
                       {}};
    if (options.all) table.columns.push_back({"voided", say(Words{"作废", "voided"})});
    for (const store::Hit& hit : store::search(context.reading(), search, more)) {
        table.rows.push_back({context.human() ? hit.kind->label.str() : std::string(hit.kind->id), hit.code,
                              files::text_cell(hit.title),
                              hit.day ? files::Cell{std::int64_t{hit.day->packed()}} : files::Cell{},
                              files::text_cell(hit.area), files::text_cell(hit.area_name)});
        if (!options.all) continue;
        const std::string yes = context.human() ? say(Words{"是", "yes"}) : "yes";
        table.rows.back().push_back(hit.voided ? files::Cell{yes} : files::Cell{});
    }
    print_report(context, std::move(table));
    if (more > 0) context.note(say(Words{"另有 {} 条未列出。", "{} more not listed."}, more));
    return 0;
}

Options rows(FindOptions& o) {
    return {{.name = "TEXT",
             .into = &o.text,
             .help = {"编号、名称或题目的一部分；人和地点也可用拼音",
                      "part of a code, name or title; also pinyin for people and places"},
             .positional = true,
             .required = true},
            {.name = "kind",
             .into = &o.kinds,
             .help = {"限定记录类别，逗号分隔", "comma-separated kinds of record"},
             .value = "KIND,…",
             .choices = kind_ids(),
             .labels = kind_labels()},
            limit_option(o.limit, {"最多显示条数", "maximum number of records"}),
            {.name = "all", .into = &o.all, .help = {"含已作废记录", "include voided records"}}};
}

}  // namespace

Command find_command() {
    return command<FindOptions>(
               "", {"按编号、名称、题目查找各类记录", "find records of every kind by code, name or title"}, rows, run)
        .explained(
            {"文字出现在编号、名称或题目的任何位置都算。委员、平台、区划等名称也可用拼音或拼音首字母，至少两个字母。"
             "与所填文字完全相同的列在前面。查看一条记录用 `cpcc 类别 show 编号`。",
             "The text may be anywhere in the code, name or title. Names of members, platforms, areas and other "
             "registers are also found by pinyin or its initials, with two letters or more. Records that equal "
             "the text come first. To see one, run `cpcc KIND show CODE`."})
        .with_example("cpcc find 花园",
                      {"名称或题目含“花园”的各类记录", "Records of every kind with 花园 in a name or title"})
        .with_example("cpcc find wl --kind member",
                      {"按拼音首字母找委员", "Find members by the initials of their pinyin"});
}

}  // namespace cpcc::cli
