"""Looking after the public pages: their words from a day on, and the review that is due again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import refuse, sent
from programs import registry
from programs.casework.parameters.values.scope import sets_for_all, sites_of
from programs.casework.public_pages import reviews, workflow
from programs.casework.public_pages.forms import ReviewForm, TakeBackForm, WordsForm
from programs.casework.public_pages.models import SitePage
from programs.casework.public_pages.tables import PageTable


@requires(Permission.PUBLIC_PAGE_EDIT)
def pages(request):
    """The pages one looks after, and which of them somebody should read again."""
    rows = reviews.pages_for(request.user, timezone.localdate())
    due = [row for row in rows if row.is_overdue]
    only_due = "due" in request.GET
    tabs = [
        Tab(_("All pages"), "", not only_due),
        Tab(_("Review is due, %(count)d") % {"count": len(due)}, "due=1", only_due),
    ]
    listing = listed(
        request, PageTable, None, name="public-pages", rows=due if only_due else rows, total=len(rows), tabs=tabs
    )
    return listing.file or render(
        request, "programs/casework/public_pages/pages.html", {"listing": listing, "due": len(due)}
    )


def site_and_program(request, pk, program):
    """A site that one looks after, and a program that it offers or offered; otherwise there is no such page."""
    site = get_object_or_404(sites_of(request.user).select_related("agency"), pk=pk)
    if program not in registry.codes() or not SiteProgram.objects.filter(site=site, program=program).exists():
        raise Http404
    return site, registry.get(program)


@requires(Permission.PUBLIC_PAGE_EDIT)
def words(request, pk, program):
    """What the page says now, what it said before and will say, and how its review stands."""
    site, known = site_and_program(request, pk, program)
    rows = SitePage.objects.not_voided().of(site, known.code).with_places().select_related("recorded_by")
    versions = list(rows.order_by("-starts_on"))
    in_force = next((row for row in versions if row.starts_on <= site.today()), None)
    review = reviews.review_of(reviews.code_of(known), site)
    return render(
        request,
        "programs/casework/public_pages/words.html",
        {
            "site": site,
            "program": known,
            "versions": versions,
            "in_force": in_force,
            "is_offered": site.offers(known.code, on=site.today()),
            "review": review,
            "is_overdue": review is None or review.is_overdue(site.today()),
        },
    )


def _form(request, form, *, title, lead="", site=None, program=None):
    return render(
        request,
        "programs/casework/public_pages/form.html",
        {"form": form, "title": title, "lead": lead, "site": site, "program": program},
    )


@requires(Permission.PUBLIC_PAGE_EDIT)
def edit(request, pk, program):
    """New words from a day on, begun with the latest; on their own day those are corrected."""
    site, known = site_and_program(request, pk, program)
    latest = SitePage.objects.not_voided().of(site, known.code).with_places().order_by("-starts_on").first()
    today = site.today()
    form = WordsForm(
        sent(request),
        instance=latest,
        initial={"starts_on": max(today, latest.starts_on) if latest else today},
        site=site,
        cancel_url=reverse("public_pages:words", args=[site.pk, known.code]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.set_words(
                site=site,
                program=known.code,
                by=request.user,
                corrects=latest,
                version=form.cleaned_data.get("version"),
                **form.details(),
            )
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved. Read the page once as a stranger would."))
            return redirect("public_pages:words", pk=site.pk, program=known.code)
    return _form(
        request,
        form,
        title=_("Words of the page"),
        lead=_("%(program)s at %(site)s. Everybody can read them: name no family.")
        % {"program": known.name, "site": site.name},
        site=site,
        program=known,
    )


@requires(Permission.PUBLIC_PAGE_EDIT)
def take_back(request, pk):
    """Take back words that were set by mistake."""
    rows = SitePage.objects.not_voided().filter(site__in=sites_of(request.user)).select_related("site")
    row = get_object_or_404(rows, pk=pk)
    form = TakeBackForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_back(page=row, by=request.user, **form.cleaned_data)
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Taken back."))
            return redirect(row)
    return _form(request, form, title=_("Take the words back?"), site=row.site, program=registry.get(row.program))


@requires(Permission.PUBLIC_PAGE_EDIT)
def review(request, code):
    """Note that a page which belongs to no site was read and found right."""
    page = next((page for page in reviews.plain_pages() if page.code == code), None)
    if page is None or not sets_for_all(request.user):
        raise Http404
    return _review(request, code, lead=page.title, on=timezone.localdate(), done=reverse("public_pages:pages"))


@requires(Permission.PUBLIC_PAGE_EDIT)
def review_site(request, pk, program):
    """Note that a site's page was read and found right."""
    site, known = site_and_program(request, pk, program)
    return _review(
        request,
        reviews.code_of(known),
        lead=_("%(program)s at %(site)s") % {"program": known.name, "site": site.name},
        on=site.today(),
        done=reverse("public_pages:words", args=[site.pk, known.code]),
        site=site,
        program=known,
    )


def _review(request, code, *, lead, on, done, site=None, program=None):
    form = ReviewForm(
        sent(request),
        initial={"reviewed_on": on, "reviewed_by": request.user.name, "due_on": on + reviews.AGAIN_AFTER},
        cancel_url=done,
    )
    if request.method == "POST" and form.is_valid():
        workflow.note_review(page=code, site=site, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted. The page says so at its foot."))
        return redirect(done)
    return _form(request, form, title=_("Note a review"), lead=lead, site=site, program=program)
