// What the writers share: the block that bytes gather in, and a maker for each.
#pragma once

#include "cpcc/files/format.hpp"
#include "encoding.hpp"

#include <ostream>
#include <string>

namespace cpcc::files {

// Throws Error{failed} with the cause that the system gives (errno), for a stream that took no more.
[[noreturn]] void fail_stream();

// Bytes gather in one string and leave in large blocks: a stream asked for each cell is several times slower.
// Throws Error{failed} as soon as the stream fails, so that a full disk does not cost an hour's report.
class BlockWriter {
public:
    explicit BlockWriter(std::ostream& out) : out_(out) { text_.reserve(block_size + block_size / 4); }

    std::string& text() { return text_; }                     // append here, in UTF-8
    void encode_as(Charset charset) { encoder_.emplace(charset); }
    void flush_if_full() {
        if (text_.size() >= block_size) flush();
    }
    void flush();     // to the stream
    void finish();    // to the stream, and through it

private:
    static constexpr std::size_t block_size = std::size_t{64} * 1024;
    std::ostream& out_;
    std::string text_;
    std::optional<Encoder> encoder_;
    std::string encoded_;
};

std::unique_ptr<Sink> make_csv_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_json_sink(std::ostream&);
std::unique_ptr<Sink> make_markdown_sink(std::ostream&);
std::unique_ptr<Sink> make_html_sink(std::ostream&);
std::unique_ptr<Sink> make_terminal_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_xlsx_sink(std::ostream&);

}  // namespace cpcc::files
