from django.urls import path

from rapporteur.stages.invitations.views import letters, mailings

app_name = "invitations"
DESK = "desk/<slug:slug>/invitations"
LETTER = f"{DESK}/letters/<int:pk>"
MAILING = f"{DESK}/mailings/<int:pk>"
DISPATCH = f"{DESK}/dispatches/<int:pk>"
urlpatterns = [
    path(f"{DESK}/", letters.desk_front, name="desk"),
    path(f"{DESK}/letters/new/", letters.new_letter, name="new_letter"),
    path(f"{LETTER}/", letters.letter, name="letter"),
    path(f"{LETTER}/edit/", letters.edit_letter, name="edit_letter"),
    path(f"{LETTER}/publish/", letters.publish, name="publish"),
    path(f"{LETTER}/send/", mailings.new_mailing, name="new_mailing"),
    path(f"{MAILING}/", mailings.mailing, name="mailing"),
    path(f"{MAILING}/approve/", mailings.approve, name="approve"),
    path(f"{MAILING}/send/", mailings.send, name="send"),
    path(
        f"{MAILING}/<str:carrier>-<int:first>-<int:last>.pdf",
        mailings.pile_pdf,
        name="pile_pdf",
    ),
    path(f"{MAILING}/posted/", mailings.posted, name="posted"),
    path(f"{DISPATCH}/", mailings.dispatch, name="dispatch"),
    path(f"{DISPATCH}/letter.pdf", mailings.dispatch_pdf, name="dispatch_pdf"),
    path("consultations/<slug:slug>/letters/", letters.public, name="public"),
]
