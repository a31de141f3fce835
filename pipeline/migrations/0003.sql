-- Version 3: the time inside a post's id, and whether it belies the stated one.

ALTER TABLE captures ADD COLUMN id_at TIMESTAMPTZ;
COMMENT ON COLUMN captures.id_at IS 'Time inside the id; NULL where the platform writes none or it cannot be true';
ALTER TABLE posts ADD COLUMN id_at TIMESTAMPTZ;
COMMENT ON COLUMN posts.id_at IS 'Time inside the id; NULL where the platform writes none or it cannot be true';
ALTER TABLE posts ADD COLUMN id_time_differs BOOLEAN;
COMMENT ON COLUMN posts.id_time_differs IS 'Whether the stated time of posting lies more than 7 days from the time inside the id: edited, invented or scheduled; NULL where there is nothing to compare';

-- Posts of an old store: only TikTok's ids can be read without our code.
UPDATE captures SET id_at = to_timestamp((try_cast(id AS HUGEINT) >> 32)::BIGINT)
WHERE platform = 'tiktok' AND try_cast(id AS HUGEINT) BETWEEN (1388534400::HUGEINT << 32) AND (4070908800::HUGEINT << 32)
    AND to_timestamp((try_cast(id AS HUGEINT) >> 32)::BIGINT) <= observed_at + INTERVAL 1 DAY;
UPDATE posts SET id_at = known.id_at,
    id_time_differs = CASE WHEN created_at_source = 'platform' THEN abs(epoch(created_at) - epoch(known.id_at)) > 604800 END
FROM (SELECT post_key, max(id_at) AS id_at FROM captures WHERE id_at IS NOT NULL GROUP BY post_key) AS known
WHERE posts.post_key = known.post_key;

COMMENT ON COLUMN runs.stage IS 'import, remap, extract, match, publish, purge';
COMMENT ON COLUMN quarantine.body IS 'The item as received, secrets stripped; of what is no JSON at most 64 KiB';
