"""A paper as catalogues list it: the one record that every catalogue's answer becomes."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import PipelineError

# Of what a notice can say, what takes a paper out of the record, and what brings it back.
_WITHDRAWS = ("retract", "withdraw", "removal")
_RESTORES = ("reinstate",)
# Words of a catalogue's list of publication types, and the design class they stand for.
_DESIGNS = (
    ("meta-analysis", "meta_analysis"),
    ("randomized controlled trial", "rct"),
    ("systematic review", "review"),
    ("review", "review"),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A later notice on a paper: what it says, since when, where, and who recorded it."""

    kind: str
    on: str | None = None
    doi: str | None = None
    source: str | None = None

    @property
    def withdraws(self) -> bool:
        """Whether it takes the paper back, in whole."""
        kind = self.kind.casefold()
        return "partial" not in kind and any(word in kind for word in _WITHDRAWS)

    @property
    def restores(self) -> bool:
        """Whether it undoes an earlier withdrawal."""
        return any(word in self.kind.casefold() for word in _RESTORES)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is listed of a paper; whatever a catalogue does not say is None or empty."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    abstract: str | None = None
    kinds: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    listed_by: tuple[str, ...] = ()

    @property
    def retracted(self) -> bool:
        """Whether any catalogue says that it was taken back, and none later that it was restored."""
        marked = any("retracted publication" in kind.casefold() for kind in self.kinds)
        return marked or is_withdrawn(self.notices)

    @property
    def ids(self) -> frozenset[str]:
        """What tells it from other papers, comparable between catalogues."""
        doi = (f"doi:{self.doi.casefold()}",) if self.doi else ()
        return frozenset((*doi, *((f"pmid:{self.pmid}",) if self.pmid else ())))

    @property
    def design_class(self) -> str | None:
        """The design class that the catalogue's own publication types stand for."""
        kinds = {kind.casefold() for kind in self.kinds}
        return next((design for word, design in _DESIGNS if word in kinds), None)


def is_withdrawn(notices: Iterable[Notice]) -> bool:
    """Whether the last word on a paper is that it was taken back."""
    dated = sorted(notices, key=lambda notice: notice.on or "")
    last = [notice for notice in dated if notice.withdraws or notice.restores]
    return bool(last) and last[-1].withdraws


def joined(first: Paper, second: Paper) -> Paper:
    """One paper of two listings: the first's words, and the second's where the first has none."""
    lists = {
        name: tuple(dict.fromkeys((*getattr(first, name), *getattr(second, name))))
        for name in ("kinds", "notices", "listed_by")
    }
    values = {
        field.name: getattr(first, field.name) or getattr(second, field.name)
        for field in dataclasses.fields(Paper)
    }
    return Paper(**(values | lists))


def journal_line(
    name: str | None, volume: str | None, issue: str | None, pages: str | None
) -> str | None:
    """Where it stands, in one line: Journal 12(3):45-67."""
    if name is None:
        return None
    number = f"{volume or ''}{f'({issue})' if issue else ''}"
    place = f"{number}:{pages}" if number and pages else number or (pages or "")
    return f"{name} {place}".strip()


def author(family: str | None, given: str | None, whole: str | None = None) -> str | None:
    """A person as "Doe JR"; a group by its name."""
    if family is None:
        return whole or given
    parts = re.findall(r"[^\W\d_]+", given or "")
    # "JR" stands for two names already, "Jane" for one.
    letters = "".join(part if part.isupper() and len(part) <= 3 else part[0] for part in parts)
    return f"{family} {letters.upper()}".strip()


def key_of(paper: Paper) -> str:
    """The key of its study file: the first author's family name and the year."""
    family = paper.authors[0].rpartition(" ")[0] or paper.authors[0] if paper.authors else ""
    slug = re.sub(r"[^a-z0-9]+", "-", _plain_letters(family)).strip("-")[:40].strip("-")
    if not slug or paper.year is None:
        missing = "year" if slug else "author whose name gives a key"
        raise PipelineError(
            f"the catalogues list no {missing} for {paper.doi or paper.pmid}.",
            f"give the key yourself: retrograde evidence new doe-2020 {option_for(paper)}",
        )
    return f"{slug}-{paper.year}"


def option_for(paper: Paper) -> str:
    """The option of `evidence new` that finds a paper again."""
    return f"--doi {paper.doi}" if paper.doi else f"--pmid {paper.pmid}"


def _plain_letters(text: str) -> str:
    for letter, plain in (("ø", "o"), ("ł", "l"), ("ß", "ss"), ("æ", "ae"), ("đ", "d"), ("ı", "i")):
        text = text.casefold().replace(letter, plain)
    parts = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
