// cpcc bundle take
#include "cpcc/base/error.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/report/summary.hpp"
#include "exchange/bundle_file.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

struct BundleTakeOptions {
    std::vector<std::string> files;
    bool dry_run = false;
};

// Returns the known sender of the bundle. A first bundle of registers makes its office known.
store::Sender sender_of(Context& context, const BundleFile& bundle, bool dry_run) {
    const std::string& code = bundle.said("office");
    if (const auto sender = store::find_sender(context.writing(), code)) return *sender;
    const auto all = store::senders(context.writing(), true);
    const bool has_city = std::any_of(all.begin(), all.end(), [](const store::Sender& one) { return one.registers; });
    if (bundle.said("registers") != "yes" || has_city)
        throw Error(Exit::failed, say(Words{"{}：未登记单位 {}", "{}: office {} is not known"}, bundle.name, code),
                    say(Words{"请用 cpcc office add 登记其公钥", "make it known with cpcc office add"}));
    const store::Sender city{code, bundle.said("name"), bundle.said("key"), {}, store::Level::whole, true};
    if (!dry_run) store::add_sender(context.writing(), context.author(), city);
    context.note(say(Words{"今后信任 {} {} 的登记册，公钥为 {}，请与对方核对。",
                           "From now on registers of {} {} are trusted, by the key {}. Check it with them."},
                     code, city.name, city.key));
    return city;
}

// Throws unless the sender may send the bundle.
void require_right(const BundleFile& bundle, const store::Sender& sender) {
    const auto key = minisign::public_key(sender.key);
    if (!key || !bundle.is_signed_by(*key))
        throw Error(Exit::failed,
                    say(Words{"{}：不是单位 {} 的密钥签名", "{}: not signed by the key of office {}"}, bundle.name,
                        sender.code),
                    say(Words{"请与对方核对；如其更换了密钥，请先移除再重新登记",
                              "ask them; if they changed their key, remove the office and add it again"}));
    const store::Level level = store::parse_level(bundle.said("level"));
    if (level > sender.level)
        throw Error(
            Exit::failed,
            say(Words{"{}：单位 {} 只能报送到 {} 级，数据包是 {} 级",
                      "{}: office {} may send up to the level {}, and the bundle has {}"},
                bundle.name, sender.code, store::id_of(sender.level), store::id_of(level)),
            say(Words{"请对方用 --level {} 重新生成", "ask for one with --level {}"}, store::id_of(sender.level)));
    if (bundle.number("schema") > db::migrations().back().number)
        throw Error(Exit::failed, say(Words{"{} 由较新的 cpcc 生成", "{} was written by a newer cpcc"}, bundle.name),
                    say(Words{"请升级 cpcc", "upgrade cpcc"}));
}

store::ReceivedBundle received(const BundleFile& bundle, store::Sender sender) {
    return {std::move(sender),     bundle.said("replica"),
            bundle.number("head"), bundle.number("follows"),
            bundle.said("period"), store::parse_level(bundle.said("level")),
            bundle.hash,           bundle.name,
            versions_in(bundle)};
}

// Names the figures of the sender that the records here do not give.
void compare_figures(Context& context, const BundleFile& bundle) {
    files::Table here;
    std::string asked;
    for (const auto& line : rows_in(bundle, "figures.csv")) {
        const auto &area = line.at(0), &period = line.at(1), &measure = line.at(2), &value = line.at(3);
        if (area + " " + period != asked) {
            asked = area + " " + period;
            report::SummarySpec spec;
            spec.period = Period::parse(period, context.today());
            spec.area = area;
            spec.measures = report::ask({}, {});
            here = report::summary(context.writing(), spec);
        }
        const auto column = std::find_if(here.columns.begin(), here.columns.end(),
                                         [&](const files::Column& one) { return one.id == measure; });
        if (column == here.columns.end()) continue;
        files::Table cell{
            {}, {*column}, {{here.rows.front()[static_cast<std::size_t>(column - here.columns.begin())]}}};
        std::string own = csv_of(cell);
        own = own.substr(own.find('\n') + 1);
        own.pop_back();
        if (own == "\"\"") own.clear();
        if (own != value)
            context.note(say(Words{"{}：数字不一致：{} {} {} 对方为 {}，本库为 {}。",
                                   "{}: figures differ: {} {} {} is {} there and {} here."},
                             bundle.name, area, period, measure, value.empty() ? "-" : value, own.empty() ? "-" : own));
    }
}

int run(Context& context, const BundleTakeOptions& options) {
    files::Table table{{},
                       {{"file", say(Words{"文件", "file"})},
                        {"office", say(Words{"单位", "office"})},
                        {"added", say(Words{"新增", "added"}), files::CellType::integer},
                        {"changed", say(Words{"修改", "changed"}), files::CellType::integer},
                        {"unchanged", say(Words{"未变", "unchanged"}), files::CellType::integer},
                        {"older", say(Words{"较旧", "older"}), files::CellType::integer},
                        {"waiting", say(Words{"待引用", "waiting"}), files::CellType::integer},
                        {"conflicts", say(Words{"冲突", "conflicts"}), files::CellType::integer},
                        {"refused", say(Words{"拒收", "refused"}), files::CellType::integer}},
                       {}};
    std::int64_t refused = 0;
    for (const std::string& path : options.files) {
        const BundleFile bundle = read_bundle(path);
        store::Sender sender = sender_of(context, bundle, options.dry_run);
        require_right(bundle, sender);
        const store::Taken taken =
            store::take(context.writing(), context.author(), received(bundle, std::move(sender)), options.dry_run);
        for (const std::string& note : taken.notes) context.tell(note);
        refused += taken.refused;
        table.rows.push_back({bundle.name, bundle.said("office"), taken.added, taken.changed, taken.unchanged,
                              taken.older, taken.waiting, taken.conflicts, taken.refused});
        if (!options.dry_run) compare_figures(context, bundle);
    }
    if (options.dry_run) context.note(say(Words{"试接收：未保存任何数据。", "Dry run: nothing was saved."}));
    if (!context.globals().quiet) print(context, std::move(table));
    return refused == 0 ? 0 : static_cast<int>(Exit::rejected);
}

Options rows(BundleTakeOptions& o) {
    return {{.name = "FILE",
             .into = &o.files,
             .help = {"一个或几个数据包", "one or more bundles"},
             .positional = true,
             .required = true,
             .file = true},
            {.name = "dry-run", .into = &o.dry_run, .help = {"试接收，不保存", "check everything, save nothing"}}};
}

}  // namespace

Command bundle_take_command() {
    return command<BundleTakeOptions>("take", {"接收其他单位的数据包", "take the bundles of other offices"}, rows, run)
        .explained(
            {"每个数据包为一个整体。每条记录以其所属单位最新的版本为准，与接收的先后、重复和重叠无关：较旧的略过，"
             "作废和恢复随之生效，数据包中没有的记录不变。所引用的记录尚未收到的，先等待，不计入统计，收到后自动生效。"
             "不属于报送单位的记录拒收，退出码为 3。",
             "Each bundle is one transaction. Of each record the newest version of its owner counts, whatever the "
             "order, repetition or overlap of bundles: an older one goes by, voiding and restoring travel, and "
             "what a bundle does not have stays. A record waits, and does not count, while one that it refers to is "
             "not here. A record that is not the sender's own is refused, with exit status 3."});
}

}  // namespace cpcc::cli
