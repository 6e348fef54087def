"""The files of a member and of a platform, the roll of a session, commendations and model cases."""
from office import OfficeTest, main

RULES = """
[appraisal.year]
for = "members"
base = 60
[appraisal.year.category.sessions]
label = "参加活动"
[[appraisal.year.rule]]
id = "came"
category = "sessions"
event = "attendance"
points = 2
"""


class FilesTest(OfficeTest):
    town = True

    def prepare(self):
        write = self.office.file
        write("year/assignment.csv", "member,platform,area,role,since,until\nM1,P1,,resident,2023-05-01,2024-03-31\nM1,,420107001,liaison,2024-04-01,\n"
              "M1,P2,,resident,2023-05-01,2023-12-31\nM2,P1,,convener,2024-01-01,\n")
        write("year/topic.csv", "code,title,kind,platform,proposed_on\nT1,停车难,platform,P1,2024-01-02\n")
        write("year/session.csv", "code,held_on,state,platform,area,partners,kind,form,title,topic,members,units,headcount,residents,summary\n"
              "S1,2024-03-05,,P1,,P2,consult,onsite,停车难现场协商,T1,M1:speak;M2:chair;M3:absent,U1:lead;U2,4,30,议定三条\n"
              "S2,2024-04-02,held,,420107001,,training,,新任委员培训,,M1;M2:leave,,,,\n"
              "S3,2024-05-01,cancelled,P1,,,consult,,取消的协商,,M1,,,,\n"
              "S4,2023-06-01,,P1,,,consult,,上年协商,,M1:written,,,,\n")
        write("year/problem.csv", "code,title,category,raised_on,platform,session,raised_by,unit,solved_on\n"
              "Q1,停车难,urgent,2024-03-05,P1,S1,M1,U1,2024-06-01\nQ2,旧年问题,doorstep,2023-02-01,P1,,M1,,2023-03-01\n")
        write("year/document.csv", "code,kind,title,filed_on,session,problem,authors,adopted_on,adopted_level\n"
              "D1,advice,停车建议,2024-03-20,,Q1,M2;M1,2024-04-20,city\nD2,speech,旧发言,2023-01-05,,,M1,,\nD3,research,旧调研,2023-01-06,,,M1,,\n")
        write("year/handling.csv", "document,done_on,step,level,by\nD1,2024-04-01,issued,,区住建局\nD1,2024-04-20,adopted,city,\nD1,2024-05-20,adopted,provincial,\n"
              "D3,2024-02-02,replied,,市教育局\n")
        write("year/lookback.csv", "problem,seen_on,result\nQ1,2024-07-05,holding\nQ1,2025-02-05,holding\n")
        write("year/donation.csv", "code,given_on,platform,donor_member,donor,cash,item,quantity,quantity_unit\nG1,2024-03-08,P1,M1,,1200.50,,,\nG2,2024-03-09,P1,,爱心企业,,书包,20,个\n")
        write("year/pledge.csv", "code,pledged_on,member,target,title,area,amount\nL1,2024-02-02,M1,project,车棚,420107001001,5000\n")
        write("year/pairing.csv", "code,member,target_group,count,area,since,until\nK1,M1,child,2,420107,2023-01-01,\nK2,M1,elder,1,420107,2023-01-01,2023-12-31\n")
        write("year/commendation.csv", "code,issued_on,member,platform,title,issuer\nC1,2024-09-01,M1,,优秀委员,区政协\nC2,2024-09-01,,P1,先进平台,区政协\nC3,2023-09-01,M1,,旧表扬,\n")
        write("year/publicity.csv", "code,published_on,channel,title,url,session,problem,model_case\nN1,2024-08-01,长江日报,一场协商解停车难,http://example.org/1,,Q1,yes\n"
              "N2,2024-08-02,公众号,普通报道,,S1,,no\nN3,2024-08-03,区政协,协商会典型案例,,S1,,yes\n")
        self.done("import", "year")
        self.done("duty", "add", "--unit", "U1", "--member", "M1", "--post", "副组长", "--task", "联系社区", "--since", "2024-02-01")

    def rows(self, *words):
        return self.done("report", *words, "--format", "csv").rows

    def column(self, name, *words):
        return [row[name] for row in self.rows(*words)]

    def of_member(self, name, *words, period="2024"):
        return self.rows("member", "M1", "--list", name, "--period", period, *words)

    # A member

    def test_the_register_of_a_member_masks_the_phone(self):
        found = {row["field"]: row["value"] for row in self.of_member("register")}
        self.assertEqual(found, {"member": "M1", "name": "委员一", "level": "district", "area": "420107", "area_name": "青山区", "sector": "edu",
                                 "sector_name": "教育", "phone": "138****1111", "joined_on": "2022-01-01"})

    def test_what_was_in_force_on_any_day_of_the_period(self):
        self.assertEqual([(row["place"], row["role"], row["until"]) for row in self.of_member("assignments")],
                         [("P1", "resident", "2024-03-31"), ("420107001", "liaison", "")])
        self.assertEqual([row["pairing"] for row in self.of_member("pairings")], ["K1"])
        self.assertEqual([row["pairing"] for row in self.of_member("pairings", period="2023")], ["K1", "K2"])
        self.assertEqual([(row["unit"], row["post"], row["task"]) for row in self.of_member("duties")], [("U1", "副组长", "联系社区")])

    def test_only_held_sessions_are_on_the_roll(self):
        self.assertEqual([(row["session"], row["role"], row["place"]) for row in self.of_member("attendance")], [("S1", "speak", "P1"), ("S2", "attend", "420107001")])
        self.assertEqual([row["session"] for row in self.of_member("speeches")], ["S1"])
        self.assertEqual([row["session"] for row in self.of_member("speeches", period="2023")], ["S4"])

    def test_the_handling_of_a_document_is_listed_step_by_step(self):
        self.assertEqual([(row["document"], row["done_on"], row["step"], row["level"], row["by"]) for row in self.of_member("documents")],
                         [("D3", "2024-02-02", "replied", "", "市教育局"), ("D1", "2024-04-01", "issued", "", "区住建局"),
                          ("D1", "2024-04-20", "adopted", "city", ""), ("D1", "2024-05-20", "adopted", "provincial", "")])

    def test_what_the_member_raised_and_gave(self):
        self.assertEqual([(row["problem"], row["state"], row["settled_on"]) for row in self.of_member("problems")], [("Q1", "solved", "2024-06-01")])
        self.assertEqual([(row["problem"], row["state"]) for row in self.of_member("problems", period="2024H1")], [("Q1", "solved")])
        self.assertEqual([row["state"] for row in self.of_member("problems", period="2024Q1")], ["open"])
        self.assertEqual([(row["donation"], row["cash"]) for row in self.of_member("gifts")], [("G1", "1200.50")])
        self.assertEqual([(row["pledge"], row["amount"]) for row in self.of_member("pledges")], [("L1", "5000")])
        self.assertEqual([row["commendation"] for row in self.of_member("commendations")], ["C1"])

    def test_points_are_those_of_the_appraisal(self):
        self.assertEqual(self.of_member("points"), [])
        self.assertIn("The configuration has no appraisal rules.", self.done("report", "member", "M1", "--period", "2024").out)
        self.office.config.write_text(self.office.config.read_text("utf-8") + RULES, "utf-8")
        self.assertEqual([(row["rule"], row["code"], row["counted"]) for row in self.of_member("points")], [("base", "", "60"), ("came", "S1 / M1", "2"), ("came", "S2 / M1", "2")])
        self.assertIn("total 64", self.done("report", "member", "M1", "--period", "2024").out)
        self.assertIn("Points are scored for a year", self.done("report", "member", "M1", "--period", "term").out)
        self.assertIn("Not scored: ", self.done("report", "platform", "P1", "--period", "2024").out)

    def test_the_whole_term_and_the_default_year(self):
        env = {"CPCC_TODAY": "2024-12-31"}
        whole = self.done("report", "member", "M1", "--period", "term", "--list", "attendance", "--format", "csv", env=env).rows
        self.assertEqual([row["session"] for row in whole], ["S4", "S1", "S2"])
        year = self.done("report", "member", "M1", "--list", "attendance", "--format", "csv", env=env).rows
        self.assertEqual([row["session"] for row in year], ["S1", "S2"])

    def test_a_screen_shows_all_lists(self):
        shown = self.done("report", "member", "M1", "--period", "2024").out
        for part in ("M1 委员一  2024", "Register", "Attendance", "Documents and their handling", "Duties", "Period: 2024-01-01 to 2024-12-31."):
            self.assertIn(part, shown)
        self.assertNotIn("13800001111", shown)
        self.office.lang = "zh"
        shown = self.done("report", "member", "M1", "--period", "2024").out
        for part in ("基本情况", "参加活动", "成果及办理", "采用", "发言", "结对"):
            self.assertIn(part, shown)
        first = self.done("report", "member", "M1", "--format", "json").json
        self.assertEqual(first[0], {"field": "member", "value": "M1"})

    def test_careless_words(self):
        self.one_line(self.refused(1, "report", "member", "M9", saying="no member with code M9"))
        self.one_line(self.refused(1, "report", "platform", "P9", saying="no platform with code P9"))
        self.one_line(self.refused(2, "report", "member", "M1", "--list", "gift", saying=("gift", "pledges")))
        self.one_line(self.refused(2, "report", "member", "M1", "--period", "2024-13", saying="2024-13"))
        self.one_line(self.refused(1, "report", "roll", "S9", saying="no session with code S9"))
        self.one_line(self.refused(1, "report", "honours", "--area", "9", saying="no area with code 9"))
        self.office.lang = "zh"
        self.one_line(self.refused(1, "report", "member", "M9", saying="没有编号为“M9”的委员"))

    # A platform

    def of_platform(self, name, code="P1", period="2024"):
        return self.rows("platform", code, "--list", name, "--period", period)

    def test_the_sessions_of_a_platform_with_their_roll(self):
        self.assertEqual([(row["session"], row["present"], row["leave"], row["absent"], row["headcount"], row["residents"]) for row in self.of_platform("sessions")],
                         [("S1", "2", "0", "1", "4", "30")])
        self.assertEqual([row["session"] for row in self.of_platform("sessions", "P2")], ["S1"])
        self.assertEqual([(row["member"], row["role"]) for row in self.of_platform("attendance")], [("M1", "speak"), ("M2", "chair"), ("M3", "absent")])
        self.assertEqual([row["member"] for row in self.of_platform("speeches")], ["M1"])

    def test_what_belongs_to_a_platform(self):
        self.assertEqual([(row["member"], row["role"]) for row in self.of_platform("assignments")], [("M1", "resident"), ("M2", "convener")])
        self.assertEqual([(row["problem"], row["raised_by"], row["state"]) for row in self.of_platform("problems")], [("Q1", "M1", "solved")])
        self.assertEqual([row["document"] for row in self.of_platform("documents")], ["D1", "D1", "D1"])
        self.assertEqual([(row["donation"], row["donor"]) for row in self.of_platform("gifts")], [("G1", "委员一"), ("G2", "爱心企业")])
        self.assertEqual([row["topic"] for row in self.of_platform("topics")], ["T1"])
        self.assertEqual([row["commendation"] for row in self.of_platform("commendations")], ["C2"])
        self.office.lang = "zh"
        self.assertIn("下沉委员", self.done("report", "platform", "P1", "--period", "2024").out)

    # A session

    def test_the_minutes_of_a_session(self):
        found = {row["field"]: row["value"] for row in self.rows("roll", "S1")}
        self.assertEqual(found, {"session": "S1", "held_on": "2024-03-05", "kind": "consult", "form": "onsite", "title": "停车难现场协商", "platform": "P1",
                                 "platform_name": "花园社区协商议事之家", "area": "420107001001", "area_name": "花园社区", "topic": "T1", "topic_title": "停车难",
                                 "present": "2", "leave": "0", "absent": "1", "headcount": "4", "residents": "30", "summary": "议定三条",
                                 "partners": "P2 教育界别委员工作室"})
        self.assertIn(("state", "cancelled"), [(row["field"], row["value"]) for row in self.rows("roll", "S3")])

    def test_the_roll_has_those_present_first(self):
        self.assertEqual([(row["role"], row["member"], row["sector_name"]) for row in self.rows("roll", "S1", "--list", "members")],
                         [("chair", "M2", "医药卫生"), ("speak", "M1", "教育"), ("absent", "M3", "")])
        self.assertEqual([(row["role"], row["unit"]) for row in self.rows("roll", "S1", "--list", "units")], [("lead", "U1"), ("attend", "U2")])
        self.office.lang = "zh"
        shown = self.done("report", "roll", "S1").out
        for part in ("活动纪要", "主持", "缺席", "牵头", "议定三条"):
            self.assertIn(part, shown)

    # Commendations and model cases

    def test_commendations_by_name(self):
        self.assertEqual([(row["kind"], row["code"], row["name"], row["area"]) for row in self.rows("honours", "--period", "2024")],
                         [("member", "M1", "委员一", "420107"), ("platform", "P1", "花园社区协商议事之家", "420107001001")])
        self.assertEqual(self.column("code", "honours", "--period", "2024", "--area", "420107001"), ["P1"])
        self.assertIn("of members: 1; of platforms: 1", self.done("report", "honours", "--period", "2024").out)
        self.assertIn("Nothing to list.", self.done("report", "honours", "--period", "2022").err)

    def test_a_case_tells_its_story(self):
        rows = [(row["case"], row["kind"], row["code"], row["date"]) for row in self.rows("cases", "--period", "2024")]
        self.assertEqual(rows[:8], [("N1", "publicity", "N1", "2024-08-01"), ("N1", "session", "S1", "2024-03-05"), ("N1", "problem", "Q1", "2024-03-05"),
                                    ("N1", "document", "D1", "2024-03-20"), ("N1", "handling", "D1", "2024-04-01"), ("N1", "handling", "D1", "2024-04-20"),
                                    ("N1", "handling", "D1", "2024-05-20"), ("N1", "lookback", "Q1", "2024-07-05")])
        self.assertEqual([row[1:] for row in rows[9:]], [row[1:] for row in rows[1:8]])
        self.assertEqual({row[0] for row in rows}, {"N1", "N3"})
        self.assertEqual(self.rows("cases", "--period", "2024", "--area", "420107001002"), [])
        self.office.lang = "zh"
        self.assertIn("2024-06-01 解决", self.done("report", "cases", "--period", "2024").out)


if __name__ == "__main__":
    main()
