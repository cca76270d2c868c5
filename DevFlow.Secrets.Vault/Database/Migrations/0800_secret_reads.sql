-- Which service read which secret, how often and when last: what the audit says, added up as it comes in. Whoever asks what a secret is used for would
-- otherwise go through all its months. People's secrets are not among it: it would outlive them.
CREATE TABLE devflow.secret_reads
(
    tier     text        NOT NULL CHECK (tier IN ('system', 'project')),
    key      text        NOT NULL CHECK (length(key) <= 300),
    service  text        NOT NULL,
    reads    bigint      NOT NULL,
    first_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL,
    PRIMARY KEY (tier, key, service)
);

CREATE INDEX secret_reads_service ON devflow.secret_reads (service);

INSERT INTO devflow.secret_reads (tier, key, service, reads, first_at, last_at)
SELECT tier, key, service, sum(count), min(coalesce(window_from, time)), max(coalesce(window_to, time))
FROM devflow.audit_records
WHERE kind IN ('access', 'reads', 'gap') AND outcome IN ('hit', 'stale') AND NOT refused AND tier IN ('system', 'project') AND length(key) <= 300
GROUP BY tier, key, service;

ALTER TABLE devflow.secret_reads ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.secret_reads FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.secret_reads TO CURRENT_USER USING (true) WITH CHECK (true);
-- That a project has a secret of a name is its members' to know, and they have the project's own list.
CREATE POLICY see ON devflow.secret_reads FOR SELECT TO devflow_app
    USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance') OR (tier = 'system' AND (SELECT devflow.acts_as()) IS NOT NULL));
CREATE POLICY add ON devflow.secret_reads FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
CREATE POLICY change ON devflow.secret_reads FOR UPDATE TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance') WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
CREATE POLICY forget ON devflow.secret_reads FOR DELETE TO devflow_app USING ((SELECT devflow.acts_as()) = 'maintenance');
GRANT SELECT, INSERT, DELETE ON devflow.secret_reads TO devflow_app;
GRANT UPDATE (reads, first_at, last_at) ON devflow.secret_reads TO devflow_app;
