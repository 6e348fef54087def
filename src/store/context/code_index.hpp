// The codes of one kind and the ids of their records, looked up in sets and cached.
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
    // The id of a refused row's code. A row that refers to it has no error itself.
    static constexpr std::int64_t rejected = -1;

    struct Place {
        std::int64_t id = 0;
        int line = 0;  // the line of this import that has the code; 0: none
        bool voided = false;
    };

    CodeIndex(db::Connection&, const records::Kind&);

    // Looks up the codes that are not cached yet.
    void fetch(std::span<const std::string_view> codes);
    // Returns the place of a code; null: there is no such record. Precondition: `fetch` has looked the code up. Valid
    // until the next `put` or `fetch`.
    const Place* find(std::string_view code) const;
    void put(std::string_view code, Place place);
    // Precondition of the next three: the first call of any of them precedes the change's first new row of the kind.
    std::int64_t allocate_id() { return number().next_id++; }  // returns the id for a new row
    bool was_empty() { return number().was_empty; }            // whether the kind had no records before this change
    // Returns whether this change took the id.
    bool is_new(std::int64_t id) {
        return id >= number().first_new && db::office_of_row(id) == db::office_of_row(numbers_->first_new);
    }

private:
    // A million codes must fit into some tens of megabytes. So their texts share blocks of memory, and a hash table of
    // entry numbers finds them.
    struct Entry {
        std::string_view code;
        Place place;
    };
    struct Numbers {
        std::int64_t next_id, first_new;  // in the id range of the writing office
        bool was_empty;
    };
    // How many codes one pass reads in the time of one lookup.
    static constexpr std::int64_t codes_per_lookup = 12;
    bool is_cheaper_to_read_all();
    void read_all();
    Numbers& number();  // queried on first use: most kinds that are only referred to never need them
    std::size_t slot_of(std::string_view code) const;   // its slot, or the free slot for it
    std::size_t entry_of(std::string_view code) const;  // entries_.size(): not cached
    std::string_view copy_text(std::string_view code);
    void append(std::string_view code, Place place);  // precondition: not cached
    void grow();

    db::Connection& connection_;
    const records::Kind& kind_;
    std::optional<Numbers> numbers_;
    std::int64_t looked_up_ = 0;
    bool all_read_ = false;  // codes that are not cached do not exist
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // hash table of entry + 1, 0: free; its size is a power of two
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t room_ = 0;          // bytes left in the last block
    mutable std::size_t last_ = 0;  // the entry found last: rows often repeat a code or use the next one
};

}  // namespace cpcc::store
