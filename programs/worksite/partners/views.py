"""Corporate Partners: the list, and one company with all that it did for young people."""

from django.db.models import Count, IntegerField, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.models import CorporatePartner, Mentor, Partnership
from mentors.models import Status as MentorStatus
from mentors.partners.models import Talk
from mentors.partners.views import partner_at_hand
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import Tab, listed
from programs.worksite.definition import PROGRAM
from programs.worksite.models.openings import Opening
from programs.worksite.partners.filters import PartnerFilter
from programs.worksite.partners.tables import PartnerTable

TABS = (
    (_("All"), ""),
    (_("Signed"), f"status={Partnership.SIGNED}"),
    (_("In talks"), f"status={Partnership.TALKING}"),
    (_("Prospects"), f"status={Partnership.PROSPECT}"),
    (_("My next steps"), "next=mine"),
)
TALKS_SHOWN = 12
PLACED_SHOWN = 60


def with_figures(rows, today):
    """Each company with its active mentors, the places still open, and the day of the last talk."""
    mentors = Mentor.objects.not_voided().filter(
        status__in=[MentorStatus.ACTIVE, MentorStatus.RESTING], partner=OuterRef("pk")
    )
    places = Opening.objects.open_on(today).filter(partner=OuterRef("pk")).order_by().values("partner")
    talks = Talk.objects.not_voided().filter(partner=OuterRef("pk")).order_by().values("partner")
    return rows.annotate(
        mentoring=Coalesce(
            Subquery(mentors.order_by().values("partner").annotate(n=Count("pk")).values("n")),
            0,
            output_field=IntegerField(),
        ),
        free=Coalesce(Subquery(places.annotate(n=Sum("places")).values("n")), 0, output_field=IntegerField()),
        talked=Subquery(talks.annotate(last=Max("talked_on")).values("last")),
    )


@requires(Permission.MENTOR_VIEW)
def partners(request):
    """The companies of one's sites, from prospect to signed."""
    today = timezone.localdate()
    rows = CorporatePartner.objects.not_voided().for_user(request.user).select_related("next_step_by")
    if request.site:
        rows = rows.filter(site=request.site)
    filterset = PartnerFilter(request.GET, queryset=with_figures(rows, today), request=request, today=today)
    asked = request.GET.urlencode()
    listing = listed(
        request,
        PartnerTable,
        filterset,
        name="partners",
        total=rows.count(),
        tabs=[Tab(label, query, is_current=asked == query) for label, query in TABS],
        today=today,
    )
    return listing.file or render(
        request,
        "programs/worksite/partners/list.html",
        {"listing": listing, "may_edit": request.user.may(Permission.MENTOR_EDIT)},
    )


@requires(Permission.MENTOR_VIEW)
def partner(request, pk):
    """One company: its agreement, people, places of work, openings, and the history of talks."""
    row = partner_at_hand(request, pk)
    today = row.site.today()
    people = list(row.people.not_voided())
    mentors = (
        row.mentors.not_voided()
        .with_person()
        .annotate(standing=Count("matches", filter=Q(matches__ended_on=None, matches__voided_at=None)))
    )
    openings = row.openings.not_voided().select_related("workplace")
    return render(
        request,
        "programs/worksite/partners/partner.html",
        {
            "partner": row,
            "program": PROGRAM,
            "today": today,
            "people": [person for person in people if person.left_on is None],
            "former": [person for person in people if person.left_on],
            "workplaces": row.workplaces.not_voided(),
            "mentors": mentors,
            "placed": row.placements.not_voided().for_user(request.user).with_job()[:PLACED_SHOWN],
            "openings": openings[:TALKS_SHOWN],
            "talks": row.talks.not_voided().select_related("who")[:TALKS_SHOWN],
            "is_signed": row.status == Partnership.SIGNED,
            "ends_soon": row.agreement_ends_on and (row.agreement_ends_on - today).days <= 60,
            "may_move": bool(row.TRANSITIONS[row.status]),
            "may_edit": request.user.may(Permission.MENTOR_EDIT),
        },
    )
