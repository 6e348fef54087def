#include "cpcc/report/member.hpp"

#include "appraisal/points_list.hpp"
#include "cpcc/db/value_on.hpp"
#include "cpcc/records/choices.hpp"
#include "facts/same_office.hpp"
#include "facts/session_facts.hpp"
#include "lists/document_list.hpp"
#include "lists/life_file.hpp"

#include <array>

namespace cpcc::report {

namespace {

using records::AttendanceRole;
using records::Choice;

constexpr std::array list_names{Choice{"register", {"基本情况", "Register"}},
                                Choice{"assignments", {"下沉安排", "Assignments"}},
                                Choice{"attendance", {"参加活动", "Attendance"}},
                                Choice{"speeches", {"发言", "Speeches"}},
                                Choice{"problems", {"提出的问题", "Problems raised"}},
                                Choice{"documents", {"成果及办理", "Documents and their handling"}},
                                Choice{"gifts", {"捐赠", "Gifts"}},
                                Choice{"pledges", {"认领", "Pledges"}},
                                Choice{"pairings", {"结对", "Pairings"}},
                                Choice{"duties", {"分工", "Duties"}},
                                Choice{"points", {"考核得分", "Appraisal points"}},
                                Choice{"commendations", {"表扬", "Commendations"}}};

// The condition that a record was in force on any day of the period.
constexpr std::string_view in_force =
    "x.voided IS NULL AND x.since <= $last AND (x.until IS NULL OR x.until >= $first)";

// Returns the record, with what held on the last day.
RecordList registered() {
    const auto last = [](std::string_view field) { return db::value_on(records::kind("member"), "m", field, "$last"); };
    return {
        list_names[0],
        {code_column("member"), field_column("member", "name"), field_column("member", "level"),
         field_column("member", "area"), name_column("area_name", "area"), field_column("member", "sector"),
         name_column("sector_name", "sector"), field_column("member", "phone"), field_column("member", "joined_on"),
         field_column("member", "left_on"), field_column("member", "committed_on")},
        fmt::format("SELECT m.code, m.name, {}, a.code, a.name, x.code, x.name, m.phone, m.joined_on, m.left_on, "
                    "m.committed_on FROM member m JOIN area a ON a.id = {} LEFT JOIN sector x ON x.id = {} WHERE m.id "
                    "= $id",
                    last("level"), last("area"), last("sector"))};
}

RecordList assignments() {
    return {list_names[1],
            {field_column("assignment", "since"),
             field_column("assignment", "until"),
             field_column("assignment", "role"),
             {"place", {"平台或区划", "platform or area"}},
             {"place_name", {"名称", "name"}}},
            fmt::format("SELECT x.since, x.until, x.role, coalesce(p.code, a.code), coalesce(p.name, a.name) FROM "
                        "assignment x LEFT JOIN platform p ON p.id = x.platform LEFT JOIN area a ON a.id = x.area "
                        "WHERE x.member = $id AND {} ORDER BY x.since, x.id",
                        in_force)};
}

// Returns the sessions that the member has a role in; `roles` restricts the role.
RecordList attendance(const db::Connection& connection, const Choice& name, const std::string& roles) {
    return {
        name,
        {field_column("session", "held_on"),
         code_column("session"),
         field_column("session", "kind"),
         field_column("session", "title"),
         {"place", {"平台或区划", "platform or area"}},
         {"place_name", {"名称", "name"}},
         field_column("attendance", "role")},
        fmt::format("SELECT s.held_on, s.code, s.kind, s.title, coalesce(p.code, a.code), coalesce(p.name, a.name), "
                    "x.role FROM attendance x JOIN session s ON s.id = x.session{} LEFT JOIN platform p ON p.id = "
                    "s.platform LEFT JOIN area a ON a.id = s.area WHERE x.member = $id AND x.voided IS NULL AND "
                    "s.voided IS NULL AND {}{} AND s.held_on BETWEEN $first AND $last ORDER BY s.held_on, s.code",
                    same_office(connection, "x", "s"), is_held("s"), roles)};
}

std::string speaking() {
    return fmt::format(" AND x.role IN ({}, {})", number_of(AttendanceRole::speak), number_of(AttendanceRole::written));
}

RecordList problems() {
    return {
        list_names[4],
        {field_column("problem", "raised_on"),
         code_column("problem"),
         field_column("problem", "title"),
         field_column("problem", "category"),
         code_column("platform"),
         name_column("platform_name", "platform"),
         {"unit_name", records::kind("problem").at("unit").label},
         {"state", {"状态", "state"}, files::CellType::text, problem_states()},
         {"settled_on", {"办结日", "settled on"}, files::CellType::date}},
        fmt::format("SELECT p.raised_on, p.code, p.title, p.category, f.code, f.name, u.name, {}, {} FROM problem p "
                    "JOIN platform f ON f.id = p.platform LEFT JOIN unit u ON u.id = p.unit WHERE p.raised_by = $id "
                    "AND {} ORDER BY p.raised_on, p.code",
                    problem_state(), problem_settled_on(), problem_in_period())};
}

RecordList gifts() {
    return {
        list_names[6],
        {field_column("donation", "given_on"), code_column("donation"), code_column("platform"),
         name_column("platform_name", "platform"), field_column("donation", "cash"), field_column("donation", "item"),
         field_column("donation", "quantity"), field_column("donation", "quantity_unit"),
         field_column("donation", "value"), field_column("donation", "beneficiaries")},
        "SELECT x.given_on, x.code, p.code, p.name, x.cash, x.item, x.quantity, x.quantity_unit, x.value, "
        "x.beneficiaries FROM donation x JOIN platform p ON p.id = x.platform WHERE x.donor_member = $id AND "
        "x.voided IS NULL AND x.given_on BETWEEN $first AND $last ORDER BY x.given_on, x.code"};
}

RecordList pledges() {
    return {
        list_names[7],
        {field_column("pledge", "pledged_on"), code_column("pledge"), field_column("pledge", "target"),
         field_column("pledge", "title"), code_column("area"), name_column("area_name", "area"),
         field_column("pledge", "amount"), field_column("pledge", "paid"), field_column("pledge", "done_on")},
        "SELECT x.pledged_on, x.code, x.target, x.title, a.code, a.name, x.amount, x.paid, x.done_on FROM pledge x "
        "JOIN area a ON a.id = x.area WHERE x.member = $id AND x.voided IS NULL AND x.pledged_on BETWEEN $first AND "
        "$last ORDER BY x.pledged_on, x.code"};
}

RecordList pairings() {
    return {list_names[8],
            {field_column("pairing", "since"), field_column("pairing", "until"), code_column("pairing"),
             field_column("pairing", "target_group"), field_column("pairing", "count"), code_column("area"),
             name_column("area_name", "area")},
            fmt::format("SELECT x.since, x.until, x.code, x.target_group, x.count, a.code, a.name FROM pairing x JOIN "
                        "area a ON a.id = x.area WHERE x.member = $id AND {} ORDER BY x.since, x.code",
                        in_force)};
}

RecordList duties() {
    return {list_names[9],
            {field_column("duty", "since"), field_column("duty", "until"), code_column("unit"),
             name_column("unit_name", "unit"), field_column("duty", "post"), field_column("duty", "task")},
            fmt::format("SELECT x.since, x.until, u.code, u.name, x.post, x.task FROM duty x JOIN unit u ON u.id = "
                        "x.unit WHERE x.member = $id AND {} ORDER BY x.since, x.id",
                        in_force)};
}

RecordList commendations() {
    return {list_names[11],
            {field_column("commendation", "issued_on"), code_column("commendation"),
             field_column("commendation", "title"), field_column("commendation", "issuer")},
            "SELECT x.issued_on, x.code, x.title, x.issuer FROM commendation x WHERE x.member = $id AND x.voided IS "
            "NULL AND x.issued_on BETWEEN $first AND $last ORDER BY x.issued_on, x.code"};
}

files::Table documents(db::Connection& connection, const Parameters& parameters, bool human) {
    return read_documents(
        connection,
        fmt::format(
            "SELECT d.id, d.filed_on, d.code, d.kind, d.title, d.result FROM document d JOIN document_author w "
            "ON w.document = d.id{} WHERE w.member = $id AND d.voided IS NULL AND {} ORDER BY d.filed_on, d.code",
            same_office(connection, "d", "w"), handled_in_period()),
        parameters, human);
}

std::vector<FilePart> parts(const db::Connection& connection, const LifeFileSpec& spec) {
    return {{list_names[0], [](db::Connection& from, const Parameters& parameters,
                               bool human) { return read_upright(from, registered(), parameters, human); }},
            part_of(assignments()),
            part_of(attendance(connection, list_names[2], "")),
            part_of(attendance(connection, list_names[3], speaking())),
            part_of(problems()),
            {list_names[5], documents},
            part_of(gifts()),
            part_of(pledges()),
            part_of(pairings()),
            part_of(duties()),
            points_part(list_names[10], {Appraised::members, spec.code, spec.period, spec.today, spec.appraisal}),
            part_of(commendations())};
}

}  // namespace

std::span<const Choice> member_lists() { return list_names; }

ListReport member(db::Connection& connection, const LifeFileSpec& spec, std::span<const std::size_t> lists) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Subject subject = find_subject(connection, "member", "joined_on", "left_on", spec.code, spec.today);
    return file_of(connection, spec.code, subject, spec.period, parts(connection, spec), lists, spec.human);
}

}  // namespace cpcc::report
