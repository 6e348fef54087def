#include "change/renaming.hpp"

#include "cpcc/store/records.hpp"
#include "cpcc/store/renamed.hpp"

namespace cpcc::store {

namespace {

// Returns why the record cannot have the code; empty: it can.
std::string refusal(WriteContext& context, const records::Kind& kind, std::int64_t id, const std::string& code) {
    if (std::string reason = context.ownership.change_refusal(kind, id); !reason.empty()) return reason;
    if (std::string reason = context.ownership.code_refusal(kind, code); !reason.empty()) return reason;
    auto row = context.connection.prepare(fmt::format("SELECT voided FROM {} WHERE code = $code", kind.id));
    row.bind("code", code);
    if (!row.step()) return {};
    return row.is_null(0)
               ? say(Words{"{} {} 已存在", "{} {} already exists"}, kind.label.get(), code)
               : say(Words{"{} {} 已存在（已作废）", "{} {} already exists, voided"}, kind.label.get(), code);
}

}  // namespace

void rename(WriteContext& context, const records::Kind& kind, std::int64_t id, const std::string& code) {
    if (std::string reason = refusal(context, kind, id, code); !reason.empty()) {
        context.refusals.push_back({"", 0, "code", std::move(reason)});
        return;
    }
    const std::string old = names_of(context.connection, kind, {id}).at(id);
    context.connection.prepare(fmt::format("UPDATE {} SET code = $code, changed = $entry WHERE id = $id", kind.id))
        .bind("code", code)
        .bind("entry", context.entry)
        .bind("id", id)
        .run();
    if (context.received)  // the change is no renaming itself
        add_entry(
            context.connection, context.author,
            {.action = "rename", .source = fmt::format("{} {} {}", kind.id, old, code), .part_of = context.entry});
    else
        record_renaming(context.connection, context.entry, kind, old, code);
    context.note(kind, id, "code", old, code);
    context.forget_names(kind);
    context.ledgers[kind.id].changed(id, "", 0);
    context.total.updated += 1;
}

}  // namespace cpcc::store
