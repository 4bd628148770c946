"""What is kept about people and what went on with them: the records, one class for each table."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from netkit import vocabulary as v
from netkit.values import (
    Birthday,
    Day,
    Flag,
    GivenDay,
    Model,
    Region,
    Text,
    Texts,
    Url,
    Zone,
    new_id,
    number,
    one_of,
)

Days = Annotated[int | None, number(1, 3650, "days")]
Minutes = Annotated[int | None, number(0, 100_000, "minutes")]
Worth = Annotated[int | None, number(1, 5)]
# a bare list is that of the first workbooks, of any level: those words are asked about again
Allowed = Annotated[
    dict[Annotated[Text, one_of(v.LEVEL, needed=True)], Texts],
    BeforeValidator(lambda x: {} if isinstance(x, list) else x),
]


class Record(Model):
    """A row of the workbook: its id is short, stable and never used twice."""

    id: Text = Field(default_factory=new_id, description="Short stable id.")


class Person(Record):
    """Somebody the owner knows or wants to meet; a name or one e-mail is required."""

    name: Text = Field("", title="Name", description="Name as one would greet them, first name first.")
    other_names: Texts = Field([], title="Other names", description="Earlier, short or other spellings.")
    birthday: Birthday = Field("", title="Birthday", description="YYYY-MM-DD, or --MM-DD without the year.")
    raw: Text = Field("", description="What an importer keeps verbatim: the vCard, phones as written.")
    organisation: Text = Field("", title="Where do they work?", description="Company, school, hospital ...")
    role: Text = Field("", title="What do they do?", description="Job or position.")
    emails: Texts = Field([], title="E-mail", description="E-mail addresses, the one to use first.")
    phones: Texts = Field([], title="Phone", description="Phone numbers, the one to use first.")
    url: Url = Field("", title="Web page or profile", description="Profile or home page, http or https.")
    audience: Text = Field("", title="Which of your people are they?", description="Id of an audience of the plan.")
    circles: Texts = Field([], title="Which parts of your life?", description="Circles, such as school or choir.")
    tags: Texts = Field([], title="Tags", description="Words of the owner's own, to find people again.")
    scope: Annotated[Text, one_of(v.SCOPE)] = Field(
        "unknown", title="How far away?", description="Seen from the owner."
    )
    place: Text = Field("", title="Place", description="Town or country.")
    closeness: Annotated[Text, one_of(v.CLOSENESS)] = Field(
        "", title="How well do you know each other?", description="Strength of the tie, as the owner sees it."
    )
    how_met: Text = Field("", title="How did you meet?", description="In the owner's words.")
    introduced_by: Text = Field("", title="Who introduced you?", description="Id of the person who did.")
    first_met_on: Day = Field(None, title="First met", description="Day; nobody is new who was met before.")
    target_by: Day = Field(None, title="Meet by?", description="Day until which a named person is to be met.")
    offers: Texts = Field(
        [], title="What might make their week easier?", description="Ids of the plan's offers, or own words."
    )
    will_ask: Flag = Field(False, title="I'll ask", description="The owner will ask them what would help.")
    needs: Texts = Field(
        [],
        title="What have they said they need?",
        description="Only what they would be happy to see written.",
    )
    cadence_days: Days = Field(
        None, title="Be in touch every ... days", description="Days between contacts; empty until chosen."
    )
    do_not_contact: Flag = Field(False, title="Leave in peace", description="Never suggested, never due.")
    keep_out_of_reports: Flag = Field(
        False, title="Keep out of reports", description="In no report, at no level of names."
    )
    note: Text = Field("", title="Note", description="Private; in no report.")
    source: Text = Field("", description="Where the record came from, such as linkedin; empty if typed.")
    source_key: Text = Field("", description="What that source knows the person by.")

    @model_validator(mode="after")
    def _has_name_or_email(self) -> Self:
        if not self.name.strip() and not any(email.strip() for email in self.emails):
            raise ValueError("a person needs a name or an e-mail address")
        return self

    @property
    def called(self) -> str:
        """The name, or the first e-mail address where there is no name."""
        return self.name.strip() or next(email for email in self.emails if email.strip())


class Event(Record):
    """A meetup, conference or other occasion where several people were met."""

    name: Text = Field(title="Name", description="What it is called.")
    on: Day = Field(None, title="Day", description="Its first day.")
    place: Text = Field("", title="Place", description="Town, venue or address on the web.")
    scope: Annotated[Text, one_of(v.SCOPE)] = Field("unknown", title="How far?", description="Seen from the owner.")
    cost: Annotated[float | None, number(0, 1_000_000_000, whole=False)] = Field(
        None, title="Cost", description="In the owner's currency."
    )
    goal: Text = Field("", title="For which goal?", description="Id of a goal of the plan.")


class Interaction(Record):
    """One contact with one or many people, or (nobody listed) a post to many; only the day is required."""

    on: GivenDay = Field(title="When?", description="Day in the owner's zone.")
    date_inferred: Flag = Field(False, description="The day was worked out, not read.")
    people: Texts = Field([], title="Who?", description="Ids of the persons; none means a post to many.")
    avenue: Annotated[Text, one_of(v.AVENUE_KIND)] = Field("", title="Kind", description="Avenue, if one fits.")
    channel: Annotated[Text, one_of(v.CHANNEL, needed=True)] = Field(
        "other", title="How?", description="By what means."
    )
    mode: Annotated[Text, one_of(v.MODE, needed=True)] = Field(
        "one_to_one", title="One or many?", description="One person at a time, or a group."
    )
    direction: Annotated[Text, one_of(v.DIRECTION, needed=True)] = Field(
        "outbound", title="Who began?", description="Who reached out."
    )
    purpose: Annotated[Text, one_of(v.PURPOSE, needed=True)] = Field(
        "other", title="What for?", description="What the owner wanted."
    )
    outcome: Annotated[Text, one_of(v.OUTCOME, needed=True)] = Field(
        "pending", title="What came of it?", description="What came of it so far."
    )
    reply_to: Text = Field("", title="In answer to", description="Id of the interaction that this one answers.")
    minutes: Minutes = Field(None, title="Minutes", description="Minutes it took the owner.")
    event: Text = Field("", title="At which event?", description="Id of the event.")
    message: Text = Field("", title="Which version of your message?", description="Its short name in the plan.")
    counts_as_contact: Flag = Field(
        True, title="Counts as being in touch", description="Restarts the cadence of those people."
    )
    note: Text = Field("", title="What happened?", description="Private; in no report.")
    source: Text = Field("", description="Where the record came from; empty if typed.")
    source_key: Text = Field("", description="What that source knows it by.")


class Exchange(Record):
    """Help that went one way between the owner and one person; only what was delivered counts."""

    on: GivenDay = Field(title="When?", description="Day of the help, or of the offer.")
    person: Text = Field(title="Who?", description="Id of the person.")
    direction: Annotated[Text, one_of(v.HELP_DIRECTION, needed=True)] = Field(
        title="Given or received?", description="Given by the owner, or received by the owner."
    )
    kind: Annotated[Text, one_of(v.HELP_KIND, needed=True)] = Field(title="What was it?", description="Sort of help.")
    value: Worth = Field(
        None,
        title="What is it worth to the one who receives it?",
        description="1 a kind gesture to 5 rare, as it looked that day; empty means not rated yet.",
    )
    effort: Annotated[Text, one_of(v.EFFORT)] = Field("", title="How much work?", description="For whoever gave it.")
    minutes: Minutes = Field(None, title="Minutes", description="Minutes spent by whoever gave it.")
    status: Annotated[Text, one_of(v.STATUS, needed=True)] = Field(
        "delivered", title="How far is it?", description="Only delivered counts in the balance."
    )
    interaction: Text = Field("", description="Id of the interaction at which it happened.")
    third_party: Text = Field("", title="Introduced to", description="Id of the third person, if there is one.")
    thanked_on: Day = Field(None, title="Thanked", description="Day on which thanks were said.")
    reported_on: Day = Field(None, title="Told what came of it", description="Day on which that was told.")
    note: Text = Field("", title="In a few words", description="Private; in no report.")
    source: Text = Field("", description="Where the record came from; empty if typed.")
    source_key: Text = Field("", description="What that source knows it by.")


class Action(Record):
    """A next step, open until it is done or dismissed."""

    person: Text = Field("", title="With whom?", description="Id of the person; empty for a step of one's own.")
    kind: Annotated[Text, one_of(v.ACTION_KIND, needed=True)] = Field(
        "follow_up", title="What sort of step?", description="Promise, follow-up, thanks, report back or ask."
    )
    what: Text = Field("", title="Next step", description="One small act, in the owner's words.")
    due_on: Day = Field(None, title="By when?", description="Day.")
    done_on: Day = Field(None, title="Done", description="Day; empty while open.")
    snoozed_until: Day = Field(None, title="Not before", description="Not shown before that day.")
    dismissed_on: Day = Field(None, title="Let go", description="Day on which the owner let it go.")


class Progress(Record):
    """How far a goal is on a day, typed where the log cannot count it."""

    goal: Text = Field(title="Goal", description="Id of a goal of the plan.")
    on: GivenDay = Field(title="Day", description="Day of the look back.")
    value: Annotated[float | None, number(0, 1_000_000_000, whole=False)] = Field(
        None, title="How far?", description="In the unit of the goal."
    )


class SavedReport(Record):
    """A report that was written: what it said, so that the next one can say what changed."""

    made_on: GivenDay = Field(description="Day on which it was written.")
    level: Annotated[Text, one_of(v.LEVEL, needed=True)] = Field("initials", description="Level of names.")
    since: Day = Field(None, description="First day of its period; empty means from the start.")
    until: Day = Field(None, description="Last day of its period.")
    sections: Texts = Field([], description="Sections that were in it.")
    worked: Text = Field("", description="What worked.")
    stuck: Text = Field("", description="Where I am stuck.")
    wanted: Text = Field("", description="What I'd like from you.")
    allowed: Texts = Field([], description="Words that the owner allowed in it.")
    figures: dict[str, JsonValue] = Field({}, description="Its figures by name.")


class Distinct(Record):
    """Two persons said to be different, whatever their names look like; or that this is to be decided later."""

    person: Text = Field(description="Id of the one.")
    other: Text = Field(description="Id of the other.")
    later: Flag = Field(False, description="Not decided yet: asked about again, after all others.")


class ImportBatch(Record):
    """A file that was brought in: how it was read, and what became of its rows."""

    made_on: GivenDay = Field(description="Day of the import.")
    change: Annotated[int | None, number(1, 2**53)] = Field(
        None, description="Number of the change in the history; undoing it takes the import back."
    )
    source: Text = Field(description="Kind of file, such as linkedin_connections.")
    file: Text = Field("", description="Name of the file, without its folder.")
    hash: Text = Field("", description="SHA-256 of the file.")
    mapping: dict[str, Text] = Field({}, description="Column of the file to field, where the owner mapped it.")
    counts: dict[str, int] = Field({}, description="Rows by what became of them: new, merged, unchanged, skipped.")
    skipped: list[dict[str, JsonValue]] = Field([], description="Skipped rows by reason: file, reason, lines.")


class Settings(Model):
    """The owner's own facts, and what they last chose."""

    owner_names: Texts = Field([], title="Your name", description="Names of the owner, the one to show first.")
    owner_addresses: Texts = Field([], title="Your e-mail addresses", description="These are not other people.")
    region: Region = Field("", title="Country", description="Two letters; for phone numbers.")
    zone: Zone = Field("", title="Time zone", description="Such as Europe/London; empty means the computer's.")
    today: Day = Field(None, description="The sample's own today; empty in a real workbook.")
    examples: Annotated[Text, one_of(v.EXAMPLES, needed=True)] = Field(
        "career", title="Examples for", description="Which set of examples the plan shows."
    )
    count_endorsements: Flag = Field(
        False, title="Count endorsements as help", description="LinkedIn's, in the balance of help; off by default."
    )
    report_level: Annotated[Text, one_of(v.LEVEL, needed=True)] = Field(
        "initials", title="Names", description="Level of names last chosen for the report."
    )
    report_owner: Flag = Field(True, title="Show my own name", description="The owner's name in the report.")
    report_since: Day = Field(None, title="From", description="First day of the report; empty: all.")
    report_until: Day = Field(None, title="To", description="Last day of the report; empty: today.")
    report_left_out: Texts = Field([], title="Leave out", description="Sections left out of the report.")
    report_by_person: Flag = Field(False, title="Figures by person", description="In the report; off by default.")
    worked: Text = Field("", title="What worked", description="To say in the next report.")
    stuck: Text = Field("", title="Where I am stuck", description="To say in the next report.")
    wanted: Text = Field("", title="What I'd like from you", description="To say in the next report.")
    allowed: Allowed = Field(
        {}, title="Allowed words", description="Words that may stand in a report all the same, by level of names."
    )


RECORDS: tuple[type[Record], ...] = (
    Person, Event, Interaction, Exchange, Action, Progress, SavedReport, Distinct, ImportBatch
)  # fmt: skip


def vocabulary_of(record: type[Model], field: str) -> v.Vocabulary | None:
    """The vocabulary that a field chooses from, or None where it is free."""
    for part in record.model_fields[field].metadata:
        terms = getattr(getattr(part, "func", None), "terms", None)
        if isinstance(terms, v.Vocabulary):
            return terms
    return None


def label_of(record: type[Model], field: str) -> str:
    """The words that stand above a field in a form."""
    return record.model_fields[field].title or field.replace("_", " ").capitalize()


__all__ = [
    "RECORDS", "Action", "Distinct", "Event", "Exchange", "ImportBatch", "Interaction", "Model", "Person",
    "Progress", "Record", "SavedReport", "Settings", "label_of", "new_id", "vocabulary_of",
]  # fmt: skip
