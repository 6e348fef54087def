#include "cpcc/files/table.hpp"

namespace cpcc::files {

void Table::write_to(Sink& sink) const {
    sink.begin(heading, columns);
    for (const auto& cells : rows) sink.row(cells);
    sink.end();
}

}  // namespace cpcc::files
