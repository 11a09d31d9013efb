from django.urls import URLPattern

app_name = "representation"
urlpatterns: list[URLPattern] = []
