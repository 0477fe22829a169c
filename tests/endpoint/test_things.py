"""Pages of things: what readers see of an event, an entity, an article, and of what is not there."""

from collections.abc import Iterator

import httpx
import pytest

from kg import rdf, terms, vocab
from kg.endpoint import Site, create_app, things
from kg.endpoint.sentences import Words, marked
from kg.rdf import Quad
from kg.store import open_store
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import running

BASE = "https://example.org/id/"
GRAPH, ARTICLE = BASE + "graph/a", BASE + "article/a"
NORTHLAND, SOUTHLAND, PREMIER = (
    BASE + "country/northland",
    BASE + "country/southland",
    BASE + "person/premier",
)
EVENT, COUNT, OFFICE = BASE + "event/a:accuse-1", BASE + "casualty/a:killed-1", BASE + "assertion/a:holds-1"
MAPPING = BASE + "mapping/northland"
SENTENCE = "Northland accused Southland of shelling; Southland denied it."
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def mention(begin: int, words: str) -> tuple[str, list[Quad]]:
    iri = f"{ARTICLE}#char={begin},{begin + len(words)}"
    return iri, [
        rdf.quad(iri, terms.RDF_TYPE, terms.NIF_OFFSET_BASED_STRING, GRAPH),
        rdf.quad(iri, terms.NIF_BEGIN_INDEX, rdf.integer(begin), GRAPH),
        rdf.quad(iri, terms.NIF_ANCHOR_OF, rdf.string(words), GRAPH),
        rdf.quad(iri, terms.NIF_REFERENCE_CONTEXT, ARTICLE, GRAPH),
    ]


def quads() -> Iterator[Quad]:
    def said(subject: str, predicate: str, value: rdf.Term | str) -> Quad:
        return rdf.quad(subject, predicate, value, GRAPH)

    yield said(GRAPH, terms.RDF_TYPE, vocab.ArticleGraph)
    yield said(ARTICLE, terms.RDF_TYPE, vocab.Article)
    yield said(ARTICLE, terms.DCTERMS_TITLE, rdf.string("Shells <b>fall</b>"))
    for iri, kind, name in (
        (NORTHLAND, vocab.Country, "Northland"),
        (SOUTHLAND, vocab.Country, "Southland"),
        (PREMIER, vocab.Person, "The Premier"),
    ):
        yield said(iri, terms.RDF_TYPE, kind)
        yield said(iri, terms.RDFS_LABEL, rdf.string(name, "en"))
    yield said(NORTHLAND, terms.OWL_SAME_AS, terms.WD + "Q0")
    yield said(MAPPING, terms.OWL + "annotatedSource", NORTHLAND)
    yield said(MAPPING, terms.OWL + "annotatedProperty", terms.OWL_SAME_AS)
    yield said(MAPPING, terms.OWL + "annotatedTarget", terms.WD + "Q0")
    yield said(MAPPING, terms.SSSOM + "confidence", rdf.decimal(0.75))
    actor, first = mention(100, "Northland")
    trigger, second = mention(110, "accused")
    target, third = mention(141, "Southland")
    yield from (*first, *second, *third)
    yield said(EVENT, terms.RDF_TYPE, vocab.Accuse)
    yield said(EVENT, terms.RDFS_LABEL, rdf.string("accused"))
    yield said(EVENT, vocab.sentence, rdf.string(SENTENCE))
    yield said(EVENT, vocab.status, vocab.Claimed)
    yield said(EVENT, vocab.claimedBy, PREMIER)
    yield said(EVENT, vocab.actor, NORTHLAND)
    yield said(EVENT, vocab.target, SOUTHLAND)
    yield said(EVENT, vocab.evidence, trigger)
    yield said(EVENT, vocab.actorMention, actor)
    yield said(EVENT, vocab.targetMention, target)
    yield said(actor, terms.ITSRDF_TA_IDENT_REF, NORTHLAND)
    yield said(COUNT, terms.RDF_TYPE, vocab.CasualtyCount)
    yield said(COUNT, vocab.harm, vocab.Killed)
    yield said(COUNT, vocab.minimum, rdf.integer(6))
    yield said(COUNT, vocab.victims, rdf.string("civilians"))
    yield said(COUNT, vocab.ofEvent, EVENT)
    yield said(OFFICE, terms.RDF_TYPE, vocab.Assertion)
    yield said(OFFICE, terms.RDF_SUBJECT, PREMIER)
    yield said(OFFICE, terms.RDF_PREDICATE, vocab.holdsOffice)
    yield said(OFFICE, terms.RDF_OBJECT, BASE + "post/premier")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("things") / "store"
    with open_store(path, base=BASE) as store:
        store.replace_article(GRAPH, quads())
        store.add([rdf.quad(BASE + "run/1", terms.RDF_TYPE, terms.PROV_ACTIVITY, BASE + "graph/provenance")])
    limits = Limits(processes=1, waiting=8, per_client=8, seconds=10, memory=1 << 30)
    with (
        ServedStore.open(path, base=BASE, limits=limits) as opened,
        running(create_app(Site(opened, base=BASE))) as url,
        httpx.Client(base_url=url, timeout=30, headers=HTML) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (
            "event/a:accuse-1",
            [
                "<h1>Accuse: Northland → Southland</h1>",
                '<mark class="actor" title="actor">Northland</mark> <mark class="trigger"',
                '; <mark class="target" title="target">Southland</mark> denied',
                ">Shells &lt;b&gt;fall&lt;/b&gt;</a>",
                '<span class="status">claimed</span>',
                ">The Premier</a>",
                ">civilians<",
            ],
        ),
        (
            "country/northland",
            ["<h1>Northland</h1>", ">wd:Q0</a>", "certain", "0.75", ">accused</a>", SENTENCE],
        ),
        ("person/premier", ["<h1>The Premier</h1>", "<h2>Offices</h2>", ">post/premier</a>", "claimed by"]),
        ("post/premier", ["What points to it"]),
        ("article/a", ["<h1>Shells &lt;b&gt;fall&lt;/b&gt;</h1>", ">accused</a>", ">Northland</a>"]),
        ("article/a%23char=110,117", ["<h1>“accused”</h1>", "What rests on these words"]),
        ("casualty/a:killed-1", ["<h1>Killed: at least 6 civilians</h1>"]),
        ("assertion/a:holds-1", ["The Premier · holds office · post/premier"]),
        ("graph/a", ["A named graph of 4", "/graphs?graph=https"]),
        ("graph/provenance", ["A named graph of 1 statements"]),
        ("run/1", ["run/1"]),
    ],
)
def test_a_page_tells_what_matters_of_its_kind(here: httpx.Client, path: str, shown: list[str]) -> None:
    response = here.get(f"/page/{path}")
    assert response.status_code == 200
    for text in shown:
        assert text in response.text, text
    assert 'rel="describes"' in response.headers["Link"]
    assert "<b>" not in response.text


def test_every_iri_of_the_graph_leads_somewhere(here: httpx.Client) -> None:
    named = {
        t.value for q in quads() for t in (q.subject, q.object, q.graph_name) if isinstance(t, rdf.NamedNode)
    }
    for iri in sorted(iri for iri in named if iri.startswith(BASE)):
        name = iri.removeprefix(BASE).replace("#", "%23")
        assert here.get(f"/id/{name}", follow_redirects=True).status_code == 200, iri
        data = here.get(f"/id/{name}", headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert iri in {
            t.value
            for q in rdf.parse(data.content, "ttl")
            for t in (q.subject, q.object)
            if isinstance(t, rdf.NamedNode)
        }


def test_every_local_link_of_a_page_leads_somewhere(here: httpx.Client) -> None:
    page = here.get("/page/event/a:accuse-1").text
    links = {part.split('"')[0].split("#query")[0] for part in page.split('href="')[1:]}
    for link in sorted(link for link in links if link.startswith("/")):
        assert here.get(link.replace("&amp;", "&"), follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize("path", ["/page/country/northland", "/data/country/northland.ttl"])
def test_what_the_client_has_is_not_sent_again(here: httpx.Client, path: str) -> None:
    tag = here.get(path).headers["ETag"]
    assert here.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_data_says_where_it_is_cut_off(here: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = here.get("/data/country/southland.nt")
    assert "X-Truncated" not in whole.headers
    monkeypatch.setattr(things, "GIVEN", 0)
    cut = here.get("/data/country/southland.nt", headers={"If-None-Match": ""})
    assert "the first 0" in cut.headers["X-Truncated"]
    [following] = [link for link in cut.headers["Link"].split(", ") if 'rel="next"' in link]
    rest = here.get(following[1 : following.index(">")], headers={"Accept": "application/n-triples"})
    assert sorted((cut.text + rest.text).splitlines()) == sorted(whole.text.splitlines())


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_what_is_not_there_names_what_is_close(here: httpx.Client, accept: str) -> None:
    response = here.get("/id/country/northlandd", headers={"Accept": accept}, follow_redirects=True)
    assert response.status_code == 404
    if accept == "text/html":
        assert '<a href="/id/country/northland">Northland</a>' in response.text
    else:
        assert response.json()["near"][0] == {"name": "Northland", "address": "/id/country/northland"}


@pytest.mark.parametrize(
    ("path", "accept", "status", "location"),
    [
        ("/ontology", "text/html", 200, None),
        ("/ontology", "text/turtle", 303, "/ontology.ttl"),
        ("/ontology", "application/ld+json", 303, "/ontology.jsonld"),
        ("/ontology/event-modes", "text/turtle", 303, "/ontology/event-modes.ttl"),
        ("/ontology/event-modes", "text/html", 303, "/ontology"),
        (f"/ontology/{vocab.VERSION}", "text/turtle", 303, "/ontology/conflict.ttl"),
        ("/ontology/9.9.9", "text/turtle", 404, None),
        ("/ontology.doc", "*/*", 404, None),
        ("/ontology", "image/png", 406, None),
    ],
)
def test_terms_lead_to_their_page_and_file(
    here: httpx.Client, path: str, accept: str, status: int, location: str | None
) -> None:
    response = here.get(path, headers={"Accept": accept})
    assert (response.status_code, response.headers.get("Location")) == (status, location)
    if location is not None:
        assert here.get(location, headers={"Accept": accept}).status_code == 200


def test_the_page_of_terms_has_an_anchor_for_each(here: httpx.Client) -> None:
    page = here.get("/ontology").text
    assert f'id="{vocab.Accuse.removeprefix(terms.CNO)}"' in page
    assert "<style" not in page  # the content security policy would block it
    file = list(rdf.parse(here.get("/ontology.nt").content, "nt"))
    assert vocab.Accuse in {q.subject.value for q in file if isinstance(q.subject, rdf.NamedNode)}


def test_the_editor_learns_terms_prefixes_and_how_often_they_occur(here: httpx.Client) -> None:
    response = here.get("/terms.json")
    content = response.json()
    known = {term["name"]: term for term in content["terms"]}
    assert content["prefixes"]["cno"] == terms.CNO
    assert known["cno:Country"]["count"] == 2
    assert known["cno:actor"]["range"] == "actor"
    assert known["nif:anchorOf"]["definition"] == "the words of a mention"
    again = here.get("/terms.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_first_page_says_what_there_is(here: httpx.Client) -> None:
    response = here.get("/")
    assert '</.well-known/void>; rel="describedby"' in response.headers["Link"]
    page = response.text
    for name, count in (
        ("articles", 1),
        ("people, forces, places", 3),
        ("events", 1),
        ("of them claimed or denied", 1),
    ):
        assert f"<dt>{name}</dt>" in page
        assert f">{count}</a></dd>" in page.split(f"<dt>{name}</dt>")[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [("a b a", ())]),
        (
            [Words(7, "a", "actor"), Words(5, "b", "trigger")],
            [("a ", ()), ("b", ("trigger",)), (" ", ()), ("a", ("actor",))],
        ),
        ([Words(90, "c", "actor")], [("a b a", ())]),
        (
            [Words(3, "a b", "actor"), Words(5, "b a", "target")],
            [("a ", ("actor",)), ("b", ("actor", "target")), (" a", ("target",))],
        ),
    ],
)
def test_words_are_marked_where_they_stand(
    words: list[Words], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(stretch.text, stretch.roles) for stretch in marked("a b a", words)] == expected
