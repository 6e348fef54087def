#include "context/ownership.hpp"

#include "cpcc/base/words.hpp"

namespace cpcc::store {

std::map<std::int64_t, std::string>& Ownership::codes() {
    if (!codes_.empty()) return codes_;
    auto rows = connection_.prepare("SELECT id, code FROM office ORDER BY id");
    while (rows.step()) codes_[rows.integer(0)] = rows.str(1);
    codes_.try_emplace(0, say(Words{"（本库）", "(the database's own)"}));
    return codes_;
}

bool Ownership::is_others(const records::Kind& kind, std::int64_t id) const {
    return connection_.by_office() && kind.fact && db::office_of_row(id) != connection_.office();
}

std::string Ownership::against_change(const records::Kind& kind, std::int64_t id) {
    if (!is_others(kind, id)) return {};
    return say(Words{"这条{}由单位 {} 保管，只有它能改", "this {} is kept by the office {}, which alone may change it"}, kind.label.get(), codes()[db::office_of_row(id)]);
}

std::string Ownership::against_reference(const records::Kind& kind, std::int64_t id) {
    if (!is_others(kind, id)) return {};
    return say(Words{"这条{}由单位 {} 保管，本单位的记录不能指向它", "this {} is kept by the office {}, and a record of another can't refer to it"}, kind.label.get(), codes()[db::office_of_row(id)]);
}

std::string Ownership::against_code(const records::Kind& kind, std::string_view code) {
    if (!connection_.by_office() || !kind.fact) return {};
    for (const auto& [office, own] : codes()) {
        const bool begins_so = office != 0 && code.starts_with(own) && code.substr(own.size()).starts_with('-');
        if (office == connection_.office() && office != 0 && !begins_so)
            return say(Words{"“{}”不是本单位的编号，本单位的都以 {}- 开头", "\"{}\" is no code of this office, whose codes begin with {}-"}, code, own);
        if (office != connection_.office() && begins_so)
            return say(Words{"“{}”是单位 {} 的编号", "\"{}\" is a code of the office {}"}, code, own);
    }
    return {};
}

}  // namespace cpcc::store
