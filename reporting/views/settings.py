"""What a council sets itself, on one page: its house style and what its figures go by, each from a day on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from collab.moments import day
from collab.web.forms import CollabForm
from documents.queries import style_for, styles_of
from documents.services import take_style, withdraw_style
from programme.models import Council
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.queries import settings_for, settings_record
from programme.rules.settings import why_not_change_settings
from programme.services import change_settings, withdraw_settings
from reporting.forms import SettingsForm, StyleForm
from reporting.presenters import present_settings


class CouncilPage(ProgrammePage):
    """Sets `self.council`; the settings of a council are there for its own people and those who work for all."""

    section = "overview"
    council: Council

    def load(self, **kwargs: Any) -> None:
        council = self.programme.councils.filter(slug=kwargs["council_slug"]).first()
        if council is None or not self.may(Permission.SETTINGS_VIEW, council):
            raise Http404
        self.council = council

    def back(self) -> HttpResponse:
        return redirect("council-settings", self.programme.slug, self.council.slug)


class CouncilSettingsRead(CouncilPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        today = self.programme.today
        page = present_settings(
            settings_record(self.council, today), styles_of(self.council), style_for(self.council, today), today
        )
        may_edit = why_not_change_settings(self.council, self.may) is None
        context = {"council": self.council, "page": page, "may_edit": may_edit}
        return render(request, "reporting/settings_read.html", context)


class ChangePage(CouncilPage):
    """403 with the reason for somebody who may see the settings only."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = why_not_change_settings(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def page(self, template: str, form: CollabForm, status: int = 200) -> HttpResponse:
        return render(self.request, template, {"form": form, "council": self.council}, status=status)


class CouncilSettingsChange(ChangePage):
    template = "reporting/settings_change.html"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.template, SettingsForm.showing(settings_for(self.council, self.programme.today)))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = SettingsForm(request.POST)
        if not form.is_valid():
            return self.page(self.template, form, 422)
        data = form.cleaned_data
        try:
            row = change_settings(
                self.council, programme=self.programme, in_force_from=form.day, values=form.values,
                source=data["source"], by=request.user, reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("in_force_from" if refused.code == "day" else None, refused.reason)
            return self.page(self.template, form, 409)
        messages.success(request, f"The settings are in force from {day(row.in_force_from)}.")
        return self.back()


class CouncilStyleChange(ChangePage):
    template = "reporting/settings_style.html"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.template, StyleForm())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = StyleForm(request.POST)
        if not form.is_valid():
            return self.page(self.template, form, 422)
        data = form.cleaned_data
        try:
            style = take_style(
                self.council, programme=self.programme, name=data["style"], in_force_from=data["in_force_from"],
                by=request.user, reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("in_force_from" if refused.code == "day" else None, refused.reason)
            return self.page(self.template, form, 409)
        messages.success(request, f"Reports begin in the style “{style.name}” from {day(style.in_force_from)}.")
        return self.back()


class CouncilSettingsWithdraw(ChangePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(self.council.settings.select_related("council"), pk=kwargs["pk"])
        try:
            withdraw_settings(row, programme=self.programme, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return self.back()
        messages.success(request, "Those settings are withdrawn. What holds until then goes on.")
        return self.back()


class CouncilStyleWithdraw(ChangePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        style = get_object_or_404(self.council.house_styles.select_related("council"), pk=kwargs["pk"])
        try:
            withdraw_style(style, programme=self.programme, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return self.back()
        messages.success(request, "That house style is withdrawn.")
        return self.back()
