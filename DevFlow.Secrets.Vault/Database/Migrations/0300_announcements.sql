-- What has changed, for everybody who remembers copies. The one row of the counter is locked from an announcement to the end of its
-- transaction: generations have no gap, and their order is the order in which they can be seen.
CREATE TABLE devflow.announcement_counter
(
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    generation bigint  NOT NULL DEFAULT 0
);

ALTER TABLE devflow.announcement_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.announcement_counter FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.announcement_counter TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.announcement_counter FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('service', 'maintenance'));
GRANT SELECT ON devflow.announcement_counter TO devflow_app;
INSERT INTO devflow.announcement_counter DEFAULT VALUES;

-- Without a key it is about all secrets.
CREATE TABLE devflow.announcements
(
    generation    bigint      PRIMARY KEY,
    at            timestamptz NOT NULL DEFAULT now(),
    scope         text        NOT NULL CHECK (scope IN ('system', 'user', 'project')),
    key           text,
    reference     text,
    least_version integer,
    revoked       boolean     NOT NULL
);

CREATE INDEX announcements_at ON devflow.announcements (at);

ALTER TABLE devflow.announcements ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.announcements FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.announcements TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.announcements FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('service', 'maintenance'));
CREATE POLICY forget ON devflow.announcements FOR DELETE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance' AND at < now() - interval '7 days');
GRANT SELECT, DELETE ON devflow.announcements TO devflow_app;

-- Whoever changes a secret announces it, and need not see what others announce: the one way to add a row.
CREATE FUNCTION devflow.announce(scope text, key text, reference text, least_version integer, revoked boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    numbered bigint;
BEGIN
    IF devflow.principal() IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody announces this';
    END IF;
    UPDATE devflow.announcement_counter SET generation = generation + 1 RETURNING generation INTO STRICT numbered;
    INSERT INTO devflow.announcements (generation, scope, key, reference, least_version, revoked)
    VALUES (numbered, announce.scope, announce.key, announce.reference, announce.least_version, announce.revoked);
    PERFORM pg_notify('devflow_announcements', numbered::text);
    RETURN numbered;
END
$$;

REVOKE ALL ON FUNCTION devflow.announce(text, text, text, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.announce(text, text, text, integer, boolean) TO devflow_app;
