-- Version 4: live collection: what was asked of platforms, what still waits to be asked, what quota it cost.

CREATE TABLE rounds (
    round VARCHAR PRIMARY KEY,
    platform VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    tags VARCHAR[] NOT NULL,
    servers VARCHAR[] NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    until TIMESTAMPTZ NOT NULL,
    chosen BOOLEAN NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ending VARCHAR NOT NULL,
    posts BIGINT NOT NULL,
    announced BIGINT,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE rounds IS 'What was asked of one platform for one topic: tags and a window of time';
COMMENT ON COLUMN rounds.round IS 'Time and platform, e.g. 2026-03-14T06-00-12Z-mastodon';
COMMENT ON COLUMN rounds.platform IS 'Module that asked, e.g. tiktok_web';
COMMENT ON COLUMN rounds.topic IS 'Topic whose hashtags were asked for';
COMMENT ON COLUMN rounds.tags IS 'Hashtags asked for';
COMMENT ON COLUMN rounds.servers IS 'Servers asked';
COMMENT ON COLUMN rounds.since IS 'Beginning of the window, inclusive';
COMMENT ON COLUMN rounds.until IS 'End of the window, exclusive';
COMMENT ON COLUMN rounds.chosen IS 'Whether a person chose the window; such a round does not move where the next begins';
COMMENT ON COLUMN rounds.begun_at IS 'When it was begun';
COMMENT ON COLUMN rounds.ended_at IS 'When nothing of it was left to ask; NULL while it is open';
COMMENT ON COLUMN rounds.ending IS 'open, done, suspicious_empty, or given_up when it had grown too old to go on with';
COMMENT ON COLUMN rounds.posts IS 'Posts that its pages held, each page counted for itself';
COMMENT ON COLUMN rounds.announced IS 'Posts that the platform itself said there are; NULL where it says nothing that can be believed';
COMMENT ON COLUMN rounds.run IS 'Run that began it';

CREATE TABLE waiting_requests (
    round VARCHAR NOT NULL,
    request_sha256 VARCHAR NOT NULL,
    place BIGINT NOT NULL,
    part VARCHAR NOT NULL,
    request VARCHAR NOT NULL
);
COMMENT ON TABLE waiting_requests IS 'What is left to ask of open rounds: the place to go on from after a stop or a crash';
COMMENT ON COLUMN waiting_requests.round IS 'Round';
COMMENT ON COLUMN waiting_requests.request_sha256 IS 'Hash of what is asked';
COMMENT ON COLUMN waiting_requests.place IS 'Order in which they came up';
COMMENT ON COLUMN waiting_requests.part IS 'Part of the round: one tag on one server in one slice of time';
COMMENT ON COLUMN waiting_requests.request IS 'The request with window, cursor and search id, as JSON; no secret is in it';

CREATE TABLE sent_requests (
    round VARCHAR NOT NULL,
    request_sha256 VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    bytes BIGINT,
    items BIGINT NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE sent_requests IS 'Every request that was sent, failed ones included; append-only';
COMMENT ON COLUMN sent_requests.round IS 'Round';
COMMENT ON COLUMN sent_requests.request_sha256 IS 'Hash of what was asked';
COMMENT ON COLUMN sent_requests.platform IS 'Module that asked';
COMMENT ON COLUMN sent_requests.part IS 'Part of the round';
COMMENT ON COLUMN sent_requests.purpose IS 'What it asked for, in the words of the module';
COMMENT ON COLUMN sent_requests.sent_at IS 'When it was sent';
COMMENT ON COLUMN sent_requests.status IS 'HTTP status; NULL where no answer came';
COMMENT ON COLUMN sent_requests.outcome IS 'ok, wait, retry, sign_in, restart, quota, refused, gone, challenged, broken';
COMMENT ON COLUMN sent_requests.reason IS 'Why, in words, where it was not ok';
COMMENT ON COLUMN sent_requests.bytes IS 'Length of the answer, unpacked; NULL where none came';
COMMENT ON COLUMN sent_requests.items IS 'Items that were read from it, left out and broken ones included';
COMMENT ON COLUMN sent_requests.run IS 'Run that sent it';

CREATE TABLE quota_spent (
    platform VARCHAR NOT NULL,
    bucket VARCHAR NOT NULL,
    units BIGINT NOT NULL,
    spent_at TIMESTAMPTZ NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE quota_spent IS 'What requests cost of the quotas of a platform; append-only';
COMMENT ON COLUMN quota_spent.platform IS 'Module that asked';
COMMENT ON COLUMN quota_spent.bucket IS 'Quota, as the card of the platform names it';
COMMENT ON COLUMN quota_spent.units IS 'Units of it';
COMMENT ON COLUMN quota_spent.spent_at IS 'When the request was sent';
COMMENT ON COLUMN quota_spent.run IS 'Run that sent it';

CREATE TABLE platform_memory (
    platform VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE platform_memory IS 'What a platform''s answers taught about it, e.g. a field that it rejects';
COMMENT ON COLUMN platform_memory.platform IS 'Module that asked';
COMMENT ON COLUMN platform_memory.name IS 'What was learned of';
COMMENT ON COLUMN platform_memory.value IS 'What was learned';
COMMENT ON COLUMN platform_memory.run IS 'Run that learned it';

COMMENT ON COLUMN runs.stage IS 'import, collect, remap, extract, match, publish, purge';
COMMENT ON COLUMN runs.ending IS 'running, done, partial, failed, stopped_by_user, killed, challenged, suspicious_empty';
