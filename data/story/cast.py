"""Who is in the sample: eighty invented people, and what happens with each, in a small script of scenes.

A course is a line of scenes, told in log.py: `ask reply video <advice thank+1 coffee+40 >feedback4`.
`+40` is the days since the scene before (believable ones are drawn where none are given); `<` marks help that
Nora received there and `>` help that she gave, with its worth from 1 to 5 (its usual one where none is given, `?` for
not rated yet). `every` makes a tie that is kept up: ways to meet and kinds of help are drawn from `ways` and `help`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Role:
    """One person of the sample: who they are, how they came in, and the course that the tie takes."""

    name: str
    role: str
    organisation: str
    first: str = ""  # the day of the first contact; empty: never contacted
    course: str = ""
    audience: str = ""
    scope: str = "local"
    place: str = "Leeds"
    circles: tuple[str, ...] = ()
    closeness: str = "weak"
    known: str = ""  # met long before the sample begins
    by: str = ""  # who introduced them
    how: str = ""
    topic: str = ""  # what one talks about with them
    insight: str = ""  # what Nora took home
    every: int = 0
    until: str = ""
    ways: str = "coffee text call"
    help: str = ""
    chance: float = 0.22  # of help at one meeting
    more: dict[str, Any] = field(default_factory=dict)  # further fields of Person, as they are


SCHOOL, CHOIR, RUNNING, FAMILY, STUDY, DATA = ("school",), ("choir",), ("running",), ("family",), ("university",), ("data",)

KEPT = [
    Role("Margaret Sowerby", "retired statistician", "", "2024-10-09", every=38, ways="video call video email", known="2019-03-12",
         circles=("mentors",), closeness="close", place="Ilkley", how="She judged our school's statistics prize.",
         help="<advice4 <feedback3 <advice3 <moral_support3 <recommendation4 >information2 <advice3 <information2", chance=0.7,
         topic="surveys", insight="Ask what decision the number is for, before you count anything.",
         more={"cadence_days": 42, "tags": ["mentor"], "needs": ["somebody to sort forty years of slides"], "will_ask": True}),
    Role("Hannah Whitcombe", "practice manager", "Chapel Lane Surgery", "2024-10-06", every=26, known="2006-09-24", circles=STUDY,
         closeness="close", how="Same corridor in the first year.", ways="coffee text coffee call",
         help=">time_or_work3 <moral_support2 >advice3 <information2", topic="rotas", insight="Her rota fails on Tuesdays, always on Tuesdays.",
         more={"cadence_days": 28, "needs": ["a fair holiday rota by May"]}),
    Role("Tom Ackroyd", "software tester", "Brackenfield Software", "2024-10-13", every=45, known="2011-07-02", circles=FAMILY, place="York",
         closeness="close", how="My sister's husband.", ways="visit call text", help="<advice3 <time_or_work4 >moral_support2",
         topic="his team's way of testing", insight="They write down what would prove them wrong, then try it.",
         more={"cadence_days": 60, "birthday": "1984-11-30"}),
    Role("Priya Nambiar", "head of maths", "Thornfield Academy", "2024-10-10", every=32, known="2016-09-01", circles=SCHOOL,
         closeness="moderate", how="My head of department.", ways="visit visit email", help=">time_or_work3 <feedback3 >resource2 <recommendation4",
         topic="the timetable", insight="She would rather lose me to good work than keep me tired.", more={"cadence_days": 30}),
    Role("Joel Okonkwo", "physics teacher", "Thornfield Academy", "2024-10-17", every=40, known="2017-09-04", circles=SCHOOL,
         closeness="close", how="Neighbouring classrooms.", ways="coffee visit text", help=">feedback3 <moral_support2 >moral_support2",
         topic="his sister at the hospital", insight="His sister met her manager at a meetup, over cold pizza.", more={"cadence_days": 45}),
    Role("Rosa Young", "exams officer", "Thornfield Academy", "2024-11-06", every=55, known="2018-01-08", circles=SCHOOL,
         closeness="moderate", how="We counted chairs together in my first exam season.", ways="visit email", help=">time_or_work3 <information2 >resource2",
         topic="exam rooms", insight="Every clash has a name and a reason.", more={"needs": ["a sheet that finds clashes"]}),
    Role("Peter May", "accountant", "May & Thwaite", "2024-10-20", every=48, known="2014-01-15", circles=CHOIR, closeness="moderate",
         how="Second basses, when I still sang tenor.", ways="visit coffee text", help="<advice3 <information2 >moral_support2",
         topic="what clients ask for", insight="Nobody wants the table, they want the sentence under it.", more={"cadence_days": 60}),
    Role("Samira Haddad", "choir leader", "Kirkgate Singers", "2024-11-03", every=62, known="2014-01-15", circles=CHOIR, closeness="moderate",
         how="She let me sing although I came late.", ways="visit text", help=">time_or_work3 >visibility2 <visibility2 <invitation2",
         topic="the spring concert", insight="Half of the audience comes because somebody asked them by name.", more={"needs": ["a room in June"]}),
    Role("Daniel Achterberg", "logistics planner", "Maashaven Freight", "2024-10-27", every=70, known="2007-02-10", circles=STUDY, scope="international",
         place="Rotterdam", closeness="moderate", how="Exchange year.", ways="video email", help="<information2 >feedback3 <advice3",
         topic="planning ships", insight="A plan is good if people can see why it changed.", more={"cadence_days": 90}),
    Role("Chloé Lefèvre", "teacher trainer", "Atelier des Maths", "2024-11-24", every=85, known="2012-07-20", circles=STUDY, scope="international",
         place="Lyon", closeness="close", how="Summer school in Lyon.", ways="video text", help=">resource2 <moral_support2 >feedback3",
         topic="games with fractions", insight="She left a safe job twice and slept well both times.", more={"cadence_days": 90, "other_names": ["Chloé Lefevre"]}),
    Role("Grace Bell", "ward nurse", "St Oswin's Hospital", "2024-12-01", every=58, known="2020-04-02", circles=("neighbours",), closeness="moderate",
         how="We clapped on the same doorstep.", ways="coffee text wave", help="<information3 >moral_support2 >time_or_work3",
         topic="handover sheets", insight="The ward counts beds by hand at six in the morning.", more={"cadence_days": 60}),
    Role("Ikram Yusuf", "assessment officer", "Northern Exams Board", "2024-11-17", every=75, known="2015-09-07", circles=SCHOOL, scope="national",
         place="Manchester", closeness="moderate", how="We shared a form room for a year.", ways="call email video", help="<information2 <referral4 >feedback3",
         topic="leaving school", insight="She missed the pupils for a term, and the bell never.", until="2025-11-30"),
    Role("Bethan Pryce", "maths teacher", "Ysgol Glan Teifi", "2024-12-08", every=95, known="2013-08-18", scope="national", place="Cardiff",
         circles=("university",), closeness="weak", how="Teacher training.", ways="text email", help=">resource2 >feedback3",
         topic="lesson swaps", insight="Her best lesson has no slides.", until="2025-10-15"),
    Role("Owen Tattersall", "transport planner", "Calder Borough Council", "2024-10-19", every=34, known="2021-05-08", circles=RUNNING, closeness="moderate",
         how="Slow group, Saturday run.", ways="visit visit text", help="<advice3 <information2 >feedback3 <resource2",
         topic="bus counts", insight="The council has more numbers than people to read them.", more={"cadence_days": 35}),
    Role("Lena Fairbairn", "English teacher", "Thornfield Academy", "2025-01-12", every=36, known="2019-09-02", circles=SCHOOL, closeness="close",
         how="She sat down beside me on her first day.", ways="coffee text visit", help=">moral_support3 >advice3 <moral_support2 >feedback3",
         topic="leaving", insight="She has not told the school yet, so neither have I.",
         more={"keep_out_of_reports": True, "cadence_days": 30, "needs": ["somebody to rehearse interviews with"]}),
    Role("Marek Zieliński", "baker", "Hearth & Rye", "2025-02-02", every=80, known="2021-05-08", circles=RUNNING, closeness="moderate",
         how="He brings the buns to the Saturday run.", ways="visit text", help=">time_or_work3 >information2",
         topic="how many loaves to bake", insight="He bakes by the weather, and he is nearly always right.", more={"needs": ["a sheet to plan loaves by weather"]}),
    Role("Aisha Rahmani", "student of statistics", "Aire University", "2025-04-30", every=42, known="2017-09-05", circles=SCHOOL, scope="national",
         place="Durham", closeness="moderate", how="I taught her for four years.", ways="hello email video",
         help=">advice3 >feedback3 >recommendation4 >resource2 >introduction3=Ruth", chance=0.8, topic="her dissertation", insight="She reads the appendix first.",
         more={"tags": ["former pupil"], "needs": ["a reader for her dissertation"]}),
    Role("Callum Dyer", "data apprentice", "Ridings Mutual", "2025-07-03", every=48, known="2018-09-04", circles=SCHOOL, closeness="weak",
         how="He was in my further maths set.", ways="hello call email", help=">advice3 >moral_support2 >feedback3 >resource2", chance=0.8,
         topic="his first year at work", insight="He asks the question that the others swallow.", more={"tags": ["former pupil"]}),
    Role("Jade Ollerton", "trainee teacher", "Thornfield Academy", "2025-09-17", every=50, known="2023-09-04", circles=SCHOOL, closeness="moderate",
         how="I was her mentor on placement.", ways="visit hello", help=">advice3 >feedback3 <moral_support2 >resource2", chance=0.6,
         topic="her Year 9", insight="She wins a class by admitting a mistake."),
]

FIRST_YEAR = [
    Role("Neil Garforth", "service analyst", "Pennine Buses", "2024-10-16", "ask nudge reply video <information2 thank @2026-02-04 ask reply+4 coffee+16 >feedback3",
         "neighbours", circles=DATA, topic="late buses", insight="Most of the work is agreeing on what late means."),
    Role("Victoria Hale-Lindqvist", "director of insight", "Aldgrove Retail", "2024-10-23", "ask nudge+12", "neighbours", scope="national", place="London",
         circles=DATA, topic="her talk on shop data"),
    Role("Tenzin", "community organiser", "Leeds Data Meetup", "2024-11-14",
         "meet note+6 reply coffee+25 <invitation2 >time_or_work3 @2025-02-06 meet note+60 reply @2025-10-16 meet >visibility2 @2025-12-11 meet @2026-02-26 meet >time_or_work3",
         "neighbours", circles=DATA, closeness="moderate", how="At the door of my first meetup, handing out name badges.", topic="the meetup",
         insight="Come early and help with the chairs: then you know ten people.", more={"needs": ["speakers who are not afraid of beginners"], "offers": ["a talk for beginners"]}),
    Role("Mei Stanhope", "data lead", "Kirkstall Foods", "2024-11-14",
         "meet ask+6 reply coffee+15 <advice3 thank @2025-02-06 meet note+40 reply call+9 >feedback3 @2025-06-05 note coffee+13 <information2 @2025-10-16 meet "
         "@2025-12-11 meet >time_or_work3 note+30 reply+2 coffee+20 >information2",
         "neighbours", circles=DATA, closeness="moderate", how="We queued for the same pizza.", topic="hiring for patience",
         insight="She hires people who explain well, and teaches them the tools.", more={"cadence_days": 60, "needs": ["a plain-words guide for her sales team"]}),
    Role("José Ibáñez", "freelance dashboard maker", "", "2024-11-27", "ask reply call+8 <advice3 thank note+70 >information2 @2025-06-12 note reply video+10 <resource2",
         "neighbours", circles=DATA, scope="national", place="Bristol", topic="working for oneself", insight="Say no to the second chart."),
    Role("Simon Cray", "head of data", "Lockwood Energy", "2024-12-04", "ask", "hirers", scope="national", place="Derby", circles=DATA, topic="junior posts"),
    Role("Ruth Adeyemi-Clarke", "statistician", "Kestrel Water", "2025-01-15",
         "intro video+9 <advice3 <information2 thank+1 note+55 reply >resource2 @2025-05-22 call!referral news+20 @2025-09-24 video <feedback4 thank @2026-01-20 note reply video+8 >feedback3",
         "neighbours", by="Margaret Sowerby", circles=DATA, closeness="moderate", place="Bradford", topic="leaks",
         insight="A chart that nobody acts on is decoration.", more={"cadence_days": 90}),
    Role("Łukasz Wiśniewski", "data engineer", "Ridings Mutual", "2025-02-06", "meet note+3 reply coffee+19 <time_or_work3 thank >advice3 @2025-06-19 note reply @2025-10-16 meet <resource2",
         "neighbours", circles=DATA, topic="pipes and plumbing", insight="He names every table as if a stranger had to find it."),
    Role("Fiona Marsh", "research officer", "Harrow House Charity", "2025-02-19", "ask reply coffee+7 <information2 >advice3 thank+1 @2026-03-18 ask reply+3 call+5 <information2",
         "neighbours", circles=DATA, topic="counting kindness", insight="Funders ask for numbers, and remember stories."),
    Role("Graham Pell", "insight manager", "Moorgate Insurance", "2025-03-26", "ask", "hirers", circles=DATA, topic="his team"),
    Role("Yetunde Bakare", "reporting analyst", "Wharfe Housing", "2025-04-02",
         "hello video+12 <advice3 thank @2025-07-04 note reply video+6 >feedback3 @2025-11-05 note reply @2026-02-10 note reply coffee+17 >resource2",
         "exteachers", circles=DATA, closeness="moderate", place="Wakefield", how="She wrote under my post about timetables.", topic="the first hundred days",
         insight="It took her a year to stop asking before going to lunch."),
    Role("Dev Malhotra", "performance analyst", "Calder Borough Council", "2025-05-21",
         "ask reply video+8 <advice4 thank+1 note+50 >feedback3 reply @2025-09-11 call <information3 news+30 @2026-01-08 call!referral thank+9",
         "exteachers", circles=DATA, closeness="moderate", place="Halifax", topic="leaving in January", insight="He handed in his notice on a snow day."),
    Role("Kwame Boateng-Reid", "forecaster", "Kestrel Water", "2025-06-04", "intro video+12 <information3 thank+2 note+60 reply call+11 >feedback2 @2025-10-06 call",
         "neighbours", by="Ruth Adeyemi-Clarke", circles=DATA, place="Bradford", topic="summer demand", insight="He checks the forecast against his own garden hose."),
    Role("Alison Kerr", "analytics manager", "Fenwick Logistics", "2025-06-11", "ask nudge+14", "hirers", scope="national", place="Leicester", circles=DATA, topic="graduate posts"),
    Role("Stuart Penhale", "consultant", "Penhale & Daughters", "2025-06-18", "ask no+6", "neighbours", scope="national", place="Exeter", circles=DATA, topic="a day of shadowing"),
    Role("Ελένη Δήμου", "research fellow", "Aire University", "2025-07-02", "ask reply+1 coffee+6 <resource3 thank note+75 reply @2025-11-12 coffee >advice3",
         "neighbours", circles=DATA, topic="school attendance", insight="A missing number is also an answer.", more={"other_names": ["Eleni Dimou"]}),
    Role("Bilal Aziz", "science teacher", "Beckside School", "2025-07-09",
         "hello coffee+5 >advice3 >moral_support2 note+55 reply @2025-09-30 text <resource2 @2025-11-18 note reply @2026-01-15 coffee >feedback3 @2026-03-10 coffee <feedback3",
         "exteachers", circles=SCHOOL, closeness="moderate", how="He asked at our school's open day how I find the time.", topic="changing too",
         insight="We promised each other one small step a month.", more={"cadence_days": 60}),
    Role("Nadia Koroma", "analyst, school places", "Wharfe Borough Council", "2025-09-10", "ask nudge reply+4 video+9 <information3 thank note+45 reply",
         "neighbours", circles=DATA, topic="school places", insight="She knows every catchment by its bus."),
    Role("Ingrid Solheim", "analyst", "Fjordvik Health", "2025-09-20", "meet note+4 reply+5 video+21 >information2 thank @2026-01-27 note reply+6",
         "neighbours", circles=DATA, scope="international", place="Bergen", how="We sat in the wrong workshop together.", topic="plain language",
         insight="Her reports begin with the answer, in one line."),
    Role("Theo Vance", "student", "Aire University", "2025-09-20", "meet >advice3", "neighbours", circles=DATA, topic="his first talk"),
    Role("Maya Deshpande", "junior analyst", "Larkhill Energy", "2025-09-20", "meet note+3 reply video+14 >moral_support2 thank @2025-12-05 note reply @2026-03-05 video <resource3",
         "exteachers", circles=DATA, scope="national", place="Nottingham", topic="her portfolio", insight="Three small pieces, each with one question."),
    Role("Robert Young", "publisher", "Plain Figures Press", "2025-09-20", "meet note+5", "neighbours", circles=DATA, scope="national", place="Oxford", topic="a book on rotas"),
    Role("Noor Siddiqui", "demand planner", "Hollins Hospital Supplies", "2025-10-08", "intro call+10 <information2 note+28 reply",
         "neighbours", by="Kwame Boateng-Reid", circles=DATA, place="Bradford", topic="counting gloves", insight="Stock runs out on paper long before it does on the shelf."),
    Role("Harriet Blom", "visual designer", "Blom Studio", "2025-10-16", "meet note+5 reply coffee+20 <feedback4 >introduction3=Mei thank @2026-01-29 note reply call+9 <feedback3",
         "neighbours", circles=DATA, topic="drawing before charting", insight="She draws the chart by hand before she opens a file."),
    Role("Leonard Crisp", "director", "Crisp Analytics", "2025-10-22", "ask no+1", "hirers", circles=DATA, topic="junior posts",
         more={"do_not_contact": True, "note": "Asked to be left in peace. Gladly."}),
]

LATELY = [
    Role("Sophie Marchetti", "learning analyst", "Brightbeck Courses", "2025-11-26", "ask reply video+7 <advice3 thank note+46 reply >feedback4 @2026-02-25 note reply+1 coffee+8",
         "exteachers", circles=DATA, topic="pupils and numbers", insight="Her old classroom is her best user test."),
    Role("Gareth Llewelyn-Voss", "information analyst", "Aire Valley Hospitals", "2025-12-03", "ask reply+2 video+12 <information3 thank+1 note+44 reply >resource2",
         "analysts", circles=("health", "data"), topic="a Monday in his week", insight="Mondays are for last week's numbers, Thursdays for next year's."),
    Role("Paul Rennard", "analyst, theatres", "Aire Valley Hospitals", "2025-12-10", "ask nudge+28", "analysts", circles=("health", "data"), topic="theatre lists"),
    Role("Wen Castellane", "product manager", "Lumenfold", "2025-12-11", "meet note+4 reply+2 coffee+30 >advice3 note+25 reply",
         "neighbours", circles=DATA, topic="what managers read", insight="If it needs a legend, it needs a rethink."),
    Role("Isla Thorne", "recruiter", "Thorne & Quayle", "2026-01-07", "hello call+6 <advice3 note+36 reply >information2", "hirers", circles=("school", "data"),
         how="Her son is in my Year 8.", topic="how a CV is read", insight="Thirty seconds, and twenty of them on the last job."),
    Role("Precious Mokoena", "data analyst", "Wharfe Housing", "2026-01-14", "intro video+7 <advice3 thank+1 note+27 reply coffee+7 >feedback3",
         "exteachers", by="Dev Malhotra", circles=DATA, place="Halifax", closeness="moderate", topic="her first month", insight="Nobody minded that she asked; they minded when she guessed."),
    Role("Amara Kovalenko", "analyst, waiting lists", "Aire Valley Hospitals", "2026-01-15", "ask reply+1 video+12 <information3 thank+1 >resource2 note+24 reply coffee+6 <advice4 >time_or_work3",
         "analysts", circles=("health", "data"), closeness="moderate", topic="waiting lists", insight="Half her week is asking where a number came from.",
         more={"needs": ["a survey template for ward staff"]}),
    Role("Colm Hendry", "head of reporting", "Calder Borough Council", "2026-01-21", "ask reply+5 note+30", "hirers", circles=DATA, place="Halifax", topic="trainee posts"),
    Role("Beatrix Nowell", "analyst, emergency care", "St Oswin's Hospital", "2026-01-22", "meet <information2 note+5 reply+3 >feedback3",
         "analysts", circles=("health", "data"), how="At the meetup, by the coat stand.", topic="the emergency department", insight="She walks down to the ward once a week, to see what the numbers are."),
    Role("Arjun Thakkar", "database administrator", "Kestrel Water", "2026-01-22", "meet note+6 reply+1 <resource2", "neighbours", circles=DATA, topic="safe copies"),
    Role("Helen Prior", "talent partner", "Aire Valley Hospitals", "2026-01-28", "ask", "hirers", circles=("health",), topic="entry posts"),
    Role("Oluwaseun Adebayo-Finch", "curriculum data lead", "Beckside Trust", "2026-01-28", "ask reply video+9 <feedback3 >resource3 thank note+35 reply+2",
         "exteachers", circles=("school", "data"), topic="marks and meaning", insight="A mark is a message; a column of marks is a weather map."),
    Role("Katrin Vogelsang", "hospital planner", "Tyneholm Hospitals", "2026-02-11", "ask nudge+14 reply+2 video+9 <information3 thank",
         "neighbours", circles=("health", "data"), scope="national", place="Newcastle", topic="winter beds", insight="Winter begins in her tables in July."),
    Role("Tariq Mahmood-Lisle", "senior analyst", "Aire Valley Hospitals", "2026-02-25", "ask reply+1 call+7 <advice3 thank+1 >feedback3",
         "analysts", circles=("health", "data"), topic="becoming senior", insight="Senior means being asked before, and not after."),
    Role("Rowan Ashby-Nkemelu", "data journalist", "The Calder Post", "2026-02-26", "meet note+6 reply+1 coffee+12 >time_or_work4 <visibility?",
         "neighbours", circles=DATA, topic="bus deserts", insight="The map was ready in a day; the phone calls took three weeks."),
    Role("Jun Aoyama", "library data officer", "Leeds Bridge Library", "2026-03-04", "ask reply+1 coffee+8 >advice3 thank+1", "neighbours", circles=DATA, topic="a maths corner for grown-ups",
         insight="People borrow courage before they borrow books."),
    Role("Penelope Strand", "director of information", "St Oswin's Hospital", "2026-03-04", "ask no+2", "hirers", circles=("health",), topic="her team"),
    Role("Femi Osei", "head of analytics", "St Oswin's Hospital", "2026-03-11", "intro reply+1 coffee!opportunity+8 <advice4 >information2", "hirers", by="Mei Stanhope",
         circles=("health", "data"), topic="whom she hires", insight="She takes on juniors in September, and reads one page at most."),
    Role("Zuzana Horáková", "evaluation officer", "Harrow House Charity", "2026-03-11", "ask reply+2 >resource2", "neighbours", circles=DATA, topic="questionnaires"),
    Role("Maurice Tindall", "careers adviser", "Aire Valley Hospitals", "2026-03-12", "meet <information2 note+6 reply!opportunity+3", "hirers", circles=("health",), topic="returners' posts",
         insight="There is a scheme for people who change in mid-life, and few ask."),
    Role("Lauren Ebbs", "analyst, outpatients", "Aire Valley Hospitals", "2026-03-18", "ask", "analysts", circles=("health", "data"), topic="missed visits"),
    Role("Farah Doğan", "insight analyst", "Kirkstall Foods", "2026-03-18", "ask reply+1 >information? call+5 <advice?", "neighbours", circles=DATA, topic="soup sales", insight="Soup sells by the first cold Monday."),
    Role("Kit Sørensen", "open data officer", "Wharfe Borough Council", "2026-03-19", "meet note+5 reply+1 >time_or_work?", "neighbours", circles=DATA, topic="street trees",
         insight="Publish it with its mistakes, and people will mend them."),
    Role("Oriane Dubois-Lamb", "map maker", "", "2026-03-19", "meet note+6", "neighbours", circles=DATA, topic="walking maps"),
    Role("Saskia Wren", "analyst, community care", "Calder Community Health", "2026-03-25", "ask", "analysts", circles=("health", "data"), place="Halifax", topic="visits by bicycle"),
    Role("", "chemistry teacher", "", "2026-03-26", "hello >advice3", "exteachers", circles=SCHOOL, scope="unknown", place="", how="Wrote to me after the Open Data Evening.",
         topic="where to begin", more={"emails": ["r.whitlock@example.net"]}),
]

AGAIN = [
    Role("Andrew Selby", "actuary", "Ridings Mutual", "2025-12-10", "catch reply+3 call+26 <advice3 note+40 reply", known="2006-10-03", circles=STUDY, closeness="weak",
         how="Statistics tutorials, back row.", topic="who does what at his firm", insight="He had always wondered how teaching went.", more={"source": "linkedin"}),
    Role("Edith Halloran", "retired head teacher", "", "2025-12-30", "letter reply+12 visit+38 <moral_support3", known="2012-09-03", circles=SCHOOL, place="Whitby",
         closeness="moderate", how="She gave me my first class.", topic="the old school", insight="She kept the letter that I wrote when I was hired."),
    Role("Miriam Castellan", "bid writer", "Harrow House Charity", "2026-01-20", "catch reply+2 video+14 >feedback3", known="2013-05-11", circles=("university",), closeness="weak",
         how="Teacher training, other half of the class.", topic="writing for readers in a hurry", insight="First sentence, first number, first name.", more={"source": "linkedin"}),
    Role("Dominic Farrow", "operations manager", "Pennine Buses", "2026-03-03", "catch reply+1 coffee+14 <information2 >advice3", known="2015-09-07", circles=("school",), closeness="weak",
         how="Taught geography two doors down.", topic="bus drivers' shifts", insight="Left teaching in 2019 and still marks in green.", more={"source": "linkedin"}),
]

NOT_YET = [
    Role("Ciara Eastwood", "junior analyst", "Aire Valley Hospitals", audience="analysts", circles=("health", "data"), how="Joel's sister's colleague.", topic="the first year",
         more={"target_by": "2026-04-30", "offers": ["try"]}),
    Role("Anil Kapoor", "head of planning", "Calder Community Health", audience="hirers", circles=("health",), place="Halifax", topic="trainee posts", more={"target_by": "2026-05-15", "will_ask": True}),
    Role("李雨桐", "biostatistician", "Aire University", audience="neighbours", circles=DATA, how="Her talk on trials, from the third row.", topic="trials",
         more={"other_names": ["Li Yutong"], "target_by": "2026-06-15"}),
    Role("Jonathan Webb-Amadi", "data scientist", "Larkhill Energy", scope="national", place="Nottingham", known="2018-06-21", circles=STUDY, more={"source": "linkedin"}),
    Role("Sinead Rafferty", "team leader", "Moorgate Insurance", known="2017-11-02", circles=STUDY, more={"source": "linkedin"}),
    Role("Philippa Grange", "deputy head", "Beckside School", known="2019-02-14", circles=SCHOOL, more={"source": "linkedin", "tags": ["school network"]}),
]  # fmt: skip

CAST = KEPT + FIRST_YEAR + LATELY + AGAIN + NOT_YET
