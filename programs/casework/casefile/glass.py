"""The doors of a case file that a reason opens."""

from datetime import timedelta

from mmp_portal.audit.glass import Door

restricted = Door("open_restricted", open_for=timedelta(minutes=15))
broken_glass = Door("open_cases", open_for=timedelta(minutes=30))
