"""A phrase finds in a sentence what it would find with all its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph1540.assemble.lists import LIST, SENT, Doubted, Phrase
from graph1540.assemble.sentences import Sentence
from graph1540.iri import G1540, resource_iri
from graph1540.model import Claim, Ref
from graph1540.pipeline import extract
from graph1540.read import read_bytes, read_note

ROOT = Path(__file__).resolve().parents[2]
NOTES = sorted([*(ROOT / "seeds").glob("*.txt"), *(path for path in (ROOT / "tests" / "cases").glob("*/*") if path.suffix in (".txt", ".md"))])


def claims() -> dict[str, tuple[Claim, ...]]:
    return {path.name: extract(read_note(path)).claims for path in NOTES}


def test_a_sentence_without_people_sent_needs_no_words_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    pattern = Sentence.pattern

    def counted(self: Sentence, phrase: Phrase) -> object:
        asked.append(self._sent)
        return pattern(self, phrase)

    monkeypatch.setattr(Sentence, "pattern", counted)
    quick = claims()
    assert {True, False} == set(asked)
    monkeypatch.setattr(Sentence, "_sent", True)
    assert claims() == quick
    assert len(quick) > 20


def test_what_a_phrase_has_at_first_hides_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sentence, "_sent", True)
    monkeypatch.setattr(Sentence, "pattern", lambda _, phrase: phrase.full if isinstance(phrase, Phrase) else phrase)
    whole = claims()
    monkeypatch.setattr(Sentence, "pattern", lambda _, phrase: Doubted(phrase) if isinstance(phrase, Phrase) else phrase)
    assert claims() == whole
    assert len(whole) > 20


@given(st.from_regex(LIST.replace("{0,70}", "{0,3}"), fullmatch=True))
def test_every_list_is_one_of_what_is_sought_first(actors: str) -> None:
    phrase = Phrase(rf"(?P<list>{LIST})")
    assert phrase.full.fullmatch(actors)
    assert phrase.wide.fullmatch(actors)
    assert Doubted(phrase).fullmatch(actors)


@given(st.from_regex(LIST.replace("{0,70}", "{0,3}"), fullmatch=True))
def test_short_pattern_finds_every_list_without_people_sent(actors: str) -> None:
    phrase = Phrase(LIST)
    if not SENT.search(actors):
        assert phrase.short.fullmatch(actors)


@pytest.mark.parametrize(
    "sent",
    ["experts from", "two experts of the", "senior customs officials of both", "a group of national, regional experts from", "Representatives of the Government of", "members each of", "officials of the ministry appointed by the"],
)
def test_people_sent_are_of_who_sent_them(sent: str) -> None:
    """However they are put, the State that sent them attended."""
    text = f"Information note\n\nEvent: Workshop on resolution 1540 (2004)\n\nDate and venue: 5-6 June 2014, Accra, Ghana\n\nThe workshop was attended by {sent} Togo.\n"
    assert [claim.value for claim in extract(read_bytes(text.encode(), "a.txt")).claims if claim.predicate == G1540.participant] == [Ref(resource_iri("state", "TGO"))]


def test_long_lists_of_people_sent_take_no_longer_than_they_are_long() -> None:
    """Each of them can be read in one way alone: in two ways each, this would not end."""
    text = f"Information note\n\nEvent: Workshop\n\nThe workshop was attended by {'two senior experts from the Government of Togo, a few officials of Mali, ' * 20}Benin.\n"
    assert len(extract(read_bytes(text.encode(), "a.txt")).claims) > 3
