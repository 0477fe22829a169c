"""When: time expressions against a day of publication, and which of them dates an event."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.dates import TimeExpression, time_expressions
from kg.extract.dating import interval_for, narrowest
from kg.extract.language import parse
from kg.model import Interval

PUBLISHED = date(2023, 9, 20)  # a Wednesday


def said(expression: TimeExpression) -> str:
    """ "2023-09-19", "2023-08", "2020", "2020-11-29..2020-11-30", or "-" where unknown."""
    return shown(expression.interval)


def shown(interval: Interval | None) -> str:
    if interval is None:
        return "-"
    start, end = interval.start.isoformat(), interval.end.isoformat()
    if start == end:
        return start
    if start.endswith("01-01") and end == start[:4] + "-12-31":
        return start[:4]
    last = (
        date(interval.start.year + interval.start.month // 12, interval.start.month % 12 + 1, 1)
    ).toordinal() - 1
    if start.endswith("-01") and interval.end.toordinal() == last:
        return start[:7]
    return f"{start}..{end}"


def times(text: str, published: date | None = PUBLISHED) -> str:
    return " ".join(said(expression) for expression in time_expressions(parse(text), published))


EXPLICIT = [
    ("It began on September 19.", "2023-09-19"),
    ("It began on Sept. 19.", "2023-09-19"),
    ("It began on 19 September 2022.", "2022-09-19"),
    ("It began on 19th September, 2022.", "2022-09-19"),
    ("It began on the 19th of September 2022.", "2022-09-19"),
    ("It began on Nov 10, 2020.", "2020-11-10"),
    ("It began on November 10th, 2020, at dawn.", "2020-11-10"),
    ("It began on 2023-09-19.", "2023-09-19"),
    ("It began on 19/09/2022.", "2022-09-19"),
    ("It began on 09/19/2022.", "2022-09-19"),
    ("It began on 03/04/2022.", "-"),
    ("It began in August.", "2023-08"),
    ("It began in September.", "2023-09"),
    ("It began in October.", "2022-10"),
    ("It began in late November.", "2022-11"),
    ("It began in mid-July.", "2023-07"),
    ("It began in 2020.", "2020"),
    ("It began in November 2020.", "2020-11"),
    ("It began in November of 2020.", "2020-11"),
    ("It began in March this year.", "2023-03"),
    ("It began in September last year.", "2022-09"),
    ("It began last August.", "2023-08"),
    ("It began last December.", "2022-12"),
    ("It began in the 1990s.", "-"),
    ("It began in the late 1980s.", "-"),
    ("The war has raged since 2011.", "2011"),
    ("It has raged since February 2021.", "2021-02"),
    ("It was over on Nov. 29 and 30.", "2022-11-29..2022-11-30"),
    ("It lasted from May 1 to May 5.", "2023-05-01..2023-05-05"),
    ("It lasted from 1 to 5 May 2022.", "2022-05-01..2022-05-05"),
    ("It lasted from 28 April to 5 May 2022.", "2022-04-28..2022-05-05"),
    ("It lasted from May 28 to June 3, 2022.", "2022-05-28..2022-06-03"),
    ("Thousands died between 1985 and 2018.", "1985-01-01..2018-12-31"),
    ("The 2014-2016 war is over.", "2014-01-01..2016-12-31"),
    ("It lasted from September 2020 to March 2021.", "2020-09-01..2021-03-31"),
    ("It began on New Year's Eve.", "2022-12-31"),
    ("It began on New Year’s Day 2020.", "2020-01-01"),
    ("They attacked on Christmas Day.", "2022-12-25"),
    ("They attacked on Easter Sunday.", "2023-04-09"),
    ("They attacked on Good Friday 2022.", "2022-04-15"),
    ("An October 2021 coup toppled him.", "2021-10"),
    ("The 2003 invasion changed that.", "2003"),
    ("They met on May 5 and 12 people died.", "2023-05-05"),
    ("It began on February 29.", "2020-02-29"),
    ("It began on February 30.", "-"),
    ("It began on 31 November 2022.", "-"),
]

RELATIVE = [
    ("It began on Tuesday.", "2023-09-19"),
    ("It began on Wednesday.", "2023-09-20"),
    ("It began on Thursday.", "2023-09-14"),
    ("It began late on Monday.", "2023-09-18"),
    ("It began on Monday night.", "2023-09-18"),
    ("It began early Sunday morning.", "2023-09-17"),
    ("Sunday's attacks killed two.", "2023-09-17"),
    ("It began last Wednesday.", "2023-09-13"),
    ("They will meet on Tuesday.", "2023-09-26"),
    ("They are due to meet on Friday.", "2023-09-22"),
    ("They will meet next Monday.", "2023-09-25"),
    ("Talks would resume on Thursday, he said.", "2023-09-21"),
    ("It happened on Tuesday last week.", "2023-09-12"),
    ("It began yesterday.", "2023-09-19"),
    ("It began today.", "2023-09-20"),
    ("It began last night.", "2023-09-19"),
    ("They will vote tomorrow.", "2023-09-21"),
    ("They stormed the palace overnight.", "2023-09-20"),
    ("It began the day before yesterday.", "2023-09-18"),
    ("It began last week.", "2023-09-11..2023-09-17"),
    ("It began this week.", "2023-09-18..2023-09-24"),
    ("It began last month.", "2023-08"),
    ("It began earlier this month.", "2023-09"),
    ("It began last year.", "2022"),
    ("Prices rose this year.", "2023"),
    ("It began at the weekend.", "2023-09-16..2023-09-17"),
    ("It began over the weekend.", "2023-09-16..2023-09-17"),
    ("It began last weekend.", "2023-09-16..2023-09-17"),
    ("It began seven years ago.", "2016"),
    ("It began three days ago.", "2023-09-17"),
    ("It began two months ago.", "2023-07"),
    ("It began decades ago.", "-"),
    ("He fell on July 26. Two days later he fled.", "2023-07-26 2023-07-28"),
    ("He fell on July 26. The following day he fled.", "2023-07-26 2023-07-27"),
    ("He fell on July 26. That day he fled.", "2023-07-26 2023-07-26"),
    ("He fell on July 26. Hours later he fled.", "2023-07-26 2023-07-26"),
    ("He fell in January 2019. They attacked that month.", "2019-01 2019-01"),
    ("They took it last month. Days earlier, three had died.", "2023-08 2023-08"),
    ("He said on Tuesday, a day after troops crossed the line, that it was over.", "2023-09-19 2023-09-18"),
    ("It was signed on Thursday, nearly a month after fighting broke out.", "2023-09-14 2023-08"),
    (
        "The war began in early November 2005. On 5 November they attacked. Four days later it fell.",
        "2005-11 2005-11-05 2005-11-09",
    ),
    ("Lines have been quiet in recent months.", "-"),
    ("Hundreds died in the first three months of the year.", "2023"),
    ("It must be over by the end of 2024.", "2024"),
    ("It would be forced to cut rations in November.", "2023-11"),
    (
        "They claimed it in 2019. Troops shot six on Monday. Hours later they fled.",
        "2019 2023-09-18 2023-09-18",
    ),
    (
        "They fled on Monday. In May 2020 a mayor died. The raid came a day after he spoke.",
        "2023-09-18 2020-05 2023-09-17",
    ),
    (
        "It was fought in March 1995. The drive began on 20 August. It ended on 3 September.",
        "1995-03 1995-08-20 1995-09-03",
    ),
    (
        "They met on Monday. The office, opened in May 2018, has been shut since July.",
        "2023-09-18 2018-05 2023-07",
    ),
    ("It will take effect on 1 January.", "2024-01-01"),
    ("They agreed to hand it back by November 15.", "2023-11-15"),
    ("It happened on Saturday, Sept. 16.", "2023-09-16"),
    ("They were ordered to leave on September 4.", "2023-09-04"),
    ("They met in 1992. The pact was signed that July.", "1992 1992-07"),
    ("They left on Monday. They had shelled it two days before.", "2023-09-18 2023-09-16"),
    ("They left on Monday. Days earlier they had shelled it.", "2023-09-18 2023-09-09..2023-09-16"),
    ("It happened on Saturday (16 September).", "2023-09-16"),
]

NO_TIMES = [
    "He may march to the sun.",
    "May I ask you to sit?",
    "They fired 1800 shells at 2020 houses.",
    "The 2,000 troops left.",
    "Mr March met Mrs May.",
    "The March 23 Movement denied it.",
    "Read The Sun or The Mon.",
    "Call 555-2011.",
    "Second Lieutenant April Jones spoke.",
]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT + RELATIVE)
def test_what_time_words_mean(text: str, expected: str) -> None:
    assert times(text) == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == ""


ATTACHED = [
    ("The army on Tuesday launched an operation and demanded their withdrawal.", "launched", "2023-09-19"),
    ("The army on Tuesday launched an operation and demanded their withdrawal.", "operation", "2023-09-19"),
    ("The army on Tuesday launched an operation and demanded their withdrawal.", "demanded", "2023-09-19"),
    ("The army on Tuesday launched an operation and demanded their withdrawal.", "withdrawal", "-"),
    ("The ministry said on Tuesday that troops attacked a village.", "said", "2023-09-19"),
    ("The ministry said on Tuesday that troops attacked a village.", "attacked", "-"),
    ("Troops attacked the village on Monday, the ministry said.", "attacked", "2023-09-18"),
    ("Troops attacked the village on Monday, the ministry said.", "said", "-"),
    ("Troops attacked the village on Monday, the ministry said Tuesday.", "said", "2023-09-19"),
    ("On Tuesday, warplanes struck the town, killing two people.", "struck", "2023-09-19"),
    ("On Tuesday, warplanes struck the town, killing two people.", "killing", "2023-09-19"),
    ("He condemned the attack on Tuesday.", "condemned", "2023-09-19"),
    ("The ministry on Tuesday condemned the attack.", "attack", "-"),
    ("Three people were killed in an attack on Monday.", "killed", "2023-09-18"),
    ("Three people were killed in an attack on Monday.", "attack", "2023-09-18"),
    ("A war in 2006 killed 1,200 people.", "war", "2006"),
    ("They fought a war in 2006 that killed 1,200 people.", "killed", "2006"),
    ("A ceasefire announced in March collapsed in August.", "ceasefire", "2023-03"),
    ("A ceasefire announced in March collapsed in August.", "collapsed", "2023-08"),
    ("Fighting resumed on Aug. 24.", "Fighting", "2023-08-24"),
    ("At least 11 children died in March when helicopters fired on a school.", "fired", "2023-03"),
    ("Troops moved in on Monday after rebels attacked a base.", "attacked", "-"),
    ("Eight people have died since the clashes erupted on September 2.", "died", "2023-09-02"),
    ("In December, state media said a missile strike had hit the airport.", "hit", "2022-12"),
    ("They began deploying to the region on Tuesday.", "deploying", "2023-09-19"),
    ("They agreed on Tuesday to withdraw.", "withdraw", "-"),
    ("The rebels stormed the base before Friday.", "stormed", "-"),
    ("They must leave until Friday.", "leave", "-"),
    ("It was their worst defeat since 2016.", "defeat", "-"),
    ("They were shot on Sept. 3, said the mission.", "shot", "2023-09-03"),
    ("They were shot on Sept. 3, said the mission.", "said", "-"),
    ("Jets were reported to have fired missiles on 30 August.", "fired", "2023-08-30"),
    ("They attacked twice between 1985 and 2018.", "attacked", "1985"),
    ("BAKU, Sept. 19 (Agency) - Troops attacked a village.", "attacked", "-"),
    ("Talks held in Geneva last month failed.", "Talks", "2023-08"),
    ("Police arrested ten men on Friday and released them on Sunday.", "released", "2023-09-17"),
    ("Police arrested ten men on Friday and released them on Sunday.", "arrested", "2023-09-15"),
    ("Sunday's attacks killed four officers.", "attacks", "2023-09-17"),
    ("Sunday's attacks killed four officers.", "killed", "2023-09-17"),
    ("An October 2021 coup toppled the government.", "coup", "2021-10"),
    ("He was ousted in a coup on July 26.", "ousted", "2023-07-26"),
    ("Hundreds died in the first three months of the year.", "died", "2023-01"),
    ("Ministers banned officials from leaving the country on Monday.", "banned", "2023-09-18"),
    ("The army launched an offensive to retake it in June.", "launched", "2023-06"),
    ("The minister offered to resign on Monday.", "offered", "2023-09-18"),
    ("The allies held a drill, involving ten ships, in April.", "held", "2023-04"),
    ("They have fought since July, when rebels bombed a convoy.", "bombed", "2023-07"),
    ("Last month, the gunmen sent a video to a newspaper threatening to kill him.", "threatening", "2023-08"),
    ("The war ended with the Geneva Agreement, signed on 18 March 1994.", "Agreement", "1994-03-18"),
    ("Fighting around the city resumed in August, and agencies say the road is cut.", "Fighting", "2023-08"),
    ("Fighting around the city resumed in August, and agencies say the road is cut.", "say", "-"),
    ("They were driven out in August 2011 but often attack towns.", "attack", "-"),
    ("Explosions were heard in the town on Monday.", "Explosions", "2023-09-18"),
    ("It is the deadliest since August, when rebels killed ten people.", "killed", "2023-08"),
    ("The air force has flown in aid on forty flights since May.", "flown", "2023-05"),
    ("A wave of attacks has forced thousands to flee since June.", "attacks", "2023-06"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), ATTACHED)
def test_which_time_dates_an_event(text: str, trigger: str, expected: str) -> None:
    doc = parse(text)
    token = next(token for token in doc if token.text == trigger)
    assert shown(interval_for(token, time_expressions(doc, PUBLISHED))) == expected


def test_a_dateline_dates_the_article_where_nothing_else_does() -> None:
    doc = parse("BAKU, Sept. 19, 2023 (Agency) - Troops attacked a village on Monday.")
    dateline, monday = time_expressions(doc, None)
    assert (dateline.dateline, said(monday)) == (True, "2023-09-18")


def test_nothing_relative_is_resolved_without_a_day_of_publication() -> None:
    assert times("On Tuesday and in August, and on 3 May 2020, and last week.", None) == "- - 2020-05-03 -"


def test_the_narrower_of_two_dates_wins_where_one_lies_in_the_other() -> None:
    november = Interval(date(2022, 11, 1), date(2022, 11, 30))
    day = Interval(date(2022, 11, 29), date(2022, 11, 29))
    other = Interval(date(2022, 12, 1), date(2022, 12, 1))
    assert narrowest([november, other, day]) == day
    assert narrowest([]) is None


WORDS = """
on in since the last next Tuesday week month February 29 30 31 2020 1999 May to and – , . days two later
ago after
before earlier that day same following New Year's Eve 2023-02-30 99/99/2020 9999
"""


@settings(deadline=None, max_examples=80)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join)),
    st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)])),
)
def test_any_text_gives_ordered_days_inside_the_text(text: str, published: date | None) -> None:
    doc = parse(text)
    expressions = time_expressions(doc, published)
    for expression in expressions:
        assert text[expression.span.begin : expression.span.end]
        assert 0 <= expression.begin < expression.end <= len(doc)
        assert expression.interval is None or expression.interval.start <= expression.interval.end
    assert all(a.span.end <= b.span.begin for a, b in pairwise(expressions))
    for token in doc:
        interval_for(token, expressions)
