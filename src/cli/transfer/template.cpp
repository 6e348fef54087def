// cpcc template
#include "cpcc/files/form.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_table.hpp"
#include "transfer/template_column.hpp"

#include <algorithm>
#include <map>

namespace cpcc::cli {

namespace {

using records::Field;
using records::Kind;

constexpr std::size_t most_choices = 32'000;  // spreadsheets show no more in a drop-down

struct TemplateOptions {
    std::string kind;
};

// Returns what people can choose for references to a kind: the names of its live records, or the code of a record whose
// name another one has too.
std::vector<std::string> names_of_records(Context& context, const Kind& kind) {
    if (!kind.has_code() || kind.fact) return {};
    const std::size_t code = kind.index("code"), name = kind.index(kind.title);
    std::map<std::string, std::vector<std::string>> codes;
    store::list(context.reading(), kind, {}, [&](const store::Record& record) {
        codes[std::get<std::string>(record.values[name])].push_back(std::get<std::string>(record.values[code]));
    });
    std::vector<std::string> names;
    for (const auto& [shown, of] : codes)
        if (of.size() == 1)
            names.push_back(shown);
        else
            names.insert(names.end(), of.begin(), of.end());
    if (names.size() <= most_choices) return names;
    context.note(
        say(Words{"{}共 {} 条，下拉列表只列前 {} 条。", "{}: {} records, of which the drop-down has the first {}."},
            kind.label.get(), names.size(), most_choices));
    names.resize(most_choices);
    return names;
}

bool has_database(Context& context) { return context.globals().database || context.config().database; }

files::Form form_of(Context& context, const Kind& kind) {
    files::Form form{kind.label.str(),
                     {say(Words{"每行填一条。橙色栏目必填。第二行是示例，导入时略过。",
                                "One record a row. Orange columns are required. The second row is an example, which "
                                "an import passes over."}),
                      say(Words{"填好后导入：cpcc import {} 文件名", "To import it: cpcc import {} FILE"}, kind.id)},
                     {example_column()}};
    const bool lists = has_database(context);
    if (!lists)
        context.note(say(Words{"没有数据库，表中没有已有记录的下拉列表。",
                               "There is no database, so the sheet has no drop-downs of records."}));
    std::map<std::string_view, std::vector<std::string>> names;  // by kind
    for (const Field& field : kind.fields) {
        files::FormColumn column = form_column(field);
        if (lists && !field.target.empty()) {
            const auto [found, fresh] = names.try_emplace(field.target);
            if (fresh) found->second = names_of_records(context, records::kind(field.target));
            offer_records(column, field, found->second);
        }
        form.columns.push_back(std::move(column));
    }
    if (kind.has_dated_fields()) form.columns.push_back(form_column(records::from_field()));
    return form;
}

int run(Context& asked, const TemplateOptions& options) {
    Context context(csv_by_default(asked.globals()), asked.streams());
    const Kind& kind = kind_named(options.kind);
    if (context.write_options().format != files::Format::xlsx) {
        RecordColumns columns = file_columns(context, kind, false);
        if (kind.has_dated_fields()) columns.day = records::from_field();
        print(context, {{}, columns_of(columns), {}});
        return 0;
    }
    const files::Form form = form_of(context, kind);
    Output output(context);
    files::write_form(form, output.stream());
    output.finish();
    return 0;
}

Options rows(TemplateOptions& o) { return {kind_option(&o.kind)}; }

}  // namespace

Command template_command() {
    return command<TemplateOptions>("",
                                    {"导入用的空白表；.xlsx 带下拉列表、检查、示例和填表说明",
                                     "blank sheet for import; as .xlsx with drop-downs, checks, an example and "
                                     "instructions"},
                                    rows, run)
        .with_example("cpcc template session --output session.xlsx", {"活动的空表", "An empty sheet for sessions"});
}

}  // namespace cpcc::cli
