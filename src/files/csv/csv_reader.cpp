// Reads CSV as RFC 4180 defines it, in constant memory. The buffer grows only for a row that does not fit.
#include "encoding.hpp"
#include "readers.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cpcc::files {

namespace {

class CsvReader : public Reader {
public:
    CsvReader(std::unique_ptr<Input> input, const ReadOptions& options)
        : input_(std::move(input)),
          charset_(charset(options)),
          decoder_(*input_, charset_, options.encoding.empty()),
          encoding_(name_of(charset_)),
          buffer_(std::size_t{64} * 1024) {
        fill();
        if (std::string_view(buffer_.data(), end_).starts_with("\xEF\xBB\xBF")) begin_ = 3;
    }

    const std::string& encoding() const override { return encoding_; }

    bool next(Row& row) override {
        for (;;) {
            while (!scan()) {
                if (!ended_)
                    fill();
                else if (begin_ == end_)
                    return false;
                else
                    fail(open_quote_line(), Words{"{}:{}: 引号未配对", "{}:{}: unclosed quote"},
                         Words{"请补上另一个双引号", "add the closing double quote"});
            }
            take_cells();
            if (ended_ && begin_ == end_) drop_end_mark();
            if (is_blank(cells_)) continue;
            if (!std::exchange(started_, true)) check_first_row();
            row = {line_, cells_};
            return true;
        }
    }

private:
    // A cell's position in the buffer, relative to the row's start, because the buffer may move before the row is
    // complete.
    struct Mark {
        std::size_t begin;
        std::size_t end;
        bool escaped;  // contains doubled quotes
    };

    Charset charset(const ReadOptions& options) const {
        if (options.encoding.empty()) return detect(*input_);
        const auto named = charset_of_name(options.encoding);
        if (named) return *named;
        throw Error(Exit::usage, say(Words{"不支持“{}”编码", "unknown encoding \"{}\""}, options.encoding),
                    say(Words{"可选值：utf-8、gb18030、gbk、utf-16le、utf-16be",
                              "use utf-8, gb18030, gbk, utf-16le or utf-16be"}));
    }

    [[noreturn]] void fail(int line, Words message, Words hint) const {
        throw Error(Exit::failed, say(message, input_->name(), line), hint.str());
    }

    // Reads more text behind the buffered text. Moves the current row to the front, and doubles the buffer if the row
    // fills more than half of it, so that a large row is scanned again only a few times.
    void fill() {
        const std::size_t kept = end_ - begin_;
        if (kept > row_limit)
            fail(next_line_,
                 Words{"{}:{}: 从此处开始的一行过长，可能有引号未配对",
                       "{}:{}: the row that starts here is too long; a quote may be unclosed"},
                 Words{"请检查这一行的双引号", "check the double quotes in that row"});
        std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
        begin_ = 0;
        end_ = kept;
        if (kept > buffer_.size() / 2) buffer_.resize(buffer_.size() * 2);
        const std::size_t got = decoder_.read(buffer_.data() + end_, buffer_.size() - end_);
        end_ += got;
        ended_ = got == 0;
    }

    // Marks the cells of the row that starts at begin_; returns false if the buffer does not contain its end. Does not
    // change the buffer, so that a scan can be repeated.
    bool scan() {
        marks_.clear();
        lines_ = 1;
        if (begin_ == end_) return false;
        at_ = begin_;
        for (;;) {
            const bool quoted = at_ < end_ && buffer_[at_] == '"';
            if (!(quoted ? scan_quoted() : scan_plain())) return false;
            if (at_ == end_) return true;  // the file ends without a newline
            if (buffer_[at_++] == '\n') return true;
            if (at_ == end_ && !ended_) return false;  // the buffer ends before the next cell
        }
    }

    void mark(std::size_t begin, std::size_t end, bool escaped) {
        marks_.push_back({begin - begin_, end - begin_, escaped});
    }

    // scan_plain and scan_quoted mark one cell and leave at_ on the comma or newline after it, or at the end of the
    // file. They return false if the buffer does not contain the cell's end.
    bool scan_plain() {
        const char* const start = buffer_.data() + at_;
        const char* const stop = buffer_.data() + end_;
        const char* p = start;
        while (p != stop && *p != ',' && *p != '\n') ++p;
        if (p == stop && !ended_) return false;
        const bool line_ends = p == stop || *p == '\n';
        const std::size_t length = static_cast<std::size_t>(p - start);
        const bool carriage = line_ends && length > 0 && p[-1] == '\r';
        mark(at_, at_ + length - (carriage ? 1 : 0), false);
        at_ += length;
        return true;
    }

    bool scan_quoted() {
        const std::size_t start = at_ + 1;
        quote_at_ = at_;
        bool escaped = false;
        std::size_t p = start;
        for (;; p += 2, escaped = true) {
            const void* found = std::memchr(buffer_.data() + p, '"', end_ - p);
            if (found == nullptr) return false;
            p = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
            if (p + 1 == end_ && !ended_) return false;
            if (p + 1 == end_ || buffer_[p + 1] != '"') break;
        }
        lines_ += static_cast<int>(std::count(buffer_.data() + start, buffer_.data() + p, '\n'));
        mark(start, p, escaped);
        at_ = p + 1;
        return skip_carriage();
    }

    bool skip_carriage() {
        if (at_ < end_ && buffer_[at_] == '\r') {
            if (at_ + 1 == end_ && !ended_) return false;
            if (at_ + 1 == end_ || buffer_[at_ + 1] == '\n') ++at_;
        }
        if (at_ == end_ || buffer_[at_] == ',' || buffer_[at_] == '\n') return true;
        fail(next_line_ + lines_ - 1,
             Words{"{}:{}: 右引号后有多余的文字", "{}:{}: unexpected text after a closing quote"},
             Words{"单元格内的双引号请写两个", "write a double quote inside a cell twice"});
    }

    int open_quote_line() const {
        return next_line_ + static_cast<int>(std::count(buffer_.data() + begin_, buffer_.data() + quote_at_, '\n'));
    }

    // Makes the cells from the marks, replaces doubled quotes in place, and moves on to the next row.
    void take_cells() {
        cells_.clear();
        for (const Mark& m : marks_) {
            char* const first = buffer_.data() + begin_ + m.begin;
            std::size_t length = m.end - m.begin;
            if (m.escaped) length = unescape(first, length);
            cells_.emplace_back(first, length);
        }
        line_ = next_line_;
        next_line_ += lines_;
        begin_ = at_;
    }

    static std::size_t unescape(char* text, std::size_t length) {
        char* to = text;
        for (const char* p = text; p != text + length; ++p) {
            *to++ = *p;
            if (*p == '"') ++p;  // skip the second of the two
        }
        return static_cast<std::size_t>(to - text);
    }

    // Drops the Ctrl-Z that old programs write at the end of a text file.
    void drop_end_mark() {
        if (cells_.back().ends_with('\x1A')) cells_.back().remove_suffix(1);
    }

    // Throws if the first row shows that the file is not comma-separated. Naming the actual format helps more than
    // reporting an unknown column.
    void check_first_row() const {
        const std::string_view first = cells_.front();
        const Words save{"请另存为“CSV UTF-8（逗号分隔）”或 .xlsx",
                         "save it as \"CSV UTF-8 (comma delimited)\" or as .xlsx"};
        if (first.starts_with('<'))
            fail(line_, Words{"{}:{}: 这是网页（HTML/XML），不是 CSV", "{}:{}: this is HTML or XML, not CSV"}, save);
        for (const auto cell : cells_) {
            const auto carriage = cell.find('\r');
            if (carriage != std::string_view::npos && cell.find('\n') == std::string_view::npos)
                fail(
                    line_,
                    Words{"{}:{}: 行尾只有回车符（CR），没有换行符（LF）", "{}:{}: lines end with CR only, without LF"},
                    save);
        }
    }

    std::unique_ptr<Input> input_;
    Charset charset_;
    Decoder decoder_;
    std::string encoding_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // of the next row
    std::size_t end_ = 0;
    bool ended_ = false;
    std::size_t at_ = 0;  // position of the scan
    std::size_t quote_at_ = 0;
    int lines_ = 1;  // of the row being scanned
    int line_ = 1;   // of the row that was returned
    int next_line_ = 1;
    std::vector<Mark> marks_;
    std::vector<std::string_view> cells_;
    bool started_ = false;  // whether the first row was checked
};

}  // namespace

bool is_blank(std::span<const std::string_view> cells) noexcept {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trim(cell).empty(); });
}

std::unique_ptr<Reader> open_csv(std::unique_ptr<Input> input, const ReadOptions& options) {
    return std::make_unique<CsvReader>(std::move(input), options);
}

}  // namespace cpcc::files
