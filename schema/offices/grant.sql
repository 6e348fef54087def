-- Creates an office and lets a role write for it. schema/offices/layout.sql follows: it creates partitions, policies
-- and privileges. `cpcc grant` runs both. With --sql, it prints them for the administrator of the server, who runs them
-- with `psql --single-transaction`. cpcc replaces every placeholder, a word after a colon, with its value.

CREATE TABLE IF NOT EXISTS office_role (
    role   TEXT COLLATE "C" PRIMARY KEY,
    office BIGINT NOT NULL REFERENCES office (id),
    reads  BIGINT[]                                  -- the offices whose facts the role may read, including its own; null: all
);

-- The row numbers of an office's facts begin at 1099511627776 (2^40) times the office's number. An office therefore
-- needs the same number on every server that stores its facts.
INSERT INTO office (id, code, name) SELECT coalesce(max(id), 0) + 1, :code, :name FROM office ON CONFLICT (code) DO NOTHING;
UPDATE office SET name = :name WHERE code = :code;

INSERT INTO office_role (role, office, reads)
SELECT :role, o.id, CASE WHEN :all THEN NULL ELSE ARRAY(SELECT r.id FROM office r WHERE r.code = :code OR r.code = ANY (:reads) ORDER BY r.id) END
FROM office o WHERE o.code = :code
ON CONFLICT (role) DO UPDATE SET office = EXCLUDED.office, reads = EXCLUDED.reads;

-- The default of the columns `office` on connections of this role. Policies do not trust it: they look the role up in
-- office_role.
DO $grant$
BEGIN
    EXECUTE (SELECT format('ALTER ROLE %I IN DATABASE %I SET cpcc.office = %L', role, current_database(), office) FROM office_role WHERE role = :role);
END $grant$;
