// cpcc bundle write
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "exchange/bundle_writing.hpp"
#include "framework/common_options.hpp"

namespace cpcc::cli {

namespace {

struct BundleWriteOptions {
    bool full = false;
    std::optional<std::string> since, period, level;
};

int run(Context& context, const BundleWriteOptions& options) {
    BundleContent content;
    if (options.full && options.since)
        throw Error(Exit::usage, say(Words{"--full 与 --since 不能同用", "--full and --since exclude each other"}));
    if (options.since) {
        const auto since = whole_number(*options.since);
        if (!since)
            throw Error(Exit::usage,
                        say(Words{"--since：“{}”不是数字", "--since: \"{}\" is not a number"}, *options.since),
                        say(Words{"请填上一个数据包的截至数（head）", "use the head of the bundle before"}));
        content.since = *since;
    }
    if (options.period) content.period = Period::parse(*options.period, context.today());
    if (options.level) content.level = store::parse_level(*options.level);
    if (content.level == store::Level::figures && !content.period)
        throw Error(Exit::usage, say(Words{"只报数字时请用 --period 写明时段", "--level figures needs --period"}));
    write_bundle(context, content);
    return 0;
}

Options rows(BundleWriteOptions& o) {
    Option level{.name = "level",
                 .into = &o.level,
                 .help = {"报送级别（默认：whole）", "how much to send (default: whole)"},
                 .value = "LEVEL"};
    offer(level, store::levels());
    return {{.name = "full", .into = &o.full, .help = {"全部记录（默认）", "every record (default)"}},
            {.name = "since",
             .into = &o.since,
             .help = {"只含此后有变动的记录：上一个数据包的截至数",
                      "only records that changed since: the head of the bundle before"},
             .value = "HEAD"},
            period_option(o.period, {"附上本单位该时段的数字，供对方核对（默认：不附）",
                                     "add the office's own figures of this period, to agree on (default: none)"}),
            std::move(level)};
}

}  // namespace

Command bundle_write_command() {
    return command<BundleWriteOptions>(
               "write", {"将本单位的记录生成签名的数据包", "write this office's records as a signed bundle"}, rows, run)
        .explained(
            {"写入 `--output` 指定的文件。数据包含编号以本单位编号开头的记录及其所属内容，作废的记录连同原因一并"
             "报送；电话从不报送。内容相同，文件逐字节相同。`--level counts` "
             "不含委员，参加人员折为人次；`--level figures` 只含数字。",
             "Writes the file of `--output`. A bundle has the records whose codes begin with the office's own, and "
             "what belongs to them; voided ones with the reason; phones never. The same content gives the same "
             "bytes. With `--level counts` there are no people, and attendances become headcounts; with `--level "
             "figures` there are only figures."});
}

}  // namespace cpcc::cli
