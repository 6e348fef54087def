"""Tests what an import reads of a workbook: what a cell shows counts, and nothing is left out in silence."""
from office import OfficeTest, main
from workbook import Cell, Workbook, packed

SESSION = ["编号", "日期", "平台", "类别", "题目", "群众人次"]


def session(code, **more):
    row = dict(zip(SESSION, [code, "2024-01-05", "P1", "走访", "入户走访" + code, 12]))
    row.update(more)
    return [row[name] for name in SESSION]


class WorkbookTest(OfficeTest):
    town = True

    def book(self, *rows, header=SESSION, **more):
        return Workbook().sheet("表", [header, *rows], **more)

    def taken(self, kind, book, *options):
        self.office.file("s.xlsx", book if isinstance(book, bytes) else book.bytes())
        return self.done("import", kind, "s.xlsx", "--format", "csv", *options)

    def rejected(self, kind, book, *options, saying=()):
        self.office.file("s.xlsx", book if isinstance(book, bytes) else book.bytes())
        before = self.office.everything()
        result = self.refused(3, "import", kind, "s.xlsx", *options, saying=saying)
        self.assertEqual(self.office.everything(), before)
        return result

    def values(self, kind, *columns):
        rows = self.done(kind, "list", "--columns", ",".join(columns), "--sort", columns[0], "--format", "csv").rows
        return [tuple(row[column] for column in columns) for row in rows]

    # What a cell shows

    def test_a_code_is_what_its_number_format_shows(self):
        header = ["编号", "姓名", "级别", "所属政协区划"]
        rows = [[Cell(123, "00000"), "甲", "区", "420107"], [Cell(7, '"QS-M-"000'), "乙", "区", "420107"], [Cell(42, "0"), "丙", "区", Cell(420107)], [Cell(5, "000"), "丁", "区", Cell(420107, "General")]]
        self.taken("member", self.book(*rows, header=header))
        self.assertEqual([(code, name) for code, name in self.values("member", "code", "name") if not code.startswith("M")], [("00123", "甲"), ("005", "丁"), ("42", "丙"), ("QS-M-007", "乙")])

    def test_a_code_that_shows_another_form_than_it_holds_is_refused(self):
        header = ["编号", "姓名", "级别", "所属政协区划"]
        for form, shown in (("#,##0", "12,345"), ("0.00E+00", "1.23E+04")):
            self.rejected("member", self.book([Cell(12345, form), "甲", "区", "420107"], header=header), saying=("s.xlsx:2: code: A2:", '"%s"' % shown, '"12345"'))

    def test_a_phone_is_what_its_number_format_shows(self):
        header = ["编号", "姓名", "级别", "所属政协区划", "电话"]
        self.taken("member", self.book(["X1", "甲", "区", "420107", Cell(2788881234, '000"-"00000000')], ["X2", "乙", "区", "420107", Cell("1.3812345678E10")], header=header))
        phones = [row["phone"] for row in self.done("export", "member", "--reveal").rows if row["code"].startswith("X")]
        self.assertEqual(phones, ["027-88881234", "13812345678"])

    def test_a_number_may_show_separators_and_a_unit(self):
        rows = [session("S1", 群众人次=Cell(1200, "#,##0")), session("S2", 群众人次=Cell(60, '0"人"')), session("S3", 群众人次=Cell(14, "0.00")), session("S4", 群众人次=Cell(13.0000001, "0"))]
        self.taken("session", self.book(*rows))
        self.assertEqual([residents for _, residents in self.values("session", "code", "residents")], ["1200", "60", "14", "13"])

    def test_a_rounded_amount_that_holds_another_is_refused(self):
        header = ["编号", "日期", "平台", "捐赠方", "现金"]
        self.rejected("donation", self.book(["G1", "2024-01-05", "P1", "甲", Cell(1234.56, "#,##0")], header=header), saying=("E2", '"1,235"', '"1234.56"'))
        self.rejected("donation", self.book(["G1", "2024-01-05", "P1", "甲", Cell(123456, '0.0,"千元"')], header=header), saying=("123.5千元", "123456"))
        self.taken("donation", self.book(["G1", "2024-01-05", "P1", "甲", Cell(1234.5678, "#,##0.00")], ["G2", "2024-01-05", "P1", "乙", Cell(0, '#,##0;-#,##0;"-"')], header=header))
        self.assertEqual([float(cash) for _, cash in self.values("donation", "code", "cash")], [1234.57, 0])

    def test_a_number_that_is_hidden_by_its_format_is_refused_unless_it_is_zero(self):
        self.rejected("session", self.book(session("S1", 群众人次=Cell(5, ";;;"))), saying=("s.xlsx:2: residents: F2:", '"5"'))
        self.taken("session", self.book(session("S1", 群众人次=Cell(0, "0;;;@"))))
        self.assertEqual(self.values("session", "code", "residents"), [("S1", "")])

    def test_a_percentage_is_what_it_shows(self):
        self.done("problem", "raise", "Q1", "--title", "漏水", "--category", "urgent", "--raised-on", "2024-01-01", "--platform", "P1")
        header = ["问题", "日期", "结果", "满意度"]
        self.taken("lookback", self.book(["Q1", "2024-02-01", "巩固", Cell(0.85, 9)], ["Q1", "2024-02-02", "巩固", Cell(1, "0%")], ["Q1", "2024-02-03", "巩固", Cell(90)], header=header))
        self.assertEqual([percent for _, percent in self.values("lookback", "seen_on", "satisfaction")], ["85", "100", "90"])
        self.rejected("filing", self.book(["R1", "420107", "2024-01", "coverage", Cell(0.85, "0%"), "2024-02-01"], header=["编号", "区划", "时段", "指标", "数值", "填报日"]), saying=('"85%"',))

    def test_a_date_that_shows_a_month_is_that_month(self):
        rows = [[Cell(45566, "yyyy-mm"), "甲", "420107"], [Cell(45597, 'yyyy"年"m"月";@'), "乙", "420107"], [Cell(45627, 17), "丙", "420107"], [Cell(45658, 57), "丁", "420107"]]
        self.taken("theme", self.book(*rows, header=["月份", "题目", "区划"]))
        self.assertEqual([month for month, in self.values("theme", "month")], ["2024-10", "2024-11", "2024-12", "2025-01"])

    def test_a_day_that_shows_only_its_month_is_refused(self):
        for form in ('yyyy"年"m"月";@', "mmm-yy", "yyyy", 57):
            self.rejected("session", self.book(session("S1", 日期=Cell(45292, form))), saying=("s.xlsx:2: held_on: B2:", '"2024-01-01"'))
        self.taken("session", self.book(session("S1", 日期=Cell(45292, 'yyyy"年"m"月"d"日"'))))

    def test_a_code_that_became_a_date_is_refused(self):
        header = ["编号", "姓名", "级别", "所属政协区划", "电话"]
        for form in ('m"月"d"日"', "yyyy/m/d", "yyyy-mm-dd", "mmm-yy", 'yyyy"年"m"月"', "h:mm"):
            number = 0.5 if form == "h:mm" else 45294
            self.rejected("member", self.book([Cell(number, form), "甲", "区", "420107", None], header=header), saying=("s.xlsx:2: code: A2: the cell holds the date or time", "format the column as text"))
            self.rejected("member", self.book(["X1", "甲", "区", Cell(number, form), None], header=header), saying="s.xlsx:2: area: D2:")
            self.rejected("member", self.book(["X1", "甲", "区", "420107", Cell(number, form)], header=header), saying="s.xlsx:2: phone: E2:")

    def test_a_text_that_became_a_date_is_taken_only_if_the_cell_shows_it_whole(self):
        header = ["编号", "名称", "类别", "备注"]
        self.taken("unit", self.book(["E1", "甲", "other", Cell(45537, "yyyy/m/d")], header=header))
        self.assertEqual(self.record("unit", "E1")["note"], "2024-09-02")
        for number, form in ((45537, 'm"月"d"日"'), (0.395, "h:mm"), (45537.395, "yyyy/m/d h:mm")):
            self.rejected("unit", self.book(["E2", Cell(number, form), "other", None], header=header), saying="s.xlsx:2: name: B2: the cell holds the date or time")

    def test_dates_are_read_in_many_forms(self):
        forms = ['yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"d"日";@', 'm"月"d"日"', r'[$-F800]dddd\,\ mmmm\ dd\,\ yyyy', r"yyyy\.mm\.dd", 31, 57, "[$-804]aaaa;@", "d-mmm", "yyyy/m/d h:mm"]
        self.taken("session", self.book(*[session("S%02d" % i, 日期=Cell(45296, form)) for i, form in enumerate(forms)]))
        self.assertEqual({day for _, day in self.values("session", "code", "held_on")}, {"2024-01-05"})

    def test_a_date_with_a_time_needs_lenient(self):
        book = self.book(session("S1", 日期=Cell(45296.3958, "yyyy/m/d h:mm")), session("S2", 日期="2024/1/5 9:30:00"))
        self.rejected("session", book, saying=("did you mean 2024-01-05?",))
        self.assertIn("read as 2024-01-05", self.taken("session", book, "--lenient").err)
        self.assertEqual([day for _, day in self.values("session", "code", "held_on")], ["2024-01-05"] * 2)

    def test_a_truth_value_is_yes_or_no(self):
        header = ["编号", "名称", "类别", "所在区划", "示范点"]
        self.taken("platform", self.book(["X1", "甲", "委员工作站", "420107", Cell(1, kind="b")], ["X2", "乙", "委员工作站", "420107", Cell(0, kind="b")], header=header))
        self.assertEqual([self.record("platform", code)["model"] for code in ("X1", "X2")], ["yes", "no"])

    def test_rejects_of_a_workbook_can_be_imported_once_mended(self):
        header = ["编号", "名称", "类别", "所在区划", "示范点"]
        self.rejected("platform", self.book(["X1", "甲", "委员工作", "420107", Cell(1, kind="b")], header=header), "--rejects", "bad.csv")
        self.office.file("bad.csv", (self.office.folder / "bad.csv").read_text("utf-8").replace("委员工作,", "委员工作站,", 1))
        self.done("import", "platform", "bad.csv")
        self.assertEqual(self.record("platform", "X1")["model"], "yes")
        self.rejected("session", self.book(session("S1", 日期="2024-1-5", 群众人次=Cell(1200, '#,##0"人"'))), "--rejects", "bad.csv")
        self.office.file("bad.csv", (self.office.folder / "bad.csv").read_text("utf-8").replace("2024-1-5,", "2024-01-05,", 1))
        self.done("import", "session", "bad.csv")
        self.assertEqual(self.record("session", "S1")["residents"], 1200)

    # Cells that are refused

    def test_numbers_beyond_15_digits_are_refused_in_codes_and_texts(self):
        header = ["编号", "姓名", "级别", "所属政协区划"]
        self.rejected("member", self.book([Cell("4.20107199001011E+17"), "甲", "区", "420107"], header=header), saying=("s.xlsx:2: code: A2:", "15 digits"))
        self.rejected("member", self.book([Cell("1234567890123456"), "甲", "区", "420107"], header=header), saying=("15 digits",))
        self.rejected("session", self.book(session("S1", 题目="4.20107E+11")), saying=("s.xlsx:2: title", "digits are lost"))
        self.taken("member", self.book([Cell("420107009901123"), "甲", "区", "420107"], header=header))
        self.assertEqual(self.record("member", "420107009901123")["name"], "甲")

    def test_error_values_are_refused_with_their_cell(self):
        for error in ("#N/A", "#REF!", "#DIV/0!"):
            self.rejected("session", self.book(session("S1", 题目=Cell(error, kind="e"))), saying=("s.xlsx:2: title: E2:", error))
            self.rejected("session", self.book(session("S1", 题目=error)), saying=("s.xlsx:2: title:", error))
        self.rejected("session", self.book(session("S1", 题目="########")), saying="error")

    def test_a_formula_without_result_is_refused_with_its_cell_where_it_is_read(self):
        for value in (None, ""):
            self.rejected("session", self.book(session("S1", 题目=Cell(value, formula="A1"))), saying=("s.xlsx:2: title: E2:", "formula"))
        numbered = self.book(*[[Cell(None, formula="ROW()-1"), *session("S%d" % i)] for i in (1, 2)], header=["序号", *SESSION])
        self.assertEqual([int(row["added"]) for row in self.taken("session", numbered).rows], [2])

    # Sheets and rows

    def test_all_sheets_with_a_header_of_the_kind_are_read_and_named(self):
        book = Workbook().sheet("7月", [SESSION, session("S1")]).sheet("说明", [["请按月填写"], ["日期写作 2024-01-05"]]).sheet("空", []).sheet("8月", [["八月活动"], SESSION, session("S2"), session("S3")]).sheet("选项", [["走访"]], hidden=True)
        result = self.taken("session", book)
        self.assertEqual([(row["file"], row["added"]) for row in result.rows], [("s.xlsx", "3")])
        for said in ('2 sheets read: "7月", "8月"', 'not read: "说明"', 'hidden sheets, not read: "选项"'):
            self.assertIn(said, result.err)
        self.assertEqual(len(self.values("session", "code")), 3)

    def test_errors_name_the_sheet_where_several_are_read(self):
        book = Workbook().sheet("7月", [SESSION, session("S1")]).sheet("8月", [SESSION, session("S2", 日期="2024-2-30")])
        self.rejected("session", book, "--rejects", "bad.csv", saying="s.xlsx[8月]:2: held_on:")
        self.assertIn("S2,2024-2-30", (self.office.folder / "bad.csv").read_text("utf-8"))
        self.assertNotIn("S1", (self.office.folder / "bad.csv").read_text("utf-8"))

    def test_a_sheet_can_be_chosen_by_name_or_number(self):
        book = Workbook().sheet("7月", [SESSION, session("S1")]).sheet("8月", [SESSION, session("S2")]).sheet("藏", [SESSION, session("S3")], hidden=True)
        for sheet, code in (("8月", "S2"), ("1", "S1"), ("藏", "S3")):
            self.taken("session", book, "--sheet", sheet)
            self.record("session", code)
        self.refused(2, "import", "session", "s.xlsx", "--sheet", "9月", saying=('no sheet "9月"',))

    def test_hidden_rows_are_read_and_counted(self):
        result = self.taken("session", self.book(session("S1"), session("S2"), session("S3"), hidden_rows=[3, 4]))
        self.assertIn("s.xlsx: 2 hidden rows were read too", result.err)
        self.assertEqual(len(self.values("session", "code")), 3)

    def test_cells_merged_over_rows_count_for_each(self):
        rows = [session("S1", 日期=Cell(45296, "yyyy-mm-dd")), session("S2", 日期=None), session("S3", 日期=None, 群众人次=7), session("S4", 日期="2024-01-06")]
        rows[1][5] = None
        self.taken("session", self.book(*rows, merged=["B2:B4", "F2:F3"]))
        self.assertEqual(self.values("session", "code", "held_on", "residents"), [("S1", "2024-01-05", "12"), ("S2", "2024-01-05", "12"), ("S3", "2024-01-05", "7"), ("S4", "2024-01-06", "12")])

    def test_a_title_merged_over_columns_is_a_title(self):
        book = Workbook().sheet("表", [["青山区政协一线协商活动情况表"], ["填报单位：办公室", None, None, None, "填报时间：9月"], SESSION, session("S1")], merged=["A1:F1"])
        result = self.taken("session", book)
        self.assertIn("s.xlsx: the header is in line 3", result.err)
        self.assertIn("青山区政协一线协商活动情况表", result.err)
        self.assertEqual(len(self.values("session", "code")), 1)

    def test_a_header_of_two_rows_is_joined(self):
        upper, lower = ["编号", "日期", "平台", "类别", "题目", "参加人次", None], [None] * 5 + ["未列名委员人次", "群众人次"]
        self.taken("session", Workbook().sheet("表", [upper, lower, [*session("S1")[:5], 3, 12]], merged=["F1:G1"]))
        self.assertEqual(self.values("session", "code", "headcount", "residents"), [("S1", "3", "12")])
        upper, lower = ["编号", "日期", "平台", "类别", "题目", "参加人次"], [None] * 5 + ["群众"]
        self.taken("session", Workbook().sheet("表", [["活动情况表"], upper, lower, session("S0")]))
        upper, lower = ["编号", "日期", "平台", "类别", "题目", "人次", None], ["编号", "日期", None, None, None, "服务", "群众"]
        self.taken("session", Workbook().sheet("表", [upper, lower, [*session("S2")[:5], 4, 13]], merged=["F1:G1", "A1:A2", "B1:B2"]))
        self.assertEqual(self.values("session", "code", "served", "residents"), [("S0", "", "12"), ("S1", "", "12"), ("S2", "4", "13")])

    # Forms of other programs

    def test_part_names_may_differ_in_case_and_have_backslashes(self):
        for i, rename in enumerate((str.upper, lambda name: name.replace("/", "\\"), lambda name: name.replace("sheet1", "Sheet1"))):
            self.taken("session", self.book(session("S%d" % i)).bytes(rename))
        self.assertEqual(len(self.values("session", "code")), 3)

    def test_files_that_are_no_workbook_are_named(self):
        for parts, saying in (({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, "OpenDocument"), ({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}, "Word")):
            self.office.file("s.xlsx", packed(parts))
            self.refused(1, "import", "session", "s.xlsx", saying=(saying, "save"))


if __name__ == "__main__":
    main()
