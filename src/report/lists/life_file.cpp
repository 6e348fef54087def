#include "lists/life_file.hpp"

#include "cpcc/base/error.hpp"
#include "evidence/notes.hpp"

namespace cpcc::report {

FilePart part_of(RecordList list) {
    const records::Choice name = list.name;
    return {name, [list = std::move(list)](db::Connection& connection, const Parameters& parameters, bool human) {
                return read_list(connection, list, parameters, human);
            }};
}

Subject find_subject(db::Connection& connection, std::string_view kind, std::string_view since, std::string_view until,
                     const std::string& code, Date today) {
    auto row = connection.prepare(
        fmt::format("SELECT id, name, {}, {} FROM {} WHERE code = $code AND voided IS NULL", since, until, kind));
    row.bind("code", std::string_view(code));
    if (!row.step())
        throw Error(Exit::failed,
                    say(Words{"没有编号为“{}”的{}", "no {1} with code {0}"}, code, records::kind(kind).label.get()),
                    say(Words{"见 cpcc {} list", "see cpcc {} list"}, kind));
    Subject subject{row.integer(0), row.str(1), Date::of(1900, 1, 1), today};
    if (!row.is_null(2)) subject.since = Date::packed(row.integer(2));
    if (!row.is_null(3)) subject.until = std::min(today, Date::packed(row.integer(3)));
    return subject;
}

ListReport file_of(db::Connection& connection, const std::string& code, const Subject& subject,
                   const std::optional<Period>& period, std::span<const FilePart> parts,
                   std::span<const std::size_t> chosen, bool human) {
    const Period span = period.value_or(Period{subject.since, std::max(subject.since, subject.until)});
    ListReport report;
    report.heading.title =
        fmt::format("{} {}  {}", code, subject.name, period ? span.text() : say(Words{"全部任期", "whole term"}));
    report.heading.notes = {
        say(Words{"时段：{}。安排、结对、分工为期内有效的；问题为期内提出或办结的；成果为期内提交或办理的。",
                  "Period: {}. Assignments, pairings and duties are those in force in it; problems were raised or "
                  "settled in it; documents were filed or handled in it."},
            dates(span))};
    const Parameters parameters{{"id", subject.id}, {"first", span.first.packed()}, {"last", span.last.packed()}};
    for (const std::size_t part : chosen) report.lists.push_back(parts[part].read(connection, parameters, human));
    return report;
}

}  // namespace cpcc::report
