// cpcc config check
#include "cpcc/base/error.hpp"
#include "cpcc/files/read.hpp"
#include "cpcc/report/brief.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/report/filing_status.hpp"
#include "cpcc/store/import_map_check.hpp"
#include "cpcc/store/records.hpp"
#include "database/config_file.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <array>
#include <functional>
#include <utility>

namespace cpcc::cli {

namespace {

// Checks what the configuration says against the database. Its sections are read before, key by key.
class ConfigCheck {
public:
    explicit ConfigCheck(Context& context) : context_(context), config_(context.config()) {
        table_.columns = {{"section", say(Words{"配置项", "section"})},
                          {"finding", say(Words{"发现的问题", "finding"})}};
    }

    files::Table table() {
        if (!config_.office_area.empty())
            check("office.area",
                  [&] { store::find(context_.reporting(), records::kind("area"), config_.office_area); });
        check("measures", [&] { context_.own_measures(); });
        check("appraisal", [&] { context_.appraisals(); });
        if (!config_.calendar.rules.empty()) check("calendar", [&] { calendar(); });
        if (!config_.filings.areas.empty()) check("filings", [&] { filings(); });
        for (const auto& [name, map] : config_.import_maps)
            check("import." + name, [&, &import = map] { store::require_fitting_kind(import); });
        for (const auto& [key, file] :
             {std::pair{"brief.template", config_.brief_template}, {"brief.template_en", config_.brief_template_en}})
            if (file) check(key, [&, &name = *file] { brief(name); });
        return std::move(table_);
    }

private:
    void check(const std::string& section, const std::function<void()>& part) {
        try {
            part();
        } catch (const Error& error) {
            if (error.code() == Exit::busy) throw;
            table_.rows.push_back({section, error.hint().empty()
                                                ? error.message()
                                                : say(Words{"{}；{}", "{}; {}"}, error.message(), error.hint())});
        }
    }

    void calendar() {
        report::CalendarSpec spec;
        spec.period = Period::parse("this-month", context_.today());
        spec.today = context_.today();
        spec.calendar = config_.calendar;
        spec.workdays = config_.workdays;
        report::calendar(context_.reporting(), spec, std::array{report::CalendarList::days});
    }

    void filings() {
        report::FilingStatusSpec spec;
        spec.period = Period::parse("last-month", context_.today());
        spec.today = context_.today();
        spec.areas = config_.filings.areas;
        spec.workdays = config_.workdays;
        report::filing_status(context_.reporting(), spec);
    }

    void brief(const std::string& file) {
        report::BriefSpec spec;
        spec.period = Period::parse("last-month", context_.today());
        spec.customs = context_.own_measures();
        spec.text = files::read_text(file).content;
        spec.name = file;
        report::brief(context_.reporting(), spec);
    }

    Context& context_;
    const Config& config_;
    files::Table table_;
};

int run(Context& context) {
    const std::string file = config_file(context);
    const files::Table found = ConfigCheck(context).table();
    if (found.rows.empty()) context.note(say(Words{"{}：未发现问题。", "{}: no problems found."}, file));
    if (!found.rows.empty() || context.globals().output) print(context, found);
    return static_cast<int>(found.rows.empty() ? Exit::done : Exit::found);
}

}  // namespace

Command config_check_command() {
    return plain_command("check", {"检查配置文件", "check the configuration"}, run)
        .explained(
            {"先逐项读取配置文件，有误的按行报错，退出码为 2。再与数据库核对：机关区划、自定义指标、考核办法、日历、"
             "填报区划、导入方案和简报模板；发现问题的逐项列出，退出码为 4。",
             "Reads the file key by key; a wrong one is an error with its line and exit status 2. Then it checks "
             "the office's area, its measures, rules of appraisal, calendar, filings, import maps and templates "
             "against the database, and lists what is wrong with exit status 4."})
        .with_example("cpcc config check", {"检查正在使用的配置", "Check the configuration in use"});
}

}  // namespace cpcc::cli
