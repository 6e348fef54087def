// Reads JSON as the writer writes it: an array of flat objects, or objects alone. The keys of the first object are the
// header. Holds one object at a time.
#include "cells.hpp"
#include "encoding.hpp"
#include "readers.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace cpcc::files {

namespace {

using Object = nlohmann::ordered_json;

class JsonReader : public Reader {
public:
    JsonReader(std::unique_ptr<Input> input, const ReadOptions& options)
        : input_(std::move(input)),
          charset_(options.encoding.empty() ? detect(*input_)
                                            : charset_of_name(options.encoding).value_or(Charset::utf8)),
          decoder_(*input_, charset_, options.encoding.empty()),
          encoding_(name_of(charset_)),
          buffer_(std::size_t{64} * 1024) {
        if (peek() == '\xEF') at_ += 3;  // a BOM
        array_ = next_sign() == '[';
        if (array_) take();
    }

    const std::string& encoding() const override { return encoding_; }

    bool has_keys() const override { return true; }

    bool next(Row& row) override {
        do {
            if (!std::exchange(first_read_, true)) return read_header(row);
            if (!std::exchange(has_object_, false) && !read_object()) return false;
            take_values();
        } while (is_blank(views_));
        row = {object_line_, views_};
        return true;
    }

private:
    [[noreturn]] void fail(int line, Words message, const std::string& key = {}) const {
        throw Error(Exit::failed, say(message, input_->name(), line, key),
                    say(Words{"请使用 cpcc export --format json 那样的数组，每条记录一个对象",
                              "use an array with one object a record, as cpcc export --format json writes it"}));
    }

    // Returns the next byte without taking it; NUL at the end, which no text has.
    char peek() {
        if (at_ == end_) {
            end_ = decoder_.read(buffer_.data(), buffer_.size());
            at_ = 0;
        }
        return at_ == end_ ? '\0' : buffer_[at_];
    }

    char take() {
        const char c = peek();
        if (c == '\n') ++line_;
        if (c != '\0') ++at_;
        return c;
    }

    char next_sign() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') take();
        return peek();
    }

    bool read_header(Row& row) {
        if (!read_object()) return false;
        has_object_ = true;
        for (const auto& [key, value] : object_.items()) header_.push_back(key);
        views_.assign(header_.begin(), header_.end());
        row = {object_line_, views_};
        return true;
    }

    // Reads the next object; returns false at the end of the array or of the file.
    bool read_object() {
        const bool later = std::exchange(any_, true);
        if (next_sign() == (array_ ? ']' : '\0')) return end();
        if (later && array_ && take() != ',')
            fail(line_, Words{"{}:{}: 对象之间缺少逗号", "{}:{}: a comma is missing"});
        next_sign();
        object_line_ = line_;
        if (peek() != '{') fail(line_, Words{"{}:{}: 此处应为对象 {{…}}", "{}:{}: an object {{…}} is missing here"});
        take_object_text();
        keys_.clear();
        const auto check = [&](int, Object::parse_event_t event, Object& parsed) {
            if (event == Object::parse_event_t::key) require_new(parsed.get_ref<const std::string&>());
            return true;
        };
        object_ = Object::parse(text_, check, false);
        if (object_.is_discarded()) fail(object_line_, Words{"{}:{}: 不是有效的 JSON 对象", "{}:{}: this is not JSON"});
        return true;
    }

    // The parser keeps only one of two values with the same key.
    void require_new(const std::string& key) {
        if (!keys_.insert(key).second)
            fail(object_line_, Words{"{}:{}: 键“{}”重复", "{}:{}: duplicate key \"{}\""}, key);
    }

    // Refuses what follows the array: it would be lost.
    bool end() {
        if (array_ && peek() == ']') take();
        if (next_sign() != '\0')
            fail(line_, Words{"{}:{}: 数组之后还有内容", "{}:{}: unexpected text after the array"});
        array_ = false;
        return false;
    }

    void take_object_text() {
        text_.clear();
        int depth = 0;
        bool quoted = false;
        do {
            const char c = take();
            if (c == '\0' || text_.size() > row_limit)
                fail(object_line_, Words{"{}:{}: 对象没有结束", "{}:{}: the object does not end"});
            text_ += c;
            if (quoted && c == '\\')
                text_ += take();
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c == '{' || c == '}'))
                depth += c == '{' ? 1 : -1;
        } while (depth > 0);
    }

    void take_values() {
        cells_.assign(header_.size(), {});
        for (const auto& [key, value] : object_.items()) {
            const auto column = std::find(header_.begin(), header_.end(), key);
            if (column == header_.end())
                fail(object_line_, Words{"{}:{}: 第一个对象没有键“{}”", "{}:{}: the first object has no key \"{}\""},
                     key);
            cells_[static_cast<std::size_t>(column - header_.begin())] = text_of(value);
        }
        views_.assign(cells_.begin(), cells_.end());
    }

    // Returns the value as a cell of CSV, in which an apostrophe before a formula is removed.
    std::string text_of(const Object& value) const {
        if (value.is_null()) return {};
        if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
        if (value.is_structured())
            fail(object_line_, Words{"{}:{}: 值不能是数组或对象", "{}:{}: a value cannot be an array or an object"});
        if (value.is_string()) {
            const auto& text = value.get_ref<const std::string&>();
            return needs_apostrophe(text) ? "'" + text : text;
        }
        std::string number = value.dump();
        if (number.ends_with(".0")) number.resize(number.size() - 2);
        return number;
    }

    std::unique_ptr<Input> input_;
    Charset charset_;
    Decoder decoder_;
    std::string encoding_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;  // of the buffered text
    int line_ = 1, object_line_ = 1;
    bool array_ = false, any_ = false, first_read_ = false;
    bool has_object_ = false;  // `object_` is still to be returned
    std::string text_;
    Object object_;
    std::set<std::string> keys_;  // of the object
    std::vector<std::string> header_, cells_;
    std::vector<std::string_view> views_;
};

}  // namespace

bool looks_like_json(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto sign = [&](std::size_t from) { return std::min(head.find_first_not_of(" \r\n\t", from), head.size()); };
    const std::size_t first = sign(0);
    if (first == head.size() || (head[first] != '[' && head[first] != '{')) return false;
    const std::size_t second = sign(first + 1);
    return second < head.size() &&
           std::string_view(head[first] == '[' ? "{]" : "\"}").find(head[second]) != std::string_view::npos;
}

std::unique_ptr<Reader> open_json(std::unique_ptr<Input> input, const ReadOptions& options) {
    return std::make_unique<JsonReader>(std::move(input), options);
}

}  // namespace cpcc::files
