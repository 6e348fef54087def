// The choices of the kinds' fields (domain.md, 2) as enums. A record keeps the number, so a new choice goes to the end.
#pragma once

#include <cstdint>
#include <type_traits>

namespace cpcc::records {

enum class AreaLevel { province = 1, city, district, street, community, compound };
enum class UnitKind { department = 1, committee, liaison, branch, enterprise, property, resident, other, group };
enum class UnitRole { attend = 1, lead, guide, visited };
enum class PlatformKind { home = 1, station, studio, contact, opinion };
enum class PlatformBasis { area = 1, sector, industry, joint, personal };
enum class MemberLevel { national = 1, provincial, city, district };
enum class AssignmentRole { resident = 1, convener, liaison, partner };
enum class TopicKind { common = 1, annual, monthly, platform };
enum class SessionState { held = 1, planned, cancelled };
enum class SessionKind { consult = 1, service, visit, inspect, sector, training, meeting };
enum class SessionForm { formal = 1, onsite, micro, salon, roundtable, doorstep, online };
enum class AttendanceRole { attend = 1, chair, speak, written, observe, leave, absent, visited };
enum class ProblemCategory { urgent = 1, doorstep, governance };
enum class SettledAs { solved = 1, closed };
enum class CloseKind { duplicate = 1, transferred, not_ours, unfeasible, withdrawn, other };
enum class ProgressStage { plan = 1, build, manage, review, share };
enum class LookbackResult { holding = 1, partial, relapsed };
enum class DocumentKind {
    proposal = 1,
    opinion,
    advice,
    situation,
    speech,
    research,
    initiative,
    plan,
    rule,
    notice,
    minutes
};
enum class HandlingStep { approved = 1, issued, transferred, adopted, instructed, replied };
enum class AdoptedLevel { district = 1, city, provincial, national };
enum class PledgeTarget { compound = 1, project };
enum class PairingGroup { child = 1, household, elder, enterprise, other };
enum class FilingQualifier { exact = 1, about, over, near };

// Returns the number that a record keeps for a choice: for SQL and for values read from it.
template <class Enum>
requires std::is_enum_v<Enum>
constexpr std::int64_t number_of(Enum choice) noexcept { return static_cast<std::int64_t>(choice); }

// Returns whether the role stands for a member who was there.
constexpr bool is_present(AttendanceRole role) noexcept {
    return role != AttendanceRole::leave && role != AttendanceRole::absent;
}

}  // namespace cpcc::records
