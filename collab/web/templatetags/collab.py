"""Tags and filters that every template has without loading them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms, template
from django.template.defaultfilters import date as date_filter
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from collab.calc.money import in_figures, to_the_penny
from collab.calc.money import pounds as in_pounds
from collab.calc.money import whole_pounds as in_whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import moment as moment_words
from collab.web.forms import all_errors
from collab.web.forms import error_summary as errors_of

register = template.Library()

# The colour that goes with a shape, unless the template names another. A word always stands beside it.
TONES = {
    "done": "green",
    "half": "amber",
    "ring": "none",
    "disc": "green",
    "triangle": "amber",
    "diamond": "red",
    "square": "blue",
}


@register.simple_tag
def sign(shape: str, word: str = "", tone: str = "") -> SafeString:
    """A status: shape and word. `{% sign "half" "Under way" %}`, `{% sign "done" "Sealed" "deep" %}`."""
    if shape not in TONES:
        raise template.TemplateSyntaxError(f"There is no sign {shape!r}; there are {', '.join(TONES)}.")
    context = {"shape": shape, "word": word, "tone": tone or TONES[shape]}
    return SafeString(render_to_string("components/sign.html", context).strip())


@register.simple_tag
def tag(words: str, tone: str = "") -> SafeString:
    """The state of a document or line: `{% tag "Draft 4" "live" %}`. Tones: live, green, amber, red, solid."""
    extra = f" govuk-tag--{tone}" if tone else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', extra, words)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any, for_the_form: str = "") -> dict[str, Any]:
    """The errors of a form (or of a list of forms), each leading to its control. Prints nothing when all is well."""
    if form in (None, ""):
        return {"errors": []}
    if isinstance(form, forms.BaseForm):
        return {"errors": errors_of(form, for_the_form)}
    return {"errors": all_errors(form)}


@register.simple_block_tag
def banner(content: str, heading: str, tone: str = "", id: str = "banner-heading") -> SafeString:
    """A notice at full width. Amber, for figures that have moved; `tone="calm"` for news."""
    context = {"content": content, "heading": heading, "tone": tone, "id": id}
    return SafeString(render_to_string("components/banner.html", context))


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """Something to open: `{% details "How this is counted" %}…{% enddetails %}`."""
    return SafeString(render_to_string("components/details.html", {"content": content, "summary": summary}))


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any) -> dict[str, Any]:
    """The ways to the other pages of a list, keeping the filters in the address."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(shown), "gap": page.paginator.ELLIPSIS, "request": context.get("request")}


@register.filter
def moment(value: Any) -> str:
    """A date and time of day where the councils are: "26 February 2013, 4.10 pm"."""
    return moment_words(value) if value else ""


@register.filter
def day(value: Any) -> str:
    """A date with its weekday: "Tuesday 12 March 2013"."""
    return str(date_filter(value, "l j F Y")) if value else ""


@register.filter
def thousands(value: int) -> str:
    """A whole number with commas: 105,600."""
    return f"{value:,}"


@register.filter
def pounds(pence: int | None) -> str:
    """An amount that is kept in pence: £1,250.50."""
    return "" if pence is None else in_pounds(pence)


@register.filter
def penny(pence: int | None) -> str:
    """An amount that is kept in pence, as it stands in a column: £1,250.00."""
    return "" if pence is None else to_the_penny(pence)


@register.filter
def number(value: Decimal) -> str:
    """A number with commas and as many decimals as it has: 1,250.5."""
    return in_figures(Fraction(value))


@register.filter
def whole_pounds(pence: int) -> str:
    """An amount that is kept in pence, to the nearest pound: £1,251."""
    return in_whole_pounds(pence)


@register.filter
def financial_year(start: int) -> str:
    """The financial year that begins in a year: 2013/14."""
    return str(FinancialYear(start))
