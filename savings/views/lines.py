"""The lines of a plan are made and changed, take posts, and are deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from collab.errors import Refused
from programme.forms.records import ReasonForm, VersionedForm
from programme.pages import AskingPage, FormPage, number_sent
from programme.queries.operating_models import years_asked
from savings.forms.lines import MORE_POSTS, LineForm, PostsForm, initial_of
from savings.models import SavingsLine
from savings.presenters.line_changes import differences_of_line, differences_of_posts
from savings.queries.keeping import owners_of, posts_called, posts_found
from savings.rules import plans as rules
from savings.services.plans import (
    SAID,
    LineYear,
    PostSaid,
    change_line,
    delete_line,
    keep_posts,
    make_line,
)
from savings.views.plan_base import LinePage, PlanPage


class KeepPlan(PlanPage):
    """For those who keep the plan: 403 with the reason for others who may know of it."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_keep_plan(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)


class PlanFormPage(KeepPlan, FormPage):
    template = "line_edit"

    def page(self, form: VersionedForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.show(self.template, {"form": form, **self.context(), **more}, status)


class PlanLineNew(PlanFormPage):
    def form(self, data: Any = None) -> LineForm:
        years = years_asked(self.programme, ())
        return LineForm(data, years=years, owners=owners_of(self.programme, self.council))

    def answer(self, form: LineForm) -> HttpResponse:
        line = make_line(
            self.programme, self.council, values=form.values, years=form.said, by=self.request.user,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(self.request, f"{line} is proposed. Nobody outside the council sees it until it is agreed.")
        return self.to_plan()

    def context(self) -> dict[str, Any]:
        return {"title": "Add a line", "verb": "Add it"}


class LineFormPage(PlanFormPage, LinePage):
    """Sets `self.line` as well; what somebody else has saved meanwhile is shown beside what was typed."""

    def signed(self, form: VersionedForm) -> dict[str, Any]:
        answer = form.cleaned_data
        return {"version": answer["version"] or 0, "by": self.request.user, "reason": answer["reason"]}

    def refused(self, form: Any, refused: Refused) -> HttpResponse:
        if refused.code != "stale":
            return super().refused(form, refused)
        form.add_error(None, refused.reason)
        self.line = SavingsLine.objects.select_related("owner", "plan__programme", "plan__council").get(pk=self.line.pk)
        form.has_now_seen(self.line.version)
        return self.page(form, 409, stale=self.differences(form))

    def differences(self, form: Any) -> list[Any]:
        raise NotImplementedError


class LineEdit(LineFormPage):
    def form(self, data: Any = None) -> LineForm:
        owners = owners_of(self.programme, self.council)
        if self.line.owner and self.line.owner not in owners:
            owners.append(self.line.owner)
        there = self._years()
        initial = initial_of({name: getattr(self.line, name) for name in SAID}, there)
        initial["version"] = self.line.version
        return LineForm(data, years=years_asked(self.programme, there), owners=owners, initial=initial)

    def _years(self) -> dict[int, LineYear]:
        rows = self.line.amounts.all()
        return {row.year: LineYear.of(row) for row in rows}

    def answer(self, form: LineForm) -> HttpResponse:
        change_line(self.line, values=form.values, years=form.said, **self.signed(form))
        messages.success(self.request, "The line is saved.")
        return self.to_line()

    def differences(self, form: LineForm) -> list[Any]:
        return differences_of_line(self.line, form.values, self._years(), form.said)

    def context(self) -> dict[str, Any]:
        return {"title": f"Change “{self.line.title}”", "why_not": rules.why_not_change_line(self.line, self.may)}


class LinePosts(LineFormPage):
    """`find` are words of posts to choose from, `add` the references of those that are chosen."""

    template = "line_posts"

    def form(self, data: Any = None) -> PostsForm:
        rows = [{"ref": row.ref, "from": row.from_year, "fte": row.fte} for row in self.line.posts.all()]
        rows += [] if data is not None else self._chosen({row["ref"] for row in rows})
        initial: dict[str, Any] = {"version": self.line.version}
        for at, row in enumerate(rows):
            initial |= {f"{part}_{at}": value for part, value in row.items()}
        sent = sum(name.startswith("ref_") for name in data) if data is not None else 0
        # More rows than anybody could have been shown are not read.
        count = max(len(rows) + MORE_POSTS, min(sent, len(rows) + 100))
        return PostsForm(data, count=count, initial=initial)

    def _chosen(self, taken: set[Any]) -> list[dict[str, Any]]:
        """Posts that were chosen from those found: all of each, from the first year of the line on."""
        wanted = [ref for ref in dict.fromkeys(self.request.GET.getlist("add")) if ref not in taken]
        known = posts_called(self.current, wanted)
        first = self.line.amounts.values_list("year", flat=True).first() or years_asked(self.programme, ())[0]
        return [{"ref": ref, "from": first, "fte": known[ref].fte} for ref in wanted if ref in known]

    def answer(self, form: PostsForm) -> HttpResponse:
        line = keep_posts(self.line, posts=form.posts, **self.signed(form))
        messages.success(self.request, "The posts are saved.")
        known = posts_called(self.current, [said.ref for said in form.posts])
        for row in line.posts.all():
            if row.ref not in known:
                messages.warning(self.request, f"{row.ref} is not in the current baseline, and takes nothing away yet.")
            elif row.fte > known[row.ref].fte:
                messages.warning(self.request, f"{row.ref} has less FTE than the line takes: it is over-claimed.")
        return self.to_line("posts")

    def differences(self, form: PostsForm) -> list[Any]:
        there = [PostSaid(row.ref, row.from_year, row.fte) for row in self.line.posts.all()]
        return differences_of_posts(there, form.posts)

    def context(self) -> dict[str, Any]:
        find = self.request.GET.get("find", "")[:100]
        return {
            "title": f"Posts that “{self.line.title}” takes", "find": find, "found": posts_found(self.current, find),
            "added": self.request.GET.getlist("add"), "current": self.current,
            "why_not": rules.why_not_change_line(self.line, self.may),
        }  # fmt: skip


class LineDelete(AskingPage, KeepPlan, LinePage):
    template, form_class = "savings/line_delete.html", ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        delete_line(
            self.line, version=number_sent(self.request, "version"), by=self.request.user, reason=answer["reason"]
        )  # fmt: skip
        messages.success(self.request, f"{self.line} is deleted. What it said stays in its history.")
        return self.to_plan()

    def context(self) -> dict[str, Any]:
        return {"council": self.council, "line": self.line, "is_own": self.is_own}
