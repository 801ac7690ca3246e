-- The common subset of SQLite and Postgres. {blob} and {serial} are filled in by dialect.rs.
-- The workspace is part of every key; times are milliseconds since the epoch; JSON is TEXT.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE workspace (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    big_idea TEXT NOT NULL,
    velocity DOUBLE PRECISION,
    settings TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    chain_length BIGINT NOT NULL,
    chain_head TEXT NOT NULL
);

CREATE TABLE raw_file (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    sha256 TEXT NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (workspace, sha256)
);

CREATE TABLE source (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    version BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    masking TEXT NOT NULL,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, key)
);
CREATE INDEX source_by_text ON source (workspace, text_sha256);
CREATE INDEX source_by_raw ON source (workspace, raw_sha256);

CREATE TABLE source_text (
    workspace TEXT NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (workspace, source, version),
    FOREIGN KEY (workspace, source) REFERENCES source (workspace, id) ON DELETE CASCADE
);

CREATE TABLE turn (
    workspace TEXT NOT NULL,
    source TEXT NOT NULL,
    place BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, source, place),
    FOREIGN KEY (workspace, source) REFERENCES source (workspace, id) ON DELETE CASCADE
);

CREATE TABLE item (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    system TEXT NOT NULL,
    external_id TEXT,
    level TEXT NOT NULL,
    parent TEXT,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    exported BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, key)
);
CREATE INDEX item_by_parent ON item (workspace, parent);

CREATE TABLE item_history (
    workspace TEXT NOT NULL,
    item TEXT NOT NULL,
    version BIGINT NOT NULL,
    replaced_at BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (workspace, item, version),
    FOREIGN KEY (workspace, item) REFERENCES item (workspace, id) ON DELETE CASCADE
);

CREATE TABLE vector (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    text_hash TEXT NOT NULL,
    embedder TEXT NOT NULL,
    bytes {blob} NOT NULL,
    PRIMARY KEY (workspace, embedder, text_hash)
);

CREATE TABLE index_outbox (
    seq {serial},
    workspace TEXT NOT NULL REFERENCES workspace (id),
    op TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner TEXT NOT NULL
);
CREATE INDEX index_outbox_by_owner ON index_outbox (workspace, owner_kind, owner);

CREATE TABLE suggestion (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    place BIGINT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    deferred_until TEXT,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    confidence DOUBLE PRECISION,
    body TEXT NOT NULL,
    evidence TEXT NOT NULL,
    checks TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX suggestion_by_item ON suggestion (workspace, item, kind);
CREATE INDEX suggestion_by_status ON suggestion (workspace, status, kind);

CREATE TABLE withheld (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, kind, item, fingerprint)
);

CREATE TABLE decision (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    seq BIGINT NOT NULL,
    suggestion TEXT NOT NULL,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (workspace, seq)
);
CREATE INDEX decision_by_suggestion ON decision (workspace, suggestion);

CREATE TABLE decision_text (
    workspace TEXT NOT NULL,
    seq BIGINT NOT NULL,
    blanked BIGINT NOT NULL,
    salt TEXT NOT NULL,
    shown TEXT NOT NULL,
    kept TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (workspace, seq),
    FOREIGN KEY (workspace, seq) REFERENCES decision (workspace, seq)
);

CREATE TABLE decision_undo (
    workspace TEXT NOT NULL,
    seq BIGINT NOT NULL,
    undone BIGINT NOT NULL,
    before TEXT NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (workspace, seq),
    FOREIGN KEY (workspace, seq) REFERENCES decision (workspace, seq)
);

CREATE TABLE stakeholder (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, name)
);

CREATE TABLE registered_assumption (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
);

CREATE TABLE queued_question (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    stakeholder TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX queued_question_by_stakeholder ON queued_question (workspace, stakeholder);

CREATE TABLE job (
    workspace TEXT NOT NULL REFERENCES workspace (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX job_by_state ON job (state, created_at, id);
