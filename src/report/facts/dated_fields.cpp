#include "facts/dated_fields.hpp"

#include "cpcc/db/condition.hpp"
#include "facts/matching_rows.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace cpcc::report {

namespace {

int number(int value) { return value; }
int number(bool value) { return value ? 2 : 1; }

template <auto Field>
int of_platform(const Registers& registers, int row, int day) {
    return row == 0 ? 0 : number(registers.platform(row, day).*Field);
}
template <auto Field>
int of_member(const Registers& registers, int row, int day) {
    return row == 0 ? 0 : number(registers.member(row, day).*Field);
}

struct Reader {
    std::string_view kind, field;
    DatedField read;
};
constexpr std::array readers{
    Reader{"platform", "kind", of_platform<&PlatformState::kind>},
    Reader{"platform", "basis", of_platform<&PlatformState::basis>},
    Reader{"platform", "area", of_platform<&PlatformState::area>},
    Reader{"platform", "sector", of_platform<&PlatformState::sector>},
    Reader{"platform", "model", of_platform<&PlatformState::model>},
    Reader{"member", "level", of_member<&MemberState::level>},
    Reader{"member", "area", of_member<&MemberState::area>},
    Reader{"member", "sector", of_member<&MemberState::sector>},
};

RowNumbers entries_at(db::Connection& connection, const Source& source, const FieldPath& path, const DatedStep& step,
                      const Period& period) {
    RowNumbers entries;
    auto rows = rows_that_may_count(connection, source, path, period, db::row_at(step.refs));
    while (rows.step()) entries.set(rows.integer(0), rows.small(1));
    return entries;
}

}  // namespace

DatedField dated_field(std::string_view kind, std::string_view field) {
    const auto found = std::find_if(readers.begin(), readers.end(),
                                    [&](const Reader& one) { return one.kind == kind && one.field == field; });
    if (found == readers.end()) throw std::logic_error("not dated: " + std::string(kind) + "." + std::string(field));
    return found->read;
}

FieldOnDay::FieldOnDay(db::Connection& connection, const Registers& registers, const Source& source,
                       const FieldPath& path, const DatedStep& step, const Period& period)
    : registers_(&registers), read_(dated_field(step.kind, step.field->id)) {
    if (!step.refs.empty()) entries_ = entries_at(connection, source, path, step, period);
}

}  // namespace cpcc::report
