"""One post of a model: added, changed, or put in place of several."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from programme.enums import PostBasis
from programme.forms.operating_models import PostForm
from programme.forms.records import VersionedForm
from programme.models import ModelPost, Post
from programme.presenters.model_posts import present_rows
from programme.queries import model_posts as queries
from programme.queries.staffing import current_baselines
from programme.services.operating_models import add_post, change_post, remove_posts
from programme.services.operating_models.posts import SAID
from programme.views.operating_models.base import ModelFormPage


class PostPage(ModelFormPage):
    template = "programme/model_post.html"
    title = "Add a post"

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        current = current_baselines(self.programme)
        self.councils = [row.council for row in current]

    def signed(self, form: PostForm) -> dict[str, Any]:
        answer = form.cleaned_data
        return {"version": answer["version"] or 0, "by": self.request.user, "reason": answer["reason"]}

    def error_field(self, form: Any, code: str) -> str | None:
        return None

    def context(self) -> dict[str, Any]:
        back = reverse("model-posts", args=[self.programme.slug, self.model.code])
        return {"title": self.title, "back": back, "back_to": f"Posts of model {self.model.code}"}


class ModelPostNew(PostPage):
    """With `merge` in the address, in place of those posts of baselines."""

    merged: QuerySet[Post] | None = None

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        sent = (*self.request.GET.getlist("merge"), *self.request.POST.getlist("merge"))
        keys = {int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 19}
        if keys:
            self.merged = queries.offered_posts(queries.opened(self.programme)).filter(pk__in=keys)

    @property
    def title(self) -> str:  # type: ignore[override]
        return "Merge posts into one" if self.merged is not None else "Add a post"

    def form(self, data: Any = None) -> VersionedForm:
        return PostForm(data, councils=self.councils, initial={**self._offered(), "version": self.model.version})

    def _offered(self) -> dict[str, Any]:
        """What the merged posts have in common. Not their pay: what a new post is paid is read by all."""
        posts = list(self.merged) if self.merged is not None else []
        if not posts:
            return {"basis": PostBasis.SHARED, "councils": [council.slug for council in self.councils]}
        services, rates = {post.service for post in posts}, {post.on_cost_rate for post in posts}
        tiers = [post.tier for post in posts if post.tier is not None]
        return {
            "basis": PostBasis.SHARED, "councils": list({post.baseline.council.slug for post in posts}),
            "service": services.pop() if len(services) == 1 else "", "tier": min(tiers, default=None),
            "on_cost_rate": rates.pop() if len(rates) == 1 else None,
        }  # fmt: skip

    def answer(self, form: PostForm) -> HttpResponse:
        row = add_post(self.model, values=form.values, merged=self.merged, **self.signed(form))
        messages.success(self.request, f"{row.ref} {row.title} is added.")
        return self.back("model-posts")

    def context(self) -> dict[str, Any]:
        merged = [] if self.merged is None else list(self.merged)
        return {**super().context(), "merged": merged, "rows": present_rows(queries.rows_of(self.model, merged))}


class ModelPostEdit(PostPage):
    row: ModelPost

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        row = self.model.posts.select_related("retains_council").filter(pk=kwargs["pk"]).first()
        found = queries.opened(self.programme)
        if row is None or (row.retains_council_id and row.retains_council not in found.councils):
            raise Http404
        self.row = row
        kept = queries.offered_posts(found).filter(baseline__council=row.retains_council, ref=row.retains_ref)
        self.kept = list(kept) if row.retains_council_id else []

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Change {self.row.ref} {self.row.title}"

    def form(self, data: Any = None) -> VersionedForm:
        initial = {name: getattr(self.row, name) for name in SAID}
        kept = bool(self.row.retains_council_id)
        return PostForm(data, councils=self.councils, kept=kept, initial={**initial, "version": self.model.version})

    def answer(self, form: PostForm) -> HttpResponse:
        if self.request.POST.get("act") == "delete":
            remove_posts(self.model, posts=Post.objects.none(), own=[self.row.pk], **self.signed(form))
            messages.success(self.request, f"{self.row.ref} {self.row.title} is taken out of the model.")
        else:
            change_post(self.row, values=form.values, **self.signed(form))
            messages.success(self.request, f"{self.row.ref} {form.cleaned_data['title']} is saved.")
        return self.back("model-posts")

    def context(self) -> dict[str, Any]:
        return {**super().context(), "row": self.row, "kept": self.kept, "delete": "Take it out of the model"}
