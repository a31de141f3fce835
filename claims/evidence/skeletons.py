"""The commented file that a new study starts from, with every allowed word beside its key."""

from __future__ import annotations

import re

from claims.errors import ClaimsError
from claims.evidence.rules import load_rules
from claims.evidence.writer import skeleton
from claims.topics import load_topic

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def skeleton_of(key: str, topic: str) -> str:
    """The skeleton for one study of a topic."""
    if not _KEY.fullmatch(key):
        raise ClaimsError(
            f"{key!r} cannot be the key of a study.",
            "use small letters, digits and hyphens, such as wright-weyand-2001",
        )
    rules, evidence_topics = load_rules(), load_topic(topic).evidence_topics
    return skeleton(
        key,
        evidence_topic=evidence_topics[0] if evidence_topics else topic,
        designs=" | ".join(rules.designs),
        populations=" | ".join(rules.populations),
        qualities=" | ".join(rules.known["quality"]),
        read_as=" | ".join(rules.known["read_as"]),
        modalities=" | ".join(rules.modalities),
        contrasts=" | ".join(rules.contrasts),
        effect_kinds=" | ".join(rules.effect_kinds),
        bases=" | ".join(rules.known["basis"]),
        directions=" | ".join(rules.known["direction"]),
    )
