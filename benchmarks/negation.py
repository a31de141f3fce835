"""How far a denial reaches, on the NegEx test kit: `python -m benchmarks.negation`.

2,376 findings in clinical notes, each marked as affirmed or negated. The reading is the project's
own (claims/language/scopes.py) with the kit's triggers, read where they lie; beside it negspacy,
where it is installed (the extra `peers`).
`--wrong` lists every miss, `--smoke` takes the first 200.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claims.language.scopes import Role, Trigger, Triggers, denial_triggers, find_scopes, reaches

KIT = Path(__file__).resolve().parents[1] / "../shared/datasets/negex"
REACH = 15
_SMOKE = 200
_PUBLISHED = 0.949

_TOKEN = re.compile(r"\w+(?:'\w+)?|[^\w\s]")
_ROW = re.compile(r"(?P<words>[^\t/].*?)\s*\[(?P<tag>[A-Z]+)\]")
# "Possible" triggers (to be ruled out) speak of doubt; the kit counts doubt as affirmed.
_ROLES: dict[str, Role] = {
    "PREN": "before",
    "POST": "after",
    "PSEU": "pseudo",
    "PREP": "pseudo",
    "POSP": "pseudo",
    "CONJ": "end",
}
# A line of the kit often holds several sentences and headings; the original cuts them first.
_BREAKS = (".", ";", ":")

Reader = Callable[["Finding"], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a note, where they stand in its sentence, and whether they are negated there."""

    concept: str
    sentence: str
    spans: tuple[tuple[int, int], ...]
    negated: bool


def read_kit(text: str) -> list[Finding]:
    """The rows of the kit: report, concept, sentence, decision, cut by tabs."""
    return [
        _finding(*(cell.strip() for cell in cells[1:4]))
        for cells in (line.split("\t") for line in text.splitlines()[1:])
        if len(cells) >= 4
    ]


def _finding(concept: str, sentence: str, decision: str) -> Finding:
    concept, sentence = (_unquoted(cell) for cell in (concept, sentence))
    words = re.compile(r"\s+".join(map(re.escape, concept.split())), re.IGNORECASE)
    found = list(words.finditer(sentence))
    # The kit writes the finding it means in capitals; a whole line in capitals has it once.
    marked = [one for one in found if one.group() == one.group().upper()] or found
    return Finding(concept, sentence, tuple(one.span() for one in marked), decision == "Negated")


def _unquoted(cell: str) -> str:
    return cell.strip('"').strip().replace('""', '"')


def read_triggers(text: str) -> Triggers:
    """The triggers of the kit's lexicon, and the marks that end a sentence."""
    rows = [
        Trigger(tuple(_TOKEN.findall(row["words"].lower())), _ROLES[row["tag"]])
        for row in map(_ROW.match, text.splitlines())
        if row
    ]
    return Triggers([*(Trigger((mark,), "end") for mark in _BREAKS), *rows])


def scope_reader(triggers: Triggers) -> Reader:
    """Decides by the scopes of claims/language/scopes.py."""

    def is_negated(finding: Finding) -> bool:
        tokens = list(_TOKEN.finditer(finding.sentence))
        scopes = find_scopes([one.group().lower() for one in tokens], triggers, reach=REACH)
        return any(reaches(scopes, *_tokens_of(tokens, span)) for span in finding.spans)

    return is_negated


def _tokens_of(tokens: Sequence[re.Match[str]], span: tuple[int, int]) -> tuple[int, int]:
    inside = [n for n, one in enumerate(tokens) if one.start() < span[1] and span[0] < one.end()]
    return inside[0], inside[-1] + 1


def negspacy_reader() -> Reader:
    """Decides by negspacy on spaCy's English tokenizer, with its own clinical terms."""
    import spacy
    from spacy.tokens import Span

    # negspacy registers its component and its Span extension when it is imported.
    __import__("negspacy.negation")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    component: Any = nlp.create_pipe("negex")

    def is_negated(finding: Finding) -> bool:
        doc = nlp(finding.sentence)
        spans = (
            doc.char_span(*span, label="FINDING", alignment_mode="expand") for span in finding.spans
        )
        entities: list[Span] = [span for span in spans if span is not None]
        doc.ents = tuple(entities)
        return any(entity._.negex for entity in component(doc).ents)

    return is_negated


def f1(findings: Iterable[Finding], is_negated: Reader, *, wrong: bool = False) -> str:
    """Precision, recall and F1 of "negated", in words."""
    hits = false = missed = 0
    for finding in findings:
        said = is_negated(finding)
        hits += said and finding.negated
        false += said and not finding.negated
        missed += finding.negated and not said
        if wrong and said != finding.negated:
            print(f"    {'too much' if said else 'missed'}: {finding.concept[:50]!r}", end=" ")
            print(f"in {' '.join(finding.sentence.split())[:110]!r}")
    score = 2 * hits / max(2 * hits + false + missed, 1)
    precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
    return f"F1 {score:.3f} (precision {precision:.3f}, recall {recall:.3f})"


def main(arguments: Sequence[str]) -> None:
    """Print the figures, ours and the peer's."""
    if not KIT.is_dir():
        print(f"negex: skipped, no such folder in {KIT.parent.name}/ beside the project")
        return
    text = (KIT / "Annotations-1-120.txt").read_text("latin-1")
    findings = read_kit(text)[: _SMOKE if "--smoke" in arguments else None]
    negated = sum(finding.negated for finding in findings)
    print(f"NegEx kit, {len(findings)} findings, {negated} negated")
    triggers = read_triggers((KIT / "negex_triggers.txt").read_text("latin-1"))
    ours = f1(findings, scope_reader(triggers), wrong="--wrong" in arguments)
    print(f"  our scopes, the kit's triggers:        {ours}")
    print(
        f"  our scopes, our own words for posts:   {f1(findings, scope_reader(denial_triggers()))}"
    )
    if find_spec("negspacy"):
        print(f"  negspacy, its own terms:               {f1(findings, negspacy_reader())}")
    else:
        print("  negspacy: skipped, not installed here", end="; ")
        print(f"published on this kit: F1 {_PUBLISHED}")


if __name__ == "__main__":
    main(sys.argv[1:])
