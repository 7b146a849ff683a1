"""Files to keep, as answers."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from collab.sheets import Table, to_csv, to_xlsx

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a table can be had as; the key ends an address or a query ("?format=csv") and the name of the file.
FORMATS = ("csv", "xlsx")


def file_response(data: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep, whatever letters its name has."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def response(*tables: Table, format: str, filename: str) -> HttpResponse:
    """The tables as a file: a workbook with a sheet for each, or CSV in which they follow each other.

    `filename` is without an ending. 404 for a format that there is not.
    """
    if format == "csv":
        return file_response(to_csv(*tables), CSV, f"{filename}.csv")
    if format == "xlsx":
        return file_response(to_xlsx(*tables), XLSX, f"{filename}.xlsx")
    raise Http404
