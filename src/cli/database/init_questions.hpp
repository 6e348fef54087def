// What `cpcc init` is told, by options or by answers on a terminal.
#pragma once

#include "database/first_registers.hpp"
#include "framework/context.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

struct InitOptions {
    std::string office, name, area, area_name, sectors, day;
    bool empty() const {
        return office.empty() && name.empty() && area.empty() && area_name.empty() && sectors.empty() && day.empty();
    }
};

// Asks for each on a terminal. An empty answer leaves it empty.
InitOptions ask_init(Context&);

// Throw Error{usage} for values that cannot be used. Return the records of a new database: none without `area_name`,
// and the sectors that a list of names, codes or numbers means, or `all`.
std::vector<RegisterRow> first_areas(const InitOptions&);
std::vector<RegisterRow> first_sectors(const InitOptions&);

}  // namespace cpcc::cli
