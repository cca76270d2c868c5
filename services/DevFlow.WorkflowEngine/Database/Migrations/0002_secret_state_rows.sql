-- Keys and places, which whoever is let in at all may see; written by the engine's own work.
ALTER TABLE devflow.secret_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.secret_state FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.secret_state TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY maintenance ON devflow.secret_state TO devflow_app
    USING (devflow.acts_as() = 'maintenance') WITH CHECK (devflow.acts_as() = 'maintenance');
GRANT SELECT, INSERT, UPDATE ON devflow.secret_state TO devflow_app;
