// An import map with the fields of one kind.
#pragma once

#include "cpcc/records/value.hpp"
#include "cpcc/store/import.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

struct ResolvedMap {
    struct Column {
        std::string header;  // as the map has it
        std::string folded;
        const records::Field* field;  // null: the column is not read
    };
    struct Fixed {
        const records::Field* field;
        std::size_t index;  // of the field
        records::Value value;
        std::string text;
    };

    std::vector<Column> columns;
    std::vector<Fixed> fixed;
    std::vector<records::ChoiceWord> words;
    std::vector<std::string_view> key;  // ids of fields
    const DateForm* dates = nullptr;    // of the options' map
    std::string unit;
    int money_places = 0;  // of the unit
};

// Returns the map of the options for a kind; empty if they have none. Throws Error{usage} that names the map, the key
// and the nearest word for a field or a choice that the kind does not have, a fixed value that is not valid, and a key
// that cannot identify its records.
ResolvedMap resolve_map(const records::Kind&, const ImportOptions&);

// Returns what a column can name besides the fields of the kind: the voiding, and the day from which dated fields hold.
std::vector<const records::Field*> further_columns(const records::Kind&);
// Returns the fields that a column can name: those of the kind, and further_columns().
std::vector<const records::Field*> fields_of_columns(const records::Kind&);

// Returns how the cells of an import refer to records.
records::References references_of(const ImportOptions&);

}  // namespace cpcc::store
