#include "cpcc/store/erasure.hpp"

#include "context/write_context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/personal.hpp"
#include "cpcc/store/records.hpp"
#include "cpcc/store/trail.hpp"

namespace cpcc::store {

using records::Field;
using records::Kind;

namespace {

// Empties the fields of the record. One that is required gets the record's code.
void empty_fields(WriteContext& context, const Kind& kind, std::int64_t id) {
    std::string set;
    for (const std::string_view name : records::personal_fields(kind)) {
        const Field& field = kind.at(name);
        if (field.several())
            context.connection.prepare(fmt::format("DELETE FROM {} WHERE {} = $id", field.table, kind.id))
                .bind("id", id)
                .run();
        else
            set += fmt::format("{} = {}, ", name, field.required ? "code" : "NULL");
    }
    context.connection.prepare(fmt::format("UPDATE {} SET {}changed = $entry WHERE id = $id", kind.id, set))
        .bind("entry", context.entry)
        .bind("id", id)
        .run();
}

// Removes the values and the salts of changes; their hashes stay.
void empty_history(WriteContext& context, const Kind& kind, std::int64_t id) {
    for (const std::string_view name : records::personal_fields(kind))
        context.connection
            .prepare(
                "UPDATE change SET old = NULL, new = NULL, salt = NULL WHERE kind = $kind AND record = $id AND "
                "field = $field")
            .bind("kind", kind.id)
            .bind("id", id)
            .bind("field", name)
            .run();
}

bool is_erased(const Kind& kind, const Record& record) {
    for (const std::string_view name : records::personal_fields(kind)) {
        const records::Value& value = record.values[kind.index(name)];
        if (!records::empty(value) && !(kind.at(name).required && value == record.values[0])) return false;
    }
    return true;
}

}  // namespace

void erase_personal(db::Connection& connection, const Author& author, const Kind& kind, std::int64_t id,
                    const std::string& why) {
    WriteContext context(connection, author, db::Writes::all);
    if (std::string reason = context.ownership.change_refusal(kind, id); !reason.empty())
        throw Error(Exit::failed, reason);
    const std::vector<Record> found = load(connection, kind, {id});
    if (found.empty() || is_erased(kind, found.front()))
        throw Error(Exit::failed, say(Words{"该{}没有可清除的个人信息", "there is nothing to erase about this {}"},
                                      kind.label.get()));
    context.entry = add_entry(connection, author, {.action = "erase", .why = why});
    empty_fields(context, kind, id);
    empty_history(context, kind, id);
    const auto fields = records::personal_fields(kind);
    context.note(kind, id, erased_field, "", join(std::vector<std::string>(fields.begin(), fields.end()), ";"));
    connection.prepare("UPDATE entry SET updated = 1 WHERE id = $id").bind("id", context.entry).run();
    context.seal_entries();
    context.transaction.commit();
}

}  // namespace cpcc::store
