// Lifecycle verbs, such as `problem solve`: each adds or edits a record.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "framework/context.hpp"
#include "records/record_edit.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// The given values, by option name.
struct VerbValues {
    std::string command;  // for messages: `problem close`
    std::string name;
    std::map<std::string, std::optional<std::string>> said;
    std::map<std::string, bool> flags;

    const std::optional<std::string>& operator[](const std::string& option) { return said[option]; }
    const std::string& need(const std::string& option) {
        if (const auto& value = said[option]) return *value;
        throw Error(Exit::usage, say(Words{"请写明 --{}", "missing --{}"}, option),
                    say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, command));
    }
};

struct VerbOption {
    std::string name;
    Words help;
    std::string value;            // the placeholder; empty: a flag
    std::string_view field = {};  // `kind.field` whose choices or codes complete the value
    bool needed = false;
};

// Returns --on (default: today).
VerbOption on_day();

// Returns --again, which lets a verb change the day that it set before.
VerbOption again();

// Returns --why, which is required.
VerbOption why();

using Work = std::function<int(Context&, VerbValues&)>;

Command verb(const records::Kind&, std::string name, Words help, std::vector<VerbOption> wanted, Work work);

// Returns the name of a record that has one, such as a member, else its code.
std::string called(Context&, std::string_view kind, const std::string& code);

// Edits fields of one record and prints `done`, filled with what the record is called.
int change_one(Context&, std::string_view kind, const std::string& name, const std::string& action, const FieldValues&,
               Words done, const std::string& why = {});

// A verb that sets a day once, such as `problem solve`: the field of the day, and the sentences for what the record is
// called and its day once it stands.
struct DayVerb {
    std::string_view kind, field;
    std::string action;
    Words done;
    Words already;
};

// Throws Error{failed} with the day that stands if the record has one, unless --again is given with --on.
void require_first(Context&, VerbValues&, const DayVerb&);

// Sets the day to --on (default: today) and the other fields to `more`. A verb does nothing twice: see require_first.
int set_day(Context&, VerbValues&, const DayVerb&, FieldValues more = {});

// Adds a record that belongs to the one named by the positional. Prints its row number, and the sentence that `done`
// makes once the record is there.
int add_one(Context&, std::string_view kind, std::string_view owner, const FieldValues&, const std::string& action,
            const std::function<std::string()>& done);

// Returns the option names that differ from field ids.
OptionNames verb_names();

void set_if_given(FieldValues&, std::string_view field, const std::optional<std::string>& value);

}  // namespace cpcc::cli
