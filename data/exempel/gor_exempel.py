"""Makes the example division's exports: invented figures in the dialects that real systems write.

Nothing here is true of anybody. Run from the project's folder, ``.venv/bin/python
data/exempel/gor_exempel.py``, it writes the same files every time (openpyxl is needed, which the
development lock has); another folder can be named as its argument.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import openpyxl

YEARS = (2020, 2021, 2022)
SEED = "exempeldivisionen"
NBSP = "\N{NO-BREAK SPACE}"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

Rows = Sequence[Sequence[Any]]

UNITS = {
    "4100": "IT/MT",
    "4200": "Fastighet",
    "4300": "Måltid",
    "4400": "Inköp",
    "4500": "HR-service",
}
"""Enhetskoder. 4720, Teknisk service, is IT/MT's to April 2022 and Fastighet's from May."""

WINTER = (1.18, 1.22, 1.12, 1.0, 0.9, 0.84, 0.74, 0.86, 0.96, 1.02, 1.06, 1.1)
"""Sick leave and heating: more in winter."""
WORK = (1.04, 1.02, 1.1, 1.0, 1.0, 0.96, 0.68, 0.92, 1.08, 1.1, 1.08, 1.02)
"""Orders, cases and meals: fewer in July."""


def main(folder: Path) -> None:
    """Every export of every year, under ``folder``/<year>/."""
    for year in YEARS:
        place = folder / str(year)
        place.mkdir(parents=True, exist_ok=True)
        for name, content in exports(year).items():
            (place / name).write_bytes(content)
        write_parquet(place / f"energi_{year}.parquet", energy(year))


def exports(year: int) -> dict[str, bytes]:
    """The year's files by name; the Parquet file is written by its own library."""
    files = {
        f"hr_sjukfranvaro_{year}.csv": delimited(sick_leave(year), ";", "cp1252"),
        f"kundenkat_{year}.txt": delimited(survey(year), "\t", "utf-8-sig"),
        f"ekonomi_{year}.xlsx": workbook({"Resultat": economy(year), "Inköp": purchases(year)}),
        f"produktion_{year}.xlsx": workbook({"Produktion": production(year)}),
        f"arenden_{year}.csv": delimited(cases(year), ",", "utf-8"),
        f"nyckeltal_{year}.csv": delimited(ratios(year), ",", "utf-8"),
        f"maltid_{year}.csv": delimited(food_waste(year), ";", "cp1252"),
        f"inhyrd_{year}.csv": delimited(hired_staff(year), ";", "cp1252"),
        f"nyckeltal_riket_{year}.csv": delimited(nationwide(year), ",", "utf-8"),
        f"ovrigt_{year}.csv": delimited(by_hand(year), ";", "utf-8"),
    }
    if year == YEARS[-1]:
        files[f"atgarder_{year}.xlsx"] = workbook({"Handlingsplan": actions()})
        files[f"prognos_{year}.csv"] = delimited(forecasts(), ";", "cp1252")
    return files


# What the systems hold


def sick_leave(year: int) -> Rows:
    """HR: hours away and contracted hours by enhet and kön; a figure of last December corrected."""
    rng = Random(f"{SEED} sjukfrånvaro {year}")
    level = {2020: 5.9, 2021: 5.4, 2022: 5.2}[year]
    staff = {
        "4100": (62, 118, 0.85), "4200": (26, 94, 0.9), "4300": (108, 21, 1.35),
        "4400": (5, 4, 0.8), "4500": (31, 8, 0.95),
    }  # fmt: skip
    rows = [heading("Enhetskod", "Enhet", "Period", "Kön", "Sjuktid h", "Ordinarie h", "Anställda")]
    if year > YEARS[0]:
        rows.append(["4200", "Fastighet", f"{year - 1}12", "K", "213,5", spaced(3510), "26"])
    for month in range(1, 13):
        for code, (women, men, share) in staff.items():
            for kind, persons, more in (("K", women, 1.2), ("M", men, 0.8)):
                hours = round(near(rng, persons * 135 * WORK[month - 1] ** 0.3, 0.02))
                percent = near(rng, level * share * more * WINTER[month - 1], 0.12)
                away = decimal_comma(round(hours * percent / 100, 1))
                unit = UNITS[code]
                rows.append(
                    [code, unit, f"{year}{month:02}", kind, away, spaced(hours), str(persons)]
                )
    return rows


def survey(year: int) -> Rows:
    """Customers' index three times a year, with a background question that is no measure."""
    rng = Random(f"{SEED} kundenkät {year}")
    questions = {
        "NKI-IT": ("Nöjda användare, IT och medicinsk teknik", 68, 1.6),
        "NKI-FA": ("Nöjda hyresgäster, fastighet", 71, 0.7),
        "NKI-MA": ("Nöjda beställare, måltid", 77, 0.2),
        "NKI-HR": ("Nöjda chefer, HR-service", 70, 1.1),
        "MAT-PAT": ("Patienters omdöme om maten", 74, 0.9),
    }
    rows = [heading("Mättillfälle", "Frågekod", "Fråga", "Index", "Antal svar")]
    for month in (4, 8, 12):
        for code, (words, level, growth) in questions.items():
            index = near(rng, level + growth * (year - 2020 + month / 12), 0.008)
            answers = round(near(rng, 240, 0.2))
            rows.append(
                [f"{year}-{month:02}", code, words, decimal_comma(round(index, 1)), str(answers)]
            )
        rows.append([f"{year}-{month:02}", "BAKGRUND", "Antal utskick", "612,0", "612"])
    return rows


def economy(year: int) -> Rows:
    """The ledger: title rows above the heading, thousands of kronor, a sum row for each month."""
    rng = Random(f"{SEED} ekonomi {year}")
    drift = {2020: 40, 2021: 55, 2022: -60}[year]
    lean = {"4100": 0.7, "4200": 1.4, "4300": 1.6, "4400": -0.4, "4500": -0.2}
    rows: list[Sequence[Any]] = [
        ["Exempeldivisionen – påhittade uppgifter"], [f"Resultat {year}, belopp i tkr"], [None],
        heading("Ansvar", "Benämning", "Månad", "Budget", "Utfall", "Avvikelse mot budget"),
    ]  # fmt: skip
    for month in range(1, 13):
        total = 0
        for code, name in UNITS.items():
            budget = {"4100": 21_400, "4200": 33_900, "4300": 14_800, "4400": 2_300, "4500": 3_700}
            deviation = round(near(rng, drift * lean[code] * WINTER[month - 1], 0.9))
            total += deviation
            cost = budget[code] - deviation
            rows.append([code, name, date(year, month, 1), budget[code], cost, deviation])
        rows.append(["Summa", None, date(year, month, 1), None, None, total])
    return rows


def purchases(year: int) -> Rows:
    """Purchases within framework agreements, of all purchases."""
    rng = Random(f"{SEED} inköp {year}")
    share = {2020: 0.84, 2021: 0.87, 2022: 0.905}[year]
    rows: list[Sequence[Any]] = [
        [f"Avtalstrohet {year}, tkr"],
        heading("Månad", "Inom avtal", "Alla inköp"),
    ]
    for month in range(1, 13):
        spent = round(near(rng, 18_600 * WORK[month - 1], 0.06))
        within = round(spent * near(rng, share, 0.02))
        rows.append([date(year, month, 1), within, spent])
    return rows


def production(year: int) -> Rows:
    """A pivot table: the year over its months, a product said once, sums below and beside."""
    rng = Random(f"{SEED} produktion {year}")
    growth = 1 + 0.03 * (year - 2020)
    products = (
        ("Ärenden i servicedesk", "IT/MT", 7_900 * growth),
        ("Arbetsorder", "IT/MT", 640 * growth),
        ("Arbetsorder", "Fastighet", 2_150),
        ("Lokalvård, tusen kvm", "Fastighet", 412.5),
        ("Portioner", "Måltid", 61_000 / growth**0.5),
        ("Beställningar", "Inköp", 5_300 * growth),
        ("Beställningar", "Måltid", 1_450 * growth),
        ("Löneärenden", "HR-service", 4_100 * growth),
    )
    rows = [[None, None, year], heading("Produkt", "Verksamhet", *MONTHS, "Summa")]
    said = ""
    for product, unit, level in products:
        digits = 1 if "kvm" in product else 0
        made = [round(near(rng, level * WORK[at], 0.04), digits) for at in range(12)]
        made = made if digits else [int(each) for each in made]
        first = product if product != said else None
        rows.append([first, unit, *made, round(sum(made), digits)])
        said = product
    rows.append(["Antal rader", "Summa", *(len(products) for _ in MONTHS), len(products) * 12])
    return rows


def cases(year: int) -> Rows:
    """The case system's log: a row for each case, some written twice."""
    rng = Random(f"{SEED} ärenden {year}")
    in_time = {"4100": 0.90, "4200": 0.86, "4500": 0.95, "4720": 0.88}
    rows = [heading("Inkom", "Ärendenr", "Enhet", "Prioritet", "Löst inom avtalad tid")]
    number = year % 100 * 10_000
    for day in range(365):
        when = date(year, 1, 1) + timedelta(days=day)
        for _ in range(round(6 * WORK[when.month - 1] * (0.4 if when.weekday() > 4 else 1.2))):
            number += 1
            code = pick(rng, {"4100": 0.5, "4200": 0.25, "4500": 0.12, "4720": 0.13})
            urgent = rng.random() < (0.014 if year < 2022 else 0.011)
            late = rng.random() > in_time[code] + 0.012 * (year - 2021)
            minute = f"{int(rng.random() * 10) + 7:02}:{int(rng.random() * 60):02}"
            rows.append(
                [f"{when} {minute}", f"A{number}", code, "1" if urgent else "3",
                 "nej" if late else "ja"]
            )  # fmt: skip
            if number % 211 == 0:
                rows.append(rows[-1])
    return rows


def ratios(year: int) -> Rows:
    """What each verksamhet gets done, and what it costs: numerator and denominator a month."""
    rng = Random(f"{SEED} nyckeltal {year}")
    since = year - 2020
    levels = {
        "P-IT": (7_900 * (1 + 0.03 * since), 92 + since), "P-FA": (412.5, 118 - since),
        "P-MA": (61_000 / (1 + 0.03 * since) ** 0.5, 10_350 - 40 * since),
        "K-IT": (4_020 * (1 + 0.02 * since), 7_900 * (1 + 0.035 * since)),
        "K-FA": (33_900 * (1 + 0.04 * since), 412_500),
        "K-MA": (3_350 * (1 + 0.01 * since), 61_000 * (1 + 0.018 * since) ** 0.5),
        "AVV": (52 - 6 * since, 13_400 * (1 + 0.02 * since)),
    }  # fmt: skip
    rows = [heading("kod", "manad", "taljare", "namnare")]
    for month in range(1, 13):
        for code, (top, bottom) in levels.items():
            season = WORK[month - 1] if code != "K-FA" else WINTER[month - 1]
            numerator = round(near(rng, top * season, 0.03), 1)
            denominator = round(bottom * (season if code == "AVV" else 1), 1)
            rows.append([code, f"{year}-{month:02}", str(numerator), str(denominator)])
    return rows


def energy(year: int) -> list[tuple[str, str, Decimal]]:
    """Meters: kilowatt-hours a day and building."""
    rng = Random(f"{SEED} energi {year}")
    level = {2020: 1.0, 2021: 1.02, 2022: 0.955}[year]
    days = (date(year, 1, 1) + timedelta(days=day) for day in range(365))
    return [
        (when.isoformat(), building, tenths(near(rng, base * level * heated(when), 0.1)))
        for when in days
        for building, base in (("Norra", 31_000), ("Södra", 18_500), ("Centralköket", 6_200))
    ]  # fmt: skip


def heated(day: date) -> float:
    """What of the energy depends on the season."""
    return 0.35 + 0.65 * (WINTER[day.month - 1] - 0.5)


def food_waste(year: int) -> Rows:
    """Kitchen scales; the figures of August 2022 never arrived."""
    rng = Random(f"{SEED} matsvinn {year}")
    grams = {2020: 68, 2021: 61, 2022: 55}[year]
    rows = [heading("Månad", "Svinn kg", "Portioner")]
    for month in range(1, 13):
        portions = round(near(rng, 61_000 * WORK[month - 1], 0.04))
        waste = decimal_comma(round(portions * near(rng, grams, 0.05) / 1000, 1))
        if (year, month) != (2022, 8):
            rows.append([f"1/{month}/{year}", waste, spaced(portions)])
    return rows


def hired_staff(year: int) -> Rows:
    """Invoices from two agencies, one in kronor, dots in thousands, and one in millions."""
    rng = Random(f"{SEED} inhyrd personal {year}")
    level = {2020: 420, 2021: 510, 2022: 470}[year]
    rows = [heading("Period", "Enhetskod", "Leverantör", "Belopp", "Enhet")]
    for month in range(1, 13):
        for code, share in (("4100", 0.7), ("4300", 0.3)):
            for agency, part in (("Bemanning Nord", 0.6), ("Exempelkraft", 0.4)):
                amount = near(rng, level * share * part, 0.2)
                millions = agency == "Exempelkraft"
                shown = decimal_comma(f"{amount / 1000:.3f}") if millions else dotted(amount)
                unit = "mnkr" if millions else "kr"
                rows.append([f"{year}-{month:02}", code, agency, shown, unit])
    return rows


def nationwide(year: int) -> Rows:
    """Key figures as the national database gives them: a row for each region, year and kön."""
    since = year - 2020
    regions = {
        "0099": ("Region Exempel", 49.6 + 2.4 * since),
        "0000": ("Riket", 51.2 + 1.1 * since),
    }
    rows = [heading("kpi", "municipality", "title", "period", "gender", "count", "value")]
    for code, (name, value) in regions.items():
        rows.append(["U00001", code, name, str(year), "T", "1", f"{value:.1f}"])
    rows.append(["U00002", "0000", "Riket", str(year), "T", "21", "12.5"])
    return rows


def by_hand(year: int) -> Rows:
    """What somebody keeps in a list of their own, tidy already."""
    since = year - 2020
    rows = [heading("styrmått", "verksamhet", "månad", "värde", "täljare", "nämnare", "kön")]
    for month, done, planned in ((4, 14, 15), (8, 27, 29), (12, 39 + since, 42)):
        rows.append(by_share("upphandlingar", "", year, month, done + since, planned + since))
    for kind, index in (("", 78.4), ("kvinna", 79.1), ("man", 77.6)):
        shown = decimal_comma(round(index + 0.6 * since, 1))
        rows.append(["hme", "", f"{year}-12", shown, "", "", kind])
    talks = (
        ("IT/MT", 148, 180),
        ("Fastighet", 96, 120),
        ("Måltid", 101, 129),
        ("HR-service", 34, 39),
    )
    held_in_all = sum(held + 2 * since for _, held, _ in talks)
    rows.append(by_share("medarbetarsamtal", "", year, 12, held_in_all, 468 + 4 * since))
    for unit, held, staff in talks:
        rows.append(by_share("medarbetarsamtal", unit, year, 12, held + 2 * since, staff + since))
    for month in range(1, 13):
        rows += monthly(year, month)
    rows.append(["beredskapsplan", "", f"{year}-08", "ja" if since else "nej", "", "", ""])
    rows.append(["beredskapsplan", "", f"{year}-12", "ja", "", "", ""])
    return rows


def by_share(id: str, unit: str, year: int, month: int, top: int, bottom: int) -> list[str]:
    """A tidy row with numerator and denominator."""
    return [id, unit, f"{year}-{month:02}", "", str(top), str(bottom), ""]


def monthly(year: int, month: int) -> Rows:
    """The month's rows of the same list. Self-service is counted from 2022 on."""
    rng = Random(f"{SEED} månad {year} {month}")
    since = year - 2020
    reports = (9, 7, 11, 8, 6, 5, 3, 6, 9, 10, 8, 7)[month - 1] + since
    waited = decimal_comma(round(near(rng, 5.4 - 0.6 * since, 0.15), 1))
    staffed = decimal_comma(round(near(rng, 97.5 + 0.4 * since, 0.04), 1))
    orders = round(near(rng, 2_150 * WORK[month - 1], 0.04))
    own = round(orders * near(rng, 0.71, 0.04))
    when = f"{year}-{month:02}"
    rows = [
        ["tillbud", "", when, str(reports), "", "", ""],
        ["svarstid", "IT/MT", when, waited, "", "", ""],
        ["svarstid", "", when, waited, "", "", ""],
        ["bemanning", "", when, staffed, "", "", ""],
        by_share("egen_regi", "", year, month, own, orders),
    ]
    if year == YEARS[-1]:
        cases = round(near(rng, 8_400 * WORK[month - 1], 0.04))
        served = round(cases * (0.33 + 0.009 * month))
        rows.append(by_share("sjalvservice", "IT/MT", year, month, served, cases))
    return rows


def actions() -> Rows:
    """The plan of action, as its owners keep it."""
    return [
        ["Handlingsplan 2022 (påhittad)"],
        heading("Åtgärd", "Framgångsfaktor", "Ansvarig", "Klart", "Status", "Kommentar"),
        ["Nytt arbetssätt för prioriterade ärenden", "Tillgänglighet", "Servicechefen",
         date(2022, 3, 31), "klar", "Infört i servicedesk i mars."],
        ["Beställarmöten med varje vårdområde", "Kundnöjdhet", "Områdescheferna",
         date(2022, 6, 30), "pågår", "Fem av sju möten är hållna."],
        ["Nattsänkning av ventilation i två hus", "Minskad klimatpåverkan", "Fastighetschefen",
         date(2022, 9, 30), "pågår", "Södra är klart."],
        ["Rehabiliteringsstöd till chefer i måltid", "Hållbar arbetsmiljö", "HR-chefen",
         date(2022, 8, 15), "ej påbörjad", "Utbildaren är upphandlad."],
        ["E-beställning i alla kök", "Kostnadseffektiv verksamhet", "Måltidschefen",
         date(2022, 12, 31), "pågår", None],
        ["Gemensam inköpskalender", "Kostnadseffektiv verksamhet", "Inköpschefen",
         date(2022, 4, 15), "klar", "Används av alla divisioner."],
        ["Vikariepool i stället för inhyrd personal", "Verksamheten håller sina ramar",
         "HR-chefen", date(2023, 3, 31), "ej påbörjad", None],
    ]  # fmt: skip


def forecasts() -> Rows:
    """The controllers' own forecasts of the full year."""
    return [
        heading("Mått", "Helår", "Motivering", "Lämnad av"),
        ["resultat", "-1,5", "Elpriset under hösten väntas ge underskott i Fastighet.",
         "Divisionscontrollern"],
        ["sjukfranvaro", "5,4", "Hösten antas bli något sämre än 2021.", "HR-chefen"],
    ]  # fmt: skip


# How they are written


def heading(*words: str) -> list[Any]:
    """A heading row."""
    return list(words)


def near(rng: Random, level: float, spread: float) -> float:
    """A number around ``level``, at most ``spread`` (a share) from it."""
    return level * (1 + spread * (2 * rng.random() - 1))


def tenths(number: float) -> Decimal:
    """Exact, with one decimal."""
    return Decimal(round(number * 10)) / 10


def pick(rng: Random, shares: dict[str, float]) -> str:
    """One of the keys, as often as its share says."""
    left = rng.random()
    for key, share in shares.items():
        left -= share
        if left < 0:
            return key
    return next(reversed(shares))


def decimal_comma(number: float | str) -> str:
    """1234.5 → "1234,5"."""
    return str(number).replace(".", ",")


def spaced(number: int) -> str:
    """1240 → "1 240", with the space that office programs use."""
    return f"{number:,}".replace(",", NBSP)


def dotted(thousands: float) -> str:
    """208.74 → "208.700,00": thousands of kronor as kronor, with a dot in thousands."""
    kronor = f"{tenths(thousands) * 1000:,.2f}"
    return kronor.translate(str.maketrans(",.", ".,"))


def delimited(rows: Rows, separator: str, encoding: str) -> bytes:
    """A text file with CRLF, as Windows programs write it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(sheets: dict[str, Rows]) -> bytes:
    """An XLSX file without the time of writing in it, uncompressed so that bytes never differ."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    stored = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(stored, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, _timeless(old.read(member)))
    return stored.getvalue()


def _timeless(part: bytes) -> bytes:
    """The part with the workbook's own times set to the year's beginning."""
    if b"dcterms:modified" not in part:
        return part
    properties = openpyxl.packaging.core.DocumentProperties.from_tree(
        openpyxl.xml.functions.fromstring(part)
    )
    properties.created = properties.modified = datetime(2020, 1, 1)
    return bytes(openpyxl.xml.functions.tostring(properties.to_tree()))


def write_parquet(path: Path, rows: Iterable[tuple[str, str, Decimal]]) -> None:
    """One row a day and building."""
    with duckdb.connect() as engine:
        engine.execute("SET threads = 1")
        engine.execute("CREATE TABLE e (datum DATE, hus VARCHAR, kwh DECIMAL(10, 1))")
        engine.executemany("INSERT INTO e VALUES (?, ?, ?)", list(rows))
        engine.execute(f"COPY (SELECT * FROM e ORDER BY rowid) TO '{path}' (FORMAT parquet)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
