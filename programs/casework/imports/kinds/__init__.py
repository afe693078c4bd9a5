"""The kinds of spreadsheets that are taken in."""

from programs.casework.imports.kinds.homes import HOUSEHOLDS
from programs.casework.imports.kinds.people import MENTORS, PARTICIPANTS
from programs.casework.imports.kinds.referrals import REFERRALS
from programs.casework.imports.kinds.work import ATTENDANCE, CONTACTS

KINDS = {kind.subject: kind for kind in (PARTICIPANTS, HOUSEHOLDS, MENTORS, CONTACTS, ATTENDANCE, REFERRALS)}
