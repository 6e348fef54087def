"""Tests lists: filters, order, columns."""
from office import OfficeTest, main

SESSIONS = """code,held_on,platform,kind,form,title,residents,members,tags
S1,2024-01-10,P1,consult,formal,停车协商,20,M1;M2:speak,停车;社区
S2,2024-02-10,P2,service,,义诊,,M2,
S3,2024-03-10,P1,visit,doorstep,走访老人,5,,社区
S4,2024-04-10,P2,consult,onsite,加装电梯,100,M3:leave,
"""


class ListTest(OfficeTest):
    town = True

    def prepare(self):
        self.office.file("sessions.csv", SESSIONS)
        self.done("import", "session", "sessions.csv")

    def list(self, *filters):
        return self.codes("session", "list", *filters)

    def test_a_list_is_in_the_order_of_codes(self):
        self.assertEqual(self.list(), ["S1", "S2", "S3", "S4"])

    def test_the_filter_by_area_includes_areas_below(self):
        self.assertEqual(self.list("--area", "420107001001"), ["S1", "S3"])
        self.assertEqual(self.list("--area", "420107001"), ["S1", "S2", "S3", "S4"])
        self.assertEqual(self.list("--area", "420107001002"), [])
        self.assertEqual(self.codes("area", "list", "--area", "420107001"), ["420107001", "420107001001", "420107001002"])
        self.refused(1, "session", "list", "--area", "42010", saying="42010")

    def test_the_filter_by_date_includes_both_ends(self):
        self.assertEqual(self.list("--since", "2024-02-10"), ["S2", "S3", "S4"])
        self.assertEqual(self.list("--until", "2024-02-10"), ["S1", "S2"])
        self.assertEqual(self.list("--since", "2024-02-10", "--until", "2024-03-10"), ["S2", "S3"])
        self.refused(2, "area", "list", "--since", "2024-01-01", saying="--since")

    def test_the_option_where_filters_by_conditions(self):
        for condition, codes in (("kind=consult", ["S1", "S4"]), ("kind!=consult", ["S2", "S3"]), ("residents>=20", ["S1", "S4"]), ("residents<20", ["S3"]), ("residents>20", ["S4"]),
                                 ("residents<=20", ["S1", "S3"]), ("title~电梯", ["S4"]), ("title~", ["S1", "S2", "S3", "S4"]), ("residents=", ["S2"]), ("residents!=", ["S1", "S3", "S4"]),
                                 ("form!=formal", ["S2", "S3", "S4"]), ("platform=P2", ["S2", "S4"]), ("members=M2", ["S1", "S2"]), ("tags=社区", ["S1", "S3"]), ("tags=", ["S2", "S4"]),
                                 ("held_on>2024-02-10", ["S3", "S4"]), ("类别=协商", ["S1", "S4"]), ("code~4", ["S4"])):
            with self.subTest(condition):
                self.assertEqual(self.list("--where", condition), codes)

    def test_all_conditions_must_hold(self):
        self.assertEqual(self.list("--where", "kind=consult", "--where", "residents>20"), ["S4"])
        self.assertEqual(self.list("--where", "kind=consult", "--area", "420107001001", "--tag", "停车"), ["S1"])

    def test_phones_have_no_order(self):
        self.one_line(self.refused(2, "member", "list", "--where", "phone>=13800000000", saying="phone"))

    def test_an_invalid_condition_is_refused(self):
        self.refused(2, "session", "list", "--where", "kind=consul", saying="consult")
        self.refused(2, "session", "list", "--where", "held_on=2024-1-1", saying="did you mean 2024-01-01?")
        self.refused(2, "session", "list", "--where", "residents~2")
        self.refused(2, "session", "list", "--where", "=x")

    def test_the_filter_by_tags_requires_every_tag(self):
        self.assertEqual(self.list("--tag", "社区"), ["S1", "S3"])
        self.assertEqual(self.list("--tag", "社区", "--tag", "停车"), ["S1"])
        self.assertEqual(self.list("--tag", "社"), [])

    def test_a_list_can_be_sorted(self):
        self.assertEqual(self.list("--sort", "-held_on"), ["S4", "S3", "S2", "S1"])
        self.assertEqual(self.list("--sort", "residents"), ["S3", "S1", "S4", "S2"])
        self.assertEqual(self.list("--sort=-residents"), ["S4", "S1", "S3", "S2"])
        self.assertEqual(self.list("--sort", "platform"), ["S1", "S3", "S2", "S4"])
        self.refused(2, "session", "list", "--sort", "members", saying="members")

    def test_a_list_can_be_limited(self):
        self.assertEqual(self.list("--limit", "2"), ["S1", "S2"])
        self.assertEqual(self.list("--sort", "-held_on", "--limit", "1"), ["S4"])
        self.assertEqual(self.list("--limit", "0"), [])

    def test_a_list_shows_the_chosen_columns(self):
        shown = self.done("session", "list", "--columns", "title,code,群众人次", "--limit", "1", "--format", "csv")
        self.assertEqual(shown.out, "title,code,residents\n停车协商,S1,20\n")

    def test_an_empty_list_succeeds_with_a_note_on_stderr(self):
        nothing = self.done("session", "list", "--tag", "没有")
        self.assertIn("No matching sessions.", nothing.err)
        self.assertEqual(self.done("session", "list", "--tag", "没有", "--format", "json").json, [])
        self.assertEqual(self.done("session", "list", "--tag", "没有", "--quiet").err, "")

    def test_the_table_is_aligned_below_chinese_text(self):
        lines = self.done("area", "list", "--columns", "name,level").out.splitlines()
        self.assertEqual(lines[0], "name      level")
        self.assertEqual(lines[1], "────────  ─────────")
        self.assertEqual(lines[2], "武汉市    city")


if __name__ == "__main__":
    main()
