-- What a rotator has to know again in a later step, such as the id that a provider gave to a key; sealed, and gone with the run, as the values are.
ALTER TABLE devflow.rotation_values DROP CONSTRAINT rotation_values_name_check;
ALTER TABLE devflow.rotation_values ADD CONSTRAINT rotation_values_name_check CHECK (name IN ('current', 'candidate') OR name ~ '^note:[a-z0-9._-]{1,60}$');
