"""`cpcc report calendar`: the days of rules, the attendance of assigned members, consecutive absences, and streaks."""
from office import OfficeTest, main

# 国庆 2024: Sunday 29 September and Saturday 12 October are working days.
WORKDAYS = """
[workdays]
off = ["2024-10-01", "2024-10-02", "2024-10-03", "2024-10-04", "2024-10-07"]
on = ["2024-09-29", "2024-10-12"]
"""
FIGURES = ("sessions", "assigned", "present", "leave", "absent", "unrecorded", "others")


class CalendarTest(OfficeTest):
    town = True
    today = "2024-12-31"

    def rules(self, *rules, head="", workdays=WORKDAYS):
        text = self.office.config.read_text("utf-8").split("[calendar]")[0]
        self.office.config.write_text(text + "[calendar]\n" + head + "".join("[[calendar.rule]]\n" + rule + "\n" for rule in rules) + workdays, "utf-8")

    def calendar(self, period, *words, today=None):
        return self.done("report", "calendar", "--period", period, *words, "--format", "csv", env={"CPCC_TODAY": today or self.today}).rows

    def days(self, period, *words, **more):
        """Returns (month, planned, moved to) of every day."""
        return [(row["month"], row["planned_on"], row["moved_to"]) for row in self.calendar(period, *words, **more)]

    def states(self, period, *words, **more):
        return [(row["month"], row["state"], row["held_on"], row["sessions"]) for row in self.calendar(period, *words, **more)]

    def log(self, code, day, *more, platform="P1", kind="consult"):
        self.done("session", "log", code, "--held-on", day, "--platform", platform, "--kind", kind, "--title", "协商 " + code, *more)

    def assign(self, member, since="2024-01-01", *more):
        self.done("member", "assign", member, "--platform", "P1", "--since", since, *more)

    def theme(self, month, title, *more):
        self.done("theme", "add", "--month", month, "--title", title, *more)


class DaysTest(CalendarTest):
    def test_day_31_is_the_last_day_of_a_shorter_month(self):
        self.rules("day = 31")
        self.assertEqual([day for _, day, _ in self.days("2024Q1")], ["2024-01-31", "2024-02-29", "2024-03-31"])
        self.assertEqual([day for _, day, _ in self.days("2023-02")], ["2023-02-28"])

    def test_a_rule_may_name_a_weekday_of_the_month(self):
        for which, day in (("first", "2024-08-01"), ("second", "2024-08-08"), ("third", "2024-08-15"), ("fourth", "2024-08-22"), ("last", "2024-08-29")):
            self.rules('weekday = "thursday"\nwhich = "%s"' % which)
            self.assertEqual(self.days("2024-08"), [("2024-08", day, "")], which)
        self.rules('weekday = "sunday"\nwhich = "first"\nmonths = [9, 3]')
        self.assertEqual([day for _, day, _ in self.days("2024")], ["2024-03-03", "2024-09-01"])

    def test_a_calendar_file_has_the_days_in_the_form_of_rfc_5545(self):
        self.rules('name = "基层协商日"\nday = 13\nmove = "previous"', 'name = "season"\nmonths = [10]')
        self.theme("2024-10", "老旧小区加装电梯，驿站惠民; 以及其他一些很长的、需要折行的主题, 例如这一个主题")
        words = ("report", "calendar", "--period", "2024-10", "--area", "420107")
        raw = self.done(*words, "--format", "ics", env={"CPCC_TODAY": "2024-10-01", "TZ": "UTC"}).raw
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        self.assertLessEqual(max(len(line) for line in raw.split(b"\r\n")), 75)
        lines = raw.decode().replace("\r\n ", "").splitlines()     # unfolded
        self.assertEqual((lines[0], lines[-1]), ("BEGIN:VCALENDAR", "END:VCALENDAR"))
        self.assertEqual([line for line in lines if line.startswith("DT")],
                         ["DTSTAMP:20241012T000000Z", "DTSTART;VALUE=DATE:20241012", "DTEND;VALUE=DATE:20241013", "DTSTAMP:20241001T000000Z", "DTSTART;VALUE=DATE:20241001", "DTEND;VALUE=DATE:20241101"])
        self.assertIn("SUMMARY:基层协商日: 老旧小区加装电梯，驿站惠民\\; 以及其他一些很长的、需要折行的主题\\, 例如这一个主题", lines)
        uids = [line for line in lines if line.startswith("UID:")]
        self.assertEqual(len(set(uids)), 2)
        self.done(*words, "--output", "days.ics", env={"CPCC_TODAY": "2024-10-01", "TZ": "Asia/Shanghai"})
        self.assertEqual((self.office.folder / "days.ics").read_bytes(), raw)
        self.office.lang = "zh"
        self.assertEqual([line for line in self.done(*words, "--format", "ics", env={"CPCC_TODAY": "2024-12-01"}).raw.decode().splitlines() if line.startswith("UID:")], uids)
        self.office.lang = "en"
        self.one_line(self.refused(2, *words, "--list", "missed", "--format", "ics", saying="--list cannot be combined with ics"))

    def test_other_commands_refuse_calendar_files_before_any_work(self):
        self.office.file("area.csv", "code,name,level\n420199,新区,district\n")
        for words in (("report", "--format", "ics"), ("member", "list", "--output", "x.ics"), ("import", "area", "area.csv", "--format", "ics"), ("report", "brief", "--format", "ics")):
            self.one_line(self.refused(2, *words, saying=("report calendar", "report followup")))
        self.refused(1, "area", "show", "420199")

    def test_a_day_moves_to_the_nearest_working_day(self):
        self.rules('day = 5\nmove = "next"', 'day = 6\nname = "back"\nmove = "previous"', "day = 7")
        self.assertEqual(self.days("2024-10"), [("2024-10", "2024-10-05", "2024-10-08"), ("2024-10", "2024-10-06", "2024-09-30"), ("2024-10", "2024-10-07", "")])
        # A working Sunday does not move; the other Sunday moves to the working Saturday before it.
        self.rules('day = 29\nmove = "next"', 'day = 13\nmove = "previous"')
        self.assertEqual(self.days("2024-09-29..2024-10-13"), [("2024-09", "2024-09-29", ""), ("2024-10", "2024-10-13", "2024-10-12")])

    def test_a_moved_day_belongs_to_its_planned_month(self):
        # Saturday 31 August moves to Monday 2 September.
        self.rules('day = 31\nmove = "next"')
        self.log("S1", "2024-09-02")
        self.assertEqual(self.states("2024-08"), [("2024-08", "kept", "2024-09-02", "1")])
        self.assertEqual([row[0] for row in self.states("2024-09")], ["2024-09"])

    def test_a_rule_applies_from_since_to_until(self):
        self.rules('day = 25\nsince = "2024-02-26"\nuntil = 2024-05-25')
        self.assertEqual([day for _, day, _ in self.days("2024")], ["2024-03-25", "2024-04-25", "2024-05-25"])
        self.rules('months = [4, 5]\nsince = "2024-04-10"')
        self.log("S1", "2024-04-09")
        self.assertEqual(self.states("2024-04"), [("2024-04", "missed", "", "0")])
        self.log("S2", "2024-04-10")
        self.assertEqual(self.states("2024-04"), [("2024-04", "kept", "2024-04-10", "1")])

    def test_a_period_contains_the_days_planned_in_it(self):
        self.rules("day = 25", "months = [7]")
        self.assertEqual([row["rule"] for row in self.calendar("2024-07-25")], ["day-25", "months-7"])
        self.assertEqual([row["rule"] for row in self.calendar("2024-07-24")], ["months-7"])

    def test_the_default_period_is_last_month(self):
        self.rules("day = 25")
        rows = self.done("report", "calendar", "--format", "csv", env={"CPCC_TODAY": "2024-08-02"}).rows
        self.assertEqual([row["month"] for row in rows], ["2024-07"])

    def test_a_calendar_without_rules_is_empty(self):
        result = self.done("report", "calendar")
        self.assertIn("[[calendar.rule]]", result.out)
        self.assertEqual(self.done("report", "calendar", "--format", "json").json, [])


class DayStatesTest(CalendarTest):
    def test_a_session_on_the_planned_or_the_moved_day_counts(self):
        self.rules('day = 5\nmove = "next"')
        self.log("S1", "2024-10-05")
        self.assertEqual(self.states("2024-10"), [("2024-10", "kept", "2024-10-05", "1")])
        self.log("S2", "2024-10-08")
        self.assertEqual(self.states("2024-10"), [("2024-10", "kept", "2024-10-05", "2")])
        self.done("session", "void", "S1", "--why", "重复")
        self.assertEqual(self.states("2024-10"), [("2024-10", "kept", "2024-10-08", "1")])

    def test_a_session_on_the_theme_of_the_month_replaces_the_day(self):
        self.rules("day = 25")
        for topic, parent in (("T0", ()), ("T1", ("--parent", "T0")), ("T2", ())):
            self.done("topic", "add", topic, "--title", topic, "--kind", "monthly", "--proposed-on", "2024-01-01", *parent)
        self.theme("2024-07", "主题", "--topic", "T0")
        self.log("S1", "2024-07-20", "--topic", "T2")
        self.assertEqual(self.states("2024-07"), [("2024-07", "missed", "", "0")])
        self.log("S2", "2024-07-30", "--topic", "T1")                              # a topic below that of the theme
        self.log("S3", "2024-08-01", "--topic", "T0")                              # another month
        self.assertEqual(self.states("2024-07"), [("2024-07", "shifted", "2024-07-30", "1")])
        self.assertEqual(self.states("2024-07", today="2024-07-25"), [("2024-07", "planned", "", "0")])
        self.log("S4", "2024-07-25")
        self.assertEqual(self.states("2024-07"), [("2024-07", "kept", "2024-07-25", "1")])

    def test_a_future_day_is_planned_and_not_missed(self):
        self.rules("day = 25", "months = [7]")
        self.assign("M1")
        self.log("S1", "2024-07-25")                                               # dated ahead of its day
        for today in ("2024-06-30", "2024-07-24"):
            rows = self.calendar("2024-07", today=today)
            self.assertEqual([(row["state"], row["sessions"], row["assigned"], row["present"]) for row in rows], [("planned", "0", "1", "")] * 2)
        self.assertEqual([row[1] for row in self.states("2024-07", today="2024-07-25")], ["kept", "kept"])
        self.done("session", "void", "S1", "--why", "未开")
        self.assertEqual([row[1] for row in self.states("2024-07", today="2024-07-25")], ["planned", "planned"])
        self.assertEqual([row[1] for row in self.states("2024-07", today="2024-07-31")], ["missed", "planned"])
        self.assertEqual([row[1] for row in self.states("2024-07", today="2024-08-01")], ["missed", "missed"])

    def test_only_sessions_of_the_rule_s_kind_sector_and_area_count(self):
        self.done("platform", "edit", "P2", "--sector", "edu")
        self.rules('name = "kind"\nday = 25\nkind = "sector"', 'name = "sector"\nday = 25\nsector = "edu"', 'name = "area"\nday = 25\narea = "420107001001"')
        self.log("S1", "2024-07-25", platform="P2")
        self.assertEqual([(row["rule"], row["sessions"]) for row in self.calendar("2024-07")], [("kind", "0"), ("sector", "1"), ("area", "0")])
        # A joint session counts once, if any platform fits.
        self.log("S2", "2024-07-25", "--partners", "P2", kind="sector")
        self.assertEqual([(row["rule"], row["sessions"]) for row in self.calendar("2024-07")], [("kind", "1"), ("sector", "2"), ("area", "1")])

    def test_a_rule_applies_in_the_areas_below_its_area(self):
        self.rules('day = 25\narea = "420107"', 'day = 20\narea = "420107001002"', "day = 15")
        self.log("S1", "2024-07-25")
        rows = lambda area: [(row["rule"], row["area"], row["sessions"]) for row in self.calendar("2024-07", "--area", area)]
        self.assertEqual(rows("420107001001"), [("420107-day-25", "420107001001", "1"), ("day-15", "420107001001", "0")])
        self.assertEqual(rows("420107"), [("420107-day-25", "420107", "1"), ("420107001002-day-20", "420107001002", "0"), ("day-15", "420107", "0")])
        self.assertEqual(rows("420100")[2], ("day-15", "420100", "0"))

    def test_the_theme_is_that_of_the_nearest_area_above(self):
        self.rules('name = "street"\narea = "420107001"\nday = 25', 'name = "city"\narea = "420100"\nday = 25', 'name = "all"\nday = 25')
        titles = lambda: [row["theme"] for row in self.calendar("2024-07")]
        self.assertEqual(titles(), ["", "", ""])
        self.theme("2024-07", "无区划")
        self.theme("2024-08", "八月")
        self.assertEqual(titles(), ["无区划"] * 3)
        self.theme("2024-07", "区", "--area", "420107")
        self.assertEqual(titles(), ["区", "无区划", "无区划"])
        self.theme("2024-07", "街", "--area", "420107001")
        self.assertEqual(titles(), ["街", "无区划", "无区划"])


class RollTest(CalendarTest):
    def figures(self, period="2024-07", *words):
        return [tuple(int(row[figure]) if row[figure] else None for figure in FIGURES) for row in self.calendar(period, *words)]

    def test_present_leave_absent_and_not_recorded_add_up(self):
        self.rules("day = 25")
        self.assertEqual(self.figures(), [(0, 0, None, None, None, None, None)])
        for member in ("M1", "M2", "M3"):
            self.assign(member)
        self.assertEqual(self.figures(), [(0, 3, None, None, None, None, None)])
        self.log("S1", "2024-07-25", "--members", "M1,M2:leave", "--headcount", "9")
        self.assertEqual(self.figures(), [(1, 3, 1, 1, 0, 1, 0)])
        # A member present at one of the sessions counts as present.
        self.log("S2", "2024-07-25", "--members", "M1:absent,M2:speak,M3:absent", platform="P2")
        self.assertEqual(self.figures(), [(2, 3, 2, 0, 1, 0, 0)])

    def test_only_members_assigned_on_the_day_are_expected(self):
        self.rules("day = 25", 'day = 25\nname = "edu"\nsector = "edu"')
        self.assign("M1", "2024-07-26")
        self.assign("M2", "2024-07-01", "--until", "2024-07-25")
        self.assign("M3", "2024-01-01", "--until", "2024-07-24")
        self.log("S1", "2024-07-25", "--members", "M1,M2,M3:leave")
        self.assertEqual(self.figures(), [(1, 1, 1, 0, 0, 0, 1), (0, 0, None, None, None, None, None)])

    def test_a_member_with_two_assignments_counts_once(self):
        self.rules("day = 25")
        self.assign("M1")
        self.assign("M1", "2024-01-01", "--role", "convener")
        self.done("member", "assign", "M1", "--area", "420107001002", "--since", "2024-01-01")
        self.assertEqual(self.figures()[0][1], 1)

    def test_a_seasonal_rule_covers_the_whole_month(self):
        self.rules("months = [7]")
        self.assign("M1", "2024-07-31")
        self.assign("M2", "2024-01-01", "--until", "2024-07-01")
        self.log("S1", "2024-07-03", "--members", "M1:leave")
        self.log("S2", "2024-07-31", "--members", "M1")
        self.assertEqual(self.figures(), [(2, 2, 1, 0, 0, 1, 0)])

    def test_every_figure_can_be_explained_by_its_records(self):
        self.rules('day = 25\nname = "议事日，每月"', "months = [7]")
        for member in ("M1", "M2", "M3"):
            self.assign(member, "2024-01-01", *(["--until", "2024-06-30"] if member == "M3" else []))
        self.log("S1", "2024-07-25", "--members", "M1:speak,M2:leave,M3")
        self.log("S2", "2024-07-26", "--members", "M2:absent")
        for row in self.calendar("2024-07"):
            for figure in FIGURES:
                listed = self.done("report", "calendar", "--explain", "%s,2024-07:%s" % (row["rule"], figure), "--format", "csv").rows
                self.assertEqual(sum(int(record["amount"]) for record in listed), int(row[figure]), figure)
        listed = self.done("report", "calendar", "--explain", "议事日，每月,2024-07:present", "--format", "csv").rows
        self.assertEqual([(record["kind"], record["code"], record["date"]) for record in listed], [("attendance", "S1 / M1", "2024-07-25")])

    def test_the_total_counts_a_session_once_and_a_member_once_a_day(self):
        self.rules("day = 25", 'name = "consults"\nday = 25\nkind = "consult"')
        self.assign("M1"), self.assign("M2")
        self.log("S1", "2024-07-25", "--members", "M1,M2:leave,M3")
        self.log("S2", "2024-08-25", "--members", "M2")
        total = self.calendar("2024-07-01..2024-08-31", "--total")[-1]
        self.assertEqual((total["rule"], total["month"], total["state"]), ("total", "", ""))
        self.assertEqual([total[figure] for figure in FIGURES], ["2", "4", "2", "1", "0", "1", "1"])
        for figure in FIGURES:
            listed = self.done("report", "calendar", "--period", "2024-07-01..2024-08-31", "--explain", "total:" + figure, "--format", "csv").rows
            self.assertEqual(sum(int(record["amount"]) for record in listed), int(total[figure]), figure)
        self.assertEqual([row["rule"] for row in self.calendar("2024-07")], ["day-25", "consults"])
        shown = self.done("report", "calendar", "--period", "2024-07", "--list", "days", env={"CPCC_TODAY": self.today}).out
        self.assertIn("total", shown)
        self.assertIn("Days: held: 2, held on another day: 0, not held: 0, planned: 0.", shown)
        self.office.lang = "zh"
        shown = self.done("report", "calendar", "--period", "2024-07", "--list", "days", env={"CPCC_TODAY": self.today}).out
        self.assertIn("协商日：已开展 2，改日开展 0，未开展 0，待开展 0。", shown)
        self.assertIn("合计", shown)

    def test_a_wrong_cell_is_refused(self):
        self.rules("day = 25")
        wrong = lambda cell, *saying: self.one_line(self.refused(2, "report", "calendar", "--explain", cell, saying=saying))
        wrong("day-25,2024-07:presnt", "present")
        wrong("day-25,2024-07", "RULE,2024-07:present")
        wrong("day-25:present", "RULE,2024-07:present")
        wrong("day-25,2024:present", "RULE,2024-07:present")
        wrong("day-52,2024-07:present", "day-25")
        wrong("day-25,M9:times", "M9")
        wrong("day-25,2024-7:present", "2024-7")


class AbsencesAndStreaksTest(CalendarTest):
    def missed(self, period="2024-06", *words):
        return [(row["member"], row["times"], row["since"], row["last"]) for row in self.calendar(period, "--list", "missed", *words)]

    def streak(self, period, *words, **more):
        return [(row["length"], row["since"], row["broken"]) for row in self.calendar(period, "--list", "streaks", *words, **more)]

    def month(self, number, *members):
        self.log("S%d" % number, "2024-%02d-25" % number, *(["--members", ",".join(members)] if members else []))

    def test_absences_add_up_leave_is_skipped_and_attendance_ends_them(self):
        self.rules("day = 25")
        for member in ("M1", "M2", "M3"):
            self.assign(member)
        self.month(1, "M1", "M2", "M3:absent")
        self.month(2, "M1:absent", "M2:absent", "M3:leave")
        self.month(3, "M2:leave", "M3:absent")
        self.assertEqual(self.missed("2024-03", "--missed", "2"), [("M1", "2", "2024-02-25", "2024-03-25"), ("M3", "2", "2024-01-25", "2024-03-25")])
        self.month(4)                                                              # a session without a roll
        self.month(5, "M1:leave", "M2")
        self.month(6, "M2", "M1:absent")
        self.assertEqual(self.missed(), [("M3", "4", "2024-01-25", "2024-06-25"), ("M1", "3", "2024-02-25", "2024-06-25")])
        self.assertEqual(self.missed("2024-06-24"), [("M3", "3", "2024-01-25", "2024-05-25")])
        self.assertEqual(self.missed("2024-06", "--missed", "4"), [("M3", "4", "2024-01-25", "2024-06-25")])
        self.assertIn("\nday-25  M1 委员一\n", self.done("report", "calendar", "--period", "2024-06", "--explain", "day-25,M1:times").out)
        listed = self.done("report", "calendar", "--period", "2024-06", "--explain", "day-25,M1:times", "--format", "csv").rows
        self.assertEqual([(record["kind"], record["code"]) for record in listed], [("attendance", "S2 / M1"), ("session", "S3"), ("attendance", "S6 / M1")])
        self.rules("day = 25", head="missed_running = 4\n")
        self.assertEqual(len(self.missed()), 1)

    def test_only_members_still_assigned_are_listed(self):
        self.rules("day = 25")
        self.assign("M1", "2024-01-01", "--until", "2024-06-29")
        self.assign("M2", "2024-02-26")
        for number in (1, 2, 3, 4, 5, 6):
            self.month(number, "M3")
        self.assertEqual(self.missed("2024-06-29"), [("M1", "6", "2024-01-25", "2024-06-25"), ("M2", "4", "2024-03-25", "2024-06-25")])
        self.assertEqual(self.missed("2024-06"), [("M2", "4", "2024-03-25", "2024-06-25")])

    def test_a_seasonal_month_is_missed_only_after_its_end(self):
        self.rules("months = [4, 5, 6]")
        self.assign("M1")
        self.month(4, "M2")
        self.month(5, "M2")
        run = lambda today: [(row["times"], row["since"], row["last"]) for row in self.calendar("2024-05", "--list", "missed", "--missed", "1", today=today)]
        self.assertEqual(run("2024-05-31"), [("1", "2024-04-01", "2024-04-30")])
        self.assertEqual(run("2024-06-01"), [("2", "2024-04-01", "2024-05-31")])

    def test_a_streak_shows_where_it_was_broken(self):
        self.rules("day = 25")
        self.assertEqual(self.streak("2024"), [("0", "", "")])
        for number in (2, 3, 5, 6):
            self.month(number)
        # The streak starts with the first day held.
        self.assertEqual(self.streak("2024-03"), [("2", "2024-02", "")])
        self.assertEqual(self.streak("2024-04"), [("0", "", "2024-04")])
        self.assertEqual(self.streak("2024-06"), [("2", "2024-05", "2024-04")])
        self.assertEqual(self.streak("2024", today="2024-07-25"), [("2", "2024-05", "2024-04")])
        self.assertEqual(self.streak("2024", today="2024-07-26"), [("0", "", "2024-07")])
        listed = self.done("report", "calendar", "--period", "2024-06", "--explain", "day-25:length", "--format", "csv").rows
        self.assertEqual([record["code"] for record in listed], ["S5", "S6"])
        self.rules('day = 25\nsince = "2023-11-01"')                               # days are due from this date on
        self.assertEqual(self.streak("2024-03"), [("2", "2024-02", "2024-01")])

    def test_a_seasonal_streak_ignores_months_out_of_season(self):
        self.rules("months = [5, 6]")
        for code, day in (("A", "2023-05-03"), ("B", "2023-06-09"), ("C", "2024-05-31"), ("D", "2024-06-01")):
            self.log(code, day)
        self.assertEqual(self.streak("2024"), [("4", "2023-05", "")])

    def test_a_streak_may_begin_on_a_day_moved_into_the_next_month(self):
        self.rules('day = 31\nmove = "next"')
        self.log("S1", "2024-09-02")
        self.log("S2", "2024-09-30")
        self.assertEqual(self.streak("2024-09"), [("2", "2024-08", "")])

    def test_the_table_shows_all_three_lists(self):
        self.rules("day = 25")
        self.assign("M1")
        for number in (1, 2, 3):
            self.month(number, "M2")
        for lang, titles in (("en", ("Consultation days", "Consecutive absences", "Current streaks")), ("zh", ("协商日  2024-03", "连续缺席", "连续开展"))):
            out = self.done("report", "calendar", "--period", "2024-03", lang=lang, env={"CPCC_TODAY": self.today}).out
            self.assertEqual(sorted(titles, key=out.index), list(titles))
        self.assertIn("not held", self.done("report", "calendar", "--period", "2024-04", "--list", "days").out)


class RulesTest(CalendarTest):
    def wrong(self, rule, *saying):
        self.rules(rule, workdays="")
        for lang in ("en", "zh"):
            self.one_line(self.refused(2, "report", "calendar", lang=lang, saying=("cpcc.toml:",) + (saying if lang == "en" else ())))

    def test_wrong_values_are_refused(self):
        self.wrong("day = 32", "calendar.rule.day", "1", "31")
        self.wrong('day = "25"', "calendar.rule.day")
        self.wrong("day = 2.5", "calendar.rule.day")
        self.wrong('weekday = "thurday"\nwhich = "last"', "did you mean thursday?")
        self.wrong('weekday = "thursday"\nwhich = "fifth"', "first")
        self.wrong('weekday = ""\nwhich = "last"', "monday")
        self.wrong('day = 25\nmove = "nxt"', "did you mean next?")
        self.wrong('day = 25\nkind = "consutl"', "did you mean consult?")
        for months in ("[]", "[0]", "[13]", "[4, 4]", "4", '["4"]'):
            self.wrong("months = " + months, "months", "[4, 5, 6]")
        self.wrong('day = 25\nsince = "2024-2-1"', "since", "did you mean 2024-02-01?")
        self.wrong("day = 25\narea = 420107", "calendar.rule.area", "quotes")
        self.wrong("day = 25\nareas = \"420107\"", "did you mean calendar.rule.area?")

    def test_conflicting_keys_are_refused(self):
        self.wrong('day = 25\nweekday = "friday"\nwhich = "last"', "cannot have both day and weekday")
        self.wrong('weekday = "friday"', "which")
        self.wrong('which = "last"', "weekday")
        self.wrong('name = "x"', "a calendar rule has no date; set day, or weekday and which, or months")
        self.wrong('months = [4]\nmove = "next"', "move")
        self.wrong("day = 25\nsince = 2024-02-01\nuntil = 2024-01-31", "2024-01-31")
        self.wrong("day = 25\n[[calendar.rule]]\nday = 25", "day-25", "name")

    def test_the_other_keys_of_the_section_are_checked(self):
        for text, saying in (("[calendar]\nmissed_running = 0\n", "missed_running"), ("[calendar]\nrule = 5\n", "[[calendar.rule]]"), ("[calendar]\nmised_running = 3\n", "missed_running")):
            self.office.configure(text)
            self.one_line(self.refused(2, "area", "list", saying=("cpcc.toml:", saying)))

    def test_codes_are_looked_up_only_when_used(self):
        self.rules('name = "a"\nday = 1\narea = "999"', 'name = "b"\nday = 1\nsector = "eud"', 'name = "c"\nday = 1')
        self.one_line(self.refused(2, "report", "calendar", saying=("999", '"a"')))
        self.one_line(self.refused(2, "report", "calendar", "--rule", "b", saying="eud"))
        self.done("report", "calendar", "--rule", "c")

    def test_wrong_options_are_refused(self):
        self.rules("day = 25")
        self.one_line(self.refused(2, "report", "calendar", "--rule", "day-26", saying="day-25"))
        self.one_line(self.refused(2, "report", "calendar", "--list", "day", saying="days"))
        self.one_line(self.refused(2, "report", "calendar", "--missed", "0", saying="--missed"))
        self.one_line(self.refused(2, "report", "calendar", "--period", "2024-7", saying="2024-7"))
        self.one_line(self.refused(1, "report", "calendar", "--area", "999", saying="999"))


if __name__ == "__main__":
    main()
