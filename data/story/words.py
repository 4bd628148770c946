"""What Nora wrote into her log: a few ways to say each thing, with the names and topics of the person at hand."""

from __future__ import annotations

NOTES: dict[str, list[str]] = {
    "ask": ["Asked for 20 minutes about {topic}.", "Wrote to {first} about {topic}, with one question at the end.",
            "Said what I liked about {topic}, and asked for a short call."],
    "nudge": ["Two friendly lines in case the first letter drowned.", "Asked once more, with a link to what I meant. Then I leave it."],
    "catch": ["Wrote after far too long: what are you doing these days, and does {topic} still make you laugh?",
              "Said that I thought of {first} when I read about {topic}."],
    "letter": ["A letter by hand, four pages, mostly about what I learned in that first class."],
    "reply": ["{first} wrote back.", "A kind answer, longer than my question.", "{first} says yes, gladly.", "Answered from the train, with a date.",
              "Short and friendly."],
    "no": ["A polite no: no time this year.", "Declined. Fair enough."],
    "video": ["Spoke about {topic}. {insight}", "Half an hour about {topic}. What I keep: {insight}", "{first} showed me a real screen. {insight}"],
    "call": ["Rang {first} about {topic}. {insight}", "A call on the walk home. {insight}", "Quick call: {topic}, and what comes next."],
    "coffee": ["Coffee about {topic}. {insight}", "An hour at the window table. {insight}", "Talked about {topic} until the cups were cold."],
    "visit": ["Talked on the way about {topic}. {insight}", "A good half hour, half of it about {topic}.", "We both had time for once."],
    "text": ["Asked how it goes with {topic}.", "A few messages back and forth.", "Sent a photo and a question about {topic}."],
    "email": ["Wrote about {topic} and asked how things are.", "A long overdue e-mail, and a quick one back."],
    "wave": ["Waved across the street, both of us late.", "Met {first} at the bakery, two words only."],
    "meet": ["{event}: talked to {people}."],
    "hello": ["{first} wrote, out of the blue, about {topic}.", "A message from {first}: could we talk about {topic}?", "{first} asked how I see {topic}."],
    "note": ["Asked how {topic} turned out.", "Sent a line about something that made me think of {topic}.", "Wrote to keep the thread, with a question about {topic}."],
    "thank": ["Thanked {first}, and said which sentence I use now.", "Two lines of thanks the same evening."],
    "news": ["Told {first} what came of it.", "Wrote what I did with the advice: it worked, more or less."],
    "intro": ["{by} brought us together: {first} knows about {topic}."],
}  # fmt: skip

GIVEN: dict[str, list[str]] = {
    "introduction": ["Brought {first} and {third} together, two lines to both."],
    "advice": ["Said what I would do about {topic}, and what I would leave.", "We sorted {topic} into now, later and never.", "How to explain {topic} to somebody in a hurry."],
    "information": ["Passed on my list of evenings and meetups.", "Sent the link about {topic} that I had kept.", "Told {first} who to ask about {topic}."],
    "feedback": ["Read a draft about {topic} with a pencil.", "Tried it on my Year 10: they got lost on page two, and said why.", "Put one page about {topic} into plain words."],
    "recommendation": ["Wrote a page for the application, with two examples.", "A recommendation, honest and warm."],
    "resource": ["Sent my worksheet, with the answers.", "Shared the sheet that finds clashes.", "Lent the book with the good chapter on charts."],
    "time_or_work": ["Built a small sheet for {topic}.", "Spent an evening on {topic} together.", "Carried chairs and stayed for the washing-up."],
    "visibility": ["Told the meetup about {first} and {topic}.", "Put the poster up in the staff room, and a word with it."],
    "invitation": ["Took {first} along to the meetup."],
    "moral_support": ["Listened. That was the help.", "A walk round the park before the big day.", "Said that it gets easier, because it does."],
}  # fmt: skip

RECEIVED: dict[str, list[str]] = {
    "introduction": ["Two lines of introduction to {third}."],
    "advice": ["What to learn first, and what can wait.", "How to ask about {topic} without sounding like a form.", "To bring one page, not a folder."],
    "information": ["Told me who really does {topic}.", "How posts like that are filled, and when.", "The name of a person and of a page to read."],
    "feedback": ["Read my first analysis and found the sentence that was missing.", "Said which chart to throw away. All but one.", "Marked my draft, in green."],
    "recommendation": ["Wrote a page about the timetable years.", "Put in a good word, in writing."],
    "referral": ["Passed my page on to the people who fill such posts."],
    "resource": ["A set of practice data about {topic}.", "Lent me a book with pencil in the margins.", "The template that they use themselves."],
    "time_or_work": ["Went through my sheet cell by cell.", "An evening of help with my laptop, and soup."],
    "visibility": ["Mentioned my page on the rota to forty people.", "Named me in a talk."],
    "invitation": ["Took me in as a helper at the door, so I was not a stranger."],
    "moral_support": ["Said the right thing after a bad Thursday.", "Asked how it goes, and waited for the answer.", "Reminded me why I began."],
}  # fmt: skip

PRIVATE = ["Prefers a walk to a table.", "Never before ten.", "Tea, not coffee.", "Two boys, one of them likes prime numbers.", "Answers fastest on Sundays.",
           "Ask about the allotment.", "Writes short, means well.", "Hates being called an expert."]  # fmt: skip

POSTS = {
    "2024-11-20": "Wrote about my first meetup: what a beginner understands, and what not.",
    "2025-01-22": "A timetable in one picture, and the three wishes it could not grant.",
    "2025-03-19": "Asked the group which chart they would ban. Forty answers.",
    "2025-03-31": "How a school counts who is late, and why it matters who counts.",
    "2025-05-28": "From my sick bed: what shingles taught me about averages.",
    "2025-07-16": "The exam room puzzle, with the answer on page two.",
    "2025-09-24": "Five things I heard at Northern Numbers Day.",
    "2025-10-15": "Why half-empty buses look full: the inspection paradox with a class list.",
    "2025-12-03": "Asked who would tell me about one ordinary week of theirs.",
    "2026-01-21": "My first small analysis: when do pupils really learn their tables?",
    "2026-02-11": "What I learned from being wrong in public about the canteen queue.",
    "2026-03-04": "The second small analysis, one page: how late is the 16:05?",
    "2026-03-24": "Asked for two lines of introduction to somebody who takes on juniors.",
}  # fmt: skip

EVENTS = {
    "2024-11-14": ("Leeds Data Meetup, November", "Leeds", "local", None),
    "2025-02-06": ("Leeds Data Meetup, February", "Leeds", "local", None),
    "2025-09-20": ("Northern Numbers Day", "Manchester", "national", 45),
    "2025-10-16": ("Leeds Data Meetup, October", "Leeds", "local", None),
    "2025-12-11": ("Leeds Data Meetup, December", "Leeds", "local", None),
    "2026-01-22": ("Leeds Data Meetup, January", "Leeds", "local", None),
    "2026-02-26": ("Leeds Data Meetup, end of February", "Leeds", "local", None),
    "2026-03-12": ("Aire Valley Hospitals careers evening", "Leeds", "local", 0),
    "2026-03-19": ("Open Data Evening", "Bradford", "local", 6.5),
}  # fmt: skip
