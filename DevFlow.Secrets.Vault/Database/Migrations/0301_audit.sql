-- The audit's replica. Each process writes its chains into files of its own first (docs/audit.md); here stands what was taken of them. A
-- chain is a file; one that was taken away and begun anew under its name is another part.
CREATE TABLE devflow.audit_chains
(
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file        text        NOT NULL,
    part        integer     NOT NULL DEFAULT 1,
    service     text        NOT NULL,
    -- The record that was taken last.
    seq         bigint      NOT NULL DEFAULT 0,
    mac         text        NOT NULL DEFAULT '',
    key_id      text,
    time        timestamptz,
    -- open: it goes on; closed: its process ended it; broken: what comes next does not follow; replaced: there is a later part.
    state       text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'broken', 'replaced')),
    reason      text,
    -- The least of its records: keyed, unkeyed, or links where the key was not at hand. Null before the first.
    proof       text        CHECK (proof IN ('keyed', 'unkeyed', 'links')),
    -- The last record that retention took; what is left follows it.
    dropped_seq bigint      NOT NULL DEFAULT 0,
    dropped_mac text        NOT NULL DEFAULT '',
    taken_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (file, part)
);

CREATE INDEX audit_chains_service ON devflow.audit_chains (service);

ALTER TABLE devflow.audit_chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.audit_chains FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.audit_chains TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.audit_chains FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY add ON devflow.audit_chains FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
CREATE POLICY change ON devflow.audit_chains FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance') WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
GRANT SELECT, INSERT ON devflow.audit_chains TO devflow_app;
GRANT UPDATE (seq, mac, key_id, time, state, reason, proof, taken_at) ON devflow.audit_chains TO devflow_app;

-- All that a line says, and the line. No role but the owner can change or remove one.
CREATE TABLE devflow.audit_records
(
    chain       bigint      NOT NULL,
    seq         bigint      NOT NULL,
    time        timestamptz NOT NULL,
    kind        text        NOT NULL,
    service     text        NOT NULL,
    key         text,
    tier        text,
    outcome     text,
    source      text,
    reference   text,
    version     integer,
    user_name   text,
    trace_id    text,
    span_id     text,
    count       bigint      NOT NULL,
    window_from timestamptz,
    window_to   timestamptz,
    refused     boolean     NOT NULL,
    line        text        NOT NULL,
    -- What stood before a recovered line: the piece of a line that a crash left.
    piece       bytea,
    PRIMARY KEY (chain, seq, time)
) PARTITION BY RANGE (time);

CREATE INDEX audit_records_time ON devflow.audit_records (time, chain, seq);
CREATE INDEX audit_records_key ON devflow.audit_records (key, time);
CREATE INDEX audit_records_user ON devflow.audit_records (user_name, time) WHERE user_name IS NOT NULL;

ALTER TABLE devflow.audit_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.audit_records FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.audit_records TO CURRENT_USER USING (true) WITH CHECK (true);
-- Asked once a statement and not once a row: there are many rows.
CREATE POLICY see ON devflow.audit_records FOR SELECT TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'admin' OR user_name IN ((SELECT devflow.principal()), (SELECT devflow.user_id()::text)));
CREATE POLICY add ON devflow.audit_records FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
GRANT SELECT, INSERT ON devflow.audit_records TO devflow_app;

-- The seal of a line: its last 45 characters are the seal and "} (AuditFormat.cs).
CREATE FUNCTION devflow.audit_mac(line text) RETURNS text LANGUAGE sql IMMUTABLE RETURN pg_catalog.left(pg_catalog.right(line, 45), 43);

-- What was taken of a chain already, so that a sender who repeats it can be held to it, without showing the records.
CREATE FUNCTION devflow.audit_seals(chain bigint, seqs bigint[]) RETURNS TABLE (seq bigint, mac text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
BEGIN
    IF devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine asks for seals';
    END IF;
    RETURN QUERY SELECT r.seq, devflow.audit_mac(r.line) FROM devflow.audit_records r WHERE r.chain = audit_seals.chain AND r.seq = ANY (seqs);
END
$$;

-- Makes the partition of a month, of UTC. Attached, not created in place: that would wait for every reader.
CREATE FUNCTION devflow.audit_partition(month date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    first     date := date_trunc('month', month);
    partition text := 'audit_records_' || to_char(first, 'YYYYMM');
BEGIN
    IF devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine makes partitions';
    END IF;
    IF first NOT BETWEEN DATE '2000-01-01' AND DATE '2099-12-01' THEN
        RAISE check_violation USING MESSAGE = 'no record is of that time';
    END IF;
    IF to_regclass('devflow.' || partition) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Who waited here sees what the one before made, which it would not behind an advisory lock. Inserts go on.
    LOCK TABLE devflow.audit_records IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass('devflow.' || partition) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE devflow.%I (LIKE devflow.audit_records INCLUDING ALL)', partition);
    EXECUTE format('ALTER TABLE devflow.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition);
    EXECUTE format('CREATE POLICY owner ON devflow.%I TO CURRENT_USER USING (true) WITH CHECK (true)', partition);
    EXECUTE format('ALTER TABLE devflow.audit_records ATTACH PARTITION devflow.%I FOR VALUES FROM (%L) TO (%L)',
        partition, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
    RETURN true;
END
$$;

-- Drops the partition of a month, and remembers how far each chain went in it. Nothing younger than 30 days can be dropped by anybody who
-- is not the owner.
CREATE FUNCTION devflow.audit_drop(month date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS $$
DECLARE
    first     date := date_trunc('month', month);
    partition text := 'audit_records_' || to_char(first, 'YYYYMM');
    dropped   bigint;
BEGIN
    IF devflow.acts_as() IS DISTINCT FROM 'maintenance' THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the engine drops partitions';
    END IF;
    IF (first + interval '1 month') AT TIME ZONE 'UTC' > now() - interval '30 days' THEN
        RAISE check_violation USING MESSAGE = 'records younger than 30 days are never dropped';
    END IF;
    IF to_regclass('devflow.' || partition) IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format($sql$
        UPDATE devflow.audit_chains c SET dropped_seq = last.seq, dropped_mac = last.mac
        FROM (SELECT DISTINCT ON (chain) chain, seq, devflow.audit_mac(line) AS mac FROM devflow.%I ORDER BY chain, seq DESC) last
        WHERE c.id = last.chain AND last.seq > c.dropped_seq
        $sql$, partition);
    EXECUTE format('SELECT count(*) FROM devflow.%I', partition) INTO dropped;
    EXECUTE format('DROP TABLE devflow.%I', partition);
    RETURN dropped;
END
$$;

REVOKE ALL ON FUNCTION devflow.audit_seals(bigint, bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION devflow.audit_partition(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION devflow.audit_drop(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.audit_seals(bigint, bigint[]) TO devflow_app;
GRANT EXECUTE ON FUNCTION devflow.audit_partition(date) TO devflow_app;
GRANT EXECUTE ON FUNCTION devflow.audit_drop(date) TO devflow_app;
