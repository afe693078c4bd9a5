"""What somebody said about race, ethnicity and tribe."""

from django.http import Http404
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.backgrounds import workflow
from participants.backgrounds.forms import BackgroundForm
from participants.models import Background, Registration
from participants.race import Answer
from participants.tabs import fill_in, person_at_hand, site_at_hand

TAB = "background"


@requires(Permission.PERSON_EDIT)
def background(request, pk):
    """Ask about race, ethnicity and tribe, and keep the answer."""
    person = person_at_hand(request, pk)
    if Registration.Part.DOCUMENTS not in person.parts_open_to(request.user):
        raise Http404
    site = site_at_hand(request, person)
    known = Background.objects.not_voided().filter(person=person).prefetch_related("races").first()
    form = BackgroundForm(
        sent(request), instance=known or Background(person=person), cancel_url=person.get_absolute_url()
    )

    def save(cleaned):
        workflow.write(person=person, by=request.user, site=site, version=cleaned["version"], **form.answers)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Race, ethnicity and tribe"),
        lead=_("In %(name)s’s own words. Declined and not known are answers of their own.") % {"name": person.called},
        done=_("Saved."),
        back=person.get_absolute_url(),
        template="participants/backgrounds/background.html",
        older=known.by_1997.in_words if known and known.race_answer == Answer.GIVEN else "",
    )
