#include "facts/registers.hpp"

#include "cpcc/base/bad_record.hpp"
#include "cpcc/records/registry.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

Standing standing(const db::Statement& row, int from, int until, int voided) {
    return {row.small(from), row.small(until), row.is_null(voided)};
}

// Reads the dated fields of a platform from column `at` on.
PlatformState platform_state(const db::Statement& row, int at) {
    return {row.small(at), row.small(at + 1), row.small(at + 2), row.small(at + 3), row.small(at + 4) != 0};
}

MemberState member_state(const db::Statement& row, int at) {
    return {row.small(at), row.small(at + 1), row.small(at + 2)};
}

}  // namespace

void refuse_row(std::string_view kind, std::size_t id) {
    throw bad_record(
        say(Words{"数据库引用了不存在的{}（行号 {}）", "the database refers to {} #{}, which does not exist"},
            records::kind(kind).label.get(), static_cast<std::int64_t>(id)));
}

Registers::Registers(db::Connection& connection) {
    load_areas(connection);
    load_platforms(connection);
    load_members(connection);
    load_plain(connection, "SELECT id, code, name, NULL, NULL, NULL, voided FROM sector ORDER BY id", sectors);
    load_plain(connection, "SELECT id, code, name, area, NULL, NULL, voided FROM unit ORDER BY id", units);
    load_topics(connection);
}

void Registers::load_platforms(db::Connection& connection) {
    auto rows = connection.prepare(
        "SELECT id, kind, basis, area, sector, model, code, name, opened_on, closed_on, voided FROM platform ORDER BY "
        "id");
    while (rows.step()) {
        PlatformEntry& p = platforms.make(rows.integer(0));
        static_cast<PlatformState&>(p) = platform_state(rows, 1);
        p.code = rows.str(6), p.name = rows.str(7);
        p.standing = standing(rows, 8, 9, 10);
    }
    auto former = connection.prepare(
        "SELECT platform, kind, basis, area, sector, model, until FROM platform_former ORDER BY platform, until");
    while (former.step())
        platforms.make(former.integer(0)).former.push_back({platform_state(former, 1), former.small(6)});
}

void Registers::load_members(db::Connection& connection) {
    auto rows = connection.prepare(
        "SELECT id, level, area, sector, code, name, committed_on, joined_on, left_on, voided FROM member ORDER BY id");
    while (rows.step()) {
        MemberEntry& m = members.make(rows.integer(0));
        static_cast<MemberState&>(m) = member_state(rows, 1);
        m.code = rows.str(4), m.name = rows.str(5), m.committed_on = rows.small(6);
        m.standing = standing(rows, 7, 8, 9);
    }
    auto former =
        connection.prepare("SELECT member, level, area, sector, until FROM member_former ORDER BY member, until");
    while (former.step()) members.make(former.integer(0)).former.push_back({member_state(former, 1), former.small(4)});
}

void Registers::load_topics(db::Connection& connection) {
    auto rows = connection.prepare(
        "SELECT id, code, title, area, proposed_on, closed_on, voided, parent, platform FROM topic ORDER BY id");
    while (rows.step()) {
        TopicEntry& topic = topics.make(rows.integer(0));
        topic.code = rows.str(1), topic.name = rows.str(2), topic.area = rows.small(3);
        topic.standing = standing(rows, 4, 5, 6);
        topic.parent = rows.small(7);
        if (topic.area == 0) topic.area = platform(rows.small(8), topic.standing.from).area;
    }
    for (std::size_t id = 1; id < topics.size(); ++id) {
        auto& lineage = topics[id].lineage;
        for (int up = static_cast<int>(id); up != 0; up = topics[static_cast<std::size_t>(up)].parent) {
            if (std::find(lineage.begin(), lineage.end(), up) != lineage.end()) break;  // a circle, which check reports
            lineage.push_back(up);
        }
    }
}

void Registers::load_plain(db::Connection& connection, const std::string& sql, Entries<PlainEntry>& into) {
    auto rows = connection.prepare(sql);
    while (rows.step()) {
        PlainEntry& entry = into.make(rows.integer(0));
        entry.code = rows.str(1), entry.name = rows.str(2), entry.area = rows.small(3);
        entry.standing = standing(rows, 4, 5, 6);
    }
}

void Registers::load_areas(db::Connection& connection) {
    auto rows = connection.prepare(
        "SELECT id, code, name, level, parent, zone, opened_on, closed_on, voided FROM area ORDER BY id");
    while (rows.step()) {
        AreaEntry& a = areas.make(rows.integer(0));
        a.code = rows.str(1), a.name = rows.str(2);
        a.level = rows.small(3), a.parent = rows.small(4), a.zone = rows.small(5) != 0;
        a.standing = standing(rows, 6, 7, 8);
    }
    place_areas();
}

// Throws Error{failed} unless the area has a level, and its parent a higher one.
void Registers::require_place(const AreaEntry& area) const {
    const int above = area.parent == 0 ? 0 : areas[static_cast<std::size_t>(area.parent)].level;
    if (area.level <= above || area.level > area_levels)
        throw bad_record(say(Words{"区划 {} 的层级或上级区划有误", "area {} has a wrong level or parent"}, area.code));
}

// Fills in `at_level` of all areas. A parent always has a higher level, so the inner loop ends.
void Registers::place_areas() {
    for (const AreaEntry& area : areas)
        if (!area.code.empty()) require_place(area);
    for (std::size_t id = 1; id < areas.size(); ++id)
        for (std::size_t up = id; up != 0; up = static_cast<std::size_t>(areas[up].parent))
            areas[id].at_level[static_cast<std::size_t>(areas[up].level)] = static_cast<int>(up);
}

int Registers::find_area(const std::string& code) const {
    for (std::size_t id = 1; id < areas.size(); ++id)
        if (areas[id].code == code) return static_cast<int>(id);
    return 0;
}

int Registers::area(const std::string& code) const {
    if (const int id = find_area(code); id != 0) return id;
    throw Error(Exit::failed, say(Words{"没有编号为“{}”的区划", "no area with code {}"}, code),
                say(Words{"见 cpcc area list", "see cpcc area list"}));
}

bool Registers::lies_in(int area, int outer) const {
    if (area == 0) return false;
    const auto level = static_cast<std::size_t>(areas[static_cast<std::size_t>(outer)].level);
    return areas[static_cast<std::size_t>(area)].at_level[level] == outer;
}

}  // namespace cpcc::report
