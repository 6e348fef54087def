// cpcc manual DIRECTORY: a hidden command that the build calls.
#include "framework/manual.hpp"
#include "app/command_table.hpp"
#include "app/topics.hpp"
#include "cpcc/files/output_file.hpp"
#include "framework/context.hpp"

#include <filesystem>
#include <memory>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

// Writes the pages to the directories where `man` looks: man1 and man5, in Chinese below zh_CN.
void write_pages(const fs::path& directory, Language language_of_pages) {
    set_language(language_of_pages);
    Globals globals;
    const fs::path root = language_of_pages == Language::zh ? directory / "zh_CN" : directory;
    for (const ManualPage& page : manual_pages(nouns(), topics(), global_options(globals))) {
        const fs::path folder = root / fmt::format("man{}", page.section);
        fs::create_directories(folder);
        files::OutputFile file((folder / fmt::format("{}.{}", page.name, page.section)).string());
        file.stream() << page.text;
        file.commit();
    }
}

int write_manual(const std::string& directory) {
    const Language spoken = language();
    write_pages(directory, Language::zh);
    write_pages(directory, Language::en);
    set_language(spoken);
    return 0;
}

}  // namespace

Command manual_command() {
    return {"",
            {"将手册页写入文件夹（编译时执行）", "write the manual pages to a directory (used by the build)"},
            [](Options& options) -> Action {
                auto directory = std::make_shared<std::string>();
                options.push_back({.name = "DIRECTORY",
                                   .into = directory.get(),
                                   .help = {"文件夹；不存在则新建", "directory; created if missing"},
                                   .positional = true,
                                   .required = true,
                                   .file = true});
                return [directory](Context&) { return write_manual(*directory); };
            }};
}

}  // namespace cpcc::cli
