from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "rapporteur.stages.analysis"
    label = "analysis"
