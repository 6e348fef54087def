"""`cpcc find`: records of every kind by a part of their code, name or title."""
from named_town import NamedTown
from office import main


class FindTest(NamedTown):
    def prepare(self):
        super().prepare()
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "QS-P-1", "--kind", "consult", "--title", "花园楼道照明")
        self.done("problem", "add", "Q1", "--raised-on", "2024-08-02", "--platform", "QS-P-1", "--title", "路灯不亮", "--category", "urgent")

    def found(self, *words):
        return [(row["kind"], row["code"]) for row in self.done("find", *words, "--format", "csv").rows]

    def test_a_text_is_found_anywhere_in_codes_names_and_titles(self):
        self.assertEqual(self.done("find", "花园", "--format", "csv").rows, [
            {"kind": "platform", "code": "QS-P-1", "title": "钢都花园协商议事之家", "day": "", "area": "420107001001", "area_name": "和平社区"},
            {"kind": "session", "code": "S1", "title": "花园楼道照明", "day": "2024-08-01", "area": "420107001001", "area_name": "和平社区"}])
        self.assertEqual(self.found("qs-m"), [("member", "QS-M-1"), ("member", "QS-M-2")])
        self.assertEqual(self.found("q1"), [("problem", "Q1")])
        self.assertEqual(self.found("花园", "--kind", "活动,problem"), [("session", "S1")])
        self.assertEqual(self.found("王　丽"), [("member", "QS-M-1"), ("member", "WC-M-1")])
        self.assertEqual(self.found("没有"), [])

    def test_pinyin_finds_people_and_places_alone(self):
        self.assertEqual(self.found("huayuan"), [("platform", "QS-P-1")])
        self.assertEqual(self.found("oym"), [("member", "WC-M-2")])
        self.assertEqual(self.found("ludeng"), [])

    def test_what_equals_the_text_comes_first(self):
        self.done("member", "add", "A-M", "--name", "小王丽", "--level", "district", "--area", "420107")
        self.assertEqual(self.found("王丽"), [("member", "QS-M-1"), ("member", "WC-M-1"), ("member", "A-M")])
        limited = self.done("find", "王丽", "--limit", "2")
        self.assertNotIn("小王丽", limited.out)
        self.assertEqual(limited.err, "1 more not listed.\n")

    def test_voided_records_are_found_when_asked_for(self):
        self.done("problem", "void", "Q1", "--why", "登记有误")
        self.assertEqual(self.found("路灯"), [])
        self.assertEqual([row["voided"] for row in self.done("查找", "路灯", "--all", "--format", "csv").rows], ["yes"])

    def test_no_text_is_refused(self):
        self.one_line(self.refused(2, "find", " "))
        self.one_line(self.refused(2, "find", "x", "--kind", "membr", saying="did you mean member?"))


if __name__ == "__main__":
    main()
