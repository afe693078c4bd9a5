"""Who refers families: what was agreed and talked about with them, and what they heard back."""

import random
from datetime import time, timedelta

from programs.casework.referrals.models import Referral
from programs.casework.referrals.partners.models import (
    ENDINGS,
    Agreement,
    CommunityContact,
    CommunityPartner,
    CommunityTalk,
    PartnerReferral,
)

Kind = CommunityPartner.Kind
# By the words in the name of an organization.
KINDS = {
    "WIC": Kind.WIC,
    "Clinic": Kind.CLINIC,
    "Health": Kind.CLINIC,
    "Hospital": Kind.HOSPITAL,
    "School": Kind.SCHOOL,
    "court": Kind.COURT,
    "Juvenile": Kind.COURT,
    "Children’s Division": Kind.CHILD_WELFARE,
    "Housing": Kind.SHELTER,
}
LEFT_OUT = ("", "CRIS")
PEOPLE = (
    ("Odile Marchbanks", "social worker"),
    ("Tobias Fennimore", "school counselor"),
    ("Winifred Slate", "nurse, discharge"),
    ("Cyrus Bellwether", "clerk of the family division"),
    ("Paloma Rivers", "front desk"),
    ("Ansel Greenaway", "nutritionist"),
)
TALKS = (
    ("visit", "Brought new leaflets in both languages. They ask every mother under 22 now.", "Send the poster", 12),
    ("call", "They did not know that fathers may come, too.", "Visit their team meeting", 25),
    ("email", "Two of theirs were turned down for their age. Explained the limit.", "", 0),
    ("event", "Met at the resource fair. They would like to refer, and have no form.", "Show them the form", -4),
    ("visit", "Coffee with the new director. The agreement stays as it is.", "", 0),
    ("call", "They ask to hear faster what became of theirs.", "Call back about the last three", 3),
)
AGREED = (
    "They tell every family about us; we call within two working days.",
    "A desk for us on Tuesdays, and one list of questions for both.",
    "Referrals on one form, with the family’s word that they agree.",
)


class CommunityPartners:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"community partners {seed} {story.on.isoformat()}")
        self.known: dict = {}

    def tell(self):
        for referral in self.story.of(Referral):
            if referral.referrer_organization not in LEFT_OUT:
                self._referral(referral)

    def _referral(self, referral):
        key = (referral.site.code, referral.referrer_organization)
        if key not in self.known:
            self.known[key] = self._partner(*key, referral.site)
        row = self.story.add(
            PartnerReferral,
            partner=self.known[key],
            referral=referral,
            recorded_by=referral.recorded_by,
            recorded_at=referral.recorded_at,
        )
        told_on = referral.status_on + timedelta(days=2)
        if referral.status in ENDINGS and told_on < self.story.on and self.random.random() < 0.6:
            row.told_on, row.told_how, row.told_status = (
                told_on,
                self.random.choice(("call", "email")),
                referral.status,
            )
            row.told_by = self.people.workers[referral.site.code][0]

    def _partner(self, code, name, site):
        worker = self.people.workers[code][0]
        known_since = self.story.on - timedelta(days=self.random.randint(120, 900))
        record = {"recorded_by": worker, "recorded_at": self.story.at(known_since, time(9, 40))}
        partner = self.story.add(
            CommunityPartner,
            site=site,
            name=name,
            kind=next((kind for words, kind in KINDS.items() if words in name), Kind.OTHER),
            phone=f"(555) 555-01{self.random.randint(0, 99):02d}",
            address=f"{self.random.randint(2, 900)} Example Street, {site.city}",
            **record,
        )
        for person, role in self.random.sample(PEOPLE, k=self.random.choice((1, 1, 2))):
            self.story.add(
                CommunityContact,
                partner=partner,
                name=person,
                role=role,
                phone=f"(555) 555-01{self.random.randint(0, 99):02d}",
                email=f"{person.split()[0].lower()}@partner.example",
                **record,
            )
        if self.random.random() < 0.7:
            ends_in = self.random.choice((None, 25, 200, 400, -30))
            self.story.add(
                Agreement,
                partner=partner,
                about=self.random.choice(AGREED),
                starts_on=known_since,
                ends_on=self.story.on + timedelta(days=ends_in) if ends_in else None,
                signed_by=f"{self.random.choice(PEOPLE)[0]} and {worker.name}",
                **record,
            )
        for way, words, step, days in self.random.sample(TALKS, k=self.random.choice((1, 2, 3))):
            talked_on = self.story.on - timedelta(days=self.random.randint(5, 110))
            step_on = self.story.on + timedelta(days=days) if step else None
            is_done = step_on is not None and self.random.random() < 0.4
            self.story.add(
                CommunityTalk,
                partner=partner,
                talked_on=talked_on,
                way=way,
                with_whom=self.random.choice(PEOPLE)[0],
                words=words,
                next_step=step,
                next_step_on=step_on,
                next_step_done_on=talked_on + timedelta(days=3) if is_done else None,
                recorded_by=worker,
                recorded_at=self.story.at(talked_on, time(16, 20)),
            )
        return partner
