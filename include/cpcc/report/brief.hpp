// `report brief`: the prose 简报 or 通报 from a template, its figures those of `report summary` (domain.md, 4).
//
// A template is Mustache. Names: a measure (`{{sessions}}`, exact) or one in an official wording (`{{sessions.over}}`,
// near, about, official: base/wording.hpp); `{{#sessions.some}} … {{/sessions.some}}` where it is not zero;
// `{{sessions.before}}`, more and fewer against the compared period; `{{period}}`, `{{period.short}}`, `{{span}}`,
// `{{day}}`, `{{office}}`, `{{area}}`; and
// `{{#districts}} … {{name}} … {{/districts}}` (provinces, cities, streets, communities, compounds) for a part of the
// area each, and
// `{{#area.420107}} … {{/area.420107}}` for one of them that has words of its own.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/report/summary.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

struct BriefSpec {
    Period period;
    std::string office;
    std::optional<std::string> area;       // its code
    std::optional<Group> by;               // the level of the parts; else the first that the template names
    Compare compare = Compare::last_year;  // used where the template compares
    std::vector<CustomMeasure> customs;
    bool filed = false;                  // filed figures where an area keeps no records, as in the summary …
    std::vector<std::string> own_books;  // … whose own books go first
    std::string text;                    // the template, UTF-8
    std::string name;                    // what messages call it
};

struct Brief {
    std::string text;                // Markdown
    std::vector<std::string> notes;  // period, area, where figures come from
};

// Only what the template names is counted. Throws Error{usage} where the template is wrong, with its line;
// Error{failed} where there is no such area.
Brief brief(db::Connection&, const BriefSpec&);

// Markdown without its marks, for a letter or a terminal.
std::string plain_text(std::string_view markdown);

// What an office starts from.
std::string_view built_in_template(Language);

}  // namespace cpcc::report
