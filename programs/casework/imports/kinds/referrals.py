"""Referrals from CRIS and other sources."""

import uuid

from django.utils.translation import gettext_lazy as _

from programs import registry
from programs.casework.imports.cells import as_day, one_of
from programs.casework.imports.fields import CREATED, UNCHANGED, Field, Kind, name_key
from programs.casework.imports.kinds.people import PERSON, details_of, same_person
from programs.casework.imports.models import Subject
from programs.casework.referrals import workflow as referrals
from programs.casework.referrals.models import Referral

SPACE = uuid.UUID("0b3f7c52-1f6b-4c83-9d2a-6f0c9f4e71aa")
SOURCE = Referral.Source


def _programs():
    return [(program.code, program.name) for program in registry.all_programs()]


def key_of(row):
    """The number of the referral where it came from; else who, when and for what."""
    if row["cris_number"]:
        return ("cris", row["cris_number"].casefold())
    received_on = row["received_on"]
    return (*name_key(row), received_on.isoformat() if received_on else "", row["program"] or "")


def take_referral(row, *, site, by):
    """Take a referral in, of somebody registered here or of somebody new."""
    sent_uid = uuid.uuid5(SPACE, "|".join((str(site.pk), *key_of(row))))
    if Referral.objects.filter(sent_uid=sent_uid).exists():
        return UNCHANGED
    person = same_person(row, site)
    who = {"person": person} if person else {"details": details_of(row, site)}
    more = {name: row[name] or "" for name in ("program", "referrer_name", "referrer_organization", "referrer_reach")}
    referrals.receive(
        site=site,
        source=row["source"] or (SOURCE.CRIS if row["cris_number"] else SOURCE.PARTNER),
        channel=Referral.Channel.IMPORT,
        by=by,
        sent_uid=sent_uid,
        received_on=row["received_on"],
        cris_number=row["cris_number"] or "",
        reach_safely=row["reach_safely"] or "",
        hopes=row["hopes"] or "",
        **who,
        **more,
    )
    return CREATED


REFERRALS = Kind(
    subject=Subject.REFERRALS,
    fields=(
        Field(
            "cris_number",
            _("CRIS number"),
            longest=40,
            also=("cris", "cris id", "referral id"),
            samples=("C-4711", ""),
        ),
        Field("received_on", _("Received"), read=as_day, also=("date", "referral date"), samples=("11/03/2026", "")),
        *PERSON,
        Field("program", _("Program"), read=one_of(_programs), samples=("", "")),
        Field("source", _("Who refers"), read=one_of(SOURCE.choices), also=("source",), samples=("CRIS", "School")),
        Field("referrer_name", _("Referrer"), also=("referred by",), samples=("Wanda Writewell", "")),
        Field(
            "referrer_organization",
            _("Organization"),
            also=("agency", "partner", "community partner"),
            samples=("Example Clinic", ""),
        ),
        Field(
            "referrer_reach", _("How to reach the referrer"), also=("referrer phone",), samples=("(417) 555-0199", "")
        ),
        Field("reach_safely", _("How to reach the family safely"), longest=300, samples=("Call after 3 pm", "")),
        Field(
            "hopes",
            _("What they hope for"),
            longest=1000,
            also=("reason", "needs"),
            samples=("Help with the baby", ""),
        ),
    ),
    key=None,  # the referral keeps the id it was sent under
    take=take_referral,
    note=_(
        "Each row is one referral. Where the organization is the name of a community partner of the site, the referral stands with that partner. What Children’s Division itself wrote is not imported: it is restricted."
    ),
    refusals=(referrals.CannotChange,),
)
