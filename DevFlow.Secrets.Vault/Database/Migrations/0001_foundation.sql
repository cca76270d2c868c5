-- Every application login is a member of this role, and has its rights from it alone: logins come and go, grants stay.
DO $$
BEGIN
    CREATE ROLE devflow_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
EXCEPTION
    -- Roles belong to the server, and another of its databases may have it already, or be making it at this moment.
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT USAGE ON SCHEMA devflow TO devflow_app;

-- Who the transaction works for. Each transaction says so with set_config(…, is_local => true), which ends with it: a pooled
-- connection carries nobody's identity over. Without an identity no policy lets a row through.
CREATE FUNCTION devflow.principal() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('devflow.principal', true), '');

CREATE FUNCTION devflow.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN devflow.principal() LIKE 'user:%' THEN substr(devflow.principal(), 6)::uuid END;

-- People. The one that is erased stays as a row that says so and nothing else.
CREATE TABLE devflow.users
(
    id                uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    name              text        NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    display_name      text,
    role              text        NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'admin')),
    onepassword_vault text,
    created_at        timestamptz NOT NULL DEFAULT now(),
    erased_at         timestamptz
);

-- What the caller of the transaction is by the table of people, now: a token that says more is older than that. Nobody where there is no
-- such person, or none any more. It runs as its owner, since the policies of the table that it reads ask it.
CREATE FUNCTION devflow.person_acts_as(claimed text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT CASE WHEN u.role = 'admin' THEN claimed ELSE 'user' END FROM devflow.users u WHERE u.id = devflow.user_id() AND u.erased_at IS NULL
$$;
REVOKE ALL ON FUNCTION devflow.person_acts_as(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.person_acts_as(text) TO devflow_app;

-- 'user', 'admin' (a user who administers the platform), 'service' or 'maintenance' (the engine's own work for nobody). People are looked up,
-- and nothing else, so that the engine's own work pays nothing for it.
CREATE FUNCTION devflow.acts_as() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN current_setting('devflow.role', true) IN ('user', 'admin')
        THEN devflow.person_acts_as(current_setting('devflow.role', true))
        ELSE nullif(current_setting('devflow.role', true), '') END;

ALTER TABLE devflow.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.users FORCE ROW LEVEL SECURITY;
-- The owner of the tables, who may be no superuser: functions that run as their owner look through it.
CREATE POLICY owner ON devflow.users TO CURRENT_USER USING (true) WITH CHECK (true);
-- Asked once a statement and not once a row, here and wherever rows are many.
CREATE POLICY see ON devflow.users FOR SELECT TO devflow_app
    USING (id = (SELECT devflow.user_id()) OR (SELECT devflow.acts_as()) IN ('admin', 'service', 'maintenance'));
CREATE POLICY add ON devflow.users FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY change ON devflow.users FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance')) WITH CHECK ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
GRANT SELECT, INSERT, UPDATE ON devflow.users TO devflow_app;

-- One wrapped data key for each version of a secret, apart from what it encrypts: re-wrapping touches these rows alone, and a row
-- that is deleted takes its secret with it for good. Owners are 'user:<id>' and 'project:<id>'.
CREATE TABLE devflow.data_keys
(
    id         uuid        PRIMARY KEY,
    tier       text        NOT NULL CHECK (tier IN ('user', 'project')),
    owner      text        NOT NULL,
    key_id     text        NOT NULL,
    wrapped    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX data_keys_key_id ON devflow.data_keys (key_id, id);
CREATE INDEX data_keys_owner ON devflow.data_keys (owner);

ALTER TABLE devflow.data_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.data_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.data_keys TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY maintenance ON devflow.data_keys TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance') WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
CREATE POLICY own ON devflow.data_keys TO devflow_app
    USING (tier = 'user' AND owner = (SELECT devflow.principal())) WITH CHECK (tier = 'user' AND owner = (SELECT devflow.principal()));
GRANT SELECT, INSERT, UPDATE, DELETE ON devflow.data_keys TO devflow_app;
