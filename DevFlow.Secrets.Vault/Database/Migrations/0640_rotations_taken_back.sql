-- A run that a person takes back has not failed, and is not begun again by the schedule as one that has.
ALTER TABLE devflow.rotation_runs ADD COLUMN taken_back_by text;
GRANT UPDATE (taken_back_by) ON devflow.rotation_runs TO devflow_app;
UPDATE devflow.rotation_runs SET taken_back_by = substring(problem FROM '^taken back by (.*)$') WHERE problem LIKE 'taken back by %';
