from programme.queries.access import May, councils_open_to, may_in, members_where, programmes_of
from programme.queries.lookup import council_in, programme_called
from programme.queries.overview import Overview, overview
from programme.queries.settings import SettingsRecord, settings_for, settings_record

__all__ = [
    "May",
    "Overview",
    "SettingsRecord",
    "council_in",
    "councils_open_to",
    "may_in",
    "members_where",
    "overview",
    "programme_called",
    "programmes_of",
    "settings_for",
    "settings_record",
]
