"""Evidence, matching, verdicts, pictures."""
