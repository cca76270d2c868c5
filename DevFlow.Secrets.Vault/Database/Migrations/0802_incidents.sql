-- Breaches that were declared: what was reachable, what is done about it, and who did what when. Actions are rows that are there before anything is done;
-- who carries one out holds its row, and the row moves on in the same transaction: whoever dies leaves it to be done again, by another.
CREATE FUNCTION devflow.responds() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN devflow.acts_as() = 'maintenance' AND devflow.principal() = 'engine:incidents';

CREATE TABLE devflow.incidents
(
    id          uuid        PRIMARY KEY,
    scope       text        NOT NULL CHECK (scope IN ('secret', 'service', 'user', 'tier')),
    -- A key, a principal, or a tier. Never the name of a person, which goes when the person is erased.
    subject     text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 400),
    reason      text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    declared_by text        NOT NULL,
    declared_at timestamptz NOT NULL,
    closed_at   timestamptz
);

-- Of two who declare the same at the same moment one finds that it is declared.
CREATE UNIQUE INDEX incidents_open ON devflow.incidents (scope, subject) WHERE closed_at IS NULL;
CREATE INDEX incidents_declared_at ON devflow.incidents (declared_at DESC, id DESC);

ALTER TABLE devflow.incidents ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.incidents FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.incidents TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.incidents FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY declare ON devflow.incidents FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) = 'admin' AND declared_by = (SELECT devflow.principal()) AND closed_at IS NULL);
CREATE POLICY close ON devflow.incidents FOR UPDATE TO devflow_app USING ((SELECT devflow.responds())) WITH CHECK ((SELECT devflow.responds()));
GRANT SELECT, INSERT ON devflow.incidents TO devflow_app;
GRANT UPDATE (closed_at) ON devflow.incidents TO devflow_app;

CREATE TABLE devflow.incident_actions
(
    id         uuid        PRIMARY KEY,
    incident   uuid        NOT NULL REFERENCES devflow.incidents (id) ON DELETE CASCADE,
    number     int         NOT NULL,
    -- 1 takes away what is in wrong hands; 2 waits for that, and makes sure; 3 comes when the incident is closed.
    phase      int         NOT NULL CHECK (phase BETWEEN 1 AND 3),
    kind       text        NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
    subject    text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 400),
    detail     text        NOT NULL,
    -- person: the engine cannot do it, or could not.
    state      text        NOT NULL CHECK (state IN ('planned', 'begun', 'person', 'done', 'failed')),
    attempts   int         NOT NULL DEFAULT 0,
    not_before timestamptz,
    begun_at   timestamptz,
    ended_at   timestamptz,
    ended_by   text,
    result     text,
    problem    text,
    UNIQUE (incident, number),
    CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE INDEX incident_actions_open ON devflow.incident_actions (incident) WHERE state IN ('planned', 'begun', 'person');

ALTER TABLE devflow.incident_actions ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.incident_actions FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.incident_actions TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.incident_actions FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY plan ON devflow.incident_actions FOR INSERT TO devflow_app WITH CHECK (
    (SELECT devflow.acts_as()) = 'admin' AND state IN ('planned', 'person')
    AND EXISTS (SELECT FROM devflow.incidents i WHERE i.id = incident AND i.declared_by = (SELECT devflow.principal()) AND i.closed_at IS NULL));
CREATE POLICY work ON devflow.incident_actions FOR UPDATE TO devflow_app USING ((SELECT devflow.responds())) WITH CHECK ((SELECT devflow.responds()));
-- A person says what a person did, and nothing else.
CREATE POLICY finish ON devflow.incident_actions FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin' AND state = 'person')
    WITH CHECK ((SELECT devflow.acts_as()) = 'admin' AND state = 'done' AND ended_by = (SELECT devflow.principal()));
GRANT SELECT, INSERT ON devflow.incident_actions TO devflow_app;
GRANT UPDATE (state, attempts, not_before, begun_at, ended_at, ended_by, result, problem) ON devflow.incident_actions TO devflow_app;

-- The timeline. Nobody changes it, and nobody writes as another.
CREATE TABLE devflow.incident_events
(
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident uuid        NOT NULL REFERENCES devflow.incidents (id) ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    actor    text        NOT NULL,
    action   uuid        REFERENCES devflow.incident_actions (id) ON DELETE CASCADE,
    what     text        NOT NULL
);

CREATE INDEX incident_events_incident ON devflow.incident_events (incident, id);

ALTER TABLE devflow.incident_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.incident_events FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.incident_events TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.incident_events FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY tell ON devflow.incident_events FOR INSERT TO devflow_app
    WITH CHECK (((SELECT devflow.acts_as()) = 'admin' OR (SELECT devflow.responds())) AND actor = (SELECT devflow.principal()));
GRANT SELECT ON devflow.incident_events TO devflow_app;
GRANT INSERT (incident, at, actor, action, what) ON devflow.incident_events TO devflow_app;

-- 'user:<id>', 'service:<name>', 'user:*' for all people, '*' for all.
CREATE FUNCTION devflow.is_among(principal text, who text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN who = '*' OR principal = who OR (who = 'user:*' AND principal LIKE 'user:%');

-- Which secrets of projects somebody could read, as a member or by a grant, also by one that has expired; and whether the value in force is one that the
-- engine made, so that it can make another. Names alone: who plans what to do about a breach has to know them, member or not.
CREATE FUNCTION devflow.reachable_project_secrets(who text) RETURNS TABLE (name text, made_here boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT 'project/' || p.name || '/' || s.name, coalesce(v.created_by = 'engine:rotation', false)
    FROM devflow.project_secrets s JOIN devflow.projects p ON p.id = s.project_id
    LEFT JOIN devflow.project_secret_versions v ON v.secret_id = s.id AND v.version = s.version
    WHERE devflow.acts_as() = 'admin' AND s.deleted_at IS NULL AND s.version > 0
      AND (who = '*'
        OR EXISTS (SELECT FROM devflow.project_members m WHERE m.project_id = p.id AND m.principal = who)
        OR EXISTS (SELECT FROM devflow.project_grants g WHERE g.project_id = p.id AND g.principal = who AND g.environment = split_part(s.name, '/', 1)
            AND (g.key IS NULL OR g.key = split_part(s.name, '/', 2))))
    ORDER BY 1
$$;

-- What somebody can get in with now; of a secret's key, links that share it.
CREATE FUNCTION devflow.reachable_access(who text) RETURNS TABLE (api_keys bigint, sessions bigint, leases bigint, links bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT
        (SELECT count(*) FROM devflow.api_keys k WHERE devflow.is_among('user:' || k.user_id, who) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())),
        (SELECT count(*) FROM devflow.sessions s WHERE devflow.is_among('user:' || s.user_id, who) AND s.revoked_at IS NULL AND s.expires_at > now()),
        (SELECT count(*) FROM devflow.leases l WHERE devflow.is_among(l.principal, who) AND l.state <> 'ended'),
        (SELECT count(*) FROM devflow.share_links l WHERE (devflow.is_among(l.creator, who) OR l.secret = who) AND l.ended_at IS NULL AND l.expires_at > now())
    WHERE devflow.acts_as() = 'admin'
$$;

CREATE FUNCTION devflow.end_sessions(who text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    ended bigint;
BEGIN
    IF devflow.responds() IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the answer to a breach ends sessions of others';
    END IF;
    UPDATE devflow.sessions SET revoked_at = now() WHERE revoked_at IS NULL AND expires_at > now() AND devflow.is_among('user:' || user_id, who);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
$$;

CREATE FUNCTION devflow.revoke_api_keys(who text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    revoked bigint;
BEGIN
    IF devflow.responds() IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the answer to a breach revokes keys of many';
    END IF;
    UPDATE devflow.api_keys SET revoked_at = now()
    WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AND devflow.is_among('user:' || user_id, who);
    GET DIAGNOSTICS revoked = ROW_COUNT;
    RETURN revoked;
END
$$;

REVOKE ALL ON FUNCTION devflow.reachable_project_secrets(text), devflow.reachable_access(text), devflow.end_sessions(text), devflow.revoke_api_keys(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.reachable_project_secrets(text), devflow.reachable_access(text), devflow.end_sessions(text), devflow.revoke_api_keys(text) TO devflow_app;

-- The answer to a breach ends a lease as an administrator does, and it is told apart afterwards.
ALTER TABLE devflow.leases DROP CONSTRAINT leases_reason_check;
ALTER TABLE devflow.leases ADD CONSTRAINT leases_reason_check CHECK (reason IN ('revoked', 'expired', 'erased', 'lost', 'orphan', 'breach'));

CREATE OR REPLACE FUNCTION devflow.close_lease(lease uuid) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    held devflow.leases;
    why  text;
BEGIN
    SELECT * INTO held FROM devflow.leases l WHERE l.id = lease FOR UPDATE;
    IF held.id IS NULL THEN
        RETURN;
    END IF;
    IF devflow.responds() THEN
        why := 'breach';
    ELSIF devflow.acts_as() = 'maintenance' THEN
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
