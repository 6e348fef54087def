-- Kinds, fields and choices for every practice of domain.md, 1. Lines between `-- @sqlite` or `-- @postgresql` and the next
-- `-- @…` are for that engine alone; `-- @both` ends them.

-- 分工: the post and the task of a member, or of another person, in a unit
CREATE TABLE duty (
    id        INTEGER PRIMARY KEY,
    unit      INTEGER NOT NULL REFERENCES unit (id),
    member    INTEGER REFERENCES member (id),
    person    TEXT,
    post      TEXT NOT NULL,
    task      TEXT,
    since     INTEGER NOT NULL,
    until     INTEGER,  -- the last day
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id),
    office    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX duty_unit ON duty (unit, since);
CREATE TABLE duty_tag (
    duty INTEGER NOT NULL REFERENCES duty (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (duty, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_tag_tag ON duty_tag (tag);

-- 办理: what became of a document, step by step
CREATE TABLE handling (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (id),
    done_on   INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    level     INTEGER,  -- as document.adopted_level
    by        TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id),
    office    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX handling_document ON handling (document, done_on);
CREATE INDEX handling_done_on ON handling (done_on, step);
CREATE TABLE handling_tag (
    handling INTEGER NOT NULL REFERENCES handling (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    office INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (handling, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX handling_tag_tag ON handling_tag (tag);

ALTER TABLE unit ADD COLUMN founded_on INTEGER;
ALTER TABLE platform ADD COLUMN copied_from INTEGER REFERENCES platform (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE topic ADD COLUMN unit INTEGER REFERENCES unit (id);
ALTER TABLE topic ADD COLUMN planned_for INTEGER;  -- yyyymm
ALTER TABLE document ADD COLUMN area INTEGER REFERENCES area (id);
ALTER TABLE problem ADD COLUMN close_kind INTEGER;
ALTER TABLE problem ADD COLUMN duplicate_of INTEGER REFERENCES problem (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE session_unit ADD COLUMN role INTEGER NOT NULL DEFAULT 1;

-- The chain looks results up by their session or problem.
CREATE INDEX publicity_session ON publicity (session) WHERE session IS NOT NULL;
CREATE INDEX publicity_problem ON publicity (problem) WHERE problem IS NOT NULL;
CREATE INDEX donation_session ON donation (session) WHERE session IS NOT NULL;

-- Two records that look like one and are not (cpcc distinct).
CREATE TABLE distinct_pair (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    one    INTEGER NOT NULL,  -- the lower row number
    other  INTEGER NOT NULL,
    entry  INTEGER NOT NULL,
    office INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX distinct_pair_records ON distinct_pair (kind, one, other);

-- A session belongs to a platform, to an area, or to both.
-- @postgresql
ALTER TABLE session ALTER COLUMN platform DROP NOT NULL;
ALTER TABLE session ADD COLUMN state INTEGER;  -- null: held
ALTER TABLE session ADD COLUMN area INTEGER REFERENCES area (id);
ALTER TABLE session ADD COLUMN sector INTEGER REFERENCES sector (id);
-- @sqlite
CREATE TABLE session_new (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    held_on   INTEGER NOT NULL,
    platform  INTEGER REFERENCES platform (id),
    kind      INTEGER NOT NULL,
    form      INTEGER,
    title     TEXT NOT NULL,
    topic     INTEGER REFERENCES topic (id),
    headcount INTEGER,
    residents INTEGER,
    served    INTEGER,
    summary   TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id),
    office    INTEGER NOT NULL DEFAULT 0,
    state     INTEGER,  -- null: held
    area      INTEGER REFERENCES area (id),
    sector    INTEGER REFERENCES sector (id)
) STRICT;
INSERT INTO session_new (id, code, held_on, platform, kind, form, title, topic, headcount, residents, served, summary, note,
                         created, changed, voided, office)
    SELECT id, code, held_on, platform, kind, form, title, topic, headcount, residents, served, summary, note, created, changed, voided, office
    FROM session ORDER BY id;
DROP TABLE session;
ALTER TABLE session_new RENAME TO session;
CREATE INDEX session_held_on ON session (held_on);
CREATE INDEX session_platform ON session (platform, held_on);
CREATE INDEX session_topic ON session (topic);
-- @both
