from django.urls import path

from rapporteur.stages.contributions.views import take_part

app_name = "contributions"
RECEIPT = "consultations/<slug:slug>/receipt/<str:token>"
urlpatterns = [
    path("consultations/<slug:slug>/contribute/", take_part.take_part, name="take_part"),
    path(f"{RECEIPT}/", take_part.receipt, name="receipt"),
    path(f"{RECEIPT}.json", take_part.receipt_json, name="receipt_json"),
    path(f"{RECEIPT}/record/", take_part.record_sent, name="record_sent"),
    path(f"{RECEIPT}/correct/", take_part.correct, name="correct"),
    path(f"{RECEIPT}/withdraw/", take_part.withdraw, name="withdraw"),
]
