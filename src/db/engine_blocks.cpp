#include "engine_blocks.hpp"

namespace cpcc::db {

std::string for_engine(std::string_view schema, Engine engine) {
    constexpr std::string_view sqlite = "-- @sqlite", postgresql = "-- @postgresql", both = "-- @both";
    std::string text;
    bool wanted = true;
    while (!schema.empty()) {
        const auto end = schema.find('\n');
        const std::string_view line = schema.substr(0, end);
        schema.remove_prefix(end == std::string_view::npos ? schema.size() : end + 1);
        if (line == both)
            wanted = true;
        else if (line == sqlite || line == postgresql)
            wanted = (line == sqlite) == (engine == Engine::sqlite);
        else if (wanted)
            text += line;
        text += '\n';
    }
    return text;
}

}  // namespace cpcc::db
