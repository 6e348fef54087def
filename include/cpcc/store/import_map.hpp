// An office's own names for what a sheet holds: `[import.NAME]` of the configuration (interface.md, Import).
#pragma once

#include "cpcc/base/date_form.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

struct ImportMap {
    struct Pair {
        std::string name, value;
        bool operator==(const Pair&) const = default;
    };
    struct Word {
        std::string field;  // empty: every field with that choice
        std::string word, choice;
        bool operator==(const Word&) const = default;
    };

    std::string origin;             // in messages: its section or file
    std::vector<Pair> columns;      // a header, and the field that it means; empty: the column is not read
    std::vector<Pair> fixed;        // a field, and the cell that each row has there
    std::optional<DateForm> dates;  // accepted besides YYYY-MM-DD
    std::string unit;               // of amounts, such as 万元; empty: yuan
    std::vector<Word> words;        // words for choices
    std::vector<std::string> key;   // fields by which a row without a code finds its record

    // Returns whether both read every sheet alike.
    bool reads_like(const ImportMap& other) const;
};

}  // namespace cpcc::store
