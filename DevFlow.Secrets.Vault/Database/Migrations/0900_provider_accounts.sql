-- Accounts that people have elsewhere, at GitHub and Atlassian: whoever shows one signs in as its person. Tokens are none of this table: they are
-- the person's own secrets (tier 2).
CREATE TABLE devflow.provider_accounts
(
    id            uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL REFERENCES devflow.users,
    provider      text        NOT NULL CHECK (provider IN ('github', 'atlassian')),
    -- What the provider knows it by for ever; null until the person has come with it. Names can change hands there.
    account_id    text        CHECK (length(account_id) BETWEEN 1 AND 200),
    account_name  text        NOT NULL CHECK (length(account_name) BETWEEN 1 AND 320),
    -- 'named' by an administrator, 'connected', or 'needs-person': its token works no more, and nobody but the person can get another.
    state         text        NOT NULL CHECK (state IN ('named', 'connected', 'needs-person')),
    scopes        text[]      NOT NULL DEFAULT '{}',
    named_at      timestamptz,
    connected_at  timestamptz,
    refreshed_at  timestamptz,
    expires_at    timestamptz,
    problem       text,
    failures      int         NOT NULL DEFAULT 0,
    -- When its token is to be renewed, or where it cannot be, looked at.
    due_at        timestamptz,
    -- Until then one engine is at it; of several none other is.
    claimed_until timestamptz,
    UNIQUE (user_id, provider),
    UNIQUE (provider, account_id),
    CHECK ((state = 'named') = (connected_at IS NULL)),
    CHECK (state = 'named' OR account_id IS NOT NULL)
);

-- A name that waits for its account waits for one person.
CREATE UNIQUE INDEX provider_accounts_named ON devflow.provider_accounts (provider, lower(account_name)) WHERE account_id IS NULL;
CREATE INDEX provider_accounts_due ON devflow.provider_accounts (due_at) WHERE state = 'connected';

-- The engine's work on tokens, and no other of its own.
CREATE FUNCTION devflow.integrates() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN devflow.acts_as() = 'maintenance' AND devflow.principal() = 'engine:integrations';

ALTER TABLE devflow.provider_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.provider_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.provider_accounts TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY own ON devflow.provider_accounts TO devflow_app USING (user_id = (SELECT devflow.user_id())) WITH CHECK (user_id = (SELECT devflow.user_id()));
-- An administrator says who somebody will be there, sees it, and takes it away; which account it then is, the provider says.
CREATE POLICY administer ON devflow.provider_accounts FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY name ON devflow.provider_accounts FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) = 'admin' AND state = 'named' AND account_id IS NULL);
CREATE POLICY unname ON devflow.provider_accounts FOR DELETE TO devflow_app USING ((SELECT devflow.acts_as()) = 'admin');
CREATE POLICY sign_in ON devflow.provider_accounts FOR SELECT TO devflow_app USING ((SELECT devflow.signs_in()));
CREATE POLICY look ON devflow.provider_accounts FOR SELECT TO devflow_app USING ((SELECT devflow.integrates()));
CREATE POLICY refresh ON devflow.provider_accounts FOR UPDATE TO devflow_app USING ((SELECT devflow.integrates())) WITH CHECK ((SELECT devflow.integrates()));
CREATE POLICY not_erased ON devflow.provider_accounts AS RESTRICTIVE FOR INSERT TO devflow_app WITH CHECK (NOT devflow.is_erased(user_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON devflow.provider_accounts TO devflow_app;

-- Whoever is erased has no account anywhere.
CREATE FUNCTION devflow.forget_provider_accounts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
BEGIN
    DELETE FROM devflow.provider_accounts WHERE user_id = NEW.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION devflow.forget_provider_accounts() FROM PUBLIC;
CREATE TRIGGER forget_provider_accounts AFTER UPDATE OF erased_at ON devflow.users
    FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION devflow.forget_provider_accounts();
