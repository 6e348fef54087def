#include "cpcc/report/condition_names.hpp"

#include "cpcc/base/text.hpp"
#include "measures/field_path.hpp"

namespace cpcc::report {

namespace {

// Returns the condition with codes in place of the names of records.
std::string with_codes(const Source& source, const std::string& text, const records::CodeOf& code_of) {
    const auto path = find_path(source, records::field_name_in(text));
    const auto value = text.find_first_not_of("=!<>~ ", text.find_first_of("=!<>~"));
    if (!path || path->field->target.empty() || value == std::string::npos) return text;
    std::vector<std::string> codes;
    for (const std::string_view one : split(std::string_view(text).substr(value), "|")) {
        const auto name = trim(one);
        const bool is_name = !name.empty() && name != "-" && name.find(':') == std::string_view::npos;
        codes.push_back(is_name ? code_of(records::kind(path->field->target), name) : std::string(name));
    }
    return text.substr(0, value) + join(codes, "|");
}

void read_names(const Source& source, std::vector<std::string>& conditions, const records::CodeOf& code_of) {
    for (std::string& condition : conditions) condition = with_codes(source, condition, code_of);
}

}  // namespace

void read_names(CustomMeasure& measure, const records::CodeOf& code_of) {
    read_names(source_of(*find_measure(measure.base)), measure.where, code_of);
}

void read_names(AppraisalRule& rule, const records::CodeOf& code_of) {
    read_names(source(rule.event->source), rule.where, code_of);
}

}  // namespace cpcc::report
