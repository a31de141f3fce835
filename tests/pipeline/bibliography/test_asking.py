"""One question, one bounded answer, one clear sentence where there is none."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bibliography import asking
from pipeline.bibliography.asking import (
    ADDRESSES,
    CatalogueError,
    Enquirer,
    NotListed,
    enquirer_of,
)
from pipeline.settings import Settings
from tests.pipeline.bibliography.stub import Catalogues, Question, Reply, Write, data


def refused(enquirer: Enquirer) -> CatalogueError:
    with pytest.raises(CatalogueError) as raised:
        enquirer.ask("Crossref", "/works", query="steps")
    assert raised.value.catalogue == "Crossref"
    assert raised.value.problem.startswith("Crossref ")
    assert raised.value.problem.endswith(".")
    assert raised.value.fix
    return raised.value


class TestTheQuestion:
    """What leaves this machine."""

    def test_parameters_are_sent_and_those_without_a_value_are_not(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Crossref/works", data({"message": 1}))
        answer = enquirer.ask("Crossref", "/works", query="a & b=c", rows=3, mailto=None)
        assert answer == {"message": 1}
        (question,) = catalogues.questions
        assert question.parameters == {"query": "a & b=c", "rows": "3"}

    def test_the_contact_is_named_in_the_user_agent(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Crossref", data({}))
        for contact, said in (
            ("me@example.org", "(mailto:me@example.org)"),
            ("https://example.org/us", "(https://example.org/us)"),
            ("", ""),
        ):
            replace(enquirer, contact=contact).ask("Crossref", "/works")
            agent = catalogues.questions[-1].headers["User-Agent"]
            assert agent.startswith("Retrograde/")
            assert agent.endswith(said)
            assert ("(" in agent) == bool(said)

    @given(st.text())
    def test_no_contact_breaks_out_of_its_header(self, contact: str) -> None:
        for value in Enquirer(contact=contact)._headers("Crossref").values():
            assert value.isascii()
            assert value.isprintable()

    def test_the_key_goes_to_openalex_alone_and_into_no_address(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Crossref", data({}))
        catalogues.on("OpenAlex", data({}))
        keyed = replace(enquirer, openalex_key="secret-key")
        keyed.ask("Crossref", "/works")
        keyed.ask("OpenAlex", "/works", search="steps")
        first, second = catalogues.questions
        assert "Authorization" not in first.headers
        assert second.headers["Authorization"] == "Bearer secret-key"
        assert "secret" not in str(second.parameters)

    def test_a_key_that_is_refused_is_not_shown(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("OpenAlex", Reply(status=401))
        with pytest.raises(CatalogueError) as raised:
            replace(enquirer, openalex_key="secret-key").ask("OpenAlex", "/works")
        assert "secret" not in raised.value.problem + raised.value.fix
        assert asking.OPENALEX_KEY in raised.value.fix

    def test_settings_and_environment_make_the_enquirer(self) -> None:
        made = enquirer_of(Settings(contact=" me@example.org "), {asking.OPENALEX_KEY: " k "})
        assert (made.contact, made.mail, made.openalex_key) == (
            "me@example.org",
            "me@example.org",
            "k",
        )
        assert made.addresses == ADDRESSES
        assert enquirer_of(Settings(contact="https://example.org"), {}).mail is None

    def test_every_address_is_encrypted(self) -> None:
        assert all(address.startswith("https://") for address in ADDRESSES.values())


class TestNoAnswer:
    """The network is missing, slow or in the way."""

    def test_nobody_listens(self, enquirer: Enquirer) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        nowhere = replace(enquirer, addresses={"Crossref": f"http://127.0.0.1:{port}"})
        error = refused(nowhere)
        assert error.problem == "Crossref cannot be reached from here."
        assert "check the network" in error.fix

    def test_it_listens_and_says_nothing(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        def never(question: Question) -> Reply:
            catalogues.closing.wait(20)
            return Reply()

        catalogues.on("Crossref", never)
        error = refused(replace(enquirer, seconds=0.2))
        assert error.problem == "Crossref did not answer within 0.2 seconds."

    def test_it_falls_silent_in_the_middle(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        def half(write: Write) -> None:
            write(b'{"message":')
            catalogues.closing.wait(20)

        catalogues.on("Crossref", Reply(half))
        error = refused(replace(enquirer, seconds=0.2))
        assert error.problem == "Crossref broke off in the middle of its answer."

    def test_it_trickles_without_an_end(
        self, catalogues: Catalogues, enquirer: Enquirer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "LARGEST_ANSWER", 10**15)

        def trickle(write: Write) -> None:
            while not catalogues.closing.is_set():
                write(b" " * 4096)

        catalogues.on("Crossref", Reply(trickle))
        error = refused(replace(enquirer, seconds=0.2))
        assert error.problem == "Crossref took too long to send its answer."

    def test_it_breaks_off(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        catalogues.on("Crossref", Reply(b'{"message":', headers={"Content-Length": "500"}))
        assert refused(enquirer).problem == "Crossref broke off in the middle of its answer."

    def test_it_packs_its_answer_badly(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        catalogues.on("Crossref", Reply(b"no gzip", headers={"Content-Encoding": "gzip"}))
        assert refused(enquirer).problem == "Crossref broke off in the middle of its answer."

    def test_it_sends_us_in_a_circle(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        catalogues.on("Crossref", Reply(status=302, headers={"Location": "/Crossref/works"}))
        assert "sent us on" in refused(enquirer).problem
        assert len(catalogues.questions) == asking.MOST_REDIRECTS + 1

    def test_it_sends_us_to_a_file(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        catalogues.on("Crossref", Reply(status=302, headers={"Location": "file:///etc/passwd"}))
        assert "sent us on" in refused(enquirer).problem

    def test_it_moved(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        catalogues.on("Crossref/works", Reply(status=301, headers={"Location": "/Crossref/new"}))
        catalogues.on("Crossref/new", data({"message": 2}))
        assert enquirer.ask("Crossref", "/works") == {"message": 2}


class TestRefusals:
    """Answers that are none, by their number."""

    def test_what_is_not_listed_is_told_apart(self, enquirer: Enquirer) -> None:
        error = refused(enquirer)
        assert isinstance(error, NotListed)
        assert "does not list it" in error.problem

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("30", " of 30 seconds."),
            ("600", " of 10 minutes."),
            ("54000", " of 15 hours."),
            (None, " (429)."),
            ("", " (429)."),
            ("soon", " (429)."),
            ("-5", " (429)."),
            ("0", " (429)."),
            ("9" * 400, " (429)."),
            ("²", " (429)."),
            ("Thu, 99 Foo 2026 25:61:00 GMT", " (429)."),
            ("Thu, 01 Jan 2015 00:00:00 GMT", " (429)."),
        ],
    )
    def test_a_pause_is_told_in_words(
        self, catalogues: Catalogues, enquirer: Enquirer, asked: str | None, said: str
    ) -> None:
        headers = {} if asked is None else {"Retry-After": asked}
        catalogues.on("Crossref", Reply(status=429, headers=headers))
        error = refused(enquirer)
        assert error.problem.startswith("Crossref asks for a pause (429)")
        assert error.problem.endswith(said)
        assert "again" in error.fix

    def test_a_pause_until_a_time_is_told_in_words(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        until = datetime.now(UTC) + timedelta(minutes=30, seconds=20)
        headers = {"Retry-After": format_datetime(until, usegmt=True)}
        catalogues.on("Crossref", Reply(status=503, headers=headers))
        assert refused(enquirer).problem.endswith("(503) of 30 minutes.")

    def test_who_names_no_contact_is_told_that_it_helps(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Crossref", Reply(status=429))
        assert "contact" not in refused(enquirer).fix
        assert "contact in retrograde.toml" in refused(replace(enquirer, contact="")).fix

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (400, "did not take the question (400)"),
            (403, "refused the question (403)"),
            (410, "did not take the question (410)"),
            (500, "is in trouble (500)"),
            (502, "is in trouble (502)"),
            (204, "is in trouble (204)"),
        ],
    )
    def test_other_numbers_are_named(
        self, catalogues: Catalogues, enquirer: Enquirer, status: int, said: str
    ) -> None:
        catalogues.on("Crossref", Reply(status=status))
        assert said in refused(enquirer).problem


class TestStrangeAnswers:
    """Bodies that are no answer."""

    def test_a_web_page_is_called_that(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        page = Reply(b"<html>Log in to Hotel</html>", kind="text/html; charset=utf-8")
        catalogues.on("Crossref", page)
        error = refused(enquirer)
        assert error.problem == "Crossref answered with a web page instead of data."
        assert "log-in page" in error.fix

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"<html>",
            b"[]",
            b"null",
            b'"text"',
            b"{",
            b"\xff\xfe\x00",
            b'{"a": 1} trailing',
            b"[" * 200_000,
            b'{"a":' * 200_000,
            b'{"n": ' + b"9" * 6000 + b"}",
        ],
        ids=repr,
    )
    def test_what_is_no_object_of_json_is_malformed(
        self, catalogues: Catalogues, enquirer: Enquirer, body: bytes
    ) -> None:
        catalogues.on("Crossref", Reply(body))
        assert "in a form that is not its own" in refused(enquirer).problem

    def test_an_endless_answer_is_cut_off(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        def flood(write: Write) -> None:
            while not catalogues.closing.is_set():
                write(b" " * 1_000_000)

        catalogues.on("Crossref", Reply(flood))
        assert "more than 8 MB" in refused(enquirer).problem

    def test_an_answer_in_another_tongue_is_read(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Crossref", Reply('{"a": "Bäcker ☃"}'.encode()))
        assert enquirer.ask("Crossref", "/works") == {"a": "Bäcker ☃"}
