-- Version 5: how the time is known at which an account was seen so.

ALTER TABLE authors ADD COLUMN observed_at_source VARCHAR;
COMMENT ON COLUMN authors.observed_at_source IS 'How that time is known: platform, file or import; a stated time comes before the mere time of an import';
UPDATE authors SET observed_at_source = coalesce((
    SELECT max(CASE WHEN observed_at_source = 'import' THEN 'import' ELSE 'platform' END)
    FROM captures WHERE captures.author_key = authors.author_key AND captures.observed_at = authors.observed_at
), 'platform');
