#include "brief/template.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/wording.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

struct Tag {
    char sign = 0;  // # ^ / > or =; 0: a name to fill in
    std::string name;
    int line = 0;
};

constexpr std::array<std::pair<Group, std::string_view>, 6> part_names{{{Group::province, "provinces"},
                                                                        {Group::city, "cities"},
                                                                        {Group::district, "districts"},
                                                                        {Group::street, "streets"},
                                                                        {Group::community, "communities"},
                                                                        {Group::compound, "compounds"}}};
constexpr std::array<std::string_view, 6> texts{"period", "period.short", "span", "day", "office", "area"};
constexpr std::string_view one_area = "area.";
constexpr std::array<std::string_view, 2> texts_of_a_part{"name", "code"};
constexpr std::array<std::string_view, 3> compared_forms{"before", "more", "fewer"};

template <class List, class Word>
bool holds(const List& list, const Word& word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

std::optional<Group> parts_of(std::string_view name) {
    for (const auto& [level, word] : part_names)
        if (word == name) return level;
    return std::nullopt;
}

bool is_of_parts(std::string_view name) { return name.starts_with(one_area) || parts_of(name).has_value(); }

// Returns the place of a line: its number, or in a document the beginning of its paragraph.
std::string place_of(const BriefSpec& spec, int line) {
    if (!spec.lines_are_paragraphs) return fmt::format("{}:{}", spec.name, line);
    constexpr int shown = 60;
    const std::string_view text = split(spec.text, "\n")[static_cast<std::size_t>(line - 1)];
    const std::string_view beginning = cut_to_width(text, shown);
    return say(Words{"{}：段落“{}{}”", "{}: paragraph \"{}{}\""}, spec.name, beginning,
               beginning.size() < text.size() ? "…" : "");
}

Error wrong(const BriefSpec& spec, int line, const std::string& what, const std::string& hint = {}) {
    return Error(Exit::usage, fmt::format("{}: {}", place_of(spec, line), what), hint);
}

Error is_a_section(const BriefSpec& spec, const Tag& tag) {
    return wrong(spec, tag.line, say(Words{"{0} 是段落，不能当作数据填写", "{0} is a section, not a value"}, tag.name),
                 say(Words{"请写作 {{{{#{0}}}}} … {{{{/{0}}}}}", "write {{{{#{0}}}}} … {{{{/{0}}}}}"}, tag.name));
}

// Returns the tags in order, without comments. Throws Error{usage} for a tag that is not closed.
std::vector<Tag> tags_of(const BriefSpec& spec) {
    const std::string_view text = spec.text;
    std::vector<Tag> tags;
    int line = 1;
    const auto lines_in = [&](std::size_t from, std::size_t to) {
        return static_cast<int>(std::count(text.data() + from, text.data() + to, '\n'));
    };
    for (std::size_t at = 0;;) {
        const auto start = text.find("{{", at);
        if (start == std::string_view::npos) return tags;
        line += lines_in(at, start);
        const std::string_view ending = text.substr(start).starts_with("{{{") ? "}}}" : "}}";
        const auto begin = start + ending.size();
        const auto end = text.find(ending, begin);
        const bool remark = ending.size() == 2 && text.substr(begin).starts_with('!');
        // A name contains no brace or line break: if this one does, the end found belongs to another tag.
        if (end == std::string_view::npos ||
            (!remark && text.substr(begin, end - begin).find_first_of("{}\n") != std::string_view::npos))
            throw wrong(spec, line,
                        say(Words{"此处的 {} 缺少对应的 {}", "{} has no closing {}"}, ending.size() == 3 ? "{{{" : "{{",
                            ending));
        std::string_view name = trim(text.substr(begin, end - begin));
        Tag tag{0, {}, line};
        if (ending.size() == 2 && !name.empty() && holds(std::string_view("#^/&!>="), name.front())) {
            tag.sign = name.front() == '&' ? '\0' : name.front();
            name = trim(name.substr(1));
        }
        tag.name = name;
        if (tag.sign != '!') tags.push_back(tag);
        line += lines_in(start, end);
        at = end + ending.size();
    }
}

class Reading {
public:
    explicit Reading(const BriefSpec& spec) : spec_(spec) {
        for (const Asked& asked : ask({}, spec.customs)) measures_.push_back(asked.id());
    }

    Needs needs() {
        for (const Tag& tag : tags_of(spec_)) {
            if (tag.sign == '/')
                close(tag);
            else
                take(tag);
        }
        if (!open_.empty())
            throw wrong(
                spec_, open_.back().line,
                say(Words{"段落 {{{{#{0}}}}} 没有结束标记", "section {{{{#{0}}}}} is not closed"}, open_.back().name),
                say(Words{"请在段落末尾加上 {{{{/{0}}}}}", "add {{{{/{0}}}}} where the section ends"},
                    open_.back().name));
        return needs_;
    }

private:
    void close(const Tag& tag) {
        if (open_.empty())
            throw wrong(spec_, tag.line,
                        say(Words{"{{{{/{0}}}}} 之前没有开始标记 {{{{#{0}}}}}",
                                  "{{{{/{0}}}}} has no opening {{{{#{0}}}}} before it"},
                            tag.name));
        if (open_.back().name != tag.name)
            throw wrong(spec_, tag.line,
                        say(Words{"此处为 {{{{/{0}}}}}，但第 {1} 行的 {{{{#{2}}}}} 尚未结束",
                                  "found {{{{/{0}}}}}, but {{{{#{2}}}}} on line {1} is not closed yet"},
                            tag.name, open_.back().line, open_.back().name));
        open_.pop_back();
    }

    void take(const Tag& tag) {
        if (tag.sign == '>')
            throw wrong(spec_, tag.line,
                        say(Words{"简报模板不能引用其他模板", "a brief template cannot include another template"}));
        if (tag.sign == '=')
            throw wrong(spec_, tag.line,
                        say(Words{"简报模板不能更改花括号", "a brief template cannot change its delimiters"}));
        if (is_of_parts(tag.name))
            take_parts(tag);
        else if (holds(texts_of_a_part, tag.name) && !inside_parts())
            throw wrong(spec_, tag.line,
                        say(Words{"{0} 只能用在 {{{{#districts}}}} 等段落内",
                                  "use {0} only inside a section such as {{{{#districts}}}}"},
                            tag.name));
        else if (!holds(texts, tag.name) && !holds(texts_of_a_part, tag.name))
            take_measure(tag);
        if (tag.sign != 0) open_.push_back(tag);
    }

    bool inside_parts() const {
        return std::any_of(open_.begin(), open_.end(), [](const Tag& tag) { return is_of_parts(tag.name); });
    }

    void take_parts(const Tag& tag) {
        if (tag.sign == 0) throw is_a_section(spec_, tag);
        if (inside_parts())
            throw wrong(spec_, tag.line,
                        say(Words{"{{{{#{0}}}}} 不能写在另一区划的段落内",
                                  "{{{{#{0}}}}} cannot be inside the section of another area"},
                            tag.name));
        if (const auto level = parts_of(tag.name)) {
            if (!holds(needs_.parts, *level)) needs_.parts.push_back(*level);
        } else {
            needs_.ones.push_back({tag.name.substr(one_area.size()), tag.line});
        }
    }

    void take_measure(const Tag& tag) {
        const auto dot = tag.name.find('.');
        const std::string id = tag.name.substr(0, dot);
        const std::string form = dot == std::string::npos ? "exact" : tag.name.substr(dot + 1);
        if (!holds(measures_, id)) throw unknown(tag, id);
        if (!holds(needs_.measures, id)) needs_.measures.push_back(id);
        const bool figure = form == "before" || std::any_of(rounding_words.begin(), rounding_words.end(),
                                                            [&](const RoundingWord& w) { return w.id == form; });
        if (!figure && form != "some" && !holds(compared_forms, form)) throw unknown_form(tag, id, form);
        if (figure && tag.sign != 0)
            throw wrong(
                spec_, tag.line, say(Words{"{0} 是数据，不是段落", "{0} is a figure, not a section"}, tag.name),
                say(Words{"如仅在数据不为零时写入，请用 {{{{#{0}.some}}}} … {{{{/{0}.some}}}}",
                          "to print text only if the figure is not zero, use {{{{#{0}.some}}}} … {{{{/{0}.some}}}}"},
                    id));
        if (form == "some" && tag.sign == 0) throw is_a_section(spec_, tag);
        if (holds(compared_forms, form)) needs_.compared = true;
    }

    Error unknown(const Tag& tag, const std::string& id) const {
        std::vector<std::string_view> names(measures_.begin(), measures_.end());
        names.insert(names.end(), texts.begin(), texts.end());
        names.insert(names.end(), texts_of_a_part.begin(), texts_of_a_part.end());
        for (const auto& [level, name] : part_names) names.push_back(name);
        return wrong(spec_, tag.line, say(Words{"没有数据项“{0}”", "unknown name \"{0}\""}, tag.name),
                     suggest(id, names,
                             say(Words{"指标见 cpcc measures，其他名称见手册页",
                                       "see cpcc measures for the measures, and the manual page for other names"}),
                             {}, std::string_view(tag.name).substr(id.size())));
    }

    Error unknown_form(const Tag& tag, const std::string& id, const std::string& form) const {
        std::vector<std::string_view> forms{"some"};
        for (const RoundingWord& word : rounding_words) forms.push_back(word.id);
        forms.insert(forms.end(), compared_forms.begin(), compared_forms.end());
        return wrong(
            spec_, tag.line, say(Words{"{0} 不支持“.{1}”这一写法", "{0} does not support the form \".{1}\""}, id, form),
            suggest(form, forms, say(Words{"可选值：{0}", "allowed: {0}"}, listed({forms.begin(), forms.end()})),
                    id + "."));
    }

    const BriefSpec& spec_;
    std::vector<std::string> measures_;
    std::vector<Tag> open_;
    Needs needs_;
};

}  // namespace

Error wrong_template(const BriefSpec& spec, int line, const std::string& what, const std::string& hint) {
    return wrong(spec, line, what, hint);
}

Needs read_template(const BriefSpec& spec) { return Reading(spec).needs(); }

std::string parts_name(Group level) {
    return std::string(part_names[static_cast<std::size_t>(area_level(level) - 1)].second);
}

int area_level(Group group) {
    const auto found =
        std::find_if(part_names.begin(), part_names.end(), [&](const auto& part) { return part.first == group; });
    return found == part_names.end() ? 0 : static_cast<int>(found - part_names.begin()) + 1;
}

}  // namespace cpcc::report
