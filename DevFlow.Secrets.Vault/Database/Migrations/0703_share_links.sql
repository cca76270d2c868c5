-- What somebody shares by a link. It is encrypted where it is shared, by a key that never comes here: what there is here opens nothing. Whoever has the
-- link proves it, and is given what is encrypted, so many times and until a time; with the last of them it is destroyed.
CREATE TABLE devflow.share_links
(
    id              uuid        PRIMARY KEY,
    creator         text        NOT NULL,
    -- What the creator says that it is; links are revoked by it when the secret is compromised.
    secret          text        CHECK (length(secret) BETWEEN 1 AND 300),
    content         bytea       CHECK (octet_length(content) BETWEEN 29 AND 70000),
    -- SHA-256 of what the key, and of what the key with the passphrase, proves.
    access_hash     bytea       NOT NULL CHECK (octet_length(access_hash) = 32),
    passphrase_hash bytea       CHECK (octet_length(passphrase_hash) = 32),
    has_passphrase  boolean     NOT NULL GENERATED ALWAYS AS (passphrase_hash IS NOT NULL) STORED,
    views           int         NOT NULL CHECK (views BETWEEN 1 AND 100),
    opened          int         NOT NULL DEFAULT 0 CHECK (opened BETWEEN 0 AND views),
    wrong           int         NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    ended_by        text,
    reason          text        CHECK (reason IN ('used-up', 'expired', 'revoked', 'locked')),
    CONSTRAINT share_links_duration CHECK (expires_at > created_at AND expires_at <= created_at + interval '30 days'),
    -- What has ended holds nothing more.
    CONSTRAINT share_links_end CHECK ((ended_at IS NULL) = (content IS NOT NULL) AND (ended_at IS NULL) = (reason IS NULL))
);

CREATE INDEX share_links_creator ON devflow.share_links (creator, created_at);
CREATE INDEX share_links_secret ON devflow.share_links (secret) WHERE ended_at IS NULL;
CREATE INDEX share_links_open ON devflow.share_links (expires_at) WHERE ended_at IS NULL;

ALTER TABLE devflow.share_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.share_links FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.share_links TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.share_links FOR SELECT TO devflow_app
    USING (creator = (SELECT devflow.principal()) OR (SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY share ON devflow.share_links FOR INSERT TO devflow_app
    WITH CHECK (creator = (SELECT devflow.principal()) AND (SELECT devflow.acts_as()) IN ('user', 'admin', 'service') AND NOT devflow.is_erased((SELECT devflow.user_id())));
-- Not what is encrypted, nor the hashes: they are read by the function that counts.
GRANT SELECT (id, creator, secret, has_passphrase, views, opened, wrong, created_at, expires_at, ended_at, ended_by, reason) ON devflow.share_links TO devflow_app;
GRANT INSERT (id, creator, secret, content, access_hash, passphrase_hash, views, expires_at) ON devflow.share_links TO devflow_app;

-- Takes one view, or says why there is none. The row is locked first: of many at once each finds what the one before it left. Who does not prove that he has
-- the link learns nothing, and changes nothing; ten wrong passphrases of who has it destroy what is shared.
CREATE FUNCTION devflow.open_share_link(link uuid, access bytea, passphrase bytea) RETURNS TABLE (outcome text, given bytea, remaining int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    held devflow.share_links;
    ends text;
BEGIN
    IF devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine opens';
    END IF;
    SELECT * INTO held FROM devflow.share_links l WHERE l.id = link AND l.access_hash = access FOR UPDATE;
    remaining := 0;
    IF held.id IS NULL THEN
        outcome := 'none';
    ELSIF held.ended_at IS NOT NULL THEN
        outcome := held.reason;
    ELSIF held.expires_at <= clock_timestamp() THEN
        outcome := 'expired';
        ends := outcome;
    ELSIF held.has_passphrase AND passphrase IS NULL THEN
        outcome := 'passphrase';
    ELSIF held.has_passphrase AND passphrase <> held.passphrase_hash THEN
        held.wrong := held.wrong + 1;
        remaining := 10 - held.wrong;
        outcome := CASE WHEN remaining > 0 THEN 'wrong' ELSE 'locked' END;
        ends := nullif(outcome, 'wrong');
    ELSE
        held.opened := held.opened + 1;
        remaining := held.views - held.opened;
        given := held.content;
        outcome := 'opened';
        ends := CASE WHEN remaining = 0 THEN 'used-up' END;
    END IF;
    IF ends IS NOT NULL OR outcome IN ('opened', 'wrong') THEN
        UPDATE devflow.share_links l
        SET opened = held.opened, wrong = held.wrong, reason = ends,
            content = CASE WHEN ends IS NULL THEN l.content END, ended_at = CASE WHEN ends IS NOT NULL THEN clock_timestamp() END
        WHERE l.id = link;
    END IF;
    RETURN NEXT;
END
$$;

-- Ends links at once: one, those of a creator, those of a secret, or what is all of these that is said. The creator ends his own; administrators, and the
-- engine, end all.
CREATE FUNCTION devflow.revoke_share_links(link uuid, of_creator text, of_secret text) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
BEGIN
    IF link IS NULL AND of_creator IS NULL AND of_secret IS NULL THEN
        RAISE SQLSTATE 'DF400' USING MESSAGE = 'Say which links are revoked: one, those of a creator, or those of a secret.';
    END IF;
    RETURN QUERY
        UPDATE devflow.share_links l SET content = NULL, ended_at = now(), ended_by = devflow.principal(), reason = 'revoked'
        WHERE l.id IN (
            SELECT o.id FROM devflow.share_links o
            WHERE (link IS NULL OR o.id = link) AND (of_creator IS NULL OR o.creator = of_creator) AND (of_secret IS NULL OR o.secret = of_secret)
              AND o.ended_at IS NULL AND o.expires_at > now()
              AND devflow.acts_as() IS NOT NULL AND (o.creator = devflow.principal() OR devflow.acts_as() IN ('admin', 'maintenance'))
            -- In one order, so that two who revoke at once do not wait for each other.
            ORDER BY o.id FOR UPDATE)
        RETURNING l.id;
END
$$;

-- Destroys what has expired, and forgets what ended long ago. Gives how many were forgotten.
CREATE FUNCTION devflow.clear_share_links() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    -- What somebody else is at has its turn the next time.
    UPDATE devflow.share_links l SET content = NULL, ended_at = l.expires_at, reason = 'expired'
    WHERE l.id IN (SELECT o.id FROM devflow.share_links o WHERE o.ended_at IS NULL AND o.expires_at <= now() FOR UPDATE SKIP LOCKED);
    DELETE FROM devflow.share_links l WHERE l.id IN (SELECT o.id FROM devflow.share_links o WHERE o.ended_at < now() - interval '90 days' FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;

REVOKE ALL ON FUNCTION devflow.open_share_link(uuid, bytea, bytea), devflow.revoke_share_links(uuid, text, text), devflow.clear_share_links() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.open_share_link(uuid, bytea, bytea), devflow.revoke_share_links(uuid, text, text), devflow.clear_share_links() TO devflow_app;

-- Whoever is erased shares nothing.
CREATE FUNCTION devflow.forget_share_links() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
BEGIN
    DELETE FROM devflow.share_links WHERE creator = 'user:' || NEW.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION devflow.forget_share_links() FROM PUBLIC;
CREATE TRIGGER forget_share_links AFTER UPDATE OF erased_at ON devflow.users FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION devflow.forget_share_links();
