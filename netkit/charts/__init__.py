"""Charts: each takes a tidy frame of netkit.metrics, and comes with the sentence that says what is seen.

plot_*(frame, ax=None) draws and returns the Axes; *_chart(frame, ...) is that drawing with title, footnote, alt text
and table, as HTML; Review(workbook) has them all for one workbook.
"""

from netkit.charts.chart import Chart, Says, Table
from netkit.charts.funnel import funnel_chart, plot_funnel
from netkit.charts.giving import help_chart, plot_help
from netkit.charts.leaning import balance_chart, plot_balance
from netkit.charts.outreach import plot_weekly, weekly_chart
from netkit.charts.people import people_chart, plot_by_person
from netkit.charts.progress import plot_progress, progress_chart
from netkit.charts.review import Review

__all__ = [
    "Chart", "Review", "Says", "Table", "balance_chart", "funnel_chart", "help_chart", "people_chart", "plot_balance",
    "plot_by_person", "plot_funnel", "plot_help", "plot_progress", "plot_weekly", "progress_chart", "weekly_chart",
]  # fmt: skip
