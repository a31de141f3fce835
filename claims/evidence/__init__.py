"""What is measured: the study library, matching, verdicts and their picture."""
