#include "cpcc/store/search.hpp"

#include "cpcc/base/ascii.hpp"
#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/store/names.hpp"
#include "query/kind_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace cpcc::store {

using records::Kind;

namespace {

// The columns by which a kind is searched; empty: it has neither codes nor titles.
std::vector<std::string> searched(const Kind& kind) {
    std::vector<std::string> columns;
    if (kind.has_code()) columns.emplace_back("t.code");
    if (!kind.title.empty()) columns.push_back(fmt::format("t.{}", kind.title));
    return columns;
}

std::string live(bool voided_too) { return voided_too ? "1 = 1" : "t.voided IS NULL"; }

class Searcher {
public:
    Searcher(db::Connection& connection, const Search& search)
        : connection_(connection),
          search_(search),
          lower_(lower(std::string_view(search.text))),
          folded_(folded_name(lower_)),
          pinyin_(search.text),
          letters_(search.text.size() > 1 && is_letters(search.text)) {}

    void of_kind(const Kind& kind) {
        if (searched(kind).empty()) return;
        std::set<std::int64_t> ids;
        containing(kind, ids);
        if (!kind.fact && Names::has_names(kind)) named(kind, ids);  // facts are too many to fold
        read(kind, {ids.begin(), ids.end()});
    }

    std::vector<Hit> hits(std::size_t& more) {
        std::stable_partition(hits_.begin(), hits_.end(), [&](const Hit& hit) {
            return lower(std::string_view(hit.code)) == lower_ ||
                   folded_name(lower(std::string_view(hit.title))) == folded_;
        });
        more = search_.limit && hits_.size() > *search_.limit ? hits_.size() - *search_.limit : 0;
        hits_.resize(hits_.size() - more);
        return std::move(hits_);
    }

private:
    static bool is_letters(std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
    }

    void containing(const Kind& kind, std::set<std::int64_t>& ids) {
        std::string either;
        for (const std::string& column : searched(kind))
            either += fmt::format("{}{}(lower({}), $text) > 0", either.empty() ? "" : " OR ",
                                  connection_.engine() == db::Engine::sqlite ? "instr" : "strpos", column);
        auto rows = connection_.prepare(
            fmt::format("SELECT t.id FROM {} t WHERE {} AND ({})", kind.id, live(search_.voided_too), either),
            db::Rows::many);
        rows.bind("text", lower_);
        while (rows.step()) ids.insert(rows.integer(0));
    }

    // Adds the records whose names contain the text as people write it, or in pinyin.
    void named(const Kind& kind, std::set<std::int64_t>& ids) {
        auto rows = connection_.prepare(
            fmt::format("SELECT t.id, t.{} FROM {} t WHERE {}", kind.title, kind.id, live(search_.voided_too)),
            db::Rows::many);
        while (rows.step())
            if (const std::string name = folded_name(lower(rows.text(1)));
                name.find(folded_) != std::string::npos || (letters_ && pinyin_.occurs(name)))
                ids.insert(rows.integer(0));
    }

    void read(const Kind& kind, const std::vector<std::int64_t>& ids) {
        const std::size_t first = hits_.size();
        const std::string sql = fmt::format(
            "SELECT t.id, {}, {}, {}, a.code, a.name, t.voided FROM {} t LEFT JOIN area a ON a.id = {} WHERE t.id IN "
            "($keys)",
            kind.has_code() ? "t.code" : "NULL", kind.title.empty() ? "NULL" : fmt::format("t.{}", kind.title),
            kind.date.empty() ? "NULL" : fmt::format("t.{}", kind.date), kind.id, area_expression(kind, "t"));
        db::for_each_in(connection_, sql, std::span<const std::int64_t>(ids), [&](db::Statement& row) {
            Hit hit{&kind, row.str(1), row.str(2), std::nullopt, row.str(4), row.str(5), !row.is_null(6)};
            if (hit.code.empty()) hit.code = fmt::format("#{}", row.integer(0));
            if (!row.is_null(3)) hit.day = Date::packed(row.integer(3));
            hits_.push_back(std::move(hit));
        });
        std::sort(hits_.begin() + static_cast<std::ptrdiff_t>(first), hits_.end(),
                  [](const Hit& a, const Hit& b) { return a.code < b.code; });
    }

    db::Connection& connection_;
    const Search& search_;
    std::string lower_, folded_;
    PinyinWord pinyin_;
    bool letters_;
    std::vector<Hit> hits_;
};

}  // namespace

std::vector<Hit> search(db::Connection& connection, const Search& search, std::size_t& more) {
    const db::Transaction snapshot(connection, db::Transaction::Kind::read);
    Searcher searcher(connection, search);
    for (const Kind* kind : records::kinds())
        if (search.kinds.empty() || std::find(search.kinds.begin(), search.kinds.end(), kind) != search.kinds.end())
            searcher.of_kind(*kind);
    return searcher.hits(more);
}

}  // namespace cpcc::store
