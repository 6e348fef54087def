#include "config/table_reader.hpp"

#include "cpcc/base/money.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace cpcc::cli {

Error wrong(const std::string& path, const toml::node* node, std::string what, std::string hint) {
    const std::string place =
        node && node->source().begin.line > 0 ? fmt::format("{}:{}", path, node->source().begin.line) : path;
    return Error(Exit::usage, fmt::format("{}: {}", place, what), std::move(hint));
}

std::optional<Date> day_in(const toml::node& node) {
    if (const auto date = node.value<toml::date>(); date && Date::valid(date->year, date->month, date->day))
        return Date::of(date->year, date->month, date->day);
    const auto text = node.value<std::string>();
    return text ? Date::parse(*text) : std::nullopt;
}

std::string not_a_day(const std::string& key, const toml::node& node) {
    if (const auto text = node.value<std::string>())
        return say(Words{"{}：{}", "{}: {}"}, key, records::not_a_date(*text));
    return say(Words{"{} 应为日期，格式 YYYY-MM-DD", "{} must be a date; use YYYY-MM-DD"}, key);
}

Error Keys::fault(std::string_view key, std::string what, std::string hint) const {
    const toml::node* node = table_.get(key);
    return wrong(path_, node ? node : &table_, std::move(what), std::move(hint));
}

const toml::node* Keys::take(std::string_view key) const {
    assert(std::find(known_.begin(), known_.end(), key) != known_.end());
    return table_.get(key);
}

std::string Keys::text(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return {};
    if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
    throw wrong(path_, node, say(Words{"{} 应为文字", "{} must be a string"}, full(key)),
                say(Words{"请写在双引号内", "put it in double quotes"}));
}

std::vector<std::string> Keys::texts(std::string_view key) {
    const toml::node* node = take(key);
    std::vector<std::string> all;
    if (!node) return all;
    if (node->is_string())
        all.push_back(*node->value<std::string>());
    else if (node->is_array())
        for (const toml::node& one : *node->as_array()) {
            if (!one.is_string())
                throw wrong(path_, &one, say(Words{"{} 中的各项应为文字", "{} may contain only strings"}, full(key)),
                            say(Words{"请写在双引号内", "put it in double quotes"}));
            all.push_back(*one.value<std::string>());
        }
    if (all.empty())
        throw wrong(path_, node,
                    say(Words{"{} 应为文字或文字列表", "{} must be a string or a list of strings"}, full(key)),
                    say(Words{"请写在双引号内", "put it in double quotes"}));
    return all;
}

std::optional<std::int64_t> Keys::hundredths(std::string_view key, std::int64_t least, std::int64_t most) {
    const toml::node* node = take(key);
    if (!node) return std::nullopt;
    // TOML values are binary fractions: accept only those close to a hundredth, which 0.125 is not.
    const double value = node->is_number() ? *node->value<double>() * 100 : 0.5;
    if (const double rounded = std::round(value); std::isfinite(value) && std::abs(value - rounded) < 1e-6 &&
                                                  static_cast<double>(least) <= rounded &&
                                                  rounded <= static_cast<double>(most))
        return static_cast<std::int64_t>(rounded);
    throw wrong(path_, node,
                say(Words{"{} 应为 {} 至 {} 之间的数，最多两位小数",
                          "{} must be a number from {} to {} with at most two decimals"},
                    full(key), yuan(least), yuan(most)));
}

std::vector<const toml::table*> Keys::tables(std::string_view key) {
    const toml::node* node = take(key);
    std::vector<const toml::table*> all;
    if (!node) return all;
    if (node->is_array())
        for (const toml::node& one : *node->as_array()) {
            if (!one.is_table()) break;
            all.push_back(one.as_table());
        }
    if (!node->is_array() || all.size() != node->as_array()->size())
        throw wrong(path_, node, say(Words{"{} 应写作 [[{}]]", "{} must be written as [[{}]]"}, full(key), full(key)));
    return all;
}

const toml::table* Keys::table(std::string_view key) {
    const toml::node* node = take(key);
    if (node && !node->is_table())
        throw wrong(path_, node, say(Words{"{} 应为一节配置", "{} must be a table"}, full(key)),
                    say(Words{"请写作 [{}]", "write it as [{}]"}, full(key)));
    return node ? node->as_table() : nullptr;
}

std::optional<int> Keys::whole(std::string_view key, int least, int most) {
    const toml::node* node = take(key);
    if (!node) return std::nullopt;
    if (const auto number = node->value<std::int64_t>(); node->is_integer() && *number >= least && *number <= most)
        return static_cast<int>(*number);
    throw wrong(
        path_, node,
        say(Words{"{} 应为 {} 至 {} 之间的整数", "{} must be a whole number from {} to {}"}, full(key), least, most));
}

int Keys::choice(std::string_view key, std::span<const records::Choice> choices) {
    const std::string word = text(key);
    if (word.empty() && !table_.get(key)) return 0;
    std::vector<std::string_view> ids;
    for (const records::Choice& choice : choices) {
        ids.push_back(choice.id);
        if (choice.id == word) return static_cast<int>(ids.size());
    }
    throw fault(key, say(Words{"{} 不能为“{}”", "{} cannot be \"{}\""}, full(key), word),
                suggest(word, ids, say(Words{"可选值：{}", "allowed: {}"}, listed({ids.begin(), ids.end()}))));
}

std::optional<Date> Keys::date(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return std::nullopt;
    if (const auto day = day_in(*node)) return day;
    throw wrong(path_, node, not_a_day(full(key), *node));
}

void Keys::refuse_unknown() const {
    for (const auto& [key, node] : table_) {
        const std::string_view name = key.str();
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        throw wrong(path_, &node, say(Words{"没有配置项“{}”", "unknown key \"{}\""}, full(name)),
                    suggest(name, known_, say(Words{"可选项：{}", "allowed: {}"}, listed(full_names())), full("")));
    }
}

std::vector<std::string> Keys::full_names() const {
    std::vector<std::string> all;
    for (const auto key : known_) all.push_back(full(key));
    return all;
}

}  // namespace cpcc::cli
