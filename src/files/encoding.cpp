#include "encoding.hpp"

#include "cpcc/base/ascii.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace cpcc::files {

namespace {

struct NamedCharset {
    std::string_view name;
    Charset charset;
};

// `name_of` returns the first name of each charset.
constexpr std::array<NamedCharset, 10> charset_names{{{"utf-8", Charset::utf8},
                                                      {"utf8", Charset::utf8},
                                                      {"utf-16le", Charset::utf16le},
                                                      {"utf-16be", Charset::utf16be},
                                                      {"gb18030", Charset::gb18030},
                                                      {"gb-18030", Charset::gb18030},
                                                      {"gbk", Charset::gbk},
                                                      {"cp936", Charset::gbk},
                                                      {"gb2312", Charset::gb2312},
                                                      {"big5", Charset::big5}}};

constexpr std::size_t raw_block = std::size_t{64} * 1024;

bool is_ascii(std::string_view text) noexcept {
    constexpr std::uint64_t high = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if ((word & high) != 0) return false;
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_valid(std::string_view text) noexcept { return is_ascii(text) || is_utf8(text); }

// Returns the length of the text without an incomplete character at its end.
std::size_t whole_characters(std::string_view text) noexcept {
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        const std::size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return need > back ? text.size() - back : text.size();
    }
    return text.size();
}

// Counts the Chinese characters in UTF-8 and the bytes that are not UTF-8.
struct Utf8Share {
    std::size_t chinese = 0;
    std::size_t bad = 0;

    void count(std::string_view text) noexcept {
        if (bad == 0 && is_valid(text)) {
            // In valid UTF-8, only the first byte of a character of three or four bytes is so high.
            chinese += static_cast<std::size_t>(
                std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; }));
            return;
        }
        for (std::size_t i = 0; i < text.size();) {
            if (static_cast<unsigned char>(text[i]) < 0x80) {
                ++i;
                continue;
            }
            std::size_t length = 0;
            for (const std::size_t bytes : {2U, 3U, 4U})
                if (length == 0 && is_utf8(text.substr(i, bytes)) && text.size() - i >= bytes) length = bytes;
            if (length == 0) ++bad;
            if (length >= 3) ++chinese;
            i += std::max<std::size_t>(length, 1);
        }
    }
};

int newlines(std::string_view text) noexcept { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

// Returns the first line that has an invalid byte, counted from 0.
int bad_line(std::string_view text) noexcept {
    for (int line = 0;; ++line) {
        const auto end = text.find('\n');
        if (!is_utf8(text.substr(0, end)) || end == std::string_view::npos) return line;
        text.remove_prefix(end + 1);
    }
}

// Returns the charset to read with. GB18030 replaces gbk and gb2312, because it contains both and people use the names
// loosely.
Charset as_read(Charset charset) noexcept {
    return charset == Charset::gbk || charset == Charset::gb2312 ? Charset::gb18030 : charset;
}

std::string code_point(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
    unsigned code = byte(0);
    if (character.size() == 2) code = (code & 0x1FU) << 6 | (byte(1) & 0x3FU);
    if (character.size() == 3) code = (code & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    if (character.size() == 4)
        code = (code & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU);
    return fmt::format("U+{:04X}", code);
}

[[noreturn]] void fail_character(std::string_view rest, Charset charset) {
    const auto lead = static_cast<unsigned char>(rest.front());
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    const std::string_view character = rest.substr(0, bytes);
    const Words hint{"请改用 --encoding utf-8，或修改该字符", "use --encoding utf-8, or change the character"};
    if (!is_utf8(character) || character.empty())
        throw Error(Exit::failed, say(Words{"要写入的文字含有无效的 UTF-8 字节 0x{:02X}",
                                            "the text to write contains an invalid UTF-8 byte 0x{:02X}"},
                                      static_cast<unsigned>(lead)));
    throw Error(Exit::failed,
                say(Words{"{} 编码不支持字符“{}”（{}）", "encoding {} cannot represent \"{}\" ({})"}, name_of(charset),
                    character, code_point(character)),
                hint.str());
}

}  // namespace

std::optional<Charset> charset_of_name(std::string_view name) {
    const std::string lowered = lower(name);
    const auto found = std::find_if(charset_names.begin(), charset_names.end(),
                                    [&](const NamedCharset& each) { return each.name == lowered; });
    if (found == charset_names.end()) return std::nullopt;
    return found->charset;
}

std::string name_of(Charset charset) {
    const auto found = std::find_if(charset_names.begin(), charset_names.end(),
                                    [&](const NamedCharset& each) { return each.charset == charset; });
    return std::string(found->name);
}

Converter::Converter(Charset from, Charset to) : handle_(::iconv_open(name_of(to).c_str(), name_of(from).c_str())) {
    // NOLINTNEXTLINE: iconv_open reports failure by this value
    if (handle_ == reinterpret_cast<void*>(-1))
        throw Error(
            Exit::failed,
            say(Words{"本机的 iconv 不支持 {} 与 {} 之间的转换", "iconv on this machine cannot convert from {} to {}"},
                name_of(from), name_of(to)),
            say(Words{"请安装 C 库的 gconv 模块，或改用 UTF-8",
                      "install the gconv modules of the C library, or use UTF-8"}));
}

Converter::~Converter() { ::iconv_close(handle_); }

Converter::Stop Converter::convert(std::string_view& in, char*& to, std::size_t& room) {
    char* from = const_cast<char*>(in.data());  // iconv lacks the const, but does not write there
    std::size_t left = in.size();
    const std::size_t result = ::iconv(handle_, &from, &left, &to, &room);
    const int cause = errno;
    in.remove_prefix(in.size() - left);
    if (result != static_cast<std::size_t>(-1)) return Stop::done;
    return cause == E2BIG ? Stop::room : cause == EINVAL ? Stop::incomplete : Stop::bad;
}

Encoder::Encoder(Charset charset)
    : charset_(charset), converter_(std::make_unique<Converter>(Charset::utf8, charset)) {}

void Encoder::append(std::string_view utf8, std::string& to) {
    while (!utf8.empty()) {
        const std::size_t used = to.size();
        std::size_t room = utf8.size() * 2 + 16;
        to.resize(used + room);
        char* at = to.data() + used;
        const auto stop = converter_->convert(utf8, at, room);
        to.resize(to.size() - room);
        if (stop == Converter::Stop::bad || stop == Converter::Stop::incomplete) fail_character(utf8, charset_);
    }
}

Charset detect(Input& input) {
    const std::string head = input.head(4);
    if (head.starts_with("\xEF\xBB\xBF")) return Charset::utf8;
    if (head.starts_with("\xFF\xFE")) return Charset::utf16le;
    if (head.starts_with("\xFE\xFF")) return Charset::utf16be;
    if (head == "\x84\x31\x95\x33") return Charset::gb18030;
    Utf8Share share;
    std::vector<char> block(raw_block);
    std::size_t kept = 0;
    while (const std::size_t got = input.read(block.data() + kept, block.size() - kept)) {
        const std::string_view text(block.data(), kept + got);
        const std::size_t whole = whole_characters(text);
        share.count(text.substr(0, whole));
        kept = text.size() - whole;
        std::memmove(block.data(), block.data() + whole, kept);
    }
    input.rewind();
    share.count(std::string_view(block.data(), kept));
    return share.bad == 0 || share.chinese > share.bad ? Charset::utf8 : Charset::gb18030;
}

Decoder::Decoder(Input& input, Charset charset, bool guessed)
    : input_(input), charset_(as_read(charset)), guessed_(guessed), raw_(raw_block) {
    if (charset_ != Charset::utf8) converter_ = std::make_unique<Converter>(charset_, Charset::utf8);
}

std::size_t Decoder::read(char* to, std::size_t room) {
    for (;;) {
        if (begin_ != end_) {
            const std::size_t got = convert(to, room);
            if (got > 0) return got;
        }
        if (!refill()) {
            if (begin_ != end_) fail_bytes(line_);  // the file ends within a character
            return 0;
        }
    }
}

bool Decoder::refill() {
    std::memmove(raw_.data(), raw_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const std::size_t got = input_.read(raw_.data() + end_, raw_.size() - end_);
    end_ += got;
    return got > 0;
}

std::size_t Decoder::convert(char* to, std::size_t room) {
    if (!converter_) return copy_utf8(to, room);
    std::string_view in(raw_.data() + begin_, end_ - begin_);
    char* at = to;
    const auto stop = converter_->convert(in, at, room);
    begin_ = end_ - in.size();
    const std::string_view text(to, static_cast<std::size_t>(at - to));
    // Return the text before a bad byte first, so that its lines are counted. The next call finds the byte again.
    if (stop == Converter::Stop::bad && text.empty()) fail_bytes(line_);
    check_and_count(text);
    return text.size();
}

std::size_t Decoder::copy_utf8(char* to, std::size_t room) {
    std::string_view text(raw_.data() + begin_, std::min(room, end_ - begin_));
    text = text.substr(0, whole_characters(text));
    if (!is_valid(text)) fail_bytes(line_ + bad_line(text));
    std::memcpy(to, text.data(), text.size());
    begin_ += text.size();
    check_and_count(text);
    return text.size();
}

void Decoder::check_and_count(std::string_view text) {
    const auto nul = text.find('\0');
    if (nul != std::string_view::npos)
        throw Error(Exit::failed,
                    say(Words{"{}:{}: 含有 NUL 字符，不是文本文件", "{}:{}: NUL byte; this is not a text file"},
                        input_.name(), line_ + newlines(text.substr(0, nul))),
                    say(Words{"请另存为“CSV UTF-8”或 .xlsx", "save the file as \"CSV UTF-8\" or as .xlsx"}));
    line_ += newlines(text);
}

void Decoder::fail_bytes(int line) const {
    const Words hint{"请用 --encoding 指定编码，或另存为“CSV UTF-8”",
                     "set --encoding, or save the file as \"CSV UTF-8\""};
    if (guessed_ && charset_ == Charset::utf8)
        throw Error(Exit::failed,
                    say(Words{"{}:{}: 此处有不是 UTF-8 的字节，而文件的其余部分是 UTF-8 编码",
                              "{}:{}: bytes that are not UTF-8, in a file that otherwise is UTF-8"},
                        input_.name(), line),
                    say(Words{"该处文字可能被截断，请修改；或用 --encoding 指定编码",
                              "the text may be cut off there; correct it, or set --encoding"}));
    if (guessed_ && charset_ == Charset::gb18030)
        throw Error(Exit::failed,
                    say(Words{"{}:{}: 此处的内容既不是 UTF-8 编码，也不是 GB18030 编码",
                              "{}:{}: this is neither UTF-8 nor GB18030"},
                        input_.name(), line),
                    hint.str());
    throw Error(Exit::failed,
                say(Words{"{}:{}: 此处的内容不是 {} 编码", "{}:{}: this is not valid {}"}, input_.name(), line,
                    name_of(charset_)),
                hint.str());
}

}  // namespace cpcc::files
