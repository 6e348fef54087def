"""Tests completion: the suggestions of `cpcc complete`, and that the shells load the scripts."""
import os
import pty
import select
import shutil
import subprocess
import time
import unittest

from office import CPCC, EXAMPLES, OfficeTest, main


class CompletionTest(OfficeTest):
    town = True
    lang = ""

    def offers(self, *words):
        return [line.split("\t")[0] for line in self.done("complete", "--", *words).out.splitlines()]

    def test_nouns_and_verbs_are_completed(self):
        self.assertIn("area", self.offers("a"))
        self.assertNotIn("platform", self.offers("a"))
        self.assertNotIn("complete", self.offers("c"))
        self.assertEqual(self.offers("platform", "cl"), ["close"])
        self.assertIn("lookback", self.offers("problem", ""))
        self.assertIn("summary", self.offers("report", ""))

    def test_options_are_completed(self):
        self.assertIn("--held-on", self.offers("session", "log", "--h"))
        self.assertIn("--format", self.offers("--f"))
        self.assertIn("--period", self.offers("report", "--p"))
        self.assertIn("--lenient", self.offers("import", "unit", "x.csv", "--l"))

    def test_values_are_completed(self):
        self.assertEqual(self.offers("session", "log", "--kind", "c"), ["consult"])
        self.assertIn("gb18030", self.offers("export", "area", "--encoding", "g"))
        self.assertEqual(self.offers("report", "--by", "dis"), ["district"])
        self.assertEqual(self.offers("report", "--by", "district,mon"), ["district,month"])
        self.assertIn("conversion_rate", self.offers("report", "summary", "--measures", "con"))
        self.assertEqual(self.offers("completion", "z"), ["zsh"])

    def test_codes_of_the_database_are_completed(self):
        self.assertEqual(self.offers("platform", "close", ""), ["P1", "P2"])
        self.assertEqual(self.offers("area", "show", "420107001"), ["420107001", "420107001001", "420107001002"])
        self.assertEqual(self.offers("member", "assign", "M1", "--platform", "P"), ["P1", "P2"])
        self.assertEqual(self.offers("session", "log", "--members", "M1,M"), ["M1,M1", "M1,M2", "M1,M3"])
        self.assertIn("P1\t花园社区协商议事之家", self.done("complete", "--", "platform", "show", "").out)

    def test_chinese_words_lead_to_the_same_values(self):
        self.assertEqual(self.offers("活动", "登记", "--members", "M1,M"), ["M1,M1", "M1,M2", "M1,M3"])

    def test_a_name_is_printed_without_control_characters(self):
        self.done("unit", "add", "U-X", "--name", "a\x1b[31mb", "--kind", "other")
        self.assertIn("U-X\ta\ufffd[31mb", self.done("complete", "--", "unit", "show", "U-").out)

    def test_names_are_completed_in_chinese_and_in_pinyin(self):
        self.assertEqual(self.offers("area", "show", "钢"), ["钢都街道", "钢城社区"])
        self.assertEqual(self.offers("area", "show", "gang"), ["钢都街道", "钢城社区"])
        self.assertEqual(self.offers("session", "log", "--platform", "hysq"), ["花园社区协商议事之家"])
        self.assertEqual(self.offers("session", "log", "--members", "M1,委员二"), ["M1,委员二"])
        self.assertIn("钢都街道\t420107001", self.done("complete", "--", "area", "show", "gangdu").out)

    def test_help_and_language_options_in_the_line_have_no_effect(self):
        self.assertEqual(self.offers("area", "--help", "zzz"), [])
        self.assertIn("zh", self.offers("--lang", ""))

    def test_fields_and_their_values_are_completed(self):
        self.assertEqual(self.offers("platform", "list", "--sort", "-op"), ["-opened_on"])
        self.assertEqual(self.offers("platform", "list", "--columns", "code,na"), ["code,name"])
        self.assertEqual(self.offers("session", "list", "--where", "platform.ki"), ["platform.kind"])
        self.assertEqual(self.offers("session", "list", "--where", "platform.kind=ho"), ["platform.kind=home"])
        self.assertEqual(self.offers("session", "list", "--where", "kind!=visit|tr"), ["kind!=visit|training"])
        self.assertEqual(self.offers("session", "list", "--where", "platform=P"), ["platform=P1", "platform=P2"])
        self.assertEqual(self.offers("session", "list", "--where", "platform=hysq"), ["platform=花园社区协商议事之家"])
        self.assertEqual(self.offers("platform", "list", "--sort", "建成"), ["opened_on"])
        self.assertEqual(self.offers("session", "log", "--members", "M1:sp"), ["M1:speak"])
        self.assertIn("kind\tkind", self.done("complete", "--", "platform", "list", "--where", "k").out)
        self.office.configure(self.office.config.read_text("utf-8") + '[measures.canteens]\nbase = "problems_solved"\nlabel = "食堂"\n')
        self.assertEqual(self.offers("report", "summary", "--measures", "sessions,cant"), ["sessions,canteens"])
        self.assertEqual(self.offers("report", "summary", "--sort", "-sess"), ["-sessions"])
        self.assertEqual(self.offers("config", "get", "office.a"), ["office.area"])
        self.office.configure((EXAMPLES / "cpcc.toml").read_text("utf-8"))
        self.assertIn("qingshan-members", self.offers("report", "appraisal", "members", "--rules", "qing"))

    def test_completion_does_not_fail_without_a_database(self):
        self.office.config.unlink()
        self.assertEqual(self.offers("platform", "close", ""), [])
        self.assertEqual(self.offers(), [])

    def test_every_shell_has_a_script(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertRegex(self.done("completion", shell).out, r" complete -- ")
        self.refused(2, "completion", "tcsh", saying="bash")

    @unittest.skipUnless(shutil.which("bash"), "there is no bash here")
    def test_bash_loads_its_script_and_completes(self):
        script = 'set -eu\nsource <("$1" completion bash)\ncomplete -p cpcc\nCOMP_WORDS=("$1" platform close P)\nCOMP_CWORD=3\nset +e\n_cpcc\necho "${COMPREPLY[*]}"\n'
        ran = subprocess.run(["bash", "-c", script, "bash", CPCC], capture_output=True, cwd=str(self.office.folder), env=self.office.environment(), timeout=60)
        self.assertEqual((ran.returncode, ran.stderr), (0, b""), ran)
        self.assertIn(b"-F _cpcc", ran.stdout)
        self.assertEqual(ran.stdout.decode().splitlines()[-1], "P1 P2")

    @unittest.skipUnless(shutil.which("bash"), "there is no bash here")
    def test_bash_completes_what_it_breaks_into_words(self):
        script = 'source <("$1" completion bash)\nCOMP_TYPE=63\n' \
                 'try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cpcc; (IFS="|"; echo "${COMPREPLY[*]}"); }\n' \
                 'try "$1" session list --where platform.kind = ho\ntry "$1" session log --members M1 : sp\n' \
                 'try "$1" session list --where kind =\ntry "$1" platform show P\n'
        ran = subprocess.run(["bash", "-c", script, "bash", CPCC], capture_output=True, cwd=str(self.office.folder), env=self.office.environment(), timeout=60)
        lines = ran.stdout.decode().splitlines()
        self.assertEqual(lines[:2], ["home", "speak"], ran)
        self.assertIn("consult  (consultation)|service  (service)", lines[2])
        self.assertEqual(lines[3], "P1  (花园社区协商议事之家)|P2  (教育界别委员工作室)")

    @unittest.skipUnless(shutil.which("fish"), "there is no fish here")
    def test_fish_completes(self):
        (self.office.folder / "bin").mkdir()
        (self.office.folder / "bin" / "cpcc").symlink_to(CPCC)
        path = "%s:%s" % (self.office.folder / "bin", "/usr/bin:/bin")
        script = 'cpcc completion fish | source\ncomplete -C "cpcc platform close P"\ncomplete -C "cpcc session log --members M1:sp"\n'
        ran = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, cwd=str(self.office.folder), env=self.office.environment(PATH=path), timeout=60)
        self.assertEqual(ran.stdout.decode(), "P1\t花园社区协商议事之家\nP2\t教育界别委员工作室\nM1:speak\n", ran)

    @unittest.skipUnless(shutil.which("zsh"), "there is no zsh here")
    def test_zsh_completes(self):
        (self.office.folder / "bin").mkdir()
        (self.office.folder / "bin" / "cpcc").symlink_to(CPCC)
        path = "%s:%s" % (self.office.folder / "bin", "/usr/bin:/bin")
        ours, theirs = pty.openpty()
        shell = subprocess.Popen(["zsh", "-f", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=str(self.office.folder), start_new_session=True,
                                 env=self.office.environment(PATH=path, TERM="dumb", PS1="% ", LC_ALL="C.UTF-8"))
        os.close(theirs)
        try:
            os.write(ours, b"autoload -U compinit && compinit -D -u; source <(cpcc completion zsh); echo rea''dy\n")
            self.shown(ours, b"ready")
            os.write(ours, b"cpcc platform clo\t")
            self.assertIn("cpcc platform close ", self.shown(ours, b"close "))
        finally:
            shell.kill()
            shell.wait()
            os.close(ours)

    def shown(self, terminal, wanted):
        """Returns what the terminal shows up to the wanted text."""
        seen, end = b"", time.monotonic() + 30
        while wanted not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 4096)
        self.assertIn(wanted, seen)
        return seen.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
