#include "cpcc/records/registry.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace cpcc;
using namespace cpcc::records;

namespace {

bool has_chinese(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_id(std::string_view text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::size_t place_of(const Kind& kind) {
    const auto all = kinds();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), &kind) - all.begin());
}

// Returns the choices with their numbers in the database: "1 home 2 station …".
std::string numbered(std::string_view kind_id, std::string_view field) {
    std::string all;
    for (const Choice& choice : kind(kind_id).at(field).choices)
        all += (all.empty() ? "" : " ") + std::to_string(number_of(kind(kind_id).at(field).choices, choice.id)) + " " +
               std::string(choice.id);
    return all;
}

}  // namespace

TEST_CASE("the kinds are declared in the order of import") {
    std::vector<std::string> ids;
    for (const Kind* kind : kinds()) ids.emplace_back(kind->id);
    CHECK(ids == std::vector<std::string>{"area",     "sector",     "unit",     "member",    "platform",
                                          "duty",     "assignment", "topic",    "session",   "attendance",
                                          "problem",  "progress",   "lookback", "document",  "handling",
                                          "donation", "pledge",     "pairing",  "publicity", "commendation",
                                          "theme",    "filing"});
}

TEST_CASE("kinds have unique ids, labels and letters") {
    std::set<std::string_view> ids, zh, en;
    std::set<char> letters;
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        CHECK(is_id(kind->id));
        CHECK(ids.insert(kind->id).second);
        CHECK(zh.insert(kind->label.zh).second);
        CHECK(en.insert(kind->label.en).second);
        CHECK(has_chinese(kind->label.zh));
        CHECK_FALSE(has_chinese(kind->label.en));
        CHECK(has_chinese(kind->about.zh));
        CHECK_FALSE(kind->about.en.empty());
        if (kind->has_code()) CHECK(letters.insert(kind->letter).second);
        CHECK(find_kind(kind->id) == kind);
    }
    CHECK(find_kind("platforms") == nullptr);
    CHECK(find_kind("") == nullptr);
    CHECK_THROWS(kind("platforms"));
}

TEST_CASE("every kind has a counted form in both languages") {
    for (const Kind* kind : kinds()) {
        CAPTURE(kind->id);
        CHECK(has_chinese(kind->counted.zh));  // a measure word and a noun
        CHECK_FALSE(kind->counted.one.empty());
        CHECK(kind->counted.many != kind->counted.one);
    }
}

TEST_CASE("the letters of generated codes are those of the domain") {
    const std::map<std::string, char> letters{
        {"area", 'A'},        {"duty", '\0'},   {"handling", '\0'},   {"sector", 'X'},    {"unit", 'U'},
        {"platform", 'P'},    {"member", 'M'},  {"assignment", '\0'}, {"topic", 'T'},     {"session", 'S'},
        {"attendance", '\0'}, {"problem", 'Q'}, {"progress", '\0'},   {"lookback", '\0'}, {"document", 'D'},
        {"donation", 'G'},    {"pledge", 'L'},  {"pairing", 'K'},     {"publicity", 'N'}, {"commendation", 'C'},
        {"theme", '\0'},      {"filing", 'R'}};
    CHECK(letters.size() == kinds().size());
    for (const auto& [id, letter] : letters) {
        CAPTURE(id);
        CHECK(kind(id).letter == letter);
    }
}

TEST_CASE("a code is the first field of its kind, and note and tags are the last fields of every kind") {
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        REQUIRE(kind->fields.size() > 3);
        for (std::size_t i = 0; i < kind->fields.size(); ++i) {
            const bool first_of_coded = i == 0 && kind->has_code();
            CHECK((kind->fields[i].type == Type::code) == first_of_coded);
            CHECK((kind->fields[i].id == "code") == first_of_coded);
        }
        CHECK(kind->fields[kind->fields.size() - 2].id == "note");
        CHECK(kind->fields.back().id == "tags");
        CHECK(kind->fields.back().type == Type::texts);
        CHECK(kind->fields.back().table == std::string(kind->id) + "_tag");
    }
}

TEST_CASE("area and sector require a code") {
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        if (kind->has_code()) CHECK(kind->fields[0].required == (kind->id == "area" || kind->id == "sector"));
    }
}

TEST_CASE("an id, or a label in either language, finds exactly one field") {
    for (const Kind* kind : kinds()) {
        for (const Field& field : kind->fields) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(field.id));
            CHECK(is_id(field.id));
            CHECK(has_chinese(field.label.zh));
            CHECK_FALSE(has_chinese(field.label.en));
            CHECK(kind->find(field.id) == &field);
            CHECK(kind->find_header(field.id) == &field);
            CHECK(kind->find_header(field.label.zh) == &field);
            CHECK(kind->find_header(field.label.en) == &field);
            CHECK(&kind->at(field.id) == &field);
        }
        CHECK(kind->find("colour") == nullptr);
        CHECK(kind->find_header("颜色") == nullptr);
        CHECK_THROWS(kind->index("colour"));
    }
}

TEST_CASE("a reference leads to an earlier kind with codes, or to its own kind") {
    // An import adds the kinds in order, so a reference must not lead to a later kind.
    for (const Kind* kind : kinds())
        for (const Field& field : kind->fields) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(field.id));
            const bool refers = field.type == Type::ref || field.type == Type::refs || field.type == Type::roles;
            CHECK(refers == !field.target.empty());
            if (!refers) continue;
            const Kind* target = find_kind(field.target);
            REQUIRE(target);
            CHECK(target->has_code());
            CHECK(place_of(*target) <= place_of(*kind));
            if (target == kind) CHECK_FALSE(field.required);  // else no first record could exist
        }
}

TEST_CASE("the fields that need choices have them, with unique labels in both languages") {
    for (const Kind* kind : kinds())
        for (const Field& field : kind->fields) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(field.id));
            CHECK((field.type == Type::choice || field.has_roles()) == !field.choices.empty());
            for (std::size_t i = 0; i < field.choices.size(); ++i) {
                const Choice& choice = field.choices[i];
                CHECK(is_id(choice.id));
                CHECK(has_chinese(choice.label.zh));
                CHECK_FALSE(has_chinese(choice.label.en));
                const auto number = static_cast<std::int64_t>(i + 1);
                CHECK(find_choice(field.choices, choice.id) == number);
                CHECK(find_choice(field.choices, choice.label.zh) == number);
                CHECK(find_choice(field.choices, choice.label.en) == number);
            }
        }
}

TEST_CASE("fields with several values have their own table and column, and single ones have none") {
    for (const Kind* kind : kinds())
        for (const Field& field : kind->fields) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(field.id));
            CHECK(field.several() == !field.table.empty());
            CHECK(field.several() == !field.item.empty());
            CHECK((field.type == Type::spans) == !field.item_end.empty());
            if (field.several()) CHECK_FALSE(field.required);
        }
}

TEST_CASE("the declaration of a kind names only its own fields") {
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        if (!kind->title.empty()) {
            REQUIRE(kind->find(kind->title));
            CHECK(kind->at(kind->title).type == Type::text);
        }
        if (!kind->date.empty()) {
            REQUIRE(kind->find(kind->date));
            CHECK(kind->at(kind->date).type == Type::date);
            CHECK(kind->at(kind->date).required);
        }
        for (const auto& [first, second] : kind->order) {
            REQUIRE(kind->find(first));
            REQUIRE(kind->find(second));
            CHECK(kind->at(first).type == Type::date);
            CHECK(kind->at(second).type == Type::date);
            CHECK(first != second);
        }
        for (const auto field : kind->key) {
            REQUIRE(kind->find(field));
            CHECK_FALSE(kind->at(field).several());
        }
        for (const auto field : kind->one_of) {
            REQUIRE(kind->find(field));
            CHECK_FALSE(kind->at(field).required);
        }
        CHECK((kind->one_of.empty() || kind->one_of.size() == 2));
        for (const auto field : kind->at_least_one_of) CHECK_FALSE(kind->at(field).required);
        CHECK((kind->at_least_one_of.empty() || kind->at_least_one_of.size() == 2));
        CHECK(std::any_of(kind->fields.begin(), kind->fields.end(), [](const Field& f) { return f.brief; }));
    }
}

TEST_CASE("records without a code are looked up by fields that are never empty") {
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        REQUIRE_FALSE(kind->lookup.empty());
        for (const auto field : kind->lookup) {
            CAPTURE(std::string(field));
            REQUIRE(kind->find(field));
            CHECK(kind->at(field).required);
            CHECK_FALSE(kind->at(field).several());
            // A record with the same key may differ in any other field, and a lookup by that field would miss it.
            if (!kind->key.empty()) CHECK(std::find(kind->key.begin(), kind->key.end(), field) != kind->key.end());
        }
    }
}

TEST_CASE("a place leads from a record to an area") {
    for (const Kind* kind : kinds())
        for (const auto place : kind->places) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(place));
            if (place.empty()) {
                CHECK(kind->id == "area");
                continue;
            }
            REQUIRE(kind->find(place));
            CHECK((kind->at(place).type == Type::ref || place == "authors"));
            CHECK_FALSE(records::kind(kind->at(place).target).places.empty());
        }
    CHECK(kind("sector").places.empty());
}

TEST_CASE("the fields of every kind are those of the domain, in the same order") {
    const std::map<std::string, std::string> fields{
        {"area", "code! name! level! parent zone opened_on closed_on note tags"},
        {"sector", "code! name! note tags"},
        {"unit", "code name! kind! area founded_on note tags"},
        {"member", "code name! level! area! sector phone skills joined_on left_on committed_on note tags"},
        {"platform",
         "code name! kind! basis area! sector host convener brand copied_from model opened_on closed_on note tags"},
        {"assignment", "member! platform area role! since! until note tags"},
        {"duty", "unit! member person post! task since! until note tags"},
        {"topic",
         "code title! kind! parent area platform unit planned_for proposed_on! approved_on closed_on note tags"},
        {"session",
         "code held_on! state platform area sector kind! form title! topic partners members units headcount residents "
         "served summary "
         "note tags"},
        {"attendance", "session! member! role! note tags"},
        {"problem",
         "code title! category! raised_on! platform! session topic raised_by unit due_on follows solved_on closed_on "
         "close_kind duplicate_of close_reason settled_before note tags"},
        {"progress", "problem! noted_on! stage! text note tags"},
        {"lookback", "problem! seen_on! result! satisfaction seen_by note tags"},
        {"document",
         "code kind! title! filed_on! area session problem topic authors adopted_on adopted_level replied_on result "
         "note "
         "tags"},
        {"handling", "document! done_on! step! level by note tags"},
        {"donation",
         "code given_on! platform! session donor_member donor cash item quantity quantity_unit value beneficiaries "
         "note tags"},
        {"pledge", "code pledged_on! member! target! title! area! amount paid done_on note tags"},
        {"pairing", "code member! target_group! count! area! since! until note tags"},
        {"publicity", "code published_on! channel! title! url session problem model_case note tags"},
        {"commendation", "code issued_on! member platform title! issuer note tags"},
        {"theme", "month! title! topic area note tags"},
        {"filing", "code area! period! measure! value! qualifier filed_on! source note tags"}};
    CHECK(fields.size() == kinds().size());
    for (const auto& [id, expected] : fields) {
        std::string all;
        for (const Field& field : kind(id).fields)
            all += (all.empty() ? "" : " ") + std::string(field.id) + (field.required ? "!" : "");
        CAPTURE(id);
        CHECK(all == expected);
    }
}

// The database stores the numbers. New choices go to the end, and no choice ever changes its place.
TEST_CASE("the numbers of choices never change") {
    CHECK(numbered("area", "level") == "1 province 2 city 3 district 4 street 5 community 6 compound");
    CHECK(numbered("unit", "kind") ==
          "1 department 2 committee 3 liaison 4 branch 5 enterprise 6 property 7 resident 8 other 9 group");
    CHECK(numbered("session", "units") == "1 attend 2 lead 3 guide 4 visited");
    CHECK(numbered("session", "state") == "1 held 2 planned 3 cancelled");
    CHECK(numbered("member", "level") == "1 national 2 provincial 3 city 4 district");
    CHECK(numbered("platform", "kind") == "1 home 2 station 3 studio 4 contact 5 opinion");
    CHECK(numbered("platform", "basis") == "1 area 2 sector 3 industry 4 joint 5 personal");
    CHECK(numbered("assignment", "role") == "1 resident 2 convener 3 liaison 4 partner");
    CHECK(numbered("topic", "kind") == "1 common 2 annual 3 monthly 4 platform");
    CHECK(numbered("session", "kind") == "1 consult 2 service 3 visit 4 inspect 5 sector 6 training 7 meeting");
    CHECK(numbered("session", "form") == "1 formal 2 onsite 3 micro 4 salon 5 roundtable 6 doorstep 7 online");
    CHECK(numbered("attendance", "role") == "1 attend 2 chair 3 speak 4 written 5 observe 6 leave 7 absent 8 visited");
    CHECK(numbered("session", "members") == numbered("attendance", "role"));
    CHECK(numbered("problem", "category") == "1 urgent 2 doorstep 3 governance");
    CHECK(numbered("progress", "stage") == "1 plan 2 build 3 manage 4 review 5 share");
    CHECK(numbered("lookback", "result") == "1 holding 2 partial 3 relapsed");
    CHECK(numbered("document", "kind") ==
          "1 proposal 2 opinion 3 advice 4 situation 5 speech 6 research 7 initiative 8 plan 9 rule 10 notice 11 "
          "minutes");
    CHECK(numbered("handling", "step") == "1 approved 2 issued 3 transferred 4 adopted 5 instructed 6 replied");
    CHECK(numbered("handling", "level") == numbered("document", "adopted_level"));
    CHECK(numbered("problem", "settled_before") == "1 solved 2 closed");
    CHECK(numbered("problem", "close_kind") == "1 duplicate 2 transferred 3 not_ours 4 unfeasible 5 withdrawn 6 other");
    CHECK(numbered("document", "adopted_level") == "1 district 2 city 3 provincial 4 national");
    CHECK(numbered("pledge", "target") == "1 compound 2 project");
    CHECK(numbered("pairing", "target_group") == "1 child 2 household 3 elder 4 enterprise 5 other");
    CHECK(numbered("filing", "qualifier") == "1 exact 2 about 3 over 4 near");
    CHECK_THROWS(number_of(kind("session").at("kind").choices, "party"));
}
