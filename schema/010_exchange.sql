-- Exchange of records between offices that have databases of their own, by signed bundles (docs/exchange.md). It has
-- nothing to do with `office`, the offices that share one database. `entry` is a row number of the history.

-- The random name of this database in the bundles that it writes; one row, made with the first bundle.
CREATE TABLE replica (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    office INTEGER NOT NULL DEFAULT 0
) STRICT;

-- An office whose bundles are taken.
CREATE TABLE sender (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL,      -- the codes of its records begin with it and a hyphen
    name      TEXT,
    key       TEXT NOT NULL,      -- its public key, a line of minisign
    areas     TEXT NOT NULL,      -- codes, separated by commas: its records lie in these
    level     INTEGER NOT NULL,   -- the most that it may send: 1 figures, 2 counts, 3 whole
    registers INTEGER NOT NULL,   -- 1: it also owns the areas, the sectors and the topics without an office's code
    entry     INTEGER NOT NULL,   -- that added it
    removed   INTEGER,            -- the entry that removed it; null: its bundles are taken
    office    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX sender_code ON sender (code) WHERE removed IS NULL;

-- A bundle that was taken.
CREATE TABLE bundle (
    id      INTEGER PRIMARY KEY,
    sender  TEXT NOT NULL,     -- its code
    replica TEXT NOT NULL,     -- the database that wrote it
    head    INTEGER NOT NULL,  -- the last entry of that database's history that it covers …
    follows INTEGER NOT NULL,  -- … since this one; 0: since its beginning
    period  TEXT,              -- of its figures
    level   INTEGER NOT NULL,
    hash    TEXT NOT NULL,     -- SHA-256 of its manifest
    file    TEXT NOT NULL,
    entry   INTEGER NOT NULL,
    office  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX bundle_sender ON bundle (sender, head);

-- A version of a record that a bundle brought, unless a newer one of it was applied.
CREATE TABLE version (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    replica TEXT NOT NULL,
    number  INTEGER NOT NULL,  -- the record's row number in that database, which never changes
    counter INTEGER NOT NULL,  -- the last entry of that database's history that touched it
    hash    TEXT NOT NULL,     -- of the whole record
    level   INTEGER NOT NULL,
    sender  TEXT NOT NULL,
    record  INTEGER,           -- the row number here; null: not written yet
    state   INTEGER NOT NULL,  -- 1 applied, 2 waiting, 3 held as a conflict, 4 set aside
    content TEXT,              -- header and rows as in the bundle; null: the record here has it all
    bundle  INTEGER NOT NULL,  -- that brought it
    office  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX version_of ON version (kind, replica, number, counter, hash);
CREATE INDEX version_record ON version (kind, record);
CREATE INDEX version_open ON version (state) WHERE state <> 1;
