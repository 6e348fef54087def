"""Tests how an import understands a table that people made: titles, dressed headers, totals, feet, signs of other programs."""
import csv
import io

from office import OfficeTest, main

UNITS = "编号,名称,类别\n"


class SheetTest(OfficeTest):
    town = True

    def taken(self, kind, text, *options, name="in.csv", **more):
        self.office.file(name, text)
        return self.done("import", kind, name, "--format", "csv", *options, **more)

    def rejected(self, kind, text, *options, saying=(), name="in.csv", code=3, **more):
        self.office.file(name, text)
        before = self.office.everything()
        result = self.refused(code, "import", kind, name, *options, saying=saying, **more)
        self.assertEqual(self.office.everything(), before)
        return result

    def names(self, kind="unit"):
        return sorted(row["name"] for row in self.done(kind, "list", "--format", "csv").rows)

    # Headers

    def test_the_header_is_found_below_titles(self):
        result = self.taken("unit", "青山区单位名册,,\n填报单位：办公室,,填报时间：9月5日\n\n" + UNITS + "E1,甲,other\n")
        self.assertIn('in.csv: the header is in line 4; not read above it: "青山区单位名册", "填报单位：办公室 填报时间：9月5日"', result.err)
        self.assertEqual(self.record("unit", "E1")["name"], "甲")

    def test_errors_below_titles_name_the_right_line(self):
        self.rejected("unit", "名册,,\n\n" + UNITS + "E1,甲,othr\n", saying="in.csv:4: kind:")
        self.rejected("unit", "名册,,,\n编号,名称,类别,颜色\nE1,甲,other,红\n", saying="in.csv:2: 颜色:")

    def test_a_file_without_header_is_refused_in_one_sentence(self):
        result = self.rejected("session", "S1,2024-01-05,P1,走访某社区,3\nS2,2024-01-05,P1,走访某社区,3\n", saying="in.csv:1: no header: none of the first 2 rows names a field of session")
        self.assertEqual(len(result.err.splitlines()), 2)

    def test_dressed_headers_name_their_fields(self):
        header = '*编号,名 称（必填）,"类别\n(下拉选择)",2.所属区划：,【备注】,标签＊\n'
        result = self.taken("unit", header + "E1,甲,other,420107,好,一\n")
        self.assertIn('"*编号" as code', result.err)
        unit = self.record("unit", "E1")
        self.assertEqual((unit["name"], unit["area"], unit["note"], unit["tags"]), ("甲", "420107", "好", "一"))
        self.taken("session", "Code,HELD_ON,平台,类别,题目,群众人次（人）\nS1,2024-01-05,P1,走访,走访,12\n")
        self.assertEqual(self.record("session", "S1")["residents"], 12)

    def test_an_exact_header_wins_over_a_dressed_one(self):
        self.rejected("session", "日期,日期（截止）,平台,类别,题目\n2024-01-05,2024-01-09,P1,走访,走访\n", saying="in.csv:1: 日期（截止）: session has no such column")

    def test_amounts_in_ten_thousands_are_never_taken_for_yuan(self):
        text = "编号,日期,平台,捐赠方,现金（万元）\nG1,2024-01-05,P1,甲,1.5\n"
        self.rejected("donation", text, saying=("in.csv:1: 现金（万元）", "万元", "--lenient"))
        self.taken("donation", text, "--lenient")
        self.assertEqual(float(self.record("donation", "G1")["cash"]), 15000)
        self.rejected("session", "编号,日期,平台,类别,题目,群众人次（百人）\nS1,2024-01-05,P1,走访,走访,1\n", "--lenient", saying="百人")

    def test_numbering_and_empty_columns_are_passed_over(self):
        self.taken("unit", "序号,编号,,名称,类别\n1,E1,,甲,other\n2,E2,,乙,other\n")
        self.assertIn("乙", self.names())

    def test_ignored_columns_are_named_with_their_cells(self):
        result = self.taken("unit", "编号,名称,类别,颜色,size\nE1,甲,other,红,\nE2,乙,other,蓝,\n", "--ignore-unknown")
        self.assertIn('in.csv: column "颜色" ignored, 2 cells with text.', result.err)
        self.assertIn('in.csv: column "size" ignored, 0 cells with text.', result.err)

    def test_a_near_miss_is_never_ignored(self):
        self.rejected("session", "编号,日期,平台,类别,题目,群众人数\nS1,2024-01-05,P1,走访,走访,30\n", "--ignore-unknown", saying=("in.csv:1: 群众人数", "群众人次", "not ignored"))
        result = self.rejected("session", "编号,日期,平台,类别,题目,群众人数\nS1,2024-01-05,P1,走访,走访,30\n", saying="群众人次")
        self.assertNotIn("--ignore-unknown", result.err)

    def test_a_longer_or_shorter_name_of_a_field_is_suggested(self):
        for header, label in (("家庭电话", "电话"), ("区划", "所属政协区划")):
            self.rejected("member", "姓名,级别,%s\n甲,区,1\n" % header, saying=("in.csv:1: %s" % header, "did you mean %s?" % label))

    def test_a_repeated_header_is_refused_by_name(self):
        self.rejected("unit", UNITS + "E1,甲,other\n" + UNITS + "E2,乙,other\n", saying="in.csv:3: it repeats the header of line 1")

    def test_other_separators_are_named(self):
        for sign, name in (("，", "full-width commas"), ("|", "vertical bars"), (";", "semicolons"), ("\t", "tabs")):
            text = (UNITS + "E1,甲,other\n").replace(",", sign)
            self.rejected("unit", text, code=1, saying=("in.csv:1:", name))
            self.rejected("unit", "名册\n" + text, code=1, saying=("in.csv:2:", name))

    # Totals and feet

    def test_totals_and_feet_below_the_data_are_passed_over_and_named(self):
        words = ["合计：", "本月合计", "小 计", "共计", "累计", "总　计", "合计（元）", "本页小计", "Total", "合计：2", "9月合计", "1-9月累计", "TOTAL:"]
        result = self.taken("unit", UNITS + "E1,甲,other\n" + "".join(",%s,部门\n" % word for word in words) + "填表人：,张三,审核人：\n注：1.每月5日前报送,,\n单位（盖章）：,,\n填表日期：9月5日,,\n")
        for line, word in enumerate(words, 3):
            self.assertIn('in.csv:%d: not read below the data: "%s"' % (line, word), result.err)
        self.assertIn("填表人：", result.err)
        self.assertEqual(self.names(), sorted(["区住建局", "惠民物业", "甲"]))

    def test_totals_amid_the_data_are_refused_by_name(self):
        for word in ("合计：", "本月小计", "Subtotal", "填表人：张三"):
            self.rejected("unit", UNITS + "E1,甲,other\n%s,,\nE2,乙,other\n" % word, saying=("in.csv:3:", word))

    def test_totals_with_day_and_platform_filled_down_are_no_records(self):
        words = ["本月合计", "合计：", "共计", "合计（元）", "本页小计", "累计", "Total"]
        text = "日期,平台,捐赠方,现金\n2024-09-02,P1,某企业,1000\n2024-09-03,P1,某商会,2000\n"
        result = self.taken("donation", text + "".join("2024-09-03,P1,%s,3000\n" % word for word in words))
        for line, word in enumerate(words, 4):
            self.assertIn('in.csv:%d: not read below the data: "%s"' % (line, word), result.err)
        self.assertEqual(sorted(row["cash"] for row in self.done("donation", "list", "--format", "csv").rows), ["1000", "2000"])
        self.rejected("donation", text + "2024-09-03,P1,合计,3000\n2024-09-04,P1,乙,1\n", saying=("in.csv:4:", "合计"))

    def test_a_unit_anywhere_above_an_amount_counts(self):
        head = ",,,,\n编号,日期,平台,捐赠方,现金\nG1,2024-01-05,P1,甲,1.5\n"
        sheets = {"several units": "捐赠登记（单位：万元、人次）" + head,
                  "money": "金额单位：人民币万元" + head,
                  "a sentence": "本表以万元为单位" + head,
                  "a title": "捐赠登记,,,,\n填报单位：青山区,,,,单位：万元\n编号,日期,平台,捐赠方,现金\nG1,2024-01-05,P1,甲,1.5\n",
                  "the group of a two-row header": "编号,日期,平台,捐赠方,捐赠金额（万元）,捐赠金额（万元）\n编号,日期,平台,捐赠方,现金,折价\nG1,2024-01-05,P1,甲,1.5,\n",
                  "a row of units": "编号,日期,平台,捐赠方,现金\n,,,,（万元）\nG1,2024-01-05,P1,甲,1.5\n"}
        for where, text in sheets.items():
            with self.subTest(where):
                self.rejected("donation", text, saying=("万元", "--lenient"))
                code = "G%d" % (1 + list(sheets).index(where))
                self.taken("donation", text.replace("G1", code), "--lenient")
                self.assertEqual(self.record("donation", code)["cash"], 15000)

    def test_a_village_named_like_a_unit_is_no_unit(self):
        self.taken("donation", "填报单位：元宝村,,,,\n编号,日期,平台,捐赠方,现金\nG1,2024-01-05,P1,甲,1.5\n")
        self.assertEqual(self.record("donation", "G1")["cash"], 1.5)

    def test_a_whole_row_is_a_record_whatever_its_note(self):
        self.taken("session", "日期,平台,类别,题目,备注\n2024-01-05,P1,协商,楼道照明,\n2024-01-06,P1,协商,用水,合计\n2024-01-07,P1,协商,注：水费协商,\n")
        self.assertEqual(len(self.done("session", "list", "--format", "csv").rows), 3)

    def test_a_problem_sent_again_without_a_code_is_changed(self):
        text = "题目,分类,平台,提出日,解决日\n停车难,doorstep,P1,2024-01-05,%s\n"
        self.taken("problem", text % "")
        self.taken("problem", text % "2024-02-01", "--on-existing", "update")
        self.assertEqual([row["solved_on"] for row in self.done("problem", "list", "--format", "csv").rows], ["2024-02-01"])

    def test_names_that_resemble_totals_are_data(self):
        self.taken("unit", UNITS + "E1,总工会,other\nE2,统计局,other\nE3,设计院,other\nE4,Totalgaz,other\nE5,注册会计师协会,other\nE6,会计合计事务所,other\n")
        self.assertEqual(len(self.names()), 8)

    # Encodings and signs

    def test_a_cut_character_in_utf8_is_refused_with_its_line(self):
        text = "code,name,kind\nE1,楼道照明协商,other\nE2,入户走访,other\nE3,停车协商,other\n".encode()
        cut = text.replace("走访".encode(), "走访".encode()[:-1] + "车".encode()[:1])
        self.rejected("unit", cut, code=1, saying=("in.csv:3:", "UTF-8"))
        self.taken("unit", text.decode().encode("gb18030"))
        self.assertIn("楼道照明协商", self.names())

    def test_a_detected_gb18030_may_be_wrong(self):
        result = self.taken("unit", "code,name,kind\nE1,樓道照明協商議事廳,other\n".encode("big5"))
        self.assertIn("in.csv read as gb18030. If its text looks wrong, set --encoding.", result.err)
        self.taken("unit", "code,name,kind\nE2,樓道照明協商,other\n".encode("big5"), "--encoding", "big5")
        self.assertIn("樓道照明協商", self.names())

    def test_the_encoding_option_is_that_of_the_file_only(self):
        for number, encoding in enumerate(("utf-16le", "utf-16be", "gbk", "cp936", "gb2312", "GB18030")):
            self.office.file("in.csv", ("编号,名称,类别\nE%d,甲,other\n" % number).encode(encoding))
            result = self.done("import", "unit", "in.csv", "--encoding", encoding)
            self.assertIn("──", result.out)
            self.assertEqual(self.record("unit", "E%d" % number)["name"], "甲")

    def test_a_control_z_at_the_end_is_passed_over(self):
        for number, end in enumerate(("\n\x1a", "\x1a")):
            self.taken("unit", UNITS + "E%d,甲,other%s" % (number, end))
        self.assertEqual(self.names().count("甲"), 2)

    def test_blanks_of_any_kind_are_trimmed(self):
        for number, blank in enumerate(("\u00a0", "\u3000", "\u200b", "\ufeff", "\u2003", "\u200e", "\t")):
            self.taken("unit", "编号%s,%s名称,类别\nE%d%s,%s甲%s,%sother%s\n" % (blank, blank, number, *[blank] * 5))
            self.assertEqual(self.record("unit", "E%d" % number)["name"], "甲")
        self.taken("unit", UNITS + "E\u200b9,乙,oth\u200ber\n")
        self.assertEqual(self.record("unit", "E9")["name"], "乙")

    def test_a_text_of_blanks_is_none(self):
        for blank in ("\u00a0", "\u200b", "\u3000\ufeff"):
            self.rejected("unit", UNITS + "E1,%s,other\n" % blank, saying="in.csv:2: name: required")
        self.refused(2, "unit", "add", "E1", "--name", "\u00a0", "--kind", "other", saying="--name is empty")

    def test_choices_and_headers_may_have_kangxi_radicals_and_full_width_letters(self):
        self.taken("session", "编号,⽇期,平台,类别,题⽬\nS1,2024-01-05,P1,⾛访,走访\n")
        self.assertEqual(self.record("session", "S1")["kind"], "visit")
        self.taken("unit", "编号,名称,类别\nE1,甲,ｏｔｈｅｒ\n")

    # Rejects, the rest, the preview

    def test_rejects_are_imported_as_they_are_once_mended(self):
        for number, lang in enumerate(("en", "zh")):
            self.rejected("unit", UNITS + "E%d,甲,othr\n" % number, "--rejects", "bad.csv", lang=lang)
            mended = (self.office.folder / "bad.csv").read_text("utf-8").replace("othr,", "other,", 1)
            self.taken("unit", mended, name="bad.csv", lang=lang)
            self.record("unit", "E%d" % number)

    def test_keep_good_imports_the_other_rows(self):
        text = "code,name,level,parent\nN1,甲街,street,420107\nN2,,street,420107\nN3,社区,community,N2\nN4,社区,community,N1\nN5,社区,comunity,N1\n"
        self.office.file("in.csv", text)
        result = self.office.run("import", "area", "in.csv", "--keep-good", "--rejects", "bad.csv", "--format", "csv")
        self.assertEqual(result.code, 3, result)
        for said in ("in.csv:3: name", "in.csv:4: parent", "in.csv:6: level", "3 rows rejected (3 errors); the other rows were imported."):
            self.assertIn(said, result.err)
        self.assertEqual([(row["added"], row["rejected"]) for row in csv.DictReader(io.StringIO(result.out))], [("2", "3")])
        self.assertEqual(sorted(row["code"] for row in self.done("area", "list", "--format", "csv").rows if row["code"].startswith("N")), ["N1", "N4"])
        self.assertEqual([row.split(",")[0] for row in (self.office.folder / "bad.csv").read_text("utf-8").splitlines()], ["code", "N2", "N3", "N5"])

    def test_keep_good_takes_no_file_with_an_unknown_column(self):
        self.rejected("unit", "编号,名称,类别,颜色\nE1,甲,other,红\n", "--keep-good", saying=("颜色", "nothing imported"))

    def test_a_preview_shows_how_a_file_is_understood_and_saves_nothing(self):
        self.office.file("in.csv", "名册,,,,\n序号,*编号,名称,类别,颜色\n1,U1,区住房局,部门,红\n2,E1,甲,其他,\n".encode("gb18030"))
        before = self.office.everything()
        result = self.done("import", "unit", "in.csv", "--preview", "--ignore-unknown", "--on-existing", "update")
        self.assertEqual(self.office.everything(), before)
        for part in ("comma-separated, gb18030", "header in line 2", "numbering, not read", "code code", "ignored", "区住建局", "区住房局", "department", "U1"):
            self.assertIn(part, result.out)
        counts = result.out.strip().splitlines()[-1].split()
        self.assertEqual(counts, ["in.csv", "1", "1", "0", "0"])

    def test_a_preview_shows_what_would_be_refused(self):
        self.office.file("in.csv", UNITS + "E1,甲,othr\nE2,乙,other\n")
        result = self.office.run("import", "unit", "in.csv", "--preview")
        self.assertEqual(result.code, 3, result)
        self.assertIn("in.csv:2: kind:", result.err)
        self.assertIn("E2", result.out)
        self.assertEqual(result.out.strip().splitlines()[-1].split(), ["in.csv", "1", "0", "0", "1"])

    # Several files

    def test_several_files_of_a_kind_are_one_transaction(self):
        self.office.file("a.csv", UNITS + "E1,甲,other\n")
        self.office.file("b.csv", UNITS + "E2,乙,other\n")
        self.assertEqual([row["file"] for row in self.done("import", "unit", "a.csv", "b.csv", "--format", "csv").rows], ["a.csv", "b.csv"])
        self.office.file("c.csv", UNITS + "E3,丙,other\n")
        self.office.file("d.csv", UNITS + "E4,丁,othr\n")
        before = self.office.everything()
        self.refused(3, "import", "unit", "c.csv", "d.csv", saying="d.csv:2: kind:")
        self.assertEqual(self.office.everything(), before)

    def test_files_of_one_name_keep_their_rows_and_rejects_apart(self):
        for folder, bad in (("a/", 2), ("b/", 3), ("", 4)):
            self.office.file(folder + "x.csv", [["code", "name", "kind"]] + [["%s%d" % (folder[:1] or "c", row), "" if row == bad else "单位", "other"] for row in (2, 3, 4)])
        said = self.refused(3, "import", "unit", "a/x.csv", "b/x.csv", "x.csv", "--keep-good", "--rejects", "bad", "--quiet")
        self.assertIn("./x.csv:4: name: required", said.err)
        self.assertEqual(self.codes("unit", "list")[2:], ["a3", "a4", "b2", "b4", "c2", "c3"])
        kept = [(path.name, path.read_text("utf-8").splitlines()[1].split(",")[0]) for path in sorted((self.office.folder / "bad").iterdir())]
        self.assertEqual(kept, [("x-2.csv", "b3"), ("x-3.csv", "c4"), ("x.csv", "a2")])

    def test_rejects_that_cannot_be_written_are_refused_first(self):
        before = self.office.everything()
        self.office.file("x.csv", [["code", "name", "kind"], ["c1", "单位", "other"], ["c2", "", "other"]])
        self.refused(1, "import", "unit", "x.csv", "--keep-good", "--rejects", "no/such/bad.csv", saying="no/such/bad.csv")
        self.assertEqual(self.office.everything(), before)

    def test_a_directory_names_each_file_that_is_not_taken(self):
        self.office.file("d/unit.csv", UNITS + "E1,甲,other\n")
        for name in ("sessions.csv", "problem.CSV", "member.xls", "notes.txt"):
            self.office.file("d/" + name, "x")
        result = self.done("import", "d")
        for said in ("sessions.csv not imported: did you mean session.csv?", "problem.CSV not imported: did you mean problem.csv?", "member.xls not imported: did you mean member.csv?", "notes.txt not imported"):
            self.assertIn(said, result.err)

    # Masked phones

    def test_a_masked_phone_never_stops_a_file(self):
        result = self.taken("member", "code,name,level,area,phone\nX1,甲,district,420107,139****1234\n")
        self.assertIn("in.csv:2: phone: the number is masked and was not read", result.err)
        self.assertEqual(self.record("member", "X1")["phone"], None)
        text = "code,name,level,area,phone\nM1,委员一,district,420107,%s\n"
        own = self.done("export", "member").rows[0]["phone"]
        self.assertNotIn("masked", self.taken("member", text % own).err)
        for options in ((), ("--on-existing", "update")):
            self.assertIn("masked", self.taken("member", text % "139****9999", *options).err)
        self.assertEqual(self.done("export", "member").rows[0]["phone"], own)


if __name__ == "__main__":
    main()
