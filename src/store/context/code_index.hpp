// The codes of one kind and the rows behind them, looked up in sets and remembered.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

class CodeIndex {
public:
    static constexpr std::int64_t rejected =
        -1;  // stands for a row that was refused: what refers to it is not at fault

    struct Place {
        std::int64_t id = 0;
        int line = 0;  // where this import brought it; 0: it was there before
        bool voided = false;
    };

    CodeIndex(db::Connection&, const records::Kind&);

    // Looks up those codes that are not known yet.
    void fetch(std::span<const std::string_view> codes);
    // Precondition: fetched. Null: there is no such record. Holds until the next `put` or `fetch`.
    const Place* find(std::string_view code) const;
    void put(std::string_view code, Place place);
    // Precondition of these three: no row of the kind was written before the first of them was asked, but by `take_id`.
    std::int64_t take_id() { return number().next_id++; }  // for a new row
    bool was_empty() { return number().was_empty; }        // no record of the kind stood here before
    bool is_new(std::int64_t id) {
        return id >= number().first_new && db::office_of_row(id) == db::office_of_row(numbers_->first_new);
    }

private:
    // A million codes are to fit into some tens of megabytes: their text stands in blocks, and a table of row numbers
    // finds it.
    struct Entry {
        std::string_view code;
        Place place;
    };
    struct Numbers {
        std::int64_t next_id, first_new;  // in the range of the office that writes
        bool was_empty;
    };
    // For how many codes looked up one by one all that stand here could be read.
    static constexpr std::int64_t codes_read_for_one = 12;
    bool read_all_costs_less();
    void read_all();
    Numbers& number();  // asked for where they are needed: of most kinds that are referred to they never are
    std::size_t slot_of(std::string_view code) const;   // where it stands, or the free slot where it would
    std::size_t entry_of(std::string_view code) const;  // entries_.size() where it is not known
    std::string_view keep(std::string_view code);
    void append(std::string_view code, Place place);  // one that is not known
    void grow();

    db::Connection& connection_;
    const records::Kind& kind_;
    std::optional<Numbers> numbers_;
    std::int64_t looked_up_ = 0;
    bool all_read_ = false;  // what is not known is not there
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // entry + 1, 0: free; as many as a power of two
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t room_ = 0;          // left in the last block
    mutable std::size_t last_ = 0;  // found last: rows often name one code again, or the next
};

}  // namespace cpcc::store
