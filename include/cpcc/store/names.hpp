// Finds records by name: for the command line and for the cells of an import (interface.md, "Names are as good as
// codes"). Reads the names of a kind when one is first asked for.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cpcc::store {

class Names {
public:
    // The outcome of a search: the record, or the reason why there is none.
    struct Found {
        std::int64_t id = 0;  // 0: none, or several
        std::string code = {}, name = {};
        bool several = false;
        std::string reason = {};
    };
    enum class Spelling { name, name_or_pinyin };

    // `office_area`: the code of the office's own area; may be empty.
    Names(db::Connection& connection, std::string office_area);
    ~Names();
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

    // Returns whether records of the kind have names.
    static bool has_names(const records::Kind&);

    // Finds the one live record with this name. Looks first in the area `near` (0: none) and in the areas around it up
    // to its district, then in the office's own area, then everywhere. Finds none if the first place with the name has
    // several records with it.
    Found find(const records::Kind&, std::string_view name, std::int64_t near = 0, Spelling spelling = Spelling::name);

    // Returns whether a record has the code, voided or not.
    bool has_code(const records::Kind&, std::string_view code);
    // Returns the row number of the area with this code; 0: none.
    std::int64_t area(std::string_view code);
    // Returns the area where a record lies; 0: nowhere.
    std::int64_t area_of(const records::Kind&, std::int64_t id);
    // Returns the area where the record with this code lies; 0: nowhere.
    std::int64_t area_of(const records::Kind&, std::string_view code);

    // Forgets the names of a kind, because its records have changed.
    void forget(const records::Kind&);

private:
    struct Index;
    struct Area {
        std::int64_t parent = 0, level = 0;
    };
    using Places = std::vector<std::uint32_t>;  // in the index, ordered by code
    struct RecordAreas {
        std::unordered_map<std::int64_t, std::int64_t> areas;  // by id
        bool all_read = false;
    };

    const Index& index(const records::Kind&);
    const std::map<std::int64_t, Area>& areas();
    bool lies_in(std::int64_t area, std::int64_t outer);
    std::vector<std::int64_t> search_areas(std::int64_t near);
    Places nearest_of(const Index&, const Places&, std::int64_t near);
    static Places places_by_pinyin(const Index&, std::string_view letters);
    std::string several_reason(const records::Kind&, std::string_view name, const Index&, const Places&);
    std::string none_reason(const records::Kind&, std::string_view name, const Index&);

    db::Connection& connection_;
    std::string office_area_;
    std::map<std::string_view, std::unique_ptr<Index>> indexes_;
    std::map<std::int64_t, Area> areas_;  // by id; read on first use
    std::map<std::string_view, RecordAreas> record_areas_;
    std::map<std::pair<std::string, Places>, std::string> several_;  // reasons given before, by kind and name
    int searches_ = 0;                                               // for the nearest name
};

}  // namespace cpcc::store
