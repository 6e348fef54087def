#include "context/ownership.hpp"

#include "cpcc/base/words.hpp"

namespace cpcc::store {

std::map<std::int64_t, std::string>& Ownership::codes() {
    if (!codes_.empty()) return codes_;
    auto rows = connection_.prepare("SELECT id, code FROM office ORDER BY id");
    while (rows.step()) codes_[rows.integer(0)] = rows.str(1);
    codes_.try_emplace(0, say(Words{"（本数据库）", "(this database)"}));
    return codes_;
}

bool Ownership::belongs_to_another_office(const records::Kind& kind, std::int64_t id) const {
    return connection_.by_office() && kind.fact && db::office_of_row(id) != connection_.office();
}

std::string Ownership::change_refusal(const records::Kind& kind, std::int64_t id) {
    if (!belongs_to_another_office(kind, id)) return {};
    return say(Words{"该{}由机关 {} 管理，只有该机关可以修改",
                     "this {} is owned by office {}; only that office can change it"},
               kind.label.get(), codes()[db::office_of_row(id)]);
}

std::string Ownership::reference_refusal(const records::Kind& kind, std::int64_t id) {
    if (!belongs_to_another_office(kind, id)) return {};
    return say(Words{"该{}由机关 {} 管理，本机关的记录不能引用",
                     "this {} is owned by office {}; records of another office cannot refer to it"},
               kind.label.get(), codes()[db::office_of_row(id)]);
}

std::string Ownership::code_refusal(const records::Kind& kind, std::string_view code) {
    if (!connection_.by_office() || !kind.fact) return {};
    for (const auto& [office, own] : codes()) {
        const bool begins_so = office != 0 && code.starts_with(own) && code.substr(own.size()).starts_with('-');
        if (office == connection_.office() && office != 0 && !begins_so)
            return say(Words{"“{}”不是本机关的编号，本机关的编号均以 {}- 开头",
                             "\"{}\" is not a code of this office; use the prefix {}-"},
                       code, own);
        if (office != connection_.office() && begins_so)
            return say(Words{"“{}”是机关 {} 的编号", "\"{}\" belongs to office {}"}, code, own);
    }
    return {};
}

}  // namespace cpcc::store
