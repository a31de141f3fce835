"""The commented file that a new study starts from, with every allowed word beside its key."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from claims.errors import ClaimsError
from claims.evidence.rules import load_rules
from claims.evidence.writer import skeleton, toml_value
from claims.topics import load_topic

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FINDING = "\n[[finding]]\n"
# One line of the skeleton: a key, given or commented out, and the words allowed for it.
_LINE = re.compile(r"(?:# )?(?P<name>\w+) = .*?(?P<allowed>\s{2,}#.*)?")


def prefilled_skeleton(
    key: str, topic: str, values: Mapping[str, object], *, abstract: str | None = None
) -> str:
    """A skeleton with what is known of the paper; its findings are left to whoever reads it."""
    head, _, finding = skeleton_of(key, topic).partition(_FINDING)
    unplaced = dict(values)
    lines = [_filled(line, unplaced) for line in head.splitlines()]
    if unplaced:
        raise KeyError(f"the skeleton has no line for {', '.join(unplaced)}")
    return "\n".join((*lines, *_abstract(abstract), *_example(finding), ""))


def _filled(line: str, values: dict[str, object]) -> str:
    found = _LINE.fullmatch(line)
    if found is None or found["name"] not in values:
        return line
    written = f"{found['name']} = {toml_value(values.pop(found['name']))}"
    return f"{written:<43}{found['allowed'].lstrip()}" if found["allowed"] else written


def _abstract(abstract: str | None) -> Iterator[str]:
    """The abstract as a comment, in which TOML suffers no control character."""
    words = " ".join("".join(c if c.isprintable() else " " for c in abstract or "").split())
    if words:
        yield "\n# The abstract, as a catalogue gives it:"
        yield from (f"#   {line}" for line in textwrap.wrap(words, 94))


def _example(finding: str) -> Iterator[str]:
    yield "\n# One block for each measured result. Take the # away and fill it in:"
    yield from (f"# {line}".rstrip() for line in ("[[finding]]", *finding.splitlines()))


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
