"""The markup of a form: labels, hints and errors belong to their controls, and the summary leads to them."""

import datetime
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template

from collab.web.forms import CollabForm, CountedTextarea, DatePartsField, Radios, error_summary

COUNCILS = [("d", "Darlington"), ("h", "Hartlepool")]


class Report(CollabForm):
    title = forms.CharField(label="Title", help_text="As on the <agenda>.")
    council = forms.ChoiceField(label="Which council is it for?", choices=[("", "Choose one"), *COUNCILS])
    way = forms.ChoiceField(label="How do you begin?", widget=Radios(hints={"h": "Up to 5 MB"}), choices=COUNCILS)
    parts = forms.MultipleChoiceField(label="Parts", widget=forms.CheckboxSelectMultiple, choices=COUNCILS)
    meeting = DatePartsField(label="When is the meeting?", help_text="For example, 12 3 2013")
    purpose = forms.CharField(label="Purpose", widget=CountedTextarea, max_length=20)
    file = forms.FileField(label="The file")
    checked = forms.BooleanField(label="The figures have been checked", help_text="By finance.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    note = forms.CharField(
        label="Note", required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Somebody else has changed the report.")


class Tags(HTMLParser):
    """The start tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.ids = [attrs["id"] for _, attrs in self.found if attrs.get("id")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute stands twice in <{tag} {attrs}>"
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.found if tag in tags]

    def one(self, **wanted: str) -> dict[str, str | None]:
        (attrs,) = [attrs for _, attrs in self.found if wanted.items() <= attrs.items()]
        return attrs


def printed(form: forms.BaseForm) -> str:
    return Template("{% error_summary form %}<form>{{ form }}</form>").render(Context({"form": form}))


@pytest.fixture
def wrong() -> Report:
    return Report({"meeting_day": "31", "meeting_month": "2", "meeting_year": "2013", "purpose": "x" * 21})


def test_ids_of_a_page_with_errors_are_unique_and_every_reference_has_its_target(wrong: Report) -> None:
    tags = Tags(printed(wrong))
    assert sorted(tags.ids) == sorted(set(tags.ids))
    referred = [attrs["for"] for attrs in tags.all("label")]
    referred += [part for _, attrs in tags.found for part in (attrs.get("aria-describedby") or "").split()]
    referred += [attrs["href"][1:] for attrs in tags.all("a")]
    assert len(referred) > 20
    assert [name for name in referred if name not in tags.ids] == []


def test_every_control_has_a_label_or_a_legend(wrong: Report) -> None:
    tags = Tags(printed(wrong))
    labelled = {attrs["for"] for attrs in tags.all("label")}
    shown = [attrs for attrs in tags.all("input", "select", "textarea") if attrs.get("type") != "hidden"]
    assert len(shown) == 14
    assert [attrs["id"] for attrs in shown if attrs["id"] not in labelled] == []
    assert len(tags.all("fieldset")) == len(tags.all("legend")) == 3


def test_hint_and_error_describe_the_control(wrong: Report) -> None:
    tags = Tags(printed(wrong))
    title = tags.one(id="id_title")
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert title["aria-invalid"] == "true"
    assert title["class"] == "govuk-input"
    assert "required" not in title
    assert tags.one(id="id_purpose")["aria-describedby"] == "id_purpose_error id_purpose-info"
    assert tags.one(id="id_way_1")["aria-describedby"] == "id_way_1_hint"
    fieldsets = [attrs.get("aria-describedby") for attrs in tags.all("fieldset")]
    assert fieldsets == ["id_way_error", "id_parts_error", "id_meeting_helptext id_meeting_error"]
    assert tags.one(id="id_note")["class"] == "govuk-input govuk-input--width-10"


def test_a_form_without_errors_says_nothing_of_any() -> None:
    page = printed(Report())
    assert "error" not in page
    assert "aria-invalid" not in page
    assert Tags(page).one(id="id_title")["aria-describedby"] == "id_title_helptext"


def test_hint_is_escaped() -> None:
    assert "As on the &lt;agenda&gt;." in printed(Report())


def test_error_is_announced_as_one(wrong: Report) -> None:
    assert '<span class="govuk-visually-hidden">Error:</span> Fill in: Title' in printed(wrong)


def test_error_summary_names_every_error_in_the_order_of_the_page(wrong: Report) -> None:
    assert error_summary(wrong) == [
        ("Somebody else has changed the report.", ""),
        ("Fill in: Title", "id_title"),
        ("Choose an answer: Which council is it for?", "id_council"),
        ("Choose an answer: How do you begin?", "id_way_0"),
        ("Choose an answer: Parts", "id_parts_0"),
        ("This must be a real date, for example 12 3 2013", "id_meeting_0"),
        ("Ensure this value has at most 20 characters (it has 21).", "id_purpose"),
        ("Choose a file: The file", "id_file"),
        ("Tick the box: The figures have been checked", "id_checked"),
        ("Fill in: Password", "id_password"),
        ("Fill in: Token", ""),
    ]


def test_error_of_the_whole_form_leads_where_the_template_says(wrong: Report) -> None:
    assert error_summary(wrong, "title")[0] == ("Somebody else has changed the report.", "id_title")


def test_error_summary_of_an_unsent_form_is_empty() -> None:
    assert error_summary(Report()) == []
    assert Template("{% error_summary form %}").render(Context({"form": Report()})).strip() == ""
    assert Template("{% error_summary form %}").render(Context({})).strip() == ""


def test_error_summary_takes_several_forms(wrong: Report) -> None:
    page = Template("{% error_summary all %}").render(Context({"all": [wrong, Report(prefix="second", data={})]}))
    assert 'href="#id_title"' in page
    assert 'href="#id_second-title"' in page


class Meeting(CollabForm):
    on = DatePartsField(label="Date", required=False)


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("12", "3", "2013", datetime.date(2013, 3, 12)),
        (" 12 ", "03", "2013", datetime.date(2013, 3, 12)),
        ("", "", "", None),
        ("29", "2", "2012", datetime.date(2012, 2, 29)),
    ],
)
def test_date_in_parts(day: str, month: str, year: str, expected: datetime.date | None) -> None:
    form = Meeting({"on_day": day, "on_month": month, "on_year": year})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == expected


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("12", "", "2013", "The date must include a month"),
        ("", "", "2013", "The date must include a day and a month"),
        ("29", "2", "2013", "This must be a real date, for example 12 3 2013"),
        ("x", "3", "2013", "This must be a real date, for example 12 3 2013"),
        ("12", "3", "13", "The year must have 4 digits"),
        ("12", "3", "0000", "This must be a real date, for example 12 3 2013"),
    ],
)
def test_date_in_parts_refuses(day: str, month: str, year: str, message: str) -> None:
    form = Meeting({"on_day": day, "on_month": month, "on_year": year})
    assert form.errors == {"on": [message]}
    assert f'value="{day}"' in str(form) or not day


def test_date_in_parts_shows_the_date_it_begins_with() -> None:
    form = Meeting(initial={"on": datetime.date(2013, 3, 12)})
    assert [attrs["value"] for attrs in Tags(str(form)).all("input")] == ["12", "3", "2013"]
    same = Meeting({"on_day": "12", "on_month": "03", "on_year": "2013"}, initial={"on": datetime.date(2013, 3, 12)})
    assert same.has_changed() is False
