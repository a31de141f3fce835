"""Which papers of the library were retracted: Crossref's word on each DOI, written with its day."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.evidence.editing import with_study_values
from pipeline.bibliography import crossref
from pipeline.bibliography.asking import Enquirer, NotListed
from pipeline.bibliography.paper import Notice, is_withdrawn
from pipeline.bibliography.shelf import StudyText

BATCH = 20
# Crossref serves one list a second to whoever names no contact.
SECONDS_BETWEEN = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What Crossref says of one study's paper; `listed` is False where it does not know the DOI."""

    study: StudyText
    listed: bool
    notices: tuple[Notice, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether the paper was taken back and not restored."""
        return is_withdrawn(self.notices)

    @property
    def disputed(self) -> bool:
        """A study that its curator calls retracted, though Crossref has no such notice."""
        return self.listed and self.study.retracted and not self.withdrawn

    def new_text(self, on: date) -> str | None:
        """The file with what was learned; None where nothing was, or where it said so already."""
        if not self.listed:
            return None
        # A curator may know of a retraction that was never registered: that is not undone here.
        values = {
            "retracted": self.withdrawn or self.study.retracted,
            "retraction_checked_on": on.isoformat(),
        }
        changed = with_study_values(self.study.path.name, self.study.text, values)
        return None if changed == self.study.text else changed


def standings(
    studies: Sequence[StudyText],
    enquirer: Enquirer,
    *,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Standing]:
    """Crossref's word on each study that has a DOI, asked in batches."""
    asked = [study for study in studies if study.doi]
    # A comma separates the parts of a filter, so a DOI that holds one is asked for by itself.
    alone = [study for study in asked if "," in (study.doi or "")]
    together = [study for study in asked if study not in alone]
    waits = 0
    for start in range(0, len(together), BATCH):
        batch = together[start : start + BATCH]
        _wait(pause, waits)
        known = crossref.notices_by_doi([study.doi or "" for study in batch], enquirer)
        yield from (_standing(study, known) for study in batch)
        waits += 1
    for study in alone:
        _wait(pause, waits)
        yield _asked_alone(study, enquirer)
        waits += 1


def _wait(pause: Callable[[float], None], waits: int) -> None:
    if waits:
        pause(SECONDS_BETWEEN)


def _standing(study: StudyText, known: Mapping[str, tuple[Notice, ...]]) -> Standing:
    notices = known.get((study.doi or "").casefold())
    return Standing(study, listed=notices is not None, notices=notices or ())


def _asked_alone(study: StudyText, enquirer: Enquirer) -> Standing:
    try:
        paper = crossref.paper_by_doi(study.doi or "", enquirer)
    except NotListed:
        return Standing(study, listed=False)
    return Standing(study, listed=True, notices=paper.notices)
