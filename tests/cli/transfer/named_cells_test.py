#!/usr/bin/env python3
"""Names in the cells of an import, and rows without a code that correct a record."""
import office
from named_town import NamedTown


class Town(NamedTown):
    def imported(self, kind, text, *options, **more):
        self.office.file(kind + ".csv", text)
        return self.done("import", kind, kind + ".csv", *options, "--format", "csv", **more)

    def not_imported(self, kind, text, *options):
        self.office.file(kind + ".csv", text)
        before = self.office.everything()
        refused = self.refused(3, "import", kind, kind + ".csv", *options)
        self.assertEqual(self.office.everything(), before)
        return refused.err.splitlines()[:-1]


class CellsTest(Town):
    def test_names_in_cells(self):
        done = self.imported("session", "code,held_on,platform,kind,title,members\nS1,2024-08-01,钢都花园协商议事之家,consult,甲,王丽:speak;张 强\n")
        self.assertIn("2 cells read by name.", done.err)
        self.assertEqual(self.record("session", "S1")["platform"], "QS-P-1")
        self.assertEqual(self.record("session", "S1")["members"], "QS-M-1:speak;QS-M-2")
        again = self.imported("session", "code,held_on,platform,kind,title,members\nS1,2024-08-01,钢都花园协商议事之家,consult,甲,王丽:speak;张强\n")
        self.assertEqual(again.rows[0]["unchanged"], "1")

    def test_codes_are_not_counted(self):
        done = self.imported("session", "code,held_on,platform,kind,title\nS1,2024-08-01,QS-P-1,consult,甲\n")
        self.assertNotIn("by name", done.err)

    def test_the_rows_own_place_comes_first(self):
        self.imported("session", "code,held_on,platform,area,kind,title,members\nS1,2024-08-01,WC-P-1,,consult,甲,王丽\nS2,2024-08-02,,420107001,visit,乙,王丽\n")
        self.assertEqual(self.record("session", "S1")["members"], "WC-M-1")
        self.assertEqual(self.record("session", "S2")["members"], "QS-M-1")
        self.imported("attendance", "session,member,role\nS1,张强,speak\n")
        self.assertEqual(self.record("session", "S1")["members"], "WC-M-1;QS-M-2:speak")

    def test_errors_in_the_form_of_other_cells(self):
        self.assertEqual(self.not_imported("assignment", "member,platform,role,since\n王丽,QS-P-9,resident,2024-01-01\n张强强,钢都花园,resident,2024-01-01\n"), [
            'assignment.csv:2: platform: no platform with code QS-P-9',
            'assignment.csv:2: member: 2 member records are named "王丽": QS-M-1 (青山区, 教育), WC-M-1 (武昌区, 医药卫生); use the code',
            'assignment.csv:3: platform: no platform with name or code "钢都花园"; did you mean 钢都花园协商议事之家 (QS-P-1)?',
            'assignment.csv:3: member: no member with name or code "张强强"; did you mean 张强 (QS-M-2)?'])

    def test_pinyin_is_not_read_in_files(self):
        self.assertEqual(self.not_imported("assignment", "member,platform,role,since\nzhangqiang,QS-P-1,resident,2024-01-01\n"),
                         ["assignment.csv:2: member: no member with code zhangqiang"])

    def test_codes_only(self):
        self.assertEqual(self.not_imported("assignment", "member,platform,role,since\n张强,QS-P-1,resident,2024-01-01\n", "--codes")[0][:29],
                         "assignment.csv:2: member: \"张强")

    def test_a_record_twice_in_a_cell(self):
        self.assertEqual(self.not_imported("session", "code,held_on,platform,kind,title,members\nS1,2024-08-01,QS-P-1,consult,甲,张强;QS-M-2\n"),
                         ['session.csv:2: members: duplicate "QS-M-2"'])

    def test_lists_in_other_forms_need_lenient_and_refusals_say_so(self):
        header = "code,held_on,platform,kind,title,members\nS1,2024-08-01,QS-P-1,consult,甲,"
        for cell in ('"张强\n欧阳明"', "张强/欧阳明", "QS-M-2 WC-M-2", '"QS-M-2\n欧阳明"'):
            refused = self.not_imported("session", header + cell + "\n")
            self.assertRegex(refused[0], 'session.csv:2: members: .*; separate several by ";", and write a role as CODE:ROLE, or use --lenient')
            self.imported("session", header + cell + "\n", "--lenient", "--on-existing", "update")
            self.assertEqual(self.record("session", "S1")["members"], "QS-M-2;WC-M-2")
            self.done("session", "edit", "S1", "--members", "-")
        for cell in ("张强（主持）、欧阳明", "张强：主持;欧阳明", "QS-M-2 (chair)|WC-M-2"):
            self.assertIn("or use --lenient", self.not_imported("session", header + cell + "\n")[0])
            done = self.imported("session", header + cell + "\n", "--lenient", "--on-existing", "update")
            self.assertIn('session.csv:2: members: "%s" read as ' % cell, done.err)
            self.assertEqual(self.record("session", "S1")["members"], "QS-M-2:chair;WC-M-2")
            self.done("session", "edit", "S1", "--members", "-")

    def test_brackets_that_name_no_role_are_part_of_the_name(self):
        self.imported("platform", "code,name,kind,area\nQS-P-2,和平议事厅（北片）,home,420107\n")
        self.imported("session", "code,held_on,platform,partners,kind,title\nS1,2024-08-01,QS-P-1,和平议事厅（北片）,consult,甲\n", "--lenient")
        self.assertEqual(self.record("session", "S1")["partners"], "QS-P-2")

    def test_a_code_in_full_width_letters_needs_lenient(self):
        text = "code,held_on,platform,kind,title\nS1,2024-08-01,ＱＳ－Ｐ－１,consult,甲\n"
        self.not_imported("session", text)
        self.assertIn('session.csv:2: platform: "ＱＳ－Ｐ－１" read as QS-P-1', self.imported("session", text, "--lenient").err)

    def test_names_of_the_same_import(self):
        self.office.file("new/area.csv", "code,name,level,parent\nA1,花园社区,community,滨江街道\nA2,滨江街道,street,青山区\n")
        self.office.file("new/member.csv", "name,level,area,sector\n赵倩,district,青山区,教育\n")
        self.office.file("new/platform.csv", "name,kind,area,convener\n花园之家,home,花园社区,赵倩\n")
        self.office.file("new/session.csv", "held_on,platform,kind,title,members\n2024-08-01,花园之家,consult,甲,赵倩\n")
        self.assertIn("8 cells read by name.", self.done("import", "new").err)
        self.assertEqual(self.record("area", "A1")["parent"], "A2")
        session = self.done("session", "list", "--format", "csv").rows[0]
        self.assertEqual((session["platform"], session["members"]), ("QS-P2026-00001", "QS-M2026-00001"))
        again = self.done("import", "new", "--format", "csv")
        self.assertEqual([row["unchanged"] for row in again.rows], ["2", "1", "1", "1"])

    def test_a_row_that_names_a_refused_row_is_no_second_error(self):
        self.office.file("bad/member.csv", "name,level,area\n赵倩,district,420199\n")
        self.office.file("bad/pledge.csv", "pledged_on,member,target,title,area\n2024-01-01,赵倩,project,甲,420107\n")
        refused = self.refused(3, "import", "bad")
        self.assertEqual(refused.err.splitlines()[0], "member.csv:2: area: no area with code 420199")
        self.assertEqual(len(refused.err.splitlines()), 2)

    def test_a_reason_quotes_the_cell_as_it_is_written(self):
        self.assertEqual([line.split('named "')[1].split('"')[0] for line in
                          self.not_imported("attendance", "session,member,role\nS9,王丽,speak\nS9,王　丽,speak\n") if 'named "' in line], ["王丽", "王　丽"])

    def test_a_mark_inside_a_name_does_not_count(self):
        self.imported("session", "code,held_on,platform,kind,title,members\nS1,2024-08-01,QS-P-1,consult,甲,张\u200e强\n")
        self.assertEqual(self.record("session", "S1")["members"], "QS-M-2")


class CorrectionsTest(Town):
    def test_a_member_without_a_code_is_found_again(self):
        difference = self.not_imported("member", "name,level,area,sector,phone\n张强,district,420107,edu,13800001111\n")
        self.assertIn("QS-M-2 already exists", difference[0])
        done = self.imported("member", "name,level,area,sector,phone\n张强,district,青山区,教育,13800001111\n", "--on-existing", "update")
        self.assertEqual(done.rows[0]["updated"], "1")
        self.assertEqual(self.office.sql("SELECT phone FROM member WHERE code = 'QS-M-2'"), [("13800001111",)])
        self.assertEqual(self.office.count("member"), 4, "no second 张强")

    def test_another_sector_is_another_person(self):
        done = self.imported("member", "name,level,area,sector\n张强,district,420107,med\n")
        self.assertEqual(done.rows[0]["added"], "1")

    def test_several_are_refused(self):
        self.imported("member", "code,name,level,area,sector\nQS-M-7,张强,district,420107,med\n")
        self.assertEqual(self.not_imported("member", "name,level,area,phone\n张强,district,420107,13800001111\n", "--on-existing", "update"),
                         ["member.csv:2: code: the row may be any of QS-M-2, QS-M-7; add its code"])

    def test_platforms_and_sessions_are_found_again(self):
        done = self.imported("platform", "name,kind,area,brand\n钢都花园协商议事之家,home,420107001001,一街一品\n", "--on-existing", "update")
        self.assertEqual(done.rows[0]["updated"], "1")
        self.assertEqual(self.record("platform", "QS-P-1")["brand"], "一街一品")
        self.imported("session", "held_on,platform,kind,title,residents\n2024-08-01,QS-P-1,consult,甲,5\n")
        self.imported("session", "held_on,platform,kind,title,residents\n2024-08-01,QS-P-1,consult,甲,6\n", "--on-existing", "update")
        self.assertEqual([row["residents"] for row in self.done("session", "list", "--format", "csv").rows], ["6"])

    def test_a_voided_record_is_not_found_again(self):
        self.done("member", "void", "QS-M-2", "--why", "登记有误")
        done = self.imported("member", "name,level,area,sector,phone\n张强,district,420107,edu,13800001111\n")
        self.assertEqual(done.rows[0]["added"], "1")


if __name__ == "__main__":
    office.main()
