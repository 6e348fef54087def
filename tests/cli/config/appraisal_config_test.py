"""Tests errors in [appraisal.NAME]: each message has the line and the nearest correct word."""
from office import EXAMPLES, OfficeTest, main

SET = """[appraisal.ours]
for = "members"
[appraisal.ours.category.act]
"""
RULE = """[[appraisal.ours.rule]]
id = "came"
category = "act"
event = "attendance"
points = 2
"""


class AppraisalConfigTest(OfficeTest):
    def wrong(self, text, *saying):
        self.office.config.write_text(text, "utf-8")
        self.one_line(self.refused(2, "area", "list", saying=saying))
        self.one_line(self.refused(2, "area", "list", lang="zh", saying=saying[0]))

    def right(self, text):
        self.office.configure(text)
        self.done("area", "list")

    def with_rule(self, old, new, line, *saying):
        self.wrong(SET + RULE.replace(old, new), "cpcc.toml:%d:" % line, *saying)

    def test_valid_rule_sets_are_accepted(self):
        self.right(SET + RULE)
        self.right(SET + RULE + 'kind = "协商"\nform = ["onsite", "微协商"]\nrole = ["speak"]\ntag = "t"\nday = 31\ncap = 0.5\nsince = 2024-01-01\nuntil = "2024-12-31"\n')
        self.right('[appraisal.p]\nfor = "platforms"\nlabel = "a"\nlabel_en = "b"\narea = "420107"\nyear_begins = 12\nbase = 60.25\nfloor = -5\nceiling = 100\nsince = "2024-01-01"\n'
                   'grades = [ { name = "优", from = 90.5, at_most = 20 }, { name = "良" } ]\n')

    def test_errors_in_a_rule_set_are_reported(self):
        self.wrong("[appraisal]\nours = 1\n", "cpcc.toml:2:", "[appraisal.NAME]")
        self.wrong("[appraisal.ours]\nlabel = \"x\"\n", "cpcc.toml:1:", "for", "members")
        self.wrong('[appraisal.ours]\nfor = "member"\n', "cpcc.toml:2:", '"member"', "platforms")
        self.wrong('[appraisal.ours]\nfor = "members"\nyear_beginns = 12\n', "cpcc.toml:3:", "year_begins?")
        self.wrong('[appraisal.ours]\nfor = "members"\nyear_begins = 13\n', "cpcc.toml:3:", "from 1 to 12")
        self.wrong('[appraisal.ours]\nfor = "members"\nbase = "60"\n', "cpcc.toml:3:", "appraisal.ours.base")
        self.wrong('[appraisal.ours]\nfor = "members"\nbase = 0.125\n', "cpcc.toml:3:", "two decimals")
        self.wrong('[appraisal.ours]\nfor = "members"\nfloor = 10\nceiling = 5\n', "cpcc.toml:4:", "floor")
        self.wrong('[appraisal.ours]\nfor = "members"\nsince = "2024-01-01"\nuntil = "2023-12-31"\n', "cpcc.toml:4:", "until")
        self.wrong('[appraisal.ours]\nfor = "members"\narea = "a b"\n', "cpcc.toml:3:", "a b")
        self.wrong('[appraisal.ours]\nfor = "members"\nrule = 5\n', "cpcc.toml:3:", "[[appraisal.ours.rule]]")

    def test_errors_in_grades_are_reported(self):
        begin = '[appraisal.ours]\nfor = "members"\ngrades = [\n'
        self.wrong(begin + '{ name = "a", from = 60 },\n{ name = "b", from = 60 } ]\n', "cpcc.toml:5:", "must be in descending order of \"from\"; grade b does not start below")
        self.wrong(begin + '{ name = "a" },\n{ name = "b", from = 60 } ]\n', "cpcc.toml:5:", "last")
        self.wrong(begin + '{ from = 60 } ]\n', "cpcc.toml:4:", "name")
        self.wrong(begin + '{ name = "a", at_most = 101 } ]\n', "cpcc.toml:4:", "at_most")
        self.wrong(begin + '{ name = "a", form = 60 } ]\n', "cpcc.toml:4:", "from?")

    def test_errors_in_categories_are_reported(self):
        self.wrong(SET + "capp = 5\n", "cpcc.toml:4:", "appraisal.ours.category.act.cap?")
        self.wrong(SET + "cap = 0\n", "cpcc.toml:4:", "cap")
        self.wrong('[appraisal.ours]\nfor = "members"\n[appraisal.ours.category.total]\n', "cpcc.toml:3:", "total")
        self.wrong('[appraisal.ours]\nfor = "members"\n[appraisal.ours.category."a b"]\n', "cpcc.toml:3:", "a b")
        self.wrong(SET + "cap = 5\n" + RULE.replace("points = 2", "points = -2"), "cpcc.toml:3:", "act")

    def test_errors_in_a_rule_are_reported(self):
        self.with_rule('event = "attendance"', 'event = "atendance"', 7, "attendance?")
        self.with_rule('event = "attendance"', 'event = "session"', 7, "member")
        self.with_rule('event = "attendance"\n', "", 4, "came")
        self.with_rule('category = "act"', 'category = "acts"', 6, "act?")
        self.with_rule('category = "act"\n', "", 4, "came")
        self.with_rule("points = 2", "points = 0", 8, "came")
        self.with_rule("points = 2", "points = 1.005", 8, "two decimals")
        self.with_rule("points = 2\n", "", 4, "came")
        self.with_rule("points = 2", "point = 2", 8, "points?")
        self.with_rule("points = 2", "points = 2\ncap = -1", 9, "cap")
        self.with_rule("points = 2", "points = 2\nday = 32", 9, "from 1 to 31")
        self.with_rule("points = 2", "points = 2\nkind = \"consutl\"", 9, "consult?")
        self.with_rule("points = 2", "points = 2\nrole = [\"speak\", \"spek\"]", 9, "speak?")
        self.with_rule("points = 2", "points = 2\nrole = []", 9, "role")
        self.with_rule("points = 2", "points = 2\nrole = [1]", 9, "role")
        self.with_rule("points = 2", "points = 2\nlevel = \"city\"", 9, "level")
        self.with_rule("points = 2", "points = 2\njoint_share = 50", 9, "joint_share")
        self.with_rule("points = 2", "points = 2\nsince = \"2024-1-1\"", 9, "since", "did you mean 2024-01-01?")
        self.with_rule("points = 2", "points = 2\nsince = 2024-02-01\nuntil = 2024-01-31", 10, "until")
        self.with_rule('id = "came"', 'id = "we came"', 5, "we came")
        self.with_rule('id = "came"\n', "", 4, "id")
        self.with_rule('id = "came"', 'id = "base"', 5, "base")

    def test_versions_of_one_rule_must_not_overlap(self):
        old, new = RULE + "until = 2024-06-30\n", RULE + "since = 2024-06-30\n"
        self.wrong(SET + old + new, "cpcc.toml:10:", "came", "line 4")
        self.wrong(SET + RULE + RULE, "cpcc.toml:9:", "came")
        self.right(SET + old + new.replace("06-30", "07-01"))

    def test_the_example_has_an_additive_set_and_one_with_a_base(self):
        text = (EXAMPLES / "cpcc.toml").read_text("utf-8")
        self.right(text)
        self.assertIn("grades = [", text)


if __name__ == "__main__":
    main()
