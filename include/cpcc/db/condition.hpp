// Conditions on records as SQL, for lists and for the measures of reports.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/condition.hpp"
#include "cpcc/records/registry.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

// `joined`: the statement joins each reference of its records `t` as `r_FIELD`. `alone`: it reads `t` alone.
enum class References { joined, alone };

// Returns the SQL of an item of a field with several values, as text. `i` is the table of the items. The code of a
// record needs the table that the item refers to, as `r`.
std::string item_text(const records::Field&);
// Returns the row number of the record to which references lead from the record `t`; `t.id` without any.
std::string row_at(std::span<const records::Field* const> path);

// Writes conditions on records `t` of one kind, and keeps their values until they are bound.
class ConditionSql {
public:
    ConditionSql(Engine engine, const records::Kind& kind, References references)
        : engine_(engine), kind_(kind), references_(references) {}

    std::string of(const records::Condition&);
    // Returns the name of the parameter for a value, which bind() binds.
    std::string parameter(records::Value);
    void bind(Statement&) const;

private:
    struct Bound {
        std::string name;
        records::Value value;
    };
    std::string single(const records::Condition&, const records::Value&, const std::string& parameter) const;
    std::string several(const records::Condition&, const records::Value&, const std::string& parameter) const;
    std::string value_of(const records::Condition&) const;

    Engine engine_;
    const records::Kind& kind_;
    References references_;
    std::vector<Bound> bound_;
};

}  // namespace cpcc::db
