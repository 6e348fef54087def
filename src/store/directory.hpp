// The codes of one kind and the rows behind them, looked up in sets and remembered.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/kind.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cpcc::store {

class Directory {
public:
    static constexpr std::int64_t rejected = -1;   // stands for a row that was refused: what refers to it is not at fault

    struct Place {
        std::int64_t id = 0;
        bool voided = false;
        int line = 0;                              // where this import brought it; 0: it was there before
    };

    Directory(db::Connection&, const records::Kind&);

    // Looks up those codes that are not known yet.
    void fetch(std::span<const std::string_view> codes);
    const Place* find(std::string_view code) const;    // precondition: fetched; null: there is no such record
    Place& put(std::string_view code, Place place);
    std::int64_t take_id() { return next_id_++; }      // for a new row
    std::int64_t first_new() const { return first_new_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Places = std::unordered_map<std::string, Place, Hash, std::equal_to<>>;

    db::Connection& connection_;
    const records::Kind& kind_;
    std::int64_t next_id_ = 1;
    std::int64_t first_new_ = 1;
    Places places_;
};

}  // namespace cpcc::store
