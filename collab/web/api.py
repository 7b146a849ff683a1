"""What every part of the API has: errors in one shape, pages of a list, and no parameter that is not known."""

import re
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django_filters.rest_framework import ChoiceFilter, DjangoFilterBackend, NumberFilter
from rest_framework import exceptions
from rest_framework.mixins import ListModelMixin
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from collab.errors import Refused
from collab.web.errors import NOT_THERE

NOT_SIGNED_IN = "Say for whom you ask: with a token in the header Authorization, or signed in as on the pages."
NOT_ALLOWED = "You may not do this."
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def answer_to(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"code": "…", "detail": "a sentence"}`, and with 400 `fields`: what is wrong with each parameter."""
    if isinstance(error, Refused):
        return Response({"code": error.code, "detail": error.reason}, status=409)
    if isinstance(error, Http404):
        error = exceptions.NotFound(NOT_THERE)
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or NOT_ALLOWED)
    response = exception_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    if isinstance(error, exceptions.ValidationError):
        response.data = _invalid(error)
    else:
        response.data = {"code": _code(error), "detail": _sentence(error)}
    return response


def _invalid(error: exceptions.ValidationError) -> dict[str, Any]:
    detail = error.detail
    fields = detail if isinstance(detail, dict) else {"request": detail}
    said = {name: [str(words) for words in wrong] for name, wrong in fields.items()}
    sentences = [f"{name}: {words}" for name, wrong in said.items() for words in wrong]
    return {"code": "invalid", "detail": " ".join(sentences), "fields": said}


def _code(error: exceptions.APIException) -> str:
    return str(error.get_codes()).replace("_", "-")


def _sentence(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.NotAuthenticated):
        return NOT_SIGNED_IN
    return str(error.detail)


class Pager(PageNumberPagination):
    """`page` from 1, `page_size` up to 1000. A number that is none is refused; a page that is not there is 404."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 1000
    invalid_page_message = "There is no page {page_number}."
    page_query_description = "Which page of the list, from 1."
    page_size_query_description = f"How many are on a page: {page_size} where it is not said, {max_page_size} at most."

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        for name, most in ((self.page_query_param, None), (self.page_size_query_param, self.max_page_size)):
            words = request.query_params.get(name)
            if words is not None and not (NUMBER.fullmatch(words) and int(words) <= (most or int(words))):
                raise exceptions.ValidationError(
                    {name: [f"Enter a whole number from 1{f' to {most}' if most else ''}."]}
                )
        return super().paginate_queryset(queryset, request, view)


class TrueOrFalse(ChoiceFilter):
    """`true` or `false`, and no other word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[("true", "true"), ("false", "false")], **kwargs)

    def filter(self, rows: Any, value: Any) -> Any:
        return super().filter(rows, value == "true" if value else value)


class WholeNumber(NumberFilter):
    """From 0 to 99."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=0, max_value=99, **kwargs)


class KnowsItsParameters:
    """For a view: refuses a parameter that means nothing there. A filter with a slip in its name would give the whole
    list. `parameters` are those besides filters and pages."""

    parameters: tuple[str, ...] = ()
    queryset: Any
    pagination_class: Any

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        if not hasattr(self, str(request.method).lower()):
            # Whatever the thing is, and whoever asks.
            raise exceptions.MethodNotAllowed(str(request.method))
        known = self._known()
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            words = (
                f"There is no such parameter here. There are: {', '.join(sorted(known))}."
                if known
                else ("There are no parameters here.")
            )
            raise exceptions.ValidationError({name: [words] for name in unknown})

    def _known(self) -> set[str]:
        action = getattr(self, "action", None)
        if not (action == "list" if action else isinstance(self, ListModelMixin)):
            return set(self.parameters)
        filters = DjangoFilterBackend().get_filterset_class(self, self.queryset)
        paging = {Pager.page_query_param, Pager.page_size_query_param} if self.pagination_class else set()
        return {*self.parameters, *paging, *(filters.base_filters if filters else ())}
