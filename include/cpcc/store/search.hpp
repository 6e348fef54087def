// Finds records of every kind by a part of their code, name or title, for `cpcc find`.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

struct Search {
    std::string text;
    std::vector<const records::Kind*> kinds;  // empty: all kinds
    bool voided_too = false;
    std::optional<std::size_t> limit;
};

struct Hit {
    const records::Kind* kind;
    std::string code, title;  // the code, or `#12` where the kind has none
    std::optional<Date> day;
    std::string area, area_name;  // where it lies; empty: nowhere
    bool voided = false;
};

// Returns the records whose code or title contains the text, and the people and places whose name contains it in
// pinyin: those that equal the text first, then by kind and code. Letters of either case are equal, and names compare
// as in `folded_name`. `more` is set to the number that the limit leaves out.
std::vector<Hit> search(db::Connection&, const Search&, std::size_t& more);

}  // namespace cpcc::store
