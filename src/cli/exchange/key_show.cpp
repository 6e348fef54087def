// cpcc key show
#include "exchange/key_file.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct KeyShowOptions {
    bool only_public = false;
};

int run(Context& context, const KeyShowOptions& options) {
    const minisign::PublicKey key = read_key(context).public_key();
    if (options.only_public) {
        context.streams().out << key.text() << '\n';
        return 0;
    }
    return print_report(context, {{},
                                  {{"key", say(Words{"密钥号", "key"})},
                                   {"file", say(Words{"文件", "file"})},
                                   {"public", say(Words{"公钥", "public key"})}},
                                  {{key.name(), signing_key_path(context), key.text()}}});
}

Options rows(KeyShowOptions& o) {
    return {{.name = "public",
             .into = &o.only_public,
             .help = {"只输出公钥，一行，minisign 格式", "print only the public key, one line as minisign writes it"}}};
}

}  // namespace

Command key_show_command() {
    return command<KeyShowOptions>("show", {"查看本单位的签名密钥和公钥", "show this office's key and its public part"},
                                   rows, run)
        .explained({"不显示密钥本身。公钥用于 `cpcc office add`，也可用于 `minisign -V`。",
                    "It never shows the secret part. The public key is for `cpcc office add`, and for `minisign -V`."});
}

}  // namespace cpcc::cli
