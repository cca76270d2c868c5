-- Access to one secret, or to one environment, of a project for a while, for who is no member of it. What has expired counts no more from that moment on,
-- by the clock of the database, in the policies themselves: nothing has to be swept for that.
CREATE TABLE devflow.project_grants
(
    id          uuid        PRIMARY KEY,
    project_id  uuid        NOT NULL REFERENCES devflow.projects (id) ON DELETE CASCADE,
    principal   text        NOT NULL CHECK (principal ~ '^(user:[0-9a-f-]{36}|service:.{1,100})$'),
    environment text        NOT NULL CHECK (environment IN ('development', 'staging', 'production')),
    -- Null for all keys of the environment, those too that come later.
    key         text        CHECK (key ~ '^[A-Za-z_][A-Za-z0-9_]{0,199}$'),
    access      text        NOT NULL CHECK (access IN ('read', 'write')),
    granted_at  timestamptz NOT NULL DEFAULT now(),
    granted_by  text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT project_grants_duration CHECK (expires_at > granted_at AND expires_at <= granted_at + interval '90 days')
);

CREATE INDEX project_grants_principal ON devflow.project_grants (principal, project_id);
CREATE INDEX project_grants_project ON devflow.project_grants (project_id);

-- Of the caller, to a secret by its stored name, <environment>/<KEY>; to a whole environment by <environment>/. They run as their owner, since the policies
-- of the tables that they read ask them.
CREATE FUNCTION devflow.grant_access(project uuid, name text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    -- Of several the one that allows more, which is the last by name too.
    SELECT max(g.access) FROM devflow.project_grants g
    WHERE g.principal = devflow.principal() AND g.project_id = project AND g.expires_at > now()
      AND g.environment = split_part(name, '/', 1) AND (g.key IS NULL OR g.key = split_part(name, '/', 2))
$$;

CREATE FUNCTION devflow.has_grant(project uuid, wanted text DEFAULT NULL) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT EXISTS (
        SELECT FROM devflow.project_grants g
        WHERE g.principal = devflow.principal() AND g.project_id = project AND g.expires_at > now() AND (wanted IS NULL OR g.access = wanted))
$$;

CREATE FUNCTION devflow.grant_of_secret(secret uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT devflow.grant_access(s.project_id, s.name) FROM devflow.project_secrets s WHERE s.id = secret
$$;

CREATE FUNCTION devflow.grant_of_data_key(data_key uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT devflow.grant_of_secret(v.secret_id) FROM devflow.project_secret_versions v WHERE v.data_key = grant_of_data_key.data_key
$$;

REVOKE ALL ON FUNCTION devflow.grant_access(uuid, text), devflow.has_grant(uuid, text), devflow.grant_of_secret(uuid), devflow.grant_of_data_key(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.grant_access(uuid, text), devflow.has_grant(uuid, text), devflow.grant_of_secret(uuid), devflow.grant_of_data_key(uuid) TO devflow_app;

ALTER TABLE devflow.project_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.project_grants FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.project_grants TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.project_grants FOR SELECT TO devflow_app
    USING (principal = (SELECT devflow.principal()) OR (SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) = 'admin');
CREATE POLICY give ON devflow.project_grants FOR INSERT TO devflow_app
    WITH CHECK (granted_by = (SELECT devflow.principal()) AND ((SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) = 'admin'));
CREATE POLICY take ON devflow.project_grants FOR DELETE TO devflow_app
    USING (principal = (SELECT devflow.principal()) OR (SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) = 'admin');
GRANT SELECT, DELETE ON devflow.project_grants TO devflow_app;
-- Not when: that is now.
GRANT INSERT (id, project_id, principal, environment, key, access, granted_by, expires_at) ON devflow.project_grants TO devflow_app;

-- Beside the policies for members, and named so that they are asked behind them, which is in the reverse order of names: for who is a member nothing is looked up here.
CREATE POLICY granted_see ON devflow.projects FOR SELECT TO devflow_app USING (devflow.has_grant(id));
CREATE POLICY granted_read ON devflow.project_secrets FOR SELECT TO devflow_app USING (devflow.grant_access(project_id, name) IS NOT NULL);
CREATE POLICY granted_add ON devflow.project_secrets FOR INSERT TO devflow_app WITH CHECK (devflow.grant_access(project_id, name) = 'write');
CREATE POLICY granted_change ON devflow.project_secrets FOR UPDATE TO devflow_app
    USING (devflow.grant_access(project_id, name) = 'write') WITH CHECK (devflow.grant_access(project_id, name) = 'write');
CREATE POLICY granted_read ON devflow.project_secret_versions FOR SELECT TO devflow_app USING (devflow.grant_of_secret(secret_id) IS NOT NULL);
CREATE POLICY granted_add ON devflow.project_secret_versions FOR INSERT TO devflow_app WITH CHECK (devflow.grant_of_secret(secret_id) = 'write');
CREATE POLICY granted_read ON devflow.data_keys FOR SELECT TO devflow_app USING (tier = 'project' AND devflow.grant_of_data_key(id) IS NOT NULL);
-- A key comes before what it encrypts. There is no policy that removes: who has been granted something deletes nothing.
CREATE POLICY granted_add ON devflow.data_keys FOR INSERT TO devflow_app
    WITH CHECK (tier = 'project' AND owner LIKE 'project:%' AND devflow.has_grant(substr(owner, 9)::uuid, 'write'));

-- Whoever is erased has been granted nothing.
CREATE FUNCTION devflow.forget_grants() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
BEGIN
    DELETE FROM devflow.project_grants WHERE principal = 'user:' || NEW.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION devflow.forget_grants() FROM PUBLIC;
CREATE TRIGGER forget_grants AFTER UPDATE OF erased_at ON devflow.users FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION devflow.forget_grants();
CREATE POLICY not_erased ON devflow.project_grants AS RESTRICTIVE FOR INSERT TO devflow_app
    WITH CHECK (principal NOT LIKE 'user:%' OR NOT devflow.is_erased(substr(principal, 6)::uuid));
