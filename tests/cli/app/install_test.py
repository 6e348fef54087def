"""`cmake --install` lays down everything that the messages point to, and all say one version."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from office import CPCC, EXAMPLES, ROOT, Office, main

FILES = ("bin/cpcc", "share/man/man1/cpcc.1", "share/man/man5/cpcc.toml.5", "share/man/zh_CN/man1/cpcc.1",
         "share/bash-completion/completions/cpcc", "share/zsh/site-functions/_cpcc", "share/fish/vendor_completions.d/cpcc.fish",
         "share/doc/cpcc/README.md", "share/doc/cpcc/CHANGELOG.md", "share/doc/cpcc/docs/zh-CN/offices.md",
         "share/doc/cpcc/examples/cpcc.toml", "share/doc/cpcc/examples/service/crontab",
         "share/doc/cpcc/sample/cpcc.toml", "share/doc/cpcc/sample/cpcc.zh-CN.toml",
         "lib/systemd/user/cpcc-monthly.service", "lib/systemd/user/cpcc-monthly.timer")


def cpcc_lines(text):
    """Returns the cpcc commands of a crontab or a unit, as words from `cpcc` on."""
    return [line[line.index("cpcc --quiet" if "cpcc --quiet" in line else "cpcc status"):] for line in text.splitlines()
            if not line.startswith("#") and re.search(r"(^|[ =])cpcc (--quiet|status)", line)]


class InstallTest(unittest.TestCase):
    def test_everything_is_laid_down(self):
        with tempfile.TemporaryDirectory() as prefix:
            subprocess.run(["cmake", "--install", os.environ["CPCC_BUILD"], "--prefix", prefix], check=True, capture_output=True)
            found = {path.relative_to(prefix).as_posix() for path in pathlib.Path(prefix).rglob("*") if path.is_file()}
            self.assertEqual([name for name in FILES if name not in found], [])
            self.assertEqual([name for name in found if name.endswith((".py", ".db"))], [])
            for name in ("cpcc.toml", "cpcc.zh-CN.toml"):
                shown = subprocess.run([prefix + "/bin/cpcc", "--config", prefix + "/share/doc/cpcc/sample/" + name, "config", "get", "office.code"], capture_output=True, text=True)
                self.assertEqual((shown.stdout, shown.stderr), ("QS\n", ""))

    def test_there_is_one_version(self):
        version = re.search(r"project\(cpcc VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text("utf-8")).group(1)
        self.assertEqual(subprocess.run([CPCC, "--version"], capture_output=True, text=True).stdout, "cpcc %s\n" % version)
        newest = re.search(r"^## .*?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M).group(1)
        self.assertEqual(newest, version)

    def test_the_commands_of_the_services_run(self):
        office = Office()
        self.addCleanup(office.close)
        (office.folder / "cpcc").mkdir()
        lines = [line for name in ("crontab", "cpcc-monthly.service") for line in cpcc_lines((EXAMPLES / "service" / name).read_text("utf-8"))]
        self.assertEqual(len(lines), 4)
        for line in lines:
            line = line.replace("%h", str(office.folder)).replace("\\%", "%")
            ran = subprocess.run(["sh", "-c", line.replace("cpcc", CPCC, 1)], cwd=office.folder, capture_output=True, text=True, env=office.environment(HOME=str(office.folder)))
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), line)
            self.assertEqual(ran.stdout == "", "--quiet" in line, line)


if __name__ == "__main__":
    main()
