#include "config_keys.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::cli {

Error wrong(const std::string& path, const toml::node* node, std::string what, std::string hint) {
    const std::string place = node && node->source().begin.line > 0 ? fmt::format("{}:{}", path, node->source().begin.line) : path;
    return Error(Exit::usage, fmt::format("{}: {}", place, what), std::move(hint));
}

Error Keys::fault(std::string_view key, std::string what, std::string hint) const {
    const toml::node* node = table_.get(key);
    return wrong(path_, node ? node : &table_, std::move(what), std::move(hint));
}

const toml::node* Keys::take(std::string_view key) {
    known_.push_back(key);
    return table_.get(key);
}

std::string Keys::text(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return {};
    if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
    throw wrong(path_, node, say(Words{"{} 应为文字", "{} must be text"}, full(key)), say(Words{"写在双引号里", "write it in double quotes"}));
}

const toml::table* Keys::table(std::string_view key) {
    const toml::node* node = take(key);
    if (node && !node->is_table()) throw wrong(path_, node, say(Words{"{} 应为一节", "{} must be a table"}, full(key)), say(Words{"写作 [{}]", "write [{}]"}, full(key)));
    return node ? node->as_table() : nullptr;
}

void Keys::finish() const {
    for (const auto& [key, node] : table_) {
        const std::string_view name = key.str();
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        const auto near = nearest(name, known_);
        throw wrong(path_, &node, say(Words{"没有配置项“{}”", "there is no key \"{}\""}, full(name)),
                    near ? say(Words{"是不是 {}？", "did you mean {}?"}, full(*near)) : say(Words{"可用：{}", "there are {}"}, list()));
    }
}

std::string Keys::list() const {
    std::string all;
    for (const auto key : known_) all += fmt::format("{}{}", all.empty() ? "" : ", ", full(key));
    return all;
}

}  // namespace cpcc::cli
