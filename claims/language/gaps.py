"""The small words between a verb and its object, and those that end its reach."""

from __future__ import annotations

from claims.language.targets import DETERMINERS

PRONOUN_SUBJECTS = frozenset("i he she it they we who".split())
BREAKS = frozenset(
    ". ! ? ; : ( ) \" … • | than that which who because but if when while although though unless so "
    "whereas until where before after since without instead cause".split()
)
JOINING = frozenset((",", "and", "&", "or", "/", "+"))
# An adjective does not reach over these: "less at a comfortable speed".
TIES = frozenset("at for with by on to from into about over during".split())
_COPULAS = (
    "is are was were be been being 's s 're re feel feels felt look looks looked get gets got gotten getting has have had 've "
    "do does did became become becomes stay stays seem seems go goes went end ends will would can could may might must should"
)
_ADVERBS = (
    "so really way much very just actually even literally pretty more most less not n't no too also like um uh kinda basically "
    "completely totally finally already now both all up about around roughly nearly almost well quite super hella definitely "
    "honestly significantly slightly noticeably only constantly always still never far 100 whole entire naturally extra seriously "
    "dramatically massively drastically instantly quickly slowly greatly substantially measurably specifically especially mainly "
    "gonna going additional back out down overall long term total general single leg time first often usually"
)
_OTHERS = (
    "of in on to for with at from into by you me us them people yourself a lot bit little ton tons lots old older stubborn "
    "existing chronic those two three times twice half % percent x - ~ start starts starting help helps helping helped begin "
    "begins able having keep keeps kept made make makes making"
)
FREE = DETERMINERS | frozenset(f"{_COPULAS} {_ADVERBS} {_OTHERS}".split())
