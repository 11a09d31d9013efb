from django.urls import path, re_path

from rapporteur.stages.contributions.views import (
    alike,
    asking,
    confirming,
    desk,
    drafts,
    entries,
    items,
    late,
    paper,
    queue,
    scans,
    screening,
    take_part,
    uploads,
)

app_name = "contributions"
DESK = "desk/<slug:slug>/contributions"
ITEM = f"{DESK}/items/<int:number>"
ENTRY = f"{DESK}/register/<str:letter>-<int:number>"
RECEIPT = "consultations/<slug:slug>/receipt/<str:token>"
DRAFT = "consultations/<slug:slug>/draft/<str:token>"
urlpatterns = [
    path(f"{DESK}/", desk.front, name="desk"),
    path(f"{DESK}/queue/", queue.waiting, name="queue"),
    path(f"{DESK}/queue/undo/", queue.undo, name="undo"),
    path(f"{DESK}/queue/alike/", alike.pairs, name="pairs"),
    path(f"{DESK}/queue/alike/<int:pk>/", alike.pair, name="pair"),
    path(f"{DESK}/queue/late/", late.late, name="late"),
    path(f"{DESK}/questions/", asking.ask, name="ask"),
    path(f"{DESK}/take-in/", items.take_in, name="take_in"),
    path(f"{DESK}/items/", items.all_items, name="items"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/set-aside/", items.set_aside, name="set_aside"),
    path(f"{ITEM}/reopen/", items.reopen, name="reopen"),
    path(f"{ITEM}/apply/", items.apply, name="apply"),
    path(f"{ITEM}/stamped.pdf", paper.stamped, name="stamped"),
    path(f"{ITEM}/files/<int:order>/", items.file, name="file"),
    path(f"{ITEM}/files/<int:order>/pages/<int:page>/", scans.page, name="page"),
    path(f"{ITEM}/files/<int:order>/pages/<int:page>.jpg", scans.picture, name="picture"),
    path(f"{DESK}/receipts/", paper.receipts, name="receipts"),
    path(f"{DESK}/receipts/<int:first>.pdf", paper.batch, name="receipts_pdf"),
    path(f"{DESK}/register/", desk.register_list, name="register"),
    path(f"{DESK}/publish/", desk.publish_many, name="publish_many"),
    re_path(
        r"^desk/(?P<slug>[-\w]+)/contributions/(?P<name>(?:register|tally)\.(?:csv|json))$",
        desk.export,
        name="export",
    ),
    path(f"{DESK}/documents/<int:pk>/", entries.document, name="document"),
    path(
        f"{DESK}/documents/<int:pk>/pages/<int:page>.jpg",
        scans.document_picture,
        name="document_picture",
    ),
    path(f"{ENTRY}/", entries.entry, name="entry"),
    path(f"{ENTRY}/screening/", screening.screening, name="screening"),
    path(f"{ENTRY}/<slug:verb>/", entries.act, name="act"),
    path("consultations/<slug:slug>/contribute/", take_part.take_part, name="take_part"),
    path(f"{DRAFT}/", drafts.draft, name="draft"),
    path(f"{DRAFT}/files/", uploads.uploads, name="uploads"),
    path(f"{DRAFT}/files/<int:pk>/", uploads.upload, name="upload"),
    path(
        "consultations/<slug:slug>/confirm/R-<int:number>/<str:code>/",
        confirming.confirm_address,
        name="confirm_address",
    ),
    path(f"{RECEIPT}/", take_part.receipt, name="receipt"),
    path(f"{RECEIPT}.pdf", take_part.receipt_pdf, name="receipt_pdf"),
    path(f"{RECEIPT}.json", take_part.receipt_json, name="receipt_json"),
    path(f"{RECEIPT}/record/", take_part.record_sent, name="record_sent"),
    path(f"{RECEIPT}/correct/", take_part.correct, name="correct"),
    path(f"{RECEIPT}/withdraw/", take_part.withdraw, name="withdraw"),
]
