-- Version 2: what persons decided on claims, verdicts and frames.

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
