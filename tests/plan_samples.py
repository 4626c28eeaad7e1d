"""Plans as an office would type them, whole or with one thing wrong."""

from pathlib import Path

from styrkort.plan import Plan, load_plan

NAME = "params/x/2022/plan.yaml"

HEAD = """\
region: Region Norrbotten
division: Regionstöd
år: 2022
verksamheter: [IT/MT, Service]
perspektiv:
  - namn: Medarbetare
    strategiska_mål:
      - namn: Hållbar kompetensförsörjning
        framgångsfaktorer:
          - namn: Hållbar arbetsmiljö
            styrmått:
"""

MEASURE = """\
              - id: {id}
                namn: Sjukfrånvaro
                enhet: "%"
                uppföljning: [DÅ04, DÅ08, ÅR]
"""

TAIL = """\
  - namn: Ekonomi
    beskrivning: Divisionen bidrar.
"""


def plan_text(*lines: str, id: str = "sjukfranvaro", more: str = "") -> str:
    """A plan of one measure, its further keys one a line; ``more`` is put at the end."""
    keys = "".join(f"{' ' * 16}{line}\n" for line in lines)
    return HEAD + MEASURE.format(id=id) + keys + TAIL + more


def line_of(text: str, words: str) -> int:
    """The line, from 1, where the words first stand."""
    return text[: text.index(words)].count("\n") + 1


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A plan file in the folder of its year."""
    path = folder / "2022" / "plan.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def loaded(folder: Path, text: str) -> Plan:
    return load_plan(written(folder, text), NAME)
