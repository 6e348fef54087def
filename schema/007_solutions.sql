-- 此前办结: solutions and closings of a problem that ended, because the problem was opened again. problem.solved_on and
-- problem.closed_on have the present one.
CREATE TABLE problem_settled (
    problem     INTEGER NOT NULL REFERENCES problem (id),
    position    INTEGER NOT NULL,  -- in the order of days
    settled_on  INTEGER NOT NULL,
    reopened_on INTEGER NOT NULL,  -- the first day on which the problem was open again
    role        INTEGER NOT NULL,  -- how it was settled
    office      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (problem, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_settled_on ON problem_settled (settled_on, reopened_on, role);

-- Until now only the history had a solution that a relapse ended. It lasted until the first relapse on its day or later.
-- Where the history has several for one relapse, the last is the corrected one. Dates are whole numbers, yyyymmdd.
INSERT INTO problem_settled (problem, position, settled_on, reopened_on, role, office)
SELECT w.problem, row_number() OVER (PARTITION BY w.problem ORDER BY w.reopened_on), w.settled_on, w.reopened_on, 1, w.office
FROM (
    SELECT s.problem, s.settled_on, s.reopened_on, s.office,
           row_number() OVER (PARTITION BY s.problem, s.reopened_on ORDER BY s.noted DESC) AS latest
    FROM (
        SELECT p.id AS problem, p.office, c.id AS noted, CAST(replace(c.old, '-', '') AS INTEGER) AS settled_on,
               (SELECT min(l.seen_on) FROM lookback l
                WHERE l.problem = p.id AND l.office = p.office AND l.voided IS NULL AND l.result = 3
                      AND l.seen_on >= CAST(replace(c.old, '-', '') AS INTEGER)) AS reopened_on
        FROM change c JOIN problem p ON p.id = c.record AND p.office = c.office
        WHERE c.kind = 'problem' AND c.field = 'solved_on' AND c.old IS NOT NULL AND coalesce(c.new, '') = ''
              AND p.raised_on <= CAST(replace(c.old, '-', '') AS INTEGER)
              AND coalesce(p.solved_on, 99991231) > CAST(replace(c.old, '-', '') AS INTEGER)
    ) s
    WHERE s.reopened_on IS NOT NULL
) w
WHERE w.latest = 1;
