"""A sample of tests/faults/sweep.py and tests/faults/power_loss.py: calls of the system that fail, processes that are
killed at a call, and power losses leave all as before or all as after. Each harness finds what it is made to miss."""
import argparse
import unittest

import power_loss
import sweep
from commands import COMMANDS, Bench, Ends

NAMED = {command.name: command for command in COMMANDS}


class InjectedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench()
        cls.addClassCleanup(cls.bench.close)

    def swept(self, name, most):
        found = []
        tried, faults = sweep.sweep(self.bench, NAMED[name], argparse.Namespace(seed="1", every=1, memory_every=1, most=most), found.append)
        self.assertEqual((faults, found), (0, []))
        self.assertGreater(sum(tried.values()), 10)

    def test_a_call_that_fails_leaves_all_as_before_or_as_after(self):
        self.swept("log", 1)
        self.swept("restore", 1)

    def test_a_sync_that_fails_is_told(self):
        ends = Ends(self.bench, NAMED["log"])
        last = sweep.calls(self.bench, NAMED["log"])["sync"]
        faults, message = sweep.disturbed(self.bench, ends, "sync", last, "fail", 5)
        self.assertEqual(faults, [])
        self.assertIn("did not confirm", message)

    def test_the_next_run_clears_what_a_killed_export_left(self):
        faults, _ = sweep.disturbed(self.bench, Ends(self.bench, NAMED["export"]), "rename", 1, "kill", 0)
        self.assertEqual(faults, [])

    def test_a_killed_command_leaves_all_as_before_or_as_after(self):
        died, faults = sweep.kills(self.bench, [NAMED["log"], NAMED["init"]], 4, "1", print)
        self.assertEqual((died, faults), (4, 0))

    def test_a_write_that_is_left_out_is_found(self):
        ends, last = Ends(self.bench, NAMED["log"]), sweep.calls(self.bench, NAMED["log"])["write"]
        self.assertNotEqual(sweep.disturbed(self.bench, ends, "write", last, "lie", 0)[0], [])

    def lost(self, name, skip=None):
        loss = power_loss.Loss(self.bench, NAMED[name], argparse.Namespace(seed="1", images=1, every=20, share=20), skip)
        loss.run()
        return loss

    def test_a_power_loss_leaves_all_as_before_or_as_after(self):
        for name in ("log", "export"):
            loss = self.lost(name)
            self.assertEqual(dict(loss.faults), {})
            self.assertGreater(loss.built, 20)

    def test_a_sync_that_is_left_out_is_found(self):
        for skip in ("files", "folders"):
            with self.subTest(skip):
                self.assertNotEqual(dict(self.lost("backup", skip).faults), {})


if __name__ == "__main__":
    unittest.main()
