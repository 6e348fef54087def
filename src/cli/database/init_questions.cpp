#include "database/init_questions.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/value.hpp"
#include "framework/asking.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

constexpr std::size_t most_shown = 20;

// Returns the one area of GB/T 2260 that the text means, perhaps after a choice.
std::optional<RegisterRow> chosen_area(Context& context, const std::string& text) {
    const auto found = find_rows(known_areas(), text);
    if (found.size() == 1) return found.front();
    std::vector<std::string> lines;
    for (const RegisterRow& row : found)
        if (lines.size() < most_shown) lines.push_back(row.code + " " + row.name);
    if (lines.empty()) return std::nullopt;
    const auto place = ask_number(context, lines, found.size() - lines.size());
    return place ? std::optional(found[*place]) : std::nullopt;
}

// Returns 青山区 for 青山区政协.
std::string area_of_office(const std::string& office) {
    constexpr std::string_view ending = "政协";
    return office.ends_with(ending) ? office.substr(0, office.size() - ending.size()) : std::string();
}

void ask_area(Context& context, InitOptions& answers) {
    for (;;) {
        const std::string text = context.answer(
            say(Words{"机关所在区划的编号，或省、市的名称，如 420107、武汉市",
                      "Code of the office's area, or the name of a province or city, e.g. 420107 or 武汉市"}));
        if (text.empty()) return;
        if (const auto area = chosen_area(context, text)) {
            answers.area = area->code;
            answers.area_name = area->name;
            return;
        }
        if (areas_up_to(text, "?").empty()) {
            context.tell(say(Words{"没有“{}”；请填写区划代码的六位数字，或省、市的名称",
                                   "no area \"{}\"; use a code of six digits, or the name of a province or city"},
                             text));
            continue;
        }
        answers.area = text;
        const std::string usual = area_of_office(answers.name);
        answers.area_name = context.answer(say(Words{"区划 {} 的名称", "Name of the area {}"}, text) +
                                           (usual.empty() ? "" : " [" + usual + "]"));
        if (answers.area_name.empty()) answers.area_name = usual;
        return;
    }
}

void ask_sectors(Context& context, InitOptions& answers) {
    std::vector<std::string> all;
    for (const RegisterRow& row : known_sectors()) all.push_back(fmt::format("{} {}", all.size() + 1, row.name));
    context.tell(join(all, say(Words{"，", ", "})));
    answers.sectors = context.answer(say(Words{"设置的界别：序号或名称，以逗号分隔；all 为全部",
                                               "Sectors in use: numbers or names, comma-separated; or all"}));
}

RegisterRow sector_of(std::string_view word) {
    const auto& all = known_sectors();
    if (const auto number = whole_number(word); number && *number >= 1 && *number <= std::ssize(all))
        return all[static_cast<std::size_t>(*number) - 1];
    const auto found = find_rows(all, word);
    if (found.size() == 1) return found.front();
    std::vector<std::string> names;
    for (const RegisterRow& row : found.empty() ? all : found) names.push_back(row.name);
    throw Error(Exit::usage, say(Words{"--sectors：没有“{}”界别", "--sectors: no sector \"{}\""}, word),
                say(Words{"可选值：{}", "allowed: {}"}, listed(names)));
}

}  // namespace

InitOptions ask_init(Context& context) {
    InitOptions answers;
    context.tell(say(Words{"请依次填写；不填的直接按回车，以后可用 cpcc config set 设置。",
                           "Answer each question, or press Enter to set it later with cpcc config set."}));
    answers.office = context.answer(say(Words{"自动编号的前缀，如 QS", "Prefix of generated codes, e.g. QS"}));
    answers.name = context.answer(say(Words{"机关名称，如 青山区政协", "Name of the office, e.g. 青山区政协"}));
    ask_area(context, answers);
    ask_sectors(context, answers);
    answers.day = context.answer(say(Words{"每月的协商日，1 至 31", "Consultation day of the month, 1 to 31"}));
    return answers;
}

std::vector<RegisterRow> first_areas(const InitOptions& options) {
    if (options.area_name.empty()) return {};
    auto areas = areas_up_to(options.area, options.area_name);
    if (areas.empty())
        throw Error(
            Exit::usage,
            say(Words{"--area：“{}”不是国家标准的区划代码", "--area: \"{}\" is not a code of GB/T 2260"}, options.area),
            say(Words{"去掉 --area-name，以后用 cpcc area add 登记", "leave out --area-name, and use cpcc area add"}));
    areas.back().name = options.area_name;
    return areas;
}

std::vector<RegisterRow> first_sectors(const InitOptions& options) {
    if (options.sectors == "all" || options.sectors == "全部") return known_sectors();
    std::vector<RegisterRow> sectors;
    for (const std::string& word : records::items_of(options.sectors, true)) {
        RegisterRow sector = sector_of(word);
        const bool is_new = std::none_of(sectors.begin(), sectors.end(),
                                         [&](const RegisterRow& row) { return row.code == sector.code; });
        if (is_new) sectors.push_back(std::move(sector));
    }
    return sectors;
}

}  // namespace cpcc::cli
