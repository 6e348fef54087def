-- Creates the layout of a PostgreSQL database that several offices share. The first `cpcc grant` runs this script, and
-- `cpcc migrate` runs it again after its steps. It may be run at any time: it skips whatever is already in place.
--
-- * Facts are partitioned by office, with one partition TABLE_NUMBER for each office number. Facts are the kinds that
--   are declared as such, the items of their records, and the history. Every key of a fact includes the office, and so
--   does every reference from a fact to a fact.
-- * Registers remain unpartitioned, and every office reads them, so that each server may have a copy. They refer to no
--   fact, and therefore not to the history.
-- * The server enforces who may read and write which rows (row-level security), by the table office_role.
--
-- The script reads the server's catalog, so that the steps of the schema (schema/*.sql) need not know this layout. There
-- are two exceptions: a step that adds a unique index over facts must include the office, and so must a reference to a
-- fact, as in (session, office) -> session (id, office).
--
-- Citus can distribute the same layout: create_reference_table() for office, office_role and each register, then
-- create_distributed_table('session', 'office'), and colocate_with => 'session' for the other facts, in place of the
-- partitions. This has not been tested.

-- 1. Turns facts into partitioned tables. Existing rows remain in the partition of office 0.
DO $facts$
DECLARE
    facts    CONSTANT TEXT[] := :facts;        -- the tables of facts
    numbered CONSTANT TEXT[] := :numbered;     -- those whose rows the server numbers
    keys     CONSTANT TEXT[] := :keys;         -- their foreign keys to facts, as table.column.target
    whole    CONSTANT TEXT[] := ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                                      AND relname = ANY (facts) ORDER BY oid);
    office   CONSTANT TEXT := 'coalesce(nullif(current_setting(''cpcc.office'', true), ''''), ''0'')::bigint';
    key_list TEXT[];                           -- references to create again at the end
    fact     TEXT;
    command  TEXT;
    commands TEXT[];
    other    BIGINT;
    first    BIGINT;
BEGIN
    -- A reference to a fact gets the office on both sides. A reference to a register does not change. The references of
    -- registers to the history are dropped.
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
        -- The keys and indexes of the fact, to be created again. Unique ones become unique within an office.
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
        -- A database that was copied to this server may already contain rows of offices.
        FOR other IN EXECUTE format('SELECT DISTINCT office FROM %I WHERE office <> 0', fact || '_0') LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', fact || '_' || other, fact, other);
            EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE office = %s', fact, fact || '_0', other);
            EXECUTE format('DELETE FROM %I WHERE office = %s', fact || '_0', other);
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (0)', fact, fact || '_0');

        -- cpcc numbers an office's facts from the office's own range. Where the server numbers them, one sequence
        -- serves all offices.
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

    -- Foreign keys of a fact to a fact that a later step of the schema had to leave out.
    FOR command IN SELECT format('ALTER TABLE %I ADD FOREIGN KEY (%I, office) REFERENCES %I (id, office)%s', split_part(key, '.', 1),
                                 split_part(key, '.', 2), split_part(key, '.', 3),
                                 CASE WHEN split_part(key, '.', 1) = split_part(key, '.', 3) THEN ' DEFERRABLE INITIALLY DEFERRED' ELSE '' END)
                   FROM unnest(keys) AS key
                   WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                                     WHERE k.contype = 'f' AND k.conrelid = split_part(key, '.', 1)::regclass
                                     AND a.attname = split_part(key, '.', 2)) LOOP
        EXECUTE command;
    END LOOP;

    -- Registers also record the office that owns a record.
    FOR fact IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'office'
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname <> 'office_role' LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN office SET DEFAULT %s', fact, office);
    END LOOP;
END $facts$;

-- 2. Creates a partition of every fact for each office. No two offices can create the same code: the codes of an office
-- begin with its own code, and those of the database's own office (0) with that of no office.
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

-- 3. Defines who reads and writes which rows. An office writes its own rows. It reads the registers, its own facts, and
-- the facts that office_role lets it read. A change to a row that an office may only read is an error, not silently
-- ignored: UPDATE policies find the row, and their check rejects the change. The owner of the tables is exempt from all
-- policies.
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
                       -- Rows that belong to a record of a register: the first column of their key refers to the
                       -- record.
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

-- 4. Grants the privileges that every granted role has. No role has privileges on a partition, because partitions have
-- no policies. No role changes a row's number or office. The history only grows. Only rows that belong to a record can
-- be deleted, never a record.
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
        ELSE  -- an office erases personal values, and their salts
            EXECUTE format('GRANT UPDATE (old, new, salt) ON %I TO %s', item.relname, roles);
        END IF;
    END LOOP;
    FOR item IN SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO %s', item.relname, roles);
    END LOOP;
END $privileges$;

-- 5. Lets a load update the server's statistics (src/db/postgres/server_session.cpp), which only an owner may do. Each
-- office analyzes its own partition, so that no two wait for each other.
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
