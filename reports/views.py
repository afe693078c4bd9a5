"""Pages of the reports, and their downloads."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.charts import Series, bar_chart, line_chart
from programs import registry
from programs.casework.public_pages import reviews
from reports import catalog, quarterly, records, scope
from reports import render as rendering
from reports import totals as side_by_side
from reports.figures import Copy
from reports.forms import ChoiceOfReport
from reports.measures.measure import MEASURES
from reports.periods import NotAQuarter, Quarter, kind_of_year
from reports.workings import BEFORE

QUARTERS_LISTED = 5
QUARTERS_TO_CHOOSE = 12
ROWS_A_PAGE = 25


def asked_for(user, program, site, quarter):
    """The report kind, sites and quarter that an address names, if `user` may have that report; else 404."""
    if program not in catalog.REPORTS:
        raise Http404(_("There is no such program."))
    try:
        quarter = Quarter.parse(quarter)
    except NotAQuarter as refusal:
        raise Http404(str(refusal)) from refusal
    sites = scope.chosen(user, program, site)
    if not sites:
        raise Http404(_("There is no such site."))
    if not quarter.has_begun(max(one.today() for one in sites)):
        raise Http404(_("This quarter has not begun."))
    return catalog.report_of(program), sites, quarter


def build(user, program, site, quarter):
    """The report an address names, whole or masked, as `user` may see it."""
    kind, sites, quarter = asked_for(user, program, site, quarter)
    copy = Copy(is_masked=scope.is_masked_for(user, program, sites))
    return quarterly.build(kind, sites, quarter, site_code=site, copy=copy)


def latest_quarter(sites):
    """The quarter that runs today, in the year these sites report in."""
    return Quarter.containing(max(site.today() for site in sites), kind_of_year(sites))


# --- Choosing -----------------------------------------------------------------------------------


@requires(Permission.REPORT_VIEW)
def report_catalog(request):
    offers = scope.programs_for(request.user)
    sites = list({site.pk: site for _program, found in offers for site in found}.values())
    if not sites:
        return render(request, "reports/catalog.html", {"offers": []})
    latest = latest_quarter(sites)
    quarters = [latest.back(n) for n in range(QUARTERS_TO_CHOOSE)]
    asked = request.GET if "quarter" in request.GET else None
    form = ChoiceOfReport(asked, offers=offers, quarters=quarters, initial={"quarter": str(latest.previous)})
    if form.is_valid():
        return redirect("reports:quarter", **form.cleaned_data)
    listed = [
        {
            "program": program,
            "kind": catalog.report_of(program.code),
            "sites": found,
            "quarters": quarters[:QUARTERS_LISTED],
        }
        for program, found in offers
    ]
    return render(
        request, "reports/catalog.html", {"form": form, "offers": listed, "latest": latest, "all_sites": scope.ALL}
    )


@requires(Permission.REPORT_VIEW)
def this_quarter(request):
    """To the running quarter of the site at hand, in the first program it offers."""
    for program, sites in scope.programs_for(request.user):
        site = request.site if request.site in sites else None
        if request.site and not site:
            continue
        if site is None and len(sites) == 1:
            site = sites[0]
        code = site.code if site else scope.ALL
        quarter = latest_quarter([site] if site else sites)
        return redirect("reports:quarter", program=program.code, site=code, quarter=str(quarter))
    return redirect("reports:catalog")


# --- One quarter ------------------------------------------------------------------------------------


@requires(Permission.REPORT_VIEW)
def quarter_page(request, program, site, quarter):
    report = build(request.user, program, site, quarter)
    quarter = report.quarter
    following = quarter.back(-1)
    return render(
        request,
        "reports/quarter.html",
        {
            "report": report,
            "tabs": tabs(request.user, program, site, quarter),
            "other_sites": [one for one in scope.sites_for(request.user, program) if one.code != site],
            "previous": quarter.previous,
            "following": following if following.has_begun(report.period.last) else None,
            "opens_rows": scope.may_open_rows(request.user, program, report.sites),
            "hours_chart": hours_chart(report),
            "served_chart": served_chart(report),
            "all_sites": scope.ALL,
        },
    )


def tabs(user, program, site, quarter):
    """(Program, whether it is shown) for each program of which the person may have this site's report."""
    found = []
    for offered, sites in scope.programs_for(user):
        if site == scope.ALL or any(one.code == site for one in sites):
            found.append((offered, offered.code == program))
    return found


def hours_chart(report):
    """Hours with mentors by month, the quarter before and this one, with what was expected."""
    parts = [*report.count("mentor_hours", BEFORE).parts, *report.count("mentor_hours").parts]
    months = [*report.quarter.previous.months(), *report.period.months()]
    labels = [date_format(month.first, "M") for month in months]
    has_promise = report.program.monthly is not None
    return bar_chart(
        labels,
        [Series(_("Hours given"), [round(float(part.value), 1) for part in parts])],
        title=_("Hours with mentors by month, %(first)s to %(last)s")
        % {"first": date_format(months[0].first, "F"), "last": date_format(months[-1].last, "F Y")},
        target=[round(float(part.of), 1) for part in parts] if has_promise else None,
        target_name=_("Expected") if has_promise else "",
    )


def served_chart(report):
    """People served in four quarters, and in the same four a year earlier."""
    earlier, latest = report.history[:4], report.history[4:]
    return line_chart(
        [quarter.months_in_short[:-3] for quarter, _figure in latest],
        [
            Series(_("Until %(last)s") % {"last": date_format(report.quarter.last, "F Y")}, plain(latest)),
            Series(_("A year earlier"), plain(earlier)),
        ],
        title=_("People served by quarter, this year and the year before"),
    )


def plain(history):
    return [figure.known for _quarter, figure in history]


# --- Downloads ----------------------------------------------------------------------------------


def download(report, ending, content):
    content_type, _write = rendering.WRITERS[ending]
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{rendering.file_name(report, ending)}"',
            "Cache-Control": "private, no-store",
        },
    )


@requires(Permission.REPORT_VIEW)
def pdf(request, program, site, quarter):
    report = build(request.user, program, site, quarter)
    rows_url = None
    if scope.may_open_rows(request.user, program, report.sites):

        def rows_url(measure):
            return rendering.portal_address(
                reverse("reports:rows", args=[program, site, str(report.quarter), measure])
            )

    return download(report, "pdf", rendering.as_pdf(report, rows_url=rows_url))


@requires(Permission.REPORT_VIEW)
def xlsx(request, program, site, quarter):
    report = build(request.user, program, site, quarter)
    return download(report, "xlsx", rendering.as_xlsx(report))


@requires(Permission.REPORT_VIEW)
def csv(request, program, site, quarter):
    report = build(request.user, program, site, quarter)
    return download(report, "csv", rendering.as_csv(report))


# --- Behind a figure --------------------------------------------------------------------------------


@requires(Permission.REPORT_ROWS)
def rows(request, program, site, quarter, measure):
    """The records that a figure counted: all, those of one part (`?part=`), or those left out (`?part=left-out-0`)."""
    kind, sites, quarter = asked_for(request.user, program, site, quarter)
    if not scope.may_open_rows(request.user, program, sites):
        raise PermissionDenied
    count = kind.measure(measure)
    if count is None:
        raise Http404(_("This report has no such figure."))
    period = quarter.span.until(max(one.today() for one in sites))
    counted = count(period, sites, kind.definition)
    part, found = part_asked_for(counted, request.GET.get("part", ""))
    found = records.listed(found, period, sites, kind.definition)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    copy = Copy(is_masked=False)
    return render(
        request,
        "reports/rows.html",
        {
            "kind": kind,
            "program": kind.definition,
            "site_code": site,
            "sites": sites,
            "quarter": quarter,
            "definition": counted.definition,
            "figure": copy.of(counted),
            "fraction": copy.fraction(counted) if counted.denominator else None,
            "part": part,
            "parts": [one for one in counted.parts if one.rows is not None],
            "gaps": [(f"left-out-{i}", gap) for i, gap in enumerate(counted.not_counted)],
            "page": page,
            "lines": [records.line_of(row, kind.definition, period.last) for row in page],
        },
    )


def part_asked_for(counted, code):
    """(name of the part, its rows); the whole, without a name, for a part that is not there."""
    part = counted.part(code)
    if part is not None and part.rows is not None:
        return part.label, part.rows
    for i, gap in enumerate(counted.not_counted):
        if code == f"left-out-{i}":
            return gap.reason, gap.rows
    return "", counted.rows


# --- All sites, and what the figures mean --------------------------------------------------------------


@requires(Permission.TOTALS_VIEW)
def totals(request):
    """The administrator's home: every site of the reach, the running quarter beside the last."""
    reach = scope.programs_for_totals(request.user)
    if not reach:
        return render(request, "reports/totals.html", {"programs": []})
    by_code = {program.code: (program, sites) for program, sites in reach}
    program, sites = by_code.get(request.GET.get("program", ""), reach[0])
    quarter = latest_quarter(sites)
    period = quarter.span.until(max(site.today() for site in sites))
    found, together = side_by_side.of_program(program, sites, period, quarter.previous.span)
    people = [(one, MEASURES["served"](period, its_sites, one).numerator, len(its_sites)) for one, its_sites in reach]
    chart = bar_chart(
        [row.site.code for row in found],
        [
            Series(_("%(quarter)s so far") % {"quarter": quarter.name}, [row.served.value for row in found]),
            Series(quarter.previous.name, [row.served_before.value for row in found], tone="quiet"),
        ],
        title=_("People served at each site, this quarter so far and the last"),
        width=max(440, 72 * len(found)),
    )
    return render(
        request,
        "reports/totals.html",
        {
            "programs": reach,
            "program": program,
            "people": people,
            "quarter": quarter,
            "period": period,
            "previous": quarter.previous,
            "rows": found,
            "together": together,
            "chart": chart,
            "all_sites": scope.ALL,
            "now": timezone.now(),
        },
    )


@requires(Permission.REPORT_VIEW)
def definitions(request):
    """Every measure, what it counts and what it leaves out, and in which programs' reports it stands."""
    chosen = request.GET.get("program", "")
    kinds = [catalog.report_of(chosen)] if chosen in catalog.REPORTS else list(catalog.REPORTS.values())
    sections: dict = {}
    for kind in kinds:
        for section in kind.sections:
            for one in section.measures:
                entry = sections.setdefault(section.code, {}).setdefault(
                    one.definition.code, {"definition": one.definition, "programs": []}
                )
                entry["programs"].append(kind.definition)
    first = (catalog.YOUNG_PARENT, *catalog.REPORTS.values())
    titles = {section.code: section.title for kind in reversed(first) for section in kind.sections}
    return render(
        request,
        "reports/definitions.html",
        {
            "sections": [(titles[code], list(entries.values())) for code, entries in sections.items()],
            "programs": registry.all_programs(),
            "chosen": chosen if chosen in catalog.REPORTS else "",
            "review": reviews.review_of("definitions"),
        },
    )
