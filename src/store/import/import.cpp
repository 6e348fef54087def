#include "cpcc/store/import.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "import/prefetcher.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Field;
using records::Kind;

namespace {

constexpr std::size_t ignored = static_cast<std::size_t>(-1);
// A column with an empty header, as spreadsheets leave behind; its cells must be empty too.
constexpr std::size_t unnamed = static_cast<std::size_t>(-2);

// Returns the index of the kind's field for each column of the file. Throws Refused for unknown and duplicate columns.
std::vector<std::size_t> map_columns(const Kind& kind, const std::vector<std::string>& header, const std::string& file,
                                     bool ignore_unknown) {
    std::vector<std::size_t> fields;
    std::vector<Refusal> refusals;
    std::vector<std::string_view> ids;
    for (const Field& field : kind.fields) ids.insert(ids.end(), {field.id, field.label.zh, field.label.en});
    for (const std::string& cell : header) {
        const std::string name(undefuse(trim(cell)));
        const Field* field = kind.find_header(name);
        const std::size_t index = field ? kind.index(field->id) : name.empty() && !ignore_unknown ? unnamed : ignored;
        if (!field && !ignore_unknown && !name.empty()) {
            const std::string see = say(Words{"见 cpcc fields {}，或加 --ignore-unknown 忽略该列",
                                              "see cpcc fields {}, or ignore it with --ignore-unknown"},
                                        kind.id);
            refusals.push_back({file, 1, name,
                                say(Words{"{}没有这一列；{}", "{} has no such column; {}"}, kind.label.get(),
                                    suggest(name, ids, see))});
        } else if (field && std::find(fields.begin(), fields.end(), index) != fields.end()) {
            refusals.push_back({file, 1, name, say(Words{"该列重复", "duplicate column"})});
        }
        fields.push_back(index);
    }
    if (!refusals.empty()) throw Refused(std::move(refusals));
    return fields;
}

// Returns the word that marks a totals row, as spreadsheets often contain; empty for other rows.
std::string_view total_word(const files::Row& row) {
    constexpr std::array<std::string_view, 3> words{"合计", "总计", "小计"};
    for (const auto cell : row.cells) {
        if (cell.size() > 24 || cell.find("计") == std::string_view::npos) continue;
        std::string word(cell);
        const auto erase_all = [&](std::string_view blank) {  // many sheets write 合　计 with a space
            for (auto at = word.find(blank); at != std::string::npos; at = word.find(blank))
                word.erase(at, blank.size());
        };
        erase_all(" ");
        erase_all("\u3000");
        if (const auto found = std::find(words.begin(), words.end(), trim(word)); found != words.end()) return *found;
    }
    return {};
}

// A block of rows: converted on the background thread, written on the calling thread.
struct Block {
    std::vector<Row> rows;
    std::vector<Refusal> rejected;   // rows without usable cells
    std::vector<std::string> notes;  // messages about values that `lenient` changed
    std::int64_t read = 0;
};

// Converts cells to values. It uses neither the change nor the database, so it can run ahead of them.
class Conversion {
public:
    Conversion(const Kind& kind, files::Reader& reader, const std::string& file, const ImportOptions& options)
        : kind_(kind),
          reader_(reader),
          file_(file),
          options_(options),
          fields_(map_columns(kind, reader.header(), file, options.ignore_unknown)) {}

    bool fill(Block& block) {
        constexpr std::int64_t rows_of_a_block = 1000;
        block.rows.reserve(rows_of_a_block);
        for (files::Row row; block.read < rows_of_a_block && reader_.next(row); ++block.read) convert_row(row, block);
        return block.read > 0;
    }

private:
    void convert_row(const files::Row& cells, Block& block) {
        if (const auto sums = total_word(cells); !sums.empty())
            return reject(cells, block,
                          say(Words{"这是“{}”行，请删除", "this is a totals row (\"{}\"); delete it"}, sums));
        if (cells.cells.size() != fields_.size())
            return reject(cells, block,
                          say(Words{"该行有 {} 格，表头有 {} 格", "the row has {} cells, but the header has {}"},
                              cells.cells.size(), fields_.size()));
        convert_cells(cells, block.rows.emplace_back(Row{cells.line, 0, next_values()}), block.notes);
    }
    Values next_values() {
        constexpr std::size_t rows_at_once = 64;
        const std::size_t fields = kind_.fields.size();
        if (free_ < fields) {
            free_ = rows_at_once * fields;
            values_ = std::make_shared<records::Value[]>(free_);
        }
        free_ -= fields;
        return {values_, free_, fields};
    }
    void reject(const files::Row& cells, Block& block, std::string reason) const {
        block.rejected.push_back({file_, cells.line, "", std::move(reason)});
    }

    void convert_cells(const files::Row& cells, Row& row, std::vector<std::string>& notes) const {
        for (std::size_t column = 0; column < fields_.size(); ++column) {
            const std::string_view cell = cells.cells[column];
            if (fields_[column] == ignored || cell.empty()) continue;
            if (fields_[column] == unnamed) {
                if (!trim(cell).empty())
                    row.refusals.push_back(
                        {file_, cells.line, "",
                         say(Words{"“{}”所在的列没有表头", "\"{}\" is in a column without a header"}, cell)});
                continue;
            }
            const Field& field = kind_.fields[fields_[column]];
            records::Converted converted = records::convert(field, cell, options_.lenient);
            if (!converted.reason.empty())
                row.refusals.push_back({file_, cells.line, std::string(field.id), std::move(converted.reason)});
            else
                row.values[fields_[column]] = std::move(converted.value);
            if (!converted.changed.empty())
                notes.push_back(
                    fmt::format("{}:{}: {}: {}", file_, cells.line, field.id,
                                say(Words{"“{}”按 {} 处理", "\"{}\" read as {}"}, cell, converted.changed)));
        }
    }

    const Kind& kind_;
    files::Reader& reader_;
    const std::string& file_;
    const ImportOptions& options_;
    std::vector<std::size_t> fields_;
    std::shared_ptr<records::Value[]> values_;  // memory for the next rows, used from its end
    std::size_t free_ = 0;                      // number of its values that no row uses yet
};

}  // namespace

Counts import_rows(Change& change, const Kind& kind, files::Reader& reader, const std::string& file,
                   const ImportOptions& options) {
    constexpr std::int64_t between_reports = 10000;
    Conversion conversion(kind, reader, file, options);
    Prefetcher<Block> blocks([&](Block& block) { return conversion.fill(block); });
    std::int64_t read = 0, rejected = 0;
    for (Block block; blocks.next(block);) {
        if (options.note)
            for (const std::string& note : block.notes) options.note(note);
        rejected += static_cast<std::int64_t>(block.rejected.size());
        for (Refusal& refusal : block.rejected) change.reject(std::move(refusal));
        for (Row& row : block.rows) change.add(kind, file, options.on_existing, std::move(row));
        const bool report = (read + block.read) / between_reports > read / between_reports;
        read += block.read;
        if (report && options.progress) options.progress(read);
    }
    Counts counts = change.finish();
    counts.rejected += rejected;
    return counts;
}

}  // namespace cpcc::store
