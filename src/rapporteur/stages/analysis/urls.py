from django.urls import path

from rapporteur.stages.analysis.views import codebook, coding, policy, second, tables

DESK = "desk/<slug:slug>/analysis/"
PUBLIC = "consultations/<slug:slug>/"

app_name = "analysis"
urlpatterns = [
    path(DESK, coding.desk_front, name="desk"),
    path(f"{DESK}codebook/", codebook.codebook, name="codebook"),
    path(f"{DESK}codebook/begin/", codebook.begin, name="begin"),
    path(f"{DESK}codebook/publish/", codebook.publish, name="publish"),
    path(f"{DESK}codebook/new/", codebook.new_theme, name="new_theme"),
    path(f"{DESK}codebook/themes/<slug:key>/", codebook.change_theme, name="change_theme"),
    path(f"{DESK}codebook/themes/<slug:key>/remove/", codebook.remove_theme, name="remove_theme"),
    path(f"{DESK}propose/", coding.propose, name="propose"),
    path(f"{DESK}proposals/", coding.queue, name="queue"),
    path(f"{DESK}proposals/undo/", coding.undo, name="undo"),
    path(f"{DESK}contributions/", coding.contributions, name="contributions"),
    path(f"{DESK}contributions/<int:pk>/", coding.contribution, name="contribution"),
    path(f"{DESK}contributions/<int:pk>/carries/", second.carries, name="carries"),
    path(f"{DESK}second/", second.second, name="second"),
    path(f"{DESK}themes/", tables.themes, name="themes"),
    path(f"{DESK}themes/<slug:key>/", tables.theme, name="theme"),
    path(f"{DESK}quantifiers/", policy.policy, name="policy"),
    path(f"{DESK}quantifiers/publish/", policy.publish, name="publish_policy"),
    path(f"{DESK}quantifiers/discard/", policy.discard, name="discard_policy"),
    path(f"{DESK}quantifiers/take/", policy.take, name="take_policy"),
    path(f"{DESK}quantifiers/<slug:language>/new/", policy.quantifier, name="new_quantifier"),
    path(
        f"{DESK}quantifiers/<slug:language>/<slug:key>/restore/",
        policy.restore,
        name="restore_quantifier",
    ),
    path(
        f"{DESK}quantifiers/<slug:language>/<slug:key>/<slug:form>/",
        policy.quantifier,
        name="quantifier",
    ),
    path(f"{DESK}codings.csv", tables.codings, {"to": "csv"}, name="codings_csv"),
    path(f"{DESK}codings.json", tables.codings, {"to": "json"}, name="codings_json"),
    path(f"{PUBLIC}themes/", tables.public, name="public"),
    path(f"{PUBLIC}themes/<slug:key>/", tables.public_theme, name="public_theme"),
    path(f"{PUBLIC}quantifiers/", policy.public_policy, name="public_policy"),
    path(f"{PUBLIC}quantifiers.csv", policy.public_policy_csv, name="public_policy_csv"),
    path(f"{PUBLIC}codings.csv", tables.public_codings, {"to": "csv"}, name="public_codings_csv"),
    path(
        f"{PUBLIC}codings.json", tables.public_codings, {"to": "json"}, name="public_codings_json"
    ),
]
