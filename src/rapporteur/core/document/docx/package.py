"""A Word file as a package of parts (ECMA-376, part 2): what is in it and how the parts relate."""

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rapporteur.core.document.docx import theme
from rapporteur.core.document.docx.markup import HEAD, NAMESPACES
from rapporteur.core.document.docx.styles import ARABIC, CHINESE, LATIN
from rapporteur.core.document.tree import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SOURCE = "Source"
"""The custom property with the digest of the document that a file was made of."""

FIRST_PAGE, RUNNING, FOOTER, RUNNING_EVEN, FOOTER_EVEN = "rId3", "rId4", "rId5", "rId10", "rId11"
"""The relations of the headers and footers, which the body of the document names."""

_FIXED = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "numbering", "numbering.xml"),
    (FIRST_PAGE, "header", "header1.xml"),
    (RUNNING, "header", "header2.xml"),
    (FOOTER, "footer", "footer1.xml"),
    ("rId6", "footnotes", "footnotes.xml"),
    ("rId7", "settings", "settings.xml"),
    ("rId8", "fontTable", "fontTable.xml"),
    ("rId9", "theme", "theme/theme1.xml"),
    (RUNNING_EVEN, "header", "header3.xml"),
    (FOOTER_EVEN, "footer", "footer2.xml"),
)
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "header1": "header",
    "header2": "header",
    "header3": "header",
    "footer1": "footer",
    "footer2": "footer",
    "footnotes": "footnotes",
    "settings": "settings",
    "fontTable": "fontTable",
}

_FONTS = (
    (LATIN, "Liberation Serif", "00"),
    (ARABIC, "Traditional Arabic", "B2"),
    (CHINESE, "宋体", "86"),
)
"""Each font with the name of one that may stand in for it, and its set of characters."""


class Relations:
    """The relations of one part: addresses on the web, and pictures."""

    def __init__(self, *fixed: tuple[str, str, str]) -> None:
        self._fixed = fixed
        self._links: dict[str, str] = {}
        self._pictures: dict[str, str] = {}

    def link(self, href: str) -> str:
        """The id of the relation to an address."""
        return self._links.setdefault(href, f"rIdL{len(self._links) + 1}")

    def picture(self, target: str) -> str:
        """The id of the relation to a picture in the package, `media/1.png`."""
        return self._pictures.setdefault(target, f"rIdP{len(self._pictures) + 1}")

    def part(self) -> str:
        """The part `_rels/….rels`."""
        inside = (
            *self._fixed,
            *((name, "image", target) for target, name in self._pictures.items()),
        )
        entries = "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
            for name, kind, target in inside
        ) + "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target={quoteattr(href)} '
            'TargetMode="External"/>'
            for href, name in self._links.items()
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def of_document() -> Relations:
    """The relations of `word/document.xml`."""
    return Relations(*_FIXED)


def packed(
    parts: dict[str, str],
    media: dict[str, bytes],
    document: Document,
    *,
    created: datetime,
    digest: str,
) -> bytes:
    """Return the file: `parts` by their names under `word/`, and all that a package needs besides.

    The same parts and moment give the same bytes.
    """
    whole = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _root(),
        "docProps/core.xml": _properties(document, created),
        "docProps/app.xml": _program(),
        "docProps/custom.xml": _custom(digest),
        "word/settings.xml": _settings(document),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme.part(),
        **{f"word/{name}": part for name, part in parts.items()},
    }
    return zipped(
        {name: part.encode() for name, part in whole.items()}
        | {f"word/{name}": content for name, content in media.items()}
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of `parts`, the same bytes for the same parts."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            entry = ZipInfo(name)  # without a time it bears 1980
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, part)
    return archive.getvalue()


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for part, kind in _KINDS.items()
    )
    properties = (
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.extended-properties+xml"/>'
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.custom-properties+xml"/>'
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        f"{overrides}{properties}</Types>"
    )


def _root() -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="rId4" Type="{OFFICE}/custom-properties" '
        'Target="docProps/custom.xml"/></Relationships>'
    )


def _properties(document: Document, created: datetime) -> str:
    moment = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:subject>{escape(document.masthead.symbol)}</dc:subject>"
        f"<dc:identifier>{escape(document.masthead.symbol)}</dc:identifier>"
        f"<dc:language>{document.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _program() -> str:
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Rapporteur</Application></Properties>'
    )


def _custom(digest: str) -> str:
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{SOURCE}"><vt:lpwstr>{digest}</vt:lpwstr></property></Properties>'
    )


def _settings(document: Document) -> str:
    language = document.language
    spoken = {"zh": 'w:eastAsia="zh-CN"', "ar": 'w:bidi="ar-SA"'}.get(language, "")
    comma = language in ("fr", "es", "ru")
    modern = "http://schemas.microsoft.com/office/word"
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:defaultTabStop w:val="652"/>'
        "<w:evenAndOddHeaders/>"
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{modern}" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="en-GB"{" " + spoken if spoken else ""}/>'
        f'<w:decimalSymbol w:val="{"," if comma else "."}"/>'
        f'<w:listSeparator w:val="{";" if comma else ","}"/></w:settings>'
    )


def _fonts() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{characters}"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        for name, other, characters in _FONTS
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
