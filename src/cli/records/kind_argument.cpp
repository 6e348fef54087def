#include "records/kind_argument.hpp"

#include "cpcc/base/suggest.hpp"

namespace cpcc::cli {

std::vector<std::string> kind_ids() {
    std::vector<std::string> ids;
    for (const records::Kind* kind : records::kinds()) ids.emplace_back(kind->id);
    return ids;
}

std::vector<Words> kind_labels() {
    std::vector<Words> labels;
    for (const records::Kind* kind : records::kinds()) labels.push_back(kind->label);
    return labels;
}

Option kind_option(Option::Into into, bool required) {
    return {.name = "KIND",
            .into = into,
            .help = {"记录类别", "kind of record"},
            .positional = true,
            .required = required,
            .choices = kind_ids(),
            .labels = kind_labels()};
}

const records::Kind& kind_named(const std::string& name) {
    if (const records::Kind* kind = records::find_kind(name)) return *kind;
    throw unknown_word(say(Words{"没有“{}”这一记录类别", "unknown kind \"{}\""}, name), name, ids_of(records::kinds()),
                       say(Words{"见 cpcc fields", "see cpcc fields"}));
}

}  // namespace cpcc::cli
