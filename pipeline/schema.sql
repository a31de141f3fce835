-- The store, as it is today. A change here needs a numbered file in migrations/ that turns the
-- version before into this one; tests/pipeline/test_schema.py holds the two equal.
-- Times are aware UTC, ids are text, missing is NULL and never 0.

CREATE TABLE schema_versions (
    version INTEGER PRIMARY KEY,
    applied_at TIMESTAMPTZ NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE schema_versions IS 'Which schema versions this store has been through';
COMMENT ON COLUMN schema_versions.version IS 'Number of the migration';
COMMENT ON COLUMN schema_versions.applied_at IS 'When it was applied';
COMMENT ON COLUMN schema_versions.code_version IS 'Retrograde version that applied it';

CREATE TABLE runs (
    run VARCHAR PRIMARY KEY,
    stage VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ending VARCHAR NOT NULL,
    reason VARCHAR,
    code_version VARCHAR NOT NULL,
    process_id INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'The run ledger: one row per stage that ran';
COMMENT ON COLUMN runs.run IS 'Time and stage, e.g. 2026-03-14T06-00-12Z-import';
COMMENT ON COLUMN runs.stage IS 'import, collect, remap, extract, match, publish, purge';
COMMENT ON COLUMN runs.command IS 'What was asked, as arguments';
COMMENT ON COLUMN runs.started_at IS 'Start';
COMMENT ON COLUMN runs.ended_at IS 'End; NULL while running, or when the process was killed';
COMMENT ON COLUMN runs.ending IS 'running, done, partial, failed, stopped_by_user, killed, challenged, suspicious_empty';
COMMENT ON COLUMN runs.reason IS 'Why it ended so, in words';
COMMENT ON COLUMN runs.code_version IS 'Retrograde version';
COMMENT ON COLUMN runs.process_id IS 'Process that ran it';

CREATE TABLE run_counts (
    run VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (run, subject, measure, reason)
);
COMMENT ON TABLE run_counts IS 'What a run got, kept and skipped, with reasons';
COMMENT ON COLUMN run_counts.run IS 'Run';
COMMENT ON COLUMN run_counts.subject IS 'File, platform or topic the count is of';
COMMENT ON COLUMN run_counts.measure IS 'posts_new, posts_seen, sightings_new, quarantined, mentions, skipped ...';
COMMENT ON COLUMN run_counts.reason IS 'Why, for skips; empty otherwise';
COMMENT ON COLUMN run_counts.amount IS 'How many';

CREATE TABLE payloads (
    capture VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    run VARCHAR NOT NULL,
    body VARCHAR NOT NULL
);
COMMENT ON TABLE payloads IS 'Each item exactly as received, minus secrets';
COMMENT ON COLUMN payloads.capture IS 'Identity of the item: hash of body, and of the moment where it was fetched live';
COMMENT ON COLUMN payloads.sha256 IS 'SHA-256 of body';
COMMENT ON COLUMN payloads.source IS 'Import format or platform that gave it';
COMMENT ON COLUMN payloads.received_at IS 'When it came in';
COMMENT ON COLUMN payloads.run IS 'Run that brought it';
COMMENT ON COLUMN payloads.body IS 'The item, tokens and signatures stripped';

CREATE TABLE captures (
    capture VARCHAR NOT NULL,
    post_key VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    observed_at_source VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR,
    author_key VARCHAR,
    created_at TIMESTAMPTZ,
    created_at_source VARCHAR,
    caption VARCHAR,
    transcript VARCHAR,
    transcript_source VARCHAR,
    screen_text VARCHAR,
    lang VARCHAR,
    duration_s DOUBLE,
    parent_key VARCHAR,
    invented BOOLEAN NOT NULL,
    tags VARCHAR[],
    run VARCHAR NOT NULL,
    id_at TIMESTAMPTZ
);
COMMENT ON TABLE captures IS 'What each source said of a post at one time; inserted once, never changed';
COMMENT ON COLUMN captures.capture IS 'Payload row it was read from';
COMMENT ON COLUMN captures.post_key IS 'platform:id';
COMMENT ON COLUMN captures.source IS 'Import format or platform';
COMMENT ON COLUMN captures.sha256 IS 'Payload it was read from';
COMMENT ON COLUMN captures.observed_at IS 'When the platform was seen, not when it was imported';
COMMENT ON COLUMN captures.observed_at_source IS 'platform (stated by the item), file (by the file name) or import (only the time of import is known)';
COMMENT ON COLUMN captures.platform IS 'tiktok, youtube, bluesky, mastodon, reddit, instagram, threads, x';
COMMENT ON COLUMN captures.id IS 'The platform''s own id, as text';
COMMENT ON COLUMN captures.kind IS 'video, post or comment';
COMMENT ON COLUMN captures.url IS 'Permanent link';
COMMENT ON COLUMN captures.author_key IS 'platform:author';
COMMENT ON COLUMN captures.created_at IS 'When it was posted';
COMMENT ON COLUMN captures.created_at_source IS 'platform, or id when read from the time inside the id';
COMMENT ON COLUMN captures.caption IS 'Caption, or the text of a text post or comment';
COMMENT ON COLUMN captures.transcript IS 'Spoken words in the original language';
COMMENT ON COLUMN captures.transcript_source IS 'asr, creator, machine_translation or local';
COMMENT ON COLUMN captures.screen_text IS 'Text laid over the picture';
COMMENT ON COLUMN captures.lang IS 'Language the platform states, BCP 47';
COMMENT ON COLUMN captures.duration_s IS 'Length in seconds';
COMMENT ON COLUMN captures.parent_key IS 'Post that a comment answers';
COMMENT ON COLUMN captures.invented IS 'Written for demonstration, said by nobody';
COMMENT ON COLUMN captures.tags IS 'Hashtags, casefolded, without #';
COMMENT ON COLUMN captures.run IS 'Run that brought it';
COMMENT ON COLUMN captures.id_at IS 'Time inside the id; NULL where the platform writes none or it cannot be true';

CREATE TABLE posts (
    post_key VARCHAR PRIMARY KEY,
    platform VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR,
    author_key VARCHAR,
    created_at TIMESTAMPTZ,
    created_at_source VARCHAR,
    caption VARCHAR,
    transcript VARCHAR,
    transcript_source VARCHAR,
    screen_text VARCHAR,
    lang VARCHAR,
    duration_s DOUBLE,
    parent_key VARCHAR,
    invented BOOLEAN NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    first_observed_at TIMESTAMPTZ NOT NULL,
    last_observed_at TIMESTAMPTZ NOT NULL,
    id_at TIMESTAMPTZ,
    id_time_differs BOOLEAN
);
COMMENT ON TABLE posts IS 'One row a post, derived from its captures: longest text, newest other fields';
COMMENT ON COLUMN posts.post_key IS 'platform:id';
COMMENT ON COLUMN posts.platform IS 'tiktok, youtube, bluesky, mastodon, reddit, instagram, threads, x';
COMMENT ON COLUMN posts.id IS 'The platform''s own id, as text';
COMMENT ON COLUMN posts.kind IS 'video, post or comment';
COMMENT ON COLUMN posts.url IS 'Permanent link';
COMMENT ON COLUMN posts.author_key IS 'platform:author';
COMMENT ON COLUMN posts.created_at IS 'When it was posted';
COMMENT ON COLUMN posts.created_at_source IS 'platform, or id when read from the time inside the id';
COMMENT ON COLUMN posts.caption IS 'Caption, or the text of a text post or comment';
COMMENT ON COLUMN posts.transcript IS 'Spoken words in the original language';
COMMENT ON COLUMN posts.transcript_source IS 'asr, creator, machine_translation or local';
COMMENT ON COLUMN posts.screen_text IS 'Text laid over the picture';
COMMENT ON COLUMN posts.lang IS 'Language the platform states, BCP 47';
COMMENT ON COLUMN posts.duration_s IS 'Length in seconds';
COMMENT ON COLUMN posts.parent_key IS 'Post that a comment answers';
COMMENT ON COLUMN posts.invented IS 'Written for demonstration, said by nobody';
COMMENT ON COLUMN posts.text_sha256 IS 'Hash of all that the reader reads: texts, where they are from, tags and language';
COMMENT ON COLUMN posts.sha256 IS 'Newest payload it was read from';
COMMENT ON COLUMN posts.first_observed_at IS 'First time any source saw it';
COMMENT ON COLUMN posts.last_observed_at IS 'Last time any source saw it';
COMMENT ON COLUMN posts.id_at IS 'Time inside the id; NULL where the platform writes none or it cannot be true';
COMMENT ON COLUMN posts.id_time_differs IS 'Whether the stated time of posting lies more than 7 days from the time inside the id: edited, invented or scheduled; NULL where there is nothing to compare';

CREATE TABLE stale_posts (
    post_key VARCHAR NOT NULL
);
COMMENT ON TABLE stale_posts IS 'Posts with captures that are not yet merged into posts; empty between runs';
COMMENT ON COLUMN stale_posts.post_key IS 'Post';

CREATE TABLE post_tags (
    post_key VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    place INTEGER NOT NULL
);
COMMENT ON TABLE post_tags IS 'Hashtags of posts, in order';
COMMENT ON COLUMN post_tags.post_key IS 'Post';
COMMENT ON COLUMN post_tags.tag IS 'NFKC, casefolded, without #';
COMMENT ON COLUMN post_tags.place IS 'Order in the post, from 1';

CREATE TABLE sightings (
    post_key VARCHAR NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    observed_at_source VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    views BIGINT,
    likes BIGINT,
    comments BIGINT,
    shares BIGINT,
    saves BIGINT,
    count_quantum BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE sightings IS 'What the counters of a post showed at one moment; append-only';
COMMENT ON COLUMN sightings.post_key IS 'Post';
COMMENT ON COLUMN sightings.observed_at IS 'When they were seen';
COMMENT ON COLUMN sightings.observed_at_source IS 'platform (stated by the item), file (by the file name) or import (only the time of import is known)';
COMMENT ON COLUMN sightings.source IS 'Import format or platform';
COMMENT ON COLUMN sightings.views IS 'Views or plays; NULL where not shown';
COMMENT ON COLUMN sightings.likes IS 'Likes; NULL where not shown';
COMMENT ON COLUMN sightings.comments IS 'Comments or replies; NULL where not shown';
COMMENT ON COLUMN sightings.shares IS 'Shares or reposts; NULL where not shown';
COMMENT ON COLUMN sightings.saves IS 'Saves or bookmarks; NULL where not shown';
COMMENT ON COLUMN sightings.count_quantum IS 'Step the largest counter is rounded to: 1, 100 or 100 000';
COMMENT ON COLUMN sightings.sha256 IS 'Payload they were read from';
COMMENT ON COLUMN sightings.run IS 'Run that brought them';

CREATE TABLE tag_sightings (
    platform VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    source VARCHAR NOT NULL,
    views BIGINT,
    posts BIGINT,
    count_quantum BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE tag_sightings IS 'What the counters of a hashtag showed at one moment; append-only';
COMMENT ON COLUMN tag_sightings.platform IS 'Platform';
COMMENT ON COLUMN tag_sightings.tag IS 'Hashtag, casefolded, without #';
COMMENT ON COLUMN tag_sightings.observed_at IS 'When it was seen';
COMMENT ON COLUMN tag_sightings.source IS 'Import format or platform';
COMMENT ON COLUMN tag_sightings.views IS 'Views of the hashtag; NULL where not shown';
COMMENT ON COLUMN tag_sightings.posts IS 'Posts under the hashtag; NULL where not shown';
COMMENT ON COLUMN tag_sightings.count_quantum IS 'Step the larger counter is rounded to';
COMMENT ON COLUMN tag_sightings.sha256 IS 'Payload it was read from';
COMMENT ON COLUMN tag_sightings.run IS 'Run that brought it';

CREATE TABLE authors (
    showing VARCHAR PRIMARY KEY,
    author_key VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    handle VARCHAR,
    display_name VARCHAR,
    followers BIGINT,
    credential VARCHAR,
    observed_at TIMESTAMPTZ NOT NULL,
    run VARCHAR NOT NULL,
    observed_at_source VARCHAR
);
COMMENT ON TABLE authors IS 'Accounts as seen, one row for each different showing';
COMMENT ON COLUMN authors.showing IS 'Hash of all that is shown';
COMMENT ON COLUMN authors.author_key IS 'platform:author';
COMMENT ON COLUMN authors.platform IS 'Platform';
COMMENT ON COLUMN authors.id IS 'The platform''s id of the account, or its handle where no id is given';
COMMENT ON COLUMN authors.handle IS 'Handle, without @';
COMMENT ON COLUMN authors.display_name IS 'Name as shown';
COMMENT ON COLUMN authors.followers IS 'Followers at that time; NULL where not shown';
COMMENT ON COLUMN authors.credential IS 'What the account calls itself, unchecked';
COMMENT ON COLUMN authors.observed_at IS 'When it was last seen so';
COMMENT ON COLUMN authors.run IS 'Run that brought it';
COMMENT ON COLUMN authors.observed_at_source IS 'How that time is known: platform, file or import; a stated time comes before the mere time of an import';

CREATE TABLE coverage (
    platform VARCHAR NOT NULL,
    day DATE NOT NULL,
    status VARCHAR NOT NULL,
    note VARCHAR,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE coverage IS 'On which days collection ran, per platform; a day without a row is not known';
COMMENT ON COLUMN coverage.platform IS 'Platform';
COMMENT ON COLUMN coverage.day IS 'Day, UTC';
COMMENT ON COLUMN coverage.status IS 'collected, partial or off';
COMMENT ON COLUMN coverage.note IS 'Why, in words';
COMMENT ON COLUMN coverage.run IS 'Run that brought it';

CREATE TABLE quarantine (
    sha256 VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    line BIGINT NOT NULL,
    source VARCHAR NOT NULL,
    problem VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    PRIMARY KEY (sha256, file, line)
);
COMMENT ON TABLE quarantine IS 'Items that could not be read, kept as received';
COMMENT ON COLUMN quarantine.sha256 IS 'Hash of body';
COMMENT ON COLUMN quarantine.file IS 'File it came in';
COMMENT ON COLUMN quarantine.line IS 'Line or item number in it, from 1; 0 where it is not known';
COMMENT ON COLUMN quarantine.source IS 'Import format or platform';
COMMENT ON COLUMN quarantine.problem IS 'Path and value that broke';
COMMENT ON COLUMN quarantine.body IS 'The item as received, secrets stripped; of what is no JSON at most 64 KiB';
COMMENT ON COLUMN quarantine.run IS 'Run that met it';

CREATE TABLE tombstones (
    post_sha256 VARCHAR PRIMARY KEY,
    platform VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    removed_at TIMESTAMPTZ NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE tombstones IS 'All that stays of a removed post';
COMMENT ON COLUMN tombstones.post_sha256 IS 'SHA-256 of its key';
COMMENT ON COLUMN tombstones.platform IS 'Platform';
COMMENT ON COLUMN tombstones.reason IS 'deleted_on_platform, requested, retention';
COMMENT ON COLUMN tombstones.removed_at IS 'When it was removed here';
COMMENT ON COLUMN tombstones.run IS 'Run that removed it';

CREATE TABLE readings (
    post_key VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    extraction VARCHAR NOT NULL,
    answers_topic BOOLEAN NOT NULL,
    outcome VARCHAR NOT NULL,
    mentions INTEGER NOT NULL,
    run VARCHAR NOT NULL,
    PRIMARY KEY (post_key, topic)
);
COMMENT ON TABLE readings IS 'Which posts were read for claims, by which code, and what came of it';
COMMENT ON COLUMN readings.post_key IS 'Post';
COMMENT ON COLUMN readings.topic IS 'Topic it was read for';
COMMENT ON COLUMN readings.text_sha256 IS 'What was read';
COMMENT ON COLUMN readings.extraction IS 'Version of the extraction code and its data';
COMMENT ON COLUMN readings.answers_topic IS 'Whether it was read as an answer to a post of the topic';
COMMENT ON COLUMN readings.outcome IS 'claims, no_claim, off_topic, other_language, or not_in_topic where neither tag nor words belong to it';
COMMENT ON COLUMN readings.mentions IS 'Mentions found';
COMMENT ON COLUMN readings.run IS 'Run that read it';

CREATE TABLE mentions (
    mention VARCHAR PRIMARY KEY,
    post_key VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    activity VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    outcome_text VARCHAR,
    direction VARCHAR NOT NULL,
    magnitude_kind VARCHAR,
    ratio_low DOUBLE,
    ratio_high DOUBLE,
    ratio_alternatives VARCHAR NOT NULL,
    value_low DOUBLE,
    value_high DOUBLE,
    unit VARCHAR,
    bound VARCHAR NOT NULL,
    approximate BOOLEAN NOT NULL,
    comparator VARCHAR NOT NULL,
    stance VARCHAR NOT NULL,
    hedged BOOLEAN NOT NULL,
    personal BOOLEAN NOT NULL,
    flags VARCHAR[] NOT NULL,
    rules VARCHAR[] NOT NULL,
    extraction VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'One claim frame found in one post';
COMMENT ON COLUMN mentions.mention IS 'Hash of post, span and frame';
COMMENT ON COLUMN mentions.post_key IS 'Post';
COMMENT ON COLUMN mentions.topic IS 'Topic';
COMMENT ON COLUMN mentions.claim IS 'Claim it belongs to';
COMMENT ON COLUMN mentions.field IS 'caption, transcript or screen_text';
COMMENT ON COLUMN mentions.quote IS 'The words, exactly';
COMMENT ON COLUMN mentions.quote_start IS 'First code point of the quote in the field, from 0';
COMMENT ON COLUMN mentions.quote_end IS 'Code point after the quote';
COMMENT ON COLUMN mentions.activity IS 'Activity key of the topic';
COMMENT ON COLUMN mentions.outcome IS 'Outcome key';
COMMENT ON COLUMN mentions.outcome_text IS 'The words for an outcome outside the list';
COMMENT ON COLUMN mentions.direction IS 'Of the outcome''s amount: increase, decrease, no_difference, unspecified';
COMMENT ON COLUMN mentions.magnitude_kind IS 'ratio, percent, equivalence, absolute or none';
COMMENT ON COLUMN mentions.ratio_low IS 'Claimed activity / comparator, lower end';
COMMENT ON COLUMN mentions.ratio_high IS 'Claimed activity / comparator, upper end';
COMMENT ON COLUMN mentions.ratio_alternatives IS 'Other readings of the same words, JSON list of [low, high]';
COMMENT ON COLUMN mentions.value_low IS 'Absolute size as stated, lower end';
COMMENT ON COLUMN mentions.value_high IS 'Absolute size as stated, upper end';
COMMENT ON COLUMN mentions.unit IS 'Unit of an absolute size';
COMMENT ON COLUMN mentions.bound IS 'exact, lower (at least) or upper (up to)';
COMMENT ON COLUMN mentions.approximate IS 'Stated as about, roughly, nearly';
COMMENT ON COLUMN mentions.comparator IS 'usual, none, other or unspecified';
COMMENT ON COLUMN mentions.stance IS 'asserts, denies, questions or reports';
COMMENT ON COLUMN mentions.hedged IS 'Stated with may, might, could';
COMMENT ON COLUMN mentions.personal IS 'Told as the speaker''s own result';
COMMENT ON COLUMN mentions.flags IS 'Warnings of the reading, e.g. times_more';
COMMENT ON COLUMN mentions.rules IS 'Patterns and cues that fired';
COMMENT ON COLUMN mentions.extraction IS 'Version of the extraction code and its data';
COMMENT ON COLUMN mentions.run IS 'Run that found it';

CREATE TABLE verdicts (
    claim VARCHAR PRIMARY KEY,
    topic VARCHAR NOT NULL,
    claim_json VARCHAR NOT NULL,
    verdict_json VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    run VARCHAR NOT NULL
);
COMMENT ON TABLE verdicts IS 'Each claim and the verdict computed on it, whole; a row changes only when one of them does';
COMMENT ON COLUMN verdicts.claim IS 'Readable slug';
COMMENT ON COLUMN verdicts.topic IS 'Topic';
COMMENT ON COLUMN verdicts.claim_json IS 'The claim record';
COMMENT ON COLUMN verdicts.verdict_json IS 'The verdict record with its steps and matches';
COMMENT ON COLUMN verdicts.evidence IS 'Hash of the study library that first gave this verdict';
COMMENT ON COLUMN verdicts.run IS 'Run that first computed it so';

CREATE TABLE reviews (
    review VARCHAR PRIMARY KEY,
    topic VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    verdict VARCHAR,
    merged_into VARCHAR,
    reason VARCHAR,
    reviewed_by VARCHAR NOT NULL,
    reviewed_at TIMESTAMPTZ NOT NULL,
    claim_sentence VARCHAR NOT NULL,
    computed_verdict VARCHAR NOT NULL,
    computed_relation VARCHAR NOT NULL,
    computed_directness VARCHAR,
    computed_certainty VARCHAR,
    computed_sentence VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE reviews IS 'What persons decided on claims and their verdicts; added to, never changed; the newest of a claim stands';
COMMENT ON COLUMN reviews.review IS 'Hash of what was decided, by whom and when';
COMMENT ON COLUMN reviews.topic IS 'Topic';
COMMENT ON COLUMN reviews.claim IS 'Claim, by the key that its frame gives';
COMMENT ON COLUMN reviews.decision IS 'agree, override, merge, split (takes a merge back) or not_a_claim';
COMMENT ON COLUMN reviews.verdict IS 'The verdict that the person gives, of an override';
COMMENT ON COLUMN reviews.merged_into IS 'The claim that it is the same as, of a merge';
COMMENT ON COLUMN reviews.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN reviews.reviewed_by IS 'The name that the person typed';
COMMENT ON COLUMN reviews.reviewed_at IS 'When';
COMMENT ON COLUMN reviews.claim_sentence IS 'The claim in words, as it was read then';
COMMENT ON COLUMN reviews.computed_verdict IS 'What the rules said then, in one word';
COMMENT ON COLUMN reviews.computed_relation IS 'How the claim lay to what was measured, then';
COMMENT ON COLUMN reviews.computed_directness IS 'direct or indirect, then';
COMMENT ON COLUMN reviews.computed_certainty IS 'How sure the evidence was, then';
COMMENT ON COLUMN reviews.computed_sentence IS 'The computed verdict in words, then';
COMMENT ON COLUMN reviews.evidence IS 'Hash of the study library of that verdict';
COMMENT ON COLUMN reviews.code_version IS 'Retrograde version';

CREATE TABLE frame_reviews (
    review VARCHAR PRIMARY KEY,
    post_key VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    reason VARCHAR,
    reviewed_by VARCHAR NOT NULL,
    reviewed_at TIMESTAMPTZ NOT NULL,
    read_json VARCHAR NOT NULL,
    frames_json VARCHAR NOT NULL,
    extraction VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL
);
COMMENT ON TABLE frame_reviews IS 'What persons decided on one claim as read in one post; added to, never changed; the newest stands';
COMMENT ON COLUMN frame_reviews.review IS 'Hash of what was decided, by whom and when';
COMMENT ON COLUMN frame_reviews.post_key IS 'Post';
COMMENT ON COLUMN frame_reviews.topic IS 'Topic';
COMMENT ON COLUMN frame_reviews.decision IS 'agree, override, split or not_a_claim';
COMMENT ON COLUMN frame_reviews.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN frame_reviews.reviewed_by IS 'The name that the person typed';
COMMENT ON COLUMN frame_reviews.reviewed_at IS 'When';
COMMENT ON COLUMN frame_reviews.read_json IS 'The frame as it was read';
COMMENT ON COLUMN frame_reviews.frames_json IS 'The frames that the person says the words hold; empty where they hold none';
COMMENT ON COLUMN frame_reviews.extraction IS 'Version of the extraction code and its data that read it';
COMMENT ON COLUMN frame_reviews.code_version IS 'Retrograde version';

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
