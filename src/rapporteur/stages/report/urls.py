from django.urls import path, re_path

from rapporteur.stages.report.views import clearance, coverage, desk, drafting, edited, public

app_name = "report"
DESK = "desk/<slug:slug>/report"
PUBLIC = "consultations/<slug:slug>/report"
ENTRY = r"(?P<letter>[A-Z])-(?P<number>\d{1,9})"
urlpatterns = [
    path("report.css", public.style, name="style"),
    path(f"{DESK}/", desk.front, name="desk"),
    path(f"{DESK}/head/", desk.masthead, name="masthead"),
    path(f"{DESK}/cut-off/", desk.cut_off, name="cut_off"),
    path(f"{DESK}/draft/", drafting.draft, name="draft"),
    path(f"{DESK}/draft/mend/", drafting.take_mend, name="take_mend"),
    path(f"{DESK}/revisions/", drafting.revisions, name="revisions"),
    path(f"{DESK}/revisions/<int:number>/", drafting.revision, name="revision"),
    path(f"{DESK}/edited/", edited.files, name="edited"),
    path(f"{DESK}/edited/<int:number>/", edited.changes, name="edited_file"),
    path(f"{DESK}/edited/<int:number>/take/", edited.take, name="take_edits"),
    path(f"{DESK}/submit/", drafting.submit, name="submit"),
    path(f"{DESK}/coverage/", coverage.coverage, name="coverage"),
    re_path(
        rf"^desk/(?P<slug>[-\w]+)/report/coverage/{ENTRY}/$", coverage.consider, name="consider"
    ),
    path(f"{DESK}/clearance/", clearance.clearance, name="clearance"),
    path(f"{DESK}/clear/", clearance.clear, name="clear"),
    path(f"{DESK}/issue/", desk.issue, name="issue"),
    path(f"{DESK}/files/<slug:to>/", desk.download, name="desk_file"),
    path(f"{PUBLIC}/", public.public, name="public"),
    path(f"{PUBLIC}/considered/", public.considered, name="considered"),
    path(f"{PUBLIC}/evidence/", public.evidence, name="evidence"),
    path(f"{PUBLIC}/files/<slug:to>/", public.download, name="file"),
]
