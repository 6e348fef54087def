// The events that appraisal rules score, and the names of rules.
#include "cpcc/records/registry.hpp"

#include "cpcc/records/stored.hpp"
#include "cpcc/report/appraisal.hpp"

namespace cpcc::report {

namespace {

constexpr EventField kind_of(std::string_view kind, std::string_view field = "kind") { return {"kind", kind, field}; }
constexpr EventField session_form{"form", "session", "form"};

constexpr std::array events{
    EventWord{"attendance",
              {"参加活动", "attendance"},
              "attendance",
              true,
              false,
              false,
              {kind_of("session"), session_form, EventField{"role", "attendance", "role"}},
              {"present=yes"}},
    EventWord{
        "session", {"举办活动", "session held"}, "session", false, true, true, {kind_of("session"), session_form}},
    EventWord{"topic", {"确定议题", "topic approved"}, "topic", false, true, false, {kind_of("topic")}},
    EventWord{"raised", {"提出问题", "problem raised"}, "raised", true, true, false, {kind_of("problem", "category")}},
    EventWord{"solved", {"解决问题", "problem solved"}, "solved", true, true, false, {kind_of("problem", "category")}},
    EventWord{"lookback", {"回头看", "look-back"}, "lookback", true, true, false, {kind_of("lookback", "result")}},
    EventWord{"document", {"提交成果", "document filed"}, "document", true, true, true, {kind_of("document")}},
    EventWord{"adopted",
              {"成果采纳", "document adopted"},
              "handling",
              true,
              true,
              true,
              {kind_of("document"), EventField{"level", "handling", "level"}},
              {"step=adopted"}},
    EventWord{"donation", {"捐赠", "donation"}, "donation", true, true},
    EventWord{"pledge", {"认领", "pledge"}, "pledge", true, false, false, {kind_of("pledge", "target")}},
    EventWord{"pairing", {"结对", "pairing"}, "paired", true, false, false, {kind_of("pairing", "target_group")}},
    EventWord{"publicity", {"宣传", "publicity"}, "publicity", false, true, true},
    EventWord{"model_case", {"典型案例", "model case"}, "publicity", false, true, true, {}, {"model_case=yes"}},
    EventWord{"model_platform",
              {"示范点", "model platform"},
              "platform",
              false,
              true,
              false,
              {kind_of("platform")},
              {"model=yes"}},
    EventWord{"commitment", {"签订承诺书", "commitment signed"}, "commitment", true, false},
    EventWord{"assignment",
              {"下沉", "assignment"},
              "assignment",
              true,
              true,
              false,
              {EventField{"role", "assignment", "role"}}},
    EventWord{"member_commended", {"受表扬", "member commended"}, "commended_member", true, false},
    EventWord{"platform_commended", {"平台受表扬", "platform commended"}, "commended_platform", false, true},
};

std::string either(const std::string& zh, const std::string& en, std::string_view otherwise) {
    const std::string& own = language() == Language::zh || en.empty() ? zh : en;
    return own.empty() ? std::string(otherwise) : own;
}

}  // namespace

std::span<const EventWord> event_words() { return events; }

const EventField* EventWord::find(std::string_view key) const noexcept {
    for (const EventField& one : fields)
        if (!one.key.empty() && one.key == key) return &one;
    return nullptr;
}

std::string AppraisalRule::name() const {
    if (!label.empty()) return either(label, label_en, id);
    std::string choices;
    for (const auto& [key, numbers] : only) {
        const EventField& one = *event->find(key);
        for (const std::int64_t number : numbers)
            choices += fmt::format("{}{}", choices.empty() ? "" : say(Words{"、", ", "}),
                                   records::choice(records::kind(one.kind).at(one.field).choices, number).label.get());
    }
    for (const std::string& condition : where)
        choices += fmt::format("{}{}", choices.empty() ? "" : say(Words{"、", ", "}), condition);
    return choices.empty() ? event->label.str() : say(Words{"{}（{}）", "{} ({})"}, event->label.get(), choices);
}

std::string AppraisalCategory::name() const { return either(label, label_en, id); }
std::string Grade::shown() const { return either(name, name_en, {}); }
std::string AppraisalRules::name() const { return either(label, label_en, id); }

}  // namespace cpcc::report
