"""The forms a verb takes, so that the word lists name each verb once."""

from __future__ import annotations

_IRREGULAR = {
    "beat": ("beat", "beaten"),
    "bite": ("bit", "bitten"),
    "become": ("became", "become"),
    "bring": ("brought",),
    "blow": ("blew", "blown"),
    "build": ("built",),
    "burn": ("burned", "burnt"),
    "come": ("came", "come"),
    "cut": ("cut",),
    "do": ("did", "done"),
    "drive": ("drove", "driven"),
    "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"),
    "feel": ("felt",),
    "fight": ("fought",),
    "freeze": ("froze", "frozen"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "grind": ("ground",),
    "grow": ("grew", "grown"),
    "have": ("had",),
    "hit": ("hit",),
    "hold": ("held",),
    "hurt": ("hurt",),
    "keep": ("kept",),
    "lead": ("led",),
    "lean": ("leaned", "leant"),
    "light": ("lit", "lighted"),
    "leave": ("left",),
    "let": ("let",),
    "lose": ("lost",),
    "make": ("made",),
    "mean": ("meant",),
    "melt": ("melted",),
    "overcome": ("overcame", "overcome"),
    "overload": ("overloaded",),
    "pay": ("paid",),
    "put": ("put",),
    "rebuild": ("rebuilt",),
    "rise": ("rose", "risen"),
    "run": ("ran", "run"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "send": ("sent",),
    "set": ("set",),
    "shake": ("shook", "shaken"),
    "shed": ("shed",),
    "shrink": ("shrank", "shrunk"),
    "sink": ("sank", "sunk"),
    "spend": ("spent",),
    "strip": ("stripped",),
    "swell": ("swelled", "swollen"),
    "sweat": ("sweated", "sweat"),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "tear": ("tore", "torn"),
    "undo": ("undid", "undone"),
    "unwind": ("unwound",),
    "wake": ("woke", "woken"),
    "wear": ("wore", "worn"),
}
# Verbs of one syllable, or stressed on the last, that double their last letter.
_DOUBLING = frozenset(
    [
        "stop",
        "drop",
        "trim",
        "shed",
        "cut",
        "hit",
        "zap",
        "rip",
        "strip",
        "tap",
        "get",
        "put",
        "run",
        "set",
        "jar",
        "whip",
        "let",
        "quit",
        "slim",
        "grip",
        "tip",
        "trap",
        "wrap",
        "slip",
        "strip",
        "skip",
        "hop",
        "snap",
        "lap",
        "rehab",
        "step",
        "shred",
    ]
)
_VOWELS = frozenset("aeiou")


def verb_forms(phrase: str) -> dict[str, str]:
    """Each form of a verb phrase and its tense: base, s, ing or past; the first word carries it."""
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = {verb: "base", _third_person(verb): "s", _participle(verb): "ing"}
    forms |= {past: "past" for past in _past(verb) if past not in forms}
    clipped = _participle(verb)[:-1]
    return {form + tail: tense for form, tense in (forms | {clipped: "ing"}).items()}


def ceased_forms(phrase: str) -> list[str]:
    """The ways to say that something is done no more: "don't ache", "stopped aching", "aches less"."""
    by_tense: dict[str, list[str]] = {}
    for form, tense in verb_forms(phrase).items():
        by_tense.setdefault(tense, []).append(form)
    base, past = by_tense["base"], by_tense.get("past", by_tense["base"])
    present, ongoing = [*base, *by_tense["s"]], by_tense["ing"]
    return [
        f"{before} {form}"
        for befores, forms in (
            (_DENYING, base),
            (_SELDOM, present),
            (_NOT_YET, past),
            (_ENDING, ongoing),
        )
        for before in befores
        for form in forms
    ] + [f"{form} less" for form in (*present, *ongoing)]


_DENYING = ("don't", "doesn't", "didn't", "won't", "do not", "does not", "did not")
_SELDOM = ("no longer", "never", "barely", "hardly", "rarely")
_NOT_YET = ("hasn't", "haven't", "has not", "have not", "hasn't once", "haven't once", "never")
_ENDING = (
    *("stopped", "stops", "quit", "ceased", "isn't", "aren't", "wasn't", "is not", "are not"),
    *("no longer", "is no longer", "are no longer"),
)


def _ends_in_consonant_and_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def _third_person(verb: str) -> str:
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ies"
    if verb.endswith(("s", "sh", "ch", "x", "z")) or verb in ("do", "go", "undo"):
        return f"{verb}es"
    return f"{verb}s"


def _participle(verb: str) -> str:
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}ing"


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _DOUBLING:
        return (f"{verb}{verb[-1]}ed",)
    if _ends_in_consonant_and_y(verb):
        return (f"{verb[:-1]}ied",)
    return (f"{verb}d" if verb.endswith("e") else f"{verb}ed",)
