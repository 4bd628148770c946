"""Whom outreach reached and how far, and whether it went where the plan wanted it to go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from netkit.metrics.frames import FEWEST, by_person, columns, enough, gathered
from netkit.metrics.steps import outcomes, steps

if TYPE_CHECKING:
    from netkit.questions import Plan

STAGES = ["to_meet", "contacted", "replied", "met", "outcome"]
ASPECTS = ["mode", "scope", "avenue", "audience"]
MODES = {"both": ["one_to_one", "one_to_many"], "": []}


def funnel(
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    today: date,
    named: Collection[str] = (),
    since: date | None = None,
) -> pd.DataFrame:
    """How many different people came how far, each stage within the one before.

    Index stage (to_meet, contacted, replied, met, outcome): n (people), of (people at the stage before; at
    the first n itself), share = n / of, label ("not enough yet (3 of 5)" where of is below 5), ids
    (persons). To meet: the named people, those with a target date, and whoever had a contact since `since`
    (default: ever); met: a conversation; outcome: a referral, an opportunity or a sale. A later stage
    implies the earlier ones. Contacts that don't count as being in touch are left out.
    """
    rows = steps(interactions, contacts, today)
    rows = rows[rows["counts_as_contact"].astype(bool)]
    if since is not None:
        rows = rows[rows["on"] >= pd.Timestamp(since)]
    reached = rows.groupby("person")["step"].max()
    wanted = columns(people, "id", "target_by").set_index("id")["target_by"].dropna().index
    everyone = reached.index.union(pd.Index(wanted, dtype="str")).union(pd.Index(list(named), dtype="str"))
    far = reached.reindex(everyone, fill_value=0).sort_index()
    ids = [far.index[far >= step].tolist() for step in range(len(STAGES))]
    frame = pd.DataFrame({"n": [len(found) for found in ids]}, index=pd.Index(STAGES, name="stage"))
    frame["of"] = frame["n"].shift(fill_value=len(everyone))
    frame["share"] = frame["n"] / frame["of"].where(frame["of"] > 0)
    frame["label"] = pd.Series([enough(of, FEWEST) for of in frame["of"]], index=frame.index, dtype="str")
    return frame.assign(ids=pd.Series(ids, index=frame.index, dtype=object))


def mix(
    interactions: pd.DataFrame,
    contacts: pd.DataFrame,
    people: pd.DataFrame,
    plan: Plan,
    today: date,
    since: date | None = None,
) -> pd.DataFrame:
    """What the plan wants beside what was done, of all interactions that were not inbound, since `since`.

    Index aspect (mode, scope, avenue, audience) and term (audience: its id; '' not said): planned (the plan
    names it), n (interactions), share (of the aspect's), label ("not enough yet" below 5 in the aspect),
    ids. Terms planned and never done are there with 0, first those of the plan in its order. An interaction
    with people of two scopes or audiences counts in both; scope unknown counts as not said.
    """
    done = outcomes(interactions, today)
    done = done[(done["direction"] != "inbound") & (done["on"] >= pd.Timestamp(since or date.min))]
    done = done.reset_index(drop=True)
    known = columns(people, "id", "scope", "audience").set_index("id").replace({"scope": {"unknown": ""}})
    rows = {aspect: _by_fact(done, contacts, known[aspect]) if aspect in known else done for aspect in ASPECTS}
    planned = _planned(plan)
    ids = {(aspect, term): found for aspect in ASPECTS for term, found in _by_term(rows[aspect], aspect).items()}
    keys = sorted([*planned, *sorted(ids.keys() - set(planned))], key=lambda key: ASPECTS.index(key[0]))
    index = pd.MultiIndex.from_arrays([[key[part] for key in keys] for part in (0, 1)], names=["aspect", "term"])
    frame = pd.DataFrame({"planned": [key in planned for key in index]}, index=index, dtype=bool)
    frame["n"] = pd.Series([len(ids.get(key, [])) for key in keys], index=index, dtype="int64")
    total = frame.groupby(level="aspect")["n"].transform("sum")
    frame["share"] = frame["n"] / total.where(total > 0)
    frame["label"] = pd.Series([enough(n, FEWEST) for n in total], index=index, dtype="str")
    return frame.assign(ids=pd.Series([ids.get(key, []) for key in keys], index=index, dtype=object))


def _planned(plan: Plan) -> list[tuple[str, str]]:
    wanted = {
        "mode": MODES.get(plan.how.mode, [plan.how.mode]),
        "scope": [scope for scope in plan.where.scopes if scope != "unknown"],
        "avenue": [avenue.kind for avenue in plan.how.avenues if avenue.kind],
        "audience": [audience.id for audience in plan.who.audiences],
    }
    return list(dict.fromkeys((aspect, term) for aspect, terms in wanted.items() for term in terms))


def _by_fact(done: pd.DataFrame, contacts: pd.DataFrame, facts: pd.Series[Any]) -> pd.DataFrame:
    """As `by_person`, where nobody is in an interaction with ''."""
    found = by_person(done, contacts, facts)
    nobody = done[~done.index.isin(found.index)]
    return pd.concat([found, nobody.assign(**{str(facts.name): ""})]).sort_index(kind="stable")


def _by_term(rows: pd.DataFrame, aspect: str) -> dict[str, list[str]]:
    """The interactions of each term of an aspect."""
    return {str(term): ids for term, ids in gathered(rows["id"], rows[aspect], rows[aspect].unique()).items()}
