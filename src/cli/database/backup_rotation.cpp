#include "database/backup_rotation.hpp"

#include "cpcc/db/open.hpp"
#include "cpcc/store/backups.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

namespace cpcc::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view stamp_form = "-00000000-000000";

// Returns `-20240905-093000` for 2024-09-05T09:30:00+08:00.
std::string stamp_of(const std::string& at) {
    std::string digits;
    for (const char c : at.substr(0, 19))
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) digits += c;
    return "-" + digits.substr(0, 8) + "-" + digits.substr(8);
}

bool is_stamp(std::string_view text) {
    return std::equal(text.begin(), text.end(), stamp_form.begin(), stamp_form.end(), [](char c, char form) {
        return form == '0' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == form;
    });
}

// Returns the name without its time; empty: it has none.
std::string without_stamp(const fs::path& file) {
    const std::string stem = file.stem().string();
    if (stem.size() <= stamp_form.size() || !is_stamp(std::string_view(stem).substr(stem.size() - stamp_form.size())))
        return {};
    return stem.substr(0, stem.size() - stamp_form.size()) + file.extension().string();
}

}  // namespace

std::string rotated_name(const std::string& place, const std::string& database, const std::string& at) {
    const bool is_folder = fs::is_directory(place);
    const fs::path file =
        is_folder ? fs::path(db::is_url(database) ? "cpcc.db" : database).filename() : fs::path(place);
    const fs::path folder = is_folder ? fs::path(place) : file.parent_path();
    return (folder / (file.stem().string() + stamp_of(at) + file.extension().string())).string();
}

std::vector<std::string> delete_old_backups(db::Connection& connection, const std::string& newest, std::size_t keep) {
    const fs::path made = fs::absolute(newest);
    const std::set<std::string> ours = store::backup_files(connection);
    std::vector<std::string> found;  // the time in the name sorts them
    for (const auto& entry : fs::directory_iterator(made.parent_path()))
        if (entry.is_regular_file() && ours.contains(entry.path().string()) &&
            without_stamp(entry.path()) == without_stamp(made))
            found.push_back(entry.path().string());
    std::sort(found.begin(), found.end());
    found.resize(found.size() - std::min(keep, found.size()));
    for (const std::string& old : found) fs::remove(old);
    return found;
}

}  // namespace cpcc::cli
