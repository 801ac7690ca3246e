-- What people did with what they had accepted: the state is what the lines add up to.
CREATE TABLE journal (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    seq BIGINT NOT NULL,
    book TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    takes_back BIGINT,
    entry TEXT NOT NULL,
    PRIMARY KEY (workspace, seq)
);
CREATE INDEX journal_by_book ON journal (workspace, book, id);
