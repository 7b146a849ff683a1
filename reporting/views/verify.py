"""Is this PDF what was published? Open to everybody."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from collab.errors import Refused
from reporting.verifying.forms import VerifyForm
from reporting.verifying.found import verify
from reporting.verifying.presenters import Answer, present_found

TOO_MANY = "There were too many files from your network in a short time. Wait five minutes, then try again"


@method_decorator([login_not_required, never_cache], name="dispatch")
class Verify(View):
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(VerifyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, 422)
        if not ratelimit.consume(request, action="verify"):
            form.add_error("file", TOO_MANY)
            return self._page(form, 429)
        upload = form.cleaned_data["file"]
        try:
            found = verify(upload.read(), filename=upload.name)
        except Refused as refused:
            form.add_error("file", refused.reason)
            return self._page(form, 422)
        return self._page(VerifyForm(), answer=present_found(found))

    def _page(self, form: VerifyForm, status: int = 200, answer: Answer | None = None) -> HttpResponse:
        return render(self.request, "reporting/verify.html", {"form": form, "answer": answer}, status=status)
