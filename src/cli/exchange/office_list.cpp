// cpcc office list
#include "cpcc/base/minisign.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/senders.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct OfficeListOptions {
    bool all = false;
};

int run(Context& context, const OfficeListOptions& options) {
    files::Table table{{},
                       {{"code", say(Words{"编号", "code"})},
                        {"name", say(Words{"名称", "name"})},
                        {"areas", say(Words{"区划", "areas"})},
                        {"level", say(Words{"报送级别", "level"})},
                        {"registers", say(Words{"下发登记册", "gives registers"})},
                        {"key", say(Words{"公钥", "public key"})}},
                       {}};
    if (options.all) table.columns.push_back({"removed", say(Words{"移除时间和原因", "removed"})});
    for (const store::Sender& one : store::senders(context.reading(), options.all)) {
        const auto& level = store::levels()[static_cast<std::size_t>(one.level) - 1];
        std::vector<files::Cell> row{one.code,
                                     files::text_cell(one.name),
                                     files::text_cell(join(one.areas, ",")),
                                     context.human() ? level.label.str() : std::string(level.id),
                                     files::text_cell(one.registers ? say(Words{"是", "yes"}) : ""),
                                     one.key};
        if (!context.human() && one.registers) row[4] = "yes";
        if (options.all) row.push_back(files::text_cell(one.removed));
        table.rows.push_back(std::move(row));
    }
    print(context, table);
    if (table.rows.empty()) context.note(say(Words{"没有登记单位。", "No offices."}));
    return 0;
}

Options rows(OfficeListOptions& o) {
    return {{.name = "all", .into = &o.all, .help = {"含已移除的单位", "include removed offices"}}};
}

}  // namespace

Command office_list_command() {
    return command<OfficeListOptions>("list", {"列出报送数据包的单位", "list the offices whose bundles are taken"},
                                      rows, run);
}

}  // namespace cpcc::cli
