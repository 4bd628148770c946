"""How far an interaction brought each of its people: contacted, replied, met, or more than that."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from netkit.metrics.frames import flagged, looked_up, met, ordered, until

REPLIED = {"replied", "meeting_set", "met", "declined", "referral", "opportunity", "sale"}
CAME_OF_IT = {"referral", "opportunity", "sale"}
AWAY = {"phone", "video"}  # to ring is not to talk: it is once something came of it
WAITS_FOR_NONE = {"thank", "report_back", "offer"}  # purposes of notes that need no answer
CONTACTED, ANSWERED, MET, OUTCOME = 1, 2, 3, 4
SAID = ["id", "direction", "channel", "mode", "avenue", "message", "purpose", "outcome", "reply_to"]


def steps(interactions: pd.DataFrame, contacts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every contact up to today with how far it went, oldest first; a frame of this function is taken as it is.

    Columns interaction, person, on, counts_as_contact, conversation (outcome met, or in person, by phone or by
    video unless there was no reply, or by phone or video none yet), meeting (a conversation in person), step:
    1 contacted, 2 replied (they wrote, answered or declined), 3 met (a conversation), 4 outcome (a referral, an
    opportunity or a sale).
    """
    if "step" in contacts:
        return contacts
    rows = met(flagged(contacts, interactions), today)
    facts = outcomes(interactions, today).drop_duplicates("id")
    place = pd.Index(facts["id"]).get_indexer(pd.Index(rows["interaction"]))
    for name, unknown in (("conversation", False), ("meeting", False), ("step", CONTACTED)):
        rows[name] = np.append(facts[name].to_numpy(), unknown)[place]
    return rows


def outcomes(interactions: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every interaction up to today, oldest first, with what came of it; a frame of this function is taken as it is.

    Columns id, on, direction, channel, mode, avenue, message, purpose, outcome, to_many (`people` is a column, and
    names nobody), asks (outbound, to somebody, and for something that waits for an answer: no thanks, no report of
    what came of it, no offer), conversation, meeting and step as in `steps`, answered (outcome replied or later, a
    conversation, or an inbound interaction is linked to it), replied_on (day of the first linked one).
    """
    if "step" in interactions:
        return interactions
    if "people" in interactions:
        interactions = interactions.assign(to_many=~interactions["people"].astype(bool))
    rows = until(interactions, today, *SAID, "to_many")
    replies = rows[(rows["direction"] == "inbound") & (rows["reply_to"] != "")]
    rows["replied_on"] = looked_up(rows["id"], replies.groupby("reply_to")["on"].min())
    rows["asks"] = (rows["direction"] == "outbound") & ~rows["to_many"] & ~rows["purpose"].isin(WAITS_FOR_NONE)
    in_person = rows["channel"] == "in_person"
    silent = (rows["outcome"] == "no_reply") | (~in_person & (rows["outcome"] == "pending"))
    rows["conversation"] = (rows["outcome"] == "met") | ((in_person | rows["channel"].isin(AWAY)) & ~silent)
    rows["meeting"] = rows["conversation"] & in_person
    rows["answered"] = rows["outcome"].isin(REPLIED) | rows["conversation"] | rows["replied_on"].notna()
    heard = rows["answered"] | (rows["direction"] == "inbound")
    rows["step"] = np.select(
        [rows["outcome"].isin(CAME_OF_IT), rows["conversation"], heard], [OUTCOME, MET, ANSWERED], CONTACTED
    )
    return ordered(rows.drop(columns="reply_to"), ["on", "id"])
