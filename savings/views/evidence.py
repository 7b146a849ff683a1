"""The files that show what a line says: handed out, added and removed. For the council's own people; to others they are
not there, whatever they see of the line."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from collab.web.downloads import file_response
from programme.pages import AskingPage, ProgrammeRequest
from savings.forms.evidence import EvidenceForm
from savings.forms.moves import WhyForm
from savings.models import Evidence
from savings.presenters.line_words import status_of
from savings.queries.evidence import evidence_of
from savings.rules import evidence as rules
from savings.services.evidence import add_evidence, remove_evidence
from savings.views.plan_base import LinePage, OwnPlanPage


class OwnLinePage(LinePage, OwnPlanPage):
    pass


class EvidencePage(OwnLinePage):
    """Sets `self.evidence`, of which the bytes are read where they are asked for."""

    evidence: Evidence

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = evidence_of(self.line).filter(pk=kwargs["evidence"]).first()
        if found is None:
            raise Http404
        found.line = self.line
        self.evidence = found


class LineEvidence(EvidencePage):
    """Always to be kept and never to be shown, whatever it is."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return file_response(bytes(self.evidence.data), self.evidence.kind, self.evidence.file_name)


class EvidenceFormPage(AskingPage, OwnLinePage):
    """403 with the reason for those who may read the files and not do this."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = self.why_not_do()
        if reason:
            raise PermissionDenied(reason)

    def why_not_do(self) -> str | None:
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {
            "line": self.line, "council": self.council, "status": status_of(self.line),
            "why_not": rules.why_not_now(self.line),
        }  # fmt: skip


class LineEvidenceAdd(EvidenceFormPage):
    template = "savings/line_evidence_add.html"

    def why_not_do(self) -> str | None:
        return rules.why_not_add_evidence(self.line, self.may, self.request.user)

    def form(self, data: Any = None) -> EvidenceForm:
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        row = add_evidence(self.line, by=self.request.user, **answer)
        messages.success(self.request, f"“{row.title}” is added. The people of {self.council.short_name} can read it.")
        return self.to_line("evidence")


class LineEvidenceRemove(EvidenceFormPage, EvidencePage):
    template, form_class = "savings/line_evidence_remove.html", WhyForm

    def why_not_do(self) -> str | None:
        return rules.why_not_remove_evidence(self.evidence, self.may, self.request.user)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        remove_evidence(self.evidence, by=self.request.user, reason=answer["reason"])
        messages.success(self.request, f"“{self.evidence.title}” is removed. The history of the line says so.")
        return self.to_line("evidence")

    def context(self) -> dict[str, Any]:
        return {**super().context(), "evidence": self.evidence}
