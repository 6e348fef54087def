#include "transfer/import_source.hpp"

#include "cpcc/base/error.hpp"
#include "records/kind_argument.hpp"

#include <filesystem>

namespace cpcc::cli {

namespace fs = std::filesystem;
using records::Kind;

namespace {

std::vector<ImportSource> sources_in(const std::string& folder) {
    std::vector<ImportSource> sources;
    for (const Kind* kind : records::kinds()) {
        std::vector<fs::path> found;
        for (const char* ending : {".csv", ".xlsx"})
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
                    say(Words{"请将文件命名为 类别.csv 或 类别.xlsx，如 platform.csv",
                              "name the files KIND.csv or KIND.xlsx, e.g. platform.csv"}));
    return sources;
}

}  // namespace

std::vector<ImportSource> import_sources(const std::string& what, const std::optional<std::string>& file) {
    std::error_code ignored;
    if (!file) {
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
    return {{&kind_named(what), *file, *file == "-" ? "-" : fs::path(*file).filename().string()}};
}

}  // namespace cpcc::cli
