-- Computes the figures of `report summary --by district` for the days from FIRST to LAST, in hand-written SQL.
-- reports.py replaces FIRST and LAST.
CREATE TEMP TABLE place AS WITH RECURSIVE up(id, district) AS (SELECT id, id FROM area WHERE level = 3 UNION ALL SELECT a.id, up.district FROM area a JOIN up ON a.parent = up.id)
  SELECT p.id AS platform, up.district FROM platform p JOIN up ON up.id = p.area;
CREATE UNIQUE INDEX place_platform ON place (platform, district);
CREATE TEMP TABLE held AS
  SELECT s.id, s.platform, w.district, s.kind, s.headcount, s.residents, s.served FROM session s JOIN place w ON w.platform = s.platform WHERE s.voided IS NULL AND s.held_on BETWEEN FIRST AND LAST
  UNION SELECT s.id, s.platform, w.district, s.kind, s.headcount, s.residents, s.served FROM session s JOIN session_partner i ON i.session = s.id JOIN place w ON w.platform = i.platform
    WHERE s.voided IS NULL AND s.held_on BETWEEN FIRST AND LAST;
SELECT district, count(*), sum(kind = 1), sum(kind = 2), sum(kind = 3), sum(kind = 4), sum(kind = 5), sum(kind = 6), sum(kind = 7), sum(residents), sum(served), sum(headcount),
  sum(kind = 1 AND (EXISTS (SELECT 1 FROM problem q WHERE q.session = held.id AND q.voided IS NULL AND q.solved_on <= LAST)
                 OR EXISTS (SELECT 1 FROM document d WHERE d.session = held.id AND d.voided IS NULL AND d.filed_on <= LAST))) FROM held GROUP BY district;
SELECT h.district, sum(a.role < 6), count(DISTINCT CASE WHEN a.role < 6 THEN a.member END), sum(a.role = 3) FROM held h JOIN attendance a ON a.session = h.id WHERE a.voided IS NULL GROUP BY h.district;
SELECT h.district, count(DISTINCT u.unit) FROM held h JOIN session_unit u ON u.session = h.id GROUP BY h.district;
SELECT w.district, count(*), sum(q.solved_on <= LAST) FROM problem q JOIN place w ON w.platform = q.platform WHERE q.voided IS NULL AND q.raised_on BETWEEN FIRST AND LAST GROUP BY w.district;
SELECT w.district, count(*) FROM problem q JOIN place w ON w.platform = q.platform WHERE q.voided IS NULL AND q.solved_on BETWEEN FIRST AND LAST GROUP BY w.district;
SELECT w.district, count(*) FROM problem q JOIN place w ON w.platform = q.platform WHERE q.voided IS NULL AND q.closed_on BETWEEN FIRST AND LAST GROUP BY w.district;
SELECT w.district, count(*), sum(q.due_on < LAST) FROM problem q JOIN place w ON w.platform = q.platform WHERE q.voided IS NULL AND q.raised_on <= LAST
  AND (q.solved_on IS NULL OR q.solved_on > LAST) AND (q.closed_on IS NULL OR q.closed_on > LAST) GROUP BY w.district;
SELECT w.district, count(*), sum(l.result = 3) FROM lookback l JOIN problem q ON q.id = l.problem JOIN place w ON w.platform = q.platform WHERE l.voided IS NULL AND q.voided IS NULL
  AND l.seen_on BETWEEN FIRST AND LAST GROUP BY w.district;
SELECT w.district, count(*), sum(g.cash), sum(g.value), sum(g.beneficiaries) FROM donation g JOIN place w ON w.platform = g.platform WHERE g.voided IS NULL AND g.given_on BETWEEN FIRST AND LAST GROUP BY w.district;
SELECT w.district, count(*), sum(p.kind = 1), sum(p.kind = 2), sum(p.kind = 3), sum(p.kind = 4), sum(p.kind = 5), sum(p.model) FROM platform p JOIN place w ON w.platform = p.id
  WHERE p.voided IS NULL AND coalesce(p.opened_on, 0) <= LAST AND coalesce(p.closed_on, 99999999) >= LAST GROUP BY w.district;
SELECT w.area, count(*), sum(d.kind = 1), sum(d.kind = 2), sum(d.kind = 3), sum(d.kind = 4), sum(d.kind = 5), sum(d.kind = 6) FROM document d JOIN document_author i ON i.document = d.id JOIN member w ON w.id = i.member
  WHERE d.voided IS NULL AND d.filed_on BETWEEN FIRST AND LAST GROUP BY w.area;
SELECT m.area, count(*), sum(m.committed_on <= LAST), sum(m.id IN (SELECT member FROM assignment WHERE voided IS NULL AND since <= LAST AND coalesce(until, 99999999) >= LAST))
  FROM member m WHERE m.voided IS NULL GROUP BY m.area;
