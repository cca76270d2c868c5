-- Who has been here stays known when all that told of it is gone: sessions and keys are cleared away after their time, secrets and accounts can be deleted. A person
-- who was new again could be named an account by whoever administers, who would then come with it as that person. Ids alone; nobody but the triggers writes them.
CREATE TABLE devflow.arrivals
(
    user_id uuid PRIMARY KEY REFERENCES devflow.users ON DELETE CASCADE
);

ALTER TABLE devflow.arrivals ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.arrivals FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.arrivals TO CURRENT_USER USING (true) WITH CHECK (true);

INSERT INTO devflow.arrivals
    SELECT user_id FROM devflow.sessions UNION SELECT user_id FROM devflow.api_keys UNION SELECT owner FROM devflow.user_secrets
    UNION SELECT user_id FROM devflow.provider_accounts WHERE state <> 'named';

CREATE FUNCTION devflow.note_arrival() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
BEGIN
    IF TG_TABLE_NAME = 'user_secrets' THEN
        INSERT INTO devflow.arrivals VALUES (NEW.owner) ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO devflow.arrivals VALUES (NEW.user_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION devflow.note_arrival() FROM PUBLIC;
CREATE TRIGGER note_arrival AFTER INSERT ON devflow.sessions FOR EACH ROW EXECUTE FUNCTION devflow.note_arrival();
CREATE TRIGGER note_arrival AFTER INSERT ON devflow.api_keys FOR EACH ROW EXECUTE FUNCTION devflow.note_arrival();
CREATE TRIGGER note_arrival AFTER INSERT ON devflow.user_secrets FOR EACH ROW EXECUTE FUNCTION devflow.note_arrival();
CREATE TRIGGER note_arrival AFTER INSERT OR UPDATE OF state ON devflow.provider_accounts
    FOR EACH ROW WHEN (NEW.state <> 'named') EXECUTE FUNCTION devflow.note_arrival();

CREATE OR REPLACE FUNCTION devflow.is_new(person uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow
AS $$
    SELECT (SELECT devflow.acts_as()) IN ('admin', 'maintenance') AND NOT EXISTS (SELECT FROM devflow.arrivals a WHERE a.user_id = person)
$$;
