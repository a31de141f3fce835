"""Topic files: a new one works from its name alone, and every mistake is named with its fix."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import topic_files
from claims.errors import ClaimsError
from claims.language.extract import Extractor
from claims.records import TextFields
from claims.topic_files import topic_faults, topic_skeleton
from claims.topics import Topic, load_topic, read_topic


def written(folder: Path, slug: str) -> Topic:
    file = folder / f"{slug}.toml"
    file.write_text(topic_skeleton(slug), encoding="utf-8")
    return read_topic(file)


def faults_of(monkeypatch: pytest.MonkeyPatch, folder: Path, **files: str) -> list[ClaimsError]:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    there = sorted(folder.glob("*.toml"))
    monkeypatch.setattr(topic_files, "data_folder", lambda *_: there)
    return list(topic_faults())


def filled(slug: str) -> str:
    return topic_skeleton(slug).replace("# FILL IN", "")


def test_the_shipped_topics_have_no_mistakes() -> None:
    assert topic_faults() == ()


@given(slug=st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True))
def test_every_name_gives_a_file_that_can_be_read(
    slug: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    topic = written(tmp_path_factory.mktemp("topics"), slug)
    assert topic.slug == slug
    assert topic.activity(topic.default_activity).words == (slug.replace("-", " "),)


@pytest.mark.parametrize("name", ["Sled", "sled pulling", "../sled", "sled-", "-sled", "", "slëd"])
def test_a_name_that_is_no_slug_is_refused(name: str) -> None:
    with pytest.raises(ClaimsError) as refused:
        topic_skeleton(name)
    assert repr(name) in refused.value.problem
    assert "jump-rope" in refused.value.fix


def test_claims_are_read_by_a_topic_file_alone(tmp_path: Path) -> None:
    reader = Extractor(written(tmp_path, "plank-walking"))
    (frame,) = reader.read(TextFields("1", {"caption": "Plank walking strengthens your quads"}))
    assert (frame.outcome, frame.activity) == ("muscle_strength:quadriceps", "plank_walking")


def test_what_others_call_another_activity_is_the_topics_own(tmp_path: Path) -> None:
    post = TextFields("1", {"caption": "A sled strengthens your quads"})
    assert Extractor(written(tmp_path, "sled")).read(post)
    assert not Extractor(load_topic("backward-running")).read(post)


def test_a_guess_that_nobody_looked_at_is_named_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    faults = faults_of(monkeypatch, tmp_path, sled_pulling=topic_skeleton("sled-pulling"))
    assert len(faults) == 9
    assert faults[0].problem == "data/topics/sled-pulling.toml line 7: subject is a guess."
    assert '"# FILL IN"' in faults[0].fix


def test_a_filled_file_has_no_faults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert faults_of(monkeypatch, tmp_path, sled_pulling=filled("sled-pulling")) == []


def test_a_hashtag_of_two_topics_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = filled("sled-drag").replace('"sleddrag"', '"sledpulling"')
    (fault,) = faults_of(
        monkeypatch, tmp_path, sled_pulling=filled("sled-pulling"), sled_drag=other
    )
    assert fault.problem == "data/topics/sled-pulling.toml: #sledpulling belongs to sled-drag too."


def test_a_broken_file_does_not_hide_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken, silent = "slug = ", filled("b").replace('words = ["b"]', "words = []")
    faults = faults_of(monkeypatch, tmp_path, a=broken, b=silent)
    assert [fault.problem.split(":")[0] for fault in faults] == [
        "data/a.toml",
        "data/topics/b.toml",
    ]


def test_studies_and_contrasts_that_nobody_measured_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = filled("sled-pulling").replace("evidence_topics = []", 'evidence_topics = ["sleds"]')
    text = text.replace("usual_contrasts = []", 'usual_contrasts = ["sled_vs_none"]')
    faults = faults_of(monkeypatch, tmp_path, sled_pulling=text)
    assert ["sleds" in faults[0].problem, "sled_vs_none" in faults[1].problem] == [True, True]
    assert "weighted-vest" in faults[0].fix
