"""A date and time of day in words, where the councils are."""

import datetime

from django.utils.timezone import is_aware, localtime


def moment(at: datetime.datetime) -> str:
    """ "26 February 2013, 4.10 pm"."""
    at = localtime(at) if is_aware(at) else at
    return f"{at.day} {at:%B %Y}, {at.hour % 12 or 12}.{at:%M} {'am' if at.hour < 12 else 'pm'}"
