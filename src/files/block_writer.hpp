// Buffered output, shared by the writers.
#pragma once

#include "encoding.hpp"

#include <optional>
#include <ostream>
#include <string>

namespace cpcc::files {

// Throws Error{failed} with the system's cause (errno) after a stream failed; NobodyReads if its reader has gone.
[[noreturn]] void fail_stream();

// Collects bytes in one string and writes them in large blocks, because a stream call for each cell is several times
// slower. Throws Error{failed} as soon as the stream fails.
class BlockWriter {
public:
    explicit BlockWriter(std::ostream& out) : out_(out) { text_.reserve(block_size + block_size / 4); }

    std::string& text() { return text_; }  // callers append UTF-8 here
    void encode_as(Charset charset) { encoder_.emplace(charset); }
    void flush_if_full() {
        if (text_.size() >= block_size) flush();
    }
    void flush();   // writes to the stream
    void finish();  // writes to the stream and flushes it

private:
    static constexpr std::size_t block_size = std::size_t{64} * 1024;
    std::ostream& out_;
    std::string text_;
    std::optional<Encoder> encoder_;
    std::string encoded_;
};

}  // namespace cpcc::files
