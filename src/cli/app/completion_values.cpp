#include "app/completion_values.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/names.hpp"
#include "cpcc/store/records.hpp"

#include <algorithm>
#include <string_view>

namespace cpcc::cli {

namespace {

using records::Field;
using records::Kind;

// Adds codes with this prefix from the database of the command line.
void add_codes(Context& context, const Kind& kind, const std::string& begun, Candidates& all) {
    constexpr std::int64_t most = 200;
    store::Filter filter;
    filter.limit = most;
    if (!begun.empty() && kind.has_code()) {
        filter.conditions.push_back({&kind.at("code"), records::Operator::at_least, {begun}});
        filter.conditions.push_back({&kind.at("code"), records::Operator::less, {begun + "~"}});
    }
    store::list(context.reading(), kind, filter, [&](const store::Record& record) {
        const std::string title = kind.title.empty() ? ""
                                                     : show(kind.at(kind.title), record.values[kind.index(kind.title)],
                                                            records::Style::human);
        all.emplace_back(store::name_of(kind, record), title);
    });
}

// Adds the names that begin so, in Chinese or in pinyin, with their codes. Facts are too many to look through.
void add_names(Context& context, const Kind& kind, const std::string& begun, Candidates& named) {
    constexpr std::size_t most = 50;
    if (begun.empty() || kind.fact || !store::Names::has_names(kind)) return;
    const std::string folded = folded_name(begun);
    const PinyinWord pinyin(begun);
    const bool letters = std::all_of(begun.begin(), begun.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const std::size_t title = kind.index(kind.title);
    store::Filter filter;
    filter.wanted.resize(kind.fields.size());
    filter.wanted[0] = filter.wanted[title] = true;
    store::list(context.reading(), kind, filter, [&](const store::Record& record) {
        const auto& name = std::get<std::string>(record.values[title]);
        if (named.size() < most && (letters ? pinyin.begins(name) : folded_name(name).starts_with(folded)))
            named.emplace_back(name, store::name_of(kind, record));
    });
}

// Adds records of these kinds: codes, or names where no code begins so.
void add_records(Context& context, const std::vector<std::string_view>& kinds, const std::string& begun,
                 Candidates& all, Candidates& named) {
    Candidates codes;
    for (const auto id : kinds) add_codes(context, records::kind(id), begun, codes);
    std::erase_if(codes, [&](const auto& code) { return !code.first.starts_with(begun); });
    for (const auto id : kinds)
        if (codes.empty()) add_names(context, records::kind(id), begun, named);
    all.insert(all.end(), codes.begin(), codes.end());
}

void put_before(const std::string& head, Candidates& some, std::size_t from) {
    for (std::size_t i = from; i < some.size(); ++i) some[i].first.insert(0, head);
}

// Adds the values that a condition on the field can have.
void add_field_values(Context& context, const Field& field, const std::string& begun, Candidates& all,
                      Candidates& named) {
    for (const records::Choice& choice : field.choices) all.emplace_back(choice.id, choice.label.str());
    if (field.type == records::Type::yesno) all.insert(all.end(), {{"yes", ""}, {"no", ""}});
    if (!field.target.empty()) add_records(context, {field.target}, begun, all, named);
}

// Follows a path of references, such as `session.platform.`, and returns the kind at its end; null: there is none.
const Kind* kind_at(const Kind& first, std::string_view path) {
    const Kind* kind = &first;
    for (auto dot = path.find('.'); kind && dot != std::string_view::npos; dot = path.find('.')) {
        const Field* field = kind->find_header(path.substr(0, dot));
        kind = field && field->type == records::Type::ref ? &records::kind(field->target) : nullptr;
        path.remove_prefix(dot + 1);
    }
    return kind;
}

// Adds the fields of a kind, and of what it refers to behind a dot. `-`: the order is descending.
void add_fields(const Kind& first, const std::string& begun, Candidates& all, Candidates& named) {
    const auto dot = begun.rfind('.');
    const bool descends = begun.starts_with('-');
    const std::string head = dot != std::string::npos ? begun.substr(0, dot + 1) : descends ? "-" : "";
    const std::string part = begun.substr(head.size());
    const Kind* kind = kind_at(first, std::string_view(head).substr(descends ? 1 : 0));
    if (!kind) return;
    for (const Field& field : kind->fields) {
        all.emplace_back(head + std::string(field.id), field.label.str());
        if (!part.empty() && field.label.zh.starts_with(part))
            named.emplace_back(head + std::string(field.id), field.label.zh);
    }
}

// Adds what a condition such as `platform.kind=home|studio` may go on with.
void add_test(Context& context, const Kind& first, const std::string& begun, Candidates& all, Candidates& named) {
    const auto sign = begun.find_first_of("=!<>~");
    if (sign == std::string::npos) return add_fields(first, begun, all, named);
    const auto dot = begun.substr(0, sign).rfind('.');
    const std::size_t start = dot == std::string::npos ? 0 : dot + 1;
    const Kind* kind = kind_at(first, std::string_view(begun).substr(0, start));
    const Field* field = kind ? kind->find_header(std::string_view(begun).substr(start, sign - start)) : nullptr;
    if (!field) return;
    const std::size_t value = std::max(begun.find_first_not_of("=!<>~", sign), begun.rfind('|') + 1);
    const std::string head = begun.substr(0, std::min(value, begun.size()));
    const std::size_t known = all.size(), before = named.size();
    add_field_values(context, *field, begun.substr(head.size()), all, named);
    put_before(head, all, known);
    put_before(head, named, before);
}

// Adds roles behind the colon of `M1:sp`.
bool add_roles(const Option& option, const std::string& begun, Candidates& all) {
    const auto colon = begun.rfind(':');
    if (option.roles.empty() || colon == std::string::npos) return false;
    for (const std::string& role : option.roles) all.emplace_back(begun.substr(0, colon + 1) + role, "");
    return true;
}

void add_configured(const Config& config, Configured what, Candidates& all) {
    if (what == Configured::import_maps)
        for (const auto& [name, map] : config.import_maps) all.emplace_back(name, map.origin);
    if (what == Configured::measures)
        for (const report::CustomMeasure& measure : config.measures)
            all.emplace_back(measure.id, language() == Language::zh ? measure.label : measure.label_en);
    if (what == Configured::appraisals)
        for (const report::AppraisalRules& rules : config.appraisal) all.emplace_back(rules.id, rules.name());
}

void add_from_files(Context& context, const Option& option, const std::string& begun, Candidates& all,
                    Candidates& named) {
    if (option.configured != Configured::nothing) add_configured(context.config(), option.configured, all);
    if (!option.fields.empty() && option.value == "TEST")
        add_test(context, records::kind(option.fields), begun, all, named);
    else if (!option.fields.empty())
        add_fields(records::kind(option.fields), begun, all, named);
    if (option.kind.empty()) return;
    std::vector<std::string_view> kinds{option.kind};
    kinds.insert(kinds.end(), option.more_kinds.begin(), option.more_kinds.end());
    add_records(context, kinds, begun, all, named);
}

}  // namespace

void add_values(Context& context, const Option& option, const std::string& begun, Candidates& all, Candidates& named) {
    const std::string sign = begun.starts_with('-') ? "-" : "";  // --sort -sessions
    for (std::size_t i = 0; i < option.choices.size(); ++i)
        all.emplace_back(sign + option.choices[i], i < option.labels.size() ? option.labels[i].str() : "");
    if (add_roles(option, begun, all)) return;
    try {
        add_from_files(context, option, begun, all, named);
    } catch (const Error&) {
        // Without a configuration or a database there is nothing to offer.
    }
}

}  // namespace cpcc::cli
