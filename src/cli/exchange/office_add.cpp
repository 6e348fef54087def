// cpcc office add
#include "cpcc/store/senders.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "records/record_edit.hpp"

namespace cpcc::cli {

namespace {

struct OfficeAddOptions {
    std::string code, key, areas, level;
    std::optional<std::string> name;
    bool registers = false;
};

int run(Context& context, const OfficeAddOptions& options) {
    const store::Sender sender{options.code,
                               options.name.value_or(""),
                               options.key,
                               comma_separated(options.areas),
                               store::parse_level(options.level),
                               options.registers};
    store::add_sender(context.writing(), context.author(), sender);
    context.note(say(Words{"已登记单位 {}，今后可接收其数据包。", "Office {} is known; its bundles can be taken now."},
                     options.code));
    return 0;
}

Options rows(OfficeAddOptions& o) {
    Option level{.name = "level",
                 .into = &o.level,
                 .help = {"对方最多可报送到哪一级", "the most that it may send"},
                 .value = "LEVEL",
                 .required = true};
    offer(level, store::levels());
    return {
        {.name = "CODE",
         .into = &o.code,
         .help = {"单位编号，如 QS，其记录的编号以“QS-”开头", "office code, e.g. QS: its codes start with \"QS-\""},
         .positional = true,
         .required = true},
        {.name = "key",
         .into = &o.key,
         .help = {"公钥：对方 cpcc key show --public 输出的一行",
                  "public key: what cpcc key show --public prints there"},
         .value = "PUBLIC",
         .required = true},
        {.name = "areas",
         .into = &o.areas,
         .help = {"所辖区划编号，含下级；几个用逗号分隔", "codes of its areas with all below them, comma-separated"},
         .value = "AREA[,AREA]",
         .required = true},
        std::move(level),
        {.name = "name", .into = &o.name, .help = {"单位名称", "name of the office"}, .value = "TEXT"},
        {.name = "registers",
         .into = &o.registers,
         .help = {"该单位是上级，区划、界别和共性议题由它下发",
                  "the office above: areas, sectors and common topics come from it"}}};
}

}  // namespace

Command office_add_command() {
    return command<OfficeAddOptions>(
               "add", {"登记一个报送数据包的单位", "make an office known whose bundles are taken"}, rows, run)
        .explained(
            {"请经可靠途径（如当面）取得公钥。数据包须由该公钥对应的密钥签名，记录须在所辖区划之内，报送级别"
             "不得超过 `--level`。与共用一个数据库的机关（`cpcc grant`）无关。",
             "Get the public key by a safe way, such as in person. A bundle must be signed by its key, its records "
             "must lie in the areas, and it must not hold more than `--level`. This has nothing to do with "
             "offices that share one database (`cpcc grant`)."});
}

}  // namespace cpcc::cli
