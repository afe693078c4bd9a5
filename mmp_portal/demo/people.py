"""People: those who sign in, those who accompany, those who are served, and their children."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zlib import crc32

from django.contrib.auth.hashers import make_password

from mentors.models import CorporatePartner, Kind, Mentor, Qualification
from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import Role
from mmp_portal.demo import places, sign_ins, words
from mmp_portal.demo.names import MINNESOTA, MISSOURI, NameBook
from participants.ages import anniversary
from participants.models import Household, HouseholdMember, Person, Registration

MENTOR_KINDS = {
    "worksite": Kind.WORKPLACE,
    "young_parent": Kind.COMMUNITY,
    "mpmp": Kind.PARENT_MENTOR,
    "moppp": Kind.HOME_VISITOR,
}
# How many matches a mentor of a program agrees to at once.
CAPACITY = {"worksite": (1, 3), "young_parent": (1, 2), "mpmp": (3, 5), "moppp": (18, 20)}
HELD = {
    "worksite": ("mentor_training",),
    "young_parent": ("background_check", "drivers_license", "car_insurance", "mentor_training"),
    "mpmp": (
        "background_check",
        "human_services_check",
        "drivers_license",
        "car_insurance",
        "diploma",
        "digital_tools",
        "cultural_range",
        "system_knowledge",
        "low_income",
        "data_entry",
        "mentor_training",
    ),
    "moppp": ("background_check", "drivers_license", "car_insurance", "diploma", "model_training"),
}
LASTS = {"background_check": 730, "drivers_license": 1460, "car_insurance": 365}
FAR_END = date(9999, 1, 1)
# What they said of their e-mail, by its letters: a draw would change every other story.
IS_SAFE = (True,) * 8 + (False, None)


@dataclass
class Slot:
    """A mentor, and the times already given away."""

    mentor: Mentor
    from_day: date
    spans: list = field(default_factory=list)

    def is_free(self, first, last):
        running = sum(1 for begins, ends in self.spans if begins <= last and ends >= first)
        return self.from_day <= first and running < self.mentor.capacity


class People:
    """Finds or invents whoever the story needs."""

    def __init__(self, story, sites):
        self.story = story
        self.sites = sites
        self.names = NameBook(story.random)
        self.places = {place.code: place for place in places.PLACES}
        self.password = make_password(sign_ins.PASSWORD, salt=f"demo{story.random.getrandbits(64):016x}")
        self.users = {}
        self.workers: dict[str, list] = {}
        self.supervisors: dict[str, User] = {}
        self.slots: dict[tuple, list[Slot]] = {}
        self.partners: dict[str, list] = {}
        self.families: dict[int, tuple] = {}
        self.known = {person.email for person in sign_ins.SIGN_INS}
        for person in sign_ins.SIGN_INS:
            self.names.keep(person.given, person.family)
            self.names.addresses.add(person.email)

    # --- Who signs in -----------------------------------------------------------------------

    def user(self, email, name, *, since, is_active=True):
        story = self.story
        seen = story.no_later(story.daytime(story.on - timedelta(days=story.between(1, 20)), 7, 20))
        joined = story.at(since, time(9, 0))
        user = story.add(
            User,
            email=email,
            name=name,
            password=self.password,
            is_active=is_active,
            joined_at=min(joined, story.last_evening),
            last_login=seen if is_active and joined < seen and (story.chance(0.9) or email in self.known) else None,
        )
        self.users[email] = user
        return user

    def grant(self, user, role, *, since, site=None, agency=None, program="", until=None):
        return self.story.add(
            RoleGrant, user=user, role=role, site=site, agency=agency, program=program, starts_on=since, ends_on=until
        )

    def staff_the_sites(self):
        """Supervisors, coordinators and home visitors of every site; the administrator and the viewer."""
        story = self.story
        since = story.since - timedelta(days=900)
        who = sign_ins.ADMINISTRATOR
        self.grant(self.user(who.email, who.name, since=since), Role.ADMINISTRATOR, since=since)
        for place in places.PLACES:
            site, domain = self.sites[place.code], places.domain_of(place)
            program = next(iter(place.since)) if len(place.since) == 1 else ""
            if place.code == "GRE":
                chief = self.user(sign_ins.SUPERVISOR.email, sign_ins.SUPERVISOR.name, since=since)
            else:
                chief = self._colleague(place, domain, since)
            self.grant(chief, Role.SUPERVISOR, site=site, since=since)
            self.supervisors[place.code] = chief
            known = {
                "GRE": sign_ins.COORDINATOR,
                "STL": sign_ins.ELSEWHERE,
                "SIK": sign_ins.HOME_VISITOR,
            }.get(place.code)
            count = max(place.staff, 1) + (1 if sum(place.serves.values()) > 30 else 0)
            self.workers[place.code] = []
            for order in range(count):
                if order == 0 and known:
                    worker = self.user(known.email, known.name, since=since)
                else:
                    worker = self._colleague(place, domain, since + timedelta(days=200 * order))
                self.grant(worker, Role.STAFF, site=site, program=program, since=since)
                self.workers[place.code].append(worker)
        who = sign_ins.VIEWER
        gre = self.sites["GRE"]
        self.grant(self.user(who.email, who.name, since=since), Role.VIEWER, agency=gre.agency, since=since)
        # Somebody who has left: still named in the history, and no longer signing in.
        gone = self._colleague(self.places["GRE"], "ridgeline.example", since, is_active=False)
        self.grant(gone, Role.STAFF, site=gre, since=since, until=story.since + timedelta(days=80))

    def _colleague(self, place, domain, since, *, is_active=True):
        _flavor, given, family = self.names.draw(self._flavors(place))
        return self.user(self.names.address(given, domain), f"{given} {family}", since=since, is_active=is_active)

    def worker_of(self, code, program, order):
        """The worker of the `order`-th case: at Greene County the first worker has both programs' featured cases."""
        workers = self.workers[code]
        return workers[order % len(workers)]

    def _flavors(self, place):
        return MINNESOTA if place.state == "MN" else MISSOURI

    # --- People -----------------------------------------------------------------------------

    def phone(self, place):
        return f"({place.area}) 555-01{self.story.between(0, 99):02d}"

    def person(self, place, *, born_on, registered_on, registered_until=None, name=None, user=None, **fields):
        """Somebody registered at the place's site."""
        story = self.story
        if name is None:
            flavor, given, family = self.names.draw(self._flavors(place))
        else:
            flavor, (given, family) = "en", name
            self.names.keep(given, family)
        language = flavor if flavor != "en" and story.chance(0.6) else "en"
        phone = self.phone(place)
        recorded = self.story.no_later(story.daytime(registered_on))
        values = {
            "given_name": given,
            "family_name": family,
            "preferred_name": given[:3] if story.chance(0.04) and len(given) > 5 else "",
            "gender": story.weigh({"female": 6, "male": 3, "another": 0.3, "": 0.7}),
            "born_on": born_on,
            "language": language,
            "needs_interpreter": language != "en" and story.chance(0.25),
            "phone": phone,
            "email": self.names.address(given, "people.example", family) if story.chance(0.6) else "",
            "reach_by": story.weigh({"text": 5, "call": 3, "email": 1, "": 1}),
            "may_email": None,
            "may_leave_voicemail": story.pick((True, True, False, None)),
            "may_text": story.pick((True, True, True, False, None)),
            "best_time": story.pick(words.BEST_TIMES),
            "city": place.city,
            "user": user,
            "recorded_at": recorded,
            "recorded_by": self.supervisors.get(place.code),
        }
        values.update(fields)
        if values["email"]:
            values["may_email"] = True if user else IS_SAFE[crc32(values["email"].encode()) % len(IS_SAFE)]
        values["phone_digits"] = "".join(character for character in values["phone"] if character.isdigit())
        person = story.add(Person, **values)
        story.add(
            Registration,
            person=person,
            site=self.sites[place.code],
            starts_on=registered_on,
            ends_on=registered_until,
        )
        return person

    def child(self, parent, place, *, born_on, name=None):
        """A child living with the parent."""
        story = self.story
        if id(parent) not in self.families:
            starts_on = min(born_on, story.since)
            home = story.add(Household, recorded_at=parent.recorded_at, recorded_by=parent.recorded_by)
            story.add(HouseholdMember, household=home, person=parent, part="parent", starts_on=starts_on)
            self.families[id(parent)] = (home, [])
        home, children = self.families[id(parent)]
        given = name or self.names.child()
        child = story.add(
            Person,
            given_name=given,
            family_name=parent.family_name,
            gender=story.pick(("female", "male", "")),
            born_on=born_on,
            language=parent.language,
            city=place.city,
            recorded_at=parent.recorded_at,
            recorded_by=parent.recorded_by,
        )
        story.add(HouseholdMember, household=home, person=child, part="child", starts_on=born_on)
        children.append(child)
        return child

    def children_of(self, parent):
        return self.families.get(id(parent), (None, []))[1]

    # --- Who accompanies --------------------------------------------------------------------

    def partners_of(self, place):
        if place.code not in self.partners:
            story = self.story
            count = min(len(words.PARTNERS), 3 + place.serves["worksite"] // 8)
            self.partners[place.code] = [
                story.add(
                    CorporatePartner,
                    site=self.sites[place.code],
                    name=name,
                    industry=industry,
                    city=place.city,
                    signed_on=story.since - timedelta(days=story.between(30, 900)),
                    recorded_at=story.at(story.since - timedelta(days=20), time(10, 0)),
                    recorded_by=self.supervisors[place.code],
                )
                for name, industry in story.random.sample(words.PARTNERS, count)
            ]
        return self.partners[place.code]

    def mentor(
        self, place, program, *, trained_on, status="active", known=None, person=None, capacity=None, user=None
    ):
        """A mentor at the place, with what a mentor of the program must hold."""
        story, site = self.story, self.sites[place.code]
        applied_on = (trained_on or story.on - timedelta(days=story.between(5, 40))) - timedelta(
            days=story.between(14, 60)
        )
        since = trained_on or applied_on
        name = (known.given, known.family) if known else None
        if person is None:
            born_on = date(story.on.year - story.between(24, 62), story.between(1, 12), story.between(1, 28))
            person = self.person(place, born_on=born_on, registered_on=applied_on, name=name, user=user)
        signs_in = user is None and (known or status in ("active", "resting", "left"))
        if signs_in and (known or program != "worksite" or story.chance(0.6)):
            email = known.email if known else self.names.address(person.given_name, places.domain_of(place))
            user = self.user(email, person.name, since=since, is_active=status != "left")
            until = story.on - timedelta(days=story.between(10, 60)) if status == "left" else None
            until = max(until, since) if until else None
            self.grant(user, Role.MENTOR, site=site, program=program, since=since, until=until)
            person.user = user
        if person.user:
            person.email, person.may_email = person.user.email, True
        low, high = CAPACITY[program]
        mentor = story.add(
            Mentor,
            person=person,
            site=site,
            kind=MENTOR_KINDS[program],
            status=status,
            applied_on=applied_on,
            trained_on=trained_on,
            capacity=capacity or story.between(low, high),
            interests=story.pick(words.INTERESTS),
            partner=story.pick(self.partners_of(place)) if program == "worksite" else None,
            recorded_at=story.at(applied_on, time(11, 0)),
            recorded_by=self.supervisors[place.code],
        )
        if trained_on:
            self._qualify(mentor, program, trained_on)
        return mentor

    def _qualify(self, mentor, program, trained_on):
        """Evidence as it was seen; some of it ends soon, a little of it has ended."""
        story = self.story
        for what in HELD[program]:
            seen_on = trained_on - timedelta(days=story.between(0, 20))
            valid_until = None
            if what in LASTS:
                lasts = LASTS[what]
                while seen_on + timedelta(days=lasts) < story.on and story.chance(0.95):
                    seen_on += timedelta(days=lasts - story.between(0, 15))
                valid_until = seen_on + timedelta(days=lasts)
            story.add(
                Qualification,
                mentor=mentor,
                what=what,
                seen_on=seen_on,
                valid_until=valid_until,
                recorded_at=story.no_later(story.at(seen_on, time(14, 0))),
                recorded_by=mentor.recorded_by,
            )

    def take_mentor(self, place, program, first, last):
        """A mentor with room from `first` to `last` (None: open end); a new one where nobody has."""
        story = self.story
        last = last or FAR_END
        slots = self.slots.setdefault((place.code, program), [])
        free = [slot for slot in slots if slot.is_free(first, last)]
        if free and (program in ("moppp", "mpmp") or story.chance(0.85)):
            slot = free[0] if program == "moppp" else story.pick(free)
        else:
            trained_on = first - timedelta(days=story.between(3, 200))
            if program == "moppp":
                slot = self._home_visitor(place, len(slots), min(trained_on, story.since - timedelta(days=600)))
            else:
                mentor = self.mentor(place, program, trained_on=trained_on)
                slot = Slot(mentor, trained_on)
            slots.append(slot)
        slot.spans.append((first, last))
        return slot.mentor

    def reserve(self, place, program, mentor, first):
        """Keep one of a known mentor's places free for a match of the story."""
        slot = next((slot for slot in self.slots.get((place.code, program), []) if slot.mentor is mentor), None)
        if slot is None:
            slot = Slot(mentor, first)
            self.slots.setdefault((place.code, program), []).append(slot)
        slot.spans.append((first, FAR_END))

    def _home_visitor(self, place, order, trained_on):
        """A home visitor is staff of the site."""
        workers = self.workers[place.code]
        if order < len(workers):
            user = workers[order]
        else:
            user = self._colleague(place, places.domain_of(place), trained_on)
            self.grant(user, Role.STAFF, site=self.sites[place.code], program="moppp", since=trained_on)
            workers.append(user)
        given, _space, family = user.name.partition(" ")
        born_on = date(self.story.on.year - self.story.between(28, 55), self.story.between(1, 12), 14)
        person = self.person(
            place, born_on=born_on, registered_on=trained_on, name=(given, family), user=user, email=user.email
        )
        mentor = self.mentor(place, "moppp", trained_on=trained_on, person=person, user=user)
        return Slot(mentor, trained_on)

    def years_before(self, day, years, *, spread_days=364):
        """A birth date that makes somebody `years` old on the day."""
        return anniversary(day, -years) - timedelta(days=self.story.between(0, spread_days))
