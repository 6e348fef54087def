"""Tests bundles: what a district sends is what the city has afterwards, whatever the order."""
import json
import os
import shutil
import subprocess
import unittest
import zipfile

from exchange import city, district
from office import OfficeTest, main


MADE = {}  # offices to copy, by name


class ExchangeTest(unittest.TestCase):
    one_line = OfficeTest.one_line

    def setUp(self):
        self.qs = self.copy("qs", lambda: district("QS"))
        self.wh = self.copy("wh", lambda: city().knows(self.qs))

    def copy(self, name, make):
        """Returns a copy of an office that is made once for all tests."""
        if name not in MADE:
            MADE[name] = make()
            unittest.addModuleCleanup(MADE[name].close)
        copy = MADE[name].copy()
        self.addCleanup(copy.close)
        return copy

    def refused(self, office, code, *words, saying=()):
        before = office.everything()
        result = office.run(*words)
        self.assertEqual(result.code, code, str(result))
        for part in (saying,) if isinstance(saying, str) else saying:
            self.assertIn(part, result.err, str(result))
        self.assertEqual(office.everything(), before)
        return result

    def same(self):
        """Asserts that the city has exactly the records of the district."""
        self.assertEqual(self.wh.exported(), self.qs.exported())
        self.assertEqual(self.wh.summary(), self.qs.summary())


class FormTest(ExchangeTest):
    def test_a_bundle_is_a_zip_with_a_manifest_and_the_columns_of_an_export(self):
        with zipfile.ZipFile(self.qs.bundle("a", "--period", "2024-07")) as bundle:
            self.assertIsNone(bundle.testzip())
            self.assertEqual(bundle.namelist()[:2], ["manifest.json", "manifest.json.minisig"])
            manifest = json.loads(bundle.read("manifest.json"))
            self.assertEqual((manifest["office"], manifest["level"], manifest["period"]), ("QS", "whole", "2024-07"))
            header = bundle.read("versions/session.csv").decode().splitlines()[0]
            self.assertTrue(header.startswith("version_number,version_counter,version_hash,code,held_on"), header)
            self.assertIn("420107,2024-07,sessions,1", bundle.read("figures.csv").decode().splitlines())

    def test_phones_are_never_in_a_bundle(self):
        with zipfile.ZipFile(self.qs.bundle("a")) as bundle:
            members = bundle.read("versions/member.csv").decode()
        self.assertNotIn("phone", members)
        self.assertNotIn("138", members.replace(members.splitlines()[0], ""))

    def test_the_same_content_gives_the_same_bytes(self):
        self.assertEqual(self.qs.bundle("a").read_bytes(), self.qs.bundle("b").read_bytes())

    @unittest.skipUnless(shutil.which("minisign"), "minisign is not installed")
    def test_minisign_verifies_the_signature(self):
        with zipfile.ZipFile(self.qs.bundle("a")) as bundle:
            bundle.extractall(self.qs.folder / "out")
        subprocess.run(["minisign", "-V", "-P", self.qs.public(), "-m", str(self.qs.folder / "out" / "manifest.json")], check=True, capture_output=True)

    def test_show_says_where_it_comes_from_and_what_it_has(self):
        shown = self.qs.do("bundle", "show", self.qs.bundle("a"))
        self.assertIn("office: QS", shown.err + shown.out)
        rows = self.qs.do("bundle", "show", self.qs.folder / "a.cpccb", "--format", "csv").rows
        self.assertIn({"kind": "session", "versions": "1", "voided": "0"}, rows)

    def test_without_key_office_or_output_nothing_is_written(self):
        self.one_line(self.refused(self.qs, 2, "bundle", "write", saying="--output"))
        (self.qs.folder / "cpcc.key").unlink()
        self.one_line(self.refused(self.qs, 1, "bundle", "write", "--output", "a.cpccb", saying="cpcc key new"))
        self.assertNotIn("a.cpccb", self.qs.files())


class TakeTest(ExchangeTest):
    def test_a_first_bundle_adds_all_records_with_where_they_come_from(self):
        counts = self.wh.take(self.qs.bundle("qs"))[0]
        self.assertEqual((counts["added"], counts["changed"], counts["waiting"], counts["refused"]), (10, 0, 0, 0))
        self.same()
        self.assertIn("qs.cpccb", self.wh.do("session", "history", "QS-S1", "--format", "csv").out)

    def test_the_same_bundle_again_changes_nothing(self):
        bundle = self.qs.bundle("qs")
        self.wh.take(bundle)
        before = self.wh.everything()
        counts = self.wh.take(bundle)[0]
        self.assertEqual((counts["added"], counts["changed"], counts["unchanged"]), (0, 0, 10))
        self.assertEqual(self.wh.everything(), before)

    def test_corrections_travel_cleared_fields_removed_members_and_voided_records_too(self):
        self.wh.take(self.qs.bundle("first"))
        since = self.qs.head()
        self.qs.do("session", "edit", "QS-S1", "--residents", "-", "--title", "停车难")
        self.qs.do("session", "edit", "QS-S1", "--members", "QS-M2:speak")
        self.qs.do("problem", "edit", "QS-Q1", "--solved-on", "2024-08-01", "--unit", "QS-U1")
        self.qs.do("platform", "edit", "QS-P1", "--convener", "-", "--tags", "示范;一线")
        self.wh.take(self.qs.bundle("second", "--since", str(since)))
        self.same()
        self.qs.do("session", "void", "QS-S1", "--why", "重复登记")
        self.wh.take(self.qs.bundle("third"))
        self.same()
        self.assertEqual(self.wh.do("session", "history", "QS-S1", "--format", "csv").rows[-1]["why"], "重复登记")
        self.qs.do("session", "restore", "QS-S1")
        self.wh.take(self.qs.bundle("fourth"))
        self.same()

    def test_dated_fields_travel_with_their_earlier_values(self):
        self.wh.take(self.qs.bundle("first"))
        self.qs.do("member", "edit", "QS-M1", "--sector", "med", "--from", "2024-06-01")
        self.qs.do("platform", "edit", "QS-P1", "--kind", "station", "--from", "2024-03-01")
        self.wh.take(self.qs.bundle("second"))
        self.same()
        self.qs.do("member", "edit", "QS-M1", "--sector", "edu", "--from", "2024-08-01")
        self.wh.take(self.qs.bundle("third"))
        self.same()

    def test_an_older_bundle_goes_by(self):
        first = self.qs.bundle("first")
        self.qs.do("session", "edit", "QS-S1", "--title", "改过")
        self.wh.take(self.qs.bundle("second"))
        before = self.wh.exported()
        counts = self.wh.take(first)[0]
        self.assertEqual((counts["changed"], counts["older"]), (0, 1))
        self.assertEqual(self.wh.exported(), before)

    def test_what_refers_to_a_missing_record_waits_and_comes_with_it(self):
        full = self.qs.bundle("full")
        since = self.qs.head()
        self.qs.do("platform", "add", "QS-P2", "--name", "新之家", "--kind", "home", "--area", "420107001", "--opened-on", "2024-01-01")
        first = self.qs.bundle("platform", "--since", str(since))
        since = self.qs.head()
        self.qs.do("session", "log", "QS-S2", "--platform", "QS-P2", "--held-on", "2024-07-20", "--kind", "consult", "--title", "加梯", "--members", "QS-M1")
        second = self.qs.bundle("session", "--since", str(since))
        self.wh.take(full)
        counts = self.wh.take(second)[0]
        self.assertEqual((counts["added"], counts["waiting"]), (0, 2))
        self.assertNotIn("QS-S2", self.wh.do("session", "list", "--format", "csv").out)
        self.assertEqual(self.wh.take(first)[0]["waiting"], 0)
        self.same()

    def test_a_changed_code_is_the_same_record(self):
        self.wh.take(self.qs.bundle("first"))
        since = self.qs.head()
        self.qs.do("rename", "platform", "QS-P1", "QS-P-0001")
        self.wh.take(self.qs.bundle("second", "--since", str(since)))
        self.same()
        self.assertEqual(self.wh.do("session", "list", "--format", "csv").rows[0]["platform"], "QS-P-0001")

    def test_an_attendance_removed_and_added_again_is_one_that_counts(self):
        self.wh.take(self.qs.bundle("first"))
        since = self.qs.head()
        self.qs.do("session", "edit", "QS-S1", "--members", "QS-M2")
        void = self.qs.bundle("void", "--since", str(since))
        since = self.qs.head()
        self.qs.do("session", "edit", "QS-S1", "--members", "QS-M1,QS-M2")
        again = self.qs.bundle("again", "--since", str(since))
        self.assertEqual(self.wh.take(again)[0]["waiting"], 1)
        self.assertEqual(self.wh.take(void)[0]["waiting"], 0)
        self.same()

    def test_records_that_were_imported_before_are_adopted(self):
        folder = self.qs.folder / "all"
        self.qs.do("export", "--all", "--output", folder)
        self.wh.do("import", folder)
        counts = self.wh.take(self.qs.bundle("qs"))[0]
        self.assertEqual((counts["added"], counts["changed"], counts["unchanged"]), (0, 0, 10))
        self.same()

    def test_a_dry_run_saves_nothing(self):
        bundle = self.qs.bundle("qs")
        before = self.wh.everything()
        self.assertEqual(self.wh.take(bundle, more=("--dry-run",))[0]["added"], 10)
        self.assertEqual(self.wh.everything(), before)

    def test_figures_that_differ_are_named(self):
        bundle = self.qs.bundle("qs", "--period", "2024-07")
        self.assertNotIn("figures differ", self.wh.do("bundle", "take", bundle).err)
        self.wh.do("session", "add", "WH-S1", "--area", "420107", "--held-on", "2024-07-05", "--kind", "consult", "--title", "市里办的")
        self.assertIn("420107 2024-07 sessions is 1 there and 2 here", self.wh.do("bundle", "take", bundle).err)

    def test_list_has_heads_gaps_and_who_has_not_sent(self):
        self.assertIn("never sent", self.wh.do("bundle", "list").err)
        self.wh.take(self.qs.bundle("july", "--period", "2024-07"))
        self.assertIn("has not sent 2024-08", self.wh.do("bundle", "list", "--period", "2024-08").err)
        self.qs.do("session", "edit", "QS-S1", "--title", "一")
        since = self.qs.head()
        self.qs.do("session", "edit", "QS-S1", "--title", "二")
        self.wh.take(self.qs.bundle("gap", "--since", str(since)))
        rows = self.wh.do("bundle", "list", "--format", "csv").rows
        self.assertEqual([(row["file"], row["gap"], int(row["head"])) for row in rows], [("july.cpccb", "", since - 1), ("gap.cpccb", "yes", since + 1)])

    def test_counts_have_no_people_and_the_same_attendances(self):
        self.wh.take(self.qs.bundle("counts", "--level", "counts"))
        self.assertEqual(self.wh.do("member", "list", "--format", "csv").rows, [])
        asked = ("report", "summary", "--period", "2024-07", "--measures", "sessions,attendances,residents,problems_raised", "--format", "csv")
        self.assertEqual(self.wh.do(*asked).out, self.qs.do(*asked).out)
        self.wh.take(self.qs.bundle("whole"))
        self.same()

    def test_a_closed_month_gets_an_adjustment_that_names_the_bundle(self):
        self.wh.take(self.qs.bundle("first"))
        self.wh.do("period", "close", "2024-07")
        self.qs.do("session", "void", "QS-S1", "--why", "重复")
        self.wh.take(self.qs.bundle("second"))
        row = self.wh.do("report", "summary", "--period", "2024-07", "--measures", "sessions", "--area", "420107", "--format", "csv").rows[0]
        self.assertEqual((row["sessions"], row["sessions_adjustment"]), ("1", "-1"))


class ConflictTest(ExchangeTest):
    def setUp(self):
        super().setUp()
        self.first = self.qs.bundle("first")
        self.wh.take(self.first)
        other = self.qs.copy()      # a restored backup that goes on beside the first
        self.addCleanup(other.close)
        self.qs.do("session", "edit", "QS-S1", "--title", "甲")
        other.do("session", "edit", "QS-S1", "--title", "乙")
        self.bundles = [self.qs.bundle("one"), other.bundle("two")]

    def conflicts(self, office):
        return office.do("bundle", "conflicts", "--format", "csv").rows

    def test_it_is_held_and_its_order_does_not_matter(self):
        other = self.wh.copy()
        self.addCleanup(other.close)
        self.wh.take(*self.bundles)
        counts = other.take(*reversed(self.bundles))
        self.assertEqual(counts[-1]["conflicts"], 1)
        self.assertEqual(self.wh.exported(), other.exported())
        found = self.conflicts(self.wh)
        self.assertEqual([(row["record"], row["field"], {row["here"], row["there"]}) for row in found], [("QS-S1", "title", {"甲", "乙"})])
        self.assertEqual([(row["here"], row["there"]) for row in found], [(row["here"], row["there"]) for row in self.conflicts(other)])
        before = self.wh.everything()
        self.wh.take(*self.bundles, self.first)
        self.assertEqual(self.wh.everything(), before)

    def test_keep_leaves_the_record_and_take_makes_the_other_version_the_record(self):
        for how in ("--keep", "--take"):
            office = self.wh.copy()
            self.addCleanup(office.close)
            office.take(*self.bundles)
            conflict = self.conflicts(office)[0]
            office.do("bundle", "conflicts", "--resolve", conflict["number"], how, "--why", "与区里核对")
            wanted = conflict["here" if how == "--keep" else "there"]
            self.assertEqual(self.conflicts(office), [])
            office.take(*self.bundles)
            self.assertEqual(self.conflicts(office), [])
            self.assertEqual(office.do("session", "list", "--format", "csv").rows[0]["title"], wanted)

    def test_a_newer_version_ends_it(self):
        self.wh.take(*self.bundles)
        self.qs.do("session", "edit", "QS-S1", "--title", "丙")
        self.assertEqual(self.wh.take(self.qs.bundle("three"))[0]["conflicts"], 0)
        self.same()

    def test_what_is_no_conflict_cannot_be_resolved(self):
        self.wh.take(*self.bundles)
        number = self.conflicts(self.wh)[0]["number"]
        for words, code, saying in ((("--resolve", "999", "--keep", "--why", "x"), 1, "999"), (("--resolve", "x", "--keep", "--why", "x"), 2, "not a number"),
                                    (("--resolve", number, "--why", "x"), 2, "--keep"), (("--resolve", number, "--keep", "--take", "--why", "x"), 2, "--keep"),
                                    (("--resolve", number, "--keep"), 2, "--why"), (("--keep",), 2, "--resolve")):
            self.one_line(self.refused(self.wh, code, "bundle", "conflicts", *words, saying=saying))


class RegistersTest(ExchangeTest):
    def test_the_city_gives_its_registers_and_is_trusted_from_the_first_bundle_on(self):
        self.wh.do("area", "add", "420107002", "--name", "红卫路街道", "--level", "street", "--parent", "420107")
        path = self.wh.folder / "registers.cpccb"
        self.wh.do("bundle", "registers", "--output", path)
        done = self.qs.do("bundle", "take", path)
        self.assertIn(self.wh.public(), done.err)
        self.assertIn("420107002", self.qs.do("area", "list", "--format", "csv").out)
        self.wh.do("area", "edit", "420107002", "--name", "红钢城街道")
        self.wh.do("bundle", "registers", "--output", path)
        self.assertNotIn("trusted", self.qs.do("bundle", "take", path).err)
        self.assertIn("红钢城街道", self.qs.do("area", "list", "--format", "csv").out)


class BadInputTest(ExchangeTest):
    def test_a_bundle_of_an_unknown_office_or_key_is_refused(self):
        bundle = self.qs.bundle("qs")
        self.wh.do("office", "remove", "QS", "--why", "试")
        self.one_line(self.refused(self.wh, 1, "bundle", "take", bundle, saying=("qs.cpccb", "QS")))
        self.wh.do("office", "add", "QS", "--key", self.wh.public(), "--areas", "420107", "--level", "whole")
        self.one_line(self.refused(self.wh, 1, "bundle", "take", bundle, saying="not signed by the key"))

    def test_more_than_the_level_allows_is_refused(self):
        self.wh.do("office", "remove", "QS", "--why", "试")
        self.wh.knows(self.qs, level="counts")
        self.one_line(self.refused(self.wh, 1, "bundle", "take", self.qs.bundle("qs"), saying="--level counts"))

    def test_records_outside_its_areas_are_refused_by_name(self):
        self.wh.do("office", "remove", "QS", "--why", "试")
        self.wh.do("office", "add", "QS", "--key", self.qs.public(), "--areas", "420111", "--level", "whole")
        self.assertEqual(self.wh.take(self.qs.bundle("qs"), code=3)[0]["refused"], 1)
        self.assertEqual(self.wh.do("platform", "list", "--format", "csv").rows, [])

    def test_cut_and_other_files_are_refused(self):
        whole = self.qs.bundle("qs").read_bytes()
        for cut in (0, 1, 30, 100, len(whole) // 2, len(whole) - 1):
            self.wh.file("cut.cpccb", whole[:cut])
            self.one_line(self.refused(self.wh, 1, "bundle", "take", "cut.cpccb", saying="cut.cpccb"))
        self.wh.file("more.cpccb", whole + b"\0")
        self.one_line(self.refused(self.wh, 1, "bundle", "take", "more.cpccb", saying="damaged"))
        self.one_line(self.refused(self.wh, 1, "bundle", "take", "none.cpccb", saying="none.cpccb"))
        self.one_line(self.refused(self.wh, 1, "bundle", "take", self.wh.folder, saying=str(self.wh.folder)))

    def test_any_flipped_bit_is_refused(self):
        whole = bytearray(self.qs.bundle("qs").read_bytes())
        before = self.wh.everything()
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            whole[at] ^= 1 << (at % 8)
            self.wh.file("flipped.cpccb", bytes(whole))
            result = self.wh.run("bundle", "take", "flipped.cpccb")
            self.assertEqual(result.code, 1, "byte %d: %s" % (at, result))
            self.one_line(result)
            whole[at] ^= 1 << (at % 8)
        self.assertEqual(self.wh.everything(), before)

    def test_an_exchanged_part_is_refused(self):
        first = self.qs.bundle("first")
        with zipfile.ZipFile(first) as bundle:
            parts = {name: bundle.read(name) for name in bundle.namelist()}
        parts["versions/session.csv"] = parts["versions/session.csv"].replace(b",30,", b",90,")
        with zipfile.ZipFile(self.wh.folder / "doctored.cpccb", "w") as bundle:
            for name, content in parts.items():
                bundle.writestr(name, content)
        self.one_line(self.refused(self.wh, 1, "bundle", "take", "doctored.cpccb", saying="damaged"))

    def test_a_held_database_is_busy(self):
        bundle = self.qs.bundle("qs")
        holder = self.wh.place.hold()
        try:
            result = self.wh.run("bundle", "take", bundle)
        finally:
            holder.release()
        self.assertEqual(result.code, 75, str(result))
        self.wh.take(bundle)
        self.same()


if __name__ == "__main__":
    main()
