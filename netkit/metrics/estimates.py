"""The few formulas of statistics that the metrics share, on plain numbers and arrays.

SciPy is loaded by the first that needs it: what the log asks at its opening does not.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def jeffreys(hits: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """The Jeffreys interval of a share, with 0 as its lower end at no hit and 1 as its upper end at all hits.

    Brown, Cai & DasGupta 2001, Stat Sci 16:101. NaN where n is 0.
    """
    from scipy import special

    x, of = np.asarray(hits, dtype=float), np.asarray(n, dtype=float)
    tail = (1 - level) / 2
    low = special.betaincinv(x + 0.5, of - x + 0.5, tail)
    high = special.betaincinv(x + 0.5, of - x + 0.5, 1 - tail)
    low, high = np.where(x == 0, 0.0, low), np.where(x == of, 1.0, high)
    return np.where(of == 0, np.nan, low), np.where(of == 0, np.nan, high)


def balance_interval(
    given: ArrayLike, received: ArrayLike, n_eff: ArrayLike, level: float = 0.9
) -> tuple[Floats, Floats, Floats]:
    """Lower end, upper end and P(give more) of (given - received) / (given + received); NaN where both are 0.

    p = given / (given + received) ~ Beta(1/2 + p n, 1/2 + (1 - p) n) with n = n_eff, mapped by s = 2p - 1.
    """
    from scipy import special

    g, r, n = (np.asarray(values, dtype=float) for values in (given, received, n_eff))
    share = np.divide(g, g + r, out=np.full_like(g, np.nan), where=g + r > 0)
    a, b, tail = 0.5 + share * n, 0.5 + (1 - share) * n, (1 - level) / 2
    low, high = (2 * special.betaincinv(a, b, q) - 1 for q in (tail, 1 - tail))
    return low, high, special.betaincc(a, b, 0.5)


def effective_size(total: Any, squares: Any) -> Any:
    """Kish's effective number of rows, (sum of w)^2 / sum of w^2; NaN where there is no weight."""
    return total**2 / squares.where(squares > 0)


def next_week(counts: ArrayLike, level: float = 0.9) -> tuple[float, float, float]:
    """Lower end, upper end (whole numbers) and overdispersion of next week's count, from those of past weeks.

    phi = max(1, variance / mean), m = (k + 1/2) / W, v = phi m (1 + 1/W); negative binomial with p = m/v,
    r = m p / (1 - p); phi = 1 is the Poisson-gamma form. NaN without a week.
    """
    past = np.asarray(counts, dtype=float)
    weeks = len(past)
    if weeks == 0:
        return math.nan, math.nan, math.nan
    mean = (past.sum() + 0.5) / weeks
    spread = float(past.var(ddof=1) / past.mean()) if weeks > 1 and past.any() else 1.0
    phi = max(1.0, spread)
    p = 1 / (phi * (1 + 1 / weeks))
    size = mean * p / (1 - p)
    tail = (1 - level) / 2
    return _quantile(size, p, tail), _quantile(size, p, 1 - tail), phi


def _quantile(size: float, p: float, q: float) -> float:
    """The smallest whole number whose negative binomial distribution function reaches q."""
    from scipy import special

    top = 16
    while special.betainc(size, top + 1, p) < q:
        top *= 2
    reached = special.betainc(size, np.arange(top + 1) + 1.0, p) >= q
    return float(np.argmax(reached))


def rate_interval(events: float, weeks: float, level: float = 0.9) -> tuple[float, float, float]:
    """Mean, lower and upper end of the weekly rate, posterior Gamma(events + 1/2, weeks); NaN without a week."""
    from scipy import special

    if weeks <= 0:
        return math.nan, math.nan, math.nan
    tail = (1 - level) / 2
    low, high = special.gammaincinv(events + 0.5, [tail, 1 - tail]) / weeks
    return (events + 0.5) / weeks, float(low), float(high)
