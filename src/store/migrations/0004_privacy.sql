-- Who stands behind a pseudonym: a keyed digest by which a name is found again, and the name
-- sealed. The key is not in the database.
CREATE TABLE pseudonym (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    digest TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (workspace, digest)
);
CREATE INDEX pseudonym_by_itself ON pseudonym (workspace, pseudonym);
-- Set where the bytes of the file are not kept, since something in it was hidden.
ALTER TABLE source ADD COLUMN file_dropped BIGINT;
UPDATE source SET file_dropped = 1 WHERE masking <> '[]';
DELETE FROM raw_file WHERE EXISTS (
    SELECT 1 FROM source s
    WHERE s.workspace = raw_file.workspace AND s.raw_sha256 = raw_file.sha256 AND s.file_dropped = 1
);
