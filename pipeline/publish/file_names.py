"""Names for the files of single claims."""

from __future__ import annotations

import hashlib

_LONGEST = 150


def file_name(prefix: str, claim: str, suffix: str) -> str:
    """A name that every file system can hold, whatever the claim is called."""
    if len(claim.encode()) > _LONGEST:
        cut = claim.encode()[: _LONGEST - 9].decode(errors="ignore")
        claim = f"{cut}-{hashlib.sha256(claim.encode()).hexdigest()[:8]}"
    return f"{prefix}{claim}{suffix}"
