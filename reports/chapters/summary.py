"""The summary: what a reader takes away from one page."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import charts
from reports.chapters import quality
from reports.figures import Figure, half_up
from reports.measures.measure import Unit
from reports.tables import Block, Change, Headline, Row, Table
from reports.workings import BEFORE, FLOW_OF_MATCHES, NOW, YEAR_AGO, more_or_fewer, written_target

MOST_POINTS = 3
SMALL_BASE = 20  # a share of fewer is called small
CLEAR_RISE = 5  # points
ENOUGH_TO_COMPARE = 10  # a share of fewer jumps by itself


def lede(of):
    served = of.copy.count(of.count("served").numerator)
    words = {
        "months": of.quarter.months_in_words,
        "people": of.people(served),
        "place": of.sites[0].name if of.site_code != "all" else _("all sites"),
    }
    if of.kind.measure("children"):
        children = of.copy.count(of.count("children").numerator)
        noun = ngettext("child", "children", 5 if children.hidden else children.value)
        words["children"] = f"{children.words} {noun}"
        first = format_html(
            _(
                "From {months}, <strong>{people}</strong> and their <strong>{children}</strong> "
                "were served in {place}."
            ),
            **words,
        )
    else:
        first = format_html(_("From {months}, <strong>{people}</strong> were served in {place}."), **words)
    return format_html("{} {}", first, _served_compared(of, served))


def _served_compared(of, served):
    if not of.is_over:
        return _("The quarter runs until %(last)s; these are the figures up to %(day)s.") % {
            "last": date_format(of.quarter.last, "F j"),
            "day": date_format(of.period.last, "F j"),
        }
    before, ago = (of.copy.count(of.count("served", when).numerator) for when in (BEFORE, YEAR_AGO))
    if served.hidden or before.hidden or ago.hidden:
        return ""
    return _("That is %(before)s the quarter before and %(ago)s a year ago.") % {
        "before": more_or_fewer(served.value - before.value, _("than in"), _("as many as in")),
        "ago": more_or_fewer(served.value - ago.value, _("than"), _("as many as")),
    }


def headline(of, code):
    measure = of.count(code)
    figure = of.copy.of(measure)
    against, state = of.against(code, measure)
    return Headline(
        measure=code,
        name=measure.definition.name,
        figure=figure,
        base=_base(of, code, measure),
        against=against,
        state=state,
        change=_change(of, code, figure),
    )


def _base(of, code, measure):
    if code == "served":
        figures, _left_out = of.guarded("by_gender")
        return ", ".join(
            f"{figure.words} {str(part.label).lower()}"
            for figure, part in zip(figures, of.count("by_gender").parts, strict=True)
            if figure.value
        )
    if measure.denominator is None:
        return _("hours of contacts with a mentor") if code == "mentor_hours" else ""
    fraction = of.fraction(code).words
    return {
        "mentor_hours": _("%(fraction)s hours expected"),
        "attendance": _("%(fraction)s places taken"),
        "reached_year": _("%(fraction)s matches due"),
        "reached": _("%(fraction)s people had a contact"),
        "matched": _("%(fraction)s enrolled at the end"),
    }.get(code, "%(fraction)s") % {"fraction": fraction}


def _change(of, code, figure):
    """How the figure moved since the quarter before; None while the quarter runs, where one is hidden or of few."""
    if not of.is_over:
        return None
    before = of.copy.of(of.count(code, BEFORE))
    if figure.known is None or before.known is None:
        return None
    since = of.quarter.previous.months_in_short
    if figure.unit == "share" and min(figure.denominator, before.denominator) < ENOUGH_TO_COMPARE:
        return None
    if figure.unit == "share":
        moved = int(half_up(figure.value)) - int(half_up(before.value))
        words = ngettext("%(count)d point", "%(count)d points", abs(moved)) % {"count": abs(moved)}
    else:
        moved = half_up(figure.value - before.value, 1 if figure.unit == Unit.HOURS else 0)
        words = (_("%(number)s more") if moved > 0 else _("%(number)s fewer")) % {"number": f"{abs(moved):f}"}
    if not moved:
        return Change(way="same", words=_("same"), kind="", since=since)
    return Change(way="up" if moved > 0 else "down", words=words, kind="good" if moved > 0 else "bad", since=since)


def block(of):
    codes = of.shares()
    bars = []
    for code in codes:
        measure = of.count(code)
        share = of.copy.share(measure)
        target = of.targets.get(code)
        words = f"{share.words} · {of.fraction(code).words}" if share.known is not None else share.words
        bars.append(charts.Share(str(measure.definition.name), share.known, words, target))
    with_target = [code for code in codes if code in of.targets]
    rows = [_row_against_target(of, code, shows_targets=bool(with_target)) for code in codes]
    met = [code for code in with_target if of.against(code, of.count(code))[1] == "met"]
    if with_target:
        finding = ngettext(
            "%(met)d of %(count)d contract target was met",
            "%(met)d of %(count)d contract targets were met",
            len(with_target),
        ) % {"met": len(met), "count": len(with_target)}
        shows = _("Each measure as a share of its base. Black tick: the contract’s target. Pale bar: below target.")
    else:
        finding = _("How much of what was due was done")
        shows = _("Each measure as a share of its base.")
    against = (_("Target"), _("Met or below")) if with_target else ()
    heads = (_("Measure"), of.this_quarter(), _("Counts"), *against, _("Last quarter"), _("A year ago"))
    is_small = any(0 < (of.count(code).denominator or 0) < SMALL_BASE for code in codes)
    return Block(
        finding=finding,
        shows=shows,
        chart=charts.shares(bars, title=finding, accent=of.accent),
        tables=(
            Table(
                code="shares",
                title=_("Shares and targets"),
                heads=heads,
                rows=tuple(rows),
                measures=tuple(codes),
                words_in=(3,) if with_target else (),
            ),
        ),
        note=_("Where the base is under 20, one more or fewer moves a share by five points or more.")
        if is_small
        else "",
        measures=tuple(codes),
    )


def _row_against_target(of, code, *, shows_targets):
    measure = of.count(code)
    target = of.targets.get(code)
    _words, state = of.against(code, measure)
    against = (
        written_target(measure, target) if target is not None else _("None"),
        {"met": _("Met"), "below": _("Below")}.get(state, ""),
    )
    return Row(
        label=measure.definition.name,
        measure=code,
        state=state,
        cells=(
            of.copy.of(measure),
            of.fraction(code) if measure.denominator else Figure(None, "share"),
            *(against if shows_targets else ()),
            of.copy.of(of.count(code, BEFORE)),
            of.copy.of(of.count(code, YEAR_AGO)),
        ),
    )


def went_well(of):
    points = []
    for code in (*of.kind.headline, *of.shares()):
        words, state = of.against(code, of.count(code))
        if state == "met":
            points.append(f"{of.count(code).definition.name}: {of.copy.of(of.count(code)).words}. {words}.")
    begun = of.copy.count(of.count("matches_begun").numerator)
    if begun.value and not of.hides(FLOW_OF_MATCHES):
        points.append(
            ngettext("%(count)s new match began.", "%(count)s new matches began.", begun.value)
            % {"count": begun.words}
        )
    for code in of.shares():
        now, before = (of.copy.of(of.count(code, when)) for when in (NOW, BEFORE))
        bases = [of.count(code, when).denominator or 0 for when in (NOW, BEFORE)]
        if of.is_over and min(bases) >= ENOUGH_TO_COMPARE and now.known is not None and before.known is not None:
            rise = half_up(now.value) - half_up(before.value)
            if rise >= CLEAR_RISE:
                points.append(
                    _("%(name)s rose from %(before)s to %(now)s.")
                    % {
                        "name": of.count(code).definition.name,
                        "before": before.words,
                        "now": now.words,
                    }
                )
    held = of.count("meetings_held").numerator
    if held:
        points.append(ngettext("%(count)d meeting was held.", "%(count)d meetings were held.", held) % {"count": held})
    return list(dict.fromkeys(points))[:MOST_POINTS]


def needs_attention(of):
    points = []
    for code in of.shares():
        words, state = of.against(code, of.count(code))
        if state == "below":
            points.append(f"{of.count(code).definition.name}: {of.copy.of(of.count(code)).words}. {words}.")
    for code, one, many in (
        ("reached", _("%(count)s person had no contact."), _("%(count)s people had no contact.")),
        (
            "matched",
            _("%(count)s person enrolled at the end had no mentor."),
            _("%(count)s people enrolled at the end had no mentor."),
        ),
    ):
        missing = of.copy.count(of.count(code).part("no").value)
        if missing.value:
            points.append((one if missing.value == 1 and not missing.hidden else many) % {"count": missing.words})
    if of.kind.measure("ended_early"):
        early = of.copy.count(of.count("ended_early").numerator)
        if early.value:
            points.append(
                ngettext("%(count)s match ended early.", "%(count)s matches ended early.", early.value)
                % {"count": early.words}
            )
    points += [
        f"{gap.reason}: {gap.count.words}."
        for gap in quality.gaps(of)
        if gap.measure in ("mentor_hours", "attendance")
    ]
    return points[:MOST_POINTS]
