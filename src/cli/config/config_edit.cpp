#include "config/config_edit.hpp"

#include "config/config.hpp"
#include "config/config_text.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <sstream>

namespace cpcc::cli {

namespace {

// A part of a text.
struct Region {
    std::size_t begin, end;
};

// Returns the offset of a place that TOML counts in lines and characters, from 1.
std::size_t offset_of(const std::string& text, const toml::source_position& place) {
    std::size_t at = 0;
    for (toml::source_index line = 1; line < place.line; ++line) at = text.find('\n', at) + 1;
    for (toml::source_index column = 1; column < place.column && at < text.size(); ++column) do
            ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
    return at;
}

const toml::node* node_at(const toml::table& root, const KeyPath& path) {
    const toml::table* table = &root;
    for (const std::string& name : path.tables) {
        const toml::node* inside = table->get(name);
        if (!inside || !inside->is_table()) return nullptr;
        table = inside->as_table();
    }
    return table->get(path.key->name);
}

// Returns where the file has the value of the key; nothing if it has none.
std::optional<Region> region_of(const std::string& file, const std::string& text, const KeyPath& path) {
    std::optional<Region> region;
    read_toml(file, text, [&](const toml::table& root) {
        if (const toml::node* node = node_at(root, path))
            region = Region{offset_of(text, node->source().begin), offset_of(text, node->source().end)};
    });
    return region;
}

std::string heading_of_tables(const std::vector<std::string>& tables) {
    std::vector<std::string> names;
    for (const std::string& table : tables) names.push_back(toml_key(table));
    return fmt::format("[{}]", join(names, "."));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

// Returns a line without its comment sign; nothing if it is no comment.
std::optional<std::string> uncommented(const std::string& line) {
    const std::string_view trimmed = trim(line);
    if (!trimmed.starts_with('#')) return std::nullopt;
    return std::string(trim(trimmed.substr(1)));
}

bool is_heading(std::string_view line) {
    const std::string_view trimmed = trim(line);
    return trimmed.starts_with('[') && trimmed.find('=') == std::string_view::npos;
}

bool starts_key(std::string_view line, std::string_view key) {
    return line.starts_with(key) && trim(line.substr(key.size())).starts_with('=');
}

// Adds a key to the lines of a file that does not have it.
class KeyAdder {
public:
    KeyAdder(std::vector<std::string>& lines, const KeyPath& path, std::string line, std::string end)
        : lines_(lines), path_(path), line_(std::move(line)), end_(std::move(end)) {}

    void add() {
        if (path_.tables.empty()) return add_below(0);
        const std::string heading = heading_of_tables(path_.tables);
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (trim(lines_[i]).starts_with(heading)) return add_below(i + 1);
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (uncommented(lines_[i]) == heading) {
                lines_[i] = heading + end_;
                return add_below(i + 1);
            }
        if (!lines_.empty() && !lines_.back().ends_with('\n')) lines_.back() += end_;
        lines_.insert(lines_.end(), {end_, heading + end_, line_ + end_});
    }

private:
    // Adds the key to the section whose first line this is: in place of its comment, else behind the last key.
    void add_below(std::size_t first) {
        std::size_t last = first;
        for (std::size_t i = first; i < lines_.size(); ++i) {
            const auto comment = uncommented(lines_[i]);
            if (is_heading(comment.value_or(lines_[i]))) break;
            if (comment && starts_key(*comment, path_.key->name)) {
                lines_[i] = line_ + end_;
                return;
            }
            if (!comment && !trim(lines_[i]).empty() && trim(lines_[i]) != "\r") last = i + 1;
        }
        if (last > 0 && !lines_[last - 1].ends_with('\n')) lines_[last - 1] += end_;
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(last), line_ + end_);
    }

    std::vector<std::string>& lines_;
    const KeyPath& path_;
    std::string line_, end_;
};

// Removes the lines of a value, which its key and a comment behind it share.
std::string without(const std::string& text, const Region& region) {
    const std::size_t begin = text.rfind('\n', region.begin) + 1;  // npos + 1 is the start of the text
    const std::size_t end = text.find('\n', region.end > 0 ? region.end - 1 : 0);
    return text.substr(0, begin) + (end == std::string::npos ? "" : text.substr(end + 1));
}

std::string text_of(const toml::node& node) {
    if (const auto text = node.value<std::string>()) return *text;
    std::ostringstream out;
    node.visit([&](const auto& one) { out << one; });
    return out.str();
}

}  // namespace

std::optional<std::vector<std::string>> value_in_config(const std::string& file, const KeyPath& path) {
    std::optional<std::vector<std::string>> found;
    read_toml(file, config_text(file), [&](const toml::table& root) {
        const toml::node* node = node_at(root, path);
        if (!node) return;
        found.emplace();
        if (const toml::array* items = node->as_array())
            for (const toml::node& item : *items) found->push_back(text_of(item));
        else
            found->push_back(text_of(*node));
    });
    return found;
}

void set_in_config(const std::string& file, const KeyPath& path, const std::string& value) {
    std::string text = config_text(file);
    const auto region = region_of(file, text, path);
    if (region && value.empty()) {
        text = without(text, *region);
    } else if (region) {
        text.replace(region->begin, region->end - region->begin, value);
    } else if (!value.empty()) {
        const std::string end = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
        std::vector<std::string> lines = lines_of(text);
        KeyAdder(lines, path, fmt::format("{} = {}", path.key->name, value), end).add();
        text = join(lines, "");
    }
    replace_config(file, text);
}

}  // namespace cpcc::cli
