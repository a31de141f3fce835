"""The Methods page as sections and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.data.readings import Reading
from dashboard.data.subjects import Topic
from dashboard.html import Html, element, join
from dashboard.parts.frame import caution, section
from dashboard.parts.tables import facts, table
from dashboard.words import method as says
from dashboard.words.numbers import listed, number
from dashboard.words.platforms import platform_name


def method_sections(topic: Topic) -> Html:
    """The method in words, the verdicts and their meanings, the topic's caution and hashtags."""
    told = [
        section(one.title, one.anchor, *(element("p", text) for text in one.paragraphs))
        for one in says.sections()
    ]
    meanings = table(
        "The six verdicts; each is decided by rule from how claimed and measured relate.",
        ["Verdict", "Meaning"],
        [[f"{shape} {word}", means] for shape, word, means in says.VERDICT_TABLE],
    )
    hashtags = listed([f"#{tag}" for tag in topic.hashtags])
    return join(
        [
            *told,
            section("The words of verdicts", "verdicts", meanings),
            section(
                "This topic",
                "topic",
                element("p", f"{topic.name}: {topic.subject}. Hashtags: {hashtags}."),
                caution(topic.caution),
            ),
            section(
                "Known gaps of these pages",
                "gaps",
                element("ul", *(element("li", gap) for gap in says.KNOWN_GAPS)),
            ),
        ]
    )


def reading_table(readings: Sequence[Reading]) -> Html:
    """Posts by platform and what came of reading them."""
    outcomes = [key for key in says.READINGS if any(one.outcome == key for one in readings)]
    counts = {(one.platform, one.outcome): one.posts for one in readings}
    rows = [
        [platform_name(platform), *(number(counts.get((platform, key), 0)) for key in outcomes)]
        for platform in dict.fromkeys(one.platform for one in readings)
    ]
    heads = ["Platform", *(says.READINGS[key] for key in outcomes)]
    return table("Posts read, by what came of it", heads, rows, right=range(1, len(heads)))


def figures_section(reading: Mapping[str, Any] | None) -> Html | None:
    """How well posts are read: each figure with its interval, for each kind of test posts."""
    if not reading:
        return None
    sets = reading["sets"]
    rows = [
        [words, *(_interval(one["figures"].get(key)) for one in sets)]
        for key, words in says.FIGURES.items()
    ]
    heads = ["Figure", *(f"{one['title']} ({number(one['posts'])} posts)" for one in sets)]
    shown = table(says.FIGURES_CAPTION, heads, rows, right=range(1, len(heads)))
    return section(says.FIGURES_TITLE, "figures", says.FIGURES_TOLD, shown)


def _interval(figure: Sequence[float] | None) -> str:
    if figure is None:
        return "not measured"
    middle, low, high = (f"{value:.2f}" for value in figure)
    return f"{middle} ({low} to {high})"


def release_facts(manifest: Mapping[str, Any]) -> Html:
    """What the release is made of, for whoever wants to make it again."""
    return facts(
        {
            "Release": str(manifest["release"]),
            "Made": str(manifest["made_at"]),
            "Retrograde": str(manifest["code_version"]),
            "Reading rules": str(manifest["extraction"]),
            "Study library": element("code", str(manifest["evidence"])[:16]),
            "Checksum": element("code", str(manifest.get("sha256", ""))[:16])
            if manifest.get("sha256")
            else None,
            "Posts": number(int(manifest["posts"])),
            "Note": manifest.get("note"),
        }
    )
