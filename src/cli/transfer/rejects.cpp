#include "transfer/rejects.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/files/output_file.hpp"
#include "cpcc/files/read.hpp"

#include <filesystem>
#include <map>
#include <set>

namespace cpcc::cli {

namespace fs = std::filesystem;

namespace {

using Reasons = std::map<std::pair<std::string, int>, std::string>;  // by file or sheet, and line

// Collects the columns of the sheets of a file: those of a field are one column.
class RejectColumns {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    // Returns the place of each column of a sheet; `none`: it is not written.
    const std::vector<std::size_t>& places(const store::SheetLayout& layout) {
        const auto [found, fresh] = places_.try_emplace(layout.file);
        if (fresh)
            for (const store::SheetColumn& column : layout.columns) found->second.push_back(place_of(column));
        return found->second;
    }
    const std::vector<std::string>& headers() const { return headers_; }

private:
    std::size_t place_of(const store::SheetColumn& column) {
        if (column.use == store::SheetColumn::Use::reason) return none;
        if (column.is_field()) {
            const auto [known, fresh] = fields_.try_emplace(column.field, headers_.size());
            if (!fresh) return known->second;
        }
        headers_.push_back(column.header);
        return headers_.size() - 1;
    }

    std::map<std::string, std::vector<std::size_t>> places_;  // by sheet
    std::map<const records::Field*, std::size_t> fields_;
    std::vector<std::string> headers_;
};

// Reads the file again and copies the rejected rows with their reasons.
void write_rejects_of(Context& context, const ImportSource& source, const store::ImportOptions& options,
                      const Reasons& reasons, const std::string& path, const std::string& encoding) {
    const auto reader = files::open_reader(source.path, {encoding});
    RejectColumns columns;
    std::vector<std::vector<files::Cell>> rows;
    const auto keep = [&](const store::SheetLayout& layout, const files::Row& row) {
        const auto& places = columns.places(layout);
        const auto reason = reasons.find({layout.file, row.line});
        if (reason == reasons.end()) return;
        std::vector<files::Cell>& cells = rows.emplace_back(columns.headers().size() + 1);
        for (std::size_t i = 0; i < places.size() && i < row.cells.size(); ++i)
            if (places[i] != RejectColumns::none) cells[places[i]] = store::plain_cell(layout.columns[i], row, i);
        cells.back() = reason->second;
    };
    store::read_rows(*source.kind, *reader, source.name, options, keep);
    files::Table table;
    for (const std::string& header : columns.headers()) table.columns.push_back({header, header});
    table.columns.push_back({"reason", say(Words{"原因", "reason"})});
    for (auto& cells : rows) {
        files::Cell reason = std::move(cells.back());
        cells.back() = {};
        cells.resize(table.columns.size());
        cells.back() = std::move(reason);
    }
    table.rows = std::move(rows);
    using Readable = files::OutputFile::ReadableBy;
    files::OutputFile file(path, source.kind->has_phones() ? Readable::owner : Readable::umask);
    files::WriteOptions written;
    written.format = rejects_format(path);
    table.write_to(*files::make_sink(written, file.stream()));
    file.commit();
    context.note(say(Words{"有误的行已写入 {}。", "Rejected rows written to {}."}, path));
}

// Returns the file for a source's rejected rows. `taken`: those of other sources, which may have the same name.
std::string rejects_file(const ImportSource& source, const RejectsTarget& to, std::set<std::string>& taken) {
    if (!to.folder) return to.path;
    const fs::path own = fs::path(to.path) / source.rejects_name();
    std::string path = own.string();
    for (int n = 2; !taken.insert(path).second; ++n)
        path = (own.parent_path() / fmt::format("{}-{}.csv", own.stem().string(), n)).string();
    return path;
}

}  // namespace

files::Format rejects_format(const std::string& path) {
    using files::Format;
    if (!fs::path(path).has_extension()) return Format::csv;
    const auto named = files::format_of_file(path);
    for (const Format importable : {Format::csv, Format::xlsx, Format::json, Format::jsonl})
        if (named == importable) return importable;
    throw Error(Exit::usage,
                say(Words{"--rejects：有误的行不能写入 {}", "--rejects: rejected rows cannot be written to {}"}, path),
                say(Words{"文件名请以 .csv、.xlsx、.json 或 .jsonl 结尾，以便改正后导入",
                          "end its name with .csv, .xlsx, .json or .jsonl, so that it can be imported once mended"}));
}

void write_rejects(Context& context, const std::vector<ImportSource>& sources, const store::ImportOptions& options,
                   const std::vector<store::Refusal>& refusals, const RejectsTarget& to) {
    if (to.folder) fs::create_directories(to.path);
    std::set<std::string> taken;
    for (const ImportSource& source : sources) {
        Reasons reasons;
        for (const store::Refusal& refusal : refusals)
            if (is_of_source(refusal.file, source)) {
                std::string& reason = reasons[{refusal.file, refusal.line}];
                reason += (reason.empty() ? "" : say(Words{"；", "; "})) +
                          (refusal.field.empty() ? "" : refusal.field + ": ") + refusal.reason;
            }
        if (reasons.empty()) continue;
        write_rejects_of(context, source, options, reasons, rejects_file(source, to, taken), to.encoding);
    }
}

}  // namespace cpcc::cli
