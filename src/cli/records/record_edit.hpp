// Changes a few records from the command line, for the generic and the lifecycle verbs.
#pragma once

#include "cpcc/store/records.hpp"
#include "framework/context.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// Values from the command line, by field id.
using FieldValues = std::map<std::string_view, std::string>;

// Option names that differ from the field id, by field id; `code` is the positional.
using OptionNames = std::map<std::string_view, std::string_view>;

// Converts the values to a row. Throws Error{usage} with the option for a value of the wrong type.
store::Row row_of(const records::Kind&, const FieldValues&, const OptionNames& options = {});

// Throws Error{failed} with the first reasons of a rejection as one sentence.
[[noreturn]] void refuse(const store::Refused&, const OptionNames& = {});

// A change of records from the command line. Rejections become one Error{failed} that names the options.
class RecordEdit {
public:
    // `kind`: the records that change, which selects the locks. `options`: the names for error messages.
    RecordEdit(Context&, const records::Kind& kind, const std::string& action, const std::string& why = {},
               OptionNames options = {});
    void add(const records::Kind&, const FieldValues&);
    // `name`: a code or #12. `from`: the day from which the values of dated fields hold; none: the whole time.
    void change(const records::Kind&, const std::string& name, const FieldValues&, std::optional<Date> from = {});
    void change(const records::Kind&, std::int64_t id, const FieldValues&, std::optional<Date> from = {});
    store::Change& raw() { return change_; }
    bool changed() const { return changed_; }  // after `finish`: whether any value changed
    // Commits. Returns the code or row number of the last record.
    std::string finish(const records::Kind&);

private:
    void require_consent(const records::Kind&);

    Context& context_;
    store::Change change_;
    OptionNames options_;
    bool changed_ = false;
};

// Names the likely doubles that a change made, the first twenty, and counts the rest.
void note_doubles(Context&, const store::Change&);

// Returns `3 sessions, 18 attendances`; empty if the change moves no facts.
std::string moved_facts(const store::Change&);

// Returns the parts of a comma-separated list; none if it is absent.
std::vector<std::string> comma_separated(const std::optional<std::string>&);

// Returns the given date (default: today). Throws Error{usage}.
std::string day_or_today(Context&, const std::string& option, const std::optional<std::string>& said);

}  // namespace cpcc::cli
