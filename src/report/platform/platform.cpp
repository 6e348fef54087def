#include "cpcc/report/platform.hpp"

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

using files::CellType;
using records::AttendanceRole;
using records::Choice;

constexpr std::array list_names{Choice{"register", {"基本情况", "Register"}},
                                Choice{"assignments", {"下沉委员", "Assigned members"}},
                                Choice{"sessions", {"开展活动", "Sessions"}},
                                Choice{"attendance", {"参加人员", "Attendance"}},
                                Choice{"speeches", {"发言", "Speeches"}},
                                Choice{"topics", {"议题", "Topics"}},
                                Choice{"problems", {"收集的问题", "Problems"}},
                                Choice{"documents", {"成果及办理", "Documents and their handling"}},
                                Choice{"gifts", {"捐赠", "Gifts"}},
                                Choice{"points", {"考核得分", "Appraisal points"}},
                                Choice{"commendations", {"表扬", "Commendations"}}};
constexpr std::array yes_no{Choice{"yes", {"是", "yes"}}, Choice{"no", {"否", "no"}}};

// Returns the record, with what held on the last day.
RecordList registered() {
    const auto last = [](std::string_view field) {
        return db::value_on(records::kind("platform"), "p", field, "$last");
    };
    return {
        list_names[0],
        {code_column("platform"),
         field_column("platform", "name"),
         field_column("platform", "kind"),
         field_column("platform", "basis"),
         field_column("platform", "area"),
         name_column("area_name", "area"),
         field_column("platform", "sector"),
         name_column("sector_name", "sector"),
         field_column("platform", "host"),
         field_column("platform", "convener"),
         {"convener_name", {"召集人姓名", "convener name"}},
         field_column("platform", "brand"),
         field_column("platform", "copied_from"),
         {"model", records::kind("platform").at("model").label, CellType::text, yes_no},
         field_column("platform", "opened_on"),
         field_column("platform", "closed_on")},
        fmt::format("SELECT p.code, p.name, {}, {}, a.code, a.name, x.code, x.name, p.host, m.code, m.name, p.brand, "
                    "o.code, CASE {} WHEN 1 THEN 1 WHEN 0 THEN 2 END, p.opened_on, p.closed_on FROM platform p JOIN "
                    "area a ON a.id = {} LEFT JOIN sector x ON x.id = {} LEFT JOIN member m ON m.id = p.convener LEFT "
                    "JOIN platform o ON o.id = p.copied_from WHERE p.id = $id",
                    last("kind"), last("basis"), last("model"), last("area"), last("sector"))};
}

RecordList assignments() {
    return {list_names[1],
            {field_column("assignment", "since"), field_column("assignment", "until"), code_column("member"),
             name_column("member_name", "member"), field_column("assignment", "role")},
            "SELECT x.since, x.until, m.code, m.name, x.role FROM assignment x JOIN member m ON m.id = x.member WHERE "
            "x.platform = $id AND x.voided IS NULL AND x.since <= $last AND (x.until IS NULL OR x.until >= $first) "
            "ORDER BY x.since, m.code"};
}

// The sessions `s` of the period that the platform held, alone or as a partner.
std::string sessions_here(const db::Connection& connection) {
    return fmt::format(
        "s.voided IS NULL AND {} AND s.held_on BETWEEN $first AND $last AND (s.platform = $id OR EXISTS (SELECT 1 FROM "
        "session_partner i WHERE i.session = s.id{} AND i.platform = $id))",
        is_held("s"), same_office(connection, "i", "s"));
}

RecordList sessions(const db::Connection& connection) {
    return {
        list_names[2],
        {field_column("session", "held_on"),
         code_column("session"),
         field_column("session", "kind"),
         field_column("session", "form"),
         field_column("session", "title"),
         {"present", {"到场", "present"}, CellType::integer},
         {"leave", {"请假", "on leave"}, CellType::integer},
         {"absent", {"缺席", "absent"}, CellType::integer},
         field_column("session", "headcount"),
         field_column("session", "residents"),
         field_column("session", "served")},
        fmt::format(
            "SELECT s.held_on, s.code, s.kind, s.form, s.title, count(CASE WHEN x.role NOT IN ({1}, {2}) THEN 1 "
            "END), count(CASE WHEN x.role = {1} THEN 1 END), count(CASE WHEN x.role = {2} THEN 1 END), s.headcount, "
            "s.residents, s.served FROM session s LEFT JOIN attendance x ON x.session = s.id AND x.voided IS "
            "NULL{3} WHERE {0} GROUP BY s.held_on, s.code, s.kind, s.form, s.title, s.headcount, s.residents, "
            "s.served ORDER BY s.held_on, s.code",
            sessions_here(connection), number_of(AttendanceRole::leave), number_of(AttendanceRole::absent),
            same_office(connection, "x", "s"))};
}

// Returns a row for each member in each session; `roles` restricts the role.
RecordList attendance(const db::Connection& connection, const Choice& name, const std::string& roles) {
    return {name,
            {field_column("session", "held_on"), code_column("session"), field_column("session", "title"),
             code_column("member"), name_column("member_name", "member"), field_column("attendance", "role")},
            fmt::format("SELECT s.held_on, s.code, s.title, m.code, m.name, x.role FROM session s JOIN attendance x ON "
                        "x.session = s.id AND x.voided IS NULL{} JOIN member m ON m.id = x.member WHERE {}{} ORDER BY "
                        "s.held_on, s.code, m.code",
                        same_office(connection, "x", "s"), sessions_here(connection), roles)};
}

std::string speaking() {
    return fmt::format(" AND x.role IN ({}, {})", number_of(AttendanceRole::speak), number_of(AttendanceRole::written));
}

RecordList topics() {
    return {list_names[5],
            {field_column("topic", "proposed_on"), code_column("topic"), field_column("topic", "kind"),
             field_column("topic", "title"), field_column("topic", "approved_on"), field_column("topic", "closed_on")},
            "SELECT t.proposed_on, t.code, t.kind, t.title, t.approved_on, t.closed_on FROM topic t WHERE t.platform = "
            "$id AND t.voided IS NULL AND t.proposed_on <= $last AND (t.closed_on IS NULL OR t.closed_on >= $first) "
            "ORDER BY t.proposed_on, t.code"};
}

RecordList problems() {
    return {
        list_names[6],
        {field_column("problem", "raised_on"),
         code_column("problem"),
         field_column("problem", "title"),
         field_column("problem", "category"),
         {"raised_by", records::kind("problem").at("raised_by").label},
         {"raised_by_name", {"提出人姓名", "raised by (name)"}},
         {"unit_name", records::kind("problem").at("unit").label},
         field_column("problem", "due_on"),
         {"state", {"状态", "state"}, CellType::text, problem_states()},
         {"settled_on", {"办结日", "settled on"}, CellType::date}},
        fmt::format("SELECT p.raised_on, p.code, p.title, p.category, m.code, m.name, u.name, p.due_on, {}, {} FROM "
                    "problem p LEFT JOIN member m ON m.id = p.raised_by LEFT JOIN unit u ON u.id = p.unit WHERE "
                    "p.platform = $id AND {} ORDER BY p.raised_on, p.code",
                    problem_state(), problem_settled_on(), problem_in_period())};
}

// A document belongs to the platform of its session or, without one, of its problem.
files::Table documents(db::Connection& connection, const Parameters& parameters, bool human) {
    return read_documents(
        connection,
        fmt::format("SELECT d.id, d.filed_on, d.code, d.kind, d.title, d.result FROM document d LEFT JOIN session s ON "
                    "s.id = d.session{} LEFT JOIN problem p ON p.id = d.problem{} WHERE d.voided IS NULL AND "
                    "coalesce(s.platform, p.platform) = $id AND {} ORDER BY d.filed_on, d.code",
                    same_office(connection, "s", "d"), same_office(connection, "p", "d"), handled_in_period()),
        parameters, human);
}

RecordList gifts() {
    return {
        list_names[8],
        {field_column("donation", "given_on"),
         code_column("donation"),
         {"donor", records::kind("donation").at("donor").label},
         field_column("donation", "cash"),
         field_column("donation", "item"),
         field_column("donation", "quantity"),
         field_column("donation", "quantity_unit"),
         field_column("donation", "value"),
         field_column("donation", "beneficiaries")},
        "SELECT x.given_on, x.code, coalesce(m.name, x.donor), x.cash, x.item, x.quantity, x.quantity_unit, x.value, "
        "x.beneficiaries FROM donation x LEFT JOIN member m ON m.id = x.donor_member WHERE x.platform = $id AND "
        "x.voided IS NULL AND x.given_on BETWEEN $first AND $last ORDER BY x.given_on, x.code"};
}

RecordList commendations() {
    return {list_names[10],
            {field_column("commendation", "issued_on"), code_column("commendation"),
             field_column("commendation", "title"), field_column("commendation", "issuer")},
            "SELECT x.issued_on, x.code, x.title, x.issuer FROM commendation x WHERE x.platform = $id AND x.voided IS "
            "NULL AND x.issued_on BETWEEN $first AND $last ORDER BY x.issued_on, x.code"};
}

std::vector<FilePart> parts(const db::Connection& connection, const LifeFileSpec& spec) {
    return {{list_names[0], [](db::Connection& from, const Parameters& parameters,
                               bool human) { return read_upright(from, registered(), parameters, human); }},
            part_of(assignments()),
            part_of(sessions(connection)),
            part_of(attendance(connection, list_names[3], "")),
            part_of(attendance(connection, list_names[4], speaking())),
            part_of(topics()),
            part_of(problems()),
            {list_names[7], documents},
            part_of(gifts()),
            points_part(list_names[9], {Appraised::platforms, spec.code, spec.period, spec.today, spec.appraisal}),
            part_of(commendations())};
}

}  // namespace

std::span<const Choice> platform_lists() { return list_names; }

ListReport platform(db::Connection& connection, const LifeFileSpec& spec, std::span<const std::size_t> lists) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Subject subject = find_subject(connection, "platform", "opened_on", "closed_on", spec.code, spec.today);
    return file_of(connection, spec.code, subject, spec.period, parts(connection, spec), lists, spec.human);
}

}  // namespace cpcc::report
