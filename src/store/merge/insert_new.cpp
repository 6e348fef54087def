// Writes the rows that are new.
#include "merge/merger.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Field;
using records::Type;
using records::Value;

namespace {
constexpr std::array<std::string_view, 2> stamps{"created", "changed"};
constexpr std::size_t many_rows = 500;   // of one block: more of them will come
}

void KindWriter::insert_new() {
    for (Pending& pending : block_) {
        if (pending.exists) continue;
        if (!live(pending)) {
            require_all(pending);
            continue;
        }
        if (on_existing_ == OnExisting::must) {
            refuse(pending, "code", say(Words{"没有这条{}", "there is no such {}"}, kind_.label.get()));
            continue;
        }
        if (complete(pending)) insert(pending);
    }
}

// A row that is refused for one cell still says what is missing in others, unless it may be meant for a record that has them.
void KindWriter::require_all(Pending& pending) {
    const auto is_wrong = [&](std::string_view field) { return std::find(pending.wrong.begin(), pending.wrong.end(), field) != pending.wrong.end(); };
    if (!pending.refused || is_wrong("code") || on_existing_ == OnExisting::must) return;
    for (std::size_t f = 0; f < kind_.fields.size(); ++f) {
        const Field& field = kind_.fields[f];
        const bool identifies = kind_.key.empty() || std::find(kind_.key.begin(), kind_.key.end(), field.id) != kind_.key.end();
        if (field.required && identifies && !is_wrong(field.id) && records::empty(pending.row.values[f])) refuse(pending, field.id, say(Words{"必填", "it is required"}));
    }
    for (const auto& reference : pending.voided) refuse_voided(pending, reference);
}

// Whether all that is required is there; a code is made where it may be and none is given.
bool KindWriter::complete(Pending& pending) {
    for (std::size_t f = 0; f < kind_.fields.size(); ++f) {
        const Field& field = kind_.fields[f];
        const Value& value = pending.row.values[f];
        if (field.required && records::empty(value)) refuse(pending, field.id, say(Words{"必填", "it is required"}));
        if (field.type == Type::phone && !records::empty(value) && records::is_masked(std::get<std::string>(value)))
            refuse(pending, field.id, say(Words{"号码已打码，不能登记", "the number is masked and can't be kept"}));
    }
    for (const auto& reference : pending.voided) refuse_voided(pending, reference);
    if (pending.refused) return false;
    if (kind_.has_code() && records::empty(pending.row.values[0])) {
        if (state_.author.office.empty()) {
            refuse(pending, "code", say(Words{"未给编号，而配置里没有 office.code，不能自动编号", "none is given, and none can be made: office.code is not configured"}));
            return false;
        }
        pending.row.values[0] = make_code(pending);
        pending.id = state_.code_index(kind_).take_id();
        state_.code_index(kind_).put(std::get<std::string>(pending.row.values[0]), {pending.id, pending.row.line});
    } else if (pending.id == 0) {
        pending.id = state_.code_index(kind_).take_id();
    }
    return true;
}

// The greatest number behind the prefix. Of texts of five digits the greatest is the greatest number, and stands at the end of the index: only
// where they are used up all codes of the year are gone through.
std::int64_t KindWriter::last_number(const std::string& prefix) {
    constexpr std::int64_t digits = 5, most = 99999;
    const auto number_of = [&](std::string_view code) { return whole_number(code.substr(prefix.size())); };
    auto before = state_.connection.prepare(fmt::format("SELECT code FROM {} WHERE code >= $low AND code < $high AND length(code) = $length ORDER BY code DESC LIMIT 1", kind_.id));
    before.bind("low", prefix).bind("length", std::ssize(prefix) + digits);
    for (std::string end = prefix + ":";;) {
        before.bind("high", end);
        if (!before.step()) return 0;
        const auto number = number_of(before.text(0));
        if (number && *number < most) return *number;
        if (number) break;
        end = before.str(0);                       // what a person wrote there is no number
        before.reset();
    }
    std::int64_t last = most;
    auto all = state_.connection.prepare(fmt::format("SELECT code FROM {} WHERE code >= $low AND code < $high", kind_.id));
    all.bind("low", prefix).bind("high", prefix + ":");
    while (all.step()) last = std::max<std::int64_t>(last, number_of(all.text(0)).value_or(0));
    return last;
}

// `<office>-<letter><year>-<5 digits>` (domain.md, 2); the year is that of the record's own day, or this one.
std::string KindWriter::make_code(const Pending& pending) {
    int year = state_.author.today.year();
    if (!kind_.date.empty()) {
        const Value& day = pending.row.values[kind_.index(kind_.date)];
        if (!records::empty(day)) year = Date::packed(records::number(day)).year();
    }
    const std::string prefix = fmt::format("{}-{}{}-", state_.author.office, kind_.letter, year);
    auto [last, fresh] = made_.try_emplace(prefix, 0);
    if (fresh) {
        write_rows();
        last->second = last_number(prefix);
    }
    std::string code;
    do code = fmt::format("{}{:05}", prefix, ++last->second);
    while (state_.code_index(kind_).find(code));
    return code;
}

// Rows wait until the end of their block; those of the table itself go first, for the others refer to them.
RowWriter& KindWriter::rows_of(std::string_view table, std::span<const std::string_view> columns, std::span<const std::string_view> stamps) {
    for (RowWriter& batch : batches_)
        if (batch.table() == table) return batch;
    return batches_.emplace_back(state_.connection, table, columns, stamps, state_.entry);
}

RowWriter& KindWriter::own_rows() {
    if (own_) return *own_;
    std::vector<std::string_view> columns{"id"};
    for (const Field& field : kind_.fields)
        if (!field.several()) columns.push_back(field.id);
    own_ = &batches_.emplace_front(state_.connection, kind_.id, columns, stamps, state_.entry);
    return *own_;
}

// Whether the batch's table was empty, and nobody looks for rows of it before this file is through.
bool KindWriter::from_nothing(const RowWriter& batch) {
    const records::Kind* other = records::find_kind(batch.table());
    return nothing_kept_ && (!other || other == &kind_ || state_.code_index(*other).was_empty());
}

void KindWriter::write_rows() {
    for (RowWriter& batch : batches_) batch.write(batch.take());
}

// Many rows are written while the next block is looked through; the block, whose texts they have, goes with them.
void KindWriter::write_block() {
    const auto many = [](const RowWriter& batch) { return batch.rows() >= many_rows; };
    if (std::none_of(batches_.begin(), batches_.end(), many)) return write_rows();
    std::vector<std::pair<RowWriter*, std::vector<db::Cell>>> written;
    for (RowWriter& batch : batches_) {
        if (many(batch) && from_nothing(batch)) state_.first_load.take(batch);
        written.emplace_back(&batch, batch.take());
    }
    state_.connection.later([written = std::move(written), texts = std::make_shared<std::vector<Pending>>(std::move(block_))] {
        for (const auto& [batch, cells] : written) batch->write(cells);
    });
    block_.clear();
    block_.reserve(block_size);
}

void KindWriter::insert(Pending& pending) {
    RowWriter& row = own_rows();
    row << pending.id;
    for (std::size_t f = 0; f < kind_.fields.size(); ++f)
        if (!kind_.fields[f].several()) row << cell_of(pending.row.values[f]);
    for (std::size_t f = 0; f < kind_.fields.size(); ++f)
        if (kind_.fields[f].several() && !records::empty(pending.row.values[f])) write_items(pending, f, nullptr);
    if (state_.detailed)
        for (std::size_t f = 0; f < kind_.fields.size(); ++f)
            if (!records::empty(pending.row.values[f])) state_.note(kind_, pending.id, kind_.fields[f].id, "", shown(f, pending.row.values[f]));
    ledger().added(pending.id, file_, pending.row.line);
    state_.last_id = pending.id;
    ++counts_.added;
}

}  // namespace cpcc::store
