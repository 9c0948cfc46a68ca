"""The gauges and their fields. A water office has them in its database."""
from graph import Problem

GAUGES = [dict(zip(("id", "name", "areaCode", "levelCentimetres"), row)) for row in [
    ("G-101", "Manggarai", "31.74.01", 680), ("G-102", "Karet", "31.71.07", 410), ("G-103", "Pluit", "31.72.01", 150),
    ("G-104", "Pulogadung", "31.75.02", 520), ("G-105", "Sunter Hulu", "31.75.08", 130),
    ("G-106", "Cipinang Hulu", "31.75.04", 95), ("G-107", "Pesanggrahan", "31.74.10", 110),
    ("G-108", "Krukut Hulu", "31.74.09", 85), ("G-109", "Angke Hulu", "31.73.01", 140),
    ("G-110", "Marina", "31.72.03", 170), ("G-111", "Pasar Ikan", "31.72.01", 165),
]]


class Reads:
    """Reads of one request. Each reads for many keys at once, and `count` says how many there were."""

    def __init__(self):
        self.count = 0

    def first(self, count):
        self.count += 1
        return GAUGES[:count]

    def by_ids(self, ids):
        self.count += 1
        wanted = set(ids)
        return {gauge["id"]: gauge for gauge in GAUGES if gauge["id"] in wanted}

    def by_areas(self, codes):
        self.count += 1
        found = {code: [] for code in codes}
        for gauge in GAUGES:
            if gauge["areaCode"] in found:
                found[gauge["areaCode"]].append(gauge)
        return found


def list_gauges(_, arguments, reads):
    count = arguments.get("first", 20)
    if type(count) is not int or not 0 <= count <= 100:
        raise Problem("BAD_USER_INPUT", "first: must be a number from 0 to 100.")
    return [reads.first(count)]


def gauges_of_areas(areas, _, reads):
    found = reads.by_areas([area["code"] for area in areas])
    return [found[area["code"]] for area in areas]


def each(name):
    return lambda parents, _, reads: [parent[name] for parent in parents]


def areas_of_gauges(gauges, _, reads):
    return [{"code": gauge["areaCode"]} for gauge in gauges]


# By type and field: the type that is given, None for a scalar, and how its values are found for all parents at once.
TYPES = {
    "Query": {"riverGauges": ("RiverGauge", list_gauges)},
    "Area": {"code": (None, each("code")), "riverGauges": ("RiverGauge", gauges_of_areas)},
    "RiverGauge": {
        "id": (None, each("id")),
        "name": (None, each("name")),
        "area": ("Area", areas_of_gauges),
        "levelCentimetres": (None, each("levelCentimetres")),
    },
}


def find_areas(keys, reads):
    """Areas are the graph's: the key is all that is needed of one."""
    return [{"code": key["code"]} if isinstance(key.get("code"), str) else None for key in keys]


def find_gauges(keys, reads):
    found = reads.by_ids([key.get("id") for key in keys if isinstance(key.get("id"), str)])
    return [found.get(key.get("id")) if isinstance(key.get("id"), str) else None for key in keys]


ENTITIES = {"Area": find_areas, "RiverGauge": find_gauges}
