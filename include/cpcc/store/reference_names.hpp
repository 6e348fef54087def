// The names of the records that lists refer to, for people.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/value.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cpcc::store {

struct Record;

class ReferenceNames {
public:
    explicit ReferenceNames(db::Connection& connection) : connection_(connection) {}

    // Looks up the names of everything that these records refer to in the wanted fields (empty: all), set by set.
    void fetch(const records::Kind&, std::span<const Record>, const std::vector<bool>& wanted = {});

    // Returns the value (references as codes) with names instead of codes. Precondition: `fetch` has looked them up.
    // `with_codes`: with the code beside each name. A record without a name keeps its code.
    records::Value named(const records::Field&, const records::Value&, bool with_codes = false) const;

private:
    using OfKind = std::unordered_map<std::string, std::string>;  // by code
    std::string name_of(std::string_view kind, const std::string& code, bool with_code) const;

    db::Connection& connection_;
    std::map<std::string_view, OfKind> names_;
};

}  // namespace cpcc::store
