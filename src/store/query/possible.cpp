#include "cpcc/store/possible.hpp"

#include "cpcc/base/bad_record.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/records/stored.hpp"

namespace cpcc::store {

void require_possible(const records::Kind& kind, const Record& record) {
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (!records::is_possible(kind.fields[f], record.values[f]))
            throw bad_record(say(Words{"{} {}：{} 的值有误", "{} {}: {} has an impossible value"}, kind.label.get(),
                                 printable(name_of(kind, record)), kind.fields[f].id));
}

}  // namespace cpcc::store
