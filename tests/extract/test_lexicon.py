"""The lexicon is data under a schema: each entry fires on its own example, and mistakes are told."""

from datetime import date
from pathlib import Path

import pytest

from kg import vocab
from kg.errors import ConfigurationError
from kg.extract import DEFAULT_MODEL
from kg.extract.entities import cast
from kg.extract.events import events, phrases
from kg.extract.events.lexicon import FOLDER, Entry, entries_of, lexicon
from kg.extract.language import parse
from kg.extract.scene import Scene
from kg.knowledge import open_knowledge
from kg.model import Document

ENTRIES = [(path.stem, entry) for path in sorted(FOLDER.glob("*.toml")) for entry in entries_of(path)]


def scene(text: str) -> Scene:
    document = Document("x", text, published=date(2024, 3, 6))
    return cast(document, parse(text, DEFAULT_MODEL), open_knowledge())


def named(entry: Entry) -> str:
    return f"{entry.kind.rpartition('#')[2]}-{'noun' if entry.noun else 'verb'}-{entry.example[:40]}"


@pytest.mark.parametrize("entry", [e for _, e in ENTRIES], ids=[named(e) for _, e in ENTRIES])
def test_every_entry_fires_on_its_example(entry: Entry) -> None:
    """Its type is among the events of the sentence, named by one of its words."""
    told = scene(entry.example)
    words = {t.idx for t in told.doc if {t.lemma_.lower(), phrases.hyphenated(t)} & entry.lemmas}
    found = [(event.kind, span) for event in events(told, lambda token: None) for span in event.triggers]
    fired = [kind for kind, span in found if any(span.begin <= i < span.end for i in words)]
    assert entry.kind in fired, found


def test_every_type_has_a_file_and_every_mode_a_word() -> None:
    assert {stem for stem, _ in ENTRIES} == {
        {"Statement": "state"}.get(kind.rpartition("#")[2], kind.rpartition("#")[2].lower())
        for kind in vocab.EVENT_CLASSES
    }
    told = {(e.kind, mode) for _, e in ENTRIES for mode in (*e.modes.values(), e.mode)}
    untold = {(kind, mode) for kind, modes in vocab.MODES_OF.items() for mode in modes} - told
    assert untold == {
        (vocab.Assault, "crowd-control"),
        (vocab.Coerce, "misinformation"),
        (vocab.Coerce, "withhold"),
        (vocab.Sanction, "convict"),
    }


EXAMPLE = 'example = "They frobbed it."'
MISTAKES = [
    ('type = "Frob"', "type is 'Frob'; expected one of Accuse, Agree"),
    ('type = "Aid"\nverbs = []', "unknown table ['verbs']; expected type"),
    ('type = "Aid"\n[[verb]]\nlemmas = ["frob"]', "example is missing; give the words and a sentence"),
    (f'type = "Aid"\n[[verb]]\n{EXAMPLE}', "lemmas is missing"),
    (f'type = "Aid"\n[[verb]]\nlemma = ["frob"]\n{EXAMPLE}', "unknown field ['lemma']; an entry has: active"),
    (f'type = "Aid"\n[[verb]]\nlemmas = ["@frobs"]\n{EXAMPLE}', "no class of words is called '@frobs'"),
    (
        f'type = "Aid"\n[[verb]]\nlemmas = ["frob"]\nnot_combinations = ["frob @frobs"]\n{EXAMPLE}',
        "no class of words is called 'frob @frobs'",
    ),
    (f'type = "Aid"\n[[verb]]\nlemmas = "frob"\n{EXAMPLE}', "lemmas is 'frob'; expected a list of words"),
    (f'type = "Aid"\n[[verb]]\nlemmas = ["frob"]\npassive = "yes"\n{EXAMPLE}', "expected true or false"),
    (f'type = "Aid"\n[[verb]]\nlemmas = ["frob"]\nobject = "goal"\n{EXAMPLE}', "expected one of actor"),
    (
        f'type = "Aid"\n[[verb]]\nlemmas = ["frob"]\nmode = "demo"\n{EXAMPLE}',
        "mode is 'demo'; this event type has",
    ),
    ('type = "Protest"\n[modes]\narrest = ["frob"]', "mode is 'arrest'; this event type has boycott"),
    (
        f'type = "Aid"\n[[verb]]\nlemmas = ["frob"]\n{EXAMPLE}\n' * 1
        + f'[[verb]]\nlemmas = ["frob"]\n{EXAMPLE}',
        "twice",
    ),
    ("type = ", "is no TOML"),
]


@pytest.mark.parametrize(("toml", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_a_mistake_is_told(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "own.toml").write_text(toml)
    with pytest.raises(ConfigurationError) as error:
        lexicon((tmp_path,))
    assert message in str(error.value)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no lexicon"):
        lexicon((tmp_path,))


def test_an_own_folder_adds_words_and_outdoes_the_shipped_ones(tmp_path: Path) -> None:
    own = 'type = "Aid"\n[[verb]]\nlemmas = ["shell"]\nobject = "target"\nexample = "They shelled it."'
    (tmp_path / "own.toml").write_text(own)
    told = scene("Kenya shelled Somalia. Mali criticised Niger.")
    kinds = [event.kind for event in events(told, lambda token: None, (FOLDER, tmp_path))]
    assert kinds == [vocab.Aid, vocab.Accuse]
