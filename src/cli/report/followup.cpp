// cpcc report followup
#include "cpcc/report/followup.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FollowupOptions {
    std::optional<std::string> on, area;
};

int run(Context& context, const FollowupOptions& options) {
    const Date on = *Date::parse(day_or_today(context, "on", options.on));
    const Config& config = context.config();
    return print_list(context, report::followup(context.reporting(), {on, options.area, config.workdays, config.lookback_after, context.human()}));
}

Options rows(FollowupOptions& o) {
    return {{.name = "on", .into = &o.on, .help = {"以哪天为准，默认今天", "as of which day; today where none is given"}, .value = "DATE"},
            area_option(o.area)};
}

}  // namespace

Command followup_command() {
    return command<FollowupOptions>("followup", {"反弹的、超期的问题，和该回头看的", "problems relapsed and overdue, and look-backs that are due"}, rows, run);
}

}  // namespace cpcc::cli
