"""Referrals and what belongs to them: attempts to reach the family, and what Children's Division wrote."""

from programs.casework.referrals.models.attempt import Attempt, AttemptQuerySet
from programs.casework.referrals.models.referral import (
    CLOSED,
    OPEN,
    TRANSITIONS,
    Reason,
    Referral,
    ReferralQuerySet,
    Status,
    referral_q,
)
from programs.casework.referrals.models.report import DivisionReport, DivisionReportQuerySet

__all__ = [
    "CLOSED",
    "OPEN",
    "TRANSITIONS",
    "Attempt",
    "AttemptQuerySet",
    "DivisionReport",
    "DivisionReportQuerySet",
    "Reason",
    "Referral",
    "ReferralQuerySet",
    "Status",
    "referral_q",
]
