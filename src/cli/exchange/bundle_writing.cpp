#include "exchange/bundle_writing.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/files/output_file.hpp"
#include "cpcc/report/summary.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/versions.hpp"
#include "exchange/bundle_file.hpp"
#include "exchange/key_file.hpp"
#include "framework/output_target.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace cpcc::cli {

using records::Kind;

namespace {

files::Table text_table(const std::vector<std::string>& columns) {
    files::Table table;
    for (const std::string& column : columns) table.columns.push_back({column, column});
    return table;
}

void add_row(files::Table& table, const std::vector<std::string>& cells) {
    auto& row = table.rows.emplace_back();
    for (const std::string& cell : cells) row.push_back(files::text_cell(cell));
}

bool is_register(const Kind& kind) {
    constexpr std::array<std::string_view, 5> given{"area", "sector", "unit", "member", "topic"};
    return std::find(given.begin(), given.end(), kind.id) != given.end();
}

// Collects the parts of a bundle within one snapshot of the database.
class BundleParts {
public:
    BundleParts(Context& context, const BundleContent& content)
        : context_(context),
          content_(content),
          owning_(context.reading(),
                  {context.config().office_code, {context.config().office_area}, content.registers}) {}

    std::vector<files::StoredPart> all() {
        std::vector<files::StoredPart> parts;
        for (const Kind* kind : records::kinds())
            if (store::is_carried(*kind, content_.level) && (!content_.registers || is_register(*kind)))
                add_versions(*kind, parts);
        files::Table registers = text_table({"register", "records", "hash"});
        for (const auto& line : store::register_hashes(context_.reading())) add_row(registers, line);
        parts.push_back({"registers.csv", csv_of(registers)});
        parts.push_back({"figures.csv", csv_of(figures())});
        return parts;
    }

    const store::Written& written() const { return written_; }

private:
    void add_versions(const Kind& kind, std::vector<files::StoredPart>& parts) {
        std::vector<std::string> columns{"version_number", "version_counter", "version_hash"};
        const auto own = store::version_columns(kind, content_.level);
        columns.insert(columns.end(), own.begin(), own.end());
        files::Table table = text_table(columns);
        const store::Written written =
            store::write_versions(context_.reading(), kind, owning_, content_.level, content_.since,
                                  [&](const store::Version& version) { add(version, table); });
        written_.versions += written.versions;
        written_.voided += written.voided;
        if (!table.rows.empty()) parts.push_back({"versions/" + std::string(kind.id) + ".csv", csv_of(table)});
    }

    static void add(const store::Version& version, files::Table& table) {
        for (const auto& row : version.rows) {
            std::vector<std::string> cells{std::to_string(version.number), std::to_string(version.counter),
                                           version.hash};
            cells.insert(cells.end(), row.begin(), row.end());
            add_row(table, cells);
        }
    }

    // Returns the figures of the office's own area in the period.
    files::Table figures() {
        files::Table table = text_table({"area", "period", "measure", "value"});
        table.columns.back().type = files::CellType::any;
        if (!content_.period) return table;
        report::SummarySpec spec;
        spec.period = *content_.period;
        spec.area = context_.config().office_area;
        spec.measures = report::ask({}, {});
        const files::Table summary = report::summary(context_.reading(), spec);
        for (std::size_t c = 0; c < summary.columns.size(); ++c) {
            if (!report::find_asked(spec.measures, summary.columns[c].id)) continue;
            files::Cell value = summary.rows.front()[c];
            if (const auto* number = std::get_if<std::int64_t>(&value))
                value = files::Figure{*number, summary.columns[c].type};
            table.rows.push_back({*spec.area, spec.period.text(), summary.columns[c].id, std::move(value)});
        }
        return table;
    }

    Context& context_;
    const BundleContent& content_;
    store::Owning owning_;
    store::Written written_;
};

void require_office(Context& context) {
    const Config& config = context.config();
    for (const auto& [value, key] :
         {std::pair(&config.office_code, "office.code"), std::pair(&config.office_area, "office.area")})
        if (value->empty())
            throw Error(Exit::usage, say(Words{"配置文件没有 {}", "the configuration has no {}"}, key),
                        say(Words{"请用 cpcc config set {} 填写", "set it: cpcc config set {} …"}, key));
    if (!context.globals().output)
        throw Error(Exit::usage, say(Words{"请用 --output 指定数据包文件", "missing --output FILE"}),
                    say(Words{"如 --output QS-2024-08.cpccb", "e.g. --output QS-2024-08.cpccb"}));
}

}  // namespace

void write_bundle(Context& context, const BundleContent& content) {
    require_office(context);
    const minisign::SecretKey key = read_key(context);
    require_other_file(context, *context.globals().output, std::array{signing_key_path(context)});
    require_writable(*context.globals().output);
    std::string replica = store::known_replica_name(context.reading());
    if (replica.empty()) replica = store::replica_name(context.writing());
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    const std::int64_t head = store::latest_entry(context.reading());
    if (content.since > head)
        throw Error(Exit::usage,
                    say(Words{"--since {}：记录只到 {}", "--since {}: the history ends at {}"}, content.since, head));
    BundleParts parts(context, content);
    const auto all = parts.all();
    const Config& config = context.config();
    const Manifest manifest{{"format", "cpcc-bundle-1"},
                            {"office", config.office_code},
                            {"name", config.office_name},
                            {"area", config.office_area},
                            {"key", key.public_key().text()},
                            {"replica", replica},
                            {"schema", std::to_string(db::migrations().back().number)},
                            {"follows", std::to_string(content.since)},
                            {"head", std::to_string(head)},
                            {"period", content.period ? content.period->text() : ""},
                            {"level", std::string(store::id_of(content.level))},
                            {"registers", content.registers ? "yes" : "no"}};
    files::OutputFile file(*context.globals().output, context.output_readable_by());
    file.stream() << bundle_bytes(manifest, all, key);
    file.commit();
    context.note(say(Words{"数据包含 {} 条记录（其中作废 {} 条），截至 {}。下次可用 --since {}。",
                           "The bundle has {} ({} voided), up to {}. The next one can begin there: --since {}."},
                     counted(parts.written().versions, "record", "records"), parts.written().voided, head, head));
}

}  // namespace cpcc::cli
