#include "cpcc/report/honours.hpp"

#include "evidence/notes.hpp"
#include "facts/area_words.hpp"
#include "lists/record_list.hpp"

namespace cpcc::report {

namespace {

RecordList commendations() {
    return {{"honours", {"表扬名单", "Commendations"}},
            {field_column("commendation", "issued_on"),
             field_column("commendation", "title"),
             field_column("commendation", "issuer"),
             {"kind", {"对象", "kind"}},
             {"code", {"编号", "code"}},
             {"name", {"名称", "name"}},
             code_column("area"),
             name_column("area_name", "area"),
             code_column("commendation")},
            {}};
}

}  // namespace

files::Table honours(db::Connection& connection, const HonoursSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Registers registers(connection);
    const int asked = registers.area(spec.area);
    files::Table table = empty_list(commendations());
    std::int64_t members = 0, platforms = 0;
    auto rows =
        prepare(connection,
                "SELECT issued_on, title, issuer, member, platform, code FROM commendation WHERE voided IS NULL "
                "AND issued_on BETWEEN $first AND $last ORDER BY issued_on, title, code",
                {{"first", spec.period.first.packed()}, {"last", spec.period.last.packed()}});
    while (rows.step()) {
        const bool person = !rows.is_null(3);
        const Named& named =
            person ? static_cast<const Named&>(registers.members[static_cast<std::size_t>(rows.integer(3))])
                   : registers.platforms[static_cast<std::size_t>(rows.integer(4))];
        const int day = rows.small(0), area = person ? registers.member(rows.small(3), day).area
                                                     : registers.platform(rows.small(4), day).area;
        if (asked != 0 && !registers.lies_in(area, asked)) continue;
        (person ? members : platforms) += 1;
        const AreaEntry& place = registers.areas[static_cast<std::size_t>(area)];
        const std::string kind = person ? "member" : "platform";
        table.rows.push_back({rows.integer(0), rows.str(1), files::text_cell(rows.str(2)),
                              spec.human ? records::kind(kind).label.str() : kind, named.code, named.name, place.code,
                              place.name, rows.str(5)});
    }
    table.heading.title += "  " + spec.period.text();
    table.heading.notes = {say(Words{"时段：{}；区划：{}。表扬委员 {} 名次、平台 {} 个次。",
                                     "Period: {}. Area: {}. Commendations of members: {}; of platforms: {}."},
                               dates(spec.period), area_words(registers, asked), members, platforms)};
    return table;
}

}  // namespace cpcc::report
