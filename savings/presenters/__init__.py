from savings.presenters.appraisal import (
    appraisal_headline,
    place_of,
    present_appraised_years,
    present_councils,
    present_heads,
    present_matters,
    present_workings,
)
from savings.presenters.comparison import Picture, headline, present_bars
from savings.presenters.shares import present_methods, present_shares, rounding_of
from savings.presenters.side_by_side import present_groups, present_years, rounding_of_years, worse_off
from savings.presenters.staff import in_posts, tell_tiers
from savings.presenters.standing import present_cautions, present_standing
from savings.presenters.words import METHODS, scope_of, sharing

__all__ = [
    "METHODS",
    "Picture",
    "appraisal_headline",
    "headline",
    "in_posts",
    "place_of",
    "present_appraised_years",
    "present_bars",
    "present_cautions",
    "present_councils",
    "present_groups",
    "present_heads",
    "present_matters",
    "present_methods",
    "present_shares",
    "present_standing",
    "present_workings",
    "present_years",
    "rounding_of",
    "rounding_of_years",
    "scope_of",
    "sharing",
    "tell_tiers",
    "worse_off",
]
