#include "cpcc/base/environment.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <iconv.h>

#include <cstdlib>

namespace cpcc {

namespace {

// Returns the charset in the name of the locale: `GBK` in `zh_CN.GBK`; empty if it names none.
std::string charset_of_locale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (!value || !*value) continue;
        const std::string locale(value);
        const auto point = locale.find('.');
        return point == std::string::npos ? "" : locale.substr(point + 1, locale.find('@', point) - point - 1);
    }
    return {};
}

// Returns nothing if the charset is unknown or the text is not in it.
std::optional<std::string> converted(std::string text, const std::string& charset) {
    const iconv_t handle = charset.empty() ? reinterpret_cast<iconv_t>(-1) : ::iconv_open("UTF-8", charset.c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: iconv_open reports failure by it
    std::string utf8(text.size() * 4, '\0');
    char *from = text.data(), *to = utf8.data();
    std::size_t left = text.size(), room = utf8.size();
    const bool whole = ::iconv(handle, &from, &left, &to, &room) != static_cast<std::size_t>(-1) && left == 0;
    ::iconv_close(handle);
    utf8.resize(utf8.size() - room);
    return whole && is_utf8(utf8) ? std::optional(utf8) : std::nullopt;
}

}  // namespace

std::string as_utf8(std::string_view text, std::string_view what) {
    if (is_utf8(text)) return std::string(text);
    const std::string charset = charset_of_locale();
    if (const auto utf8 = converted(std::string(text), charset)) return *utf8;
    throw Error(Exit::usage, say(Words{"{}“{}”不是 UTF-8 文字", "{} \"{}\" is not UTF-8"}, what, text),
                say(Words{"请改用 UTF-8，或用 LC_ALL 写明所用的编码，如 zh_CN.GB18030",
                          "use UTF-8, or name its charset in LC_ALL, e.g. zh_CN.GB18030"}));
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    if (!value || !*value) return std::nullopt;
    return as_utf8(value, say(Words{"环境变量 {} 的值", "environment variable {}:"}, name));
}

}  // namespace cpcc
