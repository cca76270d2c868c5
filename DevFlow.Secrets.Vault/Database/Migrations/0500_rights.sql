-- What people can ask for: to have what is theirs, and to be forgotten. It comes behind the tables that it is about.

CREATE FUNCTION devflow.is_erased(person uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT EXISTS (SELECT FROM devflow.users u WHERE u.id = person AND u.erased_at IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION devflow.is_erased(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.is_erased(uuid) TO devflow_app;

-- A token outlives its person by minutes: whoever is erased writes nothing more.
CREATE POLICY not_erased ON devflow.data_keys AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased((SELECT devflow.user_id())));
CREATE POLICY not_erased ON devflow.user_secrets AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased(owner));
CREATE POLICY not_erased ON devflow.api_keys AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased(user_id));
CREATE POLICY not_erased ON devflow.sessions AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased(user_id));
CREATE POLICY not_erased ON devflow.projects AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased((SELECT devflow.user_id())));

-- Erases a person: whoever it is, or an administrator, asks for it. Data keys are destroyed, and with them every value, in every backup too
-- that was made after this. Rows of secrets stay where a copy in 1Password is still to be removed, without their names. The person's row
-- stays, so that records which name the id lead to something, and says nothing. Gives the number of data keys.
CREATE FUNCTION devflow.erase_user(person uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    destroyed bigint;
BEGIN
    IF devflow.user_id() IS DISTINCT FROM person AND devflow.acts_as() IS DISTINCT FROM 'admin' THEN
        RAISE insufficient_privilege USING MESSAGE = 'a person is erased by himself or an administrator';
    END IF;
    -- Administrators in one order, so that of two who leave at once one stays.
    PERFORM FROM devflow.users WHERE (role = 'admin' AND erased_at IS NULL) OR id = person ORDER BY id FOR UPDATE;
    IF NOT EXISTS (SELECT FROM devflow.users WHERE id = person AND erased_at IS NULL) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT FROM devflow.users WHERE role = 'admin' AND erased_at IS NULL AND id <> person)
        AND EXISTS (SELECT FROM devflow.users WHERE id = person AND role = 'admin') THEN
        RETURN -1;
    END IF;

    -- First the rows that writers lock: they are waited for here, and what they wrote goes below.
    UPDATE devflow.user_secrets SET name = 'erased-' || id, deleted_at = coalesce(deleted_at, now()), expires_at = NULL WHERE owner = person;
    UPDATE devflow.users SET name = 'erased-' || id, display_name = NULL, role = 'member', onepassword_vault = NULL, erased_at = now() WHERE id = person;
    DELETE FROM devflow.data_keys WHERE tier = 'user' AND owner = 'user:' || person;
    GET DIAGNOSTICS destroyed = ROW_COUNT;
    DELETE FROM devflow.user_secrets WHERE owner = person AND copy_vault IS NULL;
    DELETE FROM devflow.api_keys WHERE user_id = person;
    DELETE FROM devflow.sessions WHERE user_id = person;
    DELETE FROM devflow.project_members WHERE principal = 'user:' || person;
    RETURN destroyed;
END
$$;
REVOKE ALL ON FUNCTION devflow.erase_user(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.erase_user(uuid) TO devflow_app;

-- Clears away what nobody reads any more: versions that were replaced before a time, but for the newest ones, and rows of secrets that
-- were deleted before it and have no copy elsewhere.
CREATE FUNCTION devflow.clear_old(before timestamptz, keep int) RETURNS TABLE (versions bigint, secrets bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    affected bigint;
BEGIN
    IF devflow.principal() IS DISTINCT FROM 'engine:retention' OR devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine clears away';
    END IF;
    IF keep < 1 OR before > now() THEN
        RAISE check_violation USING MESSAGE = 'the current version of a secret is never cleared away';
    END IF;
    DELETE FROM devflow.data_keys WHERE id IN (
        SELECT v.data_key FROM (
            SELECT data_key, lead(created_at) OVER newer_last AS replaced_at, row_number() OVER newer_first AS place FROM devflow.user_secret_versions
            WINDOW newer_last AS (PARTITION BY secret_id ORDER BY version), newer_first AS (PARTITION BY secret_id ORDER BY version DESC)
            UNION ALL
            SELECT data_key, lead(created_at) OVER newer_last, row_number() OVER newer_first FROM devflow.project_secret_versions
            WINDOW newer_last AS (PARTITION BY secret_id ORDER BY version), newer_first AS (PARTITION BY secret_id ORDER BY version DESC)) v
        WHERE v.replaced_at < before AND v.place > keep);
    GET DIAGNOSTICS versions = ROW_COUNT;
    DELETE FROM devflow.user_secrets WHERE deleted_at < before AND copy_vault IS NULL;
    GET DIAGNOSTICS secrets = ROW_COUNT;
    DELETE FROM devflow.project_secrets WHERE deleted_at < before;
    GET DIAGNOSTICS affected = ROW_COUNT;
    secrets := secrets + affected;
    RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION devflow.clear_old(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.clear_old(timestamptz, int) TO devflow_app;

-- Clears away what has had its end: alerts, codes of sign-in that were used, sessions and keys of the API that count no more. Each has a time
-- of its own, and none that is in use is ever in it.
CREATE FUNCTION devflow.clear_ended(alerts_before timestamptz, codes_before timestamptz, ended_before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    affected bigint;
    cleared  bigint := 0;
BEGIN
    IF devflow.principal() IS DISTINCT FROM 'engine:retention' OR devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine clears away';
    END IF;
    -- A used code that was forgotten while it counts could be used again.
    IF greatest(alerts_before, codes_before, ended_before) > now() - interval '1 day' THEN
        RAISE check_violation USING MESSAGE = 'what ended within a day is kept';
    END IF;
    DELETE FROM devflow.alerts WHERE at < alerts_before;
    GET DIAGNOSTICS cleared = ROW_COUNT;
    DELETE FROM devflow.used_codes WHERE used_at < codes_before;
    GET DIAGNOSTICS affected = ROW_COUNT;
    cleared := cleared + affected;
    DELETE FROM devflow.sessions WHERE least(expires_at, revoked_at) < ended_before;
    GET DIAGNOSTICS affected = ROW_COUNT;
    cleared := cleared + affected;
    DELETE FROM devflow.api_keys WHERE least(expires_at, revoked_at) < ended_before;
    GET DIAGNOSTICS affected = ROW_COUNT;
    RETURN cleared + affected;
END
$$;
REVOKE ALL ON FUNCTION devflow.clear_ended(timestamptz, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.clear_ended(timestamptz, timestamptz, timestamptz) TO devflow_app;
