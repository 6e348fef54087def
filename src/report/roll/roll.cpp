#include "cpcc/report/roll.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/value_on.hpp"
#include "cpcc/records/choices.hpp"
#include "facts/same_office.hpp"
#include "lists/life_file.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace cpcc::report {

namespace {

using records::AttendanceRole;
using records::Choice;

constexpr std::array list_names{Choice{"minutes", {"活动纪要", "Minutes"}}, Choice{"members", {"委员", "Members"}},
                                Choice{"units", {"单位", "Units"}}};

RecordList minutes(const db::Connection& connection) {
    return {
        list_names[0],
        {code_column("session"),
         field_column("session", "held_on"),
         field_column("session", "state"),
         field_column("session", "kind"),
         field_column("session", "form"),
         field_column("session", "title"),
         field_column("session", "platform"),
         name_column("platform_name", "platform"),
         field_column("session", "area"),
         name_column("area_name", "area"),
         field_column("session", "sector"),
         field_column("session", "topic"),
         name_column("topic_title", "topic"),
         {"present", {"到场委员", "members present"}, files::CellType::integer},
         {"leave", {"请假委员", "members on leave"}, files::CellType::integer},
         {"absent", {"缺席委员", "members absent"}, files::CellType::integer},
         field_column("session", "headcount"),
         field_column("session", "residents"),
         field_column("session", "served"),
         field_column("session", "summary")},
        fmt::format(
            "SELECT s.code, s.held_on, s.state, s.kind, s.form, s.title, p.code, p.name, a.code, a.name, x.name, "
            "t.code, t.title, (SELECT count(*) FROM attendance r WHERE r.session = s.id{2} AND r.voided IS NULL AND "
            "r.role NOT IN ({0}, {1})), (SELECT count(*) FROM attendance r WHERE r.session = s.id{2} AND r.voided "
            "IS NULL AND r.role = {0}), (SELECT count(*) FROM attendance r WHERE r.session = s.id{2} AND r.voided "
            "IS NULL AND r.role = {1}), s.headcount, s.residents, s.served, s.summary FROM session s LEFT JOIN "
            "platform p ON p.id = s.platform LEFT JOIN area a ON a.id = coalesce(s.area, {3}) LEFT JOIN sector x "
            "ON x.id = s.sector LEFT JOIN topic t ON t.id = s.topic WHERE s.id = $id",
            number_of(AttendanceRole::leave), number_of(AttendanceRole::absent), same_office(connection, "r", "s"),
            db::value_on(records::kind("platform"), "p", "area", "s.held_on"))};
}

// Returns those present in the order of the roles, the chair first, then those on leave and those absent.
RecordList members(const db::Connection& connection) {
    std::string order = fmt::format("CASE x.role WHEN {} THEN 0 WHEN {} THEN 98 WHEN {} THEN 99 ELSE x.role END",
                                    number_of(AttendanceRole::chair), number_of(AttendanceRole::leave),
                                    number_of(AttendanceRole::absent));
    const auto then = [](std::string_view field) {
        return db::value_on(records::kind("member"), "m", field, "s.held_on");
    };
    return {
        list_names[1],
        {field_column("attendance", "role"), code_column("member"), name_column("member_name", "member"),
         field_column("member", "level"), name_column("sector_name", "sector"), name_column("area_name", "area")},
        fmt::format("SELECT x.role, m.code, m.name, {}, c.name, a.name FROM attendance x JOIN session s ON s.id = "
                    "x.session{} JOIN member m ON m.id = x.member JOIN area a ON a.id = {} LEFT JOIN sector c ON c.id "
                    "= {} WHERE x.session = $id AND x.voided IS NULL ORDER BY {}, m.code",
                    then("level"), same_office(connection, "x", "s"), then("area"), then("sector"), order)};
}

RecordList units() {
    return {list_names[2],
            {{"role", {"角色", "role"}, files::CellType::text, records::kind("session").at("units").choices},
             code_column("unit"),
             name_column("unit_name", "unit"),
             field_column("unit", "kind")},
            "SELECT x.role, u.code, u.name, u.kind FROM session_unit x JOIN unit u ON u.id = x.unit WHERE x.session = "
            "$id ORDER BY x.position"};
}

// Returns the partner platforms as one text; a session has few.
std::string partners(db::Connection& connection, std::int64_t session) {
    std::vector<std::string> names;
    auto rows = prepare(connection,
                        "SELECT p.code, p.name FROM session_partner i JOIN platform p ON p.id = i.platform WHERE "
                        "i.session = $id ORDER BY i.position",
                        {{"id", session}});
    while (rows.step()) names.push_back(rows.str(0) + " " + rows.str(1));
    return join(names, say(Words{"、", ", "}));
}

files::Table read_minutes(db::Connection& connection, const Parameters& parameters, bool human) {
    files::Table table = read_upright(connection, minutes(connection), parameters, human);
    const std::string text = partners(connection, parameters.front().second);
    if (text.empty()) return table;
    const std::string field = human ? records::kind("session").at("partners").label.str() : std::string("partners");
    table.rows.insert(table.rows.end(), {field, text});
    return table;
}

std::int64_t find(db::Connection& connection, const std::string& code) {
    auto row = connection.prepare("SELECT id FROM session WHERE code = $code AND voided IS NULL");
    row.bind("code", std::string_view(code));
    if (row.step()) return row.integer(0);
    throw Error(Exit::failed, say(Words{"没有编号为“{}”的活动", "no session with code {}"}, code),
                say(Words{"见 cpcc session list", "see cpcc session list"}));
}

}  // namespace

std::span<const Choice> roll_lists() { return list_names; }

ListReport roll(db::Connection& connection, const RollSpec& spec, std::span<const std::size_t> lists) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Parameters parameters{{"id", find(connection, spec.code)}};
    const std::array<FilePart, 3> parts{FilePart{list_names[0], read_minutes}, part_of(members(connection)),
                                        part_of(units())};
    ListReport report;
    report.heading.title = spec.code;
    report.heading.notes = {
        say(Words{"到场指请假、缺席以外的各种角色；未列名委员、群众只有人次。",
                  "Present means any role but on leave and absent. Unnamed members and residents are counts only."})};
    for (const std::size_t part : lists) report.lists.push_back(parts[part].read(connection, parameters, spec.human));
    return report;
}

}  // namespace cpcc::report
