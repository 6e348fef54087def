// Checks the paths to fields, and the sets of numbers that conditions on them need.
#include "cpcc/base/error.hpp"
#include "cpcc/report/groups.hpp"
#include "facts/dated_fields.hpp"
#include "facts/number_set.hpp"
#include "measures/field_path.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <set>
#include <string>

using namespace cpcc;
using namespace cpcc::report;

namespace {

// Returns the place where a path begins, the references that lead on, and the kind that has the field.
std::string found(std::string_view of, std::string_view name) {
    const auto path = find_path(source(of), name);
    if (!path) return "none";
    std::string text(path->column ? fmt::format("column {}", path->column->field.id) : "record");
    if (!path->is_column()) text += fmt::format(" {}", path->kind);
    for (const records::Field* reference : path->refs) text += fmt::format(" > {}", reference->id);
    return text + fmt::format(" . {}", path->field->id);
}

}  // namespace

TEST_CASE("a name without a dot is a column, or a field of the record, or of its owner") {
    CHECK(found("session", "form") == "column form . form");
    CHECK(found("session", "形式") == "column form . form");
    CHECK(found("session", "held_on") == "record session . held_on");
    CHECK(found("attendance", "title") == "record session . title");
    CHECK(found("lookback", "tag") == "column tags . tags");
    CHECK(found("sent", "level") == "record member . level");
    CHECK(found("session", "basis") == "none");
}

TEST_CASE("a name with a dot begins at a column, at the record, or at a reference of it") {
    CHECK(found("session", "platform.basis") == "column platform platform . basis");
    CHECK(found("session", "平台.依托") == "column platform platform . basis");
    CHECK(found("session", "session.title") == "record session . title");
    CHECK(found("attendance", "session.kind") == "record session . kind");
    CHECK(found("lookback", "session.kind") == "record problem > session . kind");
    CHECK(found("raised", "raised_by.sector.name") == "record problem > raised_by > sector . name");
    CHECK(found("raised", "platform.convener.level") == "column platform platform > convener . level");
    CHECK(found("session", "title.kind") == "none");
    CHECK(found("session", "platform.") == "none");
    CHECK(found("session", ".kind") == "none");
}

TEST_CASE("a path has at most one field that changes from a day on, and every such field has its reader") {
    const auto step = [](std::string_view of, std::string_view name) {
        const auto dated = dated_step(*find_path(source(of), name));
        if (!dated) return std::string("none");
        return fmt::format("{} {}.{}{}", dated->refs.size(), dated->kind, dated->field->id,
                           dated->rest ? fmt::format(" > {}", dated->rest->field->id) : "");
    };
    CHECK(step("session", "platform.basis") == "0 platform.basis");
    CHECK(step("sent", "level") == "0 member.level");
    CHECK(step("raised", "raised_by.sector.name") == "1 member.sector > name");
    CHECK(step("raised", "platform.convener.level") == "1 member.level");
    CHECK(step("session", "platform.area.parent.name") == "0 platform.area > name");
    CHECK(step("platform", "kind") == "none");  // the fact carries it
    CHECK(step("session", "platform.brand") == "none");
    for (const Source& source : sources())
        for (const auto& [id, path] : paths_of(source)) {
            CAPTURE(id);
            const auto dated = dated_step(path);
            if (!dated) continue;
            CHECK_NOTHROW(dated_field(dated->kind, dated->field->id));
            if (dated->rest) CHECK_FALSE(dated_step(*dated->rest));
        }
}

TEST_CASE("every group has an id of its own, and its number is its place") {
    std::set<std::string_view> ids;
    std::size_t place = 0;
    for (const GroupWords& words : groups()) {
        CAPTURE(words.id);
        CHECK(ids.insert(words.id).second);
        CHECK(static_cast<std::size_t>(words.group) == place++);
        CHECK_FALSE(words.label.zh.empty());
        CHECK_FALSE(words.label.en.empty());
    }
    for (const std::string_view id :
         {"level", "basis", "target_group", "role", "step", "channel", "zone", "model", "item", "quantity_unit",
          "member.level", "platform.basis", "session.kind", "donor_member.sector"})
        CHECK(ids.contains(id));
    CHECK_FALSE(ids.contains("held_on"));
    CHECK_FALSE(ids.contains("note"));
}

TEST_CASE("a set of numbers joins its ranges") {
    NumberSet numbers;
    for (const std::int64_t number : {5, 6, 7, 2, 3}) numbers.add(number);
    numbers.add(NumberSet::Range{6, 9});
    numbers.close();
    CHECK(numbers.ranges().size() == 2);
    for (const std::int64_t number : {2, 3, 5, 7, 9}) CHECK(numbers.has(number));
    for (const std::int64_t number : {0, 1, 4, 10}) CHECK_FALSE(numbers.has(number));
    CHECK_FALSE(NumberSet().has(0));
    NumberSet open;  // behind a range without an upper end comes one without a lower end
    open.add(NumberSet::Range{10, std::numeric_limits<std::int64_t>::max()});
    open.add(NumberSet::Range{std::numeric_limits<std::int64_t>::min(), 4});
    open.close();
    for (const std::int64_t number : {-1, 4, 10, 11}) CHECK(open.has(number));
    CHECK_FALSE(open.has(5));
}
