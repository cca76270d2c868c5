-- When the answer to a breach ended at the provider what an account has granted. That there are no tokens says nothing of it: they are forgotten here as well when
-- the provider does not say that it is done, and their person may have deleted them.
ALTER TABLE devflow.provider_accounts ADD COLUMN ended_at timestamptz;
