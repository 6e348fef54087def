"""Makes custom measures, each a base with random conditions, for the configuration and for the model."""
import random

from fields import random_condition, text_of
from measures import MEASURES
from model import CATEGORIES, FORMS, codes_anywhere, items_of, values_of

TAGS = "幸福食堂 书香润童 加装电梯 电动车充电 试点 没有的标签".split()
# Conditions to try with every seed: every place that a tag can come from, every base with the sector of the member, and
# joint sessions by sector.
ALWAYS = [("problems_solved", ["tag"]), ("attendances", ["tag"]), ("members_active", ["tag", "sector"]),
          ("lookbacks", ["tag", "category"]), ("units_active", ["tag"]), ("units_active", ["sector"]),
          ("sessions", ["sector"]), ("conversion_rate", ["form"]), ("commended_members", ["tag"]),
          ("commended_members", ["sector"]), ("donation_total", ["tag"]), ("documents", ["kind", "topic"]),
          ("members_assigned", ["sector"]), ("coverage", ["tag"]), ("adopted", ["sector"]), ("paired", ["tag"])]


WHOLE = ("2022-01-01", "2024-12-31")


def choices(city, base, key):
    """Returns the possible values of a key; those of `kind` depend on the base."""
    return {"tag": TAGS, "kind": MEASURES[base].choices, "form": FORMS, "category": CATEGORIES,
            "topic": [row["code"] for row in city.rows("topic")],
            "sector": [row["code"] for row in city.rows("sector")]}[key]


def meaningful_keys(base):
    return ["tag"] + [key for key in ("kind", "form", "category", "topic", "sector") if key in MEASURES[base].meaning]


def narrowing(city, chance, base, keys):
    """Returns conditions that one of the base's items meets, mostly: a measure that is always 0 tests little."""
    items = items_of(city, base, *WHOLE, {})
    found = {"base": base}
    item = chance.choice(items) if items and chance.random() < 0.9 else None
    for key in keys:
        codes = sorted(filter(None, codes_anywhere(city, item, key))) if item else []
        found[key] = chance.choice(codes or choices(city, base, key))
    return found


def conditions(city, chance, base):
    """Returns one or two random conditions on any field, mostly such as one of the base's items meets."""
    items = items_of(city, base, *WHOLE, {})
    some = chance.sample(items, min(3, len(items)))
    values = lambda reached: [value for item in some for value in values_of(city, item, reached)]
    return [random_condition(chance, base, values) for _ in range(chance.choice([1, 1, 2]))]


def own_measures(city, chance, number):
    """Returns name → {"base": …, "tag": …, …}: those of ALWAYS, and `number` random ones, and three times as
    many with conditions on any field."""
    wanted = list(ALWAYS)
    for base in chance.choices(list(MEASURES), k=number):
        keys = meaningful_keys(base)
        wanted.append((base, chance.sample(keys, min(len(keys), chance.choice([1, 1, 2])))))
    found = {}
    for place, (base, keys) in enumerate(wanted, 1):
        found[f"own_{place}"] = narrowing(city, chance, base, keys)
    for place, base in enumerate(chance.choices(list(MEASURES), k=3 * number), len(found) + 1):
        found[f"own_{place}"] = {"base": base, "where": conditions(city, chance, base)}
    city.memory.clear()
    return found


def write_own(path, own):
    """Appends the measures to the configuration that `cpcc init` wrote."""
    with open(path, "a", encoding="utf-8") as file:
        for name, keys in own.items():
            file.write(f'\n[measures.{name}]\nlabel = "自定{name}"\n')
            file.writelines(f'{key} = "{value}"\n' for key, value in keys.items() if key != "where")
            if "where" in keys:
                file.write("where = [" + ", ".join(f"'{text_of(*one)}'" for one in keys["where"]) + "]\n")


def chance_of(seed):
    return random.Random(f"own {seed}")
