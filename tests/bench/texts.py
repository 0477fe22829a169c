"""Texts to measure with: the project's own, and the articles of ../shared that were written for it."""

import json
from datetime import date
from pathlib import Path

from kg.model import Document
from kg.settings import data_dir

GOLD = Path(__file__).parents[3] / "shared" / "bench" / "gold"


def articles() -> list[str]:
    """A few thousand words of news, each text once."""
    seeds = [file.read_text("utf-8") for file in sorted((data_dir("seeds") / "articles").glob("*.txt"))]
    wires = [json.loads(file.read_text("utf-8"))["text"] for file in sorted(GOLD.glob("wire-*.json"))]
    return seeds + wires


def documents(count: int) -> list[Document]:
    """That many articles; a number at the end makes each text another one."""
    texts = articles()
    return [
        Document(f"d{n}", f"{texts[n % len(texts)]}\n\n({n})", published=date(2024, 1, 9))
        for n in range(count)
    ]


def long_text(characters: int, line_break: str = "\n\n") -> Document:
    """One text of that length, with or without paragraphs."""
    joined = line_break.join(" ".join(text.split()) if line_break == " " else text for text in articles())
    repeated = line_break.join([joined] * (characters // len(joined) + 1))
    return Document("long", repeated[:characters], published=date(2024, 1, 9))
