-- Whoever asks for a lease may say which call it is (Idempotency-Key), and asks once more when the answer is lost: the login whose password nobody knows ends,
-- and another is made. What is kept of that is a digest; a password to hand out again is kept nowhere.
ALTER TABLE devflow.leases ADD COLUMN request bytea CHECK (length(request) = 32);

-- Of one call there is one login at most.
CREATE UNIQUE INDEX leases_request ON devflow.leases (principal, request) WHERE state = 'active';

-- Closes what was opened by the same call, and opens: gives both.
CREATE FUNCTION devflow.open_lease_of(asked bytea, lease uuid, wanted text, seconds int, verifier text) RETURNS SETOF devflow.leases
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, devflow, pg_temp AS $$
DECLARE
    before devflow.leases;
BEGIN
    -- As those who open: a call that is made again waits for the one before it, and for who renews or closes that lease at this moment: neither
    -- waits for this. Who drops a login does, but that lease is closed: where it is met on the way from one to the other, the server lets one of the two be tried again.
    PERFORM pg_advisory_xact_lock(3608, 1);
    SELECT * INTO before FROM devflow.leases l WHERE l.principal = devflow.principal() AND l.request = asked AND l.state = 'active' FOR UPDATE;
    -- One that is over is, swept or not, no lease any more.
    IF before.profile <> wanted AND before.expires_at > now() THEN
        RAISE SQLSTATE 'DF409' USING MESSAGE = format('This Idempotency-Key is of a call for a lease of ''%s'', which goes on: another call has another key.', before.profile);
    END IF;
    IF before.id IS NOT NULL THEN
        RETURN QUERY SELECT * FROM devflow.close_lease(before.id);
    END IF;
    PERFORM devflow.open_lease(lease, wanted, seconds, verifier);
    RETURN QUERY UPDATE devflow.leases l SET request = asked WHERE l.id = lease RETURNING l.*;
END
$$;

REVOKE ALL ON FUNCTION devflow.open_lease_of(bytea, uuid, text, int, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION devflow.open_lease_of(bytea, uuid, text, int, text) TO devflow_app;
