-- What models took: reserved before a request, settled after it.
CREATE TABLE spending (
    seq {serial},
    workspace TEXT NOT NULL REFERENCES workspace (id),
    month TEXT NOT NULL,
    at BIGINT NOT NULL,
    model TEXT NOT NULL,
    purpose TEXT NOT NULL,
    outcome TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros BIGINT NOT NULL
);
CREATE INDEX spending_by_month ON spending (workspace, month);
