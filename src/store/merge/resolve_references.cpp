#include "merge/resolve_references.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

namespace {

// Resolves one field of all rows.
class FieldResolver {
public:
    FieldResolver(Batch& batch, std::size_t field)
        : batch_(batch),
          index_(field),
          field_(batch.kind.fields[field]),
          target_(records::kind(field_.target)),
          codes_(batch.codes_of(field)) {}

    void run() {
        fetch();
        for (BatchRow& row : batch_.rows) {
            Value& value = row.row.values[index_];
            named_ = false;
            if (auto* items = std::get_if<Items>(&value)) {
                for (Item& item : *items) item.id = resolve(row, item.text);
                if (named_) refuse_repeated(row, *items);
            } else if (const auto* text = std::get_if<std::string>(&value)) {
                const std::int64_t id = resolve(row, *text);
                if (id != 0)
                    value = id;
                else
                    value = std::monostate{};
            }
            if (named_) ++batch_.counts.named;
        }
    }

private:
    void fetch() {
        std::vector<std::string_view> named;
        const auto add = [&](const std::string& text) {
            if (is_code(text)) named.push_back(text);
        };
        for (const BatchRow& row : batch_.rows) {
            const Value& value = row.row.values[index_];
            if (const auto* code = std::get_if<std::string>(&value))
                add(*code);
            else if (const auto* items = std::get_if<Items>(&value))
                for (const Item& item : *items) add(item.text);
        }
        codes_.fetch(named);
    }

    bool may_refer_forward() const { return &target_ == &batch_.kind && batch_.from_file() && !field_.several(); }

    // Returns the id of a code or name; 0: the row cannot be written with it, or not yet.
    std::int64_t resolve(BatchRow& row, const std::string& text) {
        const auto* place = is_code(text) ? codes_.find(text) : nullptr;
        if (!place) return resolve_name(row, text);
        if (place->id == CodeIndex::rejected) {
            depend_on_refused(row);
        } else if (std::string reason = batch_.context.ownership.reference_refusal(target_, place->id);
                   !reason.empty()) {
            batch_.refuse(row, field_.id, std::move(reason));
        } else {
            if (place->voided && !row.row.voided && !batch_.replaces())
                row.voided.push_back({index_, text, place->id});  // no error if the record already has it
            return place->id;
        }
        return 0;
    }

    // A later row may have the code, and a name that is not known yet.
    std::int64_t resolve_name(BatchRow& row, const std::string& text) {
        if (is_code(text) && may_refer_forward()) {
            row.forward.push_back({index_, text, 0});
            return 0;
        }
        Names::Found found = batch_.context.names().find(target_, text, place_of(batch_, row));
        if (found.id != 0 && found.reason.empty())
            found.reason = batch_.context.ownership.reference_refusal(target_, found.id);
        if (found.reason.empty()) {
            named_ = true;
            return found.id;
        }
        if (!found.several && batch_.context.refused_names[target_.id].contains(folded_name(text)))
            depend_on_refused(row);
        else if (found.id == 0 && !found.several && may_refer_forward())
            row.forward.push_back({index_, text, 0});
        else
            batch_.refuse(row, field_.id, found.reason + (found.several ? "" : records::list_remedy(field_, text)));
        return 0;
    }

    void depend_on_refused(BatchRow& row) const {
        if (row.decision != Decision::refused) row.decision = Decision::depends_on_refused;
        row.wrong.push_back(field_.id);
    }

    // Refuses a cell that has a record twice, by code and by name.
    void refuse_repeated(BatchRow& row, const Items& items) {
        for (auto item = items.begin(); item != items.end(); ++item)
            if (item->id != 0 && std::any_of(items.begin(), item, [&](const Item& one) { return one.id == item->id; }))
                batch_.refuse(row, field_.id, say(Words{"“{}”重复填写", "duplicate \"{}\""}, item->text));
    }

    Batch& batch_;
    std::size_t index_;
    const Field& field_;
    const records::Kind& target_;
    CodeIndex& codes_;
    bool named_ = false;  // whether the current cell has a name
};

}  // namespace

// The place is the first that the row gives, and has been resolved before.
std::int64_t place_of(const Batch& batch, const BatchRow& row) {
    for (const auto place : batch.kind.places) {
        const Field* field = place.empty() ? nullptr : batch.kind.find(place);
        if (!field || field->type != Type::ref) continue;
        const auto* id = std::get_if<std::int64_t>(&row.row.values[batch.kind.index(place)]);
        if (!id) continue;
        const records::Kind& target = records::kind(field->target);
        return target.id == "area" ? *id : batch.context.names().area_of(target, *id);
    }
    return 0;
}

void resolve_references(Batch& batch) {
    const auto& places = batch.kind.places;
    for (const auto place : places)
        if (!place.empty()) FieldResolver(batch, batch.kind.index(place)).run();
    for (std::size_t f = 0; f < batch.kind.fields.size(); ++f) {
        const Field& field = batch.kind.fields[f];
        if (!field.target.empty() && std::find(places.begin(), places.end(), field.id) == places.end())
            FieldResolver(batch, f).run();
    }
    for (const BatchRow& row : batch.rows)
        if (row.decision == Decision::depends_on_refused && row.existing == 0 && batch.has_own_code(row))
            batch.codes.put(std::get<std::string>(row.row.values[0]), {CodeIndex::rejected, row.row.line});
}

}  // namespace cpcc::store
