"""Each article once, in an order of its own."""

from collections.abc import Iterable, Iterator

from kg.model import Notice, NoticeKind
from kg.sources.records import Sourced


def distinct(items: Iterable[Sourced | Notice]) -> tuple[list[Sourced], list[Notice]]:
    """Each article once, in an order that does not depend on that of the input.

    An article is one text under one id: one id with two texts gives two articles, two ids with one text too,
    and both are said. Of several records of one article the fullest is kept, and a text without an id of its
    own gives way to the same text with one.
    """
    records: dict[tuple[str, str], list[Sourced]] = {}
    notices: list[Notice] = []
    for item in items:
        if isinstance(item, Notice):
            notices.append(item)
        else:
            records.setdefault((item.document.content_hash, item.document.id), []).append(item)
    kept: list[Sourced] = []
    for text, name in sorted(records, key=lambda key: (key[0], key[1] == key[0], key[1])):
        first, *others = sorted(records[text, name], key=_fullness)
        if name == text and kept and kept[-1].document.content_hash == text:
            first, others = kept[-1], [first, *others]
        else:
            kept.append(first)
        notices.extend(_same(other, f"the same article as {first.place}; read once") for other in others)
    return kept, [*notices, *_doubtful(kept)]


def _doubtful(kept: Iterable[Sourced]) -> Iterator[Notice]:
    """What makes one wonder whether the ids are right."""
    of_id: dict[str, Sourced] = {}
    of_text: dict[str, Sourced] = {}
    for sourced in kept:
        name = sourced.document.id
        if (first := of_id.setdefault(name, sourced)) is not sourced:
            detail = f"{name!r} also names {first.place}, with another text; both are kept"
            yield Notice(sourced.place, NoticeKind.DUPLICATE_ID, detail, skipped=False)
        if (first := of_text.setdefault(sourced.document.content_hash, sourced)) is not sourced:
            yield _same(sourced, f"as {first.place}, under another id; both are kept")


def _same(sourced: Sourced, detail: str) -> Notice:
    return Notice(sourced.place, NoticeKind.SAME_TEXT, detail, skipped=False)


def _fullness(sourced: Sourced) -> tuple[int, str]:
    """Sorts the record with the most metadata first; the rest of the key only makes the order total."""
    document = sourced.document
    values = (document.title, document.published, document.publisher, document.url, document.language)
    return -sum(value is not None for value in values), f"{values}\0{sourced.place}"
