"""The registration form annexed to circular DM-1108 of 14 January 2004, in its order.

The page and the PDF both come from this. Which categories there are, and whether the hotel is asked
for, is the meeting's; the words here are the form's own, in the six languages.
"""

from collections.abc import Mapping, Sequence

from rapporteur.core.forms.form import Field, Form, Kind

TITLES = ("mr", "mrs", "ms", "miss")
_COLUMNS = ("en", "fr", "es", "ru", "zh", "ar")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "heading": (
        "Registration form",
        "Formulaire d’inscription",
        "Formulario de inscripción",
        "Регистрационная форма",
        "报名表",
        "استمارة التسجيل",
    ),
    "required": ("required", "obligatoire", "obligatorio", "обязательно", "必填", "إلزامي"),
    "return": (
        "To be returned",
        "À renvoyer",
        "Para devolver",
        "Просьба вернуть",
        "请寄回",
        "تُعاد",
    ),
    "title": ("Title", "Civilité", "Tratamiento", "Обращение", "称谓", "اللقب"),
    "mr": ("Mr.", "M.", "Sr.", "г-н", "先生", "السيد"),
    "mrs": ("Mrs.", "Mme", "Sra.", "г-жа (замужем)", "夫人", "السيدة"),
    "ms": ("Ms.", "Mme/Mlle", "Sra./Srta.", "г-жа", "女士", "السيدة/الآنسة"),
    "miss": ("Miss", "Mlle", "Srta.", "г-жа (не замужем)", "小姐", "الآنسة"),
    "family_name": ("Family name", "Nom de famille", "Apellidos", "Фамилия", "姓", "اسم العائلة"),
    "first_name": ("First name", "Prénom", "Nombre", "Имя", "名", "الاسم الأول"),
    "category": ("Category", "Catégorie", "Categoría", "Категория", "类别", "الفئة"),
    "organization": (
        "Name of the administration or organization",
        "Nom de l’administration ou de l’organisation",
        "Nombre de la administración u organización",
        "Название администрации или организации",
        "主管部门或组织名称",
        "اسم الإدارة أو المنظمة",
    ),
    "address": (
        "Complete address",
        "Adresse complète",
        "Dirección completa",
        "Полный адрес",
        "详细地址",
        "العنوان الكامل",
    ),
    "telephone": ("Telephone", "Téléphone", "Teléfono", "Телефон", "电话", "الهاتف"),
    "fax": ("Fax", "Télécopie", "Fax", "Факс", "传真", "الفاكس"),
    "email": (
        "E-mail address",
        "Adresse électronique",
        "Correo electrónico",
        "Электронная почта",
        "电子邮件地址",
        "عنوان البريد الإلكتروني",
    ),
    "hotel": ("Hotel", "Hôtel", "Hotel", "Гостиница", "酒店", "الفندق"),
    "hotel_telephone": (
        "Telephone of the hotel",
        "Téléphone de l’hôtel",
        "Teléfono del hotel",
        "Телефон гостиницы",
        "酒店电话",
        "هاتف الفندق",
    ),
    "signed_on": ("Date", "Date", "Fecha", "Дата", "日期", "التاريخ"),
    "signature": ("Signature", "Signature", "Firma", "Подпись", "签名", "التوقيع"),
}


def word(name: str, language: str) -> str:
    """One of the form's own words, in one of the six languages; English for any other."""
    return _WORDS[name][_COLUMNS.index(language) if language in _COLUMNS else 0]


def registration_fields(
    language: str, *, categories: Sequence[tuple[str, str]] = (), asks_hotel: bool = False
) -> tuple[Field, ...]:
    """The fields in their order. categories: key and name of each; with none it is not asked."""

    def field(name: str, longest: int, **more: object) -> Field:
        return Field(name, word(name, language), longest=longest, **more)  # type: ignore[arg-type]

    titles = tuple((title, word(title, language)) for title in TITLES)
    fields = [field("title", 5, kind=Kind.CHOICE, options=titles)]
    fields += [
        field("family_name", 150, required=True, column=0),
        field("first_name", 150, required=True, column=1),
    ]
    if categories:
        kind = Kind.CHOICE
        fields.append(field("category", 60, required=True, kind=kind, options=tuple(categories)))
    fields += [
        field("organization", 300),
        field("address", 1000, kind=Kind.LINES, rows=3),
        field("telephone", 60, kind=Kind.TELEPHONE, column=0),
        field("fax", 60, kind=Kind.TELEPHONE, column=1),
        field("email", 254, kind=Kind.EMAIL),
    ]
    if asks_hotel:
        fields += [
            field("hotel", 200, column=0),
            field("hotel_telephone", 60, kind=Kind.TELEPHONE, column=1),
        ]
    fields += [field("signed_on", 20, kind=Kind.DAY, column=0), field("signature", 200, column=1)]
    return tuple(fields)


def registration_form(
    language: str,
    *,
    lines: Sequence[str],
    categories: Sequence[tuple[str, str]] = (),
    asks_hotel: bool = False,
) -> Form:
    """The form as it is printed. lines: the meeting, its place and days, and where to return it."""
    return Form(
        language=language,
        heading=word("heading", language),
        lines=tuple(lines),
        fields=registration_fields(language, categories=categories, asks_hotel=asks_hotel),
        required=word("required", language),
    )
