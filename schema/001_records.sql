-- The registers and the facts of domain.md, 2, and the history of every change.
--
-- Every table of records has the same shape:
--   id       the row number; `#12` on the command line where a kind has no code
--   …        the kind's fields, named by their ids
--   note     备注
--   created  the history entry that made the row
--   changed  the history entry that touched it last
--   voided   the history entry that voided it; null: it counts
-- Days are numbers yyyymmdd, months yyyymm, choices the place in their list in src/records (from 1), yes/no 1/0, money fen.
-- Nothing is deleted from a table of records. A reference to a table's own rows waits for the end of the transaction: in a file
-- the row that it names may stand further down.

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    at     TEXT NOT NULL,      -- when it was applied, ISO 8601 with offset
    by     TEXT NOT NULL
) STRICT;

-- One command that changed something. A bulk import is one entry.
CREATE TABLE entry (
    id        INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    by        TEXT NOT NULL,
    action    TEXT NOT NULL,   -- add, edit, void, restore, import, reveal
    source    TEXT,            -- what was imported
    why       TEXT,
    added     INTEGER NOT NULL DEFAULT 0,
    updated   INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What an entry changed: values as a person reads them, codes for references. Rows that an import added have none.
CREATE TABLE change (
    id     INTEGER PRIMARY KEY,
    entry  INTEGER NOT NULL REFERENCES entry (id),
    kind   TEXT NOT NULL,
    record INTEGER NOT NULL,
    field  TEXT NOT NULL,
    old    TEXT,
    new    TEXT
) STRICT;
CREATE INDEX change_record ON change (kind, record);

-- 区划
CREATE TABLE area (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    level     INTEGER NOT NULL,  -- 1 province … 6 compound
    parent    INTEGER REFERENCES area (id) DEFERRABLE INITIALLY DEFERRED,
    zone      INTEGER,  -- 功能区
    opened_on INTEGER,
    closed_on INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX area_name ON area (name);
CREATE INDEX area_parent ON area (parent);
CREATE TABLE area_tag (
    area INTEGER NOT NULL REFERENCES area (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (area, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_tag_tag ON area_tag (tag);

-- 界别
CREATE TABLE sector (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX sector_name ON sector (name);
CREATE TABLE sector_tag (
    sector INTEGER NOT NULL REFERENCES sector (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (sector, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sector_tag_tag ON sector_tag (tag);

-- 单位
CREATE TABLE unit (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    kind      INTEGER NOT NULL,
    area      INTEGER REFERENCES area (id),
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX unit_name ON unit (name);
CREATE TABLE unit_tag (
    unit INTEGER NOT NULL REFERENCES unit (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (unit, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_tag_tag ON unit_tag (tag);

-- 委员
CREATE TABLE member (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    level     INTEGER NOT NULL,
    area      INTEGER NOT NULL REFERENCES area (id),  -- whose committee
    sector    INTEGER REFERENCES sector (id),
    phone     TEXT,
    joined_on INTEGER,
    left_on   INTEGER,  -- the last day of the term
    committed_on INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX member_area ON member (area, name);
CREATE TABLE member_skill (
    member INTEGER NOT NULL REFERENCES member (id),
    position INTEGER NOT NULL,
    skill TEXT NOT NULL,
    PRIMARY KEY (member, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_skill_skill ON member_skill (skill);
CREATE TABLE member_tag (
    member INTEGER NOT NULL REFERENCES member (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (member, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_tag_tag ON member_tag (tag);

-- 平台
CREATE TABLE platform (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    kind      INTEGER NOT NULL,
    basis     INTEGER,
    area      INTEGER NOT NULL REFERENCES area (id),
    sector    INTEGER REFERENCES sector (id),
    host      TEXT,
    convener  INTEGER REFERENCES member (id),
    brand     TEXT,
    model     INTEGER,  -- 示范点
    opened_on INTEGER,
    closed_on INTEGER,  -- the last day
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX platform_area ON platform (area, name);
CREATE TABLE platform_tag (
    platform INTEGER NOT NULL REFERENCES platform (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (platform, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX platform_tag_tag ON platform_tag (tag);

-- 下沉
CREATE TABLE assignment (
    id        INTEGER PRIMARY KEY,
    member    INTEGER NOT NULL REFERENCES member (id),
    platform  INTEGER REFERENCES platform (id),
    area      INTEGER REFERENCES area (id),
    role      INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER,  -- the last day
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX assignment_member ON assignment (member, since);
CREATE INDEX assignment_platform ON assignment (platform);
CREATE TABLE assignment_tag (
    assignment INTEGER NOT NULL REFERENCES assignment (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (assignment, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_tag_tag ON assignment_tag (tag);

-- 议题
CREATE TABLE topic (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    title     TEXT NOT NULL,
    kind      INTEGER NOT NULL,
    parent    INTEGER REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    area      INTEGER REFERENCES area (id),
    platform  INTEGER REFERENCES platform (id),
    proposed_on INTEGER NOT NULL,
    approved_on INTEGER,
    closed_on INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX topic_proposed_on ON topic (proposed_on, title);
CREATE INDEX topic_approved_on ON topic (approved_on);
CREATE INDEX topic_parent ON topic (parent);
CREATE INDEX topic_platform ON topic (platform);
CREATE TABLE topic_tag (
    topic INTEGER NOT NULL REFERENCES topic (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (topic, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_tag_tag ON topic_tag (tag);

-- 活动
CREATE TABLE session (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    held_on   INTEGER NOT NULL,
    platform  INTEGER NOT NULL REFERENCES platform (id),
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
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX session_held_on ON session (held_on);
CREATE INDEX session_platform ON session (platform, held_on);
CREATE INDEX session_topic ON session (topic);
CREATE TABLE session_partner (
    session INTEGER NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL,
    platform INTEGER NOT NULL REFERENCES platform (id),
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_partner_platform ON session_partner (platform);
CREATE TABLE session_unit (
    session INTEGER NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL,
    unit INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_unit_unit ON session_unit (unit);
CREATE TABLE session_tag (
    session INTEGER NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_tag_tag ON session_tag (tag);

-- 参加
CREATE TABLE attendance (
    id        INTEGER PRIMARY KEY,
    session   INTEGER NOT NULL REFERENCES session (id),
    member    INTEGER NOT NULL REFERENCES member (id),
    role      INTEGER NOT NULL,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE UNIQUE INDEX attendance_session ON attendance (session, member) WHERE voided IS NULL;
CREATE INDEX attendance_member ON attendance (member, session);
CREATE TABLE attendance_tag (
    attendance INTEGER NOT NULL REFERENCES attendance (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (attendance, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_tag_tag ON attendance_tag (tag);

-- 问题
CREATE TABLE problem (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    title     TEXT NOT NULL,
    category  INTEGER NOT NULL,
    raised_on INTEGER NOT NULL,
    platform  INTEGER NOT NULL REFERENCES platform (id),
    session   INTEGER REFERENCES session (id),
    topic     INTEGER REFERENCES topic (id),
    raised_by INTEGER REFERENCES member (id),
    unit      INTEGER REFERENCES unit (id),
    due_on    INTEGER,
    follows   INTEGER REFERENCES problem (id) DEFERRABLE INITIALLY DEFERRED,
    solved_on INTEGER,
    closed_on INTEGER,
    close_reason TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX problem_platform ON problem (platform, raised_on);
CREATE INDEX problem_raised_on ON problem (raised_on);
CREATE INDEX problem_solved_on ON problem (solved_on);
CREATE INDEX problem_closed_on ON problem (closed_on);
CREATE INDEX problem_session ON problem (session);
CREATE INDEX problem_follows ON problem (follows);
CREATE TABLE problem_tag (
    problem INTEGER NOT NULL REFERENCES problem (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (problem, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_tag_tag ON problem_tag (tag);

-- 进展
CREATE TABLE progress (
    id        INTEGER PRIMARY KEY,
    problem   INTEGER NOT NULL REFERENCES problem (id),
    noted_on  INTEGER NOT NULL,
    stage     INTEGER NOT NULL,
    text      TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX progress_problem ON progress (problem, noted_on);
CREATE TABLE progress_tag (
    progress INTEGER NOT NULL REFERENCES progress (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (progress, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_tag_tag ON progress_tag (tag);

-- 回头看
CREATE TABLE lookback (
    id        INTEGER PRIMARY KEY,
    problem   INTEGER NOT NULL REFERENCES problem (id),
    seen_on   INTEGER NOT NULL,
    result    INTEGER NOT NULL,
    satisfaction INTEGER,  -- 0–100
    seen_by   INTEGER REFERENCES member (id),
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX lookback_problem ON lookback (problem, seen_on);
CREATE INDEX lookback_seen_on ON lookback (seen_on);
CREATE TABLE lookback_tag (
    lookback INTEGER NOT NULL REFERENCES lookback (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (lookback, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookback_tag_tag ON lookback_tag (tag);
