#include "merge/resolve_references.hpp"

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
            if (auto* items = std::get_if<Items>(&value)) {
                for (Item& item : *items) item.id = resolve(row, item.text);
            } else if (const auto* code = std::get_if<std::string>(&value)) {
                const std::int64_t id = resolve(row, *code);
                if (id != 0)
                    value = id;
                else
                    value = std::monostate{};
            }
        }
    }

private:
    void fetch() {
        std::vector<std::string_view> named;
        for (const BatchRow& row : batch_.rows) {
            const Value& value = row.row.values[index_];
            if (const auto* code = std::get_if<std::string>(&value))
                named.push_back(*code);
            else if (const auto* items = std::get_if<Items>(&value))
                for (const Item& item : *items) named.push_back(item.text);
        }
        codes_.fetch(named);
    }

    bool may_refer_forward() const { return &target_ == &batch_.kind && batch_.from_file() && !field_.several(); }

    // Returns the id of a code; 0: the row cannot be written with it, or not yet.
    std::int64_t resolve(BatchRow& row, const std::string& code) {
        const auto* place = codes_.find(code);
        if (!place && may_refer_forward()) {
            row.forward.push_back({index_, code, 0});
        } else if (!place) {
            batch_.refuse(row, field_.id,
                          say(Words{"没有编号为“{1}”的{0}", "no {0} with code {1}"}, target_.label.get(), code));
        } else if (place->id == CodeIndex::rejected) {
            if (row.decision != Decision::refused) row.decision = Decision::depends_on_refused;
            row.wrong.push_back(field_.id);
        } else if (std::string reason = batch_.context.ownership.reference_refusal(target_, place->id);
                   !reason.empty()) {
            batch_.refuse(row, field_.id, std::move(reason));
        } else {
            if (place->voided)
                row.voided.push_back({index_, code, place->id});  // no error if the record already has it
            return place->id;
        }
        return 0;
    }

    Batch& batch_;
    std::size_t index_;
    const Field& field_;
    const records::Kind& target_;
    CodeIndex& codes_;
};

}  // namespace

void resolve_references(Batch& batch) {
    for (std::size_t f = 0; f < batch.kind.fields.size(); ++f) {
        const Type type = batch.kind.fields[f].type;
        if (type == Type::ref || type == Type::refs || type == Type::roles) FieldResolver(batch, f).run();
    }
    for (const BatchRow& row : batch.rows)
        if (row.decision == Decision::depends_on_refused && row.existing == 0 && batch.has_own_code(row))
            batch.codes.put(std::get<std::string>(row.row.values[0]), {CodeIndex::rejected, row.row.line});
}

}  // namespace cpcc::store
