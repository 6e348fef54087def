#include "framework/help.hpp"

#include "cpcc/base/text.hpp"
#include "framework/chinese_words.hpp"
#include "framework/markdown.hpp"
#include "framework/placeholder.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

struct Line {
    std::string name, help;
};

// Two columns, the second one aligned by display width.
std::string lines_text(const std::vector<Line>& lines) {
    int width = 0;
    for (const Line& line : lines) width = std::max(width, std::min(display_width(line.name), 30));
    std::string text;
    for (const Line& line : lines) {
        const int gap = width - display_width(line.name);
        text += "  " + line.name;
        text += gap >= 0 ? std::string(static_cast<std::size_t>(gap) + 2, ' ')
                         : "\n" + std::string(static_cast<std::size_t>(width) + 4, ' ');
        text += line.help + "\n";
    }
    return text;
}

std::vector<Line> option_lines(const Options& options, bool positional) {
    std::vector<Line> lines;
    for (const Option& option : options)
        if (option.positional == positional) lines.push_back({option_term(option), option_help(option)});
    return lines;
}

// Returns a word with its Chinese one, which Chinese help shows because it is taken too.
std::string with_chinese(const std::string& word, std::string_view chinese) {
    return language() == Language::en || chinese.empty() ? word : fmt::format("{} {}", word, chinese);
}

std::string examples_text(const std::vector<Example>& examples) {
    std::string text;
    for (const Example& example : examples) text += fmt::format("  {}\n      {}\n", example.line, example.help.get());
    return text;
}

}  // namespace

std::string option_term(const Option& option) {
    if (option.positional) return placeholder(option.name);
    return "--" + option.name + (option.value.empty() ? "" : " " + placeholder(option.value));
}

// Returns the label beside a choice: only in Chinese, since ids are English.
std::string label_of(const Option& option, std::size_t choice) {
    if (language() == Language::en || choice >= option.labels.size()) return "";
    return " " + option.labels[choice].str();
}

std::string option_help(const Option& option) {
    std::string help = option.help.str();
    if (!option.choices.empty() && option.choices.size() <= 12 && (option.value == "WORD" || option.value == "FMT")) {
        help += say(Words{"：", ": "});
        for (std::size_t i = 0; i < option.choices.size(); ++i)
            help += (i ? say(Words{"、", ", "}) : "") + option.choices[i] + label_of(option, i);
    }
    if (option.needed || (option.required && !option.positional)) help += say(Words{"（必填）", " (required)"});
    if (std::holds_alternative<std::vector<std::string>*>(option.into) && !option.positional)
        help += say(Words{"（可多次）", " (repeatable)"});
    return help;
}

std::string overview(const std::vector<Noun>& nouns, std::span<const Topic> topics, const Options& globals) {
    std::vector<Line> lines;
    for (const Noun& noun : nouns)
        if (noun.listed) lines.push_back({with_chinese(noun.name, chinese_noun(noun.name)), noun.help.str()});
    std::vector<Line> concepts;
    for (const Topic& topic : topics) concepts.push_back({std::string(topic.id), topic.title().str()});
    return say(Words{R"(cpcc: “一线协商·共同缔造”工作台账

用法：cpcc [选项] 对象 操作 …

)",
                     R"(cpcc: records of the "frontline consultation, co-creation" programme

Usage: cpcc [OPTIONS] NOUN VERB …

)"}) + say(Words{"对象：\n", "Nouns:\n"}) +
           lines_text(lines) + say(Words{"\n通用选项：\n", "\nGlobal options:\n"}) +
           lines_text(option_lines(globals, false)) +
           say(Words{"\n专题（cpcc help 专题）：\n", "\nTopics (cpcc help TOPIC):\n"}) + lines_text(concepts) +
           say(Words{R"(
查看帮助：cpcc 对象 --help，cpcc 对象 操作 --help。
开始使用：依次运行 cpcc init、cpcc import 文件夹、cpcc report。
)",
                     R"(
Help: cpcc NOUN --help, cpcc NOUN VERB --help.
Getting started: cpcc init, cpcc import DIRECTORY, cpcc report.
)"});
}

std::string noun_help(const Noun& noun) {
    std::vector<Line> lines;
    for (const Command& command : noun.commands())
        lines.push_back({with_chinese(command.verb, chinese_verb(noun.name, command.verb)), command.help.str()});
    return fmt::format("cpcc {}: {}\n\n", noun.name, noun.help.get()) +
           say(Words{R"(用法：cpcc {} 操作 …

操作：
)",
                     R"(Usage: cpcc {} VERB …

Verbs:
)"},
               noun.name) +
           lines_text(lines) +
           say(Words{"\n各操作的选项见 cpcc {} 操作 --help。\n", "\nFor options, see cpcc {} VERB --help.\n"},
               noun.name);
}

std::string topic_help(const Topic& topic) {
    return fmt::format("{}\n\n{}", topic.title().get(), plain_text_of(parse_markdown(topic.body().get())));
}

std::string command_name(const Noun& noun, const Command& command) {
    return command.verb.empty() ? noun.name : noun.name + " " + command.verb;
}

std::string usage_of(const std::string& name, const Options& own) {
    std::string usage = "cpcc " + name;
    for (const Option& option : own)
        if (option.positional)
            usage += option.required ? " " + placeholder(option.name) : " [" + placeholder(option.name) + "]";
    const bool has_options = std::any_of(own.begin(), own.end(), [](const Option& o) { return !o.positional; });
    return usage + (has_options ? say(Words{" [选项]", " [OPTIONS]"}) : "");
}

std::string command_help(const Noun& noun, const Command& command, const Options& own, const Options& globals) {
    const std::string name = command_name(noun, command);
    std::string text = fmt::format("cpcc {}: {}\n\n", name, command.help.get()) +
                       say(Words{"用法：{}\n", "Usage: {}\n"}, usage_of(name, own));
    if (!command.about.get().empty()) text += "\n" + plain_text_of(parse_markdown(command.about.get()));
    if (const auto lines = option_lines(own, true); !lines.empty()) text += "\n" + lines_text(lines);
    if (const auto lines = option_lines(own, false); !lines.empty())
        text += say(Words{"\n选项：\n", "\nOptions:\n"}) + lines_text(lines);
    if (!command.examples.empty()) text += say(Words{"\n示例：\n", "\nExamples:\n"}) + examples_text(command.examples);
    return text + say(Words{"\n通用选项：\n", "\nGlobal options:\n"}) + lines_text(option_lines(globals, false));
}

}  // namespace cpcc::cli
