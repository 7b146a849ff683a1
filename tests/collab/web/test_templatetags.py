import datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from collab.web.templatetags.collab import TONES


def printed(template: str, /, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize("shape", TONES)
def test_sign_is_a_shape_and_a_word(shape: str) -> None:
    page = printed("{% sign shape word %}", shape=shape, word="Under <way>")
    assert page.startswith(f'<span class="st st--{TONES[shape]}"><svg class="sign"')
    assert page.count("<svg") == page.count('aria-hidden="true"') == 1
    assert "<path" in page or "<circle" in page
    assert page.endswith("</svg>Under &lt;way&gt;</span>")


def test_sign_takes_another_tone() -> None:
    assert '<span class="st st--deep">' in printed('{% sign "done" "Sealed" "deep" %}')


def test_unknown_sign_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no sign 'star'"):
        printed('{% sign "star" "Good" %}')


def test_tag() -> None:
    assert printed('{% tag "Draft 4" "live" %}') == '<strong class="govuk-tag govuk-tag--live">Draft 4</strong>'
    assert printed("{% tag words %}", words="<b>") == '<strong class="govuk-tag">&lt;b&gt;</strong>'


def test_banner_escapes_what_is_put_in_and_keeps_its_own_markup() -> None:
    page = printed('{% banner heading tone="calm" %}<p>{{ text }}</p>{% endbanner %}', heading="A & B", text="<i>")
    assert 'class="govuk-notification-banner govuk-notification-banner--calm"' in page
    assert '<h2 id="banner-heading">A &amp; B</h2><p>&lt;i&gt;</p>' in page


def test_pagination_keeps_the_filters() -> None:
    request = RequestFactory().get("/reports/?council=d&page=5")
    page = printed("{% pagination page %}", page=Paginator(range(200), 10).page(5), request=request)
    assert 'href="?council=d&amp;page=4"' in page
    assert '<a href="?council=d&amp;page=5" aria-label="Page 5" aria-current="page">5</a>' in page


def test_pagination_of_one_page_is_nothing() -> None:
    request = RequestFactory().get("/")
    assert printed("{% pagination page %}", page=Paginator([1], 10).page(1), request=request).strip() == ""


def test_dates_are_written_the_british_way() -> None:
    at = datetime.datetime(2013, 2, 26, 16, 10, tzinfo=datetime.UTC)
    assert printed("{{ at|moment }}", at=at) == "26 February 2013, 4.10 pm"
    assert printed("{{ at|day }}", at=at.date()) == "Tuesday 26 February 2013"
    assert printed("{{ at|date }}", at=at.date()) == "26 February 2013"
    assert printed("{{ at }}", at=at) == "26 February 2013, 4.10 p.m."
    summer = datetime.datetime(2013, 7, 1, 23, 30, tzinfo=datetime.UTC)
    assert printed("{{ at|moment }}", at=summer) == "2 July 2013, 12.30 am"
    assert printed("{{ at|moment }}", at=None) == ""
