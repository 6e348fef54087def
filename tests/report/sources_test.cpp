// Checks that the tables of sources, measures and events refer only to rows, columns and choices that exist.
#include "cpcc/base/error.hpp"
#include "cpcc/report/appraisal.hpp"
#include "measures/conditions.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace cpcc;
using namespace cpcc::report;

namespace {

// Returns the number of conditions. Fails the test if one does not parse.
std::size_t parsed(const Source& from, const Where& where) {
    try {
        return conditions_on(from, where).size();
    } catch (const Error& error) {
        FAIL(error.message());
    }
    return 0;
}

std::string refusal(std::string_view measure, const std::string& condition) {
    try {
        check_condition(*find_measure(measure), condition, "where");
    } catch (const Error& error) {
        CHECK(error.code() == Exit::usage);
        return error.message() + " | " + error.hint();
    }
    return {};
}

}  // namespace

TEST_CASE("every source has a unique id, a kind, and a valid date field") {
    std::set<std::string_view> ids;
    for (const Source& one : sources()) {
        CAPTURE(one.id);
        CHECK(ids.insert(one.id).second);
        const records::Kind* kind = records::find_kind(one.kind);
        REQUIRE(kind);
        const std::string_view owner = kind->owner.empty() ? one.kind : kind->at(kind->owner).target;
        CHECK((one.day.empty() || records::kind(owner).find(one.day)));
        CHECK((one.read != nullptr));
        CHECK_FALSE(one.counted_kind().empty());
    }
}

TEST_CASE("every value of a source has a unique index") {
    for (const Source& one : sources()) {
        std::set<std::size_t> places;
        std::set<std::string_view> names;
        for (const Column& column : one.columns) {
            CAPTURE(one.id);
            CAPTURE(column.field.id);
            CHECK(names.insert(column.field.id).second);
            if (column.holds == Holds::value) CHECK(places.insert(column.value).second);
        }
        CHECK(places.size() <= most_values);
    }
}

TEST_CASE("facts of sessions, attendances and units have the session's values at the same indexes") {
    for (const std::string_view field : {"kind", "form", "topic"})
        for (const std::string_view id : {"attendance", "participation"})
            CHECK(source(id).value(field) == source("session").value(field));
}

TEST_CASE("every measure names an existing source, conditions and value") {
    for (const Measure& measure : measures()) {
        CAPTURE(measure.id);
        const Source& from = source_of(measure);
        parsed(from, measure.of);
        const std::size_t conditions = parsed(from, measure.where);
        if (measure.unit == Unit::share) CHECK(conditions > 0);
        if (!measure.value.empty()) CHECK(from.at(measure.value).holds == Holds::value);
        if (measure.unit == Unit::yuan) CHECK(from.at(measure.value).field.type == records::Type::money);
        if (measure.distinct) CHECK(from.counts != Counts::records);
    }
}

TEST_CASE("the definition of a stock measure says that it is a stock") {
    set_language(Language::zh);
    for (const Measure& measure : measures()) {
        CAPTURE(measure.id);
        const std::string definition = measure.definition.str();
        if (measure.unit != Unit::share)
            CHECK((source_of(measure).dated == Dated::on_last_day) == (definition.find("期末") != std::string::npos));
    }
    set_language(Language::en);
}

TEST_CASE("every event names an existing source, conditions and fields") {
    for (const EventWord& event : event_words()) {
        CAPTURE(event.id);
        const Source& from = source(event.source);
        parsed(from, event.where);
        for (const EventField& field : event.fields)
            if (!field.key.empty())
                CHECK(from.at(field.field).field.choices.data() ==
                      records::kind(field.kind).at(field.field).choices.data());
    }
}

TEST_CASE("the error for a wrong condition on a measure names the valid ones") {
    CHECK(refusal("sessions", "form=online") == "");
    CHECK(refusal("sessions", "tag=停车") == "");
    CHECK(refusal("sessions", "tags=停车") == "");
    CHECK(refusal("problems_solved", "categry=urgent").find("did you mean category?") != std::string::npos);
    CHECK(refusal("sessions", "form=onlin").find("online") != std::string::npos);
    CHECK(refusal("sessions", "cash>2")
              .starts_with("measure sessions has no field \"cash\" | fields: kind, form, topic"));
}
