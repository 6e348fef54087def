-- A server that only reports: the facts of its offices lie on other servers, and their partitions here are foreign tables
-- (postgres_fdw); the registers stand here too. `cpcc report` there needs to know nothing of it.
--
-- Each server, this one too, has a database made by `cpcc init`, in which the same offices were granted in the same order, so that an
-- office has the same number everywhere (cpcc query "SELECT …" shows none of that; the table `office` does). Here it is enough to grant
-- the office that reports, with --reads all: the others come with the registers. Then, here, as the owner, once a server of facts:
--
--   psql --variable ON_ERROR_STOP=1 --variable server=north --variable host=10.0.0.1 --variable port=5432 --variable dbname=records \
--        --variable user=reporter --variable offices=QS,JA --variable registers=yes --file reporting-server.sql postgresql://…
--
-- `user` is a role of that server which may read the tables and their partitions:  GRANT SELECT ON ALL TABLES IN SCHEMA public TO
-- reporter. Its password is kept in the user mapping: ALTER USER MAPPING FOR PUBLIC SERVER north OPTIONS (ADD password '…'). Where it
-- needs none, by a certificate, the mapping has to say so: OPTIONS (ADD password_required 'false'). With registers=yes the registers are
-- taken from there; they must be the same on all servers, row numbers too: keep them on one and let the others follow it (logical
-- replication of those tables does), or import the same files everywhere.
--
-- Foreign tables can have no keys: partitions here are neither unique nor referred to, and nothing should be written here.

\set QUIET on
BEGIN;
SELECT set_config('cpcc.from', :'server', true), set_config('cpcc.offices', :'offices', true), set_config('cpcc.registers', :'registers', true) \g /dev/null

CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SERVER :"server" FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host', port :'port', dbname :'dbname', fetch_size '10000', async_capable 'true');
CREATE USER MAPPING FOR PUBLIC SERVER :"server" OPTIONS (user :'user');

-- The registers as they are there, the table of offices first. All of them that this database has: whole tables, but what is its own.
DO $registers$
DECLARE
    here     CONSTANT TEXT := current_schema();
    place    CONSTANT TEXT := 'from_' || current_setting('cpcc.from');
    register RECORD;
BEGIN
    IF current_setting('cpcc.registers') <> 'yes' THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE SCHEMA %I', place);
    FOR register IN SELECT c.relname, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
                           EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id') AS numbered
                    FROM pg_class c WHERE c.relnamespace = here::regnamespace AND c.relkind = 'r' AND NOT c.relispartition
                    AND c.relname NOT IN ('migration', 'office_role') ORDER BY c.oid LOOP
        EXECUTE format('IMPORT FOREIGN SCHEMA %I LIMIT TO (%I) FROM SERVER %I INTO %I', here, register.relname, current_setting('cpcc.from'), place);
        EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I.%I %s ON CONFLICT DO NOTHING', register.relname, register.columns, register.columns, place, register.relname,
                       CASE WHEN register.numbered THEN 'ORDER BY id' ELSE '' END);
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
END $registers$;

-- The facts: no keys where a partition is foreign, then a foreign table in the place of each of those offices' partitions.
DO $facts$
DECLARE
    command TEXT;
BEGIN
    FOR command IN SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'p' AND k.conparentid = 0 AND contype IN ('f', 'p', 'u') ORDER BY contype LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN SELECT format('DROP INDEX %s', indexrelid::regclass) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'p' AND i.indisunique LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN SELECT format('DROP TABLE IF EXISTS %I; CREATE FOREIGN TABLE %I PARTITION OF %I FOR VALUES IN (%s) SERVER %I', c.relname || '_' || o.id, c.relname || '_' || o.id, c.relname, o.id,
                                 current_setting('cpcc.from'))
                   FROM pg_class c CROSS JOIN office o WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'p'
                   AND o.code = ANY (string_to_array(current_setting('cpcc.offices'), ',')) ORDER BY c.oid, o.id LOOP
        EXECUTE command;
    END LOOP;
END $facts$;
COMMIT;
ANALYZE;
