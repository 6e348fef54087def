// cpcc key new
#include "cpcc/base/error.hpp"
#include "cpcc/files/output_file.hpp"
#include "exchange/key_file.hpp"

#include <filesystem>
#include <ostream>

namespace cpcc::cli {

namespace {

int run(Context& context) {
    const std::string path = signing_key_path(context);
    if (std::filesystem::exists(path))
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, path),
                    say(Words{"如需换用新密钥，请先移走该文件；收到本单位数据包的单位须重新登记公钥",
                              "to change keys, move it away first; offices that take your bundles must learn the new "
                              "one"}));
    const minisign::SecretKey key = minisign::new_key();
    files::OutputFile file(path, files::OutputFile::ReadableBy::owner);
    file.stream() << key.text();
    file.commit();
    context.note(
        say(Words{"签名密钥已写入 {}，请另行备份，勿交他人。", "Key written to {}. Back it up, and keep it secret."},
            path));
    context.note(say(Words{"请将公钥告知接收数据包的单位：{}", "Give the public key to who takes your bundles: {}"},
                     key.public_key().text()));
    return 0;
}

}  // namespace

Command key_new_command() {
    return plain_command("new", {"新建本单位的签名密钥", "make a key that signs this office's bundles"}, run)
        .explained({"密钥写在配置文件旁边，扩展名为 `.key`，只有本人可读，格式同 minisign（Ed25519，不设密码）。",
                    "The key is a file beside the configuration, with the extension `.key`, that only you can read. It "
                    "has the format of minisign (Ed25519, without a password)."});
}

}  // namespace cpcc::cli
