#include "framework/record_names.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/value.hpp"

#include <algorithm>
#include <optional>

namespace cpcc::cli {

using records::Kind;
using store::Names;

RecordNames::RecordNames(Context& context, db::Connection& connection)
    : codes_only_(context.globals().codes), names_(connection, context.config().office_area) {}

std::int64_t RecordNames::area_of(const Kind& kind, const std::string& code) {
    return kind.id == "area" ? names_.area(code) : names_.area_of(kind, code);
}

std::string RecordNames::taken(const std::string& text, const Names::Found& found) {
    const std::string name = folded_name(text) == folded_name(found.name)
                                 ? text
                                 : say(Words{"{}（{}）", "{} ({})"}, text, found.name);  // by pinyin
    const std::string line = fmt::format("{} = {}", name, found.code);
    if (std::find(understood_.begin(), understood_.end(), line) == understood_.end()) understood_.push_back(line);
    return found.code;
}

std::string RecordNames::code_of(const Kind& kind, const std::string& text) {
    const Kind* const one = &kind;
    return code_of(std::span(&one, 1), text);
}

std::string RecordNames::code_of(std::span<const Kind* const> kinds, const std::string& text) {
    const auto wanted = [&](const Kind* kind) { return Names::has_names(*kind); };
    if (codes_only_ || std::none_of(kinds.begin(), kinds.end(), wanted)) return text;
    const std::string name(trim(text));
    if (name.empty() || name == "-" || name.starts_with('#')) return text;
    const bool may_be_code = is_code(name);
    if (may_be_code && std::any_of(kinds.begin(), kinds.end(),
                                   [&](const Kind* kind) { return kind->has_code() && names_.has_code(*kind, name); }))
        return text;
    std::vector<Names::Found> found;
    std::optional<std::string> reason;
    for (const Kind* kind : kinds) {
        Names::Found one = names_.find(*kind, name, near_, Names::Spelling::name_or_pinyin);
        if (one.several) throw Error(Exit::usage, one.reason);
        if (one.id != 0)
            found.push_back(std::move(one));
        else if (!reason)
            reason = std::move(one.reason);
    }
    if (found.size() > 1) {
        std::vector<std::string> all;
        for (const Names::Found& one : found) all.push_back(one.code);
        throw Error(Exit::usage, say(Words{"多类记录名为“{}”：{}；请填写编号",
                                           "records of several kinds are named \"{}\": {}; use the code"},
                                     name, listed(all)));
    }
    if (!found.empty()) return taken(name, found.front());
    if (may_be_code) return text;
    throw Error(Exit::failed, *reason, say(Words{"见 cpcc {} list", "see cpcc {} list"}, kinds.front()->id));
}

std::string RecordNames::codes_of(const Kind& kind, const std::string& list) {
    if (trim(list) == "-") return list;
    std::vector<std::string> codes;
    for (const std::string& item : records::items_of(list, true)) {
        const auto colon = item.find(':');
        const std::string role = colon == std::string::npos ? "" : item.substr(colon);
        codes.push_back(code_of(kind, item.substr(0, colon)) + role);
    }
    return join(codes, ";");
}

records::CodeOf code_reader(RecordNames& names) {
    return [&names](const Kind& kind, std::string_view text) { return names.code_of(kind, std::string(text)); };
}

}  // namespace cpcc::cli
