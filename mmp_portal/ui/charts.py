"""Charts as ready coordinates: templates draw them and do no arithmetic.

Rules: bars start at zero, a line need not and its scale is written; every bar carries its value;
marks that mean something differ in shape and not in colour alone; `title` says what the chart shows,
`description` what it shows in numbers. The same drawing serves the page and the PDF: classes carry the
colours on the page, the `fill` and `stroke` attributes those on paper.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

INK, MUTED, LINE, EDGE = "#1b2733", "#55626e", "#ddd8cd", "#857f72"
TONES = {"1": "#0b5c7a", "2": "#b97d0c", "3": "#5b4b9a", "4": "#2f6f4f", "quiet": "#82949d"}
ON_DARK, ON_LIGHT = "#ffffff", "#1b2733"


@dataclass(frozen=True)
class Series:
    """One row of values, None where nothing is known; `tone` is 1, 2, 3, 4 or quiet."""

    name: str
    values: Sequence[float | None]
    tone: str = "1"


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str
    fill: str
    words: str
    words_x: float
    words_y: float
    words_css: str
    words_fill: str


@dataclass(frozen=True)
class Tick:
    y: float
    words: str
    is_base: bool


@dataclass(frozen=True)
class AxisLabel:
    x: float
    words: str


@dataclass(frozen=True)
class Target:
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Legend:
    name: str
    tone: str
    kind: str
    fill: str


@dataclass(frozen=True)
class BarChart:
    title: str
    description: str
    width: float
    height: float
    left: float
    right: float
    words_y: float
    ticks: list
    bars: list
    labels: list
    targets: list
    legend: list


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    path: str
    tone: str
    stroke: str
    dots: list
    end_x: float
    end_y: float
    end_words: str
    is_main: bool


@dataclass(frozen=True)
class LineChart:
    title: str
    description: str
    width: float
    height: float
    left: float
    right: float
    words_y: float
    ticks: list
    lines: list
    labels: list
    target: Target | None
    target_words: str
    legend: list


def written(value, unit=""):
    """A figure as it stands at its mark: no decimals that say nothing, thousands apart."""
    rounded = round(value, 1)
    words = f"{rounded:,.1f}".removesuffix(".0")
    return f"{words}{unit}"


def nice_top(most):
    """The round number at the upper end of a scale that holds `most`, in four steps."""
    if most <= 0:
        return 4
    for factor in (4, 8, 10, 20, 40, 60, 80, 100):
        scale = 10 ** max(0, math.floor(math.log10(most)) - 1)
        if factor * scale >= most:
            return factor * scale
    return 100 * scale


def describe(labels, series, unit):
    """The chart in words: every value of every series."""
    parts = []
    for one in series:
        known = ", ".join(
            f"{label} {written(value, unit)}"
            for label, value in zip(labels, one.values, strict=True)
            if value is not None
        )
        parts.append(f"{one.name}: {known}.")
    return " ".join(parts)


def bar_chart(
    labels, series, *, title, description="", target=None, target_name="", unit="", top=None, width=440, height=230
):
    """Groups of bars, one group a label. `target` is one value, or one a label: a dashed line across the bar."""
    labels = [str(label) for label in labels]
    targets = [target] * len(labels) if isinstance(target, (int, float)) else list(target or [])
    values = [value for one in series for value in one.values if value is not None]
    top = top or nice_top(max([*values, *[t for t in targets if t is not None], 0]))
    left, right, base, ceiling = 36.0, width - 8.0, height - 28.0, 22.0

    def place(value):
        return round(base - (base - ceiling) * value / top, 1)

    ticks = [Tick(place(top * i / 4), written(top * i / 4, unit), i == 0) for i in range(5)]
    pitch = (right - left) / max(len(labels), 1)
    group = min(pitch * 0.84, 38.0 * len(series) + 3.0 * (len(series) - 1)) if len(series) == 1 else pitch * 0.86
    slim = (group - 3.0 * (len(series) - 1)) / len(series)
    bars, axis, marks = [], [], []
    for i, label in enumerate(labels):
        middle = left + pitch * (i + 0.5)
        start = middle - group / 2
        axis.append(AxisLabel(round(middle, 1), label))
        for k, one in enumerate(series):
            value = one.values[i]
            if value is None:
                continue
            y = place(value)
            inside = base - y >= 24
            css = "value"
            ink = INK
            if inside and one.tone in ("1", "3", "4"):
                css, ink = "value on-dark", ON_DARK
            elif inside and one.tone == "2":
                css, ink = "value on-light", ON_LIGHT
            x = start + k * (slim + 3.0)
            bars.append(
                Bar(
                    x=round(x, 1),
                    y=y,
                    width=round(slim, 1),
                    height=round(base - y, 1),
                    tone=one.tone,
                    fill=TONES[one.tone],
                    words=written(value, unit),
                    words_x=round(x + slim / 2, 1),
                    words_y=round(y + 17 if inside else y - 5, 1),
                    words_css=css,
                    words_fill=ink,
                )
            )
        if i < len(targets) and targets[i] is not None:
            marks.append(Target(round(start - 8, 1), place(targets[i]), round(group + 16, 1)))
    legend = [Legend(one.name, one.tone, "bar", TONES[one.tone]) for one in series]
    if marks and target_name:
        legend.append(Legend(target_name, "target", "target", INK))
    return BarChart(
        title=title,
        description=description or describe(labels, series, unit),
        width=width,
        height=height,
        left=left,
        right=right,
        words_y=height - 8.0,
        ticks=ticks,
        bars=bars,
        labels=axis,
        targets=marks,
        legend=legend if len(legend) > 1 else [],
    )


def line_chart(
    labels,
    series,
    *,
    title,
    description="",
    target=None,
    target_name="",
    unit="",
    bottom=0,
    top=None,
    width=440,
    height=220,
):
    """At most two lines over the same labels: the first full with dots, the second dashed."""
    labels = [str(label) for label in labels]
    values = [value for one in series for value in one.values if value is not None]
    top = top or max(nice_top(max([*values, target or 0, 0])), bottom + 4)
    left, right, base, ceiling = 36.0, width - 60.0, height - 28.0, 18.0

    def place(value):
        return round(base - (base - ceiling) * (value - bottom) / (top - bottom), 1)

    def across(i):
        return round(left + 16 + (right - left - 16) * (i / (len(labels) - 1) if len(labels) > 1 else 0), 1)

    steps = [bottom + (top - bottom) * i / 4 for i in range(5)]
    ticks = [Tick(place(step), written(step, unit), i == 0) for i, step in enumerate(steps)]
    lines = []
    for k, one in enumerate(series[:2]):
        points = [(across(i), place(value)) for i, value in enumerate(one.values) if value is not None]
        last = next((value for value in reversed(list(one.values)) if value is not None), None)
        tone = "1" if k == 0 else "2"
        lines.append(
            Line(
                path="M" + "L".join(f"{x} {y}" for x, y in points) if points else "",
                tone=tone,
                stroke=TONES[tone],
                dots=[Dot(x, y) for x, y in points] if k == 0 else [],
                end_x=points[-1][0] + 10 if points else 0,
                end_y=points[-1][1] + 4 if points else 0,
                end_words=written(last, unit) if last is not None else "",
                is_main=k == 0,
            )
        )
    if len(lines) == 2 and abs(lines[0].end_y - lines[1].end_y) < 14:
        upper = lines[0].end_y <= lines[1].end_y
        lines[1] = _moved(lines[1], 12 if upper else -12)
    legend = [
        Legend(one.name, "1" if k == 0 else "2", "line", TONES["1" if k == 0 else "2"])
        for k, one in enumerate(series[:2])
    ]
    if target is not None and target_name:
        legend.append(Legend(target_name, "target", "target", INK))
    return LineChart(
        title=title,
        description=description or describe(labels, series, unit),
        width=width,
        height=height,
        left=left,
        right=right,
        words_y=height - 8.0,
        ticks=ticks,
        lines=lines,
        labels=[AxisLabel(across(i), label) for i, label in enumerate(labels)],
        target=Target(left, place(target), right - left) if target is not None else None,
        target_words=written(target, unit) if target is not None else "",
        legend=legend if len(legend) > 1 else [],
    )


def _moved(line, by):
    return replace(line, end_y=line.end_y + by)
