"""Writes a small release folder, as `retrograde publish` would, from hand-made rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from claims.reading_figures import reading_figures
from pipeline.engine import connect
from pipeline.publish.codebook import codebook
from pipeline.publish.parquet import TableWriter
from pipeline.publish.release import CURRENT, FORMAT, MANIFEST
from tests.dashboard import sample_rows as sample
from tests.dashboard.sample_rows import FINDINGS, SENTENCES, SIZED, TOPIC, VERDICT_SENTENCES, Row
from tests.dashboard.sample_studies import findings, studies

RELEASE = "2026-08-19"


def write_release(
    store: Path,
    *,
    release: str = RELEASE,
    invented: bool = True,
    changes: Row | None = None,
    more: dict[str, list[Row]] | None = None,
) -> Path:
    """A store with one more release in it.

    `changes` overrides columns of every claim, `more` adds rows to tables.
    """
    folder = store / "releases" / release
    folder.mkdir(parents=True)
    posts = sample.posts(invented=invented)
    writer = TableWriter(connect(), folder)
    for name, rows in _tables(posts, changes or {}).items():
        card, added = codebook()[name], (more or {}).get(name, [])
        writer.write_rows(card.part, name, card.arrow([*rows, *added]))
    manifest = _manifest(release, posts, invented) | {"tables": writer.manifest()}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (store / "releases" / CURRENT).write_text(f"{release}\n", encoding="utf-8")
    return folder


def _manifest(release: str, posts: list[Row], invented: bool) -> dict[str, Any]:
    return {
        "reading": reading_figures(),
        "format": FORMAT,
        "release": release,
        "made_at": f"{release[:10]}T13:00:00+00:00",
        "code_version": "0.1.0",
        "extraction": "rules-1",
        "evidence": "e" * 64,
        "topics": [TOPIC],
        "note": None,
        "contact": "desk@newsroom.example",
        "quote_from_views": 1000,
        "quote_from_likes": 50,
        "posts": len(posts),
        "invented_posts": len(posts) if invented else 0,
        "first_posted_at": sample.FIRST.isoformat(),
        "last_posted_at": max(post["created_at"] for post in posts).isoformat(),
        "last_observed_at": sample.SEEN.isoformat(),
        "platforms": sorted(sample.PLATFORMS),
    }


def _tables(posts: list[Row], changes: Row) -> dict[str, Iterable[Row]]:
    mentions = list(sample.mentions(posts))
    tags = list(sample.post_tags(posts))
    by_key = {post["post_key"]: post for post in posts}
    claims = [row | changes for row in _claims(mentions)]
    return {
        "claims": claims,
        "claim_evidence": list(_evidence(claims)),
        "steps": _steps(),
        "bars": list(_bars(claims)),
        "studies": studies(),
        "findings": findings(),
        "topics": [_topic()],
        "outcomes": _outcomes(),
        "trend": sample.days(
            (by_key[tag["post_key"]] | {"tag": tag["tag"]} for tag in tags), ("platform", "tag")
        ),
        "topic_days": sample.days(posts, ("platform",)),
        "claim_days": sample.days(mentions, ("claim", "platform")),
        "readings": [_reading("tiktok", "claims", 20), _reading("bluesky", "no_claim", 7)],
        "tag_sightings": sample.tag_sightings(),
        "coverage": sample.coverage(),
        "removals": [_removal()],
        "runs": [],
        "run_counts": [],
        "reviews": [],
        "corrections": [],
        "posts": posts,
        "post_tags": tags,
        "sightings": [],
        "mentions": mentions,
        "authors": sample.authors(),
    }


def _claims(mentions: list[Row]) -> Iterator[Row]:
    for claim, outcome, verdict, relation, directness, certainty in sample.CLAIMS:
        made = [row for row in mentions if row["claim"] == claim]
        stances = Counter(row["stance"] for row in made)
        low, high = SIZED.get(claim, (None, None))
        denied = [row["seen_at"] for row in made if row["stance"] == "denies"]
        counted = {key.split(".")[0] for key in FINDINGS.get(claim, [])} - {"withdrawn-2009"}
        yield {
            "claim": claim,
            "topic": TOPIC,
            "sentence": SENTENCES[claim],
            "activity": "backward_running",
            "outcome": outcome,
            "direction": "increase",
            "comparator": "usual",
            "magnitude_kind": "ratio" if low else None,
            "ratio_low": low,
            "ratio_high": high,
            "ratio_alternatives": "[]",
            "bound": "exact",
            "approximate": False,
            "mentions": len(made),
            "posts": len(made),
            "platforms": " ".join(sorted({row["platform"] for row in made})),
            "asserted": stances["asserts"],
            "denied": stances["denies"],
            "questioned": 0,
            "reported": 0,
            "personal": sum(row["personal"] for row in made),
            "first_seen_at": min(row["seen_at"] for row in made),
            "last_seen_at": max(row["seen_at"] for row in made),
            "first_denied_at": min(denied, default=None),
            "verdict": verdict,
            "relation": relation,
            "directness": directness,
            "certainty": certainty,
            "verdict_sentence": VERDICT_SENTENCES.get(claim, f"What {claim} came to."),
            "verdict_by": "rule",
            "studies": len(counted),
            "people": 7 * len(counted),
            "would_change": "A trial that compares training effects of equal distances.",
        }


def _evidence(claims: Iterable[Row]) -> Iterator[Row]:
    for claim in claims:
        keys = FINDINGS.get(claim["claim"], [])
        shared = {name: claim[name] for name in ("topic", "claim", "verdict", "directness")}
        shared["claim_sentence"] = claim["sentence"]
        if not keys:
            yield shared
        for key in keys:
            yield shared | {
                "finding": key,
                "study": key.split(".")[0],
                "role": "against" if claim["verdict"] == "contradicted" else "for",
                "match_direct": claim["directness"] == "direct",
                "match_reasons": "OUTCOME: the same; BASIS: at the same speed",
            }


def _bars(claims: Iterable[Row]) -> Iterator[Row]:
    sizes = {row["finding"]: row for row in findings()}
    for claim in claims:
        keys = [key for key in FINDINGS.get(claim["claim"], []) if "withdrawn" not in key]
        low, high = claim["ratio_low"], claim["ratio_high"]
        size = f"{low:g} to {high:g} times" if low else "more, no size stated"
        name = f"Claimed in {claim['mentions']} mentions"
        rows = [{"role": "claimed", "name": name, "size": size, "low": low, "high": high}]
        rows += [_measured_bar(sizes[key]) for key in keys]
        for place, row in enumerate(rows, start=1):
            yield row | {"claim": claim["claim"], "place": place, "readings": "[]"} | _PEOPLE


_PEOPLE = {"measured_in": "7 people", "compared": "the usual form"}


def _measured_bar(finding: Row) -> Row:
    name = f"Lacer et al. {finding['study'].rpartition('-')[2]}"
    if finding["ratio"] is None:
        return {"role": "measured", "name": name, "size": "more, no comparable size"}
    low, high = (1 + finding[end] / 100 if finding[end] else finding["ratio"] for end in ENDS)
    shown = {"low": low, "high": high, "point": finding["ratio"], "interval": "95% CI"}
    return {"role": "measured", "name": name, "size": f"{low:.2f} to {high:.2f} times"} | shown


ENDS = ("low", "high")


def _steps() -> Iterator[Row]:
    for claim, *_ in sample.CLAIMS:
        rules = ("WORDS", "QUANTITIES", "OUTCOME", "FINDINGS", "COMPARISON", "TABLE")
        for place, rule in enumerate(rules, start=1):
            text = f"{rule.lower()}: looked at {claim} and lab-1994.f1"
            yield {"claim": claim, "place": place, "rule": rule, "text": text}


def _topic() -> Row:
    return {
        "topic": TOPIC,
        "name": "Backward running",
        "subject": "running or walking backward",
        "usual": "forward running or walking",
        "caution": "A backward fall is hard to brake. This is not medical advice.",
        "hashtags": list(sample.TAGS),
    }


def _outcomes() -> Iterator[Row]:
    labels = {
        "energy_cost": "Energy cost / calories",
        "cardio_fitness": "Aerobic fitness",
        "heart_rate": "Heart rate",
        "knee_load": "Load on the knee",
        "muscle_activation": "Muscle activity",
        "mental_toughness": "Mental toughness",
        "other": "Something else",
    }
    for key, label in labels.items():
        yield {"outcome": key, "label": label, "good_direction": "depends"}


def _reading(platform: str, outcome: str, posts: int) -> Row:
    return {"topic": TOPIC, "outcome": outcome, "platform": platform, "lang": "en", "posts": posts}


def _removal() -> Row:
    reason = "deleted_on_platform"
    return {"platform": "tiktok", "reason": reason, "day": date(2026, 8, 2), "posts": 1}
