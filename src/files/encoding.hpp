// Converts between the encodings of files and UTF-8, the only encoding inside the program.
#pragma once

#include "input.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

enum class Charset { utf8, utf16le, utf16be, gb18030, gbk, gb2312, big5 };

// Returns the charset with this name or alias, in either case: "utf-8", "UTF8", "gb18030".
std::optional<Charset> charset_of_name(std::string_view name);
// Returns the name of a charset, e.g. "utf-8", which iconv accepts too.
std::string name_of(Charset);

// Converts bytes from one charset to another with iconv. The constructor throws Error{failed} if iconv cannot convert
// them.
class Converter {
public:
    Converter(Charset from, Charset to);
    ~Converter();
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // Why a conversion stopped: at the end of the input, for lack of room, at a character that the input ends within,
    // or at a character that is invalid or that the other charset lacks.
    enum class Stop { done, room, incomplete, bad };
    // Converts as much as possible, advances `in` and `to` past it, and reduces `room` by the bytes written.
    Stop convert(std::string_view& in, char*& to, std::size_t& room);

private:
    void* handle_;  // iconv_t
};

// Converts UTF-8 to another charset. Throws Error{failed} that names a character that the charset lacks, or an
// invalid byte.
class Encoder {
public:
    explicit Encoder(Charset);
    void append(std::string_view utf8, std::string& to);  // whole characters only

private:
    Charset charset_;
    std::unique_ptr<Converter> converter_;
};

// Returns the charset of the content: from its BOM, else UTF-8 if most of its characters beyond ASCII are valid, else
// GB18030 (interface.md, Import). Reads to the end, because the first Chinese name may be in the last row, and rewinds
// the input.
Charset detect(Input&);

// Reads an input as UTF-8, block by block. Reads gbk and gb2312 as GB18030, which contains both. Throws Error{failed}
// with file and line for a byte that is invalid in the charset, and for a NUL, which no text contains.
class Decoder {
public:
    // `guessed`: the user did not name the charset, so the message must not suggest it. The input must outlive this.
    Decoder(Input& input, Charset charset, bool guessed);
    // Reads whole characters, and returns the number of their bytes; 0 at the end. Precondition: room for a few
    // characters.
    std::size_t read(char* to, std::size_t room);

private:
    bool refill();
    std::size_t convert(char* to, std::size_t room);
    std::size_t copy_utf8(char* to, std::size_t room);
    [[noreturn]] void fail_bytes(int line) const;
    void check_and_count(std::string_view text);

    Input& input_;
    Charset charset_;
    bool guessed_;
    std::unique_ptr<Converter> converter_;
    std::vector<char> raw_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    int line_ = 1;  // of the next byte
};

}  // namespace cpcc::files
