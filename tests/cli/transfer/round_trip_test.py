"""Tests the round trip: an export of all records, imported into an empty database, gives the same records."""
import csv
import io
import re

from office import EXAMPLES, Office, OfficeTest, main

# Texts that programs between two databases like to change.
NAUGHTY = ["=1+1", "+86 27", "-5 度", "@all", "＝和", "'=x", "''quoted", "'1E+05", "'#N/A", "'###", "00123", "1234567890123456789", 'say "hi", ok', "第一行\n第二行", "合计", "小计：", "注：见附件",
           "示例", "TRUE", "否", "1e5", "2024-1-5", "3/4", "100%", "#标签", "😀👨‍👩‍👧", "‏שלום‏", "é", "<b>&amp;</b>", "_x000D_", "a:b,c，d", "tab\there", "N/A", "NULL", "0",
           "%s {} $1 \\n", "--x", "序号", "中 文　空格", "长" * 300]
MEANT = {("filing", "measure"), ("problem", "close_reason")}     # texts with a meaning, or bound to other fields


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode() if isinstance(data, bytes) else data)))


def text_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class RoundTripTest(OfficeTest):
    def prepare(self):
        self.configured = (EXAMPLES / "cpcc.toml").read_text("utf-8")      # defines the measures that its filings name
        self.office.configure(self.configured)
        fields = self.done("fields", "--format", "csv").rows
        for path in sorted((EXAMPLES / "wuhan").glob("*.csv")):
            kind, rows = path.stem, rows_of(path.read_bytes())
            texts = [(row["field"], row["type"]) for row in fields if row["kind"] == kind and row["type"] in ("text", "list of texts") and (kind, row["field"]) not in MEANT]
            for i, row in enumerate(rows[:2 * len(NAUGHTY)]):
                for shift, (field, of) in enumerate(texts):
                    text = NAUGHTY[(i + 7 * shift) % len(NAUGHTY)]
                    row[field] = "one;" + text.replace(";", "") if of == "list of texts" else text
            self.office.file("all/%s.csv" % kind, text_of(rows))
        self.done("import", "all")
        for kind in sorted({row["kind"] for row in fields}):
            first = next(iter(self.done(kind, "list", "--format", "csv").rows[0]))
            listed = [row[first] for row in self.done(kind, "list", "--format", "csv", "--columns", "code" if first == "code" else "note").rows]
            self.done(kind, "void", *listed[1:4:2], "--why", "重复；=1+1, 见 \"旧表\"")
        platform = self.codes("platform", "list", "--where", "convener!=")[0]
        self.done("platform", "edit", platform, "--convener", "-", "--note", "-")
        self.done("platform", "edit", platform, "--basis", "joint", "--from", "2024-03-01")
        self.done("platform", "edit", platform, "--basis", "-", "--from", "2024-05-01")
        changed = self.codes("member", "list", "--where", "sector!=")[5]
        self.done("member", "edit", changed, "--sector", "-", "--from", "2024-05-01")
        self.done("member", "void", changed, "--why", "辞去")

    def exported(self, office, form="csv"):
        result = office.run("export", "--all", "--output", form, "--reveal", "--format", form)
        self.assertEqual(result.code, 0, str(result))
        return {path.name: path.read_bytes() for path in (office.folder / form).iterdir()}

    def imported(self, files):
        """Returns a new office with the records of these files."""
        other = Office("en")
        self.addCleanup(other.close)
        other.configure((EXAMPLES / "cpcc.toml").read_text("utf-8"))
        for name, content in files.items():
            other.file("in/" + name, content)
        taken = other.run("import", "in")
        self.assertEqual(taken.code, 0, str(taken))
        return other

    def same(self, office):
        first, second = self.exported(self.office), self.exported(office)
        self.assertEqual(sorted(first), sorted(second))
        for name, content in first.items():
            for one, two in zip(rows_of(content), rows_of(second[name])):
                self.assertEqual(one, two, name)
            self.assertTrue(content == second[name], name + " differs")

    def test_a_csv_export_gives_the_same_records_in_an_empty_database(self):
        files = self.exported(self.office)
        voided = [row for name in files for row in rows_of(files[name]) if row.get("voided")]
        self.assertGreater(len(voided), 30)
        self.same(self.imported(files))

    def test_an_xlsx_export_gives_the_same_records_in_an_empty_database(self):
        self.same(self.imported(self.exported(self.office, "xlsx")))

    def test_a_json_export_gives_the_same_records_in_an_empty_database(self):
        self.same(self.imported(self.exported(self.office, "json")))

    def test_text_behind_a_json_array_is_refused(self):
        one = '{"code":"U-J","name":"甲","kind":"other"}'
        for text in ('[%s]' % one.replace('"kind"', '"name"'), "[%s][%s]" % (one, one), "[%s]%s" % (one, one), "[%s] x" % one, "[%s %s]" % (one, one)):
            self.office.file("unit.json", text)
            self.one_line(self.refused(1, "import", "unit", "unit.json", saying="unit.json:1:"))
        self.office.file("unit.json", "[%s]\n" % one)
        self.done("import", "unit", "unit.json")

    def test_the_same_export_twice_changes_nothing(self):
        self.exported(self.office)
        again = self.done("import", "csv", "--format", "csv")
        self.assertEqual({(row["added"], row["updated"], row["rejected"]) for row in again.rows}, {("0", "0", "0")})

    def test_an_export_without_voided_records_names_none(self):
        fields = self.done("fields", "--format", "csv").rows
        everything = {name.removesuffix(".csv"): rows_of(content) for name, content in self.exported(self.office).items()}
        voided = {kind: {row["code"] for row in rows if row.get("voided") and "code" in row} for kind, rows in everything.items()}
        named = 0
        for kind in everything:
            result = self.done("export", kind)
            self.assertNotIn("voided", result.out.splitlines()[0].split(","))
            for field in fields:
                target = re.fullmatch("(list of )?(.*) codes?(, .*)?", field["type"])
                if field["kind"] != kind or not target:
                    continue
                for row in result.rows:
                    codes = {item.split(":")[0] for item in row[field["field"]].split(";")}
                    self.assertFalse(codes & voided[target[2]], (kind, row))
            named += result.err.count("--all exports")
        self.assertGreater(named, 3)


if __name__ == "__main__":
    main()
