// cpcc bundle list
#include "cpcc/store/taking.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

struct BundleListOptions {
    std::optional<std::string> period;
};

int run(Context& context, const BundleListOptions& options) {
    files::Table table{{},
                       {{"office", say(Words{"单位", "office"})},
                        {"name", say(Words{"名称", "name"})},
                        {"taken_at", say(Words{"接收时间", "taken at"})},
                        {"period", say(Words{"时段", "period"})},
                        {"level", say(Words{"级别", "level"})},
                        {"follows", say(Words{"自", "follows"}), files::CellType::integer},
                        {"head", say(Words{"至", "head"}), files::CellType::integer},
                        {"gap", say(Words{"缺前包", "gap"})},
                        {"file", say(Words{"文件", "file"})}},
                       {}};
    std::optional<std::string> period;
    if (options.period) period = Period::parse(*options.period, context.today()).text();
    const auto bundles = store::taken_bundles(context.reading());
    for (const store::Sender& sender : store::senders(context.reading(), false)) {
        bool any = false;
        for (const store::TakenBundle& one : bundles) {
            if (one.sender != sender.code || (period && one.period != *period)) continue;
            any = true;
            table.rows.push_back({one.sender, files::text_cell(sender.name), one.at, files::text_cell(one.period),
                                  std::string(store::id_of(one.level)), one.follows, one.head,
                                  files::text_cell(!one.gap          ? ""
                                                   : context.human() ? say(Words{"是", "yes"})
                                                                     : "yes"),
                                  one.file});
        }
        if (any) continue;
        table.rows.push_back({sender.code, files::text_cell(sender.name), {}, {}, {}, {}, {}, {}, {}});
        const auto last = std::find_if(bundles.rbegin(), bundles.rend(),
                                       [&](const store::TakenBundle& one) { return one.sender == sender.code; });
        context.note(
            last == bundles.rend()
                ? say(Words{"单位 {} 从未报送。", "Office {} has never sent a bundle."}, sender.code)
                : say(Words{"单位 {} 未报送 {}；最近一次在 {}。", "Office {} has not sent {}; its last was on {}."},
                      sender.code, period.value_or(""), last->at));
    }
    print(context, std::move(table));
    return 0;
}

Options rows(BundleListOptions& o) {
    return {period_option(o.period, {"只列附有该时段数字的数据包，并指出谁未报送",
                                     "only bundles with figures of this period, and who has not sent one"})};
}

}  // namespace

Command bundle_list_command() {
    return command<BundleListOptions>(
        "list",
        {"列出已接收的数据包，指出缺漏和未报送的单位", "list the bundles that were taken, gaps, and who has not sent"},
        rows, run);
}

}  // namespace cpcc::cli
