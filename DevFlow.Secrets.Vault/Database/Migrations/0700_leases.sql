-- Dynamic secrets: logins of this database that are made for one lease and end with it. The application login makes no roles: it calls the
-- functions below, which derive the name of the role from the lease's id. There is no parameter in which another role could be named.

-- What leases can be had in: a schema for the applications that run on the platform, apart from the platform's own. Its owner logs in nowhere.
DO $$
DECLARE
    shared text;
BEGIN
    FOREACH shared IN ARRAY ARRAY['devflow_applications', 'devflow_applications_reader'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', shared);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
END
$$;

CREATE SCHEMA IF NOT EXISTS applications AUTHORIZATION devflow_applications;
GRANT USAGE ON SCHEMA applications TO devflow_applications_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA applications TO devflow_applications_reader;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA applications TO devflow_applications_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE devflow_applications IN SCHEMA applications GRANT SELECT ON TABLES TO devflow_applications_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE devflow_applications IN SCHEMA applications GRANT SELECT ON SEQUENCES TO devflow_applications_reader;

-- What can be leased, to whom and for how long. A table that only its owner writes, and no file: what says which rights are given is not what
-- the application login, or the engine's folder, could change.
CREATE TABLE devflow.lease_profiles
(
    name          text     PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,39}$'),
    description   text     NOT NULL,
    -- Whose rights a leased login has.
    group_role    text     NOT NULL CHECK (group_role !~ '^pg_' AND group_role NOT IN ('devflow_app', 'postgres')),
    -- Whose is afterwards what a leased login made.
    heir          text     NOT NULL CHECK (heir !~ '^pg_' AND heir NOT IN ('devflow_app', 'postgres')),
    -- Where a leased login makes tables, which the group uses and these readers read from the start; null for one that makes none.
    schema_name   text,
    readers       text,
    callers       text[]   NOT NULL CHECK (callers <@ ARRAY['user', 'admin', 'service']),
    default_ttl   interval NOT NULL CHECK (default_ttl >= interval '10 seconds'),
    max_ttl       interval NOT NULL CHECK (max_ttl >= default_ttl),
    -- However often it is renewed.
    max_lifetime  interval NOT NULL CHECK (max_lifetime >= max_ttl),
    per_principal int      NOT NULL CHECK (per_principal > 0),
    total         int      NOT NULL CHECK (total > 0),
    connections   int      NOT NULL CHECK (connections > 0),
    CHECK ((schema_name IS NULL) = (readers IS NULL))
);

ALTER TABLE devflow.lease_profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.lease_profiles FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.lease_profiles TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.lease_profiles FOR SELECT TO devflow_app
    USING ((SELECT devflow.acts_as()) = ANY (callers) OR (SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
GRANT SELECT ON devflow.lease_profiles TO devflow_app;

INSERT INTO devflow.lease_profiles VALUES
    ('read-only', 'Reads the tables of the schema applications.', 'devflow_applications_reader', 'devflow_applications', NULL, NULL,
        '{user,admin,service}', '15 minutes', '1 hour', '12 hours', 10, 100, 10),
    ('read-write', 'Reads, writes and changes the schema applications.', 'devflow_applications', 'devflow_applications', 'applications', 'devflow_applications_reader',
        '{admin,service}', '15 minutes', '1 hour', '12 hours', 10, 50, 10);

CREATE FUNCTION devflow.lease_role(lease uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'devflow_lease_' || replace(lease::text, '-', '');

CREATE TABLE devflow.leases
(
    id              uuid        PRIMARY KEY,
    profile         text        NOT NULL,
    principal       text        NOT NULL,
    role_name       text        NOT NULL GENERATED ALWAYS AS (devflow.lease_role(id)) STORED UNIQUE,
    -- Of sessions that outlive their role, this is all that tells whose they were.
    role_oid        oid,
    heir            text        NOT NULL,
    -- closing: nobody gets in any more, and what it holds is being taken from it.
    state           text        NOT NULL CHECK (state IN ('active', 'closing', 'ended')),
    opened_at       timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    renewable_until timestamptz NOT NULL,
    ended_at        timestamptz,
    ended_by        text,
    reason          text        CHECK (reason IN ('revoked', 'expired', 'erased', 'lost', 'orphan'))
);

CREATE INDEX leases_principal ON devflow.leases (principal, state);
CREATE INDEX leases_open ON devflow.leases (expires_at) WHERE state <> 'ended';
CREATE INDEX leases_ended ON devflow.leases (ended_at) WHERE state = 'ended';

ALTER TABLE devflow.leases ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.leases FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.leases TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.leases FOR SELECT TO devflow_app
    USING (principal = (SELECT devflow.principal()) OR (SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY forget ON devflow.leases FOR DELETE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance' AND state = 'ended' AND ended_at < now() - interval '90 days');
GRANT SELECT, DELETE ON devflow.leases TO devflow_app;

-- Makes a row and its role, both or neither: roles are transactional too. The password is the caller's to know: what comes here is what the
-- server keeps in its place.
CREATE FUNCTION devflow.open_lease(lease uuid, wanted text, seconds int, verifier text) RETURNS SETOF devflow.leases
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
    SELECT count(*) INTO held FROM devflow.leases l WHERE l.profile = terms.name AND l.state <> 'ended' AND l.principal = devflow.principal();
    IF held >= terms.per_principal THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('You hold %s leases of ''%s'', and may hold no more: revoke one, or wait until it expires.', held, terms.name);
    END IF;
    SELECT count(*) INTO held FROM devflow.leases l WHERE l.profile = terms.name AND l.state <> 'ended';
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
    -- Settings of this database: they tell this database's leases from those of others on the server.
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

-- Only the one whose lease it is; one that has expired is over, swept or not.
CREATE FUNCTION devflow.renew_lease(lease uuid, seconds int) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    held  devflow.leases;
    terms devflow.lease_profiles;
    ttl   interval;
BEGIN
    SELECT * INTO held FROM devflow.leases l WHERE l.id = lease AND l.principal = devflow.principal() FOR UPDATE;
    IF held.id IS NULL OR devflow.acts_as() IS NULL THEN
        RAISE SQLSTATE 'DF404' USING MESSAGE = 'There is no such lease of yours.';
    END IF;
    IF held.state <> 'active' OR held.expires_at <= now() THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = 'The lease has ended: open another.';
    END IF;
    SELECT * INTO terms FROM devflow.lease_profiles p WHERE p.name = held.profile;
    IF NOT coalesce(devflow.acts_as() = ANY (terms.callers), false) THEN
        RAISE SQLSTATE 'DF403' USING MESSAGE = format('The profile ''%s'' is not yours to lease any more.', held.profile);
    END IF;
    ttl := coalesce(make_interval(secs => seconds), terms.default_ttl);
    IF ttl < interval '10 seconds' OR ttl > terms.max_ttl THEN
        RAISE SQLSTATE 'DF400' USING MESSAGE = format('A lease of ''%s'' is for 10 to %s seconds.', terms.name, extract(epoch FROM terms.max_ttl)::bigint);
    END IF;
    UPDATE devflow.leases SET expires_at = greatest(held.expires_at, least(now() + ttl, held.renewable_until)) WHERE id = lease RETURNING * INTO held;
    EXECUTE format('ALTER ROLE %I VALID UNTIL %L', held.role_name, held.expires_at);
    RETURN NEXT held;
END
$$;

-- Why the engine would end a lease by itself; null while it goes on.
CREATE FUNCTION devflow.lease_is_over(held devflow.leases) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp
AS $$
    SELECT CASE
        WHEN held.expires_at <= now() THEN 'expired'
        WHEN EXISTS (SELECT FROM devflow.users u WHERE 'user:' || u.id = held.principal AND u.erased_at IS NOT NULL) THEN 'erased'
        WHEN NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = held.role_name) THEN 'lost'
    END
$$;

-- The first of two steps to the end: nobody gets in any more. It is committed before the sessions are looked for, or another could come behind that.
-- Gives the lease as it is then; whoever may not end it finds none.
CREATE FUNCTION devflow.close_lease(lease uuid) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    held devflow.leases;
    why  text;
BEGIN
    SELECT * INTO held FROM devflow.leases l WHERE l.id = lease FOR UPDATE;
    IF held.id IS NULL THEN
        RETURN;
    END IF;
    IF devflow.acts_as() = 'maintenance' THEN
        why := devflow.lease_is_over(held);
    ELSIF devflow.acts_as() = 'admin' OR (devflow.acts_as() IS NOT NULL AND held.principal = devflow.principal()) THEN
        why := 'revoked';
    ELSE
        RETURN;
    END IF;
    IF held.state = 'active' AND why IS NOT NULL THEN
        UPDATE devflow.leases SET state = 'closing', ended_by = devflow.principal(), reason = why WHERE id = lease RETURNING * INTO held;
        IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = held.role_name) THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN', held.role_name);
        END IF;
    END IF;
    RETURN NEXT held;
END
$$;

-- The second step: sessions are ended, what the role owns goes to its heir, and the role goes. What stands in the way raises, and it is tried again.
CREATE FUNCTION devflow.end_lease(lease uuid) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    held devflow.leases;
    wait int;
BEGIN
    SELECT * INTO held FROM devflow.leases l WHERE l.id = lease
        AND (l.principal = devflow.principal() OR devflow.acts_as() IN ('admin', 'maintenance')) FOR UPDATE;
    IF held.id IS NULL OR held.state = 'active' THEN
        RETURN;
    END IF;
    -- All are told before one is waited for. An oid alone says whose a session was only where no role has it: after a restore another's may be the same.
    FOR wait IN SELECT unnest(ARRAY[0, 2000]) LOOP
        PERFORM pg_terminate_backend(a.pid, wait) FROM pg_stat_activity a
            WHERE a.usename = held.role_name OR (a.usesysid = held.role_oid AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.oid = a.usesysid));
    END LOOP;
    IF held.state = 'closing' THEN
        IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = held.role_name) THEN
            -- Rights on the database are one row for all leases: one at a time, as those who are given them.
            PERFORM pg_advisory_xact_lock(3608, 1);
            EXECUTE format('REASSIGN OWNED BY %I TO %I', held.role_name, held.heir);
            EXECUTE format('DROP OWNED BY %I', held.role_name);
            EXECUTE format('DROP ROLE %I', held.role_name);
        END IF;
        UPDATE devflow.leases SET state = 'ended', ended_at = now() WHERE id = lease RETURNING * INTO held;
    END IF;
    RETURN NEXT held;
END
$$;

-- What the engine has to end: what is over, what was begun to end, and sessions that got in at the last moment and outlived their role.
CREATE FUNCTION devflow.due_leases() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp
AS $$
    SELECT l.id FROM devflow.leases l
    WHERE devflow.acts_as() = 'maintenance' AND (
        l.state = 'closing'
        OR (l.state = 'active' AND devflow.lease_is_over(l) IS NOT NULL)
        OR (l.state = 'ended' AND l.ended_at > now() - interval '1 hour' AND EXISTS (
            SELECT FROM pg_stat_activity a WHERE a.usesysid = l.role_oid AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.oid = a.usesysid))))
    ORDER BY l.expires_at LIMIT 200
$$;

-- Roles of this database's leases that no lease knows, as after a restore from a backup: each is closed, and gets a row that ends it as any other.
CREATE FUNCTION devflow.adopt_lease_orphans() RETURNS SETOF uuid
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
        SELECT DISTINCT r.rolname, r.oid, substr(r.rolname, 15)::uuid AS id
        FROM pg_roles r JOIN pg_db_role_setting s ON s.setrole = r.oid
        WHERE r.rolname ~ '^devflow_lease_[0-9a-f]{32}$'
          AND s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
          AND NOT EXISTS (SELECT FROM devflow.leases l WHERE l.role_name = r.rolname AND l.state <> 'ended')
    LOOP
        EXECUTE format('ALTER ROLE %I NOLOGIN', orphan.rolname);
        INSERT INTO devflow.leases (id, profile, principal, role_oid, heir, state, expires_at, renewable_until, ended_by, reason)
        VALUES (orphan.id, 'unknown', devflow.principal(), orphan.oid, 'devflow_applications', 'closing', now(), now(), devflow.principal(), 'orphan')
        ON CONFLICT (id) DO UPDATE SET state = 'closing', role_oid = excluded.role_oid, reason = 'orphan', ended_by = excluded.ended_by;
        RETURN NEXT orphan.id;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION devflow.open_lease(uuid, text, int, text), devflow.renew_lease(uuid, int), devflow.close_lease(uuid), devflow.end_lease(uuid),
    devflow.lease_is_over(devflow.leases), devflow.due_leases(), devflow.adopt_lease_orphans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.open_lease(uuid, text, int, text), devflow.renew_lease(uuid, int), devflow.close_lease(uuid), devflow.end_lease(uuid),
    devflow.due_leases(), devflow.adopt_lease_orphans() TO devflow_app;
