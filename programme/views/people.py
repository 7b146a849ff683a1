"""Who takes part: seen, invited, given and taken roles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.roles import Permission, Role
from collab.errors import Refused
from programme.forms.people import GiveForm, ListForm, ReasonForm
from programme.mail import tell_of_role
from programme.models import Council, Membership
from programme.pages import AskingPage, ProgrammePage, ProgrammeRequest
from programme.presenters.people import present_access_changes
from programme.queries.access_changes import access_changes
from programme.queries.people import members_of, people_wanted, roles_held, takes_part
from programme.rules import people as rules
from programme.services import give_another_role, take_role

PAGE = 50


class PeoplePage(ProgrammePage):
    """A page for those who may see who takes part."""

    section = "people"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.PEOPLE_VIEW):
            raise PermissionDenied(rules.NOT_PEOPLE_VIEW)

    @property
    def keeps(self) -> bool:
        """Addresses and sign-ins are shown to those alone who keep the people."""
        return self.may(Permission.PEOPLE_EDIT)

    def councils(self) -> list[Council]:
        return [part.council for part in self.programme.programme_councils.select_related("council")]

    def asked(self) -> dict[str, Any]:
        """What the list is narrowed to; what nobody could have chosen is left out."""
        form = ListForm(self.request.GET)
        form.fields["council"].queryset = self.programme.councils.all()  # type: ignore[attr-defined]
        form.is_valid()
        return form.cleaned_data

    def page_of(self, rows: Any) -> Any:
        return Paginator(rows, PAGE).get_page(self.request.GET.get("page"))


class PeopleList(PeoplePage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        asked = self.asked()
        rows, waiting = people_wanted(
            self.programme, words=asked.get("q", ""), role=asked.get("role", ""), council=asked.get("council"),
            order=asked.get("sort", ""),
        )  # fmt: skip
        context = {
            "page": self.page_of(rows), "waiting": list(waiting), "asked": asked, "councils": self.councils(),
            "roles": Role, "keeps": self.keeps,
        }  # fmt: skip
        return render(request, "programme/people_list.html", context)


class AccessChanges(PeoplePage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        asked = self.asked()
        found = access_changes(
            self.programme, words=asked.get("q", ""), role=asked.get("role", ""), council=asked.get("council")
        )
        page = self.page_of(found)
        context = {
            "page": page, "rows": present_access_changes(page.object_list), "asked": asked, "roles": Role,
            "councils": self.councils(), "keeps": self.keeps,
        }  # fmt: skip
        return render(request, "programme/access_changes.html", context)


class KeepPeople(PeoplePage):
    """A page for those who invite people, and give and take roles."""

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.PEOPLE_EDIT):
            raise PermissionDenied(rules.NOT_PEOPLE_EDIT)


class PersonRoles(KeepPeople):
    """The roles of one person in this programme, and another one for them."""

    person: User

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        person = User.objects.filter(pk=kwargs["person"]).first()
        if person is None or not takes_part(self.programme, person):
            raise Http404
        self.person = person

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(GiveForm(councils=self.councils()))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = GiveForm(request.POST, councils=self.councils())
        if not form.is_valid():
            return self._page(form, 422)
        role, council = Role(form.cleaned_data["role"]), form.cleaned_data["council"]
        try:
            given = give_another_role(
                user=self.person, programme=self.programme, role=role, council=council, by=request.user,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("role", refused.reason)
            return self._page(form, 409)
        messages.success(request, f"{self.person.name} is {rules.as_role(role, council)} from now on.")
        tell_of_role(request, given)
        return redirect("person-roles", self.programme.slug, self.person.pk)

    def _page(self, form: GiveForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "person": self.person, "rows": roles_held(self.programme, self.person)}
        return render(self.request, "programme/person_roles.html", context, status=status)


class RoleTake(AskingPage, KeepPeople):
    template = "programme/role_take.html"
    form_class = ReasonForm
    membership: Membership

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = members_of(self.programme).filter(pk=kwargs["membership"]).first()
        if found is None:
            raise Http404
        self.membership = found

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        person = self.membership.user
        take_role(self.membership, by=self.request.user, reason=answer["reason"])
        role = rules.as_role(self.membership.role, self.membership.council)
        messages.success(self.request, f"{person.name} is not {role} any more.")
        if person == self.request.user:
            return redirect("home")
        if takes_part(self.programme, person):
            return redirect("person-roles", self.programme.slug, person.pk)
        return redirect("people", self.programme.slug)

    def context(self) -> dict[str, Any]:
        row = self.membership
        return {"row": row, "role": rules.as_role(row.role, row.council)}
