-- Takes back what schema/offices/grant.sql gave a role. The office and what it keeps stay.
DELETE FROM office_role WHERE role = :role;
DO $revoke$
BEGIN
    EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET cpcc.office', :role, current_database());
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', current_schema(), :role);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM %I', current_schema(), :role);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', current_schema(), :role);
END $revoke$;
