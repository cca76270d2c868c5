-- Replacing secrets. A run is a row that says which step is to be done next; the step is done while its row is locked, and the row moves on in the
-- same transaction. Whoever dies leaves the row at the step that he was at, and lets go of it with his connection.

-- Values on their way are sealed as all others are, so that re-wrapping reaches them.
ALTER TABLE devflow.data_keys DROP CONSTRAINT data_keys_tier_check;
ALTER TABLE devflow.data_keys ADD CONSTRAINT data_keys_tier_check CHECK (tier IN ('system', 'user', 'project'));

CREATE FUNCTION devflow.rotates() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN devflow.acts_as() = 'maintenance' AND devflow.principal() = 'engine:rotation';

CREATE TABLE devflow.rotation_runs
(
    id           uuid        PRIMARY KEY,
    -- The environment key of a secret of the platform, or project/<project>/<environment>/<KEY>.
    secret       text        NOT NULL CHECK (length(secret) BETWEEN 1 AND 400),
    reason       text        NOT NULL CHECK (reason IN ('schedule', 'demand', 'breach')),
    requested_by text        NOT NULL,
    rotator      text        NOT NULL,
    destination  text,
    state        text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'overlap', 'rolling-back', 'finished', 'rolled-back', 'failed')),
    step         text        NOT NULL DEFAULT 'prove' CHECK (step IN ('prove', 'create', 'set', 'test', 'finish', 'retire', 'roll-back')),
    attempts     int         NOT NULL DEFAULT 0,
    started_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL,
    not_before   timestamptz,
    ended_at     timestamptz,
    problem      text,
    CHECK ((ended_at IS NOT NULL) = (state IN ('finished', 'rolled-back', 'failed')))
);

-- Of two who begin at the same moment one finds that there is a run.
CREATE UNIQUE INDEX rotation_runs_live ON devflow.rotation_runs (secret) WHERE ended_at IS NULL;
CREATE INDEX rotation_runs_secret ON devflow.rotation_runs (secret, started_at DESC);
CREATE INDEX rotation_runs_started_at ON devflow.rotation_runs (started_at DESC, id DESC);

ALTER TABLE devflow.rotation_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.rotation_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.rotation_runs TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.rotation_runs FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY begin ON devflow.rotation_runs FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) IN ('admin', 'maintenance') AND requested_by = (SELECT devflow.principal()) AND state = 'running' AND step = 'prove');
CREATE POLICY work ON devflow.rotation_runs FOR UPDATE TO devflow_app USING ((SELECT devflow.rotates())) WITH CHECK ((SELECT devflow.rotates()));
GRANT SELECT, INSERT ON devflow.rotation_runs TO devflow_app;
GRANT UPDATE (destination, state, step, attempts, changed_at, not_before, ended_at, problem) ON devflow.rotation_runs TO devflow_app;

-- What was done, in its order.
CREATE TABLE devflow.rotation_steps
(
    run        uuid        NOT NULL REFERENCES devflow.rotation_runs (id) ON DELETE CASCADE,
    number     int         NOT NULL,
    step       text        NOT NULL,
    problem    text,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    PRIMARY KEY (run, number)
);

ALTER TABLE devflow.rotation_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.rotation_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.rotation_steps TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.rotation_steps FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY work ON devflow.rotation_steps FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.rotates()));
GRANT SELECT, INSERT ON devflow.rotation_steps TO devflow_app;

-- The value that was in force when the run began, and the one that is to take its place; both gone, with their data keys, when it has ended.
CREATE TABLE devflow.rotation_values
(
    run      uuid  NOT NULL REFERENCES devflow.rotation_runs (id) ON DELETE CASCADE,
    name     text  NOT NULL CHECK (name IN ('current', 'candidate')),
    data_key uuid  NOT NULL UNIQUE REFERENCES devflow.data_keys (id) ON DELETE CASCADE,
    content  bytea NOT NULL,
    PRIMARY KEY (run, name)
);

ALTER TABLE devflow.rotation_values ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.rotation_values FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.rotation_values TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY work ON devflow.rotation_values TO devflow_app USING ((SELECT devflow.rotates())) WITH CHECK ((SELECT devflow.rotates()));
GRANT SELECT, INSERT, DELETE ON devflow.rotation_values TO devflow_app;

-- A project's secret is open to the work for as long as a run of its own is under way, and no other is.
CREATE FUNCTION devflow.rotates_secret(project uuid, name text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT devflow.rotates() AND EXISTS (
        SELECT FROM devflow.projects p JOIN devflow.rotation_runs r ON r.secret = 'project/' || p.name || '/' || rotates_secret.name
        WHERE p.id = rotates_secret.project AND r.ended_at IS NULL)
$$;
REVOKE ALL ON FUNCTION devflow.rotates_secret(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.rotates_secret(uuid, text) TO devflow_app;

CREATE POLICY rotate ON devflow.projects FOR SELECT TO devflow_app USING ((SELECT devflow.rotates()));
CREATE POLICY rotate ON devflow.project_secrets FOR SELECT TO devflow_app
    USING ((SELECT devflow.rotates()) AND devflow.rotates_secret(project_id, name));
CREATE POLICY rotate_change ON devflow.project_secrets FOR UPDATE TO devflow_app
    USING ((SELECT devflow.rotates()) AND devflow.rotates_secret(project_id, name))
    WITH CHECK (devflow.rotates_secret(project_id, name));
CREATE POLICY rotate ON devflow.project_secret_versions FOR SELECT TO devflow_app
    USING ((SELECT devflow.rotates()) AND EXISTS (SELECT FROM devflow.project_secrets s WHERE s.id = secret_id AND devflow.rotates_secret(s.project_id, s.name)));
CREATE POLICY rotate_add ON devflow.project_secret_versions FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.rotates()) AND EXISTS (SELECT FROM devflow.project_secrets s WHERE s.id = secret_id AND devflow.rotates_secret(s.project_id, s.name)));
