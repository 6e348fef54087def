// cpcc report platform
#include "cpcc/report/platform.hpp"

#include "report/life_file_options.hpp"
#include "report/list_options.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context, const LifeFileOptions& options) {
    const auto lists = chosen_lists(context, options.list, report::platform_lists());
    return print_lists(context, report::platform(context.reporting(),
                                                 {options.code, year_or_term(context, options.period), context.today(),
                                                  context.human(), &context.appraisals()},
                                                 lists));
}

Options rows(LifeFileOptions& o) {
    Options options = life_file_options(o, "platform");
    options.push_back(list_option(o.list, report::platform_lists()));
    return options;
}

}  // namespace

Command platform_report_command() {
    return command<LifeFileOptions>("platform", {"平台档案（一站一档）", "the file of one platform"}, rows, run)
        .explained(
            {"列出一个平台的基本情况、下沉委员、开展的活动（含共办）、参加人员、发言、议题、问题、成果及办理、捐赠、考"
             "核得分和表"
             "扬。只计已开展的活动。每行是一条记录，得分表逐项列出所依据的记录。屏幕上依次列出全部表格；其他格式用 "
             "`--list` 选择一张。",
             "Lists a platform's register entry, assigned members, sessions (also as a partner), attendance, "
             "speeches, topics, problems, documents with their handling, gifts, points and commendations. Only "
             "sessions "
             "that were held count. Each row is one record; those of the points are the records behind each point. "
             "A screen shows all lists; other formats show the one that `--list` chooses."})
        .with_example("cpcc report platform QS-P-001 --period 2024", {"一个平台全年的情况", "The year of one platform"})
        .with_example("cpcc report platform QS-P-001 --list sessions --format csv",
                      {"今年开展的活动，存为 CSV", "This year's sessions, as CSV"});
}

}  // namespace cpcc::cli
