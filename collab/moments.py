"""Dates, and times of day where the councils are, in words."""

import datetime

from django.utils.timezone import is_aware, localtime, make_aware


def day(date: datetime.date) -> str:
    """ "26 February 2013"."""
    return f"{date.day} {date:%B %Y}"


def end_of(date: datetime.date) -> datetime.datetime:
    """The last moment of a day, where the councils are."""
    return make_aware(datetime.datetime.combine(date, datetime.time.max))


def moment(at: datetime.datetime) -> str:
    """ "26 February 2013, 4.10 pm"."""
    at = localtime(at) if is_aware(at) else at
    return f"{day(at)}, {at.hour % 12 or 12}.{at:%M} {'am' if at.hour < 12 else 'pm'}"
