"""How letters greet."""

import pytest

from rapporteur.core.letters.salutations import salutation


@pytest.mark.parametrize(
    ("language", "title", "name", "greeting"),
    [
        ("en", "Mr.", "Beckstrom", "Dear Mr. Beckstrom,"),
        ("en", "Dr.", "Byron", "Dear Dr. Byron,"),
        ("en", "", "Ada Byron", "Dear Ada Byron,"),
        ("en", "Ms.", "", "Dear Colleagues,"),
        ("fr", "Mrs.", "Byron", "Madame,"),
        ("fr", "", "Byron", "Madame, Monsieur,"),
        ("es", "Mr.", "García", "Estimado Sr. García:"),
        ("es", "Miss", "García", "Estimada Sra. García:"),
        ("ru", "Ms.", "Иванова", "Уважаемая г-жа Иванова!"),
        ("zh", "Mr.", "沙", "尊敬的沙先生："),
        ("ar", "Mrs.", "حداد", "السيدة حداد المحترمة،"),
        ("ar", "", "", "الزملاء الأعزاء،"),
        ("en", "Mme", "Martin", "Dear Mrs. Martin,"),
        ("en", "Sr.", "García", "Dear Mr. García,"),
        ("en", "H.E.", "García", "Excellency,"),
        ("fr", "S.E.", "", "Excellence,"),
    ],
)
def test_a_letter_greets_by_title_and_language(language, title, name, greeting):
    assert salutation(language, title=title, name=name) == greeting


def test_braces_in_a_name_stay_as_they_are():
    assert salutation("en", title="Mr.", name="{title}") == "Dear Mr. {title},"
