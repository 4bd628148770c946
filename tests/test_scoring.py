"""The score of a plan, held to the four plans that were scored by hand when the method was written."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import nbinom

from netkit.questions import (
    Audience,
    Avenue,
    Goal,
    Help,
    How,
    IfThen,
    Message,
    Offer,
    Plan,
    Venue,
    When,
    Where,
    Who,
    Why,
)  # fmt: skip
from netkit.records import Person
from netkit.scoring import POINTS, PlanScore, score_plan
from netkit.scoring.likeness import groups, tokens, word_count
from netkit.scoring.result import say_points

TODAY = date(2026, 3, 9)
NOBODY = pd.DataFrame({"id": [], "name": [], "offers": [], "will_ask": []})
WHOLE = Message(
    story="Nine years of maths, then a whole school's timetables",
    remember="makes numbers plain",
    need="20 minutes about your start",
    help="calming nervous audiences",
)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def people(n: int, offered: int = 0, offer: str = "a list of meetups") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [f"p{i}" for i in range(n)],
            "name": [f"Person number {i}" for i in range(n)],
            "offers": [[offer] if i < offered else [] for i in range(n)],
            "will_ask": [False] * n,
        }
    )


def ids(n: int) -> list[str]:
    return [f"p{i}" for i in range(n)]


def score(plan: Plan, who: pd.DataFrame = NOBODY, weekly: pd.DataFrame | None = None) -> PlanScore:
    return score_plan(plan, who, TODAY, weekly)


def lost(result: PlanScore, question: str) -> dict[str, float]:
    return {reason.criterion: reason.lost for reason in result.reasons if reason.question == question}


def found(result: PlanScore) -> set[str]:
    return {finding.kind for finding in result.findings}


def parts(*points: float) -> dict[str, float]:
    return dict(zip(POINTS, points, strict=True))


CHANGING = Plan(
    why=Why(
        goals=[
            Goal(id="g", kind="knowledge", outcome="what an analyst does", number=6, unit="conversations",
                 by=in_days(90))
        ]
    ),
    who=Who(
        audiences=[
            Audience(description="hospital analysts", focus="waiting lists", places=["Data Meetup"],
                     acquaintance="not_yet", goals=["g"]),
            Audience(description="ex-teachers in data", focus="learning on the job", places=["a chat group"],
                     acquaintance="some", goals=["g"]),
        ]
    ),
    message=WHOLE,
    where=Where(scopes=["local"], venues=[Venue(name="Data Meetup"), Venue(name="a chat group")]),
    how=How(
        mode="one_to_one",
        avenues=[Avenue(kind="informational_interview")],
        ifthens=[IfThen(cue_kind="time", cue="Wednesday 16:15", action="write to one")],
    ),
    when=When(
        number=1, per="week", named=ids(2), next="ask my colleague", next_on=in_days(3), review="sunday"
    ),
    help=Help(
        offers=[Offer(what="try your training on pupils", effort="under_hour"),
                Offer(what="a timetable looked at", effort="under_hour")]
    ),
)  # fmt: skip

FOUNDING = Plan(
    why=Why(
        goals=[Goal(id="g", kind="open_doors", outcome="clinics try it", number=3, unit="other",
                    by=in_days(120))]
    ),
    who=Who(
        audiences=[Audience(description="clinic managers", focus="rotas", places=["the association"],
                            acquaintance="not_yet", goals=["g"])]
    ),
    message=WHOLE,
    where=Where(scopes=["national"], venues=[Venue(name="the association's meeting", scope="national")]),
    how=How(
        mode="both",
        avenues=[Avenue(kind="networking_event"), Avenue(kind="call")],
        ifthens=[IfThen(cue_kind="time", cue="daily 9:00", action="write to two")],
    ),
    when=When(number=10, per="week", named=ids(20), next="ring", next_on=in_days(1), review="monday"),
    help=Help(
        offers=[
            Offer(id="offer1", what="compare your rota with ten others", effort="fifteen_minutes"),
            Offer(what="an introduction to our printer", effort="hours"),
            Offer(what="a pilot for nothing", effort="days"),
        ]
    ),
)  # fmt: skip

STAYING = Plan(
    why=Why(
        goals=[Goal(id="g", kind="ideas", outcome="outside views", number=6, unit="other", by=in_days(90))]
    ),
    who=Who(
        audiences=[
            Audience(description="old colleagues", focus="timber", places=["the evening"],
                     acquaintance="some", goals=["g"]),
            Audience(description="neighbours", focus="roofs", places=["the street"], acquaintance="some",
                     goals=["g"]),
            Audience(description="planners", focus="rules", acquaintance="some", goals=["g"]),
        ]
    ),
    message=WHOLE.changed(need=""),
    where=Where(scopes=["local"], venues=[Venue(name="a quarterly evening", scope="local")]),
    how=How(
        mode="one_to_one",
        avenues=[Avenue(kind="coffee")],
        ifthens=[IfThen(cue_kind="time", cue="Friday", action="one catch-up")],
    ),
    when=When(number=1, per="month", named=ids(12), next="write", next_on=in_days(5), review="friday"),
    help=Help(
        offers=[
            Offer(what="look over a sketch", effort="five_minutes"),
            Offer(what="an evening of drawing", effort="hours"),
            Offer(what="names of good roofers", effort="under_hour"),
        ]
    ),
)  # fmt: skip


# The four plans and their points: scored by hand, section E of the method.


def test_the_plan_of_somebody_changing_career_has_89_and_a_half_points() -> None:
    result = score(CHANGING, people(2, offered=1))
    assert result.parts == parts(15, 15, 15, 10, 15, 12.5, 7)
    assert result.total == 89.5
    assert lost(result, "when") == {"names": 2.5}
    assert lost(result, "help") == {"offers": 2, "named": 3, "small": 3}


def test_the_plan_of_somebody_founding_has_100_points_and_no_reason() -> None:
    result = score(FOUNDING, people(20, offered=20, offer="offer1"))
    assert result.parts == POINTS
    assert (result.total, result.ready, result.reasons) == (100, 7, ())
    assert result.summary() == "7 of 7 ready: go on to 2_people."


def test_the_plan_of_somebody_staying_has_95_points() -> None:
    result = score(STAYING, people(12, offered=5))
    assert result.parts == parts(15, 15, 11, 9, 15, 15, 15)
    assert result.total == 95
    assert {(r.criterion, r.lost) for r in result.reasons} == {("need", 4), ("who", 1)}


def test_a_blank_plan_has_no_points_and_every_criterion_as_a_reason() -> None:
    result = score(Plan())
    assert (result.total, result.ready) == (0, 0)
    assert {q: set(lost(result, q)) for q in POINTS} == {
        "why": {"kind", "outcome", "measure", "date"},
        "who": {"picture", "served", "acquaintance"},
        "message": {"story", "remember", "need", "help"},
        "where": {"scope", "place", "who"},
        "how": {"mode", "avenue", "ifthen"},
        "when": {"target", "names", "next", "review"},
        "help": {"offers", "named", "small"},
    }
    assert result.findings == ()
    assert result.summary() == "0 of 7 ready, next: say what your goal is (Why)."


def test_next_is_the_criterion_that_holds_most_even_if_its_people_share_it() -> None:
    offers = Help(offers=[Offer(what="the meetup list", effort="five_minutes"), Offer(what="a room in June")])
    result = score(STAYING.changed(help=offers), people(12, offered=0))
    found = [(r.criterion, r.lost) for r in result.reasons if r.question == "help"]
    assert found == [("offers", 2), *[("named", 6 / 5)] * 5]
    step = result.next("help")
    assert step is not None
    assert (step.criterion, step.act) == ("named", "Choose something for Person number 0 (+1)")


def test_a_question_of_which_nothing_is_said_is_empty_though_another_earns_points_for_it() -> None:
    people = [Audience(description="analysts", places=["Leeds Data Meetup"])]
    result = score(Plan(who=Who(audiences=people)))
    assert (result.parts["where"], result.state("where"), result.state("who")) == (3, "empty", "started")
    assert [r.act for r in result.reasons if r.criterion == "place"] == ["Tick a place (+4)"]
    ticked = Where(venues=[Venue(name="leeds data meetup")])
    now = score(Plan(who=Who(audiences=people), where=ticked))
    assert now.state("where") == "started"
    assert [r.act for r in now.reasons if r.criterion == "place"] == ["Name a place (+4)"]


# Criterion by criterion


def test_the_best_goal_counts() -> None:
    weak = Goal(kind="ideas")
    both = CHANGING.changed(why=Why(goals=[weak, *CHANGING.why.goals]))
    assert score(both, people(2, 1)).parts["why"] == 15


@pytest.mark.parametrize(
    ("by", "earns"),
    [(TODAY, False), (in_days(1), True), (date(2027, 9, 9), True), (date(2027, 9, 10), False)],
)
def test_a_goals_day_lies_after_today_and_at_most_18_months_ahead(by: date, earns: bool) -> None:
    plan = CHANGING.changed(why=Why(goals=[CHANGING.why.goals[0].changed(by=by)]))
    assert ("date" in lost(score(plan), "why")) is not earns


def test_a_day_that_went_by_is_said_as_time_and_not_as_a_fault() -> None:
    plan = CHANGING.changed(
        why=Why(goals=[CHANGING.why.goals[0].changed(by=in_days(-6))]),
        when=CHANGING.when.changed(next_on=in_days(-1)),
    )
    late = [r for r in score(plan).reasons if r.criterion in ("date", "next")]
    assert [r.why for r in late] == [
        "Time went by: its day was 3 Mar 2026.",
        "Time went by: its day was 8 Mar 2026.",
    ]
    assert late[0].field == "why.goals.g.by"
    assert late[0].act == "Choose a day (+4)"
    assert late[1].field == "when.next_on"


def test_anyone_earns_nothing_for_who() -> None:
    assert score(Plan(who=Who(audiences=[Audience(description="anyone")]))).parts["who"] == 0


def test_each_audience_and_each_goal_earns_its_share() -> None:
    goals = [Goal(id="g", outcome="doors"), Goal(id="h", outcome="company")]
    audiences = [
        Audience(description="analysts", focus="lists", goals=["g"], acquaintance="some"),
        Audience(id="b", description="teachers"),
    ]
    result = score(Plan(why=Why(goals=goals), who=Who(audiences=audiences)))
    assert result.parts["who"] == 4 + 2.5 + 1
    assert lost(result, "where")["who"] == 1.5
    fields = {r.criterion: r.field for r in result.reasons if r.question == "who"}
    assert fields == {
        "picture": "who.audiences.b.focus",
        "served": "who.audiences.b.goals",
        "acquaintance": "who.audiences.b.acquaintance",
    }


def test_one_paragraph_four_times_earns_at_most_4() -> None:
    text = "I make numbers plain for people who fear them"
    plan = Plan(message=Message(story=text, remember=text.upper(), need=text + "!", help=f" {text} "))
    assert score(plan).parts["message"] == 4


def test_an_answer_of_over_60_words_earns_nothing_and_says_so() -> None:
    plan = Plan(message=WHOLE.changed(story=" ".join(f"word{i}" for i in range(61))))
    (reason,) = [r for r in score(plan).reasons if r.question == "message"]
    assert (reason.field, reason.lost, reason.act) == ("message.story", 4, "Make it shorter (+4)")


def test_each_distance_wants_a_place_of_its_own() -> None:
    def place(*venues: Venue) -> float:
        return score(Plan(where=Where(scopes=["local", "national"], venues=list(venues)))).parts["where"]

    assert place() == 3
    assert place(Venue(name="PyCon", scope="national")) == 3 + 2
    assert place(Venue(name="PyCon"), Venue(name="the choir", scope="local")) == 3 + 4
    assert place(Venue(name="PyCon", scope="local"), Venue(name="pycon", scope="national")) == 3 + 2
    assert place(Venue(name="PyCon", scope="international")) == 3
    assert score(Plan(where=Where(scopes=["unknown"]))).parts["where"] == 0


def test_an_avenue_fits_the_mode_by_its_kind_unless_changed() -> None:
    def earned(mode: str, *avenues: Avenue) -> float:
        return score(Plan(how=How(mode=mode, avenues=list(avenues)))).parts["how"]

    assert earned("one_to_one", Avenue(kind="meetup")) == 3
    assert earned("one_to_one", Avenue(kind="meetup", mode="one_to_one")) == 7
    assert earned("one_to_many", Avenue(kind="meetup")) == 7
    assert earned("both", Avenue(kind="coffee")) == 7
    assert earned("", Avenue(kind="coffee")) == 0
    said = [reason.why for reason in score(Plan(how=How(mode="one_to_many", avenues=[Avenue(kind="coffee")]))).reasons]
    assert "None of the ways you chose fits “groups”, as you said above." in said


@pytest.mark.parametrize(("kind", "points"), [("time", 8), ("habit", 8), ("event", 4), ("", 4)])
def test_an_if_then_earns_most_with_a_time_or_a_habit(kind: str, points: float) -> None:
    plan = Plan(how=How(ifthens=[IfThen(cue_kind=kind, cue="tea", action="write to one")]))
    assert score(plan).parts["how"] == points
    assert score(Plan(how=How(ifthens=[IfThen(cue_kind=kind, cue="tea")]))).parts["how"] == 0


def test_catch_ups_make_a_target_too() -> None:
    assert score(Plan(when=When(catch_ups=2, catch_ups_per="month"))).parts["when"] == 5
    assert score(Plan(when=When(number=2))).parts["when"] == 0


def test_names_earn_in_proportion_to_four_weeks_target_between_3_and_10() -> None:
    def names(number: int, per: str, n: int) -> float:
        plan = Plan(when=When(number=number, per=per, named=ids(n)))
        return score(plan, people(n)).parts["when"] - 5

    assert names(1, "month", 3) == 5
    assert names(1, "week", 2) == 2.5
    assert names(2, "week", 4) == 2.5
    assert names(1, "day", 10) == 5
    assert names(50, "week", 10) == 5


def test_what_is_read_of_names_and_points_is_whole_and_agrees() -> None:
    def of(n: int) -> tuple[str, str, str]:
        result = score(Plan(when=When(number=1, per="week", named=ids(n), next="x y", next_on=in_days(1))), people(n))
        (reason,) = [one for one in result.reasons if one.criterion == "names"]
        return reason.why, reason.act, say_points(result.parts["when"] + 2, earned=True)

    # of 5 points for 4 names: 1.25 lost with three, 3.75 with one, of 15 in all
    assert of(3) == (
        "Three named: enough to begin. Four last four weeks at your number.",
        "Name more people (+1)",
        "14",
    )
    why = "One named: three are enough to begin, four last four weeks at your number."
    assert of(1) == (why, "Name more people (+4)", "11")
    assert of(0)[1] == "Name people (+5)"
    assert [say_points(p) for p in (0.5, 2.5, 2.6)] == ["a little", "2", "3"]


@pytest.mark.parametrize(
    ("n", "why"),
    [
        (0, "There is nothing to give here yet."),
        (1, "One to give so far; two are enough to begin, three earn all."),
        (2, "Two to give so far: enough to begin, three earn all."),
    ],
)
def test_two_offers_are_enough_to_begin(n: int, why: str) -> None:
    offers = [Offer(what=what, effort="five_minutes") for what in ("the meetup list", "a room in June")[:n]]
    result = score(Plan(help=Help(offers=offers), when=When(named=ids(1))), people(1, offered=1))
    assert [one.why for one in result.reasons if one.criterion == "offers"] == [why]
    assert (result.state("help") == "ready") == (n == 2)


def test_the_next_step_lies_within_14_days() -> None:
    def step(days: int) -> bool:
        return "next" not in lost(score(Plan(when=When(next="ring", next_on=in_days(days)))), "when")

    assert [days for days in range(-2, 18) if step(days)] == list(range(15))


def test_ill_ask_and_a_shared_offer_count_and_an_offer_without_words_does_not() -> None:
    who = people(3, offered=1, offer="blank")
    who.loc[1, "will_ask"] = True
    who.at[2, "offers"] = ["tea", "offer1"]
    plan = Plan(when=When(named=ids(3)), help=Help(offers=[Offer(id="blank", effort="five_minutes")]))
    result = score(plan, who)
    assert result.parts["help"] == 4
    (reason,) = [r for r in result.reasons if r.criterion == "named"]
    assert (reason.field, reason.act) == ("person.p0.offers", "Choose something for Person number 0 (+2)")


def test_offers_that_say_nearly_the_same_count_once_also_by_way_of_a_third() -> None:
    words = "read your draft and tell you kindly what I see"  # 10 words; 9 of 10 shared is .8 or more
    chain = [words, words.replace("kindly", "gently"), words.replace("kindly", "gently").replace("read", "see")]
    assert len(groups(chain)) == 1
    assert score(Plan(help=Help(offers=[Offer(what=text) for text in chain]))).parts["help"] == 2


def test_people_who_are_not_in_the_workbook_count_for_nothing() -> None:
    assert score(Plan(when=When(named=["gone1", "gone2"])), people(1)).parts["when"] == 0


def test_named_people_may_come_as_records_so_that_pandas_is_not_needed() -> None:
    persons = [Person(id=f"p{i}", name=f"Person number {i}", offers=["tea"][:i]) for i in range(2)]
    assert score_plan(CHANGING, persons, TODAY).total == 89.5


def test_scoring_loads_neither_pandas_nor_scipy() -> None:
    code = "import netkit.scoring, sys; print([m for m in ('pandas', 'scipy', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


# Findings: said, and no points taken


def test_a_goal_without_people_and_people_without_place_or_avenue_are_found() -> None:
    plan = FOUNDING.changed(
        why=Why(goals=[*FOUNDING.why.goals, Goal(id="h", outcome="company on Fridays", kind="support")]),
        who=Who(audiences=[*FOUNDING.who.audiences, Audience(id="b", description="nurses", focus="shifts")]),
        how=FOUNDING.how.changed(avenues=[Avenue(kind="call", audiences=[FOUNDING.who.audiences[0].id])]),
    )
    result = score(plan, people(20, 20))
    kinds = {finding.kind: finding.field for finding in result.findings}
    assert kinds == {
        "goal_without_who": "who.audiences",
        "goal_unmeasured": "why.goals.h.number",
        "who_without_where": "who.audiences.b.places",
        "who_without_avenue": "how.avenues",
    }
    assert [finding.goal for finding in result.findings if finding.kind == "goal_without_who"] == ["h"]


def test_a_whole_plan_has_no_findings() -> None:
    assert score(FOUNDING, people(20, 20)).findings == ()


def test_named_people_without_an_offer_are_one_finding() -> None:
    (finding,) = [f for f in score(CHANGING, people(2)).findings if f.kind == "named_without_offer"]
    assert finding.text == "What might help Person number 0 and 1 more? Or choose “I'll ask”."


def test_somebody_named_twice_counts_once_and_is_found() -> None:
    who = people(2, 2)
    who["name"] = ["Zoë Straße", "ZOE\u0308 STRASSE"]  # equal after NFKC and casefold
    result = score(CHANGING, who)
    assert "named_twice" in found(result)
    assert lost(result, "when")["names"] == 3.75


def test_more_than_ten_a_week_one_by_one_is_found() -> None:
    plan = FOUNDING.changed(how=FOUNDING.how.changed(mode="one_to_one"))
    assert "too_many_one_to_one" not in found(score(plan))
    assert "too_many_one_to_one" in found(score(plan.changed(when=plan.when.changed(number=11))))


def test_more_minutes_than_hours_are_found() -> None:
    how = CHANGING.how.changed(avenues=[Avenue(kind="coffee", minutes=60), Avenue(kind="call", minutes=30)])
    when = CHANGING.when.changed(catch_ups=1, catch_ups_per="week", hours=1.5)  # 2 a week at 45 minutes: 90
    plan = CHANGING.changed(how=how, when=when)
    assert "too_little_time" not in found(score(plan))
    assert "too_little_time" in found(score(plan.changed(when=when.changed(hours=1.4))))


def test_fewer_than_one_person_in_two_weeks_is_found() -> None:
    assert "too_rare" in found(score(STAYING, people(12, 5)))
    often = STAYING.when.changed(catch_ups=2, catch_ups_per="month")
    assert "too_rare" not in found(score(STAYING.changed(when=often)))


def weeks(fresh: list[int], **columns: list[bool]) -> pd.DataFrame:
    n = len(fresh)
    frame = pd.DataFrame({"new_people": fresh, "reawakened": [0] * n, "off": [False] * n, "complete": [True] * n})
    return frame.assign(**columns)


def test_a_target_out_of_reach_is_found_by_the_published_probability() -> None:
    # method, section B: k = 24, W = 8, target 5 -> .2043, so five is within reach
    assert nbinom.sf(4, 24.5, 8 / 9) == pytest.approx(0.2043, abs=5e-5)
    five = FOUNDING.changed(when=FOUNDING.when.changed(number=5))
    assert "target_out_of_reach" not in found(score(five, people(20, 20), weeks([3] * 8)))

    (finding,) = score(five, people(20, 20), weeks([1, 0] * 4)).findings
    assert finding.text == "Lately about one every two weeks; try 1 a week?"
    assert (finding.field, finding.value, finding.act) == ("when.number", 1, "Make it 1")


@pytest.mark.parametrize("fresh", [[1, 1, 0], [1, 1, 1, 0]])
def test_two_people_in_three_weeks_are_said_as_one_a_week(fresh: list[int]) -> None:
    five = FOUNDING.changed(when=FOUNDING.when.changed(number=5))
    (finding,) = score(five, people(20, 20), weeks(fresh * 4)).findings
    assert finding.text.startswith("Lately about one a week;")


@pytest.mark.parametrize("number", [1, 3])
def test_a_daily_target_out_of_reach_is_told_by_the_week(number: int) -> None:
    daily = FOUNDING.changed(when=FOUNDING.when.changed(number=number, per="day", hours=None))
    findings = score(daily, people(20, 20), weeks([2] * 8)).findings
    (finding,) = (one for one in findings if one.kind == "target_out_of_reach")
    assert (finding.text, finding.act) == ("Lately about 2 a week; try 2 a week?", "Make it 2 a week")
    assert finding.answers == (("when.number", 2), ("when.per", "week"))


def test_weeks_off_and_the_running_week_say_nothing_about_the_target() -> None:
    short = weeks([0] * 5, off=[True] + [False] * 4, complete=[True] * 4 + [False])
    assert score(FOUNDING, people(20, 20), short).findings == ()


def test_reawakened_people_count_towards_the_target() -> None:
    log = weeks([0] * 8).assign(reawakened=[10] * 8)
    assert score(FOUNDING, people(20, 20), log).findings == ()


def test_a_target_by_the_month_is_judged_over_a_month() -> None:
    one_a_month = STAYING.changed(when=STAYING.when.changed(number=1, per="month"))
    log = weeks([1, 0, 0, 0] * 3)
    assert "target_out_of_reach" not in found(score(one_a_month, people(12, 5), log))


# Properties

WORDS = ["blue", "river", "stone", "bread", "music", "window", "garden", "letter", "winter", "silver", "meadow"]
phrases = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
days = st.none() | st.integers(-30, 900).map(in_days)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of few words, so that entries often look alike."""
    goals = draw(st.lists(st.builds(Goal, kind=st.sampled_from(["", "ideas"]), outcome=phrases,
                                    number=st.sampled_from([None, 0, 3]), by=days), max_size=3))  # fmt: skip
    goal_ids = st.lists(st.sampled_from([goal.id for goal in goals] or ["none"]), max_size=2)
    audiences = draw(st.lists(st.builds(Audience, description=phrases, focus=phrases, goals=goal_ids,
                                        places=st.lists(phrases, max_size=1),
                                        acquaintance=st.sampled_from(["", "some"])), max_size=4))  # fmt: skip
    audience_ids = st.lists(st.sampled_from([a.id for a in audiences] or ["none"]), max_size=2)
    scopes = st.sampled_from(["", "local", "national", "international", "unknown"])
    return Plan(
        why=Why(goals=goals),
        who=Who(audiences=audiences),
        message=draw(st.builds(Message, story=phrases, remember=phrases, need=phrases, help=phrases)),
        where=Where(
            scopes=draw(st.lists(scopes.filter(bool), max_size=3)),
            venues=draw(st.lists(st.builds(Venue, name=phrases, scope=scopes, audiences=audience_ids), max_size=4)),
        ),
        how=How(
            mode=draw(st.sampled_from(["", "one_to_one", "both"])),
            avenues=draw(st.lists(st.builds(Avenue, kind=st.sampled_from(["", "coffee", "meetup"])), max_size=2)),
            ifthens=draw(st.lists(st.builds(IfThen, cue=phrases, action=phrases,
                                            cue_kind=st.sampled_from(["", "time", "event"])), max_size=2)),
        ),
        when=draw(st.builds(When, number=st.sampled_from([None, 1, 3]), per=st.sampled_from(["", "week", "month"]),
                            named=st.lists(st.sampled_from(ids(6)), max_size=6), next=phrases, next_on=days)),
        help=Help(offers=draw(st.lists(st.builds(Offer, what=phrases, effort=st.sampled_from(["", "five_minutes"])),
                                       max_size=4))),
    )  # fmt: skip


SIX = [Person(id=f"p{i}", name=f"Person number {i}", will_ask=i < 3) for i in range(6)]


def total(plan: Plan) -> float:
    return score_plan(plan, SIX, TODAY).total


LISTS = ["why.goals", "who.audiences", "where.venues", "how.avenues", "how.ifthens", "help.offers"]


def entries(plan: Plan, where: str) -> list:
    part, field = where.split(".")
    return getattr(getattr(plan, part), field)


def with_entries(plan: Plan, where: str, new: list) -> Plan:
    part, field = where.split(".")
    return plan.changed(**{part: getattr(plan, part).changed(**{field: new})})


@given(plans())
def test_there_is_a_reason_with_a_way_to_earn_it_for_each_point_lost(plan: Plan) -> None:
    result = score_plan(plan, SIX, TODAY)
    assert sum(result.parts.values()) == pytest.approx(result.total)
    assert sum(r.lost for r in result.reasons) == pytest.approx(100 - result.total)
    for question, points in POINTS.items():
        assert 0 <= result.parts[question] <= points
        assert sum(lost(result, question).values()) <= points + 1e-9
    assert all(r.lost > 0 and r.why and r.how and r.act.endswith(")") for r in result.reasons)
    assert result.ready == sum(result.state(question) == "ready" for question in POINTS)


@given(plans(), st.sampled_from(LISTS), st.randoms(use_true_random=False))
def test_the_order_of_entries_never_changes_the_score(plan: Plan, where: str, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(entries(plan, where))
    random.shuffle(shuffled)
    assert total(with_entries(plan, where, shuffled)) == total(plan)


@given(plans(), st.sampled_from(LISTS), st.data())
def test_repeating_an_entry_never_raises_the_score(plan: Plan, where: str, data: st.DataObject) -> None:
    had = entries(plan, where)
    assume(had)
    again = data.draw(st.sampled_from(had)).changed(id="again")
    assert total(with_entries(plan, where, [*had, again])) <= total(plan) + 1e-9


@given(plans(), st.lists(st.sampled_from(["plain", "north", *WORDS]), min_size=1, max_size=70), st.data())
def test_appending_to_an_answer_that_earns_and_is_linked_to_no_other_never_raises_the_score(
    plan: Plan, words: list[str], data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(["story", "remember", "need", "help"]))
    message = plan.message
    others = [getattr(message, other) for other in ("story", "remember", "need", "help") if other != field]
    answer = getattr(message, field)
    assume(answer and all(alike(answer, other) < 0.8 for other in others))
    longer = plan.changed(message=message.changed(**{field: " ".join([answer, *words])}))
    assert total(longer) <= total(plan) + 1e-9


TEXT_OF = {"why.goals": ["outcome"], "who.audiences": ["description", "focus"], "where.venues": ["name"],
           "help.offers": ["what"], "how.ifthens": ["cue", "action"]}  # fmt: skip


@given(plans(), st.lists(st.sampled_from(["plain", *WORDS]), min_size=1, max_size=9), st.data())
def test_appending_to_an_entry_that_earns_and_is_linked_to_no_other_never_raises_the_score(
    plan: Plan, words: list[str], data: st.DataObject
) -> None:
    where = data.draw(st.sampled_from(list(TEXT_OF)))
    fields, had = TEXT_OF[where], entries(plan, where)
    assume(had)
    at = data.draw(st.integers(0, len(had) - 1))
    texts = [" ".join(getattr(entry, field) for field in fields) for entry in had]
    assume(all(getattr(had[at], field) for field in fields))
    assume(all(alike(texts[at], text) < 0.8 for other, text in enumerate(texts) if other != at))
    field = data.draw(st.sampled_from(fields))
    longer = had[at].changed(**{field: " ".join([getattr(had[at], field), *words])})
    assert total(with_entries(plan, where, [*had[:at], longer, *had[at + 1 :]])) <= total(plan) + 1e-9


def alike(one: str, other: str) -> float:
    """Jaccard of the words, reckoned apart from the code under test."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) / len(a | b) if a | b else 1.0


# Scripts without spaces: real sentences, and any words at all

CHINESE = {
    "Nine years of maths, then a whole school's timetables": "教了九年数学然后排全校的课表我最喜欢后者",
    "makes numbers plain": "把数字讲明白",
    "20 minutes about your start": "聊二十分钟您是怎么起步的",
    "calming nervous audiences": "安抚紧张的听众",
    "what an analyst does": "分析师到底做什么",
    "hospital analysts": "医院里的分析师",
    "waiting lists": "候诊名单",
    "Data Meetup": "数据聚会",
    "ex-teachers in data": "转行做数据的老师",
    "learning on the job": "边做边学",
    "a chat group": "聊天群",
    "Wednesday 16:15": "星期三下午四点一刻",
    "write to one": "给一个人写信",
    "ask my colleague": "问问我的同事",
    "try your training on pupils": "让学生试试您的培训",
    "a timetable looked at": "帮您看看课表",
}


def translated(value: object, words: dict[str, str]) -> object:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, list):
        return [translated(item, words) for item in value]
    return {key: translated(item, words) for key, item in value.items()} if isinstance(value, dict) else value


def test_the_same_plan_in_chinese_earns_the_same() -> None:
    chinese = Plan(**translated(CHANGING.model_dump(), CHINESE))  # type: ignore[arg-type]
    assert chinese.message.remember == "把数字讲明白"
    assert score(chinese, people(2, 1)).parts == score(CHANGING, people(2, 1)).parts


@given(plans())
def test_a_translation_into_a_script_without_spaces_earns_the_same(plan: Plan) -> None:
    # each answer becomes two words of its own, and two pairs of letters of its own
    entered = {getattr(e, f) for where, fields in TEXT_OF.items() for e in entries(plan, where) for f in fields}
    texts = sorted(entered | set(plan.message.model_dump().values()) - {""})
    english = {text: f"first{at} second{at}" for at, text in enumerate(texts) if text}
    han = {text: chr(0x4E00 + 4 * at) + chr(0x4E01 + 4 * at) for at, text in enumerate(texts) if text}
    said = plan.model_dump()
    one, other = Plan.read(translated(said, english)), Plan.read(translated(said, han))  # type: ignore[arg-type]
    assert total(other) == total(one)


def test_sixty_words_are_about_sixty_words_in_every_script() -> None:
    # The opening of the Universal Declaration of Human Rights, article 1: 30 words in English
    english = ("All human beings are born free and equal in dignity and rights. They are endowed with "
               "reason and conscience and should act towards one another in a spirit of brotherhood.")  # fmt: skip
    assert word_count(english) == 30
    chinese = "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。"
    japanese = ("すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
                "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。")  # fmt: skip
    thai = ("มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ "
            "ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ")  # fmt: skip
    for text in (chinese, japanese, thai):
        assert 15 <= word_count(text) <= 40


def test_words_are_compared_folded_and_without_signs() -> None:
    assert tokens("Ｄａｔａ  meetup!") == tokens("data MEETUP")
    assert tokens("東京大学") == {"東京", "京大", "大学"}
    assert tokens("?! …") == frozenset()
