-- Since when a secret that has a period is known: its age, until a run has ended well.
CREATE TABLE devflow.rotation_ages
(
    secret text        PRIMARY KEY CHECK (length(secret) BETWEEN 1 AND 400),
    since  timestamptz NOT NULL
);

ALTER TABLE devflow.rotation_ages ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.rotation_ages FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.rotation_ages TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON devflow.rotation_ages FOR SELECT TO devflow_app USING ((SELECT devflow.acts_as()) IN ('admin', 'maintenance'));
CREATE POLICY work ON devflow.rotation_ages FOR INSERT TO devflow_app WITH CHECK ((SELECT devflow.rotates()));
GRANT SELECT, INSERT ON devflow.rotation_ages TO devflow_app;
