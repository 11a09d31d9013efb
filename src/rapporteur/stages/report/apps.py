from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "rapporteur.stages.report"
    label = "report"
