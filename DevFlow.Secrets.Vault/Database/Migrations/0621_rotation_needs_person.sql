-- A run that only a person can end: whoever checks the value accepts it no more, and gives another one to nobody but a person.
ALTER TABLE devflow.rotation_runs DROP CONSTRAINT rotation_runs_state_check;
ALTER TABLE devflow.rotation_runs ADD CONSTRAINT rotation_runs_state_check
    CHECK (state IN ('running', 'overlap', 'rolling-back', 'needs-person', 'finished', 'rolled-back', 'failed'));
