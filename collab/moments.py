"""Dates, and times of day where the councils are, in words."""

import datetime

from django.utils.timezone import is_aware, localtime


def day(date: datetime.date) -> str:
    """ "26 February 2013"."""
    return f"{date.day} {date:%B %Y}"


def moment(at: datetime.datetime) -> str:
    """ "26 February 2013, 4.10 pm"."""
    at = localtime(at) if is_aware(at) else at
    return f"{day(at)}, {at.hour % 12 or 12}.{at:%M} {'am' if at.hour < 12 else 'pm'}"
