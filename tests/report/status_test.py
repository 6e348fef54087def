"""`cpcc status`: what is due, with the figures of the reports that its rows name."""
from office import OfficeTest, main

SETTINGS = """
[lookback]
after_days = [30, 180]

[[calendar.rule]]
name = "每月25日"
day = 25
move = "next"

[[calendar.rule]]
name = "界别月"
months = [8]

[filings]
areas = ["420107001", "420107"]
due_day = 3
"""


class StatusTest(OfficeTest):
    town = True

    def status(self, day, *words):
        return {row["subject"]: row for row in self.done("status", *words, "--format", "csv", env={"CPCC_TODAY": day}).rows}

    def test_a_new_office_has_nothing_due_and_says_what_is_not_set_up(self):
        rows = self.status("2024-08-20")
        self.assertEqual({subject: row["count"] for subject, row in rows.items()},
                         {"next_day": "", "relapsed": "0", "overdue": "0", "lookback_due": "", "not_filed": "", "doubles": "0", "backup": "0"})
        self.assertEqual(rows["not_filed"]["detail"], "no [filings] in the configuration")
        self.assertEqual(rows["backup"]["detail"], "no backup is recorded")

    def test_each_row_has_the_figure_of_the_report_that_it_names(self):
        self.office.configure(self.office.config.read_text("utf-8").split("[calendar]")[0] + SETTINGS)
        for code, day, more in (("Q1", "2024-01-08", ("--due-on", "2024-06-03")), ("Q2", "2024-01-09", ("--solved-on", "2024-03-01")),
                                ("Q3", "2024-01-10", ("--due-on", "2024-09-30")), ("Q4", "2024-01-10", ("--due-on", "2024-01-31"))):
            self.done("problem", "add", code, "--title", "问题" + code, "--category", "urgent", "--platform", "P1", "--raised-on", day, *more)
        self.done("filing", "add", "F1", "--area", "420107", "--period", "2024-07", "--measure", "sessions", "--value", "3", "--filed-on", "2024-08-02")
        self.done("member", "add", "M4", "--name", "委员一", "--level", "district", "--area", "420107", "--sector", "edu")
        self.done("backup", "kept.db", env={"CPCC_TODAY": "2024-08-10"})
        rows = self.status("2024-08-20")
        self.assertEqual({subject: row["count"] for subject, row in rows.items()},
                         {"next_day": "1", "relapsed": "0", "overdue": "2", "lookback_due": "1", "not_filed": "1", "doubles": "1", "backup": ""})
        self.assertEqual((rows["next_day"]["day"], rows["next_day"]["days"], rows["next_day"]["detail"]), ("2024-08-26", "6", "每月25日"))
        self.assertEqual(rows["overdue"]["detail"], "Q4 问题Q4 and 1 more")
        self.assertEqual(rows["not_filed"]["detail"], "钢都街道")
        self.assertEqual((rows["backup"]["day"], rows["backup"]["days"]), ("2024-08-10", "-10"))
        self.assertEqual(rows["backup"]["detail"], str(self.office.folder.resolve() / "kept.db"))
        for row in rows.values():
            if not row["command"].endswith("FILE"):
                self.assertIn(self.run_cpcc(*row["command"].split()[1:], env={"CPCC_TODAY": "2024-08-20"}).code, (0,), row["command"])
        self.assertEqual(self.status("2024-08-26")["next_day"]["days"], "0")
        self.assertEqual((self.status("2024-08-27")["next_day"]["day"], self.status("2024-08-31", "--on", "2024-08-28")["next_day"]["count"]), ("2024-08-31", "1"))
        self.check_is_clean()


if __name__ == "__main__":
    main()
