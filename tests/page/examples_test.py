"""Runs every command of examples/README.md in order, as a reader would. Each must succeed and print something."""
import re
import shlex
import shutil
import unittest

from office import EXAMPLES, Office, main

BEGIN = "cpcc --config examples/cpcc.toml "


def commands():
    """Returns the indented commands of the README, with lines joined after a backslash."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.startswith("    " + BEGIN)]


class ReadmeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = Office("zh", init=False)
        examples = cls.office.folder / "examples"
        examples.mkdir()
        shutil.copy(EXAMPLES / "cpcc.toml", examples)  # in this folder, so that its database is here too
        for folder in ("street", "wuhan"):
            shutil.copytree(EXAMPLES / folder, examples / folder)
        for template in EXAMPLES.glob("*.mustache"):
            shutil.copy(template, examples)

    @classmethod
    def tearDownClass(cls):
        cls.office.close()

    def test_every_command_runs(self):
        self.assertGreater(len(commands()), 40)
        for command in commands():
            with self.subTest(command=command):
                words = shlex.split(command.removeprefix("cpcc "), comments=True)
                ran = self.office.run("--yes", *words)
                self.assertEqual(ran.code, 0, str(ran))
                self.assertTrue(ran.out.strip() or "init" in words, str(ran))

    def test_each_district_has_a_command(self):
        """Checks that each district in the table has a paragraph with commands."""
        text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
        table, _, practices = text.partition("## District by district")[2].partition("### ")
        for row in re.findall(r"^\| (\S+) \|", table, re.MULTILINE):
            for district in row.split("、") if row != "区" else []:
                with self.subTest(district=district):
                    paragraph = rf"(?m)^[^\n|]*{district}[^\n]*: [^\n]*\n(?:[^\n]+\n)*\n    {re.escape(BEGIN)}"
                    self.assertTrue(re.search(paragraph, practices), "no paragraph with commands")


if __name__ == "__main__":
    main()
