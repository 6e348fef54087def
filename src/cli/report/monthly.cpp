// cpcc monthly
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/period_words.hpp"
#include "cpcc/base/sha256.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/report/brief.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/period_closing.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output_target.hpp"
#include "report/monthly_reports.hpp"
#include "report/period_options.hpp"
#include "report/report_options.hpp"

#include <filesystem>
#include <sstream>

namespace cpcc::cli {

namespace {

constexpr std::string_view manifest_name = "manifest.csv", mail_name = "mail.txt";

struct MonthlyFile {
    std::string name, report, title, period, content;
};

std::filesystem::path folder_of(const Context& context) {
    if (context.globals().output) return *context.globals().output;
    throw Error(Exit::usage, say(Words{"请用 --output 指定存放月报的文件夹", "--output is missing"}),
                say(Words{"如 cpcc monthly --output 月报", "name a folder, e.g. cpcc monthly --output august"}));
}

// Makes the folder, and throws before any work if its files cannot be written.
void prepare(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!std::filesystem::is_directory(folder))
        throw Error(Exit::failed,
                    say(Words{"无法创建文件夹 {}：{}", "cannot make the folder {}: {}"}, folder.string(),
                        system_message(failed.value())),
                    say(Words{"请用 --output 指定其他文件夹", "name another folder with --output"}));
    require_writable(folder / manifest_name);
}

std::vector<MonthlyFile> files_of(Context& context, const std::vector<MonthlyReport>& reports) {
    std::vector<MonthlyFile> made;
    for (const MonthlyReport& report : reports)
        for (const files::Format format : formats_of(report))
            made.push_back({report.id + files::extension_of(format), report.id, report.title, report.period,
                            rendered(context, report, format)});
    return made;
}

// Returns the text of a mail: its subject, the brief, and the list of files.
MonthlyFile mail(Context& context, const Period& period, const std::vector<MonthlyReport>& reports) {
    const std::string when = language() == Language::zh ? period_words(period) : period.text();
    const std::string& office = context.config().office_name;
    const std::string subject = office.empty() ? say(Words{"{}月报", "Monthly report {}"}, when)
                                               : say(Words{"{}{}月报", "{}: monthly report {}"}, office, when);
    std::string text = subject + "\n\n";
    for (const MonthlyReport& report : reports)
        if (!report.prose.empty()) text += report::plain_text(report.prose) + '\n';
    text += say(Words{"附件：", "Attached:"}) + '\n';
    int number = 0;
    for (const MonthlyReport& report : reports) {
        std::vector<std::string> names;
        for (const files::Format format : formats_of(report)) names.push_back(report.id + files::extension_of(format));
        text += fmt::format("{}. {}{}{}\n", ++number, report.title, say(Words{"：", ": "}), listed(names));
    }
    return {std::string(mail_name), "mail", say(Words{"邮件正文", "mail"}), period.text(), text};
}

// Returns the list of the files, with the state of the database that they show.
std::string manifest(Context& context, const std::vector<MonthlyFile>& made, std::int64_t state,
                     const std::string& changed) {
    files::Table table;
    for (const std::string_view id : {"file", "report", "title", "period"})
        table.columns.push_back({std::string(id), std::string(id)});
    table.columns.push_back({"bytes", "bytes", files::CellType::integer});
    table.columns.push_back({"sha256", "sha256"});
    table.columns.push_back({"entry", "entry", files::CellType::integer});
    for (const std::string_view id : {"changed_at", "made_on"})
        table.columns.push_back({std::string(id), std::string(id)});
    for (const MonthlyFile& file : made)
        table.rows.push_back({file.name, file.report, file.title, file.period,
                              static_cast<std::int64_t>(file.content.size()), sha256(file.content), state, changed,
                              context.today().iso()});
    std::ostringstream out;
    table.write_to(*files::make_sink({files::Format::csv}, out));
    return out.str();
}

void write(const std::filesystem::path& path, const std::string& content) {
    files::OutputFile file(path.string());
    file.stream() << content;
    file.commit();
}

// Makes everything in memory, then replaces the files one by one, the manifest last: if it matches, all do.
int run(Context& context, const MonthlyOptions& options) {
    const std::filesystem::path folder = folder_of(context);
    const Period period = period_or_last_month(context, options.period);
    const auto area = area_of(context, options.area);
    std::vector<MonthlyFile> made;
    std::string list;
    {
        const db::Transaction snapshot(context.reporting(), db::Transaction::Kind::read);
        if (options.close) store::require_closable(context.reporting(), area, period, context.today());
        prepare(folder);
        const auto reports = monthly_reports(context, options, period, area);
        made = files_of(context, reports);
        made.push_back(mail(context, period, reports));
        const std::int64_t state = store::latest_entry(context.reporting());
        list = manifest(context, made, state, store::entry(context.reporting(), state).at);
    }
    require_other_file(context, folder / manifest_name);
    for (const MonthlyFile& file : made) require_other_file(context, folder / file.name);
    for (const MonthlyFile& file : made) write(folder / file.name, file.content);
    write(folder / manifest_name, list);
    context.note(say(Words{"已在 {} 生成 {} 的月报，共 {} 个文件。", "Wrote the reports of {1} to {0}: {2}."},
                     folder.string(), period.text(),
                     counted(static_cast<std::int64_t>(made.size() + 1), "file", "files")));
    if (options.close) close_period(context, period, area);
    return 0;
}

Options rows(MonthlyOptions& o) {
    return {period_option(o.period),
            office_area_option(o.area),
            filed_option(o.filed),
            {.name = "close",
             .into = &o.close,
             .help = {"随后封存该时段的数据", "close the period afterwards"},
             .about = {"已封存或尚未结束的时段不能再封存，此时不生成任何文件。",
                       "A period that is closed already, or has not ended, is refused before anything is written."}}};
}

}  // namespace

Command monthly_command() {
    Command made =
        command<MonthlyOptions>("", {"一次生成全部月报", "everything that is due for a month"}, rows, run)
            .explained(
                {"在 `--output` 指定的文件夹中生成该时段（默认为上月）应报的全部材料：汇总 `summary`、简报 "
                 "`brief`、看板 `dashboard`、"
                 "问题跟踪 `followup`；配置了 `[[calendar.rule]]` 的有协商日历 `calendar`，配置了 `[appraisal]` "
                 "的有各项考核 `appraisal-名称`（自考核年度开始至时段末），配置了 `[filings]` 的有填报情况 "
                 "`filings`。表格类材料各有 `.xlsx`、`.docx`、`.html` 三种文件，简报有 `.docx`、`.html` 两种，看板为 "
                 "`.html`。"
                 "`mail.txt` 可直接用作邮件：第一行为主题。`manifest.csv` 列出每个文件的名称、报表、时段、字节数、"
                 "SHA-256，以及所依据的数据库状态（最后一条修改记录的编号和时间）。\n\n"
                 "全部材料取自数据库的同一时刻，先在内存中完成，再逐个替换文件，最后写 "
                 "`manifest.csv`：清单与文件相符，即为完整的一套。中途失败可重新运行。数据相同，同一天生成的文件逐字节"
                 "相同。文件夹中的其他文件不受影响。",
                 "Makes all that is due for the period (default: last month) in the folder that `--output` names: "
                 "`summary`, `brief`, `dashboard` and `followup`; with `[[calendar.rule]]` in the configuration also "
                 "`calendar`, "
                 "with `[appraisal]` an `appraisal-NAME` each (from the start of the scoring year to the end of the "
                 "period), with `[filings]` also `filings`. Tables come as `.xlsx`, `.docx` and `.html`, the brief as "
                 "`.docx` and `.html`, the dashboard as `.html`. `mail.txt` is ready to be sent; its first line is the "
                 "subject. `manifest.csv` "
                 "lists each file with its report, period, size, SHA-256 and the state of the database that it shows: "
                 "number and time of the latest change.\n\n"
                 "All reports show one snapshot of the database. They are made in memory before the first file is "
                 "replaced, and `manifest.csv` is written last: if it matches the files, the set is complete. After a "
                 "failure, run the command again. The same data give the same bytes on the same day. Other files in "
                 "the folder stay as they are."})
            .with_example("cpcc monthly --output august --period 2024-08", {"八月的全部月报", "All reports of August"})
            .with_example("cpcc monthly --output last-month --quiet",
                          {"上月的全部月报，适合 cron", "All reports of last month, for cron"});
    made.opens = Opens::reporting;
    return made;
}

}  // namespace cpcc::cli
