#include "exchange/key_file.hpp"

#include "cpcc/base/error.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cpcc::cli {

std::string signing_key_path(Context& context) {
    const std::string& config = context.config().path;
    if (config.empty())
        throw Error(
            Exit::usage,
            say(Words{"没有配置文件，签名密钥应放在其旁边", "no configuration file, and the key belongs beside it"}),
            say(Words{"请先用 cpcc init 新建，或用 --config 指定", "run cpcc init, or name one with --config"}));
    return std::filesystem::path(config).replace_extension(".key").string();
}

minisign::SecretKey read_key(Context& context) {
    const std::string path = signing_key_path(context);
    std::ifstream file(path, std::ios::binary);
    struct stat about {};
    if (!file || ::stat(path.c_str(), &about) != 0)
        throw Error(Exit::failed, say(Words{"没有签名密钥 {}", "there is no key {}"}, path),
                    say(Words{"请用 cpcc key new 新建", "make one: cpcc key new"}));
    if ((about.st_mode & 077U) != 0)
        throw Error(
            Exit::failed, say(Words{"其他用户可以读取签名密钥 {}", "other users can read the key {}"}, path),
            say(Words{"请执行 chmod 600 {}，并考虑换用新密钥", "run chmod 600 {}, and consider a new key"}, path));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto key = minisign::secret_key(text);
    if (!key)
        throw Error(Exit::failed,
                    say(Words{"{} 不是有效的签名密钥（或设有密码）", "{} is not a key without a password"}, path),
                    say(Words{"请恢复备份，或移走该文件后用 cpcc key new 新建",
                              "restore it from a backup, or move it away and run cpcc key new"}));
    return std::move(*key);
}

}  // namespace cpcc::cli
