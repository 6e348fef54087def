#include "transfer/rejects.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/files/output_file.hpp"
#include "cpcc/files/read.hpp"

#include <filesystem>
#include <map>

namespace cpcc::cli {

namespace fs = std::filesystem;

namespace {

// Reads the file again and copies the rejected rows with their reasons.
void write_rejects_of(Context& context, const ImportSource& source, const std::map<int, std::string>& reasons,
                      const std::string& path) {
    const auto reader = files::open_reader(source.path, {context.globals().encoding.value_or("")});
    files::OutputFile file(path);
    files::WriteOptions options;
    options.format = files::Format::csv;
    const auto sink = files::make_sink(options, file.stream());
    std::vector<files::Column> columns;
    for (const std::string& header : reader->header()) columns.push_back({header, header});
    columns.push_back({"reason", say(Words{"原因", "reason"})});
    sink->begin({}, columns);
    files::Row row;
    while (reader->next(row)) {
        const auto reason = reasons.find(row.line);
        if (reason == reasons.end()) continue;
        std::vector<files::Cell> cells(columns.size());
        for (std::size_t i = 0; i + 1 < columns.size() && i < row.cells.size(); ++i)
            cells[i] = std::string(undefuse(row.cells[i]));
        cells.back() = reason->second;
        sink->row(cells);
    }
    sink->end();
    file.commit();
}

}  // namespace

void write_rejects(Context& context, const std::vector<ImportSource>& sources,
                   const std::vector<store::Refusal>& refusals, const std::string& to, bool folder) {
    if (folder) fs::create_directories(to);
    for (const ImportSource& source : sources) {
        std::map<int, std::string> reasons;
        for (const store::Refusal& refusal : refusals)
            if (refusal.file == source.name)
                reasons[refusal.line] += (reasons[refusal.line].empty() ? "" : say(Words{"；", "; "})) +
                                         (refusal.field.empty() ? "" : refusal.field + ": ") + refusal.reason;
        if (reasons.empty()) continue;
        const std::string path = folder ? (fs::path(to) / (std::string(source.kind->id) + ".csv")).string() : to;
        write_rejects_of(context, source, reasons, path);
        context.note(say(Words{"有误的行已写入 {}。", "Rejected rows written to {}."}, path));
    }
}

}  // namespace cpcc::cli
