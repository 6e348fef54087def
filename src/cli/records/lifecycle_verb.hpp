// The verbs that people of the trade say: each is an add or an edit underneath, its options and a few lines.
#pragma once

#include "cpcc/records/registry.hpp"
#include "cpcc/base/error.hpp"
#include "framework/context.hpp"
#include "records/record_edit.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// What was said, by the name of the option.
struct VerbValues {
    std::string command;   // for messages: `problem close`
    std::string name;
    std::map<std::string, std::optional<std::string>> said;

    const std::optional<std::string>& operator[](const std::string& option) { return said[option]; }
    const std::string& need(const std::string& option) {
        if (const auto& value = said[option]) return *value;
        throw Error(Exit::usage, say(Words{"请写明 --{}", "missing --{}"}, option), say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, command));
    }
};

struct VerbOption {
    std::string name;
    Words help;
    std::string value;
    std::string_view field = {};   // of the kind whose choices or codes complete it, as `kind.field`
    bool needed = false;
};

// --on, today where it is not given.
VerbOption on_day();

// --why, which must be given.
VerbOption why();

using Work = std::function<int(Context&, VerbValues&)>;

Command verb(const records::Kind&, std::string name, Words help, std::vector<VerbOption> wanted, Work work);

// An edit of one record's fields, said in the words of its verb.
int change_one(Context&, std::string_view kind, const std::string& name, const std::string& action, const Said&, Words done, const std::string& why = {});

// A record that belongs to another one, which the positional names; its row number goes to stdout.
int add_one(Context&, std::string_view kind, std::string_view owner, const Said&, const std::string& action, const std::string& sentence);

// How the verbs name the fields that they fill.
OptionNames verb_names();

void put(Said&, std::string_view field, const std::optional<std::string>& value);

}  // namespace cpcc::cli
