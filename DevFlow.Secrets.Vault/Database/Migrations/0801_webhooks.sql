-- What was delivered already. A sender signs the body alone: whoever has caught a delivery can send it again under another id, so the body's digest
-- is as unique as the id. It outlives the events, and the secret that signed it.
CREATE TABLE devflow.webhook_deliveries
(
    source      text        NOT NULL CHECK (source IN ('github', 'jira', 'confluence')),
    delivery    text        NOT NULL CHECK (length(delivery) BETWEEN 1 AND 200),
    digest      bytea       NOT NULL CHECK (octet_length(digest) = 32),
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, delivery),
    UNIQUE (source, digest)
);

CREATE INDEX webhook_deliveries_received_at ON devflow.webhook_deliveries (received_at);

ALTER TABLE devflow.webhook_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.webhook_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.webhook_deliveries TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.webhook_deliveries FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'service', 'maintenance'));
CREATE POLICY add ON devflow.webhook_deliveries FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) IN ('admin', 'service', 'maintenance'));
CREATE POLICY forget ON devflow.webhook_deliveries FOR DELETE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance' AND received_at < now() - interval '400 days');
GRANT SELECT, INSERT, DELETE ON devflow.webhook_deliveries TO devflow_app;

-- What happened elsewhere, for whoever works on it: claimed for a time, then done. What its worker did not finish is another's to claim.
CREATE TABLE devflow.workflow_events
(
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source        text        NOT NULL CHECK (source IN ('github', 'jira', 'confluence')),
    type          text        NOT NULL CHECK (length(type) BETWEEN 1 AND 100),
    action        text        CHECK (length(action) BETWEEN 1 AND 100),
    delivery      text        NOT NULL,
    payload       text        NOT NULL,
    received_at   timestamptz NOT NULL DEFAULT now(),
    taken_by      text        NOT NULL,
    state         text        NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'claimed', 'done')),
    claimed_by    text,
    claimed_until timestamptz,
    attempts      integer     NOT NULL DEFAULT 0,
    done_at       timestamptz,
    CHECK ((state = 'claimed') = (claimed_until IS NOT NULL)),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);

CREATE INDEX workflow_events_open ON devflow.workflow_events (id) WHERE state <> 'done';
CREATE INDEX workflow_events_received_at ON devflow.workflow_events (received_at);

ALTER TABLE devflow.workflow_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.workflow_events FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.workflow_events TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.workflow_events FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'service', 'maintenance'));
CREATE POLICY add ON devflow.workflow_events FOR INSERT TO devflow_app
    WITH CHECK ((SELECT devflow.acts_as()) IN ('admin', 'service', 'maintenance') AND taken_by = (SELECT devflow.principal()) AND state = 'new');
-- Nobody claims for another.
CREATE POLICY work ON devflow.workflow_events FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) IN ('admin', 'service')) WITH CHECK (claimed_by = (SELECT devflow.principal()) AND state <> 'new');
CREATE POLICY forget ON devflow.workflow_events FOR DELETE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance' AND received_at < now() - interval '30 days');
GRANT SELECT, DELETE ON devflow.workflow_events TO devflow_app;
GRANT INSERT (source, type, action, delivery, payload, taken_by) ON devflow.workflow_events TO devflow_app;
GRANT UPDATE (state, claimed_by, claimed_until, attempts, done_at) ON devflow.workflow_events TO devflow_app;
