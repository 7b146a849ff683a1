"""What the editor of the desk asks the server to turn into what: pasted text, and text in the other way of writing."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from documents.forms import AS_EDITED, AS_TYPED, LONGEST_HTML, seen_numbers
from documents.notation import clean
from documents.references import with_numbers
from documents.rich import from_editor, left_out, to_editor
from documents.views.base import DeskPage
from programme.pages import ProgrammeRequest

TOO_LONG = "That is more than one paragraph holds, so nothing was put in. Paste it in parts, or bring it in as a file."


class ReportConvert(DeskPage):
    """`body` as `written`: "notation", "editor", or else pasted from anywhere. Answers both ways of writing it, and a
    sentence about what was left out. Changes nothing."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        body, written = request.POST.get("body", ""), request.POST.get("written", "")
        if len(body) > LONGEST_HTML:
            return JsonResponse({"error": TOO_LONG}, status=422)
        seen = {n: key for n, key in seen_numbers(request.POST.get("numbers")).items() if key in self.text.paragraphs}
        words = ""
        if written == AS_TYPED:
            typed = clean(body)
        else:
            read = from_editor(
                body,
                living=None if written == AS_EDITED else self.text.paragraphs,
                programme=f"p{self.programme.pk}",
            )
            typed = with_numbers(read.text, {key: number for number, key in seen.items()})
            words = left_out(read.left_out)
        html = to_editor(typed, key_of=seen, number_of=self.text.number_of, say=self.text.say)
        return JsonResponse({"notation": typed, "html": html, "left_out": words})
