-- Projects (tier 3), their members, and their secrets in each environment.
CREATE TABLE devflow.projects
(
    id                uuid        PRIMARY KEY,
    name              text        NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 63),
    -- The project's own 1Password vault, by id; its title is what people know it by.
    onepassword_vault text        UNIQUE,
    onepassword_title text,
    created_at        timestamptz NOT NULL DEFAULT now(),
    created_by        text        NOT NULL,
    CHECK ((onepassword_vault IS NULL) = (onepassword_title IS NULL))
);

CREATE TABLE devflow.project_members
(
    project_id uuid        NOT NULL REFERENCES devflow.projects (id) ON DELETE CASCADE,
    principal  text        NOT NULL CHECK (principal ~ '^(user:[0-9a-f-]{36}|service:.{1,100})$'),
    role       text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    added_at   timestamptz NOT NULL DEFAULT now(),
    added_by   text        NOT NULL,
    PRIMARY KEY (project_id, principal)
);

CREATE INDEX project_members_principal ON devflow.project_members (principal);

CREATE TABLE devflow.project_secrets
(
    id         uuid        PRIMARY KEY,
    project_id uuid        NOT NULL REFERENCES devflow.projects (id) ON DELETE CASCADE,
    -- <environment>/<KEY>, which is also what the value is bound to.
    name       text        NOT NULL CHECK (name ~ '^(development|staging|production)/[A-Za-z_][A-Za-z0-9_]{0,199}$'),
    version    int         NOT NULL DEFAULT 0 CHECK (version >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    deleted_at timestamptz,
    UNIQUE (project_id, name),
    UNIQUE (id, project_id)
);

CREATE TABLE devflow.project_secret_versions
(
    secret_id  uuid        NOT NULL,
    version    int         NOT NULL CHECK (version > 0),
    project_id uuid        NOT NULL,
    data_key   uuid        NOT NULL UNIQUE REFERENCES devflow.data_keys (id) ON DELETE CASCADE,
    content    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (secret_id, version),
    FOREIGN KEY (secret_id, project_id) REFERENCES devflow.project_secrets (id, project_id) ON DELETE CASCADE
);

-- The caller's role in a project; null for who is no member. It runs as its owner, since the policy of the table that it reads asks it.
CREATE FUNCTION devflow.project_role(project uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT m.role FROM devflow.project_members m WHERE m.project_id = project AND m.principal = devflow.principal()
$$;
REVOKE ALL ON FUNCTION devflow.project_role(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.project_role(uuid) TO devflow_app;

-- Of the owner of a data key, 'project:<id>'.
CREATE FUNCTION devflow.project_role_of_owner(owner text) RETURNS text LANGUAGE sql STABLE
    RETURN CASE WHEN owner LIKE 'project:%' THEN devflow.project_role(substr(owner, 9)::uuid) END;

-- Whether the caller has just made a project: it has no member yet, and the one who made it may become the first.
CREATE FUNCTION devflow.founds_project(project uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT EXISTS (SELECT FROM devflow.projects p WHERE p.id = project AND p.created_by = devflow.principal())
       AND NOT EXISTS (SELECT FROM devflow.project_members m WHERE m.project_id = project)
$$;
REVOKE ALL ON FUNCTION devflow.founds_project(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.founds_project(uuid) TO devflow_app;

ALTER TABLE devflow.projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.projects FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.projects TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.projects FOR SELECT TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(id) IS NOT NULL);
CREATE POLICY found ON devflow.projects FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) IN ('user', 'admin') AND created_by = (SELECT devflow.principal()) AND onepassword_vault IS NULL);
CREATE POLICY set_vault ON devflow.projects FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin') WITH CHECK ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY remove ON devflow.projects FOR DELETE TO devflow_app USING (devflow.project_role(id) = 'admin');
GRANT SELECT, INSERT, DELETE ON devflow.projects TO devflow_app;
GRANT UPDATE (onepassword_vault, onepassword_title) ON devflow.projects TO devflow_app;

ALTER TABLE devflow.project_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.project_members FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.project_members TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.project_members FOR SELECT TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) IS NOT NULL);
CREATE POLICY found ON devflow.project_members FOR INSERT TO devflow_app
    WITH CHECK (principal = (SELECT devflow.principal()) AND role = 'admin' AND devflow.founds_project(project_id));
CREATE POLICY manage ON devflow.project_members TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) = 'admin')
    WITH CHECK ((SELECT devflow.acts_as()) = 'admin' OR devflow.project_role(project_id) = 'admin');
CREATE POLICY leave ON devflow.project_members FOR DELETE TO devflow_app USING (principal = (SELECT devflow.principal()));
GRANT SELECT, INSERT, DELETE ON devflow.project_members TO devflow_app;
GRANT UPDATE (role, added_at, added_by) ON devflow.project_members TO devflow_app;

-- An administrator of the platform who is no member finds nothing from here on.
ALTER TABLE devflow.project_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.project_secrets FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.project_secrets TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY read ON devflow.project_secrets FOR SELECT TO devflow_app USING (devflow.project_role(project_id) IS NOT NULL);
CREATE POLICY add ON devflow.project_secrets FOR INSERT TO devflow_app WITH CHECK (devflow.project_role(project_id) IN ('editor', 'admin'));
CREATE POLICY change ON devflow.project_secrets FOR UPDATE TO devflow_app
    USING (devflow.project_role(project_id) IN ('editor', 'admin')) WITH CHECK (devflow.project_role(project_id) IN ('editor', 'admin'));
GRANT SELECT, INSERT ON devflow.project_secrets TO devflow_app;
GRANT UPDATE ON devflow.project_secrets TO devflow_app;

ALTER TABLE devflow.project_secret_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.project_secret_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.project_secret_versions TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY read ON devflow.project_secret_versions FOR SELECT TO devflow_app USING (devflow.project_role(project_id) IS NOT NULL);
CREATE POLICY add ON devflow.project_secret_versions FOR INSERT TO devflow_app WITH CHECK (devflow.project_role(project_id) IN ('editor', 'admin'));
GRANT SELECT, INSERT ON devflow.project_secret_versions TO devflow_app;

CREATE POLICY project_read ON devflow.data_keys FOR SELECT TO devflow_app
    USING (tier = 'project' AND devflow.project_role_of_owner(owner) IS NOT NULL);
CREATE POLICY project_add ON devflow.data_keys FOR INSERT TO devflow_app
    WITH CHECK (tier = 'project' AND devflow.project_role_of_owner(owner) IN ('editor', 'admin'));
CREATE POLICY project_remove ON devflow.data_keys FOR DELETE TO devflow_app
    USING (tier = 'project' AND devflow.project_role_of_owner(owner) IN ('editor', 'admin'));

-- People know each other by name. Who may add a member finds the person whose name, or id, he knows; there is no list of people in this.
CREATE FUNCTION devflow.find_person(known text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT u.id FROM devflow.users u
    WHERE (SELECT devflow.acts_as()) IN ('user', 'admin') AND u.erased_at IS NULL AND (u.name = known OR u.id::text = known)
    ORDER BY u.id::text = known DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION devflow.find_person(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.find_person(text) TO devflow_app;

-- The name of a member, for those who see the membership.
CREATE FUNCTION devflow.member_name(project uuid, member text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT u.name FROM devflow.users u JOIN devflow.project_members m ON m.principal = 'user:' || u.id
    WHERE m.project_id = project AND m.principal = member AND (devflow.acts_as() = 'admin' OR devflow.project_role(project) IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION devflow.member_name(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.member_name(uuid, text) TO devflow_app;
