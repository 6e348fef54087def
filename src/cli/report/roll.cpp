// cpcc report roll
#include "cpcc/report/roll.hpp"

#include "report/list_options.hpp"

namespace cpcc::cli {

namespace {

struct RollOptions {
    std::string code;
    std::optional<std::string> list;
};

int run(Context& context, const RollOptions& options) {
    const auto lists = chosen_lists(context, options.list, report::roll_lists());
    return print_lists(context, report::roll(context.reporting(), {options.code, context.human()}, lists));
}

Options rows(RollOptions& o) {
    return {{.name = "CODE",
             .into = &o.code,
             .help = {"活动编号", "code of the session"},
             .positional = true,
             .required = true,
             .kind = "session"},
            list_option(o.list, report::roll_lists())};
}

}  // namespace

Command roll_command() {
    return command<RollOptions>("roll", {"一场活动的纪要和名单", "minutes and roll of one session"}, rows, run)
        .explained({"列出一场活动的日期、地点、议题、人次和纪要，委员名单（到场、请假、缺席）和参加单位及其角色。"
                    "人次所依据的记录即委员名单各行，未列名的除外。",
                    "Lists a session's date, place, topic, counts and summary, its members (present, on leave, absent) "
                    "and its units with their roles. The rows of the members are the records behind the counts, "
                    "except for members who are not named."})
        .with_example("cpcc report roll QS-S2024-00001", {"一场活动的纪要和名单", "The minutes and roll of a session"})
        .with_example("cpcc report roll QS-S2024-00001 --list members --format csv",
                      {"委员名单，存为 CSV", "Its members, as CSV"});
}

}  // namespace cpcc::cli
