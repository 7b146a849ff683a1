"""What somebody asked for: how it stands, the file, and no longer wanting it. Anybody else's is 404."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from collab.jobs import waiting
from collab.jobs.enums import State
from collab.jobs.models import Asking
from collab.jobs.presenters import present_asking
from collab.jobs.queries import ahead_of, asking_of, is_anybody_at_work, result_of
from collab.jobs.services import KEPT_FOR, withdraw
from collab.web.downloads import file_response


class AskingPage(View):
    asking: Asking

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = asking_of(request.user, kwargs["asking"])
        if found is None:
            raise Http404
        self.asking = found
        return super().dispatch(request, *args, **kwargs)


class JobPage(AskingPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        waits = self.asking.state == State.WAITING
        ahead, somebody_works = (ahead_of(self.asking.job), is_anybody_at_work()) if waits else (0, True)
        job = present_asking(self.asking, ahead=ahead, somebody_works=somebody_works)
        return render(request, "jobs/job.html", {"asking": self.asking, "job": job, "kept_for": KEPT_FOR.days})


class JobFile(AskingPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        data = result_of(self.asking.job) if self.asking.state == State.DONE else None
        if data is None:
            return redirect(self.asking)
        return file_response(data, self.asking.job.content_type, self.asking.file_name)


class JobCancel(AskingPage):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.asking.job.is_live:
            # It was over before it could be stopped: its page says how.
            return redirect(self.asking)
        withdraw(self.asking)
        messages.info(request, f"Your {self.asking.what} was stopped. Nothing is lost.")
        return redirect(self.asking.return_to)


def answer(asking: Asking) -> HttpResponse:
    """What a view answers to somebody who has asked: the way to the file, or to the page on which one waits for it."""
    waiting.wait_for(asking.job)
    asking.job.refresh_from_db(fields=["state"])
    return redirect("job-file", asking.pk) if asking.job.state == State.DONE else redirect(asking)
