"""How letters greet."""

import pytest

from rapporteur.core.letters.salutations import salutation, titled


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
        ("ru", "Dr.", "Иванова", "Уважаемый г-н (г-жа) Иванова!"),
        ("ar", "", "حداد", "السيد/السيدة حداد،"),
    ],
)
def test_a_letter_greets_by_title_and_language(language, title, name, greeting):
    assert salutation(language, title=title, name=name) == greeting


def test_braces_in_a_name_stay_as_they_are():
    assert salutation("en", title="Mr.", name="{title}") == "Dear Mr. {title},"


@pytest.mark.parametrize(
    ("language", "title", "name", "addressed"),
    [
        ("en", "Mr.", "Rod Beckstrom", "Mr. Rod Beckstrom"),
        ("en", "Mme", "Jeanne Martin", "Mrs. Jeanne Martin"),
        ("en", "señora", "Ana García", "Ms. Ana García"),
        ("fr", "Mr.", "Jean Martin", "M. Jean Martin"),
        ("fr", "Mlle", "Jeanne Martin", "Mlle Jeanne Martin"),
        ("es", "H.E.", "Ana García", "S.E. Ana García"),
        ("ru", "Ms.", "Анна Иванова", "г-жа Анна Иванова"),
        ("ar", "Mrs.", "ليلى حداد", "السيدة ليلى حداد"),
        ("zh", "Mr.", "沙祖康", "沙祖康先生"),
        ("zh", "博士", "沙祖康", "沙祖康博士"),
        ("zh", "Dr.", "Ada Byron", "Dr. Ada Byron"),
        ("fr", "Dr.", "Ada Byron", "Dr. Ada Byron"),
        ("fr", "", "Ada Byron", "Ada Byron"),
    ],
)
def test_a_person_is_addressed_as_the_language_of_the_letter_does(language, title, name, addressed):
    assert titled(title, name, language) == addressed
