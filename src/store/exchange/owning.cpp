#include "cpcc/store/owning.hpp"

#include "cpcc/records/choices.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Kind;

Owning::Owning(db::Connection& connection, const Scope& scope) : scope_(scope) {
    auto rows = connection.prepare("SELECT a.code, p.code FROM area a LEFT JOIN area p ON p.id = a.parent");
    while (rows.step()) parents_[rows.str(0)] = rows.str(1);
}

bool Owning::has_own_code(std::string_view code) const {
    return code.starts_with(scope_.code) && code.substr(scope_.code.size()).starts_with('-');
}

bool Owning::contains(std::string_view area) const {
    if (area.empty()) return true;
    for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {  // a faulty register may run in a circle
        if (std::find(scope_.areas.begin(), scope_.areas.end(), area) != scope_.areas.end()) return true;
        const auto above = parents_.find(area);
        if (above == parents_.end() || above->second.empty()) return false;
        area = above->second;
    }
    return false;
}

bool Owning::owns(const Kind& kind, const std::vector<std::string>& columns,
                  const std::vector<std::string>& cells) const {
    const auto cell = [&](std::string_view id) -> std::string_view {
        const auto at = std::find(columns.begin(), columns.end(), id);
        return at == columns.end() ? std::string_view() : cells[static_cast<std::size_t>(at - columns.begin())];
    };
    if (kind.id == "area" || kind.id == "sector") return scope_.registers;
    if (kind.has_code()) {
        const bool common = kind.id == "topic" && cell("kind") == "common" && scope_.registers;
        const bool placed = kind.id == "platform" || kind.id == "session";
        return common || (has_own_code(cell("code")) && (!placed || contains(cell("area"))));
    }
    if (kind.id == "theme") return !cell("area").empty() && contains(cell("area"));
    if (kind.id == "duty") return has_own_code(cell("unit"));
    if (kind.id == "assignment")
        return cell("platform").empty() ? contains(cell("area")) : has_own_code(cell("platform"));
    return has_own_code(cell(kind.fields.front().id));  // a part of the record that it names first
}

}  // namespace cpcc::store
