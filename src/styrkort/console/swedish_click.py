"""What click says in English by itself, in Swedish: help pages and faults in how we were called."""

import os
import re
from typing import Any

import click

__all__ = [
    "SwedishCommand", "SwedishGroup", "as_typed", "usage_fault", "words_as_typed", "year_number",
]  # fmt: skip


class _Swedish(click.Command):
    """Headings of the help page, and a word for arguments too many."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("Val"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen och avsluta."
        return option


class SwedishCommand(_Swedish):
    """A command with options and one argument."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[VAL]", **kwargs})
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest:
            periods = any(isinstance(param, click.Argument) for param in self.params)
            remedy = "Ange bara en period." if periods else "Kommandot tar bara val."
            ctx.fail(f"För många argument: {' '.join(rest)}. {remedy}")
        return rest


class SwedishGroup(_Swedish, click.Group):
    """The list of commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = {"options_metavar": "[VAL]", "subcommand_metavar": "KOMMANDO [VAL] [PERIOD]"}
        super().__init__(*args, **{**own, **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = ((name, self.commands[name]) for name in self.list_commands(ctx))
        with formatter.section("Kommandon"):
            formatter.write_dl(
                [(name, command.get_short_help_str(70)) for name, command in commands]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            ctx.fail(f"Kommandot ”{args[0]}” finns inte. Kommandona är {known}.")
        return super().resolve_command(ctx, args)


def usage_fault(error: click.ClickException) -> str:
    """In Swedish, what was wrong with how the command was called."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchOption():
            near = (
                f" Menade du {' eller '.join(error.possibilities)}?" if error.possibilities else ""
            )
            fault = f"Valet {error.option_name} finns inte.{near}"
        case click.BadOptionUsage():
            takes_none = "does not take" in error.message
            fault = (
                f"Valet {error.option_name} {'tar inget' if takes_none else 'behöver ett'} värde."
            )
        case _:
            fault = error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "styrkort"
    return f"{fault}\nHjälp: {command} --help"


def as_typed(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The text as UTF-8, which make hands over whatever language the system is set to."""
    if value is None:
        return None
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        return value


def words_as_typed(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """As :func:`as_typed`; what isn't UTF-8 is read as Windows writes Swedish, no letter lost."""
    text = as_typed(ctx, param, value)
    if text is None or not re.search("[\ud800-\udfff]", text):
        return text
    return os.fsencode(text).decode("cp1252", "replace")


def year_number(ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """The year, four digits; a usage fault if it is anything else."""
    if value is None or not value.strip():
        return None
    if not re.fullmatch("[12][0-9]{3}", value.strip()):
        ctx.fail(f"Året ”{value}” kan inte läsas. Skriv fyra siffror, till exempel 2022.")
    return int(value)
