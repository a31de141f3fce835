"""Subject matter as data: topics, outcomes, patterns, evidence, demo posts."""
