// cpcc bundle show
#include "exchange/bundle_file.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct BundleShowOptions {
    std::string file;
};

int run(Context& context, const BundleShowOptions& options) {
    const BundleFile bundle = read_bundle(options.file);
    files::Table table{{bundle.name, {}},
                       {{"kind", say(Words{"类别", "kind"})},
                        {"versions", say(Words{"记录", "records"}), files::CellType::integer},
                        {"voided", say(Words{"其中作废", "voided"}), files::CellType::integer}},
                       {}};
    for (const char* key : {"office", "name", "key", "replica", "schema", "follows", "head", "period", "level"})
        if (!bundle.said(key).empty()) table.heading.notes.push_back(fmt::format("{}: {}", key, bundle.said(key)));
    for (const store::ReceivedVersions& received : versions_in(bundle)) {
        std::int64_t voided = 0;
        for (const store::Version& version : received.versions) voided += version.rows.back().back().empty() ? 0 : 1;
        table.rows.push_back(
            {context.human() ? std::string(received.kind->label.get()) : std::string(received.kind->id),
             static_cast<std::int64_t>(received.versions.size()), voided});
    }
    print(context, std::move(table));
    return 0;
}

Options rows(BundleShowOptions& o) {
    return {{.name = "FILE",
             .into = &o.file,
             .help = {"数据包文件", "bundle"},
             .positional = true,
             .required = true,
             .file = true}};
}

}  // namespace

Command bundle_show_command() {
    return command<BundleShowOptions>(
               "show", {"查看数据包的来源和内容", "show where a bundle comes from and what it has"}, rows, run)
        .explained({"检查文件是否完整、签名与所附公钥是否相符；该公钥是否可信，由 `cpcc bundle take` 判断。",
                    "Checks that the file is whole and signed by the key in it. Whether that key may be trusted is for "
                    "`cpcc bundle take` to say."});
}

}  // namespace cpcc::cli
