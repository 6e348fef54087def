// Shows how an import understands its files (--preview).
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/store/import.hpp"
#include "transfer/import_source.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Returns the counts of each file as a table.
files::Table import_table(const std::vector<ImportSource>&, const std::vector<store::Counts>&);

class ImportPreview {
public:
    // `style`: how values and the names of kinds and fields are written.
    explicit ImportPreview(records::Style style) : style_(style) {}

    // Lets the options report the layouts and the first rows to this object, which must outlive them.
    void watch(store::ImportOptions&);
    void begin(const ImportSource&, const files::Reader&);  // before each file
    // Keeps the changes of existing records, before they are checked.
    void take_changes(store::Change&);
    std::vector<files::Table> tables() const;

private:
    struct SheetPreview {
        store::SheetLayout layout;
        std::string form;                            // encoding, or workbook and sheet
        std::vector<std::vector<files::Cell>> rows;  // the first, by column that is a field
    };
    records::Value value_of(const store::SheetColumn&, const store::Row&) const;
    void add_row(const store::SheetLayout&, const store::Row&);
    files::Table columns_of_sheet(const SheetPreview&) const;
    files::Table rows_of_sheet(const SheetPreview&) const;

    std::string text_of(const records::Field&, const records::Value&) const;
    std::string name_of(std::string_view id, const Words& label) const;

    records::Style style_;
    const records::Kind* kind_ = nullptr;  // of the current file
    std::string form_;
    std::vector<SheetPreview> sheets_;
    std::vector<store::ChangedValue> changes_;
};

}  // namespace cpcc::cli
