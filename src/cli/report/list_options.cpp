#include "report/list_options.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "framework/common_options.hpp"
#include "framework/output.hpp"

#include <algorithm>
#include <numeric>

namespace cpcc::cli {

Option list_option(std::optional<std::string>& into, std::span<const records::Choice> lists) {
    Option option{.name = "list",
                  .into = &into,
                  .help = {"显示其中一张表（默认：列出全部；CSV、JSON 只列第一张）",
                           "one of the lists (default: all; CSV and JSON: the first)"},
                  .value = "WORD"};
    offer(option, lists);
    return option;
}

std::vector<std::size_t> chosen_lists(Context& context, const std::optional<std::string>& word,
                                      std::span<const records::Choice> lists) {
    if (!word && !writes_data(context)) {
        std::vector<std::size_t> all(lists.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    if (!word && lists.size() > 1) {
        std::vector<std::string> others;
        for (std::size_t i = 1; i < lists.size(); ++i) others.emplace_back(lists[i].id);
        context.note(say(Words{"此格式只列第一张表；其他表请加 --list：{}。",
                               "This format has the first list only; select another with --list: {}."},
                         listed(others)));
    }
    const auto found =
        word ? std::find_if(lists.begin(), lists.end(), [&](const auto& list) { return list.id == *word; })
             : lists.begin();
    if (found != lists.end()) return {static_cast<std::size_t>(found - lists.begin())};
    std::vector<std::string> ids;
    for (const records::Choice& list : lists) ids.emplace_back(list.id);
    throw Error(Exit::usage, say(Words{"--list 不能为“{}”", "--list cannot be \"{}\""}, *word),
                say(Words{"可选值：{}", "allowed: {}"}, listed(ids)));
}

int print_lists(Context& context, report::ListReport report) {
    files::Heading& last = report.lists.back().heading;
    last.notes.insert(last.notes.end(), report.heading.notes.begin(), report.heading.notes.end());
    if (report.lists.size() > 1) return print_report(context, {report.heading.title, std::move(report.lists)});
    last.title = fmt::format("{}  {}", last.title, report.heading.title);
    return print_report(context, report.lists.front());
}

}  // namespace cpcc::cli
