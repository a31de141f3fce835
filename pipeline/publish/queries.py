"""The tables of a release that SQL makes from the store.

The variable `topics` holds the topics published, `merged_claims` and `claims_set_aside` what persons
found to be one claim or none; posts of a topic are those read for it that do
not turn out to be about something else. Whole numbers are BIGINT, as the codebook has it.
"""

from __future__ import annotations

_OF_TOPIC = "outcome NOT IN ('not_in_topic', 'off_topic')"

# Exact counters beat rounded ones of the same day; otherwise the newest showing stands. The mere
# time of an import says nothing of what is newer.
LATEST_COUNTS = """
    SELECT * FROM sightings
    QUALIFY row_number() OVER (
        PARTITION BY post_key
        ORDER BY observed_at_source = 'import', observed_at::DATE DESC, count_quantum, observed_at DESC, source, sha256
    ) = 1
"""

CONTENT = {
    "posts": f"""
        SELECT
            p.post_key, p.platform, p.id, p.kind, p.url, p.author_key,
            p.created_at, p.created_at_source, p.id_at, p.id_time_differs, p.caption, p.transcript, p.transcript_source,
            p.screen_text, p.lang, p.duration_s, p.parent_key, p.invented, p.sha256,
            p.first_observed_at, p.last_observed_at, t.topics,
            s.views, s.likes, s.comments, s.shares, s.saves, s.count_quantum,
            s.observed_at AS counts_observed_at,
            s.observed_at_source AS counts_observed_at_source, s.source AS counts_source
        FROM posts AS p
        JOIN (
            SELECT post_key, list(topic ORDER BY topic) AS topics FROM readings
            WHERE {_OF_TOPIC} AND topic IN (SELECT unnest(getvariable('topics'))) GROUP BY post_key
        ) AS t USING (post_key)
        LEFT JOIN ({LATEST_COUNTS}) AS s USING (post_key)
        ORDER BY p.post_key
    """,
    "post_tags": """
        SELECT post_key, tag, place::BIGINT AS place FROM post_tags SEMI JOIN released_posts USING (post_key)
        ORDER BY post_key, place
    """,
    "sightings": """
        SELECT DISTINCT post_key, observed_at, observed_at_source, source, views, likes, comments, shares, saves,
            count_quantum, sha256
        FROM sightings SEMI JOIN released_posts USING (post_key)
        ORDER BY post_key, observed_at, source, sha256
    """,
    "mentions": """
        SELECT m.* EXCLUDE (run) REPLACE (
                coalesce(told.merged_into, m.claim) AS claim,
                quote_start::BIGINT AS quote_start, quote_end::BIGINT AS quote_end
            ),
            p.platform, p.created_at,
            coalesce(p.created_at, p.first_observed_at) AS seen_at
        FROM mentions AS m JOIN released_posts AS p USING (post_key)
        LEFT JOIN merged_claims AS told ON told.claim = m.claim
        ANTI JOIN claims_set_aside AS aside ON aside.claim = m.claim
        ORDER BY m.topic, claim, m.post_key, m.field, m.quote_start, m.mention
    """,
    "frame_reviews": """
        SELECT review, post_key, topic, decision, read_json->>'field' AS field,
            read_json->>'quote' AS quote, json_array_length(frames_json)::BIGINT AS frames,
            reason, reviewed_by, reviewed_at, extraction
        FROM frame_reviews SEMI JOIN released_posts USING (post_key)
        WHERE topic IN (SELECT unnest(getvariable('topics')))
        ORDER BY post_key, reviewed_at, review
    """,
    "authors": """
        SELECT author_key, platform, id, handle, display_name, followers, credential, observed_at
        FROM authors
        WHERE author_key IN (SELECT author_key FROM released_posts)
        QUALIFY row_number() OVER (
            PARTITION BY author_key
            ORDER BY observed_at_source = 'import', observed_at DESC, followers DESC NULLS LAST, showing
        ) = 1
        ORDER BY author_key
    """,
}

TABLES = {
    "trend": """
        SELECT topic, p.platform, t.tag, p.created_at::DATE AS day, count(*) AS posts,
            sum(p.views)::BIGINT AS views, count(p.views) AS posts_with_views
        FROM (SELECT *, unnest(topics) AS topic FROM released_posts) AS p
        JOIN post_tags AS t USING (post_key)
        WHERE p.created_at IS NOT NULL
        GROUP BY ALL ORDER BY ALL
    """,
    "topic_days": """
        SELECT topic, platform, created_at::DATE AS day, count(*) AS posts,
            sum(views)::BIGINT AS views, count(views) AS posts_with_views
        FROM (SELECT *, unnest(topics) AS topic FROM released_posts)
        WHERE created_at IS NOT NULL
        GROUP BY ALL ORDER BY ALL
    """,
    "claim_days": """
        SELECT topic, claim, platform, seen_at::DATE AS day, count(*) AS mentions,
            count(*) FILTER (stance = 'denies') AS denials
        FROM released_mentions GROUP BY ALL ORDER BY ALL
    """,
    "readings": """
        SELECT topic, r.outcome, p.platform, coalesce(p.lang, '') AS lang, count(*) AS posts
        FROM readings AS r JOIN posts AS p USING (post_key)
        WHERE topic IN (SELECT unnest(getvariable('topics')))
        GROUP BY ALL ORDER BY ALL
    """,
    "tag_sightings": """
        SELECT DISTINCT platform, tag, observed_at, source, views, posts, count_quantum, sha256
        FROM tag_sightings ORDER BY platform, tag, observed_at, source, sha256
    """,
    "coverage": """
        SELECT platform, day, newest.status AS status, newest.note AS note
        FROM (
            SELECT platform, day, arg_max({'status': status, 'note': note},
                (run, status, coalesce(note, ''))) AS newest
            FROM coverage GROUP BY platform, day
        )
        ORDER BY platform, day
    """,
    "removals": """
        SELECT platform, reason, removed_at::DATE AS day, count(*) AS posts
        FROM tombstones GROUP BY ALL ORDER BY ALL
    """,
    "runs": """
        SELECT run, stage, command, started_at, ended_at, ending, reason, code_version
        FROM runs WHERE ending <> 'running' ORDER BY started_at, run
    """,
    "run_counts": """
        SELECT c.run, c.subject, c.measure, c.reason, c.amount
        FROM run_counts AS c JOIN runs AS r USING (run)
        WHERE r.ending <> 'running' ORDER BY ALL
    """,
}

# What mentions say of each claim, for the claims table.
CLAIM_COUNTS = """
    SELECT claim, count(*) AS mentions, count(DISTINCT post_key) AS posts,
        list(DISTINCT platform ORDER BY platform) AS platforms,
        count(*) FILTER (stance = 'asserts') AS asserted,
        count(*) FILTER (stance = 'denies') AS denied,
        count(*) FILTER (stance = 'questions') AS questioned,
        count(*) FILTER (stance = 'reports') AS reported,
        count(*) FILTER (personal) AS personal,
        min(seen_at) AS first_seen_at, max(seen_at) AS last_seen_at,
        min(seen_at) FILTER (stance = 'denies') AS first_denied_at
    FROM released_mentions GROUP BY claim
"""
