"""What the interface may say and may not, and that its words fit the records."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import get_args

import pytest

from claims.records import Certainty, Relation, Stance, Study, VerdictWord
from dashboard.data.posts import Unquoted
from dashboard.data.studies import FindingRow, StudyRow
from dashboard.words import claims, site, verdicts
from dashboard.words.method import sections
from dashboard.words.pages import claims_title
from dashboard.words.posts import unquoted_sentence
from dashboard.words.studies import cited, people, reference, result
from tests.conftest import ROOT

DASHBOARD = ROOT / "dashboard"
SAID = [*DASHBOARD.rglob("*.py"), *DASHBOARD.rglob("*.md")]
# What a page of this kind must never say of a claim or a person.
FORBIDDEN = re.compile(
    r"\b(false|fake|debunk\w*|prove[sn]?|scientists say|experts say|myth)\b", re.IGNORECASE
)


def spoken(text: str, *, is_code: bool) -> list[str]:
    """The strings of a source file, or the lines of a text."""
    if not is_code:
        return text.splitlines()
    tree = ast.parse(text)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("file", SAID, ids=lambda file: str(file.relative_to(ROOT)))
def test_T8_no_page_says_false_debunked_or_proves(file: object) -> None:
    path = DASHBOARD / str(file)
    text = path.read_text(encoding="utf-8")
    found = [line for line in spoken(text, is_code=path.suffix == ".py") if FORBIDDEN.search(line)]
    assert found == []


def test_T8_the_words_of_the_rules_keep_to_it_too() -> None:
    text = (ROOT / "data" / "verdict_words.toml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if FORBIDDEN.search(line)] == []


def test_every_verdict_relation_certainty_and_stance_has_words() -> None:
    assert set(verdicts.VERDICTS) == set(get_args(VerdictWord))
    assert set(verdicts.RELATIONS) == set(get_args(Relation))
    assert set(verdicts.CERTAINTY) == set(get_args(Certainty))
    assert set(verdicts.STANCES) == set(get_args(Stance))
    read_as = get_args(Study.__annotations__["read_as"]) or (
        "fulltext",
        "abstract",
        "secondary",
        "memory",
    )
    assert set(verdicts.READ_AS) == set(verdicts.READ_AS_SHORT) == set(read_as)


def test_verdicts_are_called_as_the_rules_call_them() -> None:
    text = (ROOT / "data" / "verdict_words.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)["verdict"]
    assert {key: word.word for key, word in verdicts.VERDICTS.items()} == words


def test_every_verdict_has_a_shape_of_its_own() -> None:
    shapes = [word.shape for word in verdicts.VERDICTS.values()]
    assert len(set(shapes)) == len(shapes)


def test_an_unknown_verdict_is_shown_as_it_is() -> None:
    assert verdicts.verdict_word("not_yet_named").word == "not yet named"


def test_a_claim_stands_in_quotation_marks_without_its_full_stop() -> None:
    assert claims.quoted("It burns more.") == "“It burns more”"


@pytest.mark.parametrize(
    ("outcome", "named", "words"),
    [
        ("heart_rate", None, "Heart rate"),
        ("muscle_strength:back", None, "Strength: back"),
        ("muscle_activation:legs_total", None, "muscle activation: legs total"),
        ("other", "hair growth", "hair growth"),
        ("other", None, "other"),
    ],
)
def test_outcomes_have_names(outcome: str, named: str | None, words: str) -> None:
    labels = {"heart_rate": "Heart rate", "muscle_strength": "Strength"}
    assert claims.outcome_name(outcome, labels, named) == words


def test_posts_that_are_not_quoted_are_counted_with_the_reason() -> None:
    rows = [Unquoted("bluesky", 3), Unquoted("tiktok", 1)]
    told = unquoted_sentence(rows, 1000, 50)
    assert told.startswith("4 further posts (3 on Bluesky and 1 on TikTok) made this claim and are")
    assert "1,000 views or 50 likes" in told
    assert unquoted_sentence([], 1000, 50) == ""
    assert "1 further post (1 on X) made this claim and is" in unquoted_sentence(
        [Unquoted("x", 1)], 1000, 50
    )


def test_coverage_names_what_is_missing() -> None:
    told = site.coverage(["tiktok", "youtube", "bluesky", "mastodon", "reddit", "instagram"])
    assert told == "Not in this collection: Threads and X."


def test_old_data_is_told_after_a_fortnight() -> None:
    assert site.last_collected(14) == ""
    assert site.last_collected(15) == "Last collected 15 days ago."


def test_what_became_of_a_verdict_is_told() -> None:
    assert site.verdict_change("Supported", "Exaggerated") == (
        "verdict changed: Supported → Exaggerated"
    )
    assert site.verdict_change("Supported", "Supported") == "the verdict is the same"
    assert site.verdict_change("Supported", None) == "there this claim no longer occurs"


def test_the_method_answers_its_questions_in_order() -> None:
    anchors = [section.anchor for section in sections()]
    assert anchors[:3] == ["collected", "claim", "numbers"]
    assert all(section.paragraphs and section.title for section in sections())
    assert len(set(anchors)) == len(anchors)


def study(**changes: object) -> StudyRow:
    values: dict[str, object] = dict.fromkeys(StudyRow.__dataclass_fields__)
    values |= {"study": "s", "title": "On running", "authors": ["Lacer A", "Strider B"]}
    values |= {"year": 2001, "journal": "J 1:2", "doi": "10.1/x", "people": 10}
    return StudyRow(**(values | changes))  # type: ignore[arg-type]


def finding(**changes: object) -> FindingRow:
    values: dict[str, object] = dict.fromkeys(FindingRow.__dataclass_fields__)
    return FindingRow(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (["Lacer A"], "Lacer 2001"),
        (["Lacer A", "Strider B"], "Lacer and Strider 2001"),
        (["Lacer A", "Strider B", "Pacer C"], "Lacer et al. 2001"),
        (["Lacer A", "et al."], "Lacer et al. 2001"),
        (["van der Lacer AB"], "van der Lacer 2001"),
        ([], "“On running”"),
    ],
)
def test_a_study_has_a_short_name(authors: list[str], name: str) -> None:
    assert cited(study(authors=authors)) == name


def test_a_study_is_cited_by_itself_and_not_by_us() -> None:
    assert reference(study()) == (
        "Lacer A, Strider B (2001). On running. J 1:2. https://doi.org/10.1/x"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "10 people"),
        ({"female": 4, "male": 6}, "10 people (4 women, 6 men)"),
        ({"people": 1, "female": 1}, "1 person (1 woman)"),
        ({"people": None, "population": "runners"}, "number of people not stated, runners"),
    ],
)
def test_people_are_counted_in_words(changes: dict[str, object], words: str) -> None:
    assert people(study(**changes)) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"ratio": 1.35, "low": 29.0, "high": 41.0, "unit": "percent"},
            "1.35 times (1.29 to 1.41)",
        ),
        ({"ratio": 1.15}, "1.15 times"),
        (
            {"value": -2.5, "unit": "percent", "direction": "decrease"},
            "-2.5 percent",
        ),
        (
            {
                "value": 0.4,
                "unit": "SMD",
                "direction": "increase",
                "low": 0.1,
                "high": 0.7,
                "interval_type": "95% CI",
            },
            "+0.4 SMD (0.1 to 0.7, 95% CI)",
        ),
        ({}, None),
    ],
)
def test_a_result_is_its_number_with_its_interval(
    changes: dict[str, object], words: str | None
) -> None:
    assert result(finding(**changes)) == words


def test_titles_of_lists_begin_with_a_capital() -> None:
    from dashboard.data.claims import ClaimFilter
    from dashboard.data.scope import Scope
    from dashboard.data.subjects import Topic

    topic = Topic("t", "Backward running", "", "", "", [])
    told = claims_title(0, topic, Scope("t"), ClaimFilter(), outcome=None)
    assert told == "No claims about backward running"
