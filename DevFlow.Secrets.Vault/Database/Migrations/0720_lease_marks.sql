-- What a leased login cannot undo, and what nobody should inherit.

-- The heir of those who only read: it has no rights, and nobody is a member of it. What they made all the same is not the writers' to run.
DO $$
BEGIN
    CREATE ROLE devflow_estate NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
UPDATE devflow.lease_profiles SET heir = 'devflow_estate' WHERE name = 'read-only';

-- Logins from before this migration bear their mark as a setting.
DO $$
DECLARE
    login text;
BEGIN
    FOR login IN
        SELECT DISTINCT r.rolname FROM pg_roles r JOIN pg_db_role_setting s ON s.setrole = r.oid
        WHERE r.rolname ~ '^devflow_lease_[0-9a-f]{32}$' AND s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    LOOP
        EXECUTE format('COMMENT ON ROLE %I IS %L', login, 'DevFlow: lease of ' || current_database());
    END LOOP;
END
$$;

-- As before, but for the mark, and that leases whose end is begun keep nobody from another.
CREATE OR REPLACE FUNCTION devflow.open_lease(lease uuid, wanted text, seconds int, verifier text) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    terms  devflow.lease_profiles;
    opened devflow.leases;
    ttl    interval;
    held   bigint;
    role   text := devflow.lease_role(lease);
BEGIN
    SELECT * INTO terms FROM devflow.lease_profiles p WHERE p.name = wanted;
    IF terms.name IS NULL THEN
        RAISE SQLSTATE 'DF404' USING MESSAGE = 'There is no such profile to lease.';
    END IF;
    IF devflow.principal() IS NULL OR NOT coalesce(devflow.acts_as() = ANY (terms.callers), false) THEN
        RAISE SQLSTATE 'DF403' USING MESSAGE = format('The profile ''%s'' is not yours to lease.', terms.name);
    END IF;
    IF verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE SQLSTATE 'DF400' USING MESSAGE = 'A lease is opened with the verifier of a password.';
    END IF;
    ttl := coalesce(make_interval(secs => seconds), terms.default_ttl);
    IF ttl < interval '10 seconds' OR ttl > terms.max_ttl THEN
        RAISE SQLSTATE 'DF400' USING MESSAGE = format('A lease of ''%s'' is for 10 to %s seconds.', terms.name, extract(epoch FROM terms.max_ttl)::bigint);
    END IF;

    -- One at a time, so that what is counted is what there is.
    PERFORM pg_advisory_xact_lock(3608, 1);
    SELECT count(*) INTO held FROM devflow.leases l WHERE l.profile = terms.name AND l.state = 'active' AND l.principal = devflow.principal();
    IF held >= terms.per_principal THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('You hold %s leases of ''%s'', and may hold no more: revoke one, or wait until it expires.', held, terms.name);
    END IF;
    SELECT count(*) INTO held FROM devflow.leases l WHERE l.profile = terms.name AND l.state = 'active';
    IF held >= terms.total THEN
        RAISE SQLSTATE 'DF503' USING MESSAGE = format('%s leases of ''%s'' are held, and there may be no more: try again when one has ended.', held, terms.name);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = terms.group_role AND NOT (r.rolcanlogin OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication)) THEN
        RAISE SQLSTATE 'DF503' USING MESSAGE = format('The profile ''%s'' names a group that is not there, or is more than a group.', terms.name);
    END IF;

    INSERT INTO devflow.leases (id, profile, principal, heir, state, expires_at, renewable_until)
    VALUES (lease, terms.name, devflow.principal(), terms.heir, 'active', now() + ttl, now() + terms.max_lifetime) RETURNING * INTO opened;
    EXECUTE format(
        'CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT %s PASSWORD %L VALID UNTIL %L IN ROLE %I',
        role, terms.connections, verifier, opened.expires_at, terms.group_role);
    -- Tells this database's leases from those of others on the server. A role can change its own settings, and not what is said of it.
    EXECUTE format('COMMENT ON ROLE %I IS %L', role, 'DevFlow: lease of ' || current_database());
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET default_transaction_read_only = %L', role, current_database(), terms.schema_name IS NULL);
    IF terms.schema_name IS NOT NULL THEN
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT ALL ON TABLES TO %I', role, terms.schema_name, terms.group_role);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT ALL ON SEQUENCES TO %I', role, terms.schema_name, terms.group_role);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON TABLES TO %I', role, terms.schema_name, terms.readers);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON SEQUENCES TO %I', role, terms.schema_name, terms.readers);
    END IF;
    -- To the role alone: the group is the whole server's, and would let the leases of another database in.
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), role);
    UPDATE devflow.leases SET role_oid = (SELECT r.oid FROM pg_roles r WHERE r.rolname = role) WHERE id = lease RETURNING * INTO opened;
    RETURN NEXT opened;
END
$$;

-- As before, but for the mark and the heir.
CREATE OR REPLACE FUNCTION devflow.adopt_lease_orphans() RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    orphan record;
BEGIN
    IF devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine sweeps';
    END IF;
    -- Of two engines one at a time; and none sees a role whose row is about to be committed.
    PERFORM pg_advisory_xact_lock(3608, 1);
    FOR orphan IN
        SELECT r.rolname, r.oid, substr(r.rolname, 15)::uuid AS id,
            CASE WHEN pg_has_role(r.oid, 'devflow_applications', 'MEMBER') THEN 'devflow_applications' ELSE 'devflow_estate' END AS heir
        FROM pg_roles r
        WHERE r.rolname ~ '^devflow_lease_[0-9a-f]{32}$'
          AND shobj_description(r.oid, 'pg_authid') = 'DevFlow: lease of ' || current_database()
          AND NOT EXISTS (SELECT FROM devflow.leases l WHERE l.role_name = r.rolname AND l.state <> 'ended')
    LOOP
        EXECUTE format('ALTER ROLE %I NOLOGIN', orphan.rolname);
        INSERT INTO devflow.leases (id, profile, principal, role_oid, heir, state, expires_at, renewable_until, ended_by, reason)
        VALUES (orphan.id, 'unknown', devflow.principal(), orphan.oid, orphan.heir, 'closing', now(), now(), devflow.principal(), 'orphan')
        ON CONFLICT (id) DO UPDATE SET state = 'closing', role_oid = excluded.role_oid, reason = 'orphan', ended_by = excluded.ended_by;
        RETURN NEXT orphan.id;
    END LOOP;
END
$$;
