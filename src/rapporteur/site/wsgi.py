"""The application, for any WSGI server: `gunicorn rapporteur.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
application = get_wsgi_application()
