"""Turns the results of sessions and problems into the items that measures count."""
from items import Item, only, place_of, session_places
from records import fen, holds, several_refs

NOWHERE = ("", "", "")


def area_of_member(city, member, day):
    return city.on("member", member, day)["area"]


# --- documents -------------------------------------------------------------------------------------------------------

def origin_places(city, row, day):
    """Returns the places of the session of a record on a day, otherwise that of its problem."""
    if row["session"]:
        return session_places(city, city.get("session", row["session"]), day)
    return [place_of(city, city.get("problem", row["problem"])["platform"], day)] if row["problem"] else []


def document_places(city, row, day):
    """Returns the places of a document's origin, otherwise its first author's; its own area comes before all others."""
    authors = several_refs(row["authors"])
    found = origin_places(city, row, day) or ([(area_of_member(city, authors[0], day), "", "")] if authors else [NOWHERE])
    return [(row["area"] or area, platform, sector) for area, platform, sector in found]


def document_items(day):
    def items(city, first, last):
        return [Item(row["code"], row[day], document_places(city, row, row[day]),
                     {"kind": [row["kind"]], "member": several_refs(row["authors"]),
                      "topic": city.topics_of(row)}, tags=row["tags"], record=("document", row))
                for row in city.rows("document") if first <= row[day] <= last]
    return items


def adoptions(city):
    """Returns the steps `adopted`: those of handling, and the day of a document if no step has it."""
    steps = [(row["document"], row["done_on"], row) for row in city.rows("handling") if row["step"] == "adopted"]
    known = {(document, day) for document, day, _ in steps}
    named = [(row["code"], row["adopted_on"], {"step": "adopted", "level": row["adopted_level"], "tags": ""}) for row in city.rows("document")
             if row["adopted_on"] and (row["code"], row["adopted_on"]) not in known]
    return steps + named


def steps(step):
    return lambda city: [(row["document"], row["done_on"], row) for row in city.rows("handling") if row["step"] == step]


def step_items(steps_of, what=lambda document, day: (document, day)):
    """Returns the steps of documents in the period; `what` gives the identity."""
    def items(city, first, last):
        documents = {item.what: item for item in all_documents(city)}
        return [Item(what(document, day), day, document_places(city, city.get("document", document), day), documents[document].keys,
                     tags=documents[document].tags + ";" + row["tags"],
                     record=("handling", dict(row, level=level_of(documents[document].record[1], day, row))),
                     owner=documents[document].record)
                for document, day, row in steps_of(city) if first <= day <= last and document in documents]
    return items


def level_of(document, day, step):
    """Returns the level of a step; an adoption on the day that its document names has the document's."""
    named = step["step"] == "adopted" and document["adopted_on"] == day
    return step["level"] or (document["adopted_level"] if named else "")


def its_document(document, day):
    return document


def all_documents(city):
    return document_items("filed_on")(city, "", "9999")


def of_kinds(items, kinds):
    return lambda city, first, last: [item for item in items(city, first, last) if item.keys["kind"][0] in kinds]


# --- donations, pledges, pairings -------------------------------------------------------------------------------

def donation_items(value):
    def items(city, first, last):
        return [Item(row["code"], row["given_on"], [place_of(city, row["platform"], row["given_on"])], {"member": only(row["donor_member"]), "topic": city.topics_of(row)},
                     value(row), row["tags"], ("donation", row))
                for row in city.rows("donation") if first <= row["given_on"] <= last]
    return items


def pledge_items(value, targets=("compound", "project")):
    def items(city, first, last):
        return [Item(row["code"], row["pledged_on"], [(row["area"], "", "")], {"member": [row["member"]]}, value(row), row["tags"], ("pledge", row))
                for row in city.rows("pledge") if first <= row["pledged_on"] <= last and row["target"] in targets]
    return items


def pairing_items(city, first, last):
    return [Item(row["code"], last, [(row["area"], "", "")],
                 {"member": [row["member"]]}, int(row["count"]), row["tags"], ("pairing", row))
            for row in city.rows("pairing") if holds(row, "since", "until", last)]


def one_each(row):
    return 1


def quantity(row):
    return int(row["quantity"] or 0)


def money(*fields):
    return lambda row: sum(fen(row[field]) for field in fields)


def beneficiaries(row):
    return int(row["beneficiaries"] or 0)


# --- publicity, commendations -----------------------------------------------------------------------------------

def publicity_items(city, first, last):
    return [Item(row["code"], row["published_on"], origin_places(city, row, row["published_on"]) or [NOWHERE], {"topic": city.topics_of(row)},
                 tags=row["tags"], record=("publicity", row))
            for row in city.rows("publicity") if first <= row["published_on"] <= last]


def model_case_items(city, first, last):
    return [item for item in publicity_items(city, first, last)
            if city.get("publicity", item.what)["model_case"] == "yes"]


def commended(city, first, last, field):
    return [row for row in city.rows("commendation") if row[field] and first <= row["issued_on"] <= last]


def commended_member_items(city, first, last):
    """Returns an item for each commendation. Those of one member are the same thing, which counts once in a cell."""
    return [Item(row["member"], row["issued_on"], [(area_of_member(city, row["member"], row["issued_on"]), "", "")],
                 {"member": [row["member"]], "sector": only(city.on("member", row["member"], row["issued_on"])["sector"])},
                 tags=row["tags"], record=("commendation", row)) for row in commended(city, first, last, "member")]


def commended_platform_items(city, first, last):
    return [Item(row["platform"], row["issued_on"], [place_of(city, row["platform"], row["issued_on"])], {}, tags=row["tags"],
                 record=("commendation", row))
            for row in commended(city, first, last, "platform")]
