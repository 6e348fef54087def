"""Edits every column of every table behind the tool's back. Whatever the file holds, a command ends with data or with
one sentence, never with a signal and never without end.

$CPCC_EDITS=all makes every edit; otherwise the test makes a sample of them.
"""
import itertools
import os
import sqlite3

from office import OfficeTest, main, on_files

VALUES = ("NULL", "0", "-1", "99", "999999999999", "20240230", "CAST(x'D7DFB7C3' AS TEXT)", "''", "'x y'")
# The first of them read every kind of fact and every register.
COMMANDS = (("report", "summary", "--period", "2024", "--by", "district,kind"), ("report", "summary", "--period", "2024", "--by", "sector"), ("report", "coverage", "--period", "2024"),
            ("report", "followup"), ("report", "calendar", "--period", "2024-05"), ("report", "chain", "Q1"), ("report", "member", "M1", "--period", "2024"), ("report", "platform", "P1", "--period", "2024"),
            ("report", "cases", "--period", "2024"), ("report", "honours", "--period", "2024"), ("report", "plan", "--period", "2024"), ("report", "roll", "S1"), ("report", "brief", "--period", "2024"),
            ("export", "--all", "--output", "out"), ("query", "SELECT * FROM session"))
ONE_IN = 1 if os.environ.get("CPCC_EDITS") == "all" else 41


@on_files
class EditsTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1,M2", "--units", "U1", "--partners", "P2")
        self.done("problem", "raise", "Q1", "--title", "照明", "--category", "doorstep", "--platform", "P1", "--raised-on", "2024-05-05", "--session", "S1", "--tags", "灯")
        self.done("problem", "solve", "Q1", "--on", "2024-06-01")
        self.done("lookback", "add", "--problem", "Q1", "--seen-on", "2024-07-01", "--result", "holding")
        self.done("document", "add", "D1", "--kind", "proposal", "--title", "建议", "--filed-on", "2024-06-02", "--authors", "M1", "--session", "S1")
        self.done("donation", "add", "G1", "--given-on", "2024-06-03", "--platform", "P1", "--donor", "某人", "--cash", "100")
        self.done("publicity", "add", "N1", "--published-on", "2024-06-04", "--channel", "公众号", "--title", "案例", "--model-case", "yes", "--session", "S1")
        self.done("commendation", "add", "C1", "--issued-on", "2024-06-05", "--member", "M1", "--title", "表扬")
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01")
        self.done("member", "edit", "M2", "--sector", "edu", "--from", "2024-03-01")
        self.done("topic", "add", "T1", "--title", "议题", "--kind", "annual", "--proposed-on", "2024-01-02")
        self.done("theme", "add", "--month", "2024-05", "--title", "主题")

    def edits(self):
        with sqlite3.connect(str(self.office.database)) as database:
            for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migration') ORDER BY name").fetchall():
                for column in [row[1] for row in database.execute("PRAGMA table_info(%s)" % table)]:
                    for value in VALUES:
                        yield "UPDATE %s SET %s = %s" % (table, column, value)

    def changed(self, edit):
        """Makes the edit, and returns whether the engine took it and it changed something."""
        database = sqlite3.connect(str(self.office.database), isolation_level=None)
        try:
            return database.execute(edit).rowcount > 0
        except sqlite3.Error:
            return False  # the schema itself forbids it
        finally:
            database.close()

    def test_every_command_ends_with_data_or_a_sentence(self):
        whole = self.office.database.read_bytes()
        commands = itertools.cycle(COMMANDS)
        for edit in itertools.islice(self.edits(), 0, None, ONE_IN):
            self.office.database.write_bytes(whole)
            if not self.changed(edit):
                continue
            asked = [("check",)] + (list(COMMANDS) if ONE_IN == 1 else [next(commands), next(commands)])
            for words in asked:
                with self.subTest(edit, command=" ".join(words)):
                    ended = self.run_cpcc(*words)
                    self.assertIn(ended.code, (0, 4) if words == ("check",) else (0, 1, 2), str(ended))


if __name__ == "__main__":
    main()
