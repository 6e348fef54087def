"""Where records lie: sessions, documents and topics with an area of their own, and topics that place nothing."""
from office import OfficeTest, main

STREET = "420107001"
TOWN = ("420107001001", "420107001002")     # two communities; P1 is in the first


class PlacesTest(OfficeTest):
    town = True

    def by(self, group, measures, *words):
        """Returns the rows with a figure: code → the figures as text."""
        rows = self.done("report", "summary", "--period", "2024", "--by", group, "--measures", measures, *words, "--format", "csv").rows
        names = measures.split(",")
        return {row[group]: ",".join(row[name] for name in names) for row in rows if any(row[name] not in ("", "0") for name in names)}

    def log(self, code, *more):
        self.done("session", "log", code, "--held-on", "2024-08-15", "--kind", "consult", "--title", code, *more)

    def write(self, code, *more):
        self.done("document", "add", code, "--kind", "advice", "--title", code, "--filed-on", "2024-08-20", *more)

    def test_a_session_lies_in_its_own_area_and_at_its_platform(self):
        self.done("platform", "edit", "P1", "--area", STREET)
        self.log("S1", "--platform", "P1", "--area", TOWN[1])
        self.log("S2", "--area", TOWN[1])
        self.assertEqual(self.by("community", "sessions"), {TOWN[1]: "2"})
        self.assertEqual(self.by("platform", "sessions"), {"P1": "1", "": "1"})
        self.assertEqual(self.by("street", "sessions"), {"420107001": "2"})

    def test_partner_platforms_add_their_places(self):
        self.done("platform", "add", "P3", "--name", "三号", "--kind", "home", "--area", TOWN[0], "--sector", "med")
        self.log("S1", "--area", TOWN[1], "--partners", "P3")
        self.assertEqual(self.by("community", "sessions", "--total"), {TOWN[0]: "1", TOWN[1]: "1", "total": "1"})
        self.assertEqual(self.by("platform", "sessions"), {"P3": "1", "": "1"})

    def test_a_session_s_own_sector_comes_before_its_platform_s(self):
        self.done("platform", "edit", "P1", "--sector", "edu")
        self.log("S1", "--platform", "P1")
        self.log("S2", "--platform", "P1", "--sector", "med")
        self.log("S3", "--area", TOWN[1], "--sector", "med")
        self.assertEqual(self.by("sector", "sessions"), {"edu": "1", "med": "2"})

    def test_attendances_lie_where_their_session_does(self):
        self.done("platform", "edit", "P1", "--area", STREET)
        self.log("S1", "--platform", "P1", "--area", TOWN[1], "--members", "M1,M2:speak", "--units", "U1", "--residents", "5")
        self.assertEqual(self.by("community", "attendances,speeches,units_active,residents"), {TOWN[1]: "2,1,1,5"})

    def test_a_topic_places_no_document(self):
        self.done("topic", "add", "T1", "--title", "共性议题", "--kind", "common", "--proposed-on", "2024-01-01", "--area", "420100")
        self.write("D1", "--topic", "T1", "--authors", "M1")
        self.write("D2", "--topic", "T1")
        self.assertEqual(self.by("district", "documents"), {"420107": "1", "": "1"})

    def test_a_document_lies_in_its_own_area_or_where_it_came_from(self):
        self.log("S1", "--platform", "P1")
        self.write("D1", "--session", "S1")
        self.write("D2", "--session", "S1", "--area", TOWN[1])
        self.assertEqual(self.by("community", "documents"), {TOWN[0]: "1", TOWN[1]: "1"})
        self.assertEqual(self.by("platform", "documents"), {"P1": "2"})

    def test_a_topic_lies_in_its_own_area_before_its_platform_s(self):
        self.done("topic", "add", "T1", "--title", "议题", "--kind", "platform", "--proposed-on", "2024-01-01",
                  "--approved-on", "2024-02-01", "--area", TOWN[1], "--platform", "P1")
        self.assertEqual(self.by("community", "topics"), {TOWN[1]: "1"})
        self.assertEqual(self.by("platform", "topics"), {"P1": "1"})

    def test_a_list_narrowed_by_area_has_the_same_records(self):
        self.done("platform", "edit", "P1", "--area", STREET)
        self.log("S1", "--platform", "P1", "--area", TOWN[1])
        self.log("S2", "--platform", "P1")
        self.log("S3", "--area", TOWN[1], "--partners", "P1")
        self.write("D1", "--session", "S1")
        self.write("D2", "--session", "S2", "--area", TOWN[1])
        self.write("D3", "--session", "S3")
        for area in (*TOWN, STREET):
            for kind, measure in (("session", "sessions"), ("document", "documents")):
                listed = [row["code"] for row in self.done(kind, "list", "--area", area, "--format", "csv").rows]
                behind = self.done("report", "--period", "2024", "--area", area, "--explain", measure, "--format", "csv").rows
                self.assertEqual(sorted(listed), sorted(row["code"] for row in behind), (area, kind))


if __name__ == "__main__":
    main()
