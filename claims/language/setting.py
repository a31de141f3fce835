"""Where a claim stands: which activity it speaks of, and what it is compared with."""

from __future__ import annotations

import re
from functools import cache

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.parse import Mark, Parsed
from claims.records import Comparator, TextFields
from claims.topics import Topic

_BETWEEN = 6
_AFTER_THAN = 8
_AFTER_COMPARED = 7
_OTHER_FORMS = word_class("setting.other_forms")
_PLAIN = frozenset(("normal", "regular", "ordinary", "usual", "normally"))
_COMPARING = word_class("setting.comparing")
_THAN = frozenset(("than", "vs", "versus", "vs.", "unlike", "v"))
_TAG = re.compile(r"#(\w+)")
_AT_SAME = frozenset(("given", "same", "any", "either"))
_MATCHED = frozenset(("pace", "speed", "distance", "effort", "way"))


class Activities:
    """The activities that a post names, field by field, in order."""

    def __init__(self, topic: Topic, post: TextFields) -> None:
        self.topic = topic
        self.open_key = topic.unnamed_activity
        self.named: list[str] = []
        self.usual_forms: list[str] = []
        self.on_topic = topic.holds(post)
        tags = _activities_of_tags(topic)
        self.tagged = [tags[tag] for tag in _tags(post) if tag in tags]

    def read(self, parsed: Parsed) -> None:
        """Mark the activities of a field, those said in two pieces included."""
        marks = self._plain(parsed) + self._in_pieces(parsed)
        other = parsed.marks.get("other_meaning", [])
        kept = [m for m in marks if not any(o.start <= m.start and m.end <= o.end for o in other)]
        parsed.marks["activity"] = sorted(kept, key=lambda mark: mark.start)
        self.named += [mark.concept.name for mark in parsed.marks["activity"]]
        self._note_usual_forms(parsed)
        self.on_topic = self.on_topic or _compares_with_usual(parsed)

    def _plain(self, parsed: Parsed) -> list[Mark]:
        return list(parsed.marks.get("activity", ()))

    def _in_pieces(self, parsed: Parsed) -> list[Mark]:
        """ "run the whole thing backwards": a verb, and its manner within a few words."""
        found = []
        for verb in parsed.marks.get("activity_verb", ()):
            near = parsed.marks_in("activity_manner", verb.end, verb.end + _BETWEEN + 1)
            for manner in near:
                same = verb.concept.name == manner.concept.name
                if same and "." not in parsed.words[verb.end : manner.start]:
                    found.append(Mark(verb.start, manner.end, verb.concept))
                    break
        return found

    def of(self, sentence: Sentence, event: Event) -> str:
        """The activity an event speaks of: named beside it, before it, or by the post at all."""
        if any(mark.concept.name != self.open_key for mark in sentence.marks("activity")):
            return self._nearest(sentence, event)
        before = sentence.parsed.marks_in("activity", 0, event.start)
        for mark in reversed(before):
            if mark.concept.name != self.open_key:
                return mark.concept.name
        return self._by_usual() or self.of_post()

    def _by_usual(self) -> str | None:
        """ "the cost of walking forward" in a post that names no form speaks of walking."""
        if any(key != self.open_key for key in (*self.named, *self.tagged)):
            return None
        return next(iter(self.usual_forms), None)

    def _note_usual_forms(self, parsed: Parsed) -> None:
        for mark in parsed.marks.get("usual", ()):
            words = set(parsed.words[mark.start : mark.end])
            of_form = [a.key for a in self.topic.activities if not words.isdisjoint(a.verbs)]
            self.usual_forms += of_form[:1]

    def _nearest(self, sentence: Sentence, event: Event) -> str:
        marks = [mark for mark in sentence.marks("activity") if mark.concept.name != self.open_key]
        return min(marks, key=lambda mark: abs(mark.start - event.start)).concept.name

    def of_post(self) -> str:
        """The activity of the post as a whole."""
        for key in (*self.named, *self.tagged):
            if key != self.open_key:
                return key
        return self.open_key


def _compares_with_usual(parsed: Parsed) -> bool:
    """Whether a field that may name no activity names its usual form: "than walking forward"."""
    if any(mark.end - mark.start > 1 for mark in parsed.marks.get("usual", ())):
        return True
    return any(
        not _THAN.isdisjoint(parsed.words[max(mark.start - 3, 0) : mark.start])
        for mark in parsed.marks.get("usual_after_than", ())
    )


@cache
def _activities_of_tags(topic: Topic) -> dict[str, str]:
    """Which activity a hashtag names: its words run together, or a verb in a tag of the topic."""
    found: dict[str, str] = {}
    for activity in topic.activities:
        tags = [tag for tag in topic.hashtags if any(verb in tag for verb in activity.verbs)]
        joined = [word.replace(" ", "") for word in activity.words]
        found |= {tag: activity.key for tag in (*tags, *joined) if tag not in found}
    return found


def _tags(post: TextFields) -> list[str]:
    found = [tag.casefold().lstrip("#") for tag in post.hashtags]
    return found + [
        tag for text in post.fields.values() if "#" in text for tag in _TAG.findall(text.casefold())
    ]


def comparator_of(
    sentence: Sentence, event: Event, own: tuple[int, int], *, field_usual: bool
) -> Comparator:
    """What the claim compares with; words outside tokens `own` speak of other claims."""
    since, until = own
    if event.quantity is not None and event.quantity.kind == "equivalence":
        return "usual"
    if event.rule == "same-effort":
        return "usual"
    if event.quantity is not None and "two_levels" in event.quantity.flags:
        return _between_levels(event.quantity.flags)
    if any(mark.start < until for mark in sentence.marks("comparator_other")):
        return "other"
    if _names_usual(sentence, event, since, until):
        return "usual"
    if _names_other(sentence, event, until):
        return "other"
    if _is_before_and_after(sentence, event):
        return "none"
    return "usual" if field_usual else "unspecified"


def _between_levels(flags: tuple[str, ...]) -> Comparator:
    """ "290 without, 320 with" compares two ways of moving, "from 68 to 61" two times."""
    if "compared" not in flags:
        return "none"
    return "other" if "against_other" in flags else "usual"


def _names_usual(sentence: Sentence, event: Event, since: int, until: int) -> bool:
    words = sentence.words
    for mark in sentence.marks("usual_after_than"):
        before = words[max(sentence.start, mark.start - _AFTER_THAN) : mark.start]
        if event.at <= mark.start < until and not _THAN.isdisjoint(before):
            return True
    for mark in sentence.marks("usual"):
        if not since <= mark.start < until or _is_the_outcome(sentence, mark):
            continue
        before = words[max(sentence.start, mark.start - _AFTER_COMPARED) : mark.start]
        if not _COMPARING.isdisjoint(before) or mark.start < event.start:
            return True
        told_apart = event.quantity is not None or event.sense == "same"
        if told_apart or not _PLAIN.isdisjoint(words[mark.start : mark.end]):
            return True
    return _at_matched_speed(sentence, event, until)


def _at_matched_speed(sentence: Sentence, event: Event, until: int) -> bool:
    """ "at any given pace", "per mile either way": the other side is the usual form."""
    words = sentence.words[event.end : min(until, event.end + _AFTER_COMPARED)]
    return words[:1] == ["at"] and not _AT_SAME.isdisjoint(words) and not _MATCHED.isdisjoint(words)


def _names_other(sentence: Sentence, event: Event, until: int) -> bool:
    """ "harder than running", "as much as squats" where neither is the usual form."""
    words = sentence.words
    marks = {mark.start for mark in sentence.marks("other_activity")}
    for index in range(event.at, min(until, sentence.end) - 1):
        if words[index] not in ("than", "as", "to") or (
            words[index] == "to" and words[index - 1] != "compared"
        ):
            continue
        near = range(index + 1, min(index + 5, sentence.end))
        if any(place in marks or words[place] in _OTHER_FORMS for place in near):
            return True
    return False


def _is_the_outcome(sentence: Sentence, mark: Mark) -> bool:
    """ "a better forward runner": the usual form is what is improved."""
    return any(group.start <= mark.start < group.end for group in sentence.groups)


def _is_before_and_after(sentence: Sentence, event: Event) -> bool:
    if any(_beside(mark, event) for mark in sentence.marks("comparator_none")):
        return True
    return event.quantity is not None and _after_a_while(sentence, event)


def _beside(mark: Mark, event: Event) -> bool:
    return mark.start - event.end <= _SOON_AFTER and event.start - mark.end <= _SHORTLY_BEFORE


_SOON_AFTER = 8
_SHORTLY_BEFORE = 16
_SPANS = word_class("setting.spans")


def _after_a_while(sentence: Sentence, event: Event) -> bool:
    """ "a twelve percent gain after four weeks": a result against the time before."""
    words = sentence.words[sentence.start : sentence.end]
    return (
        any(
            word in ("after", "in", "over") and not _SPANS.isdisjoint(words[index + 1 : index + 4])
            for index, word in enumerate(words)
        )
        and event.tense != "base"
    )
