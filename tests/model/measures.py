"""Declares the items that each measure counts (domain.md, 3), and the groups by which it has a meaning.

A measure is a list of items. A cell adds up the values of the different things in it; a share divides that sum by their
number.
"""
from items import (area_items, assigned_items, attendance_items, came_to_something, committed_items, community_items,
                   covered_items, dated, here_when, is_on_time, is_open, is_overdue, is_replication, is_solved,
                   its_member, last_day, lookback_items, member_items, model_platform_items, number_in, of_kind, one,
                   platform_items, present_items, problem_items, row_itself, satisfaction_items, sent_items,
                   session_items, settled_day, settled_in, solved_with_due, topic_items, unit_items)
from records import LEVELS
from results import (adoptions, beneficiaries, commended_member_items, commended_platform_items, document_items, donation_items,
                     its_document, model_case_items, money, of_kinds, one_each, pairing_items, pledge_items, quantity,
                     publicity_items, step_items, steps)

PLATFORM_KINDS = ["contact", "home", "opinion", "station", "studio"]
SESSION_KINDS = ["consult", "inspect", "meeting", "sector", "service", "training", "visit"]
TOPIC_KINDS = ["annual", "common", "monthly", "platform"]
DOCUMENT_KINDS = "advice initiative minutes notice opinion plan proposal research rule situation speech".split()
SUGGESTIONS = "advice opinion proposal research situation speech".split()   # the kinds that `documents` counts
TIMES = ["month", "quarter", "year"]


class Measure:
    def __init__(self, items, meaning, share=False, choices=(), yuan=False, mean=False, only_by=()):
        self.items = items                # (city, first, last) → items
        self.meaning = set(meaning) | set(TIMES)
        self.share = share
        self.choices = list(choices)      # its rows in a report by `kind`
        self.yuan = yuan                  # its values are in fen
        self.mean = mean                  # a cell has the mean of the values
        self.only_by = only_by            # fields, by one of which alone it has a meaning
        self.name = self.kind = self.owner = None     # of the records that it counts; see RECORDS


# --- the measures ------------------------------------------------------------------------------------------------

BY_PLATFORM = LEVELS + ["platform", "sector", "kind"]
BY_COMMITTEE = ["province", "city", "district", "member", "sector"]
BY_MEMBER = LEVELS + ["member", "sector"]
BY_SESSION = LEVELS + ["platform", "sector", "member", "unit", "topic", "kind", "form"]
BY_TOPIC = LEVELS + ["platform", "sector", "unit", "topic", "kind"]
BY_PROBLEM = LEVELS + ["platform", "sector", "member", "unit", "topic", "category"]
BY_DOCUMENT = LEVELS + ["platform", "sector", "member", "topic", "kind"]
BY_DONATION = LEVELS + ["platform", "sector", "member", "topic"]
BY_PLACE = LEVELS + ["platform", "sector"]
BY_ORIGIN = BY_PLACE + ["topic"]
BY_GIVER = LEVELS + ["member"]


def session_measure(items, share=False):
    return Measure(items, BY_SESSION, share, SESSION_KINDS)


def platform_measure(items):
    return Measure(items, BY_PLATFORM, choices=PLATFORM_KINDS)


def document_measure(items):
    return Measure(items, BY_DOCUMENT, choices=DOCUMENT_KINDS)


def donated(*fields):
    return Measure(donation_items(money(*fields)), BY_DONATION, yuan=True)


def pledged(field):
    return Measure(pledge_items(money(field)), BY_GIVER, yuan=True)


MEASURES = {
    "platforms": platform_measure(platform_items),
    **{"platforms_" + kind: platform_measure(of_kind(platform_items, kind))
       for kind in ["home", "station", "studio", "contact", "opinion"]},
    "platforms_model": platform_measure(model_platform_items),
    "members": Measure(member_items, BY_COMMITTEE),
    "members_assigned": Measure(assigned_items, BY_COMMITTEE),
    "members_committed": Measure(committed_items, BY_COMMITTEE),
    "members_sent": Measure(sent_items, BY_MEMBER + ["platform"]),
    "areas": Measure(area_items, LEVELS),
    "communities": Measure(community_items, LEVELS),
    "communities_covered": Measure(covered_items, LEVELS),
    "coverage": Measure(covered_items, LEVELS, share=True),
    "activities": session_measure(session_items(one)),
    **{name: session_measure(of_kind(session_items(one), kind))
       for name, kind in [("sessions", "consult"), ("services", "service"), ("visits", "visit"),
                          ("inspections", "inspect"), ("sector_activities", "sector"), ("trainings", "training"),
                          ("meetings", "meeting")]},
    "attendances": session_measure(present_items),
    "members_active": session_measure(attendance_items(here_when, its_member)),
    "speeches": session_measure(attendance_items(lambda role: role == "speak", row_itself)),
    "members_visited": session_measure(attendance_items(lambda role: role == "visited", its_member)),
    "residents": session_measure(session_items(number_in("residents"))),
    "served": session_measure(session_items(number_in("served"))),
    "units_active": session_measure(unit_items),
    "topics": Measure(topic_items, BY_TOPIC, choices=TOPIC_KINDS),
    "problems_raised": Measure(problem_items(dated("raised_on")), BY_PROBLEM),
    "problems_solved": Measure(problem_items(settled_in("solved"), day=settled_day("solved")), BY_PROBLEM),
    "problems_closed": Measure(problem_items(settled_in("closed"), day=settled_day("closed")), BY_PROBLEM),
    "problems_open": Measure(problem_items(is_open, day=last_day), BY_PROBLEM),
    "problems_overdue": Measure(problem_items(is_overdue, day=last_day), BY_PROBLEM),
    "solve_rate": Measure(problem_items(dated("raised_on"), is_solved), BY_PROBLEM, share=True),
    "on_time_rate": Measure(problem_items(solved_with_due, is_on_time, settled_day("solved")), BY_PROBLEM, share=True),
    "replications": Measure(problem_items(is_replication), BY_PROBLEM),
    "satisfaction": Measure(satisfaction_items, BY_PROBLEM, mean=True),
    "lookbacks": Measure(lookback_items(["holding", "partial", "relapsed"]), BY_PROBLEM),
    "relapses": Measure(lookback_items(["relapsed"]), BY_PROBLEM),
    "conversion_rate": session_measure(of_kind(session_items(came_to_something), "consult"), share=True),
    "documents": document_measure(of_kinds(document_items("filed_on"), SUGGESTIONS)),
    **{name: document_measure(of_kind(document_items("filed_on"), kind))
       for name, kind in [("proposals", "proposal"), ("opinions", "opinion"), ("advices", "advice"),
                          ("situations", "situation"), ("speeches_written", "speech"), ("researches", "research")]},
    "adopted": document_measure(step_items(adoptions, its_document)),
    "adoptions": document_measure(step_items(adoptions)),
    "instructions": document_measure(step_items(steps("instructed"))),
    "donations": Measure(donation_items(one_each), BY_DONATION),
    "donation_cash": donated("cash"),
    "donation_value": donated("value"),
    "donation_total": donated("cash", "value"),
    "beneficiaries": Measure(donation_items(beneficiaries), BY_DONATION),
    "donation_quantity": Measure(donation_items(quantity), BY_DONATION, only_by=("quantity_unit", "item")),
    "pledges": Measure(pledge_items(one_each), BY_GIVER),
    "pledged_compounds": Measure(pledge_items(one_each, ["compound"]), BY_GIVER),
    "pledged_projects": Measure(pledge_items(one_each, ["project"]), BY_GIVER),
    "pledge_amount": pledged("amount"),
    "pledge_paid": pledged("paid"),
    "paired": Measure(pairing_items, BY_GIVER),
    "publicity": Measure(publicity_items, BY_ORIGIN),
    "model_cases": Measure(model_case_items, BY_ORIGIN),
    "commended_members": Measure(commended_member_items, BY_MEMBER),
    "commended_platforms": Measure(commended_platform_items, BY_PLACE),
}


# Kind of record, and kind of the record to which it belongs → the measures that count it.
RECORDS = {
    ("platform", None): "platforms platforms_home platforms_station platforms_studio platforms_contact platforms_opinion "
                        "platforms_model",
    ("member", None): "members members_assigned members_committed",
    ("assignment", "member"): "members_sent",
    ("area", None): "areas communities communities_covered coverage",
    ("session", None): "activities sessions services visits inspections sector_activities trainings meetings residents "
                       "served units_active conversion_rate",
    ("attendance", "session"): "attendances members_active speeches members_visited",
    ("topic", None): "topics",
    ("problem", None): "problems_raised problems_solved problems_closed problems_open problems_overdue solve_rate "
                       "on_time_rate replications",
    ("lookback", "problem"): "satisfaction lookbacks relapses",
    ("document", None): "documents proposals opinions advices situations speeches_written researches",
    ("handling", "document"): "adopted adoptions instructions",
    ("donation", None): "donations donation_cash donation_value donation_total donation_quantity beneficiaries",
    ("pledge", None): "pledges pledged_compounds pledged_projects pledge_amount pledge_paid",
    ("pairing", None): "paired",
    ("publicity", None): "publicity model_cases",
    ("commendation", None): "commended_members commended_platforms",
}
for (kind, owner), names in RECORDS.items():
    for name in names.split():
        MEASURES[name].name, MEASURES[name].kind, MEASURES[name].owner = name, kind, owner
