"""The posts of a draft baseline are added, changed and deleted; a whole service is put in or out of scope."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from collab.errors import Refused
from programme import presenters as words
from programme.forms.baselines import PostForm, ScopeForm, initial_of
from programme.forms.records import ReasonForm
from programme.models import Post
from programme.pages import AskingPage, ProgrammeRequest, number_sent
from programme.queries import settings_for
from programme.queries.baselines import history_of_post
from programme.queries.posts import version_of
from programme.rules import baselines as rules
from programme.services.posts import add_post, change_post, delete_post, put_in_scope
from programme.views.baselines import BaselinePage


class ChangingPage(BaselinePage):
    """For those who may keep the council's baselines; whether this one is a draft still, the page says."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_keep_staffing(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    @property
    def why_not(self) -> str | None:
        return rules.why_not_change(self.baseline, self.may)

    def say_refused(self, form: PostForm, refused: Refused) -> None:
        form.add_error(refused.code if refused.code in form.fields else None, refused.reason)


class PostAdd(ChangingPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        rate = settings_for(self.council, self.programme.today).on_cost_rate
        start = {"in_scope": True, "fte": "1", "on_cost_rate": rate}
        return self._page(PostForm(initial=start, councils=self.others))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PostForm(request.POST, councils=self.others)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            post = add_post(self.baseline, values=form.values, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            self.say_refused(form, refused)
            return self._page(form, 409)
        messages.success(request, f"{post.title} is added.")
        return self.back()

    def _page(self, form: PostForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": "Add a post", "why_not": self.why_not}
        return self.show("post_edit", context, status)


class PostPage(ChangingPage):
    """Sets `self.post_of`, the post that the address names, or answers 404."""

    post_of: Post

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = self.baseline.posts.filter(pk=kwargs["post"]).first()
        if found is None:
            raise Http404
        self.post_of = found


class PostEdit(PostPage):
    """What is said of it, changed where the baseline is a draft; and its history."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(PostForm(initial=self._initial(), councils=self.others))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PostForm(request.POST, initial=self._initial(), councils=self.others)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            post = change_post(
                self.post_of, values=form.values, version=data["version"] or 0, by=request.user, reason=data["reason"]
            )
        except Refused as refused:
            self.say_refused(form, refused)
            return self._stale(form) if refused.code == "stale" else self._page(form, 409)
        messages.success(request, f"{post.title} is saved.")
        return self.back()

    def _initial(self) -> dict[str, Any]:
        return {**initial_of(self.post_of, self.others), "version": version_of(self.post_of)}

    def _stale(self, form: PostForm) -> HttpResponse:
        """With what is saved now beside what was typed; saving again is a decision and not an accident."""
        self.post_of.refresh_from_db()
        typed = form.values
        names, councils = list(vars(typed)), words.short_names(self.councils)
        stale = words.differences_of(self.post_of, typed, names, councils)
        last = words.present_post_history(history_of_post(self.baseline, self.post_of.pk), councils)[0]
        form.has_now_seen(version_of(self.post_of))
        return self._page(form, 409, stale=stale, last=last)

    def _page(self, form: PostForm, status: int = 200, **more: Any) -> HttpResponse:
        councils = words.short_names(self.councils)
        context = {
            "form": form, "title": self.post_of.title, "post": self.post_of, "why_not": self.why_not,
            "personal": self.post_of.personal.items(),
            "said": [(label, words.said_of_post(self.post_of, name, councils)) for name, label in words.LABELS.items()],
            "acts": words.present_post_history(history_of_post(self.baseline, self.post_of.pk), councils), **more,
        }  # fmt: skip
        return self.show("post_edit", context, status)


class PostDelete(AskingPage, PostPage):
    template, form_class = "programme/post_delete.html", ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        delete_post(
            self.post_of, version=number_sent(self.request, "version"), by=self.request.user, reason=answer["reason"]
        )  # fmt: skip
        messages.success(self.request, f"{self.post_of.title} is deleted. What it said stays in the history.")
        return self.back()

    def context(self) -> dict[str, Any]:
        councils = words.short_names(self.councils)
        return {
            "baseline": self.baseline, "council": self.council, "post": self.post_of, "why_not": self.why_not,
            "said": [(label, words.said_of_post(self.post_of, name, councils)) for name, label in words.LABELS.items()],
            "version": version_of(self.post_of),
            "below": self.baseline.posts.filter(reports_to=self.post_of.ref).count(),
        }  # fmt: skip


class ServiceScope(ChangingPage):
    """Puts all posts of a service in scope, or out of it."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = ScopeForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Choose a service, and whether it is in scope.")
            return self.back("services")
        service, in_scope = form.cleaned_data["service"], form.cleaned_data["in_scope"] == "yes"
        try:
            count = put_in_scope(self.baseline, service=service, in_scope=in_scope, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return self.back("services")
        posts = f"{count:,} post{'' if count == 1 else 's'} of {service or 'no service'}"
        messages.success(request, f"{posts} put {'in' if in_scope else 'out of'} scope.")
        return self.back("services")
