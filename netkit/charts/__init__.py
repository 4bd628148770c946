"""Charts: each takes a tidy frame of netkit.metrics, and comes with the sentence that says what is seen.

plot_*(frame, ax=None) draws and returns the Axes, of the frame just as its metric made it (plot_forecast and
plot_progress say which columns they join); *_chart(frame, ...) is that drawing with title, footnote, alt text and
table, as HTML; Review(workbook) has them all for one workbook.
"""

from netkit.charts.answers import answers_chart, plot_answers
from netkit.charts.chart import Chart, Charts, Says, Table
from netkit.charts.circles import circles_chart, plot_circles, plot_ties, ties_chart
from netkit.charts.contact_days import days_chart, plot_days
from netkit.charts.coverage import coverage_chart, plot_coverage
from netkit.charts.dormant import dormant_chart, plot_dormant
from netkit.charts.due import due_chart, plot_due
from netkit.charts.forecast import forecast_chart, plot_forecast
from netkit.charts.funnel import funnel_chart, plot_funnel
from netkit.charts.giving import help_chart, plot_help
from netkit.charts.introductions import introductions_chart, plot_introductions
from netkit.charts.kinds import groups_chart, kinds_chart, plot_by_group, plot_by_kind
from netkit.charts.leaning import balance_chart, plot_balance
from netkit.charts.minutes import minutes_chart, plot_minutes
from netkit.charts.mixing import mix_chart, plot_mix
from netkit.charts.outreach import plot_weekly, weekly_chart
from netkit.charts.pace import pace_chart, plot_pace
from netkit.charts.people import people_chart, plot_by_person
from netkit.charts.progress import plot_progress, progress_chart
from netkit.charts.review import Review
from netkit.charts.streak import plot_streak, streak_chart
from netkit.charts.waiting import plot_waiting, waiting_chart

__all__ = [
    "Chart", "Charts", "Review", "Says", "Table", "answers_chart", "balance_chart", "circles_chart", "coverage_chart",
    "days_chart", "dormant_chart", "due_chart", "forecast_chart", "funnel_chart", "groups_chart", "help_chart",
    "introductions_chart", "kinds_chart", "minutes_chart", "mix_chart", "pace_chart", "people_chart", "plot_answers",
    "plot_balance", "plot_by_group", "plot_by_kind", "plot_by_person", "plot_circles", "plot_coverage", "plot_days",
    "plot_dormant", "plot_due", "plot_forecast", "plot_funnel", "plot_help", "plot_introductions", "plot_minutes",
    "plot_mix", "plot_pace", "plot_progress", "plot_streak", "plot_ties", "plot_waiting", "plot_weekly",
    "progress_chart", "streak_chart", "ties_chart", "waiting_chart", "weekly_chart",
]  # fmt: skip
