"""What is checked of every document before it is read, wherever it came from."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Document, Notice, NoticeKind
from kg.sources.encoding import is_control
from kg.sources.records import Sourced

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = ("en", "eng", "english")
LIKE_ENGLISH = {"en", "pcm"}
"""The detector takes short headlines for Nigerian Pidgin."""
SAMPLE = 20_000
"""Characters that the language is judged by."""
FEWEST_CAPITALS = 200
"""Letters below which a text in capitals is taken for a headline."""
MOST_CAPITALS = 0.9


def check(sourced: Sourced, max_characters: int, language_confidence: float) -> Iterator[Sourced | Notice]:
    """The document after what is to be said about it; a notice alone where it is skipped."""
    document, place = sourced.document, sourced.place
    if len(document.text) > max_characters:
        yield too_long(place, max_characters)
        return
    foreign = _foreign(document, language_confidence)
    if foreign:
        yield Notice(place, NoticeKind.ANOTHER_LANGUAGE, foreign, skipped=True)
        return
    letters = [character for character in document.text if character.isalpha()]
    if len(letters) >= FEWEST_CAPITALS and sum(map(str.isupper, letters)) > MOST_CAPITALS * len(letters):
        detail = "names are hard to tell from words in such a text"
        yield Notice(place, NoticeKind.CAPITALS, detail, skipped=False)
    control = sum(map(is_control, document.text))
    if control:
        detail = f"{control} in the text; kept, so that offsets stay right"
        yield Notice(place, NoticeKind.CONTROL_CHARACTERS, detail, skipped=False)
    yield sourced


def too_long(place: str, most: int) -> Notice:
    """The notice on a text that is longer than any article."""
    detail = f"at most {most:,} characters are read as one article (KG_MAX_CHARACTERS)"
    return Notice(place, NoticeKind.TOO_LONG, detail, skipped=True)


def _foreign(document: Document, confidence: float) -> str | None:
    """What speaks for another language than English: the record itself, or the detector when it is sure."""
    declared = (document.language or "en").lower().replace("_", "-").split("-")[0]
    if declared not in ENGLISH:
        return f"declared as {document.language}; only English is read"
    if not any(map(str.isalpha, document.text[:SAMPLE])):
        return None
    language, probability = _identifier().classify(document.text[:SAMPLE])
    if language in LIKE_ENGLISH or probability < confidence:
        return None
    return f"looks like {language} ({probability:.0%} sure); only English is read"


@cache
def _identifier() -> "LanguageIdentifier":
    """Loaded with the first document: takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
