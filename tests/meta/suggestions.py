"""Checks that only src/base/suggest.cpp asks "did you mean"."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class SuggestionsTest(unittest.TestCase):
    def test_only_one_file_asks_did_you_mean(self):
        for phrase in (r"did you mean \{", r"是否应为 \{"):
            holders = [path.relative_to(ROOT).as_posix() for folder in ("src", "include") for path in sorted((ROOT / folder).rglob("*.[ch]pp"))
                       if re.search(phrase, path.read_text("utf-8"))]
            self.assertEqual(holders, ["src/base/suggest.cpp"], phrase)


if __name__ == "__main__":
    unittest.main()
