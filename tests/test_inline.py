"""Values quoted in prose: which names there are, and how they are filled in."""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from samples import annex, measure, report
from styrkort.inline import (
    UnknownName,
    division_title,
    fill,
    names,
    quoted,
    quoted_names,
    shown,
    unknown,
    with_lost_names_told,
)
from styrkort.period import Period
from styrkort.roles import roles
from styrkort.scorecard import ExtraValue
from styrkort.terms import Fulfilment, Trend

HERE = "cell kommentar-ekonomi, under rubriken ”Ekonomi”"


def page(source: str, **values: str) -> str:
    """The text as nbconvert's parser makes it, values filled in, without markup."""
    html = markdown2html_mistune(fill(source, values, HERE))
    return unescape(re.sub(r"<[^>]+>|&#182;", "", html)).strip()


def test_every_measure_can_be_quoted_in_six_ways() -> None:
    one = measure(
        "franvaro",
        utfall_text="6,3 %",
        target_text="Minska",
        comparison_text="5,1 %",
        change_text="+1,2 procentenheter",
        fulfilment=Fulfilment.NOT_MET,
        trend=Trend.DETERIORATED,
    )
    said = names(report(("Medarbetare", (one,))))
    assert {name: text for name, text in said.items() if name.endswith(".franvaro")} == {
        "utfall.franvaro": "6,3 %",
        "mål.franvaro": "Minska",
        "jämförelse.franvaro": "5,1 %",
        "förändring.franvaro": "+1,2 procentenheter",
        "måluppfyllelse.franvaro": "Ej uppfyllt",
        "utveckling.franvaro": "Försämrad",
    }


def test_every_measure_of_the_annex_is_quotable_and_no_text_is_empty() -> None:
    said = names(annex())
    for one in annex().measures:
        assert said[f"utfall.{one.id}"] == one.utfall_text
        assert said[f"måluppfyllelse.{one.id}"] == one.fulfilment.value
    assert all(said.values())


def test_the_report_s_own_facts_can_be_quoted() -> None:
    said = names(annex())
    assert said["period.namn"] == "delårsrapport augusti 2022"
    assert said["period.kod"] == "DÅ08"
    assert said["period.år"] == "2022"
    assert said["period.start"] == "1\u00a0januari 2022"
    assert said["period.slut"] == "31\u00a0augusti 2022"
    assert said["division"] == "Division Regionstöd"
    assert said["region"] == "Region Norrbotten"


def test_a_year_s_report_ends_with_the_year() -> None:
    said = names(replace(annex(), period=Period("ÅR", 2022)))
    assert said["period.namn"] == "årsrapport 2022"
    assert said["period.slut"] == "31\u00a0december 2022"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Regionstöd", "Division Regionstöd"),
        ("Division Länsteknik", "Division Länsteknik"),
        ("division nära vård", "division nära vård"),
    ],
)
def test_a_division_is_called_division_once(name: str, said: str) -> None:
    assert division_title(name) == said


def test_other_values_are_quoted_by_their_own_names_but_never_hide_the_report_s() -> None:
    extra = (
        ExtraValue("revidera_plan", Decimal(100), "100 %", "reviderad plan"),
        ExtraValue("region", Decimal(1), "1", ""),
    )
    said = names(replace(annex(), extra_values=extra))
    assert said["revidera_plan"] == "100 %"
    assert said["region"] == "Region Norrbotten"


def test_names_are_known_however_their_letters_are_composed() -> None:
    said = names(annex())
    for name in ("period.år", "måluppfyllelse.sjukfranvaro"):
        decomposed = unicodedata.normalize("NFD", name)
        assert decomposed != name
        assert unknown(f"{{eval}}`{decomposed}`", said) == []
        assert fill(f"x {{eval}}`{decomposed}`", said, HERE) == f"x {said[name]}"


@pytest.mark.parametrize(
    "source",
    [
        "```\n{eval}`a`\n```",
        "~~~ python\n{eval}`a`\n~~~",
        "- punkt\n\n  ```\n  {eval}`a`\n  ```",
        "> ```\n> {eval}`a`\n> ```",
        "stycke\n\n    {eval}`a`",
        "`` {eval}`a` ``",
        "``` {eval}`a` ```",
        "\\{eval}`a`",
        "$x + {eval}`a`$",
        "$$\n{eval}`a`\n$$",
        "<!-- {eval}`a` -->",
        "{eval} `a`",
        "{eval}`a",
        "{eval}`a\nb`",
        "{eval}",
        "[länk](http://x.se/{eval}`a`)",
    ],
)
def test_code_maths_and_escaped_roles_stay_as_typed(source: str) -> None:
    assert fill(source, {"a": "6,3 %"}, HERE) == source
    assert unknown(source.replace("`a`", "`okänt`"), {}) == []


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Utfallet är {eval}`a`.", "Utfallet är 6,3 %."),
        ("{eval}`a`", "6,3 %"),
        ("{eval}`` a ``", "6,3 %"),
        ("**{eval}`a`** och *{eval}`a`*", "6,3 % och 6,3 %"),
        ("# Rubrik {eval}`a`", "Rubrik 6,3 %"),
        ("- {eval}`a`\n- {eval}`a`", "6,3 %\n6,3 %"),
        ("[{eval}`a`](http://x.se)", "6,3 %"),
        ("~~{eval}`a`~~", "6,3 %"),
        ("`kod` och {eval}`a` och `kod`", "kod och 6,3 % och kod"),
        ("`{eval}`{eval}`a`", "{eval}6,3 %"),
        ("<p>{eval}`a`</p>", "6,3 %"),
        ("stycke\n    {eval}`a`", "stycke\n6,3 %"),
        ("| x |\n|---|\n| {eval}`a` |", "x\n6,3 %"),
        ("Term\n: {eval}`a`", "Term\n6,3 %"),
    ],
)
def test_a_role_is_filled_wherever_markdown_reads_running_text(source: str, printed: str) -> None:
    lines = (line.strip() for line in page(source, a="6,3 %").splitlines())
    assert "\n".join(line for line in lines if line) == printed


SIGNS = st.text(alphabet="aZå7 ,.%−–+-|*_`<>[]()!#$~^=:@&;\\{}\"'/", min_size=1, max_size=12)
AROUND = ("{}", "ord {} ord", "**{}**", "- {}", "1. {}", "> {}", "# {}", "[x]{}", "text\n{}\nmer")


@settings(deadline=None)
@given(SIGNS.filter(str.strip), st.sampled_from(AROUND))
def test_a_value_prints_sign_by_sign_whatever_it_holds(value: str, around: str) -> None:
    printed = page(around.format("{eval}`a`"), a=value)
    expected = page(around.format("MITTEN")).replace("MITTEN", value.strip())
    assert printed.split() == expected.split()


@settings(deadline=None)
@given(SIGNS.filter(str.strip))
def test_a_value_never_breaks_a_table(value: str) -> None:
    html = markdown2html_mistune(
        fill("| a | b |\n|---|---|\n| {eval}`x` | z |", {"x": value}, HERE)
    )
    cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]
    assert [cell.split() for cell in cells] == [value.split(), ["z"]]


WORDS = st.sampled_from(
    ["{eval}`a`", "`", "``", "```", "\n", "\n\n", "    ", "$", "$$", "\\", "*", "- ", "> ", "|",
     "|---|", "ord", "<b>", "</b>", "<!--", "-->", "[", "](u)", "# ", "~~", "\\begin{x}"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map("".join))
def test_our_reading_of_roles_agrees_with_nbconvert_s_parser(source: str) -> None:
    """Filled roles vanish into text; unfilled ones never leave a code span without braces."""
    assume(not unknown(source, {"a": ""}))
    assume(not re.search(r"^[ >|-]*```+[^\n]*\{eval", source, re.MULTILINE))  # a lone opening fence
    html = markdown2html_mistune(fill(source, {"a": "VALUE"}, HERE))
    shown_as_text = re.sub(r"<[^>]*>", "", html)
    assert shown_as_text.count("VALUE") == len(roles(source)) or "<" in source
    inside_code = re.findall(r"<(?:code|pre)[^>]*>.*?</(?:code|pre)>", html, re.DOTALL)
    assert not any("VALUE" in code for code in inside_code)


def test_an_unknown_name_is_an_error_that_names_cell_name_and_the_nearest_there_is() -> None:
    said = names(annex())
    with pytest.raises(UnknownName) as caught:
        fill("{eval}`utfall.sjukfrånvaro` och {eval}`mal.x`", said, HERE)
    first, second = caught.value.faults
    assert HERE in first
    assert "”utfall.sjukfrånvaro”" in first
    assert "Menar du ”utfall.sjukfranvaro”?" in first
    assert "”mal.x”" in second
    assert caught.value.exit_code == 2


def test_unknown_names_are_told_once_each_in_order() -> None:
    source = "{eval}`b` {eval}`a` {eval}`c` {eval}`b`"
    assert unknown(source, {"a": "1"}) == ["b", "c"]


def test_what_a_text_quotes_is_its_measures_and_values_not_its_dates() -> None:
    said = {**names(annex()), "revidera_plan": "100 %"}
    source = (
        "{eval}`period.namn` {eval}`mål.budget` {eval}`utfall.sjukfranvaro` "
        "{eval}`division` {eval}`revidera_plan` {eval}`utveckling.sjukfranvaro` `{eval}`"
    )
    known = {**said, "mål.budget": "0", "utfall.budget": "1"}
    assert quoted(source, known) == ("budget", "sjukfranvaro", "revidera_plan")


def test_what_was_shown_is_outcome_verdict_and_trend_or_the_value_itself() -> None:
    said = {**names(annex()), "revidera_plan": "100 %"}
    assert shown(["sjukfranvaro", "revidera_plan", "okänt"], said) == {
        "utfall.sjukfranvaro": said["utfall.sjukfranvaro"],
        "måluppfyllelse.sjukfranvaro": "Ej uppfyllt",
        "utveckling.sjukfranvaro": "Försämrad",
        "revidera_plan": "100 %",
    }


def test_the_names_that_a_text_quotes_are_told_in_full_but_for_the_reports_own() -> None:
    known = {"mål.a": "5", "utfall.a": "4", "plan": "3", "period.namn": "x", "region": "y"}
    text = "{eval}`mål.a` {eval}`plan` {eval}`period.namn` {eval}`region` {eval}`mål.a` {eval}`b`"
    assert quoted_names(text, known) == ("mål.a", "plan")
    assert quoted(text, known) == ("a", "plan")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("100\u00a0%", "100\u00a0%"),
        ("+1,2 procentenheter", "+1,2 procentenheter"),
        ("1. maj", "&#49;. maj"),
        ("a_b*c", "&#97;&#95;b&#42;c"),
    ],
)
def test_a_value_that_the_new_report_lacks_is_told_as_it_was_shown(value: str, told: str) -> None:
    text = "{eval}`gammal` och {eval}`ny`, {eval}`ingen` och `{eval}`."
    filled = with_lost_names_told(text, {"ny": "1"}, {"gammal": value, "ny": "0"})
    assert filled == f"{told} och {{eval}}`ny`, `ingen` och `{{eval}}`."
