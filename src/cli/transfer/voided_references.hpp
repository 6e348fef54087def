// Takes references to voided records out of an export that has none of them (interface.md, "CSV").
#pragma once

#include "cpcc/store/former.hpp"
#include "framework/context.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cpcc::cli {

class VoidedReferences {
public:
    VoidedReferences(db::Connection& connection, const records::Kind& kind) : connection_(connection), kind_(kind) {}

    // Empties the fields of the record that refer to voided records, and removes such items of lists. Returns false if
    // the record cannot stand without one: it is not to be exported.
    bool remove_from(store::Record&);
    // Removes the earlier values that refer to voided records.
    void remove_from(store::Formers&);

    // Says how many records and cells were left out, and which codes they name.
    void report(Context&) const;

private:
    bool is_voided(const records::Field&, const std::string& code);
    bool clear(std::size_t field, records::Value&);
    bool is_needed(const records::Field&) const;

    db::Connection& connection_;
    const records::Kind& kind_;
    std::map<std::string_view, std::set<std::string>> codes_;  // of voided records, by kind
    std::set<std::string> named_;                              // those that were found
    std::int64_t records_ = 0, cells_ = 0;
};

}  // namespace cpcc::cli
