-- The secrets of people (tier 2). A row says that there is one; what it is stands in its versions, which only the owner sees.
CREATE TABLE devflow.user_secrets
(
    id              uuid        PRIMARY KEY,
    owner           uuid        NOT NULL REFERENCES devflow.users (id),
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    version         int         NOT NULL DEFAULT 0 CHECK (version >= 0),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz,
    -- A row outlives its versions: the copy in 1Password is still to be removed, and the count of versions goes on.
    deleted_at      timestamptz,
    -- The 1Password vault that holds, or may hold, a copy: set before the copy is made, emptied after it is removed.
    copy_vault      text,
    -- The item that is the copy, once that is known.
    copy_item       text,
    -- The version that the copy has for sure.
    written_through int         NOT NULL DEFAULT 0,
    -- How often in a row the copy did not succeed, and before when it is not tried again: what never succeeds is not in everybody's way.
    copy_failures   int         NOT NULL DEFAULT 0,
    copy_after      timestamptz,
    UNIQUE (owner, name),
    UNIQUE (id, owner),
    -- Two names that look the same are the same. It is checked here: the services know no tables of Unicode.
    CONSTRAINT user_secrets_name_form CHECK (name IS NFC NORMALIZED)
);

CREATE INDEX user_secrets_copy_vault ON devflow.user_secrets (copy_vault) WHERE copy_vault IS NOT NULL;

CREATE TABLE devflow.user_secret_versions
(
    secret_id  uuid        NOT NULL,
    version    int         NOT NULL CHECK (version > 0),
    owner      uuid        NOT NULL,
    data_key   uuid        NOT NULL UNIQUE REFERENCES devflow.data_keys (id) ON DELETE CASCADE,
    content    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (secret_id, version),
    -- With the owner: the rows that keep foreign keys look through row-level security, and a version belongs to its secret's owner.
    FOREIGN KEY (secret_id, owner) REFERENCES devflow.user_secrets (id, owner) ON DELETE CASCADE
);

ALTER TABLE devflow.user_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.user_secrets FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.user_secrets TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON devflow.user_secrets TO devflow_app USING (owner = (SELECT devflow.user_id())) WITH CHECK (owner = (SELECT devflow.user_id()));
-- An administrator sees that there is one, and can do nothing with it.
CREATE POLICY existence ON devflow.user_secrets FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin');
GRANT SELECT, INSERT, UPDATE ON devflow.user_secrets TO devflow_app;

ALTER TABLE devflow.user_secret_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.user_secret_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.user_secret_versions TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON devflow.user_secret_versions TO devflow_app USING (owner = (SELECT devflow.user_id())) WITH CHECK (owner = (SELECT devflow.user_id()));
-- No UPDATE, and no DELETE: a version goes with its data key.
GRANT SELECT, INSERT ON devflow.user_secret_versions TO devflow_app;

CREATE UNIQUE INDEX users_onepassword_vault ON devflow.users (onepassword_vault);

-- Which secrets differ from their copies in 1Password: ids alone, for the worker, which then works as each owner.
CREATE FUNCTION devflow.user_secrets_to_copy(most int, at timestamptz) RETURNS TABLE (owner uuid, secret_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT due.owner, due.id
    FROM (
        -- Copies that are to go, and then what is to be copied: each by an index, since most people have no vault and no copies.
        SELECT s.owner, s.id, coalesce(s.copy_after, s.updated_at) AS since
        FROM devflow.user_secrets s JOIN devflow.users u ON u.id = s.owner
        WHERE (s.copy_after IS NULL OR s.copy_after <= at)
          AND s.copy_vault IS NOT NULL AND (s.deleted_at IS NOT NULL OR s.copy_vault IS DISTINCT FROM u.onepassword_vault)
        UNION
        SELECT s.owner, s.id, coalesce(s.copy_after, s.updated_at)
        FROM devflow.users u JOIN devflow.user_secrets s ON s.owner = u.id
        WHERE (s.copy_after IS NULL OR s.copy_after <= at)
          AND u.onepassword_vault IS NOT NULL AND s.deleted_at IS NULL AND s.version > 0 AND s.written_through < s.version
    ) due
    WHERE (SELECT devflow.acts_as()) = 'maintenance'
    ORDER BY due.since
    LIMIT most
$$;
REVOKE ALL ON FUNCTION devflow.user_secrets_to_copy(int, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.user_secrets_to_copy(int, timestamptz) TO devflow_app;
