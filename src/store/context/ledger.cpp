#include "context/ledger.hpp"

namespace cpcc::store {

void Ledger::extend_range(std::int64_t id) {
    if (low_ == 0 || id < low_) low_ = id;
    if (id > high_) high_ = id;
}

void Ledger::added(std::int64_t id, const std::string& file, int line, std::string_view field) {
    extend_range(id);
    if (runs_.empty() || !runs_.back().origin.is(file, field) || id < runs_.back().first)
        runs_.push_back({id, {file, std::string(field)}, {}});
    auto& lines = runs_.back().lines;
    const auto at = static_cast<std::size_t>(id - runs_.back().first);
    if (at >= lines.size()) lines.resize(at + 1, 0);  // refused rows leave gaps; other ids may come later
    lines[at] = line;
}

void Ledger::changed(std::int64_t id, const std::string& file, int line, std::string_view field) {
    extend_range(id);
    changed_.insert_or_assign(id, std::pair{Origin{file, std::string(field)}, line});
}

Refusal Ledger::place(std::int64_t id) const {
    if (const auto found = changed_.find(id); found != changed_.end())
        return {found->second.first.file, found->second.second, found->second.first.field, {}};
    for (const Run& run : runs_) {
        const std::int64_t at = id - run.first;
        if (at >= 0 && at < static_cast<std::int64_t>(run.lines.size()))
            return {run.origin.file, run.lines[static_cast<std::size_t>(at)], run.origin.field, {}};
    }
    return {};
}

}  // namespace cpcc::store
