// Tells which facts have a tag.
#pragma once

#include "cpcc/db/connection.hpp"
#include "measures/fact.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_set>

namespace cpcc::report {

class Tagged {
public:
    Tagged(db::Connection&, const std::optional<std::string>& tag);  // none: any tag
    // Returns whether the record of the fact has the tag, or the session or problem to which it belongs.
    bool on(const Fact&) const;

private:
    bool has(std::string_view kind, std::int64_t id) const;

    std::map<std::string_view, std::unordered_set<std::int64_t>> rows_;  // by kind
};

}  // namespace cpcc::report
