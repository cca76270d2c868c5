-- A password of the database is replaced by two logins that take turns: one is in force, the other gets a new password and takes over, and the first is
-- closed. All is said of "the other login" of whoever is logged in: no role is named, and no other than the two can be reached. That two belong
-- together stands in their comments, which only a superuser can write, and which stay with the roles when the database is restored.

CREATE FUNCTION devflow.other_login() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    tag   text := 'devflow: takes turns with ';
    mine  pg_roles;
    other pg_roles;
    name  text;
BEGIN
    IF NOT coalesce(devflow.rotates(), false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only a rotation asks for the other login';
    END IF;
    SELECT * INTO mine FROM pg_roles r WHERE r.rolname = session_user;
    IF mine.rolsuper OR mine.rolbypassrls OR mine.rolcreaterole OR mine.rolcreatedb OR mine.rolreplication THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('The login ''%s'' can do more than work with data: it has to be replaced by hand.', session_user);
    END IF;
    name := coalesce(substr(nullif(shobj_description(mine.oid, 'pg_authid'), ''), length(tag) + 1), '');
    IF name = '' OR NOT starts_with(shobj_description(mine.oid, 'pg_authid'), tag) THEN
        name := session_user || '_b';
    END IF;
    IF octet_length(name) > 63 THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('The login ''%s'' has too long a name to have another beside it: it has 61 characters at most.', session_user);
    END IF;
    SELECT * INTO other FROM pg_roles r WHERE r.rolname = name;
    IF other.oid IS NOT NULL AND (
        other.rolsuper OR other.rolbypassrls OR other.rolcreaterole OR other.rolcreatedb OR other.rolreplication
        OR (shobj_description(other.oid, 'pg_authid') IS DISTINCT FROM tag || session_user AND shobj_description(mine.oid, 'pg_authid') IS DISTINCT FROM tag || name)) THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('There is a role ''%s'' already, which is not the other one of ''%s'': rename it or drop it.', name, session_user);
    END IF;
    RETURN name;
END
$$;

-- Gives the other login a password, and all the groups of this one; makes it where there is none. What comes here is what the server keeps in the password's place.
CREATE FUNCTION devflow.open_other_login(verifier text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    tag   text := 'devflow: takes turns with ';
    other text;
    member_of text;
BEGIN
    -- One at a time with leases: rights on the database are one row for all.
    PERFORM pg_advisory_xact_lock(3608, 1);
    other := devflow.other_login();
    IF coalesce(verifier, '') !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE SQLSTATE 'DF400' USING MESSAGE = 'A login is opened with the verifier of a password.';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = other) THEN
        EXECUTE format('CREATE ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', other);
        EXECUTE format('COMMENT ON ROLE %I IS %L', other, tag || session_user);
        IF shobj_description((SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user), 'pg_authid') IS NULL THEN
            EXECUTE format('COMMENT ON ROLE %I IS %L', session_user, tag || other);
        END IF;
    END IF;
    FOR member_of IN
        SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
        WHERE r.rolname = session_user AND NOT EXISTS (SELECT FROM pg_auth_members o JOIN pg_roles w ON w.oid = o.member WHERE w.rolname = other AND o.roleid = m.roleid)
    LOOP
        EXECUTE format('GRANT %I TO %I', member_of, other);
    END LOOP;
    IF NOT has_database_privilege(other, current_database(), 'CONNECT') THEN
        EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), other);
    END IF;
    -- Since its last turn nobody could get in; what still holds a session from then does so with an old password.
    PERFORM pg_terminate_backend(a.pid, 1000) FROM pg_stat_activity a WHERE a.usename = other;
    EXECUTE format('ALTER ROLE %I LOGIN VALID UNTIL ''infinity'' PASSWORD %L', other, verifier);
    RETURN other;
END
$$;

-- Lets nobody in any more as the other login. Sessions go on.
CREATE FUNCTION devflow.close_other_login(expected text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    other text := devflow.other_login();
BEGIN
    IF other IS DISTINCT FROM expected THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('The other login of ''%s'' is ''%s'', and not ''%s''.', session_user, other, expected);
    END IF;
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = other) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', other);
    END IF;
END
$$;

-- Ends the sessions of the other login, once it is closed, that have had nothing to do for so long, and gives how many are left.
CREATE FUNCTION devflow.end_other_sessions(idle interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    other text := devflow.other_login();
BEGIN
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = other AND r.rolcanlogin) THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('The login ''%s'' is open.', other);
    END IF;
    PERFORM pg_terminate_backend(a.pid, 1000) FROM pg_stat_activity a
    WHERE a.usename = other AND a.state = 'idle' AND a.state_change < clock_timestamp() - idle;
    -- Looked at anew: what is read once in a transaction stays as it was.
    PERFORM pg_stat_clear_snapshot();
    RETURN (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = other);
END
$$;

REVOKE ALL ON FUNCTION devflow.other_login(), devflow.open_other_login(text), devflow.close_other_login(text), devflow.end_other_sessions(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.other_login(), devflow.open_other_login(text), devflow.close_other_login(text), devflow.end_other_sessions(interval) TO devflow_app;
