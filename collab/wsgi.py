"""The door for gunicorn and other WSGI servers."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

# With this status gunicorn stops as a whole, where it would otherwise start the worker again for ever.
APP_LOAD_ERROR = 4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as problem:
    print(f"Collab does not start: {problem}", file=sys.stderr)
    sys.exit(APP_LOAD_ERROR)
