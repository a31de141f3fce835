"""Evidence: one finding as a card, a study whole, and the library by outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.data.studies import Evidence, FindingRow, MetClaim, StudyRow
from dashboard.html import Html, element, join, link
from dashboard.links import doi, pubmed
from dashboard.parts.frame import heading, notices
from dashboard.parts.tables import dots, facts, folded, table
from dashboard.words.claims import outcome_name, quoted
from dashboard.words.numbers import many, number
from dashboard.words.studies import (
    cited,
    compared,
    derived,
    direction,
    outcome_summary,
    people,
    reach,
    result,
    size_range,
    withdrawn,
)
from dashboard.words.verdicts import READ_AS, ROLES, checked_by, verdict_word


def evidence_cards(
    rows: Sequence[Evidence], labels: Mapping[str, str], address: Callable[[str], str]
) -> Html:
    """Findings set against a claim, one card a study."""
    cards: dict[str, list[Evidence]] = {}
    for row in rows:
        cards.setdefault(row.study.study, []).append(row)
    return element(
        "ol", *(_card(found, labels, address) for found in cards.values()), class_="rg-list"
    )


def _card(
    found: Sequence[Evidence], labels: Mapping[str, str], address: Callable[[str], str]
) -> Html:
    study = found[0].study
    return element(
        "li",
        element("h3", link(cited(study), address(study.study)), retraction_mark(study)),
        element("p", f"{study.design} · {people(study)}", class_="rg-meta"),
        *(_finding(row, labels) for row in found),
        element("p", dots([study_link(study), checked_by(study.reviewed_by)]), class_="rg-meta"),
        class_="rg-withdrawn" if study.retracted else None,
        data_study=study.study,
    )


def _finding(row: Evidence, labels: Mapping[str, str]) -> Html:
    """The result with its interval, how it bears on the claim, and where the figure is from."""
    how = "" if row.role == "context" else (" · direct" if row.direct else " · indirect")
    return element(
        "div",
        finding_body(row.finding, labels),
        element("p", element("strong", ROLES.get(row.role, row.role)), how, class_="rg-meta"),
        folded(
            "As printed, concerns, how it was read",
            finding_facts(row.finding, row.study),
            _reasons(row.reasons),
        ),
        class_="rg-finding",
        data_finding=row.finding.finding,
    )


def finding_body(finding: FindingRow, labels: Mapping[str, str]) -> Html:
    """What was measured and found: the number first, then the sentence."""
    outcome = outcome_name(finding.outcome, labels)
    figure = result(finding)
    return join(
        [
            element("p", f"{outcome}: {figure or direction(finding)}", class_="rg-figure"),
            element("p", finding.statement),
            element("p", compared(finding), class_="rg-meta"),
        ]
    )


def finding_facts(finding: FindingRow, study: StudyRow) -> Html:
    """Where the number comes from and what is to be held against it."""
    concerns = [finding.limitations, study.limitations]
    return facts(
        {
            "As printed": f"“{finding.as_printed}”" if finding.as_printed else "no figure printed",
            "Computed here": derived(finding),
            "p": finding.p,
            "Read": READ_AS.get(study.read_as, study.read_as),
            "Concerns": "; ".join(filter(None, concerns)),
            "Note": finding.note or finding.value_source,
            "Finding": element("code", finding.finding),
        }
    )


def study_link(study: StudyRow) -> Html:
    """The paper by DOI, PubMed or the page that was read."""
    if study.doi:
        return link(f"{cited(study)}, DOI {study.doi}", doi(study.doi))
    if study.pmid:
        return link(f"{cited(study)}, PubMed {study.pmid}", pubmed(study.pmid))
    return link(f"{cited(study)}, page that was read", study.url)


def retraction_mark(study: StudyRow) -> str | None:
    """That a study was withdrawn or repeats another; neither counts in a verdict."""
    if study.retracted:
        return " — retracted; not used"
    if study.duplicate_of:
        return f" — repeats {study.duplicate_of}"
    return None


def paper_heading(study: StudyRow) -> Html:
    """A paper's title is long: smaller than our own headings."""
    return element("div", heading(study.title, cited(study)), class_="rg-paper")


def study_header(study: StudyRow) -> Html:
    """All that is recorded of a study."""
    return facts(
        {
            "Authors": ", ".join(study.authors),
            "Published": ", ".join(filter(None, [study.journal, str(study.year or "")])),
            "Paper": study_link(study),
            "Design": study.design,
            "People": people(study),
            "What was done": study.intervention,
            "Compared with": study.comparator,
            "Limits": study.limitations,
            "Our first judgement": f"{study.quality} (not a formal rating)"
            if study.quality
            else None,
            "Read": READ_AS.get(study.read_as, study.read_as),
            "How it was read": study.read_note,
            "Checked": checked_by(study.reviewed_by),
            "Counts in verdicts": "yes" if study.counts and not study.retracted else "no",
            "Shares people with": study.overlap,
            "Retraction": "retracted; not used" if study.retracted else "none known to us",
        }
    )


def finding_list(rows: Sequence[FindingRow], study: StudyRow, labels: Mapping[str, str]) -> Html:
    """The findings of one study."""
    items = (
        element(
            "li",
            finding_body(row, labels),
            folded("As printed, concerns", finding_facts(row, study)),
            data_finding=row.finding,
        )
        for row in rows
    )
    return element("ol", *items, class_="rg-list")


def met_claims(rows: Sequence[MetClaim], address: Callable[[str], str]) -> Html:
    """Claims a study was held against, with how it bears on each."""
    items = (
        element(
            "li",
            link(quoted(row.sentence), address(row.claim)),
            element(
                "p",
                dots(
                    [
                        verdict_word(row.verdict).word,
                        row.directness if row.directness == "indirect" else None,
                        ", ".join(ROLES.get(role, role) for role in row.roles),
                    ]
                ),
                class_="rg-meta",
            ),
        )
        for row in rows
    )
    return element("ul", *items, class_="rg-list")


def outcome_list(
    grouped: Mapping[str, Sequence[FindingRow]],
    studies: Mapping[str, StudyRow],
    names: Mapping[str, str],
    address: Callable[[str], str],
) -> Html:
    """Outcome by outcome: how many studies and people, how they point, each finding in a line."""
    items = []
    for key, found in grouped.items():
        sizes = size_range(found)
        lines = (_finding_line(row, studies[row.study], address) for row in found)
        told = dots([reach(found, studies), outcome_summary(found)])
        items.append(
            element(
                "li",
                element("h2", names[key]),
                element("p", told, class_="rg-meta"),
                element("p", sizes, class_="rg-figure") if sizes else None,
                folded("The findings", element("ul", *lines), is_open=len(grouped) == 1),
            )
        )
    return element("ol", *items, class_="rg-list")


def study_table(studies: Sequence[StudyRow], address: Callable[[str], str]) -> Html:
    """The library as a table, newest first."""
    rows = [
        (
            link(cited(row), address(row.study)),
            row.title,
            number(row.people) if row.people is not None else "not stated",
            retraction_mark(row) or READ_AS.get(row.read_as, row.read_as),
        )
        for row in studies
    ]
    heads = ["Study", "Title", "People", "How it was read"]
    every = f"All {many(len(rows), 'study')} of the library, newest first"
    return folded(every, table(every, heads, rows, right=(2,)))


def withdrawn_note(study: StudyRow) -> Html | None:
    """Why a study does not count, if it does not."""
    sentence = withdrawn(study)
    return notices([sentence]) if sentence else None


def _finding_line(row: FindingRow, study: StudyRow, address: Callable[[str], str]) -> Html:
    figure = result(row)
    return element(
        "li",
        link(cited(study), address(study.study)),
        f" ({people(study)}): ",
        element("strong", f"{figure}. ") if figure else None,
        row.statement,
    )


def _reasons(reasons: str | None) -> Html | None:
    if not reasons:
        return None
    return facts({"Why beside this claim": reasons})
