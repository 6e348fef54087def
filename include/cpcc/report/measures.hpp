// The measures of domain.md, 3: each declared once, used by every report.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/base/words.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

struct Fact;

// Where a measure's facts come from: one or a few SELECTs each (facts/).
enum class Source {
    platform,        // platforms open on the last day
    member,          // members in term on the last day
    assigned,        // of these, with an assignment in force
    community,       // communities open on the last day
    session,         // sessions held in the period
    attendance,      // attendances of these, and their unnamed members present
    participation,   // units that took part in these
    topic,           // topics approved in the period
    raised, solved, closed,   // problems by that day in the period
    open,            // problems open on the last day
    lookback,        // look-backs in the period
    document, adopted,   // documents by that day in the period
    donation, pledge, publicity,   // of the period
    pairing,         // pairings in force on the last day
    commended_member, commended_platform,   // commendations issued in the period
    paired, assignment,   // pairings and assignments in force on any day of the period
    commitment,      // commitments that members signed in the period
};

enum class Unit { number, yuan, share };

struct Measure {
    std::string_view id;
    Words label;
    Words definition;
    std::string_view theme;                      // measures of one theme stand together in a table
    Source source;
    bool (*counts)(const Fact&) = nullptr;       // null: every fact
    std::int64_t (*amount)(const Fact&) = nullptr;   // null: 1
    bool distinct = false;                       // people or units, each once
    bool (*of)(const Fact&) = nullptr;           // a share: of these facts, those that `counts`
    Unit unit = Unit::number;
    bool stock = false;
};

std::span<const Measure> measures();
const Measure* find_measure(std::string_view id) noexcept;

struct Theme {
    std::string_view id;
    Words label;
};
std::span<const Theme> themes();

// A measure of an office's own: a base, narrowed (domain.md, 3). Empty: not narrowed by that.
struct CustomMeasure {
    std::string id, label, label_en;
    std::string base;
    std::string tag, kind, form, category, topic, sector;   // the choices by id, topic and sector by code
};

// Whether facts of a source have that to be narrowed by: `kind`, `form`, `category`, `topic` or `sector`.
bool can_narrow(Source, std::string_view by) noexcept;

// One column of a report: a measure, or an office's narrowing of one.
struct Asked {
    const Measure* base;
    const CustomMeasure* custom = nullptr;
    std::string id() const { return custom ? custom->id : std::string(base->id); }
    std::string label() const;
    std::string definition() const;
};

// The one with that id, null where there is none; the id that may have been meant; and the Error{usage} that says both.
const Asked* find_asked(const std::vector<Asked>&, std::string_view id) noexcept;
std::optional<std::string> nearest_measure(const std::vector<Asked>&, const std::string& id);
Error no_such_measure(const std::vector<Asked>&, const std::string& id);

// The columns for these ids; all where none is named. Throws Error{usage} for an unknown one, with the nearest.
std::vector<Asked> ask(const std::vector<std::string>& ids, const std::vector<CustomMeasure>& customs);

}  // namespace cpcc::report
