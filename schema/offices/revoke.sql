-- Revokes what schema/offices/grant.sql granted to a role. The office and its records remain.
DELETE FROM office_role WHERE role = :role;
DO $revoke$
BEGIN
    EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET cpcc.office', :role, current_database());
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', current_schema(), :role);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM %I', current_schema(), :role);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', current_schema(), :role);
END $revoke$;
