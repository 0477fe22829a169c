"""The page explains every term, and every link on it leads somewhere."""

from html.parser import HTMLParser

from kg.ontology import NAMESPACE, read
from kg.ontology.page import curie, ontology_page


class _Page(HTMLParser):
    """Ids, links and open tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.sources += [given["src"] or ""] if "src" in given else []
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_term_has_its_anchor_so_that_its_iri_leads_to_it() -> None:
    page = _Page(ontology_page())
    assert {iri.removeprefix(NAMESPACE) for iri in read().terms} == set(page.ids) - {"top"}
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_somewhere() -> None:
    page = _Page(ontology_page())
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)


def test_page_is_whole_html_that_loads_nothing() -> None:
    page = _Page(ontology_page())
    assert page.open == []
    assert page.sources == []
    assert "<script" not in ontology_page()
    assert 'lang="en"' in ontology_page()


def test_terms_of_others_are_shown_by_prefix() -> None:
    assert curie("https://schema.org/Event") == "schema:Event"
    assert curie("urn:x") == "urn:x"
    aligned = {value for term in read().terms.values() for _, value in term.alignments}
    assert [iri for iri in sorted(aligned) if curie(iri) == iri] == [
        "https://github.com/openeventdata/PLOVER"
    ]
