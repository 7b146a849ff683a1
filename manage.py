#!/usr/bin/env python
"""Collab's command line: `python manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        # A setting is wrong: the sentence says which, and a traceback would hide it.
        sys.exit(str(problem))
    except OperationalError as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database could not be used: {problem}".strip())


if __name__ == "__main__":
    main()
