-- An office and the role by which it writes; schema/offices/layout.sql follows and does the rest. `cpcc grant` runs both, or prints
-- them (--sql) for whoever looks after the server: `psql --single-transaction`. What begins with a colon it writes out.

CREATE TABLE IF NOT EXISTS office_role (
    role   TEXT COLLATE "C" PRIMARY KEY,
    office BIGINT NOT NULL REFERENCES office (id),
    reads  BIGINT[]                                  -- the offices whose facts it may read, its own among them; null: all
);

-- Row numbers of its facts begin at 1099511627776 (2^40) times this number: it must be the same on every server that keeps some of them.
INSERT INTO office (id, code, name) SELECT coalesce(max(id), 0) + 1, :code, :name FROM office ON CONFLICT (code) DO NOTHING;
UPDATE office SET name = :name WHERE code = :code;

INSERT INTO office_role (role, office, reads)
SELECT :role, o.id, CASE WHEN :all THEN NULL ELSE ARRAY(SELECT r.id FROM office r WHERE r.code = :code OR r.code = ANY (:reads) ORDER BY r.id) END
FROM office o WHERE o.code = :code
ON CONFLICT (role) DO UPDATE SET office = EXCLUDED.office, reads = EXCLUDED.reads;

-- What the columns `office` take as their default on its connections. Policies don't trust it: they ask office_role.
DO $grant$
BEGIN
    EXECUTE (SELECT format('ALTER ROLE %I IN DATABASE %I SET cpcc.office = %L', role, current_database(), office) FROM office_role WHERE role = :role);
END $grant$;
