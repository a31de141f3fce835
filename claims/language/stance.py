"""Who stands behind a claim and how firmly: denial, question, source, hedge, own result, joke."""

from __future__ import annotations

from dataclasses import dataclass

from claims.language.events import Event, Sentence
from claims.language.parse import Mark, Parsed
from claims.records import Stance

_CLOSING = 4
# A negation reaches this many tokens to the words it denies.
_REACH = 9
_QUESTION_WORDS = frozenset(
    "do does did is are can could will would has have should was were".split()
)
_ASKERS = frozenset("how why what which".split())
_OPENERS = frozenset(
    "so but and wait ok okay also like um uh hey guys omg lol hmm then or cause because question genuine serious honest hi hello yo well just yeah".split()
)
_SUBJECTS = frozenset(
    "it this that these those you u we they i he she walking running backward backwards retro reverse jogging anyone anybody your my the doing there going someone people somebody a".split()
)
_YES = frozenset(("yes", "yep", "yeah", "yup", "absolutely", "correct", "true", "definitely"))
_NO = frozenset(("no", "nope", "nah"))
_PAST_FIRST = frozenset(
    "lost burned burnt gained dropped shaved added cut felt saw noticed went got improved reduced fixed".split()
)
_PRESENT = frozenset("is are does do will can makes gives gets has have".split())


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a claim concerns its speaker."""

    stance: Stance = "asserts"
    hedged: bool = False
    personal: bool = False


def is_blocked(sentence: Sentence, event: Event) -> bool:
    """Whether the words are advice, a wish or a joke instead of a claim."""
    if sentence.marks("joke"):
        return True
    for mark in sentence.marks("wish"):
        if mark.start <= event.at:
            return True
    return any(_instructs(sentence, mark, event) for mark in sentence.marks("instruction"))


def _instructs(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """An imperative right where its clause begins: "keep your core engaged"."""
    if not mark.start <= event.start <= mark.end + 1:
        return False
    before = sentence.words[mark.start - 1] if mark.start > sentence.start else ""
    return before in _CLAUSE_EDGES or not before[:1].isalpha()


_CLAUSE_EDGES = frozenset(
    ("", "and", "then", "just", "so", "but", "also", "to", "please", "um", "uh", "always")
)


def standing(sentence: Sentence, event: Event) -> Standing:
    """The standing of an event from the words of its own sentence."""
    hedged = _is_hedged(sentence, event)
    personal = _is_personal(sentence, event)
    if _is_denied(sentence, event):
        return Standing("denies", hedged, personal)
    if _is_asked(sentence, event):
        return Standing("questions", hedged, personal)
    if _is_reported(sentence, event):
        return Standing("reports", hedged, personal)
    return Standing("asserts", hedged, personal)


# ---- denial


def _is_denied(sentence: Sentence, event: Event) -> bool:
    if event.no_effect:
        return True
    if any(mark.start >= event.end for mark in sentence.marks("negation_post")):
        return True
    if any(mark.start >= event.end and _closes(sentence, mark) for mark in sentence.marks("debunk_post")):
        return True
    if any(mark.end <= event.start + 1 for mark in _live(sentence, "debunk_pre")):
        return True
    return _is_negated(sentence, event)


def _closes(sentence: Sentence, mark: Mark) -> bool:
    """Whether nothing but small talk follows: "burns ten times more no it does not okay"."""
    following = sentence.words[mark.end : min(mark.end + 1, sentence.end)]
    return not following or following[0] in _SMALL_TALK or not following[0][:1].isalnum()


_SMALL_TALK = frozenset("okay ok lol so and but um uh stop please people y'all folks sorry period that this guys".split())


def _is_negated(sentence: Sentence, event: Event) -> bool:
    for mark in _live(sentence, "negation_pre"):
        if not _before(sentence, mark, event):
            continue
        if sentence.words[mark.start] == "no" and mark.end == event.start and event.sense == "less":
            continue
        if not _ended(sentence, mark.end, event.at):
            return True
    return False


def _before(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """Whether a negation stands before the words of direction, or between them and their target."""
    if mark.end <= event.at:
        return event.at - mark.end < _REACH
    return event.start < mark.start and mark.end <= event.end and event.at >= mark.end


def _live(sentence: Sentence, kind: str) -> list[Mark]:
    """The marks of a kind that no pseudo-negation covers."""
    marks = sentence.marks(kind)
    if not marks:
        return []
    pseudo = sentence.marks("negation_pseudo")
    return [m for m in marks if not any(p.start <= m.start and m.end <= p.end for p in pseudo)]


def _ended(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the reach of a negation ends between two tokens."""
    if any(start <= mark.start < end for mark in sentence.marks("terminator")):
        return True
    return any(word in (",", ".", ";", ":", "!", "?", "(") for word in sentence.words[start:end])


# ---- question


def _is_asked(sentence: Sentence, event: Event) -> bool:
    if _pseudo_question(sentence, event):
        return False
    if any(mark.start <= event.at and not mark.concept.weak for mark in sentence.marks("question")):
        return True
    if _inverted(sentence, event):
        return True
    asks = _last_word(sentence) == "?"
    if not asks:
        return False
    if any(mark.start <= event.at for mark in sentence.marks("question")):
        return True
    return (
        bool(sentence.marks("activity"))
        and event.start > sentence.start
        and _has_finite_verb(sentence, event)
    )


def _pseudo_question(sentence: Sentence, event: Event) -> bool:
    return any(mark.start <= event.at for mark in sentence.marks("question_pseudo")) and not any(
        mark.concept.name == "asking" and mark.start <= event.at and not mark.concept.weak
        for mark in sentence.marks("question")
    )


def _inverted(sentence: Sentence, event: Event) -> bool:
    """ "does it burn", "is walking backwards good": a verb before its subject opens the clause."""
    for mark in sentence.marks("question_start"):
        if mark.start > event.at or mark.start + 1 >= sentence.end:
            continue
        if not _opens(sentence, mark.start):
            continue
        word, following = sentence.words[mark.start], sentence.words[mark.start + 1]
        if word in _QUESTION_WORDS and (
            following in _SUBJECTS or _activity_at(sentence, mark.start + 1)
        ):
            if word == "did" and following != "you":
                return _last_word(sentence) == "?"
            return not (word == "do" and following not in ("you", "u", "we", "they", "i", "people"))
        if word in _ASKERS and following in _QUESTION_WORDS and _last_word(sentence) == "?":
            return True
    return False


def _opens(sentence: Sentence, index: int) -> bool:
    before = sentence.words[sentence.start : index]
    return all(word in _OPENERS or not word[:1].isalpha() for word in before[-3:])


def _activity_at(sentence: Sentence, index: int) -> bool:
    return any(mark.start == index for mark in sentence.marks("activity"))


def _last_word(sentence: Sentence) -> str:
    for word in reversed(sentence.words[sentence.start : sentence.end]):
        if word == "?":
            return word
        if word[:1].isalnum():
            return word
    return ""


def _has_finite_verb(sentence: Sentence, event: Event) -> bool:
    return event.tense in ("s", "base") or not _PRESENT.isdisjoint(
        sentence.words[sentence.start : event.end]
    )


# ---- source, hedge, own result


def _is_reported(sentence: Sentence, event: Event) -> bool:
    if any(mark.start <= event.at for mark in _sources(sentence)):
        return True
    # "…, says the piece": a source named afterwards closes the sentence.
    return any(
        mark.start >= event.end - 1 and mark.end >= sentence.end - _CLOSING
        for mark in sentence.marks("attribution_post")
    )


def _sources(sentence: Sentence) -> list[Mark]:
    """Sources that say something: a weak one ("my PT") needs a verb of saying beside it."""
    marks = sentence.marks("attribution")
    strong = [mark for mark in marks if not mark.concept.weak]
    words = sentence.words
    return strong or [
        m for m in marks if _SAYING.intersection(words[m.start : min(m.end + 5, sentence.end)])
    ]


_SAYING = frozenset(
    "says said say claims claimed claim told tells swears insists found finds shows showed reported suggests recommended recommends according reckons thinks mentioned published".split()
)


def _is_hedged(sentence: Sentence, event: Event) -> bool:
    return any(
        not mark.concept.weak and mark.start <= event.end and _near(sentence, mark, event)
        for mark in sentence.marks("hedge")
    )


def _near(sentence: Sentence, mark: Mark, event: Event) -> bool:
    return mark.end > event.start or not any(
        mark.end <= other.start < event.start
        and sentence.words[other.start] in ("but", "however", "although", "so", "because", "since")
        for other in sentence.marks("terminator")
    )


def _is_personal(sentence: Sentence, event: Event) -> bool:
    """Told as the speaker's own result: "my", "me" or "I" where the claim stands, not a prediction."""
    words = sentence.words
    if not _FUTURE.isdisjoint(words[max(sentence.start, event.at - 4) : event.at]):
        return False
    first = max(sentence.start, event.start - _BESIDE)
    own = _own_marks(sentence)
    for index in range(event.end, min(event.end + 2, sentence.end)):
        if words[index] == "me" or words[index : index + 2] == ["for", "me"]:
            return True
    if any(first <= mark.start < event.end and words[mark.start] in _POSSESSIVES for mark in own):
        return True
    return _first_person_subject(sentence, event, own) or _elided_subject(sentence, event)


_FUTURE = frozenset(("will", "'ll", "ll", "going", "gonna", "gon", "would"))
_POSSESSIVES = frozenset(("my", "mine", "me", "myself", "our"))
_BESIDE = 2
_OTHER_SUBJECTS = frozenset("it you he she they this that these u people it's which your".split())


def _own_marks(sentence: Sentence) -> list[Mark]:
    pseudo = sentence.marks("personal_pseudo")
    marks = sentence.marks("personal")
    return [m for m in marks if not any(p.start <= m.start < p.end for p in pseudo)]


def _first_person_subject(sentence: Sentence, event: Event, own: list[Mark]) -> bool:
    """Whether "I" is the nearest subject before the words of direction."""
    starts = {mark.start for mark in own}
    named = {mark.start for mark in sentence.marks("activity")}
    for index in range(event.at - 1, sentence.start - 1, -1):
        word = sentence.words[index]
        if word == "i" and index in starts:
            return True
        if word in _OTHER_SUBJECTS or index in named or word in _CLAUSE_BREAKS:
            return False
    return False


_CLAUSE_BREAKS = frozenset((".", "!", "?", ";", ":", "but", "because", "so", "which", "(", ")", "or"))


def _elided_subject(sentence: Sentence, event: Event) -> bool:
    """ "tried it, lost 10 lbs": a past verb that opens its clause leaves out "I"."""
    if event.tense != "past" or event.at != event.start or event.from_left:
        return False
    before = sentence.words[event.at - 1] if event.at > sentence.start else ""
    opens = before in ("", ",", "and", "then", "\n", "-") or not before[:1].isalnum()
    others = _OTHER_SUBJECTS.isdisjoint(sentence.words[sentence.start : event.at])
    return opens and others and not _names_activity_first(sentence, event)


def _names_activity_first(sentence: Sentence, event: Event) -> bool:
    return any(sentence.start <= mark.start < event.at for mark in sentence.marks("activity"))


def corrected(parsed: Parsed, sentence: Sentence) -> Stance | None:
    """What a sentence that answers the one before makes of its claim: denied, or confirmed."""
    for mark in sentence.marks("debunk_post"):
        if mark.start <= sentence.start + 2:
            return "denies"
    opening = parsed.words[sentence.start : sentence.start + 2]
    if opening and opening[0] in _YES:
        return "asserts"
    if opening and opening[0] in _NO and len(opening) > 1:
        return "denies"
    return None
