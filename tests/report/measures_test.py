"""What the measures of members sent, of handling, of replications and of look-backs count."""
from office import OfficeTest, main


class MeasuresTest(OfficeTest):
    town = True

    def figures(self, measures, *words, period="2024"):
        return self.done("report", "summary", "--period", period, "--measures", measures, *words, "--format", "csv").rows

    def by(self, group, measure, *words):
        return {row[group]: row[measure] for row in self.figures(measure, "--by", group, *words) if row[measure] != "0"}

    def one(self, measure, **more):
        return self.figures(measure, **more)[0][measure]

    # Members

    def test_members_sent_lie_where_they_are_sent(self):
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01")
        self.done("member", "assign", "M1", "--platform", "P1", "--role", "convener", "--since", "2024-01-01")
        self.done("member", "assign", "M3", "--area", "420107001002", "--since", "2024-01-01")
        self.done("member", "assign", "M2", "--platform", "P1", "--since", "2024-01-01", "--until", "2024-12-30")
        self.assertEqual(self.by("street", "members_sent"), {"420107001": "2"})
        self.assertEqual(self.by("community", "members_sent"), {"420107001001": "1", "420107001002": "1"})
        self.assertEqual(self.by("platform", "members_sent"), {"P1": "1", "": "1"})
        self.assertEqual(self.by("sector", "members_sent", "--total"), {"edu": "1", "": "1", "total": "2"})
        self.assertEqual(self.one("members_sent", period="2023"), "0")
        self.assertEqual([row["code"] for row in self.done("report", "--period", "2024", "--explain", "members_sent", "--format", "csv").rows], ["M1", "M3"])

    def test_members_of_a_committee_mean_nothing_below_a_district(self):
        for group in ("street", "community", "compound", "platform"):
            for row in self.figures("members,members_assigned,members_committed", "--by", group):
                self.assertEqual(list(row.values())[-3:], ["", "", ""], group)
        self.assertEqual(self.by("district", "members"), {"420107": "3"})
        self.refused(2, "report", "--period", "2024", "--by", "street", "--explain", "420107001:members", saying="street")

    def test_members_visited_count_once(self):
        for number, members in enumerate(("M1:visited,M2", "M1:visited,M3:visited"), 1):
            self.done("session", "log", "S%d" % number, "--held-on", "2024-05-0%d" % number, "--kind", "visit", "--title", "走访", "--platform", "P1", "--members", members)
        self.assertEqual(self.figures("members_visited,attendances,visits")[0], {"area": "", "area_name": "", "members_visited": "2", "attendances": "4", "visits": "2"})

    def test_areas_by_level_and_tag(self):
        self.done("area", "edit", "420107001002", "--tags", "四无小区")
        self.office.config.write_text(self.office.config.read_text() + '\n[measures.streets]\nbase = "areas"\nwhere = ["level=street|community"]\n'
                                      '[measures.bare]\nbase = "areas"\ntag = "四无小区"\n')
        self.assertEqual(list(self.figures("areas,streets,bare")[0].values())[2:], ["5", "3", "1"])
        self.assertEqual(self.by("street", "areas"), {"420107001": "3", "": "2"})

    # Documents

    def write(self, code, kind, *more):
        self.done("document", "add", code, "--kind", kind, "--title", code, "--filed-on", "2024-01-01", "--area", "420107", *more)

    def handle(self, document, day, step, *more):
        self.done("handling", "add", "--document", document, "--done-on", day, "--step", step, *more)

    def test_initiatives_and_rules_are_no_suggestions(self):
        for number, kind in enumerate("proposal opinion advice situation speech research initiative plan rule notice minutes".split()):
            self.write("D%d" % number, kind)
        self.assertEqual(self.one("documents"), "6")
        self.assertEqual(self.by("kind", "documents")["proposal"], "1")

    def test_a_document_adopted_twice_is_one_document_and_two_adoptions(self):
        self.write("D1", "opinion", "--adopted-on", "2024-02-01", "--adopted-level", "district")
        self.write("D2", "opinion", "--adopted-on", "2024-02-01")
        self.handle("D1", "2024-02-01", "adopted", "--level", "district")
        self.handle("D1", "2024-06-01", "adopted", "--level", "city")
        self.handle("D2", "2024-07-01", "instructed", "--by", "区长")
        self.handle("D2", "2024-07-02", "replied")
        self.assertEqual(list(self.figures("adopted,adoptions,instructions")[0].values())[2:], ["2", "3", "1"])
        self.assertEqual(list(self.figures("adopted,adoptions,instructions", period="2024H2")[0].values())[2:], ["0", "0", "1"])
        behind = self.done("report", "--period", "2024", "--explain", "adoptions", "--format", "csv").rows
        self.assertEqual([(row["kind"], row["date"]) for row in behind], [("handling", "2024-02-01"), ("handling", "2024-06-01"), ("document", "2024-01-01")])

    # Problems

    def raise_problem(self, code, *more):
        self.done("problem", "raise", code, "--title", code, "--category", "urgent", "--platform", "P1", "--raised-on", "2024-03-01", *more)

    def test_replications_and_problems_solved_on_time(self):
        self.raise_problem("Q1", "--due-on", "2024-04-01", "--solved-on", "2024-04-01")
        self.raise_problem("Q2", "--due-on", "2024-04-01", "--solved-on", "2024-04-02", "--follows", "Q1")
        self.raise_problem("Q3", "--solved-on", "2024-04-02", "--follows", "Q1")
        self.raise_problem("Q4", "--due-on", "2024-04-01")
        self.assertEqual(list(self.figures("replications,on_time_rate")[0].values())[2:], ["2", "0.5000"])
        self.assertEqual(self.one("on_time_rate", period="2023"), "")

    def test_satisfaction_is_the_mean_of_the_look_backs_that_give_it(self):
        self.raise_problem("Q1", "--solved-on", "2024-04-01")
        for day, more in (("2024-05-01", ["90"]), ("2024-05-02", ["85"]), ("2024-05-03", ["95"]), ("2024-05-04", ["0"]), ("2024-05-05", [])):
            self.done("lookback", "add", "--problem", "Q1", "--seen-on", day, "--result", "holding", *(["--satisfaction"] + more if more else []))
        self.assertEqual(self.one("satisfaction"), "67.5")
        self.assertEqual(self.one("satisfaction", period="2023"), "")
        self.assertEqual(self.done("report", "--period", "2024", "--measures", "satisfaction", "--format", "json").json[0]["satisfaction"], 67.5)
        behind = self.done("report", "--period", "2024", "--explain", "satisfaction", "--format", "csv").rows
        self.assertEqual([(row["amount"], row["of"]) for row in behind], [("90", "1"), ("85", "1"), ("95", "1"), ("0", "1")])


if __name__ == "__main__":
    main()
