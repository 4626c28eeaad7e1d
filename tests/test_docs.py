"""The documentation names only what exists, and everything that it ought to name."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from styrkort.commands import cli
from styrkort.period import PERIOD_CODES
from styrkort.periodfile import load_period_file
from styrkort.plan import load_plan
from styrkort.plans.fields import Strict
from styrkort.stated import periodinput
from styrkort.terms import FindingKind
from tidy_samples import readable_rows

PROJECT = Path(__file__).parent.parent
HANDBOOK = (PROJECT / "docs/handbok.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])


def example(kind: str) -> str:
    """A complete file that the handbook shows."""
    (found,) = re.findall(rf"^```\w+ {kind}\n(.*?)^```$", HANDBOOK, re.MULTILINE | re.DOTALL)
    return str(found)


def source_examples() -> list[str]:
    """Every ``källor`` that the handbook shows, as it would stand in a plan."""
    return re.findall(r"^```yaml källor\n(.*?)^```$", HANDBOOK, re.MULTILINE | re.DOTALL)


def models(kind: type[Strict] = Strict) -> list[type[Strict]]:
    """Every model that a plan or a period file is read into."""
    direct = kind.__subclasses__()
    return [*direct, *(deeper for model in direct for deeper in models(model))]


def keys_of(model: type[Strict]) -> set[str]:
    """The keys that a file may hold, as a model knows them."""
    return {field.alias or name for name, field in model.model_fields.items()}


def is_of_the_period(model: type[Strict]) -> bool:
    return model.__module__ == periodinput.__name__


def keys_of_a_plan() -> set[str]:
    plans = (model for model in models() if not is_of_the_period(model))
    return set().union(*map(keys_of, plans)) - {"always", "by_period"}


def keys_of_a_period_file() -> set[str]:
    return set().union(*(keys_of(model) for model in models() if is_of_the_period(model)))


def keys_in(tree: Any) -> set[str]:
    """Every key of a read YAML file, at any depth."""
    if isinstance(tree, dict):
        return set(tree).union(*(keys_in(value) for value in tree.values()))
    if isinstance(tree, list):
        return set().union(*(keys_in(value) for value in tree))
    return set()


def test_the_handbooks_plan_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(example("plan"), encoding="utf-8")
    shown = load_plan(path, "handbok")
    assert len(shown.planned) > 5


def test_the_handbooks_plan_uses_every_key_there_is() -> None:
    texts = [example("plan"), *source_examples()]
    shown = set[str]().union(*(keys_in(YAML(typ="safe").load(text)) for text in texts))
    missing = keys_of_a_plan() - shown
    assert missing <= {"oförändrat"}, "told in the tables instead"
    assert not {key for key in missing if f"`{key}" not in HANDBOOK}


PLAN_OF_SOURCES = """\
region: R
division: D
år: 2022
perspektiv:
  - namn: P
    strategiska_mål:
      - namn: M
        framgångsfaktorer:
          - namn: F
            styrmått:
"""


def plan_with(sources: str) -> str:
    """A plan with these källor and every measure that they name."""
    ids = (
        "sjukfranvaro", "nki_it", "nki_fa", "resultat", "inhyrd_personal", "avtalstrohet",
        "losta_arenden", "portioner", "avvikelser", "energi", "ekologiskt", "ekologiskt_riket",
    )  # fmt: skip
    measures = "".join(
        f'              - {{id: {id}, namn: {id}, enhet: "%", uppföljning: [ÅR]}}\n' for id in ids
    )
    return PLAN_OF_SOURCES + measures + sources


@pytest.mark.parametrize("sources", source_examples(), ids=range(len(source_examples())))
def test_the_handbooks_sources_are_sources(tmp_path: Path, sources: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_with(sources), encoding="utf-8")
    named = re.findall(r"^  - ", sources, re.MULTILINE)
    assert len(load_plan(path, "handbok").sources) == len(named) > 0


def test_the_handbook_explains_every_key_of_a_plan() -> None:
    told = set(re.findall(r"`([\w]+)(?:: [^`]*)?`", HANDBOOK))
    assert not keys_of_a_plan() - told - keys_in(YAML(typ="safe").load(example("plan")))


def test_the_handbook_has_the_chapters_that_a_year_needs() -> None:
    headings = set(re.findall(r"^#{2,3} (.+)$", HANDBOOK, re.MULTILINE))
    assert {
        "Källor", "Sammansatta mått", "Produktion", "Prognos helår", "Samlad bedömning",
        "Små grupper", "Första året utan historik", "Årsskifte", "Ett nytt mått",
        "Ett mått som ersätts", "Ett mått som delas", "Omorganisation", "Reviderade siffror",
    } <= headings  # fmt: skip


def chapter(heading: str) -> str:
    """What the handbook says under a heading, up to the next."""
    return HANDBOOK.partition(f" {heading}\n")[2].partition("\n#")[0]


def test_the_handbook_has_the_chapters_that_the_words_need() -> None:
    headings = set(re.findall(r"^#{2,3} (.+)$", HANDBOOK, re.MULTILINE))
    assert {
        "Orden och siffrorna", "Notisen ovanför en kommentar", "Bekräfta",
        "Utkast från förra perioden", "När två texter möts", "Kollegors kopior", "make review",
        "Så läses orden", "Godta ett fynd", "Utgåvor", "När rapporten måste ut ändå",
        "Kontrollera en utgåva", "Vad som har ändrats", "Ångra",
    } <= headings  # fmt: skip


def test_the_handbook_tells_exactly_what_blocks_and_what_advises() -> None:
    told = chapter("make review")
    blocking = set(re.findall(r"^\| \*(.+?)\* \|", told, re.MULTILINE))
    advising = told.partition("**Det här är råd**")[2]
    assert blocking == {kind.value for kind in FindingKind if kind.blocks}
    assert {kind.value for kind in FindingKind if not kind.blocks} == set(
        re.findall(r"\*([^*]+)\*", advising)
    )


def test_the_handbook_says_that_a_name_is_stated_and_not_authenticated() -> None:
    assert "**Namnet är uppgivet, inte styrkt.**" in chapter("Utgåvor")


def test_the_handbooks_period_file_belongs_to_its_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(example("plan"), encoding="utf-8")
    (tmp_path / "da08.yaml").write_text(example("period"), encoding="utf-8")
    shown = load_plan(tmp_path / "plan.yaml", "handbok")
    period = load_period_file(tmp_path / "da08.yaml", "handbok", shown)
    assert period.comments
    assert period.judgements
    assert period.actions


def test_the_handbook_tells_of_every_key_of_a_period_file() -> None:
    shown = keys_in(YAML(typ="safe").load(example("period")))
    assert keys_of_a_period_file() <= shown
    assert not {key for key in keys_of_a_period_file() if f"`{key}`" not in HANDBOOK}


def test_the_handbook_explains_every_key_of_a_measure() -> None:
    explained = set(re.findall(r"^\| (.*?) \|", HANDBOOK, re.MULTILINE))
    explained = {key for cell in explained for key in re.findall(r"`([^`]+)`", cell)}
    (measure,) = (model for model in models() if model.__name__ == "Measure")
    assert keys_of(measure) <= explained


def test_the_handbooks_export_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(example("data"), encoding="utf-8")
    rows, faults = readable_rows(tmp_path, "handbok")
    assert (len(rows), faults) == (4, [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = " ".join(re.findall(r"`[^`\n]+`|^    .*$", text, re.MULTILINE))
    targets = re.findall(
        r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= set(targets)
    assert set(re.findall(r"\bstyrkort (?!-)([a-z]+)", code)) <= set(cli.commands)


def test_every_command_is_told_of() -> None:
    told = README + HANDBOOK
    assert not [name for name in cli.commands if f"make {name}" not in told]


def test_every_option_that_is_told_of_exists() -> None:
    known = {
        option for name in cli.commands for p in cli.commands[name].params for option in p.opts
    }
    lines = re.findall(r".*styrkort.*|`--\w+[^`]*`", HANDBOOK)
    told = set(re.findall(r"(?<![\w-])--[a-z]+\b", " ".join(lines)))
    assert told
    assert told <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    anchors = {anchor_of(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        assert anchor in anchors, anchor


def anchor_of(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_readme_names_only_places_that_exist() -> None:
    placed = re.findall(r"^\| `([^`<]+)", README, re.MULTILINE)
    made = {"outputs/"}
    assert placed
    assert not [name for name in placed if name not in made and not (PROJECT / name).exists()]


def test_the_handbook_names_the_periods() -> None:
    assert all(f"**{code}**" in HANDBOOK for code in PERIOD_CODES)


def test_every_word_of_the_glossary_has_its_name_in_the_code() -> None:
    page = (PROJECT / "docs/ordlista.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (`[^|]+`) \|$", page, re.MULTILINE)
    names = {name for _, code in rows for name in re.findall(r"`(\w+)`", code)}
    assert len(rows) == 41
    assert not names - words_of_the_code()


def words_of_the_code() -> set[str]:
    """Names of fields, functions, arguments and enum members in the package, plurals too."""
    found: set[str] = set()
    for path in (PROJECT / "src/styrkort").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for attribute in ("id", "attr", "arg", "name"):
                name = getattr(node, attribute, None)
                if isinstance(name, str):
                    found |= {name, name.removesuffix("s"), name.lower()}
    return found


def test_the_changelog_keeps_its_form() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)", text, re.MULTILINE)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_licence_is_the_whole_eupl() -> None:
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = re.findall(r"^(\d+)\.", text, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert "Appendix" in text


def test_publiccode_says_what_the_standard_demands() -> None:
    with (PROJECT / "publiccode.yml").open(encoding="utf-8") as file:
        said = YAML(typ="safe").load(file)
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["legal"]["license"] == "EUPL-1.2"
    assert {
        "name", "url", "platforms", "developmentStatus", "softwareType", "description",
        "maintenance", "localisation",
    } <= said.keys()  # fmt: skip
    for words in said["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
