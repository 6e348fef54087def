#include "records/record_edit.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>

namespace cpcc::cli {

void refuse(const store::Refused& refused, const OptionNames& options) {
    constexpr std::size_t most = 3;
    std::string sentence;
    for (std::size_t i = 0; i < refused.refusals().size() && i < most; ++i) {
        store::Refusal refusal = refused.refusals()[i];
        if (const auto known = options.find(refusal.field); known != options.end()) refusal.field = known->second;
        sentence += (sentence.empty() ? "" : say(Words{"；", "; "})) + store::text_of(refusal);
    }
    if (refused.refusals().size() > most)
        sentence += say(Words{"；另有 {} 处", "; and {} more"}, refused.refusals().size() - most);
    throw Error(Exit::failed, sentence, say(Words{"未作任何修改", "nothing was changed"}));
}

store::Row row_of(const records::Kind& kind, const FieldValues& said, const OptionNames& options) {
    store::Row row{0, 0, store::Values(kind.fields.size())};
    for (const auto& [id, text] : said) {
        const records::Field& field = kind.at(id);
        records::Converted converted = records::convert(field, text);
        if (!converted.reason.empty()) {
            const auto known = options.find(id);
            throw Error(Exit::usage, store::text_of({"", 0, std::string(known == options.end() ? id : known->second),
                                                     converted.reason}));
        }
        row.values[kind.index(id)] = std::move(converted.value);
    }
    return row;
}

RecordEdit::RecordEdit(Context& context, const records::Kind& kind, const std::string& action, const std::string& why,
                       OptionNames options)
    : context_(context),
      change_(context.writing(), context.author(), action, true, {}, why, store::writes_of(std::array{&kind})),
      options_(std::move(options)) {}

void RecordEdit::add(const records::Kind& kind, const FieldValues& said) {
    change_.add(kind, "", store::OnExisting::fail, row_of(kind, said));
}

void RecordEdit::change(const records::Kind& kind, const std::string& name, const FieldValues& said,
                        std::optional<Date> from) {
    const store::Record record = store::find(context_.writing(), kind, name);
    if (record.voided)
        throw Error(
            Exit::failed, say(Words{"{} {} 已作废", "{} {} is voided"}, kind.label.get(), name),
            say(Words{"请先用 cpcc {} restore {} 恢复", "restore it first: cpcc {} restore {}"}, kind.id, name));
    change(kind, record.id, said, from);
}

void RecordEdit::change(const records::Kind& kind, std::int64_t id, const FieldValues& said, std::optional<Date> from) {
    store::Row row = row_of(kind, said);
    if (kind.has_code()) row.values[0] = store::load(context_.writing(), kind, {id}).at(0).values[0];
    row.id = id;
    if (from) row.from = from->packed();
    change_.add(kind, "", store::OnExisting::must, std::move(row));
}

std::string RecordEdit::finish(const records::Kind& kind) {
    try {
        change_.finish();
        require_consent(kind);
        const auto names = store::names_of(context_.writing(), kind, {change_.last_id()});
        change_.commit();
        changed_ = change_.changed();
        note_doubles(context_, change_);
        if (change_.reopened() > 0)
            context_.note(
                say(Words{"问题自反弹之日起重新列为在办，此前的解决仍保留。",
                          "The problem relapsed and is open again from that date; the earlier solution is kept."}));
        if (change_.restored() > 0)
            context_.note(say(Words{"反弹不再成立，问题原来的解决恢复。",
                                    "The relapse is gone, so the problem's solution stands again."}));
        return names.empty() ? std::string() : names.begin()->second;
    } catch (const store::Refused& refused) {
        refuse(refused, options_);
    }
}

// Asks before a correction of dated fields moves facts, which also changes figures of the past.
void RecordEdit::require_consent(const records::Kind& kind) {
    const std::string facts = moved_facts(change_);
    if (facts.empty()) return;
    context_.require_consent(
        say(Words{"与该{0}关联的 {1}将一律改按新内容统计，以前时段的数字也会变",
                  "{1} of this {0} will count by the new values, and figures of past periods will change"},
            kind.label.get(), facts),
        say(Words{"从某日起变更请加 --from 日期；确属更正请加 --yes",
                  "for a change from a day on, use --from DATE; for a correction, use --yes"}));
}

std::string moved_facts(const store::Change& change) {
    std::string text;
    for (const store::Reference& reference : change.moved_facts()) {
        const auto& noun = reference.kind->counted;
        const std::string number = counted(reference.count, noun.one, noun.many);
        text += (text.empty() ? "" : say(Words{"、", ", "})) +
                (language() == Language::zh ? fmt::format("{} {}", number, noun.zh) : number);
    }
    return text;
}

void note_doubles(Context& context, const store::Change& change) {
    constexpr std::size_t most = 20;
    const auto& doubles = change.doubles();
    for (std::size_t i = 0; i < std::min(most, doubles.size()); ++i) context.note(doubles[i]);
    if (doubles.size() > most)
        context.note(
            say(Words{"另有 {} 对疑似重复的记录，见 cpcc check。", "{} more pairs may be the same; see cpcc check."},
                doubles.size() - most));
}

std::vector<std::string> comma_separated(const std::optional<std::string>& list) {
    std::vector<std::string> all;
    if (list)
        for (const auto word : split(*list, ",")) all.emplace_back(trim(word));
    return all;
}

std::string day_or_today(Context& context, const std::string& option, const std::optional<std::string>& said) {
    if (!said) return context.today().iso();
    if (!Date::parse(*said))
        throw Error(Exit::usage, say(Words{"--{}：{}", "--{}: {}"}, option, records::not_a_date(*said)));
    return *said;
}

}  // namespace cpcc::cli
