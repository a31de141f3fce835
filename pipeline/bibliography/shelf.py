"""The study files of a folder by what identifies their papers, and the file of a new one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from claims.evidence.skeletons import prefilled_skeleton
from pipeline.atomic import write_text
from pipeline.bibliography.fields import doi_in, number_in
from pipeline.bibliography.paper import Paper, key_of, option_for
from pipeline.errors import PipelineError

_DESIGN_WORDS = {
    "rct": "randomised controlled trial",
    "meta_analysis": "meta-analysis",
    "review": "review",
}


@dataclass(frozen=True, slots=True)
class StudyText:
    """A study file as it stands, and what identifies its paper."""

    path: Path
    text: str
    key: str
    doi: str | None
    pmid: str | None
    retracted: bool

    @property
    def ids(self) -> frozenset[str]:
        """What tells its paper from others, in the form of a paper's own."""
        return Paper(doi=self.doi, pmid=self.pmid).ids


@dataclass(frozen=True, slots=True)
class Draft:
    """A study file about to be written."""

    path: Path
    text: str

    def write(self, *, replace: bool = False) -> None:
        """Write it whole; a file that is there already is only replaced on purpose."""
        if self.path.exists() and not replace:
            raise PipelineError(
                f"{self.path}: there is such a study already; it was left as it is.",
                f"choose another key, or edit it: retrograde evidence show {self.path.stem}",
            )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_text(self.path, self.text)
        except OSError as error:
            raise PipelineError(
                f"{self.path}: cannot be written: {error.strerror}.",
                "make its folder one that you may write into, or pass --root FOLDER",
            ) from error


def read_shelf(root: Path, topic: str | None = None) -> list[StudyText]:
    """The study files of a folder laid out as data/evidence, of one topic or of all."""
    return [study_text_of(path) for path in _paths(root, topic)]


def known_papers(root: Path) -> dict[str, str]:
    """The key of the study that each DOI and PubMed id of the library belongs to.

    A file that cannot be read yet, such as one half filled in, is passed over.
    """
    place = root if root.is_dir() else Path(str(files("data") / "evidence"))
    known: dict[str, str] = {}
    for path in _paths(place, None):
        try:
            study = study_text_of(path)
        except PipelineError:
            continue
        known |= dict.fromkeys(study.ids, study.key)
    return known


def refuse_known(paper: Paper, root: Path) -> None:
    """Stop where the library has the paper, whatever its study is called."""
    known = known_papers(root)
    for identity in sorted(paper.ids & known.keys()):
        owner, number = known[identity], identity.partition(":")[2]
        raise PipelineError(
            f"{number} is in the library already, as {owner}; nothing was written.",
            f"see it: retrograde evidence show {owner}",
        )


def draft_of(paper: Paper, root: Path, topic: str, *, key: str | None, on: date) -> Draft:
    """The file of a paper that the library does not have yet; one that it has is an error."""
    refuse_known(paper, root)
    name = key or key_of(paper)
    path = root / topic / f"{name}.toml"
    if path.exists():
        raise PipelineError(
            f"{path}: there is such a study already, of another paper; it was left as it is.",
            f"give a key of your own: retrograde evidence new {name}-b {option_for(paper)}",
        )
    values = study_values(paper, on)
    return Draft(path, prefilled_skeleton(name, topic, values, abstract=paper.abstract))


def study_values(paper: Paper, on: date) -> Mapping[str, object]:
    """What a catalogue's listing says in the words of a study file; the rest is the reader's."""
    design = paper.design_class
    listed = {
        "title": paper.title or "",
        "authors": paper.authors,
        "year": paper.year,
        "journal": paper.journal,
        "doi": paper.doi,
        "pmid": paper.pmid,
        "pmcid": paper.pmcid,
        "url": paper.url,
        "design": _DESIGN_WORDS.get(design or "", ""),
        "design_class": design or "",
        "quality": "unverified",
        "read_as": "memory",
        "retracted": paper.retracted,
        "retraction_checked_on": on.isoformat(),
    }
    return {name: value for name, value in listed.items() if value is not None}


def study_text_of(path: Path) -> StudyText:
    """One study file, read as far as to tell which paper it is of."""
    try:
        text = path.read_text("utf-8")
        study = tomllib.loads(text).get("study")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError(f"{path}: {error}.", "mend it: retrograde evidence check") from None
    if not isinstance(study, dict):
        raise PipelineError(f"{path}: no [study] table.", "mend it: retrograde evidence check")
    return StudyText(
        path=path,
        text=text,
        key=str(study.get("key", path.stem)),
        doi=doi_in(study.get("doi")),
        pmid=number_in(study.get("pmid")),
        retracted=study.get("retracted") is True,
    )


def _paths(root: Path, topic: str | None) -> list[Path]:
    folders = [root / topic] if topic else sorted(p for p in root.iterdir() if p.is_dir())
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]
