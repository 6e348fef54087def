// cpcc report member
#include "cpcc/report/member.hpp"

#include "report/life_file_options.hpp"
#include "report/list_options.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context, const LifeFileOptions& options) {
    const auto lists = chosen_lists(context, options.list, report::member_lists());
    return print_lists(context, report::member(context.reporting(),
                                               {options.code, year_or_term(context, options.period), context.today(),
                                                context.human(), &context.appraisals()},
                                               lists));
}

Options rows(LifeFileOptions& o) {
    Options options = life_file_options(o, "member");
    options.push_back(list_option(o.list, report::member_lists()));
    return options;
}

}  // namespace

Command member_report_command() {
    return command<LifeFileOptions>("member", {"委员履职档案（一人一档）", "the file of one member"}, rows, run)
        .explained(
            {"列出一名委员的基本情况、下沉安排、参加活动、发言、提出的问题、成果及办理、捐赠、认领、结对、分工、考核得"
             "分和表扬"
             "。只计已开展的活动。每行是一条记录，得分表逐项列出所依据的记录。屏幕上依次列出全部表格；其他格式用 "
             "`--list` 选择一张。",
             "Lists a member's register entry, assignments, attendance, speeches, problems, documents with their "
             "handling, gifts, pledges, pairings, duties, points and commendations. Only sessions that were held "
             "count. Each row is one record; those of the points are the records behind each point. "
             "A screen shows all lists; other formats show the one that `--list` chooses."})
        .with_example("cpcc report member QS-M-001 --period 2024", {"一名委员全年的履职情况", "The year of one member"})
        .with_example("cpcc report member QS-M-001 --period term --list attendance --format csv",
                      {"任职以来参加的全部活动", "All sessions of the member's term, as CSV"});
}

}  // namespace cpcc::cli
