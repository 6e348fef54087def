#include "evidence/cell_name.hpp"

namespace cpcc::report {

CellName split_cell(const std::string& cell, const std::string& remedy) {
    const auto colon = cell.rfind(':');
    if (colon == std::string::npos) throw not_a_cell(cell, remedy);
    return {cell.substr(0, colon), cell.substr(colon + 1)};
}

Error not_a_cell(const std::string& cell, const std::string& remedy) {
    return Error(Exit::usage, say(Words{"--explain 的“{}”不是有效单元格", "--explain: \"{}\" is not a cell"}, cell),
                 remedy);
}

}  // namespace cpcc::report
