"""Writing down how somebody answered about race, ethnicity and tribe."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.facts import CannotWrite
from participants.models import Background, RaceEthnicity
from participants.race import Answer


@transaction.atomic
def write(*, person, by, site, version, race_answer, races, tribal_standing, tribe):
    """Keep the answers; `races` is a dict of category and detail.

    Raises CannotWrite where somebody changed them since `version` was read, or the answer and the categories disagree.
    """
    if races and race_answer != Answer.GIVEN:
        raise CannotWrite(_("Categories go with an answer. Choose “Answered”, or take them out."), about="race_answer")
    if race_answer == Answer.GIVEN and not races:
        raise CannotWrite(_("Choose at least one category, or say that there is no answer."), about="races")
    background = Background.objects.select_for_update().filter(person=person).first()
    if (background.version if background else 0) != version:
        raise CannotWrite(_("Somebody saved this record after you opened it. Both versions are shown."))
    if background is None:
        background = Background(person=person, recorded_by=by, version=0)
    background.race_answer = race_answer
    background.tribal_standing, background.tribe = tribal_standing, tribe
    background.version += 1
    background.save()
    _set_races(background, races)
    trail.record(by, "person.background_written", person, site=site)
    return background


def _set_races(background, races):
    kept = {race.category: race for race in background.races.all()}
    for category, race in kept.items():
        if category not in races:
            race.delete()
    for category, words in races.items():
        race = kept.get(category)
        if race is None:
            RaceEthnicity.objects.create(background=background, category=category, words=words)
        elif race.words != words:
            race.words = words
            race.save()
