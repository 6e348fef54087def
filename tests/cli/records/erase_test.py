"""`cpcc member erase`: what the database holds about a person is gone, and the chain of the history stays whole."""
import engine
from office import OfficeTest, main


class EraseTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1:speak,M2")
        self.done("member", "edit", "M1", "--name", "赵钱孙", "--phone", "13900001111", "--skills", "法律", "--note", "住钢都花园")
        self.done("member", "edit", "M2", "--note", "其他人")

    def test_values_are_gone_from_rows_and_history(self):
        head = self.done("audit", "head", "--format", "csv").rows[0]["head"]
        said = self.done("member", "erase", "M1", "--why", "本人要求")
        self.assertIn("Erased the personal data of member M1.", said.err)
        everything = repr(self.office.everything())
        for secret in ("赵钱孙", "13900001111", "法律", "住钢都花园"):
            self.assertNotIn(secret, everything)
            if not engine.ON_SERVER:
                self.assertNotIn(secret.encode(), (self.office.folder / "cpcc.db").read_bytes())
        self.assertIn("其他人", everything)
        member = self.record("member", "M1")
        self.assertEqual([member[field] for field in ("name", "phone", "skills", "note", "sector")], ["M1", None, None, None, "edu"])
        self.assertEqual(self.record("session", "S1")["members"], "M1:speak;M2")
        self.done("audit", "verify", "--since", head)
        self.check_is_clean()
        last = self.done("member", "history", "M1", "--format", "csv").rows[-1]
        self.assertEqual([last[column] for column in ("action", "field", "new", "why")], ["erase", "erased", "name;phone;skills;note", "本人要求"])

    def test_it_needs_a_reason_and_works_once(self):
        before = self.office.everything()
        self.one_line(self.refused(2, "member", "erase", "M1"))
        self.assertEqual(self.office.everything(), before)
        self.done("委员", "清除", "M1", "--why", "本人要求", lang="zh")
        self.one_line(self.refused(1, "member", "erase", "M1", "--why", "again", saying="nothing to erase"))

    def test_values_that_were_removed_without_an_erasure_show(self):
        self.office.sql("UPDATE change SET old = NULL, new = NULL, salt = NULL WHERE field = 'note'")
        self.assertEqual(self.run_cpcc("audit", "verify").code, 4)


main()
