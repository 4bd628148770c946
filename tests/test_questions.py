"""The question schema: everything the method asks has a field, and every field can be asked."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit import vocabulary as v
from netkit.errors import BadValue
from netkit.questions import (
    STEPS,
    Audience,
    Avenue,
    Goal,
    Help,
    How,
    IfThen,
    Item,
    Message,
    Off,
    Offer,
    Plan,
    Venue,
    When,
    Where,
    Who,
    Why,
    example_of,
    questions_of,
)  # fmt: skip
from netkit.records import Person, label_of
from netkit.values import Model

TODAY = date(2026, 3, 12)
PARTS = {"why": Why, "who": Who, "message": Message, "where": Where, "how": How, "when": When, "help": Help}
ITEMS = {
    "why.goals": Goal, "who.audiences": Audience, "where.venues": Venue, "how.avenues": Avenue,
    "how.ifthens": IfThen, "when.off": Off, "help.offers": Offer,
}  # fmt: skip
FIELDS = [(model, field) for model in (*PARTS.values(), *ITEMS.values()) for field in questions_of(model)]

# The method's six questions and the one that stays, prompt by prompt, and the fields that take the answer.
PROMPTS = {
    "the intent": (Why, "intent"),
    "the goals": (Why, "goals"),
    "open doors, knowledge, inspiration, ideas, support": (Goal, "kind"),
    "which knowledge": (Goal, "outcome"),
    "by when": (Goal, "by"),
    "how much of it": (Goal, "number"),
    "of what": (Goal, "unit"),
    "what the conversations are about": (Why, "topics"),
    "reasons that both sides gain": (Why, "gain"),
    "which kinds of people": (Audience, "kind"),
    "serve each goal, and who has the knowledge": (Audience, "goals"),
    "who they are": (Audience, "description"),
    "their professional focus": (Audience, "focus"),
    "their watering holes": (Audience, "places"),
    "whether I know any": (Audience, "acquaintance"),
    "which part of life": (Audience, "circle"),
    "my story": (Message, "story"),
    "what they remember of me": (Message, "remember"),
    "what they remember of my need": (Message, "need"),
    "the need's goal": (Message, "goal"),
    "how I might help others": (Message, "help"),
    "the version of the message": (Message, "version"),
    "local, national, international": (Where, "scopes"),
    "a critical mass in one community, or many": (Where, "density"),
    "the places": (Venue, "name"),
    "how far each is": (Venue, "scope"),
    "who is there": (Venue, "audiences"),
    "one-to-one, one-to-many, or a mix": (How, "mode"),
    "which avenues": (Avenue, "kind"),
    "which avenues reach whom": (Avenue, "audiences"),
    "how long each takes": (Avenue, "minutes"),
    "by which channel": (Avenue, "channel"),
    "the mode of each": (Avenue, "mode"),
    "if": (IfThen, "cue"),
    "what sort of if": (IfThen, "cue_kind"),
    "then": (IfThen, "action"),
    "how many each time": (IfThen, "count"),
    "when in the week": (When, "slot_day"),
    "at what time": (When, "slot_time"),
    "how many new people": (When, "number"),
    "a day, week or month": (When, "per"),
    "how many catch-ups": (When, "catch_ups"),
    "in what time catch-ups": (When, "catch_ups_per"),
    "whom by name": (When, "named"),
    "hours a week": (When, "hours"),
    "weeks off": (When, "off"),
    "the next action": (When, "next"),
    "its day": (When, "next_on"),
    "the review day": (When, "review"),
    "how can I help?": (Help, "offers"),
    "what I could give": (Offer, "what"),
    "what sort of help it is": (Offer, "kind"),
    "how much work it is": (Offer, "effort"),
}


def asked(field: tuple[type[Model], str]) -> str:
    return f"{field[0].__name__}.{field[1]}"


@pytest.mark.parametrize("prompt", PROMPTS)
def test_every_prompt_of_the_method_has_its_field(prompt: str) -> None:
    model, field = PROMPTS[prompt]
    assert field in questions_of(model)


def test_how_can_i_help_is_asked_of_every_person_too() -> None:
    assert label_of(Person, "offers") == "What might make their week easier?"
    assert {"will_ask", "needs", "target_by"} <= set(Person.model_fields)


def test_the_plan_has_its_seven_parts_in_the_order_of_the_steps() -> None:
    assert {name: type(getattr(Plan(), name)) for name in Plan.model_fields} == PARTS
    assert list(Plan.model_fields) == list(STEPS)
    assert all(step.name and step.question and step.help for step in STEPS.values())


def test_every_field_of_the_plan_is_asked() -> None:
    for model in (*PARTS.values(), *ITEMS.values()):
        assert set(questions_of(model)) == set(model.model_fields) - {"id"}


@pytest.mark.parametrize("field", FIELDS, ids=asked)
def test_every_field_has_a_label_a_help_line_and_an_example_in_three_sets(field: tuple[type[Model], str]) -> None:
    model, name = field
    question = questions_of(model)[name]
    assert question.label
    assert question.help
    if question.kind in ("items", "people"):
        return  # the items have examples of their own; names are the reader's
    examples = [example_of(model, name, which, TODAY) for which in v.EXAMPLES]
    assert len(examples) == 3
    assert all(examples)


def test_an_example_day_is_still_to_come() -> None:
    for which in v.EXAMPLES:
        for model, field in ((Goal, "by"), (When, "next_on"), (Off, "first"), (Off, "last")):
            shown = example_of(model, field, which, TODAY)
            assert shown == "tomorrow" or datetime.strptime(shown, "%d %b %Y").date() > TODAY
    assert example_of(When, "next_on", "career", date(2026, 12, 30)) == "2 Jan 2027"  # three days on, by hand


@pytest.mark.parametrize("field", FIELDS, ids=asked)
def test_a_choice_has_its_terms_and_a_link_its_list(field: tuple[type[Model], str]) -> None:
    question = questions_of(field[0])[field[1]]
    assert (question.terms is not None) == (question.kind in ("choice", "choices"))
    assert bool(question.of) == (question.kind in ("link", "links"))
    assert not question.of or question.of in {path.split(".")[1] for path in ITEMS}


def essentials(model: type[Model]) -> int:
    return sum(q.essential and q.kind not in ("items", "people") for q in questions_of(model).values())


def test_a_first_draft_shows_30_to_40_fields() -> None:
    lists = [Goal, Audience, Venue, Avenue, IfThen, Offer, Offer]
    names_each_with_an_offer = 3 * 2
    shown = sum(map(essentials, (*PARTS.values(), *lists))) + names_each_with_an_offer
    assert 30 <= shown <= 40


# What a first draft does not ask, as the wording of the method marks it; and four fields of our own.
UNDER_MORE = {
    "Why": {"topics", "gain"}, "Audience": {"goals", "kind", "circle"}, "Message": {"goal", "version"},
    "Where": {"density"}, "Venue": {"scope", "audiences"}, "Avenue": {"audiences", "minutes", "channel", "mode"},
    "IfThen": {"count"}, "When": {"hours", "catch_ups", "catch_ups_per", "off"}, "Off": {"what"}, "Offer": {"kind"},
}  # fmt: skip


def test_what_a_first_draft_does_not_need_stands_under_more() -> None:
    for model in (*PARTS.values(), *ITEMS.values()):
        found = {field for field, question in questions_of(model).items() if not question.essential}
        assert found == UNDER_MORE.get(model.__name__, set()), model.__name__


def test_a_blank_plan_says_nothing() -> None:
    assert all(value in ("", None, []) for part in PARTS for _, value in getattr(Plan(), part))


def test_every_item_has_an_id_of_its_own_that_a_change_keeps() -> None:
    one, other = Goal(), Goal()
    assert one.id != other.id
    assert one.changed(outcome="know more").id == one.id
    assert all(issubclass(item, Item) for item in ITEMS.values())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Goal(by="30/06/2026"),
         "goal.by: “30/06/2026” can't be used; write a day as year-month-day, for example 2026-03-12."),
        (lambda: Goal(kind="fame"),
         "goal.kind: “fame” can't be used; choose one of open_doors, knowledge, inspiration, ideas, support."),
        (lambda: Goal(number="many"),
         "goal.number: “many” can't be used; write a whole number from 0 to 10,000."),
        (lambda: Goal(number=True), "goal.number: “True” can't be used; write a whole number from 0 to 10,000."),
        (lambda: When(hours=200), "when.hours: “200” can't be used; write a number of hours from 0 to 168."),
        (lambda: When(slot_time="25:00"), "when.slot_time: “25:00” can't be used; write a time of the day as 16:15."),
        (lambda: Where(scopes=["moon"]),
         "where.scopes.0: “moon” can't be used; choose one of local, national, international, unknown."),
        (lambda: Message(story=7), "message.story: “7” can't be used; write it as text."),
        (lambda: Message(storey="x"), "message.storey: “x” can't be used; there is no field of that name."),
        (lambda: Plan.read({"why": {"goals": [{"by": "soon"}]}}),
         "plan.why.goals.0.by: “soon” can't be used; write a day as year-month-day, for example 2026-03-12."),
    ],
)  # fmt: skip
def test_a_bad_value_is_told_with_its_field_and_what_would_be_right(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadValue) as caught:
        make()
    assert str(caught.value) == message


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
KINDS = {
    "line": texts, "text": texts, "number": st.none() | st.integers(0, 100), "link": texts,
    "day": st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)), "time": st.sampled_from(["", "16:15", "09:00"]),
    "names": st.lists(texts, max_size=3, unique=True), "links": st.lists(texts, max_size=3, unique=True),
    "people": st.lists(texts, max_size=3, unique=True),
}  # fmt: skip


def any_of(model: type[Model], path: str = "") -> st.SearchStrategy[Model]:
    """Any valid answers to the questions of a part or an item."""
    fields = {}
    for name, question in questions_of(model).items():
        if question.kind == "items":
            fields[name] = st.lists(any_of(ITEMS[f"{path}.{name}"]), max_size=2)
        elif question.terms is not None:
            terms = st.sampled_from([*question.terms])
            fields[name] = (
                st.lists(terms, unique=True, max_size=2) if question.kind == "choices" else terms | st.just("")
            )
        else:
            fields[name] = KINDS[question.kind]
    return st.builds(model, **fields)


@given(st.builds(Plan, **{path: any_of(part, path) for path, part in PARTS.items()}))
def test_a_plan_comes_back_from_json_as_it_was(plan: Plan) -> None:
    assert Plan.read(json.loads(plan.model_dump_json())) == plan
    assert Plan.read(plan.model_dump(mode="json")) == plan
