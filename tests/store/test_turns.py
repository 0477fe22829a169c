"""Clients take turns, whoever came first or sends most."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.turns import Ticket, Turns


@pytest.mark.parametrize(
    ("joined", "served"),
    [
        ("", ""),
        ("aaa", "aaa"),
        ("aaab", "abaa"),
        ("aaabbc", "abcaba"),
        ("abab", "abab"),
    ],
)
def test_each_client_has_its_turn(joined: str, served: str) -> None:
    turns: Turns[int] = Turns()
    tickets = [turns.join(client) for client in joined]
    assert len(turns) == len(joined)
    for number in range(len(joined)):
        assert turns.call(number)
    assert not turns.call(-1)
    by_turn = sorted(tickets, key=lambda ticket: -1 if ticket.given is None else ticket.given)
    assert "".join(ticket.client for ticket in by_turn) == served
    assert all(ticket.called.is_set() for ticket in tickets)


def test_the_last_of_each_client_may_come_first() -> None:
    turns: Turns[int] = Turns(newest=True)
    tickets = [turns.join(client) for client in "aab"]
    for number in range(3):
        assert turns.call(number)
    assert [ticket.given for ticket in tickets] == [2, 0, 1]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["join", "leave", "call"]))))
def test_nobody_is_lost_or_served_twice(steps: list[tuple[str, str]]) -> None:
    turns: Turns[int] = Turns()
    waiting: list[Ticket[int]] = []
    called: Counter[int] = Counter()
    for number, (client, step) in enumerate(steps):
        match step:
            case "join":
                waiting.append(turns.join(client))
            case "leave" if waiting:
                turns.leave(waiting.pop(0))
            case _:
                before = [ticket for ticket in waiting if ticket.given is None]
                assert turns.call(number) == bool(before)
                now = [ticket for ticket in waiting if ticket.given is not None]
                called.update(ticket.given for ticket in now if ticket.given == number)
                waiting = [ticket for ticket in waiting if ticket.given is None]
        assert len(turns) == len(waiting)
    assert all(count == 1 for count in called.values())
