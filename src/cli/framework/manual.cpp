#include "framework/manual.hpp"

#include "config/keys.hpp"
#include "cpcc/records/registry.hpp"
#include "framework/conventions.hpp"
#include "framework/help.hpp"
#include "framework/markdown.hpp"
#include "framework/roff.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::cli {

namespace {

const Words name_title{"名称", "NAME"}, synopsis{"用法", "SYNOPSIS"}, description{"说明", "DESCRIPTION"},
    examples_title{"示例", "EXAMPLES"}, see_also{"参见", "SEE ALSO"};

RoffPage begin(std::string_view name, int section, std::string_view help) {
    RoffPage page(name, section);
    page.section(name_title.get());
    page.paragraph(fmt::format("{} - {}", name, help));
    return page;
}

std::string sentence(std::string_view text) {
    const bool ended = text.ends_with(".") || text.ends_with("。");
    return std::string(text) + (ended ? "" : say(Words{"。", "."}));
}

std::string_view between_sentences() { return language() == Language::zh ? "" : " "; }

std::string term_of(const Option& option) { return (option.name == "help" ? "-h, " : "") + option_term(option); }

void write_options(RoffPage& page, const Options& options) {
    for (const Option& option : options) {
        std::string text = sentence(option_help(option));
        if (!option.about.get().empty()) text += fmt::format("{}{}", between_sentences(), option.about.get());
        page.definition(term_of(option), text);
    }
}

void write_examples(RoffPage& page, const std::vector<Example>& examples) {
    for (const Example& example : examples) {
        page.paragraph(sentence(example.help.get()));
        page.literal(example.line + "\n");
    }
}

std::string see_pages(const std::vector<std::string>& names) {
    return fmt::format("{}{}", fmt::join(names, ", "), say(Words{"。", "."}));
}

std::string heading_of_page(std::string_view title) {
    std::string all(title);
    std::transform(all.begin(), all.end(), all.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return all;
}

void write_topics(RoffPage& page, std::span<const Topic> topics, std::string_view noun) {
    for (const Topic& topic : topics) {
        if (topic.noun != noun) continue;
        page.section(heading_of_page(topic.title().get()));
        page.blocks(parse_markdown(topic.body().get()));
    }
}

// Writes the fields of a kind with their labels and choices.
void write_fields(RoffPage& page, const records::Kind& kind) {
    page.section(say(Words{"字段", "FIELDS"}));
    for (const records::Field& field : kind.fields) {
        std::string text = field.label.str();
        if (field.required) text += say(Words{"（必填）", " (required)"});
        std::string choices;
        for (const records::Choice& choice : field.choices)
            choices +=
                fmt::format("{}`{}` {}", choices.empty() ? "" : say(Words{"，", ", "}), choice.id, choice.label.get());
        if (!choices.empty()) text += say(Words{"：", ": "}) + choices;
        page.definition(field.id, sentence(text));
    }
}

void write_command(RoffPage& page, const Noun& noun, const Command& command) {
    Options own;
    command.setup(own);
    const std::string name = command_name(noun, command);
    if (!command.verb.empty()) page.subsection(usage_of(name, own));
    page.paragraph(sentence(command.help.get()));
    page.blocks(parse_markdown(command.about.get()));
    write_options(page, own);
    write_examples(page, command.examples);
}

ManualPage noun_page(const Noun& noun, std::span<const Topic> topics) {
    const std::string name = "cpcc-" + noun.name;
    RoffPage page = begin(name, 1, noun.help.get());
    const std::vector<Command> commands = noun.commands();
    page.section(synopsis.get());
    std::string lines;
    for (const Command& command : commands) {
        Options own;
        command.setup(own);
        lines += usage_of(command_name(noun, command), own) + "\n";
    }
    page.literal(lines);
    page.section(commands.size() > 1 ? say(Words{"操作", "VERBS"}) : description.str());
    for (const Command& command : commands) write_command(page, noun, command);
    const records::Kind* kind = records::find_kind(noun.name);
    if (kind) write_fields(page, *kind);
    write_topics(page, topics, noun.name);
    page.section(see_also.get());
    page.paragraph(see_pages({"cpcc(1)", "cpcc.toml(5)"}));
    return {name, 1, page.text()};
}

void write_nouns(RoffPage& page, std::span<const Noun> nouns) {
    page.section(say(Words{"命令", "COMMANDS"}));
    page.paragraph(
        say(Words{"每条命令各有一页：`cpcc-对象`(1)。", "Each command has a page of its own, `cpcc-NOUN`(1)."}));
    for (const Noun& noun : nouns)
        if (noun.listed) page.definition(noun.name, sentence(noun.help.get()));
}

void write_conventions(RoffPage& page) {
    page.section(say(Words{"退出码", "EXIT STATUS"}));
    for (const ExitCode& one : exit_codes())
        page.definition(fmt::format("{} ({})", static_cast<int>(one.code), one.id), one.help.get());
    page.section(say(Words{"环境变量", "ENVIRONMENT"}));
    for (const NamedPlace& one : environment_variables()) page.definition(one.name, one.help.get());
    page.section(say(Words{"文件", "FILES"}));
    for (const NamedPlace& one : files_used()) page.definition(one.name, one.help.get());
}

const std::vector<Example> first_steps{
    {"cpcc init --office QS --name 青山区政协", {"新建配置和空数据库", "Create a configuration and an empty database"}},
    {"cpcc import examples/wuhan", {"导入一个文件夹里的全部表格", "Import every sheet of a folder"}},
    {"cpcc report summary --period 2024Q3 --by district --total --output q3.xlsx",
     {"按区汇总三季度，写成电子表格", "Write the third quarter by district as a workbook"}},
    {"cpcc --quiet --output last-month.xlsx report",
     {"生成上月汇总，供 crontab 每月执行", "Write last month's summary, as a crontab does every month"}},
};

ManualPage main_page(std::span<const Noun> nouns, std::span<const Topic> topics, const Options& globals) {
    RoffPage page = begin("cpcc", 1,
                          say(Words{"政协“一线协商·共同缔造”工作台账",
                                    "records of the \"frontline consultation, co-creation\" programme"}));
    page.section(synopsis.get());
    page.literal(say(Words{"cpcc [选项] 对象 操作 …\ncpcc help [对象 [操作] | 专题]\ncpcc --help | --version\n",
                           "cpcc [OPTIONS] NOUN VERB …\ncpcc help [NOUN [VERB] | TOPIC]\ncpcc --help | --version\n"}));
    for (const Topic& topic : topics)
        if (topic.id == "overview") {
            page.section(description.get());
            page.blocks(parse_markdown(topic.body().get()));
        }
    page.section(say(Words{"通用选项", "GLOBAL OPTIONS"}));
    write_options(page, globals);
    write_nouns(page, nouns);
    for (const Topic& topic : topics)
        if (topic.noun.empty() && topic.id != "overview") write_topics(page, std::span(&topic, 1), "");
    write_conventions(page);
    page.section(examples_title.get());
    write_examples(page, first_steps);
    page.section(see_also.get());
    std::vector<std::string> names;
    for (const Noun& noun : nouns)
        if (noun.listed) names.push_back(fmt::format("cpcc-{}(1)", noun.name));
    names.emplace_back("cpcc.toml(5)");
    page.paragraph(see_pages(names));
    return {"cpcc", 1, page.text()};
}

std::string_view type_of(KeyType type) {
    using enum KeyType;
    switch (type) {
        case text: return Words{"文字", "text"}.get();
        case texts: return Words{"文字的列表", "list of texts"}.get();
        case codes: return Words{"编号的列表", "list of codes"}.get();
        case choice: return Words{"选一", "one of the words"}.get();
        case choices: return Words{"选一或选几", "one or several of the words"}.get();
        case file: return Words{"文件", "file"}.get();
        case whole: return Words{"整数", "whole number"}.get();
        case wholes: return Words{"整数的列表", "list of whole numbers"}.get();
        case points: return Words{"至多两位小数的数", "number with at most two decimals"}.get();
        case date: return Words{"日期", "date"}.get();
        case table: return Words{"对照表", "table"}.get();
        case dates: return Words{"日期的列表", "list of dates"}.get();
    }
    return {};
}

void write_key(RoffPage& page, const ConfigKey& key) {
    std::string text = sentence(key.help.get());
    if (!key.about.get().empty()) text += fmt::format("{}{}", between_sentences(), key.about.get());
    const std::string needed = key.required           ? say(Words{"（必填）", " (required)"})
                               : key.fallback.empty() ? ""
                                                      : say(Words{"（默认 {}）", " (default: {})"}, key.fallback);
    text += say(Words{"{}{}，如 `{} = {}`。", " A {}{}, such as `{} = {}`."}, type_of(key.type), needed, key.name,
                key.example);
    page.definition(key.name, text);
}

ManualPage config_page() {
    RoffPage page = begin("cpcc.toml", 5, say(Words{"cpcc 的配置", "configuration of cpcc"}));
    page.section(description.get());
    page.paragraph(say(Words{
        "TOML 文件，由 `cpcc init` 新建。不认识的配置项会报错，并提示最接近的写法。查找的位置见 cpcc(1) 的“文件”。",
        "A TOML file that `cpcc init` creates. An unknown key is an error that names the nearest key. FILES in cpcc(1) "
        "lists where the file is looked for."}));
    for (const ConfigSection& section : config_sections()) {
        page.section(section.path.empty() ? say(Words{"文件开头", "TOP OF THE FILE"})
                                          : heading_of(section, section.path));
        if (!section.path.empty()) page.paragraph(sentence(section.help.get()));
        for (const ConfigKey& key : section.keys) write_key(page, key);
    }
    page.section(see_also.get());
    page.paragraph(see_pages({"cpcc(1)", "cpcc-report(1)", "cpcc-init(1)"}));
    return {"cpcc.toml", 5, page.text()};
}

}  // namespace

std::vector<ManualPage> manual_pages(std::span<const Noun> nouns, std::span<const Topic> topics,
                                     const Options& globals) {
    std::vector<ManualPage> pages{main_page(nouns, topics, globals)};
    for (const Noun& noun : nouns)
        if (noun.listed) pages.push_back(noun_page(noun, topics));
    pages.push_back(config_page());
    return pages;
}

}  // namespace cpcc::cli
