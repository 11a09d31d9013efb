"""The theme of a Word file: the colours and fonts that Word offers beside those of the styles."""

from rapporteur.core.document.docx.markup import HEAD
from rapporteur.core.document.docx.styles import LATIN

_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1D1C1A",
    "lt2": "FDFCF9",
    "accent1": "1F4E79",
    "accent2": "8A2B1D",
    "accent3": "4C6B3C",
    "accent4": "7A5C1E",
    "accent5": "5B4A7A",
    "accent6": "595959",
    "hlink": "1F4E79",
    "folHlink": "5B4A7A",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FONT = f'<a:latin typeface="{LATIN}"/><a:ea typeface=""/><a:cs typeface=""/>'
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def part() -> str:
    """The part `word/theme/theme1.xml`."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Report"><a:themeElements><a:clrScheme name="Report">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Report"><a:majorFont>{_FONT}</a:majorFont>'
        f"<a:minorFont>{_FONT}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{3 * _FILL}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{3 * _NO_EFFECT}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )
