#include "transfer/import_source.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/sha256.hpp"
#include "cpcc/base/suggest.hpp"
#include "records/kind_argument.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace cpcc::cli {

namespace fs = std::filesystem;
using records::Kind;

namespace {

std::vector<ImportSource> sources_in(const std::string& folder) {
    std::vector<ImportSource> sources;
    for (const Kind* kind : records::kinds()) {
        std::vector<fs::path> found;
        for (const char* ending : {".csv", ".xlsx", ".json", ".jsonl"})
            if (const fs::path path = fs::path(folder) / (std::string(kind->id) + ending); fs::exists(path))
                found.push_back(path);
        if (found.size() > 1)
            throw Error(Exit::usage,
                        say(Words{"{} 中同时有 {} 和 {}", "{} contains both {} and {}"}, folder,
                            found[0].filename().string(), found[1].filename().string()),
                        say(Words{"请只保留其中一个", "keep only one of them"}));
        if (!found.empty()) sources.push_back({kind, found[0].string(), found[0].filename().string()});
    }
    if (sources.empty())
        throw Error(Exit::usage, say(Words{"{} 中没有可导入的文件", "{} contains no file to import"}, folder),
                    say(Words{"请将文件命名为 类别.csv、类别.xlsx 或 类别.json，如 platform.csv",
                              "name the files KIND.csv, KIND.xlsx or KIND.json, e.g. platform.csv"}));
    return sources;
}

}  // namespace

std::string ImportSource::rejects_name() const { return fs::path(name).stem().string() + ".csv"; }

std::string hashes_of(const std::vector<ImportSource>& sources) {
    std::string lines;
    for (const ImportSource& source : sources) {
        std::ifstream file(source.path, std::ios::binary);
        lines += fmt::format("{}  {}\n", sha256(file), source.name);
    }
    return lines;
}

bool is_of_source(const std::string& file, const ImportSource& source) {
    return file == source.name || file.starts_with(source.name + "[");
}

std::vector<ImportSource> import_sources(const std::string& what, const std::vector<std::string>& files) {
    std::error_code ignored;
    if (files.empty()) {
        if (fs::is_directory(what, ignored)) return sources_in(what);
        if (records::find_kind(what))
            throw Error(Exit::usage, say(Words{"请写明要导入的文件", "missing file"}),
                        say(Words{"请写作 cpcc import {} 文件；文件填 - 表示标准输入",
                                  "use cpcc import {} FILE, or - for standard input"},
                            what));
        throw Error(
            Exit::usage, say(Words{"{} 不是文件夹", "{} is not a directory"}, what),
            say(Words{"导入单个文件请写作 cpcc import 类别 文件", "to import one file, use cpcc import KIND FILE"}));
    }
    std::vector<ImportSource> sources;
    for (const std::string& file : files) {
        std::string name = file == "-" ? "-" : fs::path(file).filename().string();
        const bool repeated = std::any_of(sources.begin(), sources.end(),
                                          [&](const ImportSource& source) { return source.name == name; });
        if (repeated) name = fs::path(file).has_parent_path() ? file : "./" + file;  // x.csv beside a/x.csv
        sources.push_back({&kind_named(what), file, std::move(name)});
    }
    return sources;
}

void note_others_in(Context& context, const std::string& directory, const std::vector<ImportSource>& sources) {
    const std::vector<std::string_view> ids = ids_of(records::kinds());
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(directory)) {
        const bool taken = std::any_of(sources.begin(), sources.end(), [&](const ImportSource& source) {
            return fs::path(source.path).filename() == entry.path().filename();
        });
        if (!taken && entry.is_regular_file() && !entry.path().filename().string().starts_with('.'))
            others.push_back(entry.path());
    }
    std::sort(others.begin(), others.end());
    for (const fs::path& other : others) {
        std::string stem = other.stem().string();
        for (const Kind* kind : records::kinds())
            if (stem == kind->label.zh) stem = kind->id;
        context.note(say(
            Words{"未导入 {}：{}", "{} not imported: {}"}, other.filename().string(),
            suggest(stem, ids, say(Words{"文件名应为 类别.csv 或 类别.xlsx", "its name is not KIND.csv or KIND.xlsx"}),
                    "", other.extension() == ".xlsx" ? ".xlsx" : ".csv")));
    }
}

}  // namespace cpcc::cli
