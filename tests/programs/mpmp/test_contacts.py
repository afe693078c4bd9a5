"""What a contact says in this program: the family, and skills learned and used."""

import uuid

from django.urls import reverse
from django.utils import timezone

from programs.casework.contacts.models import Contact
from programs.mpmp.models import Coaching

SAID = {
    "extra-family": "her aunt",
    "extra-supports": "a sponsor",
    "extra-skills_learned": "Counting to ten before answering",
    "extra-skills_applied": "Reads to him every evening",
}


def record(client, family, **more):
    day = timezone.localtime(timezone.now(), family.enrollment.site.zone).date().isoformat()
    sent = {"uid": str(uuid.uuid4()), "version": "1", "people": [str(family.enrollment.participant_id)], "what": "met"}
    sent |= {"day_chip": day, "day_other": "", "minutes_chip": "60", "minutes_other": "", "setting": "home"}
    sent |= {"note": "A talk at the kitchen table.", "at": "", **more}
    return client.post(reverse("contacts:record", args=[family.enrollment.pk]), sent)


def test_the_mentor_says_who_of_the_family_took_part_and_what_was_learned(cast, client_of):
    family = cast.here.mpmp
    client = client_of(cast.here.mentor_user)

    answer = record(client, family, **SAID)

    assert answer.status_code == 302, answer.context["form"].errors
    kept = Coaching.objects.get()
    assert (kept.family, kept.skills_learned) == ("her aunt", "Counting to ten before answering")
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "a sponsor" in page
    assert "Reads to him every evening" in page


def test_a_contact_that_says_nothing_of_it_keeps_nothing(cast, client_of):
    record(client_of(cast.here.mentor_user), cast.here.mpmp)

    assert Contact.objects.filter(enrollment=cast.here.mpmp.enrollment).exists()
    assert not Coaching.objects.exists()


def test_learned_and_used_since_the_return_are_told_apart(cast, client_of):
    family = cast.here.mpmp
    record(client_of(cast.here.mentor_user), family, **SAID)

    page = client_of(cast.here.staff).get(reverse("mpmp:progress", args=[family.enrollment.pk])).content.decode()

    assert "Counting to ten before answering" in page
    assert "used at home" in page
