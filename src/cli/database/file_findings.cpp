#include "database/file_findings.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "database/whole_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <array>
#include <filesystem>

namespace cpcc::cli {

namespace fs = std::filesystem;
using store::Finding;
using store::Severity;

namespace {

void check_modes(const std::string& file, const std::string& folder, std::vector<Finding>& found) {
    struct stat about {};
    if (::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IRWXO) != 0)
        found.push_back({Severity::error, file,
                         say(Words{"其他用户可以读写该文件（权限 {:04o}）",
                                   "other users may read or change the file (mode {:04o})"},
                             about.st_mode & 07777U),
                         fmt::format("chmod o= {}", shell_word(file))});
    if (::stat(folder.c_str(), &about) == 0 && (about.st_mode & S_IWOTH) != 0 && (about.st_mode & S_ISVTX) == 0)
        found.push_back({Severity::error, folder,
                         say(Words{"其他用户可以替换该文件夹中的文件（权限 {:04o}）",
                                   "other users may replace files in the folder (mode {:04o})"},
                             about.st_mode & 07777U),
                         fmt::format("chmod o-w {}", shell_word(folder))});
}

// File systems on which locks or syncs may be lost (sqlite.org/faq.html, question 5).
bool is_network(const std::string& folder) {
    constexpr std::array<std::uint32_t, 6> network{0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x5346414F, 0x73757245};
    struct statfs about {};
    if (::statfs(folder.c_str(), &about) != 0) return false;
    const auto type = static_cast<std::uint32_t>(about.f_type);
    for (const std::uint32_t one : network)
        if (type == one) return true;
    return false;
}

}  // namespace

std::vector<Finding> file_findings(const std::string& database) {
    std::vector<Finding> found;
    const std::string folder = fs::absolute(database).parent_path().string();
    check_modes(database, folder, found);
    if (is_network(folder))
        found.push_back({Severity::warning, database,
                         say(Words{"数据库在网络驱动器上，断线或加锁失败会损坏数据",
                                   "the database is on a network drive, where lost locks can damage it"}),
                         say(Words{"cpcc copy {} 本机文件", "cpcc copy {} LOCAL_FILE"}, shell_word(database))});
    for (const std::string& file : leftovers(database))
        found.push_back({Severity::note, file,
                         say(Words{"已中断的命令留下的文件", "an interrupted command left this file"}),
                         fmt::format("rm {}", shell_word(file))});
    return found;
}

}  // namespace cpcc::cli
