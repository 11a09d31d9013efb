"""The application, for any WSGI server: `gunicorn rapporteur.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
_site = get_wsgi_application()  # first: what follows needs the models to be there

from django.urls import reverse  # noqa: E402

from rapporteur.site.accept import Accept  # noqa: E402

reverse("home")  # every page is loaded before the first visitor comes, not while they wait
application = Accept(_site)
