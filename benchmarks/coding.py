"""Ways of proposing codings, compared on themes that contributors named themselves.

    python -m benchmarks.coding [--embeddings …]

No public collection has passages coded by persons with a codebook. The nearest thing: 187
contributions to NETmundial, each with the keywords that its author gave it on the form. Six themes
are made of keywords; a contribution with keywords is about those that its own name, and about no
other. The text is the title, the abstract and the first 3,000 characters. Authors name two or
three keywords and leave out much that they write about, so no method can come near 1, and what
counts is the order of the methods and the calibration. Further options go to
`rapporteur coding compare`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rapporteur.core.text.netmundial import Header, read_header

# Keywords by what they begin with; and the terms that an analyst would write for the theme.
THEMES = {
    "rights": (
        r"human|right|freedom|privacy|liberty|expression",
        ["human right", "freedom of expression", "privacy", "fundamental freedom"],
    ),
    "security": (
        r"secur|cyber|surveillance|attack|crime|threat|risk|safe",
        ["security", "cybersecurity", "cybercrime", "surveillance", "cyber attack"],
    ),
    "stakeholders": (
        r"multi-?\s?stakeholder|stakeholder|bottom.up|participat|inclusi",
        ["multistakeholder", "multi-stakeholder", "stakeholder", "participation"],
    ),
    "names": (
        r"iana|icann|dns|domain|cctld|root|critical internet",
        ["ICANN", "IANA", "domain name", "root zone", "DNS"],
    ),
    "access": (
        r"access|divide|development|education|capacity|universal",
        ["access", "digital divide", "capacity building", "developing country"],
    ),
    "openness": (
        r"open|transparen|accountab|neutral",
        ["openness", "open standard", "transparency", "accountability", "net neutrality"],
    ),
}
READ = 3000  # characters of the text


def main() -> None:
    folder = Path(os.environ.get("RAPPORTEUR_CORPORA", "../shared"), "netmundial", "contributions")
    if not folder.is_dir():
        sys.exit(f"There is no folder {folder}: set RAPPORTEUR_CORPORA.")
    with tempfile.TemporaryDirectory() as made:
        passages, codings = Path(made, "passages.jsonl"), Path(made, "codings.csv")
        rows = list(collected(folder))
        passages.write_text("\n".join(json.dumps(passage) for passage, _ in rows))
        lines = [
            f"{passage['id']},{key},{'confirmed' if key in keys else 'rejected'}"
            for passage, keys in rows
            for key in THEMES
        ]
        codings.write_text("\n".join(["passage,theme,state", *lines]))
        codebook = Path(made, "codebook.json")
        themes = [{"key": key, "terms": {"en": terms}} for key, (_, terms) in THEMES.items()]
        codebook.write_text(json.dumps({"theme": themes}))
        command = [sys.executable, "-m", "rapporteur", "coding", "compare"]
        command += [str(passages), str(codings), str(codebook), "--share", "0.4", *sys.argv[1:]]
        sys.exit(subprocess.run(command, check=False).returncode)


def collected(folder: Path) -> Iterator[tuple[dict[str, str], set[str]]]:
    """Each contribution with keywords: the passage, and the themes that they name."""
    for file in sorted(folder.glob("*A.txt")):
        header = read_header(file.read_bytes())
        keys = {key for key, (pattern, _) in THEMES.items() if named(header, pattern)}
        if header.keywords:
            passage = {
                "id": file.stem,
                "text": f"{header.title}\n\n{header.abstract}\n\n{header.document[:READ]}",
                "contribution": file.stem,
                "group": header.sector.value if header.sector else "",
            }
            yield passage, keys


def named(header: Header, pattern: str) -> bool:
    starts = re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    return any(starts.search(keyword) for keyword in header.keywords)


if __name__ == "__main__":
    main()
