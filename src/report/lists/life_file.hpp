// What the files of a member and of a platform share: the subject, its period, and the choice of lists.
#pragma once

#include "cpcc/report/list_report.hpp"
#include "lists/record_list.hpp"

#include <functional>
#include <optional>

namespace cpcc::report {

// A list of the file: its name, and how to read it.
struct FilePart {
    records::Choice name;
    std::function<files::Table(db::Connection&, const Parameters&, bool human)> read;
};

// Returns a part that reads a plain list.
FilePart part_of(RecordList);

struct Subject {
    std::int64_t id = 0;
    std::string name;
    Date since, until;  // of the term: from the day it began to the day it ended, or today
};

// Finds a member or platform by its code; `since` and `until` name the columns of its term. Throws Error{failed} if no
// record has the code.
Subject find_subject(db::Connection&, std::string_view kind, std::string_view since, std::string_view until,
                     const std::string& code, Date today);

// Returns the chosen parts for the period, or for the whole term. The parameters are $id, $first and $last.
ListReport file_of(db::Connection&, const std::string& code, const Subject&, const std::optional<Period>&,
                   std::span<const FilePart> parts, std::span<const std::size_t> chosen, bool human);

}  // namespace cpcc::report
