// cpcc KIND edit
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "framework/context.hpp"
#include "records/field_options.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

std::string dated_options(const Kind& kind) {
    std::vector<std::string> names;
    for (const std::size_t f : kind.dated_fields()) names.push_back("--" + dashed(kind.fields[f].id));
    return join(names, say(Words{"、", ", "}));
}

// Returns the day of --from. Throws Error{usage} if it comes with a field that is not dated.
std::optional<Date> day_of_change(Context& context, const Kind& kind, const FieldOptions& options,
                                  const FieldValues& said) {
    if (!options.from) return {};
    const auto day = Date::parse(day_or_today(context, "from", options.from));
    for (const auto& [id, value] : said)
        if (!kind.at(id).dated)
            throw Error(
                Exit::usage, say(Words{"--from 不适用于 --{}", "--from does not apply to --{}"}, dashed(id)),
                say(Words{"--from 只用于 {}；其他内容请另行修改", "use --from with {}; change the rest separately"},
                    dated_options(kind)));
    return day;
}

int run(Context& context, const Kind& kind, const FieldOptions& options) {
    const FieldValues said = options.said(kind);
    if (said.empty())
        throw Error(Exit::usage, say(Words{"请写明要修改的内容", "nothing to change"}),
                    say(Words{"如 --note 文字；清空某项请填 -（见 cpcc {} edit --help）",
                              "use e.g. --note TEXT, or - to clear a field (see cpcc {} edit --help)"},
                        kind.id));
    row_of(kind, said);
    const auto from = day_of_change(context, kind, options, said);
    context.allow_future(options.future);
    RecordEdit edit(context, kind, "edit");
    edit.change(kind, options.name, said, from);
    edit.finish(kind);
    context.note(edit.changed()
                     ? say(Words{"已修改{} {}。", "Changed {} {}."}, kind.label.get(), options.name)
                     : say(Words{"{} {} 的内容没有变化。", "No change to {} {}."}, kind.label.get(), options.name));
    return 0;
}

}  // namespace

Command edit_command(const Kind& kind) {
    const auto rows = [&kind](FieldOptions& values) {
        Options options{name_option(kind, values.name)};
        add_field_options(kind, values, options, false);
        return options;
    };
    return command<FieldOptions>(
               "edit", {"修改记录（填 - 清空该项）", "edit a record (- clears a field)"}, rows,
               [&kind](Context& context, const FieldOptions& values) { return run(context, kind, values); })
        .explained(
            kind.has_dated_fields()
                ? Words{"未填写的字段不变。用 `--from` "
                        "写明生效日的，此前的内容保留；各项事实按其当日的内容统计，期末数按末日的内容"
                        "统计。不写 `--from` 则更正该记录的全部时间。",
                        "Fields without an option do not change. With `--from`, the values before that day are "
                        "kept: each fact counts by what held on its day, each stock by what holds on the last "
                        "day of the period. Without `--from`, the change corrects the record for its whole time."}
                : Words{"未填写的字段不变。", "Fields without an option do not change."});
}

}  // namespace cpcc::cli
