// Between the encodings that offices use and the UTF-8 that everything inside is.
#pragma once

#include "input.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

enum class Charset { utf8, utf16le, utf16be, gb18030, gbk, gb2312 };

std::optional<Charset> charset_of_name(std::string_view name);  // "utf-8", "UTF8", "gb18030" …
std::string name_of(Charset);

// One direction of iconv.
class Converter {
public:
    Converter(Charset from, Charset to);
    ~Converter();
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    enum class Stop { done, room, incomplete, bad };
    // Moves both views forward past what was converted, and says why it stopped.
    Stop convert(std::string_view& in, char*& to, std::size_t& room);

private:
    void* handle_;  // iconv_t
};

// UTF-8 into another encoding. Throws Error{failed} that names a character that has no place in it.
class Encoder {
public:
    explicit Encoder(Charset);
    void append(std::string_view utf8, std::string& to);  // whole characters only

private:
    Charset charset_;
    std::unique_ptr<Converter> converter_;
};

// What the content says: a BOM, else valid UTF-8 from its first byte to its last, else GB18030 (interface.md, Import).
// A whole pass, because the first Chinese name may stand in the last row. Leaves the input at its start.
Charset detect(Input&);

// The input as UTF-8, block by block. Throws Error{failed} with file and line at a byte that is not of the
// encoding, and at a NUL, which no text holds.
class Decoder {
public:
    // `guessed`: nobody named the encoding, so the message must not blame them for it.
    Decoder(Input& input, Charset charset, bool guessed);
    // At least one byte, always whole characters; 0 at the end. Precondition: room for a few characters.
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
    int line_ = 1;  // where the next byte stands
};

}  // namespace cpcc::files
