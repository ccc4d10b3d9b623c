"""The command line: the group of commands; each room of commands has a module of its own beside this one.

Heavy modules are imported by the command that needs them, so that --help answers at once.
"""

from __future__ import annotations

import os
import sys

import click

from graph1540 import __version__
from graph1540.cli_build import build_command, export
from graph1540.cli_decisions import decide, undecided, why
from graph1540.cli_questions import ask, explain, queries, query
from graph1540.cli_remote import publish
from graph1540.cli_shared import Refusal
from graph1540.cli_store import add, backup, compact, remove, restore, status
from graph1540.cli_validate import review, validate
from graph1540.errors import Graph1540Error
from graph1540.garbage import seldom_collected

__all__ = ["main"]


class Cli(click.Group):
    """Turns our errors into one sentence and a mistyped command into a suggestion."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with seldom_collected():
                result = super().invoke(ctx)
            sys.stdout.flush()  # A full disk shows itself here, not after the end.
        except Graph1540Error as error:
            raise Refusal(str(error)) from error
        except click.UsageError as error:
            raise Refusal(_usage(error)) from error
        except BrokenPipeError:
            _hush()
            return None
        except OSError as error:
            _hush()
            reason = (error.strerror or str(error)).lower()
            raise Refusal(f"{error.filename or 'standard output'}: it cannot be used ({reason}); choose another place") from error
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The commands in the order of use, with their first sentence whole."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in self.commands.items()])


def _usage(error: click.UsageError) -> str:
    """What is wrong with a command line, in one sentence that says where to look."""
    message = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx else "graph1540"
    return message if message.endswith("?") else f"{message}; '{command} --help' tells more"


def _hush() -> None:
    """Nobody reads standard output any more: what is left in its buffer goes nowhere, without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=Cli,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit code: 0 done, 1 the data do not conform, 2 wrong usage or unreadable input.",
)
@click.version_option(__version__, prog_name="graph1540")
def main() -> None:
    """The information notes of the 1540 Committee as a knowledge graph, every answer with its sentence."""


for _command in (
    build_command, validate, review, queries, query, ask, explain, export, publish, decide, why, undecided, add, remove, status, backup, restore, compact,
):  # fmt: skip
    main.add_command(_command)
