#include "facts/tag_filter.hpp"

#include "cpcc/records/registry.hpp"

namespace cpcc::report {

Tagged::Tagged(db::Connection& connection, const std::optional<std::string>& tag) {
    for (const records::Kind* kind : records::kinds()) {
        auto rows = connection.prepare(
            fmt::format("SELECT {0} FROM {0}_tag {1} ORDER BY {0}", kind->id, tag ? "WHERE tag = $tag" : ""));
        if (tag) rows.bind("tag", *tag);
        while (rows.step()) rows_[kind->id].insert(rows.integer(0));
    }
}

bool Tagged::on(const Fact& fact) const {
    return has(fact.kind, fact.id) || (fact.owner != 0 && has(fact.owner_kind, fact.owner));
}

bool Tagged::has(std::string_view kind, std::int64_t id) const {
    const auto found = rows_.find(kind);
    return found != rows_.end() && found->second.contains(id);
}

}  // namespace cpcc::report
