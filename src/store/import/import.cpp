#include "cpcc/store/import.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/text.hpp"
#include "import/cell_value.hpp"
#include "import/extra_rows.hpp"
#include "import/prefetcher.hpp"
#include "import/sheet_rows.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using Use = SheetColumn::Use;

namespace {

// A block of rows: converted on the background thread, written on the calling thread.
struct Block {
    std::vector<Row> rows;
    std::vector<Refusal> rejected;   // rows without usable cells
    std::vector<std::string> notes;  // messages about what was passed over, and about values that `lenient` changed
    std::int64_t read = 0;
};

// Converts the rows of a sheet. It uses neither the change nor the database, so it can run ahead of them.
class Conversion {
public:
    Conversion(const ColumnNames& names, SheetRows& rows, const ImportOptions& options)
        : kind_(names.kind()),
          map_(names.map()),
          rows_(rows),
          layout_(rows.layout()),
          options_(options),
          ignored_(layout_.columns.size()),
          repeated_(layout_.columns.size()),
          contradicted_(map_.fixed.size()) {
        for (const SheetColumn& column : layout_.columns) {
            fields_.push_back(column.is_of_record() ? kind_.index(column.field->id) : none);
            readings_.push_back({options_.lenient, options_.year, references_of(options_),
                                 places_of_unit(column.unit).value_or(0), map_.dates, map_.words});
        }
    }

    bool fill(Block& block) {
        constexpr std::int64_t rows_of_a_block = 1000;
        block.rows.reserve(rows_of_a_block);
        files::Row row;
        while (block.read < rows_of_a_block && rows_.next(row)) {
            ++block.read;
            take(row, block);
        }
        if (block.read < rows_of_a_block && !ended_) {
            ended_ = true;
            note_end(block.notes);
            return true;
        }
        return block.read > 0;
    }

private:
    // The rows whose cell is not the fixed value of its field.
    struct Contradiction {
        std::int64_t rows = 0;
        int first_line = 0;
    };

    void take(const files::Row& cells, Block& block) {
        if (options_.leave_out && options_.leave_out(layout_.file, cells.line)) return;
        if (std::string text = extra_text(kind_, cells, layout_.columns); !text.empty())
            return extra_.push_back({layout_.file, cells.line, "", std::move(text)});
        if (cells.line == layout_.header_line + layout_.header_rows && is_example(cells, layout_.columns)) {
            block.notes.push_back(fmt::format("{}:{}: {}", layout_.file, cells.line,
                                              say(Words{"示例行未读取。", "the example row was not read."})));
            return;
        }
        if (repeats_header(cells, layout_.columns))
            return reject(
                cells, block,
                say(Words{"这一行重复了第 {} 行的表头，请删除", "it repeats the header of line {}; delete it"},
                    layout_.header_line));
        reject_extra(block);
        if (cells.hidden) ++hidden_;
        for (const std::size_t column : cells.repeated)
            if (column < repeated_.size()) ++repeated_[column];
        convert_row(cells, block);
    }

    void convert_row(const files::Row& cells, Block& block) {
        if (cells.cells.size() != fields_.size())
            return reject(cells, block,
                          say(Words{"该行有 {} 格，表头有 {} 格", "the row has {} cells, but the header has {}"},
                              cells.cells.size(), fields_.size()));
        Row row{cells.line, 0, next_values()};
        for (std::size_t column = 0; column < fields_.size(); ++column)
            if (!cells.cells[column].empty()) take_cell(cells, column, row, block.notes);
        take_fixed(row);
        block.rows.push_back(std::move(row));
    }

    // Sets the fixed values of the map. A cell of the sheet takes precedence; the end of the sheet reports it.
    void take_fixed(Row& row) {
        for (std::size_t i = 0; i < map_.fixed.size(); ++i) {
            const ResolvedMap::Fixed& fixed = map_.fixed[i];
            records::Value& value = row.values[fixed.index];
            if (!records::given(value))
                value = fixed.value;
            else if (!(value == fixed.value) && contradicted_[i].rows++ == 0)
                contradicted_[i].first_line = row.line;
        }
    }

    void take_cell(const files::Row& cells, std::size_t column, Row& row, std::vector<std::string>& notes) {
        const SheetColumn& use = layout_.columns[column];
        const std::string_view cell = cells.cells[column];
        if (use.is_field()) return convert(cells, column, row, notes);
        if (use.use == Use::numbering || trim(cell).empty()) return;
        ++ignored_[column];
        if (use.use == Use::unnamed)
            row.refusals.push_back(
                {layout_.file, cells.line, "",
                 say(Words{"“{}”所在的列没有表头", "\"{}\" is in a column without a header"}, cell)});
    }

    void convert(const files::Row& cells, std::size_t column, Row& row, std::vector<std::string>& notes) const {
        const Field& field = *layout_.columns[column].field;
        const std::string_view cell = cells.cells[column];
        const auto note = std::find_if(cells.notes.begin(), cells.notes.end(),
                                       [&](const files::CellNote& each) { return each.column == column; });
        const bool plain = note == cells.notes.end();
        const records::Reading& how = readings_[column];
        records::Converted converted = convert_cell(field, cell, plain ? nullptr : &*note, how);
        const bool scaled = how.lenient && how.money_places != 0 && !records::empty(converted.value);
        if (scaled && converted.changed.empty())
            converted.changed = records::show(field, converted.value, records::Style::raw);
        if (!converted.reason.empty()) {
            if (!plain) converted.reason = fmt::format("{}: {}", cell_name(column, cells.line), converted.reason);
            row.refusals.push_back({layout_.file, cells.line, std::string(field.id), std::move(converted.reason)});
        } else if (fields_[column] != none) {
            row.values[fields_[column]] = std::move(converted.value);
        } else if (layout_.columns[column].is_voiding()) {
            row.voided = void_reason_in(records::show(voided_field(), converted.value, records::Style::raw));
        } else if (!records::empty(converted.value)) {
            row.from = records::number(converted.value);
        }
        if (!converted.changed.empty())
            notes.push_back(fmt::format("{}:{}: {}: {}", layout_.file, cells.line, field.id,
                                        say(Words{"“{}”按 {} 处理", "\"{}\" read as {}"}, cell, converted.changed)));
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
        block.rejected.push_back({layout_.file, cells.line, "", std::move(reason)});
    }

    // Rejects the totals rows and feet so far, because data follow them.
    void reject_extra(Block& block) {
        for (Refusal& row : extra_) {
            row.reason = say(Words{"这是合计或表尾的行（“{}”），后面还有数据；请删除",
                                   "it is a totals row or a foot (\"{}\") with data below it; delete it"},
                             row.reason);
            block.rejected.push_back(std::move(row));
        }
        extra_.clear();
    }

    static bool is_passed_over(Use use) { return use == Use::ignored || use == Use::reason || use == Use::name; }

    // Says what was passed over, at the end of the sheet.
    void note_end(std::vector<std::string>& notes) const {
        for (const Refusal& row : extra_)
            notes.push_back(
                fmt::format("{}:{}: {}", layout_.file, row.line,
                            say(Words{"数据之后的“{}”行未读取。", "not read below the data: \"{}\"."}, row.reason)));
        for (std::size_t column = 0; column < ignored_.size(); ++column)
            if (is_passed_over(layout_.columns[column].use))
                notes.push_back(
                    say(Words{"{}：忽略“{}”列，其中有内容的 {} 格。", "{}: column \"{}\" ignored, {} with text."},
                        layout_.file, layout_.columns[column].header, counted(ignored_[column], "cell", "cells")));
        for (std::size_t column = 0; column < repeated_.size(); ++column)
            if (const SheetColumn& use = layout_.columns[column];
                repeated_[column] > 0 && use.is_field() && use.field->is_quantity())
                notes.push_back(say(
                    Words{
                        "{}：“{}”列有 {} 格取自合并单元格，所合并的各行都计入该数；若是几行的合计，请拆分。",
                        "{}: in column \"{}\", {} of merged cells: the number counts in each row; if it is the sum of "
                        "the rows, split it."},
                    layout_.file, use.header, counted(repeated_[column], "cell repeats one", "cells repeat one")));
        for (std::size_t i = 0; i < contradicted_.size(); ++i)
            if (contradicted_[i].rows > 0)
                notes.push_back(
                    say(Words{"{}：{} 的固定值“{}”未用于 {} 行，这些行写有其他内容（首见第 {} 行）。",
                              "{}: the fixed value of {}, \"{}\", is not used in {} with another value (first in "
                              "line {})."},
                        layout_.file, map_.fixed[i].field->id, map_.fixed[i].text,
                        counted(contradicted_[i].rows, "row", "rows"), contradicted_[i].first_line));
        if (hidden_ > 0)
            notes.push_back(say(Words{"{}：隐藏的 {} 行也已读取。", "{}: {} read too."}, layout_.file,
                                counted(hidden_, "hidden row was", "hidden rows were")));
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const Kind& kind_;
    const ResolvedMap& map_;
    SheetRows& rows_;
    const SheetLayout& layout_;
    const ImportOptions& options_;
    std::vector<std::size_t> fields_;          // of each column; `none`: it is no field of the record
    std::vector<records::Reading> readings_;   // of each column
    std::vector<std::int64_t> ignored_;        // cells with text, by column
    std::vector<std::int64_t> repeated_;       // cells that repeat a merged cell from above, by column
    std::vector<Contradiction> contradicted_;  // by fixed value
    std::int64_t hidden_ = 0;
    std::vector<Refusal> extra_;  // totals rows and feet that may follow the data
    bool ended_ = false;
    std::shared_ptr<records::Value[]> values_;  // memory for the next rows, used from its end
    std::size_t free_ = 0;                      // number of its values that no row uses yet
};

// Passes on notes, each as one line: it may quote a cell with line breaks.
void note_all(const ImportOptions& options, const std::vector<std::string>& notes) {
    if (!options.note) return;
    for (std::string note : notes) {
        std::replace(note.begin(), note.end(), '\n', ' ');
        options.note(note);
    }
}

Counts import_sheet(Change& change, const ColumnNames& names, SheetRows& rows, const ImportOptions& options) {
    constexpr std::int64_t between_reports = 10000;
    const SheetLayout& layout = rows.layout();
    note_all(options, rows.notes());
    Conversion conversion(names, rows, options);
    Prefetcher<Block> blocks([&](Block& block) { return conversion.fill(block); });
    std::int64_t read = 0, rejected = 0;
    for (Block block; blocks.next(block);) {
        note_all(options, block.notes);
        rejected += static_cast<std::int64_t>(block.rejected.size());
        for (Refusal& refusal : block.rejected) change.reject(std::move(refusal));
        for (Row& row : block.rows) {
            if (options.row) options.row(layout, row);
            change.add(names.kind(), layout.file, options.on_existing, std::move(row));
        }
        const bool report = (read + block.read) / between_reports > read / between_reports;
        read += block.read;
        if (report && options.progress) options.progress(read);
    }
    Counts counts = change.finish();
    counts.rejected += rejected;
    return counts;
}

}  // namespace

Counts import_rows(Change& change, const Kind& kind, files::Reader& reader, const std::string& file,
                   const ImportOptions& options) {
    const ResolvedMap map = resolve_map(kind, options);
    const ColumnNames names(kind, map);
    if (!map.key.empty()) change.find_by(kind, map.key);
    std::vector<std::string> notes;
    const auto sheets = choose_sheets(names, reader, file, options, notes);
    note_all(options, notes);
    Counts counts;
    for (const ChosenSheet& sheet : sheets) {
        if (reader.is_workbook()) reader.select(sheet.index);
        SheetRows rows(names, reader, sheet.file, sheet.name, options);
        counts += import_sheet(change, names, rows, options);
    }
    return counts;
}

void read_rows(const Kind& kind, files::Reader& reader, const std::string& file, const ImportOptions& options,
               const std::function<void(const SheetLayout&, const files::Row&)>& take) {
    const ResolvedMap map = resolve_map(kind, options);
    const ColumnNames names(kind, map);
    std::vector<std::string> notes;
    for (const ChosenSheet& sheet : choose_sheets(names, reader, file, options, notes)) {
        if (reader.is_workbook()) reader.select(sheet.index);
        SheetRows rows(names, reader, sheet.file, sheet.name, options);
        for (files::Row row; rows.next(row);) take(rows.layout(), row);
    }
}

}  // namespace cpcc::store
