-- A version that was written by going back: to which one. The value itself is not looked at to tell.
ALTER TABLE devflow.user_secret_versions ADD COLUMN restored_from int CHECK (restored_from > 0 AND restored_from < version);
ALTER TABLE devflow.project_secret_versions ADD COLUMN restored_from int CHECK (restored_from > 0 AND restored_from < version);
