#include "config/filing_check.hpp"

#include "cpcc/records/registry.hpp"
#include "cpcc/report/reconcile.hpp"
#include "cpcc/store/records.hpp"

namespace cpcc::cli {

namespace {

void check(const std::vector<report::Asked>& known, const records::Kind& kind, std::span<const records::Value> values,
           const store::Refuse& refuse) {
    const auto* measure = std::get_if<std::string>(&values[kind.index("measure")]);
    const auto* value = std::get_if<std::int64_t>(&values[kind.index("value")]);
    if (measure) report::check_filing(known, *measure, value ? std::optional(*value) : std::nullopt, refuse);
}

}  // namespace

store::CheckRow filing_check(const Config& config) {
    const records::Kind* filing = &records::kind("filing");
    return [filing, known = report::ask({}, config.measures)](
               const records::Kind& kind, std::span<const records::Value> values, const store::Refuse& refuse) {
        if (&kind == filing) check(known, kind, values, refuse);
    };
}

std::vector<store::Finding> wrong_filings(db::Connection& connection, const Config& config) {
    const records::Kind& kind = records::kind("filing");
    const std::vector<report::Asked> known = report::ask({}, config.measures);
    std::vector<store::Finding> found;
    store::list(connection, kind, {}, [&](const store::Record& record) {
        check(known, kind, record.values, [&](std::string_view field, const std::string& reason) {
            found.push_back({store::Severity::error,
                             fmt::format("{} {}", kind.label.get(), store::name_of(kind, record)),
                             fmt::format("{}: {}", field, reason),
                             fmt::format("cpcc filing edit {} --{} {}", store::name_of(kind, record), field,
                                         say(Words{"内容", "VALUE"}))});
        });
    });
    return found;
}

}  // namespace cpcc::cli
