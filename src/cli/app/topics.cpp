// The table of topics, in the order of their pages. The text of each is manual/ID.zh.md and manual/ID.en.md.
#include "app/topics.hpp"
#include "app/manual_texts.hpp"

#include <vector>

namespace cpcc::cli {

namespace {

struct Row {
    std::string_view id, noun;
};

constexpr Row rows[]{
    {"overview", ""},
    {"output-formats", ""},
    {"codes-and-values", ""},
    {"list-filters", ""},
    {"databases", ""},
    {"record-rules", "check"},
    {"offices", "grant"},
    {"import-format", "import"},
    {"import-maps", "import"},
    {"periods", "report"},
    {"counting", "report"},
    {"groups", "report"},
    {"explain", "report"},
    {"calendar-days", "report"},
    {"appraisal-rules", "report"},
    {"brief-templates", "report"},
    {"closed-periods", "period"},
    {"filed-figures", "filing"},
};

}  // namespace

std::span<const Topic> topics() {
    static const std::vector<Topic> all = [] {
        std::vector<Topic> made;
        for (const Row& row : rows) made.push_back({row.id, row.noun, manual_text(row.id)});
        return made;
    }();
    return all;
}

}  // namespace cpcc::cli
