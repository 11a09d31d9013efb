"""A short report in each of the six languages, with everything that a language does its own way."""

from rapporteur.core.document.tree import (
    AgendaItem,
    Annex,
    Body,
    Document,
    Emphasis,
    Figure,
    Footnote,
    ListBlock,
    ListItem,
    Masthead,
    Paragraph,
    Quotation,
    Reference,
    Section,
    SubParagraph,
    Table,
    TableNote,
    Text,
)
from tests.factories.rich_document import svg

# Per language: organs, sessions, places, titles of items, distribution, date, original, title,
# subtitle, summary, two section titles, heading inside, chapeau, parts, reference, note, caption,
# header, rows, total, table note, quotation, figure, alternative, annex, its words, its note.
_SAID: dict[str, dict[str, list[str]]] = {
    "en": {
        "masthead": [
            "General Assembly",
            "Sixty-sixth session",
            "Item 17 of the preliminary list",
            "Information and communications technologies for development",
            "Economic and Social Council",
            "Substantive session of 2011",
            "Item 13 (b) of the provisional agenda",
            "Science and technology for development",
        ],
        "slip": ["General", "4 May 2011", "English"],
        "titles": [
            "Enhanced cooperation on public policy issues",
            "Report of the Secretary-General",
        ],
        "summary": ["Contributors reflected on the public policy issues of concern."],
        "sections": ["Background", "Organization of the consultations", "Ways to contribute"],
        "list": [
            "The consultations were to be:",
            "Open;",
            "Inclusive, with:",
            "Governments;",
            "All other stakeholders.",
            "Item",
            "Another item",
        ],
        "reference": ["See ", "paragraph", " and ", "section", "."],
        "note": ["See A/60/687."],
        "table": [
            "Number of contributions",
            "Group",
            "Written comments",
            "Total",
            "Governments",
            "Civil society",
            "Total",
            "Counted in the headline.",
        ],
        "quotation": ["with a view to assisting the process towards enhanced cooperation"],
        "figure": ["Contributions by group", "Two bars: 11 and 3,500.", "Source: the register."],
        "annex": ["Those who contributed", "They are listed here.", "As of 4 May 2011."],
    },
    "fr": {
        "masthead": [
            "Assemblée générale",
            "Soixante-sixième session",
            "Point 17 de la liste préliminaire",
            "L’informatique et les communications au service du développement",
            "Conseil économique et social",
            "Session de fond de 2011",
            "Point 13 b) de l’ordre du jour provisoire",
            "Science et technique",
        ],
        "slip": ["Générale", "4 mai 2011", "Anglais"],
        "titles": [
            "Renforcement de la coopération internationale",
            "Rapport du Secrétaire général",
        ],
        "summary": ["Les participants ont examiné les questions d’intérêt général."],
        "sections": ["Rappel", "Organisation des consultations", "Modes de participation"],
        "list": [
            "Les consultations devaient être\xa0:",
            "Ouvertes\xa0;",
            "Sans exclusive\xa0:",
            "Gouvernements\xa0;",
            "Autres parties prenantes.",
            "Élément",
            "Autre élément",
        ],
        "reference": ["Voir le ", "paragraphe", " et la ", "section", "."],
        "note": ["Voir A/60/687."],
        "table": [
            "Nombre de contributions",
            "Groupe",
            "Observations écrites",
            "Total",
            "Gouvernements",
            "Société civile",
            "Total",
            "Comptées dans le total.",
        ],
        "quotation": ["en vue de faciliter le renforcement de la coopération"],
        "figure": [
            "Contributions par groupe",
            "Deux barres\u00a0: 11 et 3\u00a0500.",
            "Source\u00a0: registre.",
        ],
        "annex": ["Liste des contributeurs", "En voici la liste.", "Au 4 mai 2011."],
    },
    "es": {
        "masthead": [
            "Asamblea General",
            "Sexagésimo sexto período de sesiones",
            "Tema 17 de la lista preliminar",
            "Las tecnologías de la información y las comunicaciones para el desarrollo",
            "Consejo Económico y Social",
            "Período de sesiones sustantivo de 2011",
            "Tema 13 b) del programa provisional",
            "Ciencia y tecnología para el desarrollo",
        ],
        "slip": ["General", "4 de mayo de 2011", "Inglés"],
        "titles": [
            "Cooperación reforzada sobre políticas públicas",
            "Informe del Secretario General",
        ],
        "summary": ["Los participantes reflexionaron sobre las cuestiones de interés."],
        "sections": ["Antecedentes", "Organización de las consultas", "Formas de participar"],
        "list": [
            "Las consultas debían ser:",
            "Abiertas;",
            "Incluyentes, con:",
            "Gobiernos;",
            "Los demás interesados.",
            "Elemento",
            "Otro elemento",
        ],
        "reference": ["Véanse el ", "párrafo", " y la ", "sección", "."],
        "note": ["Véase A/60/687."],
        "table": [
            "Número de contribuciones",
            "Grupo",
            "Observaciones por escrito",
            "Total",
            "Gobiernos",
            "Sociedad civil",
            "Total",
            "Contadas en el total.",
        ],
        "quotation": ["con miras a facilitar el proceso de reforzamiento de la cooperación"],
        "figure": [
            "Contribuciones por grupo",
            "Dos barras: 11 y 3\u00a0500.",
            "Fuente: el registro.",
        ],
        "annex": ["Lista de contribuyentes", "Figuran a continuación.", "Al 4 de mayo de 2011."],
    },
    "ru": {
        "masthead": [
            "Генеральная Ассамблея",
            "Шестьдесят шестая сессия",
            "Пункт 17 первоначального перечня",
            "Информационно-коммуникационные технологии",
            "Экономический и Социальный Совет",
            "Основная сессия 2011 года",
            "Пункт 13 (b) предварительной повестки дня",
            "Наука и техника в целях развития",
        ],
        "slip": ["Общее", "4 мая 2011 года", "Английский"],
        "titles": ["Укрепление сотрудничества", "Доклад Генерального секретаря"],
        "summary": ["Участники высказались по вопросам государственной политики."],
        "sections": ["Введение", "Организация консультаций", "Способы участия"],
        "list": [
            "Консультации должны были быть:",
            "открытыми;",
            "всеобъемлющими, с участием:",
            "правительств;",
            "других заинтересованных сторон.",
            "Пункт",
            "Другой пункт",
        ],
        "reference": ["См. ", "пункт", " и ", "раздел", "."],
        "note": ["См. A/60/687."],
        "table": [
            "Количество материалов",
            "Группа",
            "Письменные замечания",
            "Всего",
            "Правительства",
            "Гражданское общество",
            "Всего",
            "Учтены в общем числе.",
        ],
        "quotation": ["в целях содействия процессу укрепления сотрудничества"],
        "figure": ["Материалы по группам", "Два столбца: 11 и 3\u00a0500.", "Источник: реестр."],
        "annex": ["Список участников", "Они перечислены ниже.", "По состоянию на 4 мая 2011 года."],
    },
    "zh": {
        "masthead": [
            "大会",
            "第六十六届会议",
            "暂定项目表项目17",
            "信息和通信技术促进发展",
            "经济及社会理事会",
            "2011年实质性会议",
            "临时议程项目13(b)",
            "科学和技术促进发展",
        ],
        "slip": ["普遍", "2011年5月4日", "英文"],
        "titles": ["就涉及互联网的公共政策问题加强合作", "秘书长的报告"],
        "summary": ["与会者就所关注的公共政策问题发表了意见。"],
        "sections": ["背景", "协商的组织", "参与方式"],
        "list": [
            "协商应当：",
            "公开；",
            "包容各方，包括：",
            "各国政府；",
            "所有其他利益攸关方。",
            "一项",
            "另一项",
        ],
        "reference": ["见", "第", "段和", "第", "节。"],
        "note": ["见A/60/687。"],
        "table": [
            "提交的意见数目",
            "群体",
            "书面意见",
            "共计",
            "各国政府",
            "民间社会",
            "共计",
            "计入总数。",
        ],
        "quotation": ["以期协助加强合作的进程"],
        "figure": ["按群体分列的意见", "两个条形：11和3,500。", "资料来源：登记册。"],
        "annex": ["提交意见者名单", "名单如下。", "截至2011年5月4日。"],
    },
    "ar": {
        "masthead": [
            "الجمعية العامة",
            "الدورة السادسة والستون",
            "البند 17 من القائمة الأولية",
            "تسخير تكنولوجيا المعلومات والاتصالات لأغراض التنمية",
            "المجلس الاقتصادي والاجتماعي",
            "الدورة الموضوعية لعام 2011",
            "البند 13 (ب) من جدول الأعمال المؤقت",
            "العلم والتكنولوجيا لأغراض التنمية",
        ],
        "slip": ["عام", "4 أيار/مايو 2011", "بالإنكليزية"],
        "titles": ["التعاون المعزز بشأن السياسات العامة المتصلة بالإنترنت", "تقرير الأمين العام"],
        "summary": ["أعرب المساهمون عن آرائهم بشأن قضايا السياسات العامة محل الاهتمام."],
        "sections": ["معلومات أساسية", "تنظيم المشاورات", "سبل المساهمة"],
        "list": [
            "كان ينبغي أن تكون المشاورات:",
            "مفتوحة؛",
            "شاملة، بمشاركة:",
            "الحكومات؛",
            "سائر أصحاب المصلحة.",
            "بند",
            "بند آخر",
        ],
        "reference": ["انظر ", "الفقرة", " و", "الفرع", "."],
        "note": ["انظر الوثيقة A/60/687."],
        "table": [
            "عدد المساهمات",
            "المجموعة",
            "تعليقات خطية",
            "المجموع",
            "الحكومات",
            "المجتمع المدني",
            "المجموع",
            "محسوبة في المجموع.",
        ],
        "quotation": ["بغرض المساعدة في عملية تعزيز التعاون"],
        "figure": ["المساهمات حسب المجموعة", "عمودان: 11 و 3,500.", "المصدر: السجل."],
        "annex": ["قائمة المساهمين", "ترد القائمة أدناه.", "حتى 4 أيار/مايو 2011."],
    },
}
LANGUAGES = tuple(_SAID)


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def sample(language: str) -> Document:
    """The report in `language`."""
    said = _SAID[language]
    one, in_session, place, title, other, their_session, their_place, their_title = said["masthead"]
    open_, inclusive, states, all_others, item, another = said["list"][1:]
    see, paragraph, and_, section, end = said["reference"]
    caption, group, written, total, governments, society, all_, counted = said["table"]
    french = language in ("fr", "es")
    call = Footnote("note", words(said["note"][0]))
    origin = (Text(said["summary"][0].rstrip(".。")), call, Text(said["summary"][0][-1]))
    conditions = Paragraph(
        "conditions",
        words(said["list"][0]),
        subparagraphs=(
            SubParagraph("open", words(open_)),
            SubParagraph(
                "inclusive",
                words(inclusive),
                (SubParagraph("states", words(states)), SubParagraph("others", words(all_others))),
            ),
        ),
    )
    references = (
        Text(see),
        Reference("others", paragraph),
        Text(and_),
        Reference("ways", section),
        Text(end),
        Text(
            " multi-stakeholder, 14 December 2010 ",
            Emphasis.ITALIC,
            "" if language == "en" else "en",
        ),
        Reference("note"),
    )
    table = Table(
        "tally",
        caption,
        (group, written, total),
        ((governments, 11, 3500), (society, 32, 42)),
        (all_, 43, 3542),
        (TableNote(counted, None, 1),),
    )
    bars = (
        '<rect width="40" height="12" fill="#456"/>'
        '<rect y="16" width="200" height="12" fill="#987"/>'
    )
    listed = ListBlock(
        (
            ListItem(words(item), ListBlock((ListItem(words(another)),))),
            ListItem(words(another)),
        )
    )
    return Document(
        language,
        said["titles"][0],
        Masthead(
            (
                Body(one, (in_session,), AgendaItem(place, title, "A/66/50.")),
                Body(other, (their_session,), AgendaItem(their_place, their_title, "E/2011/100.")),
            ),
            ("A/66/77", "E/2011/103"),
            *said["slip"],
        ),
        said["titles"][1],
        (Paragraph("summary", words(said["summary"][0]), False),),
        (
            Section(
                "background",
                said["sections"][0],
                (
                    Paragraph("origin", origin if french else (*words(said["summary"][0]), call)),
                    Quotation(words(said["quotation"][0])),
                ),
            ),
            Section(
                "organization",
                said["sections"][1],
                (conditions, listed),
                (
                    Section(
                        "ways", said["sections"][2], (Paragraph("references", references), table)
                    ),
                ),
            ),
        ),
        (
            Annex(
                "list",
                said["annex"][0],
                (
                    Paragraph(
                        "listed",
                        (Text(said["annex"][1]), Footnote("as-of", words(said["annex"][2]))),
                    ),
                    Figure(
                        "bars",
                        said["figure"][0],
                        said["figure"][1],
                        svg(bars),
                        (said["figure"][2],),
                    ),
                ),
            ),
        ),
        contents=True,
    )
