#include "cpcc/report/appraisal.hpp"

#include "appraisal/appraisal.hpp"

#include "appraisal/rule_selection.hpp"
#include "appraisal/scoring.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/stored.hpp"
#include "evidence/evidence.hpp"
#include "evidence/notes.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

constexpr std::string_view base_column = "base", deductions_column = "deductions", limit_column = "limit";

struct Placed {
    int subject;  // row number of the member or platform
    Score score;
    std::size_t rank = 0;  // 1 is the best; equal totals share a rank
    const Grade* grade = nullptr;
};

class Appraisal {
public:
    Appraisal(db::Connection& connection, const std::vector<AppraisalRules>& sets, const AppraisalSpec& spec)
        : connection_(connection),
          spec_(spec),
          registers_(connection),
          chosen_(choose_rules(sets, spec, registers_)),
          rules_(*chosen_.rules) {}

    files::Table table();
    files::Table explanation();

private:
    // The properties that members and platforms have in common.
    struct Subject {
        const Named& named;
        int area, sector, kind;
        const Standing& standing;
    };
    Subject subject(int row) const;
    std::size_t subjects() const {
        return rules_.who == Appraised::members ? registers_.members.size() : registers_.platforms.size();
    }
    std::string_view kind() const { return rules_.who == Appraised::members ? "member" : "platform"; }

    std::vector<Placed> place();
    const Grade* grade(std::int64_t total, std::size_t not_below, std::size_t all) const;
    bool earns(std::size_t category) const;
    files::Heading heading() const;
    std::vector<std::string> definitions() const;
    std::string definition(const AppraisalRule& rule) const;
    std::vector<files::Column> columns() const;
    std::vector<files::Cell> row(const Placed& one) const;
    std::vector<std::string_view> cells() const;
    std::string name_of_column(std::string_view id) const;
    const AppraisalCategory& category_of(const Mark& mark) const {
        return rules_.categories[rules_.rules[mark.rule].category];
    }
    std::vector<std::vector<files::Cell>> lines(const Score& score, const std::optional<std::string>& column);

    db::Connection& connection_;
    const AppraisalSpec& spec_;
    Registers registers_;
    Chosen chosen_;
    const AppraisalRules& rules_;
};

Appraisal::Subject Appraisal::subject(int row) const {
    const auto place = static_cast<std::size_t>(row);
    if (rules_.who == Appraised::members) {
        const MemberEntry& member = registers_.members[place];
        const MemberState& state = member.on(chosen_.period.last.packed());
        return {member, state.area, state.sector, 0, member.standing};
    }
    const PlatformEntry& platform = registers_.platforms[place];
    const PlatformState& state = platform.on(chosen_.period.last.packed());
    return {platform, state.area, state.sector, state.kind, platform.standing};
}

// Returns all subjects of the rule set, best first, and by code if their totals are equal.
std::vector<Placed> Appraisal::place() {
    std::vector<bool> scored(subjects());
    for (std::size_t row = 1; row < scored.size(); ++row) {
        const Subject one = subject(static_cast<int>(row));
        scored[row] =
            one.standing.during(chosen_.period) && (chosen_.area == 0 || registers_.lies_in(one.area, chosen_.area));
    }
    auto marks = read_marks(connection_, registers_, rules_, chosen_.period, scored);
    std::vector<Placed> placed;
    for (std::size_t row = 1; row < scored.size(); ++row)
        if (scored[row]) placed.push_back({static_cast<int>(row), score(rules_, std::move(marks[row]))});
    std::sort(placed.begin(), placed.end(), [&](const Placed& a, const Placed& b) {
        return a.score.total != b.score.total ? a.score.total > b.score.total
                                              : subject(a.subject).named.code < subject(b.subject).named.code;
    });
    for (std::size_t from = 0, next = 0; from < placed.size(); from = next) {
        while (next < placed.size() && placed[next].score.total == placed[from].score.total) ++next;
        for (std::size_t i = from; i < next; ++i)
            placed[i].rank = from + 1, placed[i].grade = grade(placed[i].score.total, next, placed.size());
    }
    return placed;
}

// Returns the grade for a total; `not_below` of `all` subjects have this total or a better one. Equal totals get the
// same grade: if all of them together exceed the limit of a grade, none of them gets it.
const Grade* Appraisal::grade(std::int64_t total, std::size_t not_below, std::size_t all) const {
    const auto found = std::find_if(rules_.grades.begin(), rules_.grades.end(), [&](const Grade& one) {
        return (!one.from || *one.from <= total) &&
               (!one.at_most || 100 * not_below <= static_cast<std::size_t>(*one.at_most) * all);
    });
    return found == rules_.grades.end() ? nullptr : &*found;
}

// Returns whether a category can earn points. One that only deducts has no column: its points are in the deductions.
bool Appraisal::earns(std::size_t category) const {
    return std::any_of(rules_.rules.begin(), rules_.rules.end(),
                       [&](const AppraisalRule& rule) { return rule.category == category && rule.points > 0; });
}

std::string Appraisal::definition(const AppraisalRule& rule) const {
    std::vector<std::string> more;
    if (rule.cap)
        more.push_back(rule.points < 0 ? say(Words{"最多扣 {} 分", "deduct at most {}"}, yuan(*rule.cap))
                                       : say(Words{"最高 {} 分", "at most {}"}, yuan(*rule.cap)));
    if (rule.lead_share != 100 || rule.joint_share != 100)
        more.push_back(
            say(Words{"牵头方 {}%、其余各方 {}%", "lead {}%, others {}% each"}, rule.lead_share, rule.joint_share));
    if (rule.since > chosen_.period.first) more.push_back(say(Words{"自 {} 起", "from {}"}, rule.since.iso()));
    if (rule.until < chosen_.period.last) more.push_back(say(Words{"至 {} 止", "until {}"}, rule.until.iso()));
    const std::string points = fmt::format("{} {}{}", rule.name(), rule.points > 0 ? "+" : "", yuan(rule.points));
    return more.empty() ? points : say(Words{"{}（{}）", "{} ({})"}, points, join(more, say(Words{"，", ", "})));
}

// Returns the rules in force in the period, one sentence for each category.
std::vector<std::string> Appraisal::definitions() const {
    std::vector<std::string> all;
    for (std::size_t c = 0; c < rules_.categories.size(); ++c) {
        std::vector<std::string> items;
        for (const AppraisalRule& rule : rules_.rules)
            if (rule.category == c && rule.since <= chosen_.period.last && chosen_.period.first <= rule.until)
                items.push_back(definition(rule));
        if (items.empty()) continue;
        const AppraisalCategory& category = rules_.categories[c];
        const std::string cap = category.cap ? say(Words{"（最高 {} 分）", " (at most {})"}, yuan(*category.cap)) : "";
        all.push_back(say(Words{"{}{}：{}。", "{}{}: {}."}, category.name(), cap, join(items, say(Words{"；", "; "}))));
    }
    return all;
}

files::Heading Appraisal::heading() const {
    files::Heading heading;
    const Words title = rules_.who == Appraised::members ? Words{"委员考核", "member appraisal"}
                                                         : Words{"平台考核", "platform appraisal"};
    const Period& period = chosen_.period;
    heading.title = fmt::format("{}  {}", title_of(spec_.office, title), chosen_.period_name);
    const std::string area = chosen_.area == 0 ? say(Words{"全部", "all"})
                                               : registers_.areas[static_cast<std::size_t>(chosen_.area)].shown();
    heading.notes.push_back(
        say(Words{"时段：{}；考核办法：{}（{}）；考核范围：{}。", "Period: {}. Rule set: {} ({}). Area scored: {}."},
            dates(period), rules_.name(), rules_.id, area));
    std::string whole = say(Words{"基础分 {}", "Base score {}"}, yuan(rules_.base));
    if (rules_.floor) whole += say(Words{"，总分最低 {} 分", ", minimum total {}"}, yuan(*rules_.floor));
    if (rules_.ceiling) whole += say(Words{"，总分最高 {} 分", ", maximum total {}"}, yuan(*rules_.ceiling));
    for (const Grade& one : rules_.grades) {
        whole += say(Words{"；{}", "; {}"}, one.shown());
        if (one.from) whole += say(Words{" {} 分及以上", " from {}"}, yuan(*one.from));
        if (one.at_most) whole += say(Words{"（不超过 {}%）", " (at most {}%)"}, *one.at_most);
    }
    heading.notes.push_back(whole + say(Words{"。", "."}));
    for (const std::string& one : definitions()) heading.notes.push_back(one);
    return heading;
}

std::vector<files::Column> Appraisal::columns() const {
    using files::CellType;
    std::vector<files::Column> columns{
        {"code", say(Words{"编号", "code"})},
        {"name", rules_.who == Appraised::members ? say(Words{"姓名", "name"}) : say(Words{"名称", "name"})}};
    if (rules_.who == Appraised::members)
        columns.push_back({"sector", say(Words{"界别", "sector"})});
    else
        columns.push_back({"kind", say(Words{"类别", "kind"})});
    for (std::size_t c = 0; c < rules_.categories.size(); ++c)
        if (earns(c)) columns.push_back({rules_.categories[c].id, rules_.categories[c].name(), CellType::money});
    columns.push_back({std::string(base_column), say(Words{"基础分", "base score"}), CellType::money});
    columns.push_back({std::string(deductions_column), say(Words{"扣分", "deductions"}), CellType::money});
    if (rules_.floor || rules_.ceiling)
        columns.push_back(
            {std::string(limit_column), say(Words{"封顶、保底调整", "cap/floor adjustment"}), CellType::money});
    columns.push_back({"total", say(Words{"总分", "total"}), CellType::money});
    if (!rules_.grades.empty()) columns.push_back({"grade", say(Words{"等次", "grade"})});
    columns.push_back({"rank", say(Words{"名次", "rank"}), CellType::integer});
    return columns;
}

std::vector<files::Cell> Appraisal::row(const Placed& one) const {
    const Subject who = subject(one.subject);
    std::vector<files::Cell> row{who.named.code, who.named.name, files::Cell{}};
    if (rules_.who == Appraised::members) {
        const PlainEntry& sector = registers_.sectors[static_cast<std::size_t>(who.sector)];
        if (who.sector != 0) row[2] = spec_.human ? sector.name : sector.code;
    } else {
        const records::Choice& choice = records::choice(records::kind("platform").at("kind").choices, who.kind);
        row[2] = spec_.human ? choice.label.str() : std::string(choice.id);
    }
    for (std::size_t c = 0; c < rules_.categories.size(); ++c)
        if (earns(c)) row.emplace_back(one.score.earned[c]);
    row.emplace_back(rules_.base);
    row.emplace_back(one.score.deductions);
    if (rules_.floor || rules_.ceiling) row.emplace_back(one.score.limit);
    row.emplace_back(one.score.total);
    if (!rules_.grades.empty())
        row.push_back(one.grade ? files::Cell{spec_.human ? one.grade->shown() : one.grade->name} : files::Cell{});
    row.emplace_back(static_cast<std::int64_t>(one.rank));
    return row;
}

files::Table Appraisal::table() {
    files::Table table{heading(), columns(), {}};
    const int area = registers_.area(spec_.area);
    for (const Placed& one : place())
        if (area == 0 || registers_.lies_in(subject(one.subject).area, area)) table.rows.push_back(row(one));
    table.heading.notes.push_back(say(
        Words{"名次和等次按考核范围内的全部对象排定。查看得分所依据的记录：加 --explain 编号，或 --explain 编号:列名。",
              "Ranks and grades are set among all who are scored. To list the records behind a score, add --explain "
              "CODE or --explain CODE:COLUMN."}));
    return table;
}

// Returns the ids of the columns with points, which `--explain CODE:COLUMN` accepts.
std::vector<std::string_view> Appraisal::cells() const {
    std::vector<std::string_view> ids;
    for (std::size_t c = 0; c < rules_.categories.size(); ++c)
        if (earns(c)) ids.push_back(rules_.categories[c].id);
    ids.insert(ids.end(), {base_column, deductions_column});
    if (rules_.floor || rules_.ceiling) ids.push_back(limit_column);
    return ids;
}

std::string Appraisal::name_of_column(std::string_view id) const {
    const auto all = columns();
    return std::find_if(all.begin(), all.end(), [&](const files::Column& column) { return column.id == id; })->label;
}

std::vector<std::vector<files::Cell>> Appraisal::lines(const Score& score, const std::optional<std::string>& column) {
    std::vector<std::vector<files::Cell>> lines;
    const auto fixed = [&](std::string_view id, const std::string& label, std::int64_t points) {
        if (points == 0 || (column && *column != id)) return;
        lines.push_back({spec_.human ? label : std::string(id), {}, {}, {}, {}, {}, {}, points, points});
    };
    fixed(base_column, say(Words{"基础分", "base score"}), rules_.base);
    std::vector<const Mark*> marks;
    std::vector<Behind> behind;
    for (const Mark& mark : score.marks) {
        if (column && *column != (mark.points < 0 ? deductions_column : std::string_view(category_of(mark).id)))
            continue;
        marks.push_back(&mark);
        behind.push_back({mark.kind, mark.id, mark.counted});
    }
    const files::Table found = table_of(connection_, behind, {{}, true, spec_.human});
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = *marks[i];
        const AppraisalRule& rule = rules_.rules[mark.rule];
        const auto& record = found.rows[i];  // kind, code, date, title, amount
        lines.push_back({spec_.human ? rule.name() : rule.id,
                         spec_.human ? category_of(mark).name() : category_of(mark).id, record[0], record[1],
                         std::int64_t{mark.day.packed()}, record[3], std::int64_t{mark.share}, mark.points, record[4]});
    }
    fixed(limit_column, say(Words{"封顶、保底调整", "cap/floor adjustment"}), score.limit);
    return lines;
}

files::Table Appraisal::explanation() {
    const auto colon = spec_.explain->find(':');
    const std::string code = spec_.explain->substr(0, colon);
    auto column = colon == std::string::npos ? std::nullopt : std::optional(spec_.explain->substr(colon + 1));
    const std::vector<std::string_view> ids = cells();
    for (const std::string_view id : ids)
        if (column && *column == name_of_column(id)) column = id;
    if (column && std::find(ids.begin(), ids.end(), *column) == ids.end())
        throw unknown_word(
            say(Words{"没有得分列“{}”", "no score column \"{}\""}, *column), *column, ids,
            say(Words{"可选值：{}", "allowed: {}"}, listed(std::vector<std::string>(ids.begin(), ids.end()))));
    const std::vector<Placed> placed = place();
    const auto found = std::find_if(placed.begin(), placed.end(),
                                    [&](const Placed& one) { return subject(one.subject).named.code == code; });
    if (found == placed.end())
        throw Error(Exit::usage,
                    say(Words{"本次考核中没有编号为“{1}”的{0}", "no {0} with code {1} in this appraisal"},
                        records::kind(kind()).label.get(), code),
                    say(Words{"请检查 --period 和 --rules 是否正确", "check --period and --rules"}));
    files::Table table{heading(), mark_columns(), lines(found->score, column)};
    std::int64_t sum = 0;
    for (const auto& line : table.rows) sum += std::get<std::int64_t>(line.back());
    table.heading.title += "  " + subject(found->subject).named.shown();
    if (column)
        table.heading.title += say(Words{"：{} {}", ": {} {}"}, name_of_column(*column), yuan(sum));
    else
        table.heading.title += say(Words{"：总分 {}，第 {} 名", ": total {}, rank {}"}, yuan(sum), found->rank) +
                               (found->grade ? say(Words{"，{}", ", {}"}, found->grade->shown()) : "");
    return table;
}

}  // namespace

std::vector<files::Column> mark_columns() {
    using files::CellType;
    return {{"rule", say(Words{"规则", "rule"})},
            {"category", say(Words{"类别", "category"})},
            {"kind", say(Words{"记录", "record"})},
            {"code", say(Words{"编号", "code"})},
            {"date", say(Words{"日期", "date"}), CellType::date},
            {"title", say(Words{"名称", "title"})},
            {"share", say(Words{"占比（%）", "share (%)"}), CellType::integer},
            {"points", say(Words{"得分", "points"}), CellType::money},
            {"counted", say(Words{"计入", "counted"}), CellType::money}};
}

files::Table marks(db::Connection& connection, const std::vector<AppraisalRules>& sets, const AppraisalSpec& spec) {
    return Appraisal(connection, sets, spec).explanation();
}

files::Table appraisal(db::Connection& connection, const std::vector<AppraisalRules>& sets, const AppraisalSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return spec.explain ? marks(connection, sets, spec) : Appraisal(connection, sets, spec).table();
}

}  // namespace cpcc::report
