"""Charts of the printed report: marks with ready coordinates, drawn by one SVG template.

One unit of the drawing is one point. Scales start at zero; a mark that means something differs in
shape or filling and not in colour alone; the number stands beside its mark; the title says what the
chart shows and becomes its text for screen readers, the description gives every value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mmp_portal.ui.charts import nice_top
from reports.figures import half_up

INK, MUTED, LINE, WHITE = "#1b2733", "#55626e", "#ddd8cd", "#ffffff"
ACCENTS = {"worksite": "#0b5c7a", "young-parent": "#a8325e", "mpmp": "#5b4b9a", "moppp": "#2f6f4f"}
PAGE_WIDTH = 504
LETTER = 4.15  # about as wide as a letter of the legend


@dataclass(frozen=True)
class Mark:
    """One shape or word: `kind` is rect, path, disc or text, `css` names what it means."""

    kind: str
    css: str
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    path: str = ""
    words: str = ""
    size: float = 8
    weight: int = 400
    anchor: str = "start"
    fill: str = "none"
    stroke: str = "none"
    line: float = 0.75
    dash: str = ""


@dataclass
class Drawing:
    """A chart ready to be drawn."""

    title: str
    description: str
    width: float
    height: float
    marks: list = field(default_factory=list)

    def rect(self, x, y, width, height, fill, css, stroke="none", line=0.75, dash=""):
        self.marks.append(
            Mark("rect", css, n(x), n(y), n(max(width, 0)), n(height), fill=fill, stroke=stroke, line=line, dash=dash)
        )

    def line(self, x1, y1, x2, y2, css, stroke=LINE, width=0.5, dash=""):
        self.path(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", css, stroke, width, dash)

    def path(self, path, css, stroke, width, dash="", fill="none"):
        self.marks.append(Mark("path", css, path=path, fill=fill, stroke=stroke, line=width, dash=dash))

    def disc(self, x, y, radius, fill, css, stroke="none"):
        self.marks.append(Mark("disc", css, n(x), n(y), n(radius), fill=fill, stroke=stroke, line=1.25))

    def text(self, x, y, words, size=8, fill=INK, anchor="start", weight=400, css="label"):
        self.marks.append(
            Mark("text", css, n(x), n(y), words=str(words), size=size, weight=weight, anchor=anchor, fill=fill)
        )


def n(number):
    """Two decimals are finer than any printer."""
    return round(float(number), 2)


def tint(colour, part):
    """The colour mixed with white: part 1 is the colour itself, 0 is white."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - channel) * part):02x}" for channel in channels)


def percent(value):
    return f"{half_up(value):f}%"


@dataclass(frozen=True)
class Share:
    """A bar from 0 to 100%: `value` and `target` in percent, None where there is none; `words` stand at its end."""

    name: str
    value: Any
    words: str
    target: Any = None


def shares(rows: Sequence[Share], *, title, accent, width=PAGE_WIDTH, label=150):
    """Bars of shares against their targets. Met or without a target: filled. Below: pale with an outline."""
    pitch, bar, x0 = 19.25, 10.5, label
    span = width - x0 - 118
    height = 17.5 + pitch * len(rows) + 4
    drawing = Drawing(title, "; ".join(_share_in_words(row) for row in rows), width, n(height))
    for step in range(0, 101, 25):
        x = x0 + span * step / 100
        drawing.line(x, 14, x, height - 4, "grid")
        drawing.text(x, 9, f"{step}%", 7, MUTED, "middle", css="axis")
    for i, row in enumerate(rows):
        y = 17.5 + pitch * i + (pitch - bar) / 2
        drawing.text(x0 - 8, y + 8.5, row.name, 8.5, anchor="end")
        length = 0.0
        if row.value is not None:
            length = span * min(float(row.value), 100) / 100
            is_met = row.target is None or row.value >= row.target
            drawing.rect(
                x0, y, length, bar, accent if is_met else tint(accent, 0.22), "met" if is_met else "below", accent, 0.9
            )
        end = x0 + length
        if row.target is not None:
            x = x0 + span * float(row.target) / 100
            drawing.line(x, y - 4.5, x, y + bar + 4.5, "target", INK, 1.75)
            end = max(end, x)
        drawing.text(end + 6, y + 8.5, row.words, 8.5, weight=600, css="value")
    drawing.line(x0, 14, x0, height - 4, "base", INK, 0.9)
    return drawing


def _share_in_words(row):
    words = f"{row.name} {row.words}"
    return (
        words
        if row.target is None
        else _("%(row)s, target %(target)s")
        % {
            "row": words,
            "target": percent(row.target),
        }
    )


def line(labels, values, *, title, name, accent, width=PAGE_WIDTH, height=112):
    """One line of counts over the quarters, from zero; a value that is not known leaves a gap and its word."""
    known = [float(value) for value in values if value is not None]
    top = nice_top(max([*known, 0]))
    x0, x1, y0, y1 = 30, width - 14, height - 26, 14

    def across(i):
        return x0 + 14 + (x1 - x0 - 24) * i / max(len(labels) - 1, 1)

    def up(value):
        return y0 - (y0 - y1) * float(value) / top

    said = ", ".join(
        f"{' '.join(label)} {_number(value) if value is not None else _('not shown')}"
        for label, value in zip(labels, values, strict=True)
    )
    drawing = Drawing(title, f"{name}: {said}.", width, height)
    for step in range(5):
        value = top * step / 4
        if value != int(value):
            continue
        drawing.line(
            x0,
            up(value),
            x1,
            up(value),
            "base" if not step else "grid",
            INK if not step else LINE,
            0.9 if not step else 0.5,
        )
        drawing.text(x0 - 5, up(value) + 2.7, f"{int(value):,}", 7, MUTED, "end", css="axis")
    for i, (upper, lower) in enumerate(labels):
        is_last = i == len(labels) - 1
        drawing.text(across(i), y0 + 11, upper, 7.5, anchor="middle", weight=700 if is_last else 400, css="axis")
        drawing.text(across(i), y0 + 20.5, lower, 7, MUTED, "middle", css="axis")
    path, pen = "", "M"
    for i, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{n(across(i))} {n(up(value))}"
        pen = "L"
    if path:
        drawing.path(path, "line", accent, 1.9)
    for i, value in enumerate(values):
        if value is None:
            drawing.text(across(i), y0 - 4, "<5", 8, MUTED, "middle")
            continue
        drawing.disc(across(i), up(value), 3.1, accent, "dot")
        is_last = i == len(labels) - 1
        drawing.text(
            across(i), up(value) - 6.5, _number(value), 8, anchor="middle", weight=700 if is_last else 400, css="value"
        )
    return drawing


@dataclass(frozen=True)
class Done:
    """What was done of what was expected, in the words of the report."""

    name: str
    done: Decimal
    expected: Decimal
    words: str
    share: str


def expected_and_done(rows: Sequence[Done], *, title, accent, width=PAGE_WIDTH, label=88, floor=None):
    """The outline is what was expected, the filling what was done, the tick the target of it."""
    pitch, bar, x0, y0 = 21, 11, label, 3.5
    top = max([*(row.done for row in rows), *(row.expected for row in rows), Decimal(1)])
    span = width - x0 - 124
    height = y0 + pitch * len(rows)
    drawing = Drawing(title, "; ".join(f"{row.name}: {row.words}, {row.share}" for row in rows), width, n(height))
    for i, row in enumerate(rows):
        y = y0 + pitch * i + 3
        expected, done = span * float(row.expected / top), span * float(row.done / top)
        drawing.text(x0 - 8, y + 8.7, row.name, 8.5, anchor="end")
        drawing.rect(x0, y, expected, bar, tint(accent, 0.12), "expected", INK, 0.7)
        drawing.rect(x0, y, done, bar, accent, "done")
        if floor is not None and expected:
            x = x0 + expected * float(floor) / 100
            drawing.line(x, y - 3, x, y + bar + 3, "target", INK, 1.5)
        drawing.text(x0 + max(expected, done) + 6, y + 8.7, row.words, 8.2, css="value")
        drawing.text(width - 2, y + 8.7, row.share, 8.5, anchor="end", weight=700, css="value")
    drawing.line(x0, 1, x0, height - 1, "base", INK, 0.9)
    return drawing


def stacked(rows, names, *, title, accent, width=PAGE_WIDTH, label=88):
    """Bars cut into parts, from dark to pale. `rows` are (name, counts); only rows with every count known."""
    shades = {1: (1,), 2: (1, 0.2), 3: (1, 0.42, 0.12), 4: (1, 0.55, 0.3, 0.1)}.get(
        len(names), (1, 0.65, 0.42, 0.22, 0.06, 0.03)
    )
    tones = [tint(accent, shade) for shade in shades]
    pitch, bar, x0, y0 = 24.5, 16, label, 21
    span = width - x0 - 40
    top = max([sum(counts) for _name, counts in rows] + [1])
    height = y0 + pitch * len(rows)
    said = " ".join(
        f"{name}: " + ", ".join(f"{part} {_number(count)}" for part, count in zip(names, counts, strict=True)) + "."
        for name, counts in rows
    )
    drawing = Drawing(title, said, width, n(height))
    x = float(x0)
    for name, tone in zip(names, tones, strict=False):
        drawing.rect(x, 2, 9, 9, tone, "legend", INK, 0.6)
        drawing.text(x + 13, 9.5, name, 7.5)
        x += 13 + LETTER * len(str(name)) + 14
    for r, (name, counts) in enumerate(rows):
        x, y = float(x0), y0 + pitch * r
        drawing.text(x0 - 8, y + 11, name, 8.5, anchor="end")
        for i, count in enumerate(counts):
            wide = span * count / top
            drawing.rect(x, y, wide, bar, tones[i], f"part-{i + 1}", INK, 0.6)
            if wide > 14:
                drawing.text(
                    x + wide / 2, y + 11, _number(count), 8, WHITE if shades[i] > 0.6 else INK, "middle", 600, "value"
                )
            x += wide
        drawing.text(x + 6, y + 11, _number(sum(counts)), 8.5, weight=700, css="value")
    return drawing


@dataclass(frozen=True)
class Column:
    """A share of what can be seen already, with the words under it; part of the cohort is pale and dashed."""

    name: str
    share: Any
    words: str
    below: str
    waiting: str = ""
    is_part: bool = False


def columns(points: Sequence[Column], *, title, accent, width=PAGE_WIDTH, height=136):
    """Shares from 0 to 100% side by side."""
    x0, y0, y1 = 30, height - 34, 18
    step = (width - x0) / max(len(points), 1)

    def up(share):
        return y0 - (y0 - y1) * float(share) / 100

    drawing = Drawing(
        title, "; ".join(" ".join(filter(None, [p.name, p.words, p.below, p.waiting])) for p in points), width, height
    )
    for mark in (0, 25, 50, 75, 100):
        drawing.line(
            x0, up(mark), width, up(mark), "grid" if mark else "base", LINE if mark else INK, 0.5 if mark else 0.9
        )
        drawing.text(x0 - 5, up(mark) + 2.7, f"{mark}%", 7, MUTED, "end", css="axis")
    for i, point in enumerate(points):
        x, wide = x0 + step * i + step * 0.24, step * 0.52
        middle = x + wide / 2
        if point.share is not None:
            drawing.rect(
                x,
                up(point.share),
                wide,
                y0 - up(point.share),
                tint(accent, 0.2) if point.is_part else accent,
                "part" if point.is_part else "whole",
                accent if point.is_part else "none",
                0.9,
                "2.5 1.5" if point.is_part else "",
            )
        at = up(point.share) if point.share is not None else y0
        drawing.text(middle, at - 4, point.words, 8.5, anchor="middle", weight=700, css="value")
        drawing.text(middle, y0 + 11, point.name, 8, anchor="middle")
        drawing.text(middle, y0 + 20.5, point.below, 7.5, MUTED, "middle")
        drawing.text(middle, y0 + 30, point.waiting, 7.5, MUTED, "middle")
    return drawing


def _number(value):
    return f"{int(value):,}"
