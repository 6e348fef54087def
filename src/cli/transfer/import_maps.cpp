#include "transfer/import_maps.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/folding.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/suggest.hpp"
#include "framework/output_target.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

using store::ImportMap;

bool is_file(const std::string& name) { return name.ends_with(".toml") || name.find('/') != std::string::npos; }

}  // namespace

ImportMap import_map(Context& context, const std::string& name_or_file) {
    if (is_file(name_or_file)) return load_import_map(name_or_file);
    const auto& maps = context.config().import_maps;
    if (const auto found = maps.find(name_or_file); found != maps.end()) return found->second;
    std::vector<std::string_view> names;
    for (const auto& [name, map] : maps) names.push_back(name);
    throw unknown_word(
        say(Words{"--map：配置中没有 [import.{}]", "--map: the configuration has no [import.{}]"}, name_or_file),
        name_or_file, names,
        say(Words{"可用 --preview --save-map {} 新建；文件名应以 .toml 结尾",
                  "create it with --preview --save-map {}, or name a file that ends in .toml"},
            name_or_file));
}

MapSaver::MapSaver(Context& context, std::string name, ImportMap used)
    : context_(context), name_(std::move(name)), map_(std::move(used)) {
    if (name_.empty() || is_file(name_) || printable(name_) != name_)
        throw Error(Exit::usage,
                    say(Words{"--save-map：“{}”不能用作名称", "--save-map: \"{}\" cannot be a name"}, name_),
                    say(Words{"请写一个词，如 street", "use a word, such as street"}));
    if (context.config().path.empty())
        throw Error(Exit::usage, say(Words{"--save-map：没有配置文件", "--save-map: there is no configuration file"}),
                    say(Words{"请用 cpcc init 新建", "create one with cpcc init"}));
    require_writable(context.config().path);
}

void MapSaver::watch(store::ImportOptions& options) {
    options.layout = [this, others = options.layout](const store::SheetLayout& layout) {
        if (others) others(layout);
        add(layout);
    };
}

// Adds the columns that the map does not have yet. Those that are not read are in it too, to be filled in.
void MapSaver::add(const store::SheetLayout& layout) {
    for (const store::SheetColumn& column : layout.columns) {
        const bool known = std::any_of(map_.columns.begin(), map_.columns.end(), [&](const ImportMap::Pair& pair) {
            return folded(pair.name) == folded(column.header);
        });
        using Use = store::SheetColumn::Use;
        const bool to_fill_in = column.use == Use::ignored || column.use == Use::unknown;
        if (known || (!column.is_field() && !to_fill_in)) continue;
        map_.columns.push_back({column.header, column.is_field() ? std::string(column.field->id) : ""});
    }
}

void MapSaver::require_new_or_same() {
    const auto& maps = context_.config().import_maps;
    const auto found = maps.find(name_);
    if (found == maps.end() || found->second.reads_like(map_)) return;
    throw Error(Exit::usage,
                say(Words{"--save-map：{} 已有不同的 [import.{}]", "--save-map: {} has another [import.{}]"},
                    found->second.origin, name_),
                say(Words{"请改用其他名称", "use another name"}));
}

void MapSaver::save() {
    require_new_or_same();
    const std::string& path = context_.config().path;
    if (context_.config().import_maps.contains(name_))
        return context_.note(
            say(Words{"{} 已有相同的 [import.{}]，未改动。", "{} has the same [import.{}] already."}, path, name_));
    add_to_config(path, import_section(name_, map_));
    context_.note(
        say(Words{"已将导入方案 [import.{1}] 写入 {0}。", "Saved the map [import.{1}] in {0}."}, path, name_));
}

}  // namespace cpcc::cli
