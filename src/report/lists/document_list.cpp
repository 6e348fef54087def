#include "lists/document_list.hpp"

#include "cpcc/db/sets.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/records/stored.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

using records::HandlingStep::adopted;
using records::HandlingStep::replied;

const records::Choice& choice(std::string_view field, int number) {
    return records::choice(records::kind("handling").at(field).choices, number);
}

// Adds a step that the document itself names, unless its records have it.
void add_own_step(std::vector<HandlingStep>& steps, const HandlingStep& own) {
    const bool known = std::any_of(steps.begin(), steps.end(), [&](const HandlingStep& step) {
        return step.step == own.step && step.done_on == own.done_on;
    });
    if (own.done_on != 0 && !known) steps.push_back(own);
}

struct Listed {
    std::int64_t id;
    std::vector<files::Cell> cells;
};

}  // namespace

std::map<std::int64_t, std::vector<HandlingStep>> handling_of(db::Connection& connection,
                                                              std::span<const std::int64_t> documents) {
    std::map<std::int64_t, std::vector<HandlingStep>> found;
    db::for_each_in(connection,
                    "SELECT h.document, h.done_on, h.step, h.level, h.by FROM handling h WHERE h.document IN ($keys) "
                    "AND h.voided IS NULL ORDER BY h.document, h.done_on, h.id",
                    documents, [&](db::Statement& row) {
                        found[row.integer(0)].push_back({row.small(1), row.small(2), row.small(3), row.str(4)});
                    });
    db::for_each_in(connection,
                    "SELECT d.id, d.adopted_on, d.adopted_level, d.replied_on FROM document d WHERE d.id IN ($keys) "
                    "ORDER BY d.id",
                    documents, [&](db::Statement& row) {
                        if (row.is_null(1) && row.is_null(3)) return;
                        auto& steps = found[row.integer(0)];
                        add_own_step(steps, {row.small(1), static_cast<int>(adopted), row.small(2), {}});
                        add_own_step(steps, {row.small(3), static_cast<int>(replied), 0, {}});
                    });
    for (auto& [id, steps] : found)
        std::stable_sort(steps.begin(), steps.end(),
                         [](const HandlingStep& a, const HandlingStep& b) { return a.done_on < b.done_on; });
    return found;
}

std::string step_words(const HandlingStep& step) {
    std::string words = choice("step", step.step).label.str();
    const auto add = [&](std::string_view more) { words = say(Words{"{}，{}", "{}, {}"}, words, more); };
    if (step.level != 0) add(choice("level", step.level).label.get());
    if (!step.by.empty()) add(step.by);
    return words;
}

files::Table read_documents(db::Connection& connection, const std::string& sql, const Parameters& parameters,
                            bool human) {
    const RecordList list{
        {"documents", {"成果及办理", "Documents and their handling"}},
        {field_column("document", "filed_on"), code_column("document"), field_column("document", "kind"),
         field_column("document", "title"), field_column("document", "result"), field_column("handling", "done_on"),
         field_column("handling", "step"), field_column("handling", "level"), field_column("handling", "by")},
        {}};
    std::vector<Listed> documents;
    std::vector<std::int64_t> ids;
    db::Statement rows = prepare(connection, sql, parameters);
    while (rows.step()) {
        documents.push_back({rows.integer(0), {}});
        ids.push_back(rows.integer(0));
        for (std::size_t i = 0; i < 5; ++i)
            documents.back().cells.push_back(cell_of(rows, static_cast<int>(i + 1), list.columns[i].choices, human));
    }
    auto steps = handling_of(connection, ids);
    files::Table table = empty_list(list);
    const auto word = [&](std::string_view field, int number) -> files::Cell {
        if (number == 0) return {};
        return human ? choice(field, number).label.str() : std::string(choice(field, number).id);
    };
    for (Listed& document : documents) {
        auto& own = steps[document.id];
        if (own.empty()) own.emplace_back();
        for (const HandlingStep& step : own) {
            std::vector<files::Cell> cells = document.cells;
            cells.push_back(step.done_on == 0 ? files::Cell{} : files::Cell{std::int64_t{step.done_on}});
            cells.insert(cells.end(), {word("step", step.step), word("level", step.level), files::text_cell(step.by)});
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

std::string handled_in_period() {
    return "(d.filed_on BETWEEN $first AND $last OR d.adopted_on BETWEEN $first AND $last OR d.replied_on BETWEEN "
           "$first AND $last OR EXISTS (SELECT 1 FROM handling h WHERE h.document = d.id AND h.voided IS NULL AND "
           "h.done_on BETWEEN $first AND $last))";
}

}  // namespace cpcc::report
