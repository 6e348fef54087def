// A fact: one thing that is counted, with everything that it can be grouped, narrowed and explained by.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cpcc::report {

inline constexpr int leave_role = 6, absent_role = 7;   // records/kinds/attendance.cpp; a test pins the numbers

struct Fact {
    std::string_view kind;              // of the record behind it …
    std::int64_t id = 0;                // … and its row
    std::string_view owner_kind = {};   // the session or problem whose tags count too
    std::int64_t owner = 0;
    int area = 0;                       // where it lies, if not by platforms
    std::span<const int> platforms = {};   // where it lies: one, or several of a joint session
    std::span<const int> members = {};
    std::span<const int> units = {};
    int person = 0;                     // what a distinct count counts: a member or a unit
    int topic = 0, choice = 0, form = 0, category = 0;   // 0: none
    int role = 0;                       // of an attendance or assignment
    int level = 0;                      // at which a document was adopted
    int day = 0;                        // when it was, of what is dated
    int result = 0;                     // of a look-back
    std::int64_t weight = 1;            // of an attendance: how many people it stands for
    std::int64_t residents = 0, served = 0;
    std::int64_t cash = 0, value = 0, beneficiaries = 0;   // of a donation: fen, fen, people
    std::int64_t amount = 0, paid = 0;                     // of a pledge, in fen
    std::int64_t count = 0;                                // of a pairing
    bool model = false, committed = false, covered = false, solved = false, overdue = false, converted = false;
};

// Of an attendance: it stands for people who were there.
inline bool present(const Fact& fact) { return fact.weight > 0; }

}  // namespace cpcc::report
