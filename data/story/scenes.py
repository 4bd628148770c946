"""The scenes that a course is made of: what each one looks like as an interaction, and how soon it follows."""

from __future__ import annotations

from typing import NamedTuple


class Scene(NamedTuple):
    """One sort of contact; minutes are the least and the most, `days` the usual ones since the scene before."""

    avenue: str
    channel: str
    direction: str
    purpose: str
    outcome: str = "pending"
    minutes: tuple[int, int] = (0, 0)
    days: tuple[int, ...] = (0,)


SCENES = {
    "ask": Scene("", "linkedin", "outbound", "first_contact", minutes=(10, 25)),
    "nudge": Scene("", "linkedin", "outbound", "follow_up", minutes=(5, 10), days=(13, 15, 20)),
    "catch": Scene("", "email", "outbound", "catch_up", minutes=(10, 20)),
    "letter": Scene("", "letter", "outbound", "catch_up", minutes=(60, 60)),
    "note": Scene("", "email", "outbound", "follow_up", minutes=(5, 15), days=(21, 28, 35)),
    "thank": Scene("", "email", "outbound", "thank", "other", (5, 5), (0, 1, 1, 2)),
    "news": Scene("", "email", "outbound", "report_back", "other", (5, 10), (20, 30)),
    "reply": Scene("", "email", "inbound", "other", "replied", days=(0, 1, 1, 2, 2, 3, 4, 6, 9, 11)),
    "no": Scene("", "email", "inbound", "other", "declined", days=(1, 2, 5)),
    "hello": Scene("", "linkedin", "inbound", "other", "replied", (10, 20)),
    "text": Scene("", "text", "outbound", "catch_up", "replied", (5, 10)),
    "email": Scene("", "email", "outbound", "catch_up", "replied", (10, 20)),
    "video": Scene("informational_interview", "video", "mutual", "ask", "met", (25, 50), (6, 8, 9, 13)),
    "call": Scene("call", "phone", "mutual", "catch_up", "met", (10, 35), (5, 7, 9)),
    "coffee": Scene("coffee", "in_person", "mutual", "catch_up", "met", (45, 90), (7, 9, 12)),
    "visit": Scene("other", "in_person", "mutual", "catch_up", "met", (20, 60)),
    "wave": Scene("", "in_person", "mutual", "other", "other"),
    "meet": Scene("meetup", "event", "mutual", "other", "met", (150, 150)),
    "intro": Scene("introduction", "email", "inbound", "first_contact", "meeting_set", (5, 10)),
    "post": Scene("talk_or_post", "social_network", "outbound", "other", "other", (30, 60)),
}
MEETINGS = [name for name, scene in SCENES.items() if scene.outcome == "met"]
EFFORT = {
    "introduction": "five_minutes",
    "referral": "fifteen_minutes",
    "advice": "under_hour",
    "information": "five_minutes",
    "feedback": "under_hour",
    "recommendation": "hours",
    "resource": "fifteen_minutes",
    "time_or_work": "hours",
    "visibility": "five_minutes",
    "invitation": "five_minutes",
    "moral_support": "under_hour",
}
MINUTES = {"five_minutes": 5, "fifteen_minutes": 15, "under_hour": 45, "hours": 120}
