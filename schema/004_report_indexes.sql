-- Indexes that a report of a month needs so that it reads the month and not the history, and none of rows that no index is asked for:
-- most problems are never closed without being solved, most documents and topics carry no such day.

DROP INDEX problem_solved_on;
CREATE INDEX problem_solved_on ON problem (solved_on) WHERE solved_on IS NOT NULL;
DROP INDEX problem_closed_on;
CREATE INDEX problem_closed_on ON problem (closed_on) WHERE closed_on IS NOT NULL;
DROP INDEX document_adopted_on;
CREATE INDEX document_adopted_on ON document (adopted_on) WHERE adopted_on IS NOT NULL;
DROP INDEX topic_approved_on;
CREATE INDEX topic_approved_on ON topic (approved_on) WHERE approved_on IS NOT NULL;

-- What is open now, with all that is counted by; what was open on an earlier day is besides what was solved or closed since. The columns
-- that are always null come first: by them the engine sees that it is asked for less than by the day alone.
CREATE INDEX problem_open ON problem (voided, solved_on, closed_on, raised_on, platform, category, unit, topic, raised_by, due_on)
    WHERE voided IS NULL AND solved_on IS NULL AND closed_on IS NULL;
-- What is in force on a day: without an end, or ending later.
CREATE INDEX pairing_until ON pairing (until, since);

-- Who came to the sessions of a period stands side by side in one index, and the rows themselves need not be read; that a member is at
-- a session once is held by the other one.
DROP INDEX attendance_session;
CREATE INDEX attendance_session ON attendance (session, member, role, voided);
DROP INDEX attendance_member;
CREATE UNIQUE INDEX attendance_member ON attendance (member, session) WHERE voided IS NULL;
