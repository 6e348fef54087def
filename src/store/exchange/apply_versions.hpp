// Makes the records of one kind what their newest versions say. A version waits while a record that it refers to is not
// here, or while another record has its code or key. Of two versions with one counter, or of two databases, the one
// with the lesser hash counts and the other is held, so that the order in which they come does not matter.
#pragma once

#include "cpcc/store/change.hpp"
#include "exchange/version_table.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

class VersionApplier {
public:
    // `file` names the bundle in messages.
    VersionApplier(db::Connection&, Change&, std::string file, const records::Kind&);

    // Applies every version that waits and can be applied. Returns what became of their records.
    Counts run();

private:
    using Codes = std::map<std::string, std::int64_t, std::less<>>;
    struct Group {  // the versions of one record
        std::int64_t record = 0;
        std::vector<KeptVersion*> members = {};
        KeptVersion* chosen = nullptr;
        KeptVersion* current = nullptr;  // the one applied until now
        std::vector<KeptVersion*> heads = {};
    };

    std::string_view cell(const KeptVersion&, std::string_view column) const;
    bool is_voided(const KeptVersion&) const;
    std::vector<std::string> references(const KeptVersion&, const records::Field&) const;
    void look_up_references();
    void find_ready();
    bool is_ready(const KeptVersion&, const std::set<std::string, std::less<>>& own) const;
    void find_records();
    void adopt_by_key();
    void make_groups();
    void choose(Group&);
    bool clashes(const Group&) const;
    records::Value value_of(const KeptVersion&, const records::Field&, std::string_view text) const;
    Row row_of(const KeptVersion&, int line, std::int64_t record) const;
    void hold_current(Group&);
    void rename(const Group&);
    Counts write(const std::vector<Group*>&);
    void write_spans(const KeptVersion&, std::int64_t record);
    void settle(const Group&, std::int64_t record);

    db::Connection& connection_;
    Change& change_;
    std::string file_;
    const records::Kind& kind_;
    VersionTable table_;
    std::vector<KeptVersion> waiting_, beside_;
    std::map<std::string_view, Codes> codes_;                           // of records here, by kind
    std::set<const KeptVersion*> ready_;                                // all that they refer to is here
    std::map<const KeptVersion*, std::vector<std::int64_t>> same_key_;  // live records here with the key of a version
    std::vector<Group> groups_;
    std::set<std::int64_t> released_;  // records that this run voids
    int lines_ = 0;                    // rows given to the change so far
};

}  // namespace cpcc::store
