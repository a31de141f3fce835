"""Verbs turned on their object: "your calves get cooked", "the joint is loaded less"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claims.language.classes import word_class
from claims.language.clauses import Sentence, is_verb
from claims.language.lexicon import Concept, Mark
from claims.language.rows import Cue, Sense

_AUXILIARIES = word_class("passives.auxiliaries")
_ADVERBS = word_class("passives.adverbs")
# "gets squeezed less": the amount behind the verb turns what it says.
_LESSENED: dict[Sense, Sense] = {
    "loads": "spares",
    "works": "less",
    "hurts": "fixes",
    "worse": "better",
}
_BACK = 5
_NEAR = 2


def passive(sentence: Sentence, mark: Mark) -> Mark | None:
    """A verb as a state of what stands before it; none where no auxiliary makes it one."""
    if not is_verb(mark) or mark.concept.tense != "past" or not _has_auxiliary(sentence, mark):
        return None
    following = sentence.words[mark.end : min(mark.end + _NEAR, sentence.end)]
    return Mark(mark.start, mark.end, _as_state(mark.concept, lessened="less" in following))


def _has_auxiliary(sentence: Sentence, mark: Mark) -> bool:
    for index in range(mark.start - 1, max(sentence.start, mark.start - _BACK) - 1, -1):
        word = sentence.words[index]
        if word in _AUXILIARIES:
            return True
        if word not in _ADVERBS and not word.endswith("ly"):
            return False
    return False


@cache
def _as_state(concept: Concept, *, lessened: bool) -> Concept:
    cue = concept.meaning
    if not isinstance(cue, Cue):
        raise TypeError(f"{concept.name} is no cue")
    senses = tuple(_LESSENED.get(s, s) if lessened else s for s in cue.senses)
    return replace(concept, tense="", meaning=replace(cue, senses=senses, side="left"))
