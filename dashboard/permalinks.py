"""Whole pages without scripts, for a link in a mail: one claim, one study, as HTML or data."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Any

from claims.evidence.drawing import claimed_against_measured
from dashboard import links
from dashboard.data import claims as data
from dashboard.data import posts, studies
from dashboard.data.claims import ClaimRow
from dashboard.data.corrections import corrections_of
from dashboard.data.reviews import merged_here, reviews
from dashboard.html import Html, Part, data_block, element, join, link
from dashboard.parts.claims import badges, heard, nearest_claims, verdict_block, why
from dashboard.parts.corrections import correction_notice
from dashboard.parts.frame import STYLE, banner, caution, heading, notices, section
from dashboard.parts.picture import picture_figure, picture_table
from dashboard.parts.posts import mention_list
from dashboard.parts.reviews import decisions, person_block
from dashboard.parts.studies import (
    evidence_cards,
    finding_list,
    met_claims,
    paper_heading,
    study_header,
)
from dashboard.visit import Visit, foot_of
from dashboard.words import claims as tells
from dashboard.words import site as says
from dashboard.words.reviews import decided_by, standing
from dashboard.words.verdicts import verdict_word
from pipeline.publish.claim_review import JudgedBy, Told, review_data
from pipeline.publish.claim_review import claim_data as described
from pipeline.publish.claim_review import says as vouched

MENTIONS_SHOWN = 3
CORRECTIONS = links.PATHS["corrections"]
_AROUND = (
    ":root{color-scheme:light dark;background:light-dark(#fff,#101317);"
    "color:light-dark(#1c1e21,#e8e8e6);"
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}"
    "body{margin:0 auto;max-width:44rem;padding:1rem}"
)


def claim_page(visit: Visit, row: ClaimRow, *, base: str, frozen: bool) -> Html:
    """A claim: sentence, verdict, picture, steps, three posts, evidence, citation."""
    found = studies.evidence(visit.source, row.claim)
    said = posts.mentions(visit.source, row.claim, limit=MENTIONS_SHOWN)
    rows = data.bars(visit.source, row.claim)
    counted = [one for one in found if one.role != "context"]
    decided = reviews(visit.source, row.claim)
    own = links.claim_permalink(row.claim, visit.release if frozen else None)
    cited = tells.citation(
        row, visit.release, base + links.claim_permalink(row.claim, visit.release)
    )
    extraction = str(visit.source.release.manifest["extraction"])
    body = join(
        [
            heading(tells.quoted(row.sentence)),
            heard(said[0]) if said else None,
            verdict_block(row, tells.measured_names(found, visit.labels)),
            badges(row, decided_by(decided)),
            person_block(decided),
            correction_notice(corrections_of(visit.source, "claims", row.claim), CORRECTIONS),
            caution(visit.topic.caution),
            section("Claimed and measured", "picture", picture_figure(rows), picture_table(rows)),
            why(row, data.steps(visit.source, row.claim), extraction, decided_by(decided)),
            decisions(decided, merged_here(visit.source, row.claim)),
            section("Where it was said", "said", tells.stances(row), mention_list(said)),
            section(
                "What studies measured",
                "evidence",
                tells.evidence_lead(row, counted),
                evidence_cards(counted, visit.labels, links.study_permalink),
            ),
            section("Cite", "cite", element("p", cited)),
            element("p", link(says.OPEN_LIVE, visit.links.claim(row.claim))),
            data_block(linked_data(visit, row, counted, url=base + own)),
        ]
    )
    return document(
        visit,
        tells.quoted(row.sentence),
        body,
        address=base + own,
        about=f"{verdict_word(row.verdict).word}. {row.verdict_sentence}",
        image=f"{base}{own}.svg",
    )


def linked_data(
    visit: Visit, row: ClaimRow, counted: list[studies.Evidence], *, url: str
) -> dict[str, Any]:
    """The claim in the words of schema.org: a ClaimReview only where a person has judged it."""
    release = visit.source.release
    told = Told(row.claim, row.sentence, row.first_seen_at, release.id, release.invented)
    one = standing(reviews(visit.source, row.claim))
    if one is None or not one.holds:
        return described(told, url=url)
    judged = JudgedBy(
        one.reviewed_by,
        one.reviewed_at.date(),
        one.reviewed_verdict or row.verdict,
        vouched(one.decision, one.reason, row.verdict_sentence),
    )
    papers = {(e.study.title, e.study.doi) for e in counted if e.study.doi}
    return review_data(told, judged, url=url, papers=tuple(sorted(papers)))


def claim_picture(visit: Visit, row: ClaimRow) -> str:
    """The claimed-against-measured picture by itself."""
    return claimed_against_measured(data.bars(visit.source, row.claim))


def missing_page(visit: Visit, slug: str, *, base: str) -> Html:
    """What an unknown link answers: the nearest claims."""
    elsewhere = data.releases_with(visit.source, slug)
    body = join(
        [
            heading(says.UNKNOWN_CLAIM, says.unknown_claim(slug, visit.release, elsewhere)),
            nearest_claims(data.nearest(visit.source, slug), links.claim_permalink),
            element("p", link(says.ALL_CLAIMS, visit.links.page("claims"))),
        ]
    )
    return document(visit, says.UNKNOWN_CLAIM, body, address=base, about=says.UNKNOWN_CLAIM)


def study_page(visit: Visit, row: studies.StudyRow, *, base: str) -> Html:
    """A study: its record, its findings, the claims it was held against."""
    every = studies.findings(visit.source, row.topic)
    body = join(
        [
            paper_heading(row),
            correction_notice(corrections_of(visit.source, "studies", row.study), CORRECTIONS),
            study_header(row),
            section(
                "What it found",
                "findings",
                finding_list([f for f in every if f.study == row.study], row, visit.labels),
            ),
            section(
                "Claims it was held against",
                "claims",
                met_claims(studies.claims_met(visit.source, row.study), links.claim_permalink),
            ),
            element("p", link(says.OPEN_LIVE, visit.links.study(row.study))),
        ]
    )
    address = base + links.study_permalink(row.study)
    return document(visit, row.title, body, address=address, about=row.design)


def claim_data(visit: Visit, row: ClaimRow) -> str:
    """A claim as JSON: its row, its steps, its evidence, and which release says so."""
    told: dict[str, Any] = {
        "release": visit.release,
        "notice": says.BANNER if visit.source.release.invented else None,
        "claim": asdict(row),
        "steps": [asdict(step) for step in data.steps(visit.source, row.claim)],
        "evidence": [asdict(one) for one in studies.evidence(visit.source, row.claim)],
        "reviews": [asdict(one) for one in reviews(visit.source, row.claim)],
        "corrections": [asdict(one) for one in corrections_of(visit.source, "claims", row.claim)],
    }
    return json.dumps(told, ensure_ascii=False, default=_iso)


def document(
    visit: Visit, title: str, body: Html, *, address: str, about: str, image: str | None = None
) -> Html:
    """A whole document in our style, with what other sites show of a link."""
    odd = [] if visit.source.is_current else [says.old_release(visit.release, visit.source.current)]
    inside = element(
        "main",
        banner() if visit.source.release.invented else None,
        notices(odd),
        body,
        foot_of(visit, title),
        class_="rg",
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} · {says.NAME}"),
        element("link", rel="canonical", href=address),
        *_previews(visit, title, about, image),
        element("style", Html(_AROUND + _style())),
    )
    return Html(f"<!doctype html>{element('html', head, element('body', inside), lang='en')}")


def _previews(visit: Visit, title: str, about: str, image: str | None) -> list[Part]:
    told = f"{says.BANNER} {about}" if visit.source.release.invented else about
    pairs = {
        "og:site_name": f"{says.NAME}, release {visit.release}",
        "og:title": title,
        "og:description": told,
        "og:image": image,
    }
    shown = [
        element("meta", property=name, content=value) for name, value in pairs.items() if value
    ]
    return [element("meta", name="description", content=told), *shown]


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no way to write {type(value).__name__} as JSON")
