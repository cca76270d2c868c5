-- From here on a run only goes forward: the value before works no more, or its end has begun and may have come to pass although nobody heard of it.
ALTER TABLE devflow.rotation_runs ADD COLUMN past_return boolean NOT NULL DEFAULT false;
GRANT UPDATE (past_return) ON devflow.rotation_runs TO devflow_app;
UPDATE devflow.rotation_runs SET past_return = true WHERE ended_at IS NULL AND step = 'retire' AND attempts > 0;
