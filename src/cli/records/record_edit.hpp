// One person's change of a record or two, for the generic verbs and the verbs of the trade.
#pragma once

#include "framework/context.hpp"
#include "cpcc/store/records.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// What the command line says of a kind's fields, by field id.
using Said = std::map<std::string_view, std::string>;

// What the command line calls a field, where that is not the field's own name; `code` is the positional.
using OptionNames = std::map<std::string_view, std::string_view>;

// The values as a row. Throws Error{usage} for a value that is not of its field's type, naming the option.
store::Row row_of(const records::Kind&, const Said&, const OptionNames& options = {});

// A change of records given at the command line; refusals become one Error{failed} that names the option.
class RecordEdit {
public:
    // `kind`: whose records change; a fact's change touches no register. `options` are the fields that the command line knows under another name: refusals name that.
    RecordEdit(Context&, const records::Kind& kind, const std::string& action, const std::string& why = {}, OptionNames options = {});
    void add(const records::Kind&, const Said&);
    void change(const records::Kind&, const std::string& name, const Said&);   // name: its code or #12
    void change(const records::Kind&, std::int64_t id, const Said&);
    store::Change& raw() { return change_; }
    bool changed() const { return changed_; }   // after finish: whether anything is different now
    // Commits, and gives the last record as a person names it.
    std::string finish(const records::Kind&);

private:
    Context& context_;
    store::Change change_;
    OptionNames options_;
    bool changed_ = false;
};

// The words of a list split by commas; none where nothing is said.
std::vector<std::string> listed(const std::optional<std::string>&);

// `2024-09-04`, or today where nothing is said. Throws Error{usage}.
std::string day_or_today(Context&, const std::string& option, const std::optional<std::string>& said);

}  // namespace cpcc::cli
