// The areas and sectors that `cpcc init` offers for a new database: provinces and cities by GB/T 2260, and the sectors
// of the CPPCC's National Committee. Their lists are in src/cli/registers and are part of the executable.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

struct RegisterRow {
    std::string code, name;
    std::string level = {}, parent = {};  // of an area
};

const std::vector<RegisterRow>& known_areas();
const std::vector<RegisterRow>& known_sectors();

// Returns the rows that the text means: the one with this code or name, else those whose name contains it.
std::vector<RegisterRow> find_rows(const std::vector<RegisterRow>&, std::string_view text);

// Returns the area with this code and those around it, the largest first. An area that GB/T 2260 puts below a known
// city or province gets the name: district for 420107, else the level is not known and the result is empty.
std::vector<RegisterRow> areas_up_to(std::string_view code, const std::string& name);

// Adds the records to a new database, as one entry of its history each kind.
void add_registers(db::Connection&, const store::Author&, const std::vector<RegisterRow>& areas,
                   const std::vector<RegisterRow>& sectors);

}  // namespace cpcc::cli
