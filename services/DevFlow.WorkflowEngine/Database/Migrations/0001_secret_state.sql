-- Where each secret was last found, and since when it has been found there: never a value.
CREATE TABLE devflow.secret_state
(
    key        text        PRIMARY KEY,
    source     text,
    state      text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
