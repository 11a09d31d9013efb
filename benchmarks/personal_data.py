"""What of personal data is missed, and what is marked that is none.

`python -m benchmarks.personal_data [FOLDER …]` looks for a made set, and says by kind what is found
in part and what is missed; then, of folders of real texts, what is marked by ground, to be looked
at by a person (`--show` prints each). The telephone numbers are the examples that the numbering
plans publish, as `phonenumbers` has them; names, streets and houses are made up.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from rapporteur.core.screening.screen import find

COUNTRIES = (
    "US", "GB", "FR", "DE", "CH", "ES", "MX", "BR", "RU", "CN", "IN", "EG", "SA", "KE", "NG", "ZA",
    "PK", "BD", "ID", "JP",
)  # fmt: skip
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

MADE = {
    "e-mail": """
        mary@example.org | mary.smith+un@mail.example.ac.uk | иван@пример.рф | o'neil@example.ie
        mary [at] example [dot] org | mary (at) example.org | mary(at)example(dot)org
        mary at example dot org | mary AT example DOT co DOT uk | mary @ example.org
        mary @ example . org | maria [arroba] ejemplo [punto] es | maria arroba ejemplo punto es
        marie (arobase) exemple (point) fr | иван (собака) пример (точка) рф | mary{at}example.org
        mary<at>example.org | 张伟＠例子．中国""",
    "account": """
        GB82 WEST 1234 5698 7654 32 | DE89 3704 0044 0532 0130 00 | FR1420041010050500013M02606
        CH93 0076 2011 6238 5295 7 | SA03 8000 0000 6080 1016 7519 | ES91 2100 0418 4502 0005 1332
        BR15 0000 0000 0000 1093 2840 814P 2 | EG380019000500000000263180002
        NO93 8601 1117 947 | MT84 MALT 0110 0001 2345 MTLC AST0 01S""",
    "identity": """
        219-09-9999 | AB 12 34 56 C | 2 55 08 14 168 025 38 | RSSMRA85T10A562S | 111.444.777-35
        11010519491231002X | 112-233-445 95 | 500100732259 | 12345678Z | X-1234567-L
        756.9217.0769.85 | 85.07.30-033.28 | 12.345.678-5 | 784-1974-7654321-6 | 2345 6789 0124
        HEGG560427MVZRRL04 | 44051401359 | 8001015009087 | 10000000146 | 28801010112345
        L898902C36UTO7408122F1204159ZE184226B<<<<<10 | Passport no. «X1234567»
        Passeport n° «12AB34567» | pasaporte «AAB123456»
        паспорт «45 08 123456» | 护照号码：«E12345678»
        جواز السفر رقم «A12345678» | رقم الهوية: «١٠٩٨٧٦٥٤٣٢»""",
    "address": """
        10 Downing Street, London SW1A 2AA | 1775 Wiehle Avenue, Suite 201, Reston, VA 20190
        221B Baker St. | P.O. Box 1234, Nairobi | 12 rue de la Paix, 75002 Paris
        15 bis, avenue des Champs-Élysées | BP 345, Dakar | Calle de Alcalá, 48, 28014 Madrid
        Avda. de la Constitución 3, 2º B | Apartado 1234 | ул. Тверская, д. 13, кв. 5
        Невский проспект, д. 28 | а/я 123 | 北京市朝阳区建国路88号 | 上海市南京西路1266号3楼
        邮编：100020 | شارع التحرير رقم 15 | 15 شارع طلعت حرب | ص.ب. 1234
        Lindenstraße 14, 10969 Berlin | Via Garibaldi 12 | Rua Augusta, 1500
        Case postale 56, CH-1211 Genève | New York, NY 10017 | 350 Fifth Avenue
        1600 Pennsylvania Avenue NW | 4 Privet Drive | Rue du Rhône 25 | طريق الملك فهد، 2231""",
}
AROUND = "As we said, {} stands here."


def telephones() -> Iterator[tuple[str, str]]:
    """Kind and number: of 20 countries a line and a mobile telephone, as they are written."""
    for country in COUNTRIES:
        for kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE):
            number = phonenumbers.example_number_for_type(country, kind)
            if number is None:
                continue
            abroad = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
            home = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
            yield "telephone, international", abroad
            yield "telephone, after its word", f"Tel. «{home}»"
            yield "telephone, national", home
            yield "telephone, Arabic-Indic digits", abroad.translate(INDIC)


def made() -> Iterator[tuple[str, str]]:
    """Kind and words of everything in the set."""
    for kind, lines in MADE.items():
        for line in lines.splitlines():
            for each in line.split(" | "):
                if each.strip():
                    yield kind, each.strip()
    yield from telephones()


def missed() -> None:
    """Print, of each kind, how many are found whole, found in part, and missed."""
    all_of, part, none = Counter[str](), Counter[str](), Counter[str]()
    for kind, words in made():
        all_of[kind] += 1
        before, _sign, rest = words.rpartition("«")
        words = rest.rstrip("»")
        text = AROUND.format(before + words)
        start = text.index(words)
        held = find(text)
        covered = {at for each in held for at in range(each.start, each.end)}
        digits = [at for at in range(start, start + len(words)) if text[at].isalnum()]
        share = sum(at in covered for at in digits) / len(digits)
        if share == 0:
            none[kind] += 1
            print("   missed:", words)
        elif share < 0.7:
            part[kind] += 1
            print("   in part:", words, [text[each.start : each.end] for each in held])
    for kind, many in all_of.items():
        print(f"{kind:32}{many:4} made, {part[kind]:3} in part, {none[kind]:3} missed")


def marked(folder: Path, *, show: bool) -> None:
    """Print how many marks there are on real texts, by ground, and each of them if asked."""
    grounds, size, files = Counter[str](), 0, 0
    for file in sorted(folder.rglob("*.txt")):
        text = file.read_text("utf-8", "replace")
        size, files = size + len(text), files + 1
        for each in find(text):
            grounds[each.ground.name] += 1
            if show:
                print(f"{file.name}  {each.ground.name}  {text[each.start : each.end]!r}")
    print(f"{files} files, {size} characters, {sum(grounds.values())} marks")
    for ground, many in grounds.most_common():
        print(f"{ground:32}{many:4}")


def main() -> None:
    """Print both."""
    missed()
    folders = [each for each in sys.argv[1:] if not each.startswith("--")]
    for folder in folders:
        marked(Path(folder), show="--show" in sys.argv)


if __name__ == "__main__":
    main()
