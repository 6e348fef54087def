#include "cpcc/records/condition.hpp"
#include "cpcc/base/error.hpp"

#include <doctest/doctest.h>

using namespace cpcc;
using records::Operator;

namespace {

records::Condition on_session(std::string_view text) {
    return records::parse_condition(records::kind("session"), text);
}

std::string refusal(std::string_view text, std::string_view option = "where") {
    static const records::Field covered = records::yesno("covered", {"已覆盖", "covered"});
    try {
        records::parse_condition({"area", {&covered, &records::kind("session").at("kind")}, "see the manual"}, text,
                                 option);
    } catch (const Error& error) {
        CHECK(error.code() == Exit::usage);
        return error.message() + " | " + error.hint();
    }
    return {};
}

}  // namespace

TEST_CASE("a condition has a field, an operator and a value of the field's type") {
    const auto consult = on_session("kind=consult");
    CHECK(consult.field == &records::kind("session").at("kind"));
    CHECK(consult.op == Operator::equal);
    CHECK(consult.values == std::vector<records::Value>{std::int64_t{1}});
    CHECK(on_session("residents>=20").values == std::vector<records::Value>{std::int64_t{20}});
    CHECK(on_session("topic=T1").values == std::vector<records::Value>{std::string("T1")});
    CHECK(records::empty(on_session("topic=").values.front()));
    CHECK(records::empty(on_session("topic=-").values.front()));
}

TEST_CASE("every operator is read, with blanks or without") {
    for (const auto& [text, op] : {std::pair{"residents=2", Operator::equal},
                                   {"residents != 2", Operator::unequal},
                                   {"residents<2", Operator::less},
                                   {"residents <= 2", Operator::at_most},
                                   {"residents>2", Operator::greater},
                                   {"residents>=2", Operator::at_least},
                                   {"title ~ 停车", Operator::contains}}) {
        CAPTURE(text);
        CHECK(on_session(text).op == op);
        CHECK(std::string(text).find(records::sign_of(op)) != std::string::npos);
    }
}

TEST_CASE("a condition names a field by its id or label") {
    CHECK(on_session("类别=协商").field == on_session("kind=consult").field);
    CHECK(on_session("类别=协商").values == on_session("kind=consult").values);
}

TEST_CASE("errors in conditions on other fields name their own place and help") {
    CHECK(refusal("covered=yes") == "");
    CHECK(refusal("coverd=yes") == "area has no field \"coverd\" | did you mean covered?");
    CHECK(refusal("residents>2") == "area has no field \"residents\" | see the manual");
    CHECK(refusal("covered", "measures.x.where").starts_with("measures.x.where: \"covered\" is not a condition"));
    CHECK(refusal("kind=consul", "measures.x.where")
              .starts_with("measures.x.where kind: \"consul\" is not a valid value; allowed: consult, "));
    CHECK(refusal("kind<", "measures.x.where").starts_with("measures.x.where kind: missing value after \"<\""));
    CHECK(refusal("kind~on").starts_with("field kind cannot be compared with \"~\""));
}
