#include "config/config.hpp"

#include "config/config_text.hpp"
#include "config/sections.hpp"
#include "config/trust.hpp"
#include "cpcc/base/heap.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/files/output_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

void read_office(const std::string& path, const toml::table& office, Config& config) {
    Keys keys(path, office, "office");
    config.office_code = keys.text("code");
    config.office_name = keys.text("name");
    config.office_area = keys.text("area");
    keys.refuse_unknown();
    if (!config.office_code.empty() && (!is_code(config.office_code) || config.office_code.size() > 20))
        throw wrong(path, office.get("code"),
                    say(Words{"office.code “{}”不能用作编号前缀（1–20 个字母、数字、.、-、_）",
                              "office.code \"{}\" cannot be a code prefix (1-20 letters, digits, ., -, _)"},
                        config.office_code));
}

// Resolves a path against the configuration's directory.
std::string beside(const std::string& path, const std::string& file) {
    return (fs::path(path).parent_path() / file).lexically_normal().string();
}

void read_brief(const std::string& path, const toml::table& brief, Config& config) {
    Keys keys(path, brief, "brief");
    for (auto [key, into] : {std::pair{"template", &config.brief_template}, {"template_en", &config.brief_template_en}})
        if (const std::string file = keys.text(key); !file.empty()) *into = beside(path, file);
    keys.refuse_unknown();
}

Config read(const std::string& path, const toml::table& root) {
    Config config;
    config.path = path;
    Keys keys(path, root, "");
    if (const std::string database = keys.text("database"); !database.empty())
        config.database = db::is_url(database) ? database : beside(path, database);
    if (const std::string replica = keys.text("database_read"); !replica.empty())
        config.database_read = db::is_url(replica) ? replica : beside(path, replica);
    if (const std::string language = keys.text("language"); !language.empty()) {
        if (language != "zh" && language != "en")
            throw wrong(
                path, root.get("language"),
                say(Words{"language 不能为“{}”，应为 zh 或 en", "language cannot be \"{}\"; use zh or en"}, language));
        config.language = language;
    }
    if (const auto* office = keys.table("office")) read_office(path, *office, config);
    if (const auto* calendar = keys.table("calendar")) config.calendar = read_calendar(path, *calendar);
    if (const auto* workdays = keys.table("workdays")) config.workdays = read_workdays(path, *workdays);
    if (const auto* lookback = keys.table("lookback")) config.lookback_after = read_lookback(path, *lookback);
    if (const auto* filings = keys.table("filings")) config.filings = read_filings(path, *filings);
    if (const auto* measures = keys.table("measures"))
        for (const auto& [id, node] : *measures) {
            if (!node.is_table())
                throw wrong(path, &node,
                            say(Words{"指标应写作 [measures.名称]", "a measure must be written as [measures.NAME]"}));
            config.measures.push_back(read_measure(path, id.str(), *node.as_table()));
        }
    if (const auto* appraisal = keys.table("appraisal"))
        for (const auto& [id, node] : *appraisal) {
            if (!node.is_table())
                throw wrong(path, &node,
                            say(Words{"考核办法应写作 [appraisal.名称]",
                                      "an appraisal rule set must be written as [appraisal.NAME]"}));
            config.appraisal.push_back(read_appraisal(path, id.str(), *node.as_table()));
        }
    if (const auto* maps = keys.table("import"))
        for (const auto& [id, node] : *maps) {
            if (!node.is_table())
                throw wrong(
                    path, &node,
                    say(Words{"导入方案应写作 [import.名称]", "an import map must be written as [import.NAME]"}));
            config.import_maps.emplace(id.str(), read_import(path, id.str(), *node.as_table()));
        }
    if (const auto* brief = keys.table("brief")) read_brief(path, *brief, config);
    keys.refuse_unknown();
    return config;
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::optional<std::string> found_config() {
    if (const auto named = config_of_environment()) return named;
    std::string home = variable("XDG_CONFIG_HOME");
    if (home.empty() && !variable("HOME").empty()) home = variable("HOME") + "/.config";
    std::vector<std::string> places{"cpcc.toml"};
    if (!home.empty()) places.push_back(home + "/cpcc/cpcc.toml");
    places.emplace_back("/etc/cpcc/cpcc.toml");
    std::error_code ignored;
    for (const std::string& place : places)
        if (fs::exists(place, ignored)) return place;
    return std::nullopt;
}

// Empties comment lines, so that line numbers do not change: toml++ spends 130 instructions on each byte of a comment.
// Returns a text with multi-line strings unchanged, since a line in one can look like a comment.
std::string without_comments(std::string text) {
    if (text.find("\"\"\"") != std::string::npos || text.find("'''") != std::string::npos) return text;
    std::string kept;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        const auto first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos || line[first] != '#') kept += line;
        rest.remove_prefix(line.size());
        if (rest.empty()) break;
        kept += '\n';
        rest.remove_prefix(1);
    }
    return kept;
}

void require_file(const std::string& path, const std::string& missing, const std::string& remedy) {
    std::error_code problem;
    if (!fs::is_regular_file(path, problem)) throw Error(Exit::usage, missing, remedy);
}

// Reads the tables of a TOML text. A syntax error names its line.
template <class Read>
auto parsed(const std::string& path, const std::string& text, Read&& read_tables) {
    widen_heap();
    try {
        return read_tables(toml::parse(without_comments(text), path));
    } catch (const toml::parse_error& error) {
        throw Error(Exit::usage, fmt::format("{}:{}: {}", path, error.source().begin.line, error.description()),
                    say(Words{"请按 TOML 格式改正", "correct the TOML syntax there"}));
    }
}

std::string with_crlf(const std::string& text) {
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) lines += '\r';
        lines += text[i];
    }
    return lines;
}

}  // namespace

std::string config_text(const std::string& path) {
    std::string text(fs::file_size(path), '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.read(text.data(), static_cast<std::streamsize>(text.size())))
        throw Error(Exit::usage, say(Words{"无法读取配置文件 {}", "cannot read configuration file {}"}, path),
                    say(Words{"请检查文件权限", "check its permissions"}));
    if (!is_utf8(text))
        throw Error(Exit::usage, say(Words{"配置文件 {} 不是 UTF-8 编码", "configuration file {} is not UTF-8"}, path),
                    say(Words{"请另存为 UTF-8（记事本默认的 ANSI 为 GB18030）",
                              "save it as UTF-8 (Notepad's ANSI is GB18030)"}));
    return text;
}

std::optional<std::string> config_of_environment() {
    const std::string named = variable("CPCC_CONFIG");
    return named.empty() ? std::nullopt : std::optional(named);
}

Config load_config(const std::optional<std::string>& given) {
    const auto path = given ? given : found_config();
    if (!path) return {};
    require_file(*path, say(Words{"配置文件 {} 不存在", "configuration file {} does not exist"}, *path),
                 say(Words{"请用 cpcc init 新建", "create one with cpcc init"}));
    const std::string why = given ? "" : why_not_trusted(*path);
    if (!why.empty())
        throw Error(Exit::usage, say(Words{"未采用配置文件：{}", "the configuration is not trusted: {}"}, why),
                    say(Words{"如可信任，请用 --config {} 指定", "if you trust it, name it: --config {}"}, *path));
    return parsed(*path, config_text(*path), [&](const toml::table& root) { return read(*path, root); });
}

store::ImportMap load_import_map(const std::string& path) {
    require_file(path, say(Words{"导入方案文件 {} 不存在", "import map {} does not exist"}, path),
                 say(Words{"请检查文件名", "check its name"}));
    return parsed(path, config_text(path), [&](const toml::table& root) { return read_import_file(path, root); });
}

void add_to_config(const std::string& path, const std::string& section) {
    std::string text = config_text(path);
    const bool crlf = text.find("\r\n") != std::string::npos;
    if (!text.empty() && text.back() != '\n') text += '\n';
    text += '\n' + section;
    if (crlf) text = with_crlf(text);
    replace_config(path, text);
}

void read_toml(const std::string& path, const std::string& text,
               const std::function<void(const toml::table&)>& read_tables) {
    parsed(path, text, [&](const toml::table& root) {
        read_tables(root);
        return true;
    });
}

void replace_config(const std::string& path, const std::string& text) {
    parsed(path, text, [&](const toml::table& root) { return read(path, root); });
    files::OutputFile file(path);
    file.stream() << text;
    file.commit();
}

}  // namespace cpcc::cli
