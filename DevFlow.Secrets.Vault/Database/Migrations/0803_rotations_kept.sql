-- Whoever checks the secret has renewed it and left it as it is: the value before the run is the one after it. An answer to a breach has to know.
ALTER TABLE devflow.rotation_runs ADD COLUMN kept_value boolean NOT NULL DEFAULT false;
GRANT UPDATE (kept_value) ON devflow.rotation_runs TO devflow_app;
