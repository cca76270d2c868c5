-- What people sign in with. Of each there is a hash only: who reads these tables cannot sign in with what is in them.
-- Signing in happens before there is anybody whose rows these could be; that work, and no other of the engine's own, sees them all.
CREATE FUNCTION devflow.signs_in() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN devflow.acts_as() = 'maintenance' AND devflow.principal() = 'engine:sign-in';

-- Two names that look the same are the same. Without a culture's tables the platform cannot tell; the server can.
ALTER TABLE devflow.users ADD CONSTRAINT users_name_form CHECK (name IS NFC NORMALIZED);

CREATE TABLE devflow.api_keys
(
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES devflow.users,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    prefix       text        NOT NULL,
    hash         bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

CREATE INDEX api_keys_user_id ON devflow.api_keys (user_id);

ALTER TABLE devflow.api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.api_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.api_keys TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON devflow.api_keys TO devflow_app USING (user_id = (SELECT devflow.user_id())) WITH CHECK (user_id = (SELECT devflow.user_id()));
CREATE POLICY administer ON devflow.api_keys FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY revoke ON devflow.api_keys FOR UPDATE TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin') WITH CHECK ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY find ON devflow.api_keys FOR SELECT TO devflow_app USING ((SELECT devflow.signs_in()));
CREATE POLICY touch ON devflow.api_keys FOR UPDATE TO devflow_app USING ((SELECT devflow.signs_in())) WITH CHECK ((SELECT devflow.signs_in()));
GRANT SELECT, INSERT, DELETE, UPDATE (last_used_at, revoked_at) ON devflow.api_keys TO devflow_app;

CREATE TABLE devflow.sessions
(
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES devflow.users,
    hash         bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

CREATE INDEX sessions_user_id ON devflow.sessions (user_id);

ALTER TABLE devflow.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.sessions TO CURRENT_USER USING (true) WITH CHECK (true);
-- A session is begun by signing in alone; its person can end it.
CREATE POLICY own ON devflow.sessions FOR SELECT TO devflow_app USING (user_id = (SELECT devflow.user_id()));
CREATE POLICY sign_out ON devflow.sessions FOR UPDATE TO devflow_app USING (user_id = (SELECT devflow.user_id())) WITH CHECK (user_id = (SELECT devflow.user_id()));
CREATE POLICY forget ON devflow.sessions FOR DELETE TO devflow_app USING (user_id = (SELECT devflow.user_id()));
CREATE POLICY sign_in ON devflow.sessions TO devflow_app USING ((SELECT devflow.signs_in())) WITH CHECK ((SELECT devflow.signs_in()));
GRANT SELECT, INSERT, DELETE, UPDATE (last_used_at, revoked_at) ON devflow.sessions TO devflow_app;

-- A one-time code is in here from the moment on that it was used, and so no more than once.
CREATE TABLE devflow.used_codes
(
    hash    bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    used_at timestamptz NOT NULL
);

ALTER TABLE devflow.used_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.used_codes FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.used_codes TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON devflow.used_codes TO devflow_app USING ((SELECT devflow.signs_in())) WITH CHECK ((SELECT devflow.signs_in()));
GRANT SELECT, INSERT ON devflow.used_codes TO devflow_app;

-- What an administrator should look at: who it is about, what happened, never a value.
CREATE TABLE devflow.alerts
(
    id      uuid        PRIMARY KEY,
    at      timestamptz NOT NULL,
    kind    text        NOT NULL,
    subject text        NOT NULL,
    detail  text        NOT NULL
);

CREATE INDEX alerts_at ON devflow.alerts (at DESC, id DESC);

ALTER TABLE devflow.alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.alerts FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.alerts TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.alerts FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY raise ON devflow.alerts FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
GRANT SELECT, INSERT ON devflow.alerts TO devflow_app;
