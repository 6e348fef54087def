#include "records/kind_argument.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

namespace cpcc::cli {

std::vector<std::string> kind_ids() {
    std::vector<std::string> ids;
    for (const records::Kind* kind : records::kinds()) ids.emplace_back(kind->id);
    return ids;
}

const records::Kind& kind_named(const std::string& name) {
    if (const records::Kind* kind = records::find_kind(name)) return *kind;
    std::vector<std::string_view> ids;
    for (const records::Kind* kind : records::kinds()) ids.push_back(kind->id);
    const auto near = nearest(name, ids);
    throw Error(Exit::usage, say(Words{"没有记录类别“{}”", "there is no kind \"{}\""}, name), near ? say(Words{"是不是 {}？", "did you mean {}?"}, *near) : say(Words{"见 cpcc fields", "see cpcc fields"}));
}

}  // namespace cpcc::cli
