"""Every address of the site. A stage's addresses stand whole in its own `urls`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth import views as auth
from django.urls import include, path

from rapporteur.site import ledger, views
from rapporteur.stages.record.api import api

handler400 = "rapporteur.site.faults.unreadable"
handler500 = "rapporteur.site.faults.fault"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("ledger/key.pem", ledger.key, name="ledger_key"),
    path("ledger/rapporteur-verify.pyz", ledger.program, name="ledger_program"),
    path("ledger/checkpoint", ledger.latest, name="ledger_latest"),
    path("ledger/checkpoints/<int:size>.txt", ledger.checkpoint, name="ledger_checkpoint"),
    path("ledger/leaves/<int:size>.txt", ledger.leaves, name="ledger_leaves"),
    path("ledger/consistency/", ledger.between, name="ledger_between"),
    path(
        "ledger/consistency/<int:old>-<int:new>.json",
        ledger.consistency,
        name="ledger_consistency",
    ),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("sign-in/", auth.LoginView.as_view(), name="sign_in"),
        path("sign-out/", auth.LogoutView.as_view(), name="sign_out"),
        path("desk/", views.desk, name="desk"),
        path("ledger/", ledger.ledger, name="ledger"),
        path("api/", api.urls),
        path("styleguide/", views.styleguide, name="styleguide"),
        *(path("", include(f"rapporteur.stages.{stage}.urls")) for stage in settings.STAGES),
        prefix_default_language=False,
    ),
]
