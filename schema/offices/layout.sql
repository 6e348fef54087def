-- The layout of a database that many offices share, on PostgreSQL. It is made by the first `cpcc grant` and may be run again at any
-- time: whatever is as it should be is passed over. `cpcc migrate` does so after its steps.
--
-- * Facts (what a kind's declaration calls so, what belongs to them, and the history) are split by office: each table a partition an
--   office, TABLE_<number of the office>. The office stands in every key, and in every reference of a fact to a fact.
-- * Registers stay whole tables that everybody reads: a copy of them may stand on every server. They refer to no fact, and so not to
--   the history either.
-- * Who may read and write which rows is the server's to enforce (row-level security), by the table office_role.
--
-- Everything is read from the server's catalog, so that a step of the schema (schema/*.sql) need not know of it; but one that adds a
-- unique index over facts must name the office in it, and so must a reference to a fact: (session, office) → session (id, office).
--
-- The same layout is what Citus distributes: create_reference_table() for office, office_role and each register, then
-- create_distributed_table('session', 'office'), and colocate_with => 'session' for the other facts, in place of the partitions.
-- That has not been tried.

-- 1. Facts become partitioned tables; the rows that stood there stay in the partition of office 0.
DO $facts$
DECLARE
    facts    CONSTANT TEXT[] := :facts;        -- the tables of facts
    numbered CONSTANT TEXT[] := :numbered;     -- those of them whose rows the server numbers
    whole    CONSTANT TEXT[] := ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                                      AND relname = ANY (facts) ORDER BY oid);
    office   CONSTANT TEXT := 'coalesce(nullif(current_setting(''cpcc.office'', true), ''''), ''0'')::bigint';
    key_list TEXT[];                           -- references that are made again at the end
    fact     TEXT;
    command  TEXT;
    commands TEXT[];
    other    BIGINT;
    first    BIGINT;
BEGIN
    -- A reference to a fact, with the office on both sides; one to a register as it was. A register's reference to the history goes.
    SELECT array_agg(format('ALTER TABLE %I ADD FOREIGN KEY (%s) REFERENCES %I (%s)%s', c.relname,
                            (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY u(at, n) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.at)
                                || CASE WHEN t.relname = ANY (facts) THEN ', office' ELSE '' END,
                            t.relname,
                            (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY u(at, n) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.at)
                                || CASE WHEN t.relname = ANY (facts) THEN ', office' ELSE '' END,
                            CASE WHEN k.condeferrable THEN ' DEFERRABLE INITIALLY DEFERRED' ELSE '' END) ORDER BY k.oid)
    INTO key_list
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace AND c.relname = ANY (whole);

    FOR command IN SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', c.relname, k.conname)
                   FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
                   WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace AND (c.relname = ANY (whole) OR t.relname = ANY (whole)) LOOP
        EXECUTE command;
    END LOOP;

    FOREACH fact IN ARRAY whole LOOP
        -- Its keys and indexes, to be made anew; what is unique is so within an office.
        SELECT array_agg(made ORDER BY n, made) INTO commands FROM (
            SELECT 1 AS n, format('ALTER TABLE %I ADD %s', fact, regexp_replace(pg_get_constraintdef(oid), '\)$', ', office)')) AS made
            FROM pg_constraint WHERE conrelid = fact::regclass AND contype IN ('p', 'u')
            UNION ALL
            SELECT 2, CASE WHEN indisunique THEN regexp_replace(pg_get_indexdef(indexrelid), 'USING btree \(([^)]*)\)', 'USING btree (\1, office)') ELSE pg_get_indexdef(indexrelid) END
            FROM pg_index WHERE indrelid = fact::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)) AS all_of_them;
        FOR command IN SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', fact, conname) FROM pg_constraint WHERE conrelid = fact::regclass AND contype IN ('p', 'u')
                       UNION ALL SELECT format('DROP INDEX %s', indexrelid::regclass)
                       FROM pg_index WHERE indrelid = fact::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) LOOP
            EXECUTE command;
        END LOOP;
        IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = fact::regclass AND attidentity <> '') THEN
            EXECUTE format('ALTER TABLE %I ALTER COLUMN id DROP IDENTITY', fact);
        END IF;

        EXECUTE format('ALTER TABLE %I RENAME TO %I', fact, fact || '_0');
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY LIST (office)', fact, fact || '_0');
        EXECUTE format('ALTER TABLE %I ALTER COLUMN office SET DEFAULT %s', fact, office);
        FOREACH command IN ARRAY commands LOOP
            EXECUTE command;
        END LOOP;
        -- A database that was copied here may hold rows of offices already.
        FOR other IN EXECUTE format('SELECT DISTINCT office FROM %I WHERE office <> 0', fact || '_0') LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', fact || '_' || other, fact, other);
            EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE office = %s', fact, fact || '_0', other);
            EXECUTE format('DELETE FROM %I WHERE office = %s', fact || '_0', other);
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (0)', fact, fact || '_0');

        -- The tool numbers an office's facts itself, from its own range; where the server does, one sequence serves all offices.
        IF fact = ANY (numbered) THEN
            EXECUTE format('SELECT coalesce(max(id & 1099511627775), 0) + 1 FROM %I', fact) INTO first;
            EXECUTE format('CREATE SEQUENCE %I START %s', fact || '_number', first);
            EXECUTE format('ALTER SEQUENCE %I OWNED BY %I.id', fact || '_number', fact);
            EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT (%s << 40) + nextval(%L)', fact, office, fact || '_number');
        END IF;
    END LOOP;

    FOREACH command IN ARRAY coalesce(key_list, '{}') LOOP
        EXECUTE command;
    END LOOP;

    -- Registers know the office that keeps a record of theirs, too.
    FOR fact IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'office'
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname <> 'office_role' LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN office SET DEFAULT %s', fact, office);
    END LOOP;
END $facts$;

-- 2. Each office has a partition of every fact. No two offices can make the same code: an office's begin with its own, and those of
-- the database's own office (0) with none of them.
DO $offices$
DECLARE
    fact   RECORD;
    keeper RECORD;
    name   TEXT;
    taken  TEXT := (SELECT string_agg(format('starts_with(code, %L)', code || '-'), ' OR ' ORDER BY id) FROM office);
BEGIN
    FOR fact IN SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'code') AS coded
                FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'p' ORDER BY c.oid LOOP
        FOR keeper IN SELECT id, code FROM office ORDER BY id LOOP
            name := fact.relname || '_' || keeper.id;
            IF to_regclass(format('%I', name)) IS NULL THEN
                EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', name, fact.relname, keeper.id);
            END IF;
            IF fact.coded AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = to_regclass(format('%I', name)) AND conname = name || '_codes')
               AND (SELECT relkind FROM pg_class WHERE oid = to_regclass(format('%I', name))) = 'r' THEN
                EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (starts_with(code, %L))', name, name || '_codes', keeper.code || '-');
            END IF;
        END LOOP;
        name := fact.relname || '_0';
        IF fact.coded AND to_regclass(format('%I', name)) IS NOT NULL THEN
            EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I', name, name || '_codes');
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (NOT (%s))', name, name || '_codes', taken);
        END IF;
    END LOOP;
END $offices$;

-- 3. Who reads and writes which rows. An office writes its own; it reads the registers, its own facts, and those that office_role lets
-- it read. Rows that it may see but not change are refused aloud: the policies let an UPDATE find them, and the check says no.
-- Whoever owns the tables is held by none of this.
DO $policies$
DECLARE
    mine     CONSTANT TEXT := '(SELECT r.office FROM office_role r WHERE r.role = current_user)';
    readable CONSTANT TEXT := '((SELECT r.reads IS NULL FROM office_role r WHERE r.role = current_user) '
                              'OR office = ANY ((SELECT r.reads FROM office_role r WHERE r.role = current_user)::bigint[]))';
    item     RECORD;
    seen     TEXT;
    kept     TEXT;
BEGIN
    FOR item IN SELECT c.relname, c.relkind, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'office') AS has_office,
                       -- What belongs to a record of a register: the record, by the first column of its key.
                       (SELECT format('EXISTS (SELECT 1 FROM %I k WHERE k.id = %I.%I AND k.office = %s)', t.relname, c.relname, a.attname, mine)
                        FROM pg_constraint f JOIN pg_constraint p ON p.conrelid = f.conrelid AND p.contype = 'p' AND p.conkey[1] = f.conkey[1]
                        JOIN pg_class t ON t.oid = f.confrelid JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
                        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conparentid = 0) AS of_a_record
                FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND c.relname NOT IN ('migration', 'office', 'office_role') AND NOT c.relrowsecurity ORDER BY c.oid LOOP
        seen := CASE WHEN item.relkind = 'p' THEN readable ELSE 'true' END;
        kept := CASE WHEN item.has_office THEN 'office = ' || mine ELSE item.of_a_record END;
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', item.relname);
        EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (%s)', item.relname, seen);
        EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (%s)', item.relname, kept);
        EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (%s) WITH CHECK (%s)', item.relname, seen, kept);
        EXECUTE format('CREATE POLICY takes_away ON %I FOR DELETE USING (%s)', item.relname, kept);
    END LOOP;
END $policies$;

-- 4. What every granted role may do at all. Never on a partition itself, which has no policies; never to a row's number or office;
-- the history is only added to; and only what belongs to a record is ever deleted, for no record is.
DO $privileges$
DECLARE
    roles CONSTANT TEXT := (SELECT string_agg(quote_ident(role), ', ' ORDER BY role) FROM office_role);
    item  RECORD;
BEGIN
    IF roles IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', current_schema(), roles);
    FOR item IN SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id') AS numbered, c.relname IN ('migration', 'office', 'office_role') AS fixed,
                       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('id', 'office')) AS columns
                FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.oid LOOP
        EXECUTE format('GRANT SELECT ON %I TO %s', item.relname, roles);
        CONTINUE WHEN item.fixed;
        EXECUTE format('GRANT INSERT ON %I TO %s', item.relname, roles);
        IF NOT item.numbered THEN
            EXECUTE format('GRANT DELETE ON %I TO %s', item.relname, roles);
        ELSIF item.relname <> 'change' THEN
            EXECUTE format('GRANT UPDATE (%s) ON %I TO %s', item.columns, item.relname, roles);
        END IF;
    END LOOP;
    FOR item IN SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO %s', item.relname, roles);
    END LOOP;
END $privileges$;

-- 5. A load has the server count what it brought (src/db/postgres/server_session.cpp), which only an owner may. Each office counts its own
-- partition, so that no two wait for each other.
DO $counting$
BEGIN
    EXECUTE format($definition$
        CREATE OR REPLACE FUNCTION count_rows(name TEXT) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = %I, pg_temp AS $body$
        DECLARE
            part CONSTANT TEXT := name || '_' || coalesce(nullif(current_setting('cpcc.office', true), ''), '0');
        BEGIN
            EXECUTE format('ANALYZE %%I', CASE WHEN to_regclass(format('%%I', part)) IS NULL THEN name ELSE part END);
        END $body$ $definition$, current_schema());
END $counting$;
