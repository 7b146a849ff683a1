"""What has been published, for everybody who has a part in the programme: the register, and each publication."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render

from accounts.roles import Permission
from collab.web.downloads import file_response
from collab.web.forms import CollabForm
from programme.pages import ProgrammePage, ProgrammeRequest
from reporting.models import Publication
from reporting.publishing.reading import figures_for, files_for, publication_called, publications_with

PAGE = 50


class FindPublicationsForm(CollabForm):
    """Sent by GET, so that what was looked for can be kept as an address."""

    words = forms.CharField(
        label="Words in the title or the council’s name", required=False, max_length=100, widget=forms.SearchInput
    )


class PublishedPage(ProgrammePage):
    section = "reports"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.PUBLICATION_VIEW):
            raise Http404


class PublicationList(PublishedPage):
    """The register of publications, the latest first."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = FindPublicationsForm(request.GET)
        words = form.cleaned_data["words"] if form.is_valid() else ""
        found = publications_with(self.programme, words) if form.is_valid() else []
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context = {"form": form, "page": page, "words": words}
        return render(request, "reporting/publication_list.html", context, status=200 if form.is_valid() else 422)


class OnePublication(PublishedPage):
    """Sets `self.publication`; to another programme's people it is not there."""

    publication: Publication

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = publication_called(self.programme, kwargs["identifier"])
        if found is None:
            raise Http404
        self.publication = found


class PublicationPage(OnePublication):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        context = {
            "publication": self.publication,
            "later": getattr(self.publication, "corrected_by", None),
            "files": files_for(self.publication, self.may),
            "figures": figures_for(self.publication, self.may),
        }
        return render(request, "reporting/publication.html", context)


class PublicationFile(OnePublication):
    """One file, byte for byte as it was sealed. It never changes, so that whoever has it need not fetch it again."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        files = files_for(self.publication, self.may).filter(appendix=0)
        file = files.filter(version=kwargs["version"], format=kwargs["format"]).first()
        if file is None:
            raise Http404
        tag = f'"{file.sha256}"'
        if request.headers.get("If-None-Match") == tag:
            return HttpResponseNotModified(headers={"ETag": tag})
        name = f"{self.publication.identifier}-{file.version}.{file.format}"
        response = file_response(bytes(file.content), file.media_type, name)
        response["ETag"] = tag
        return response
