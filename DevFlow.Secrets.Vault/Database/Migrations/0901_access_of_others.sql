-- A key may be for one service alone, such as an agent's for the MCP Gateway. Null, as before, is each.
ALTER TABLE devflow.api_keys ADD COLUMN audience text CHECK (length(audience) BETWEEN 1 AND 100);

-- Whether a person is new: has never signed in and owns nothing. Only then can somebody else say with which account he will sign in: whoever names an
-- account for a person could come with it as that person, and read what is that person's alone.
CREATE FUNCTION devflow.is_new(person uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT (SELECT devflow.acts_as()) IN ('admin', 'maintenance')
        AND NOT EXISTS (SELECT FROM devflow.sessions s WHERE s.user_id = person)
        AND NOT EXISTS (SELECT FROM devflow.api_keys k WHERE k.user_id = person)
        AND NOT EXISTS (SELECT FROM devflow.user_secrets u WHERE u.owner = person)
        AND NOT EXISTS (SELECT FROM devflow.provider_accounts a WHERE a.user_id = person AND a.state <> 'named')
$$;
REVOKE ALL ON FUNCTION devflow.is_new(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.is_new(uuid) TO devflow_app;

DROP POLICY name ON devflow.provider_accounts;
CREATE POLICY name ON devflow.provider_accounts FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) = 'admin' AND state = 'named' AND account_id IS NULL AND devflow.is_new(user_id));
