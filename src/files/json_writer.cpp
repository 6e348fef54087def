// Writes JSON: an array with one object a line, so that it can be streamed and a diff shows the changed rows. JSON
// Lines has the objects alone.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"

#include <nlohmann/json.hpp>

namespace cpcc::files {

namespace {

// Returns the text, which is UTF-8 (make_sink), as a JSON string.
std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

class JsonSink : public Sink {
public:
    enum class Form { array, lines };
    JsonSink(Form form, std::ostream& out) : block_(out), form_(form) {}

    void begin(const Heading&, const std::vector<Column>& columns) override {
        columns_ = columns;
        for (const auto& column : columns_) keys_.push_back(quoted(column.id) + ":");
        if (form_ == Form::array) block_.text() += '[';
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        std::string& to = block_.text();
        if (form_ == Form::array) to += first_ ? "\n" : ",\n";
        first_ = false;
        to += '{';
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) to += ',';
            to += keys_[i];
            append_value(to, columns_[i].type, cells[i]);
        }
        to += form_ == Form::array ? "}" : "}\n";
        block_.flush_if_full();
    }

    void end() override {
        if (form_ == Form::array) block_.text() += first_ ? "]\n" : "\n]\n";
        block_.finish();
    }

private:
    // Appends a value of JSON. Writes money and decimals from their digits, because a double would show rounding
    // errors.
    static void append_value(std::string& to, CellType type, const Cell& cell) {
        if (std::holds_alternative<std::monostate>(cell)) {
            to += "null";
        } else if (const auto* text = std::get_if<std::string>(&cell)) {
            to += quoted(*text);
        } else if (type == CellType::money) {
            append_decimal(to, std::get<std::int64_t>(cell), 2);
        } else if (type == CellType::share || type == CellType::decimal) {
            append_decimal(to, std::get<std::int64_t>(cell), 4);
        } else if (type == CellType::date) {
            to += '"';
            append_raw(to, type, cell);
            to += '"';
        } else {
            append_raw(to, type, cell);
        }
    }

    BlockWriter block_;
    Form form_;
    std::vector<Column> columns_;
    std::vector<std::string> keys_;
    bool first_ = true;
};

}  // namespace

std::unique_ptr<Sink> make_json_sink(const WriteOptions&, std::ostream& out) {
    return std::make_unique<JsonSink>(JsonSink::Form::array, out);
}

std::unique_ptr<Sink> make_json_lines_sink(const WriteOptions&, std::ostream& out) {
    return std::make_unique<JsonSink>(JsonSink::Form::lines, out);
}

}  // namespace cpcc::files
