-- The trail: every entry of the history, chained so that a change of any of them shows (docs/trail.md). Its order is that
-- of the row numbers, not that of the clock. Each office has a chain of its own.

ALTER TABLE entry ADD COLUMN login TEXT;       -- the system's user; `by` is the name that they gave
ALTER TABLE entry ADD COLUMN command TEXT;     -- noun and verb, such as "session edit"
ALTER TABLE entry ADD COLUMN files TEXT;       -- what was imported: a line for each file, as sha256sum prints it
ALTER TABLE entry ADD COLUMN part_of INTEGER;  -- the entry of the same command that this one belongs to
ALTER TABLE entry ADD COLUMN hash TEXT;        -- BLAKE2b over the entry and the hashes of its changes, with the hash before as key

-- A change is hashed with a salt of its own. Its values and its salt can be erased, and the chain stays whole.
ALTER TABLE change ADD COLUMN salt TEXT;
ALTER TABLE change ADD COLUMN hash TEXT;
