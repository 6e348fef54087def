#include "cpcc/store/versions.hpp"

#include "cpcc/base/minisign.hpp"
#include "cpcc/base/sha256.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/store/former.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/records.hpp"
#include "cpcc/store/voided.hpp"
#include "exchange/packed.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

// Returns whether the field is part of versions. Phones never leave a database; the members of a session are records.
bool is_carried(const Field& field) { return field.type != Type::phone && !field.has_records(); }

bool is_of_people(const Field& field) { return field.target == "member"; }

// Returns the latest entry that renamed a record, by kind and present code. What refers to it changed with it.
using Renamings = std::map<std::string, std::map<std::string, std::int64_t>, std::less<>>;
Renamings renamings(db::Connection& connection) {
    Renamings all;
    auto rows = connection.prepare(
        "SELECT kind, new, max(entry) FROM change WHERE field = 'code' AND old IS NOT NULL GROUP BY kind, new");
    while (rows.step()) all[rows.str(0)][rows.str(1)] = rows.integer(2);
    return all;
}

// Turns records of one kind into versions.
class VersionMaker {
public:
    VersionMaker(db::Connection& connection, const Kind& kind, Level level)
        : kind_(kind), level_(level), reasons_(void_reasons(connection, kind)), renamings_(renamings(connection)) {
        for (std::size_t f = 0; f < kind.fields.size(); ++f)
            if (is_carried(kind.fields[f])) fields_.push_back(f);
        if (kind.has_dated_fields()) former_ = former_values(connection, kind);
        if (kind.id == "session" && level == Level::counts) count_people(connection);
    }

    std::int64_t counter(const Record& record) const {
        std::int64_t last = std::max(record.changed, record.voided);
        for (const std::size_t f : fields_) {
            const auto of_kind = renamings_.find(kind_.fields[f].target);
            if (of_kind == renamings_.end()) continue;
            for (const std::string& code : records::items_of(text(record, f), true))
                if (const auto renamed = of_kind->second.find(code.substr(0, code.find(':')));
                    renamed != of_kind->second.end())
                    last = std::max(last, renamed->second);
        }
        return last;
    }

    // Returns the version, with the columns of the level.
    Version version(const Record& record) {
        Version made{record.id, counter(record), {}, rows(record, Level::whole)};
        made.hash = sha256(packed(version_columns(kind_, Level::whole), made.rows));
        if (level_ != Level::whole) made.rows = rows(record, level_);
        return made;
    }

private:
    std::string text(const Record& record, std::size_t f) const {
        return records::empty(record.values[f]) ? "" : show(kind_.fields[f], record.values[f], records::Style::raw);
    }

    std::vector<std::string> row(const Record& record, std::int64_t from, Level level) const {
        std::vector<std::string> cells;
        for (const std::size_t f : fields_)
            if (level == Level::whole || !is_of_people(kind_.fields[f])) cells.push_back(text(record, f));
        if (kind_.has_dated_fields()) cells.push_back(from == 0 ? "" : Date::packed(from).iso());
        const auto reason = reasons_.find(record.id);
        cells.push_back(record.voided == 0                                   ? ""
                        : reason == reasons_.end() || reason->second.empty() ? "yes"
                                                                             : reason->second);
        return cells;
    }

    std::vector<std::vector<std::string>> rows(const Record& record, Level level) {
        Record each = record;
        if (const auto people = people_.find(record.id); people != people_.end() && level != Level::whole)
            add_headcount(each, people->second);
        const auto spans = former_.find(record.id);
        if (spans == former_.end()) return {row(each, 0, level)};
        std::vector<std::vector<std::string>> all;
        std::int64_t from = 0;
        const auto put = [&](const std::vector<records::Value>& values) {
            for (const std::size_t f : kind_.dated_fields()) each.values[f] = values[f];
            all.push_back(row(each, from, level));
        };
        for (const Former& span : spans->second) {
            put(span.values);
            from = Date::packed(span.until).plus_days(1).packed();
        }
        put(record.values);
        return all;
    }

    // Counts the members who were present at each session. They become part of its headcount.
    void count_people(db::Connection& connection) {
        auto rows = connection.prepare(
            "SELECT session, count(*) FROM attendance WHERE voided IS NULL AND role NOT IN ($leave, $absent) GROUP BY "
            "session");
        rows.bind("leave", static_cast<std::int64_t>(records::AttendanceRole::leave));
        rows.bind("absent", static_cast<std::int64_t>(records::AttendanceRole::absent));
        while (rows.step()) people_[rows.integer(0)] = rows.integer(1);
    }

    void add_headcount(Record& record, std::int64_t people) const {
        records::Value& headcount = record.values[kind_.index("headcount")];
        headcount = (records::empty(headcount) ? 0 : records::number(headcount)) + people;
    }

    const Kind& kind_;
    Level level_;
    std::vector<std::size_t> fields_;
    std::map<std::int64_t, std::string> reasons_;
    Renamings renamings_;
    std::map<std::int64_t, Formers> former_;
    std::map<std::int64_t, std::int64_t> people_;  // by session
};

}  // namespace

std::vector<std::string> version_columns(const Kind& kind, Level level) {
    std::vector<std::string> columns;
    for (const Field& field : kind.fields)
        if (is_carried(field) && (level == Level::whole || !is_of_people(field))) columns.emplace_back(field.id);
    if (kind.has_dated_fields()) columns.emplace_back(records::from_field().id);
    columns.emplace_back(voided_field().id);
    return columns;
}

bool is_carried(const Kind& kind, Level level) {
    if (level != Level::counts) return level == Level::whole;
    const auto of_people = [](const Field& field) { return is_of_people(field) && field.required; };
    if (kind.id == "member" || std::any_of(kind.fields.begin(), kind.fields.end(), of_people)) return false;
    // A record that must name a person or something else would come without either.
    return std::none_of(kind.one_of.begin(), kind.one_of.end(),
                        [&](std::string_view field) { return is_of_people(kind.at(field)); });
}

Written write_versions(db::Connection& connection, const Kind& kind, const Owning& owning, Level level,
                       std::int64_t since, const std::function<void(const Version&)>& each) {
    VersionMaker maker(connection, kind, level);
    const auto columns = version_columns(kind, Level::whole);
    Written written;
    Filter filter;
    filter.as_made = kind.owner.empty();
    filter.voided_too = true;
    list(connection, kind, filter, [&](const Record& record) {
        const Version version = maker.version(record);
        if (!owning.owns(kind, columns, version.rows.back())) {
            if (record.voided == 0) ++written.foreign;
            return;
        }
        if (version.counter <= since) return;
        ++written.versions;
        if (record.voided != 0) ++written.voided;
        each(version);
    });
    return written;
}

Version version_of(db::Connection& connection, const Kind& kind, std::int64_t id) {
    const std::vector<Record> record = load(connection, kind, {id});
    return VersionMaker(connection, kind, Level::whole).version(record.at(0));
}

std::string known_replica_name(db::Connection& connection) {
    auto row = connection.prepare("SELECT name FROM replica ORDER BY id");
    return row.step() ? row.str(0) : "";
}

std::string replica_name(db::Connection& connection) {
    db::Transaction transaction(connection, db::Transaction::Kind::write);
    std::string name = known_replica_name(connection);
    if (!name.empty()) return name;
    constexpr std::size_t bytes = 8;
    name = minisign::random_digits(bytes);
    connection.prepare("INSERT INTO replica (name, office) VALUES ($name, $office)")
        .bind("name", name)
        .bind("office", connection.office())
        .run();
    transaction.commit();
    return name;
}

std::vector<std::vector<std::string>> register_hashes(db::Connection& connection) {
    std::vector<std::vector<std::string>> lines;
    for (const std::string_view id : {"area", "sector"}) {
        const Kind& kind = records::kind(id);
        VersionMaker maker(connection, kind, Level::whole);
        std::string all;
        std::int64_t count = 0;
        list(connection, kind, {}, [&](const Record& record) {
            all += maker.version(record).hash;
            ++count;
        });
        lines.push_back({std::string(id), std::to_string(count), sha256(all)});
    }
    return lines;
}

}  // namespace cpcc::store
