-- The key-encryption keys that data keys are or were wrapped by; never a key. At most one is active.
CREATE TABLE devflow.key_encryption_keys
(
    id          text        PRIMARY KEY,
    kind        text        NOT NULL GENERATED ALWAYS AS (split_part(id, ':', 1)) STORED CHECK (kind IN ('local', 'pkcs11')),
    check_value bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('active', 'retiring', 'retired')),
    created_at  timestamptz NOT NULL DEFAULT now(),
    changed_at  timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX key_encryption_keys_active ON devflow.key_encryption_keys ((true)) WHERE state = 'active';

ALTER TABLE devflow.key_encryption_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE devflow.key_encryption_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON devflow.key_encryption_keys TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY maintenance ON devflow.key_encryption_keys TO devflow_app
    USING ((SELECT devflow.acts_as()) = 'maintenance') WITH CHECK ((SELECT devflow.acts_as()) = 'maintenance');
GRANT SELECT, INSERT ON devflow.key_encryption_keys TO devflow_app;
GRANT UPDATE (state, changed_at) ON devflow.key_encryption_keys TO devflow_app;

-- Whoever wraps shares this lock of the key until the transaction ends; whoever retires the key has it alone. What was counted
-- as zero under the lock therefore stays zero.
CREATE FUNCTION devflow.lock_of_key(id text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended(id, 4919);

CREATE FUNCTION devflow.refuse_retired_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(devflow.lock_of_key(NEW.key_id));
    IF EXISTS (SELECT FROM devflow.key_encryption_keys k WHERE k.id = NEW.key_id AND k.state = 'retired') THEN
        RAISE EXCEPTION 'The key % was retired in the meantime; try again.', NEW.key_id USING ERRCODE = 'DF503';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION devflow.refuse_retired_key() FROM PUBLIC;

CREATE TRIGGER refuse_retired_key BEFORE INSERT OR UPDATE OF key_id ON devflow.data_keys
    FOR EACH ROW EXECUTE FUNCTION devflow.refuse_retired_key();
