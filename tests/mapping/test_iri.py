"""IRIs: readable, stable, and never one for two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.errors import ConfigurationError
from kg.mapping.iri import BASE, LONGEST, Mint, article_key, normalised
from kg.model import Document, Entity, Span
from kg.rdf import iri
from kg.settings import load
from kg.store.graphs import GraphNames

MINT = Mint()
ARMENIA = Entity(vocab.Country, "Armenia")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Azerbaijan", "azerbaijan"),
        ("The U.S. Army", "us-army"),
        ("The", "the"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("İlham Əliyev", "ilham-aliyev"),
        ("Łódź", "lodz"),
        ("Großbritannien", "grossbritannien"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Al-Nusra  Front", "al-nusra-front"),
        ("Armenia–Azerbaijan border", "armenia-azerbaijan-border"),
        ("Нагорный Карабах", "нагорный-карабах"),
        ("Йемен", "йемен"),
        ("서울", "서울"),
        ("नेपाल", "नेपाल"),
        ("طالبان", "طالبان"),
        ("💥", "x-0fadd2ce64ef471c"),
        ("", "x-e3b0c44298fc1c14"),
    ],
)
def test_names(name: str, key: str) -> None:
    assert normalised(name) == key


@pytest.mark.parametrize(
    ("entity", "path"),
    [
        (ARMENIA, "country/armenia"),
        (Entity(vocab.Country, "Armenia", "Armenia"), "country/armenia"),
        (
            Entity(vocab.Ministry, "Ministry of Defence of Armenia", "Armenia"),
            "ministry/armenia:ministry-of-defence",
        ),
        (Entity(vocab.Ministry, "Ministry of Defence", "Armenia"), "ministry/armenia:ministry-of-defence"),
        (Entity(vocab.Government, "Government of the Gambia", "The Gambia"), "government/gambia:government"),
        (Entity(vocab.PeacekeepingForce, "Blue Helmets"), "peacekeeping-force/blue-helmets"),
        (Entity(vocab.City, "Singapore", "Singapore"), "city/singapore:singapore"),
    ],
)
def test_entities(entity: Entity, path: str) -> None:
    assert MINT.entity(entity) == BASE + path


@pytest.mark.parametrize(
    ("owner", "path"),
    [
        (ARMENIA, "post/armenia:president"),
        (Entity(vocab.Organization, "Armenia"), "post/organization:armenia:president"),
        (
            Entity(vocab.Ministry, "Ministry of Health", "Armenia"),
            "post/ministry:armenia:ministry-of-health:president",
        ),
        (None, "post/president"),
    ],
)
def test_posts_belong_to_their_owner(owner: Entity | None, path: str) -> None:
    assert MINT.post(Entity(vocab.Post, "President"), owner) == BASE + path


def test_articles_and_what_is_in_them() -> None:
    key = article_key(Document("wires/Mon 1.txt", "Guns fell silent."))
    assert key == "wires-Mon-1.txt-f2a3f604ad6d13a2"
    assert article_key(Document("wires/Mon 1.txt", "Guns fell silent")) != key
    anonymous = Document("", "Guns fell silent.")
    assert article_key(Document(anonymous.content_hash, anonymous.text)) == "f2a3f604ad6d13a2"
    assert MINT.mention(key, Span(0, 4)) == f"{BASE}article/{key}#char=0,4"
    assert (
        MINT.record("event", key, vocab.VerbalConflict, Span(5, 9), 2)
        == f"{BASE}event/{key}:verbal-conflict-5-9-2"
    )


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "http://example.org", "http://exa mple.org/", "http://e/<x>/", "http://e/ns#"],
)
def test_a_base_must_be_an_absolute_iri_that_things_can_follow(base: str) -> None:
    with pytest.raises(ConfigurationError, match="base IRI"):
        Mint(base)


KINDS = st.sampled_from([vocab.Country, vocab.Person, vocab.City, vocab.ArmedForce, vocab.PeacekeepingForce])
NAMES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=LONGEST + 20),
    st.sampled_from(["Georgia", "Armenia", "Army", "Army of Armenia", "Armenia: Army", "army/armenia", "-"]),
)
ENTITIES = st.builds(Entity, KINDS, NAMES, st.none() | NAMES)


def essence(entity: Entity) -> tuple[str, str, str]:
    """What an entity's IRI stands for: class, normalised country and name."""
    country = normalised(entity.country_name) if entity.country_name and entity.kind != vocab.Country else ""
    name = normalised(entity.name)
    within = name.removesuffix(f"-of-{country}").removesuffix(f"-of-the-{country}")
    return entity.kind, country, within if country else name


@given(ENTITIES, ENTITIES)
def test_one_iri_is_one_class_country_and_name(one: Entity, other: Entity) -> None:
    assert (MINT.entity(one) == MINT.entity(other)) == (essence(one) == essence(other))


@given(NAMES)
def test_normalised_names_are_safe_and_stay(name: str) -> None:
    key = normalised(name)
    assert normalised(key) == key
    assert iri(BASE + key).value == BASE + key
    assert not set(key) & set(':/#?% "<>')
    assert 0 < len(key) <= LONGEST


@given(NAMES, st.text(max_size=5), NAMES, st.text(max_size=5))
def test_articles_with_other_texts_are_others(id: str, text: str, other_id: str, other_text: str) -> None:
    one, other = article_key(Document(id, text)), article_key(Document(other_id, other_text))
    assert text == other_text or one != other
    assert iri(MINT.article(one)).value == MINT.article(one)
    assert not set(one) & set(":/#?%")


def test_every_part_of_the_program_means_the_same_graphs() -> None:
    names = GraphNames()
    assert (names.entities, names.links, names.provenance) == (MINT.entities, MINT.links, MINT.provenance)
    assert load().base_iri == BASE
