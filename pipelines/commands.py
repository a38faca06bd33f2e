"""The commands of the command line, and the options that they share."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click
from click.shell_completion import get_completion_class

from pipelines import VERSION, refresh
from pipelines.configuration import load_settings
from pipelines.errors import UsageError
from pipelines.invocation import Invocation, echo, echo_json
from pipelines.progress import Progress
from pipelines.publish.published import open_published
from pipelines.register import policies, register

_EXIT = """
\b
Exit status:
  0   done (violated policies are findings, not failures)
  2   the command line or the configuration asks for something that cannot be
  3   an input cannot be read
  4   the warehouse is locked, foreign or too new, or the disk is full or closed
  5   the new warehouse failed its own audit; nothing was published
  6   with --strict: a policy that says must is newly violated
  70  a bug of saydo
  130 interrupted
"""
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(epilog=_EXIT, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="saydo")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_obj
def saydo(invocation: Invocation, debug: bool) -> None:
    """Show where a team's practice differs from what its documents say.

    \b
    Examples:
      saydo refresh                            the sample that ships along
      saydo refresh --repo ../service          a checkout, or any folder
      saydo refresh --repo a --repo b --data /srv/saydo
      saydo policies                           the register of the last refresh
      saydo propose                            drafts to act on; sends nothing

    The steps extract, read, model, judge, measure and publish are what refresh runs,
    in this order; each by itself is for those who debug.
    """  # noqa: D301  (click wants the character itself)
    invocation.is_debugging = debug


def _command(
    example: str, *options: Callable[[Any], Any], reads: bool = True
) -> Callable[[Callable[..., None]], Any]:
    """Make a command with the options that all share, and an example in its help.

    Args:
        example: What follows `saydo` in the example.
        options: Options of its own, passed on by their names.
        reads: It reads inputs, and so takes --repo and --org.
    """

    def decorate(function: Callable[..., None]) -> Any:  # noqa: ANN401 (a click command)
        @click.option("--data", metavar="DIR", help="Folder that takes all output.")
        @click.option(
            "-q", "--quiet", is_flag=True, help="No progress, only the result."
        )
        @click.pass_obj
        def run(
            invocation: Invocation,
            /,
            data: str | None,
            quiet: bool,
            repo: tuple[str, ...] = (),
            org: str | None = None,
            **own: Any,  # noqa: ANN401 (what click read)
        ) -> None:
            if quiet:
                invocation.steps.progress = Progress.silent()
            invocation.is_json = own.pop("json", False)
            environ = os.environ | ({"SAYDO_ORG": org} if org else {})
            strict = own.pop("strict", False) or None
            invocation.settings = load_settings(
                repositories=repo, data=data, is_strict=strict, environ=environ
            )
            function(invocation, **own)

        for option in (*options, *(_INPUTS if reads else ())):
            run = option(run)
        run.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n  saydo {example}"
        name = function.__name__.strip("_").replace("_", "-")
        return saydo.command(name, epilog=_EXIT)(run)

    return decorate


_INPUTS = (
    click.option(
        "--repo",
        multiple=True,
        metavar="PATH",
        help="Checkout, folder, or owner/name on GitHub; may be given several times.",
    ),
    click.option("--org", metavar="NAME", help="Organisation on GitHub: all it has."),
)
_JSON = click.option("--json", is_flag=True, help="Print the result as JSON.")
_STRICT = click.option(
    "--strict",
    is_flag=True,
    help="End with status 6 if a policy that says must is newly violated.",
)


@_command("refresh --repo ../service --data data", _STRICT, _JSON)
def _refresh(invocation: Invocation) -> None:
    """Run the whole job and publish warehouse, report and site."""
    settings = invocation.settings_or_fail
    with refresh.exclusive(settings, invocation.steps):
        refresh.refresh(settings, invocation.steps)
    from pipelines.report.summary import format_summary, summarise

    if invocation.is_json:
        echo_json({"status": 0} | summarise(settings.warehouse))
    else:
        echo(format_summary(settings.warehouse))


def _step(name: str, function: Callable[..., object], doc: str) -> None:
    def run(invocation: Invocation) -> None:
        settings = invocation.settings_or_fail
        with refresh.exclusive(settings, invocation.steps):
            function(settings, invocation.steps)

    run.__name__, run.__doc__ = name, doc
    _command(f"{name} --data data")(run)


_step("extract", refresh.extract, "Read the inputs into DATA/state/raw.duckdb.")
_step("read", refresh.read, "Find what the extracted texts say.")
_step("model", refresh.model, "Build and test the facts with dbt, in a new build file.")
_step("judge", refresh.judge, "Test the facts in the build file against the policies.")
_step("measure", refresh.measure, "Compute the metrics from facts and verdicts.")
_step("publish", refresh.publish, "Audit the build file and put it in place.")


@_command("report --data data", reads=False)
def _report(invocation: Invocation) -> None:
    """Write the report anew from the published warehouse."""
    settings = invocation.settings_or_fail
    with refresh.exclusive(settings, invocation.steps):
        refresh.report(settings, invocation.steps)
    echo(f"Report: {settings.report}")


@_command("docs --data data", reads=False)
def _docs(invocation: Invocation) -> None:
    """Write dbt's documentation of the published warehouse."""
    settings = invocation.settings_or_fail
    with refresh.exclusive(settings, invocation.steps):
        page = refresh.docs(settings, invocation.steps)
    echo(f"Documentation: {page}")


@_command("policies --data data", _JSON, reads=False)
def _policies(invocation: Invocation) -> None:
    """Print the register: policy, source, parameters, since when, verdicts."""
    invocation.steps.current = "policies"
    settings = invocation.settings_or_fail
    if invocation.is_json:
        echo_json(policies(settings))
    else:
        echo(register(settings))


@_command("propose --data data", _JSON, reads=False)
def _propose(invocation: Invocation) -> None:
    """Write drafts to act on: labels, issues, decisions, rules. Sends nothing."""
    from pipelines.propose.run import propose

    settings = invocation.settings_or_fail
    warehouse = settings.warehouse
    with (
        open_published(warehouse) as connection,
        refresh.exclusive(settings, invocation.steps),
        invocation.steps.step("propose", f"reading {warehouse}") as progress,
    ):
        drafts = propose(connection, settings.proposals, progress=progress)
    if invocation.is_json:
        echo_json([asdict(draft) for draft in drafts])
    else:
        echo(f"Drafts: {settings.proposals / 'README.md'}")


@_command(
    "audit-pack --from 2024-01-01 --to 2024-12-31 --sample 25 --seed 1",
    click.option("--from", "first", type=_DAY, required=True, help="First day, UTC."),
    click.option("--to", "last", type=_DAY, required=True, help="Last day, included."),
    click.option("--sample", type=int, default=25, help="Records to draw per policy."),
    click.option("--seed", default="1", help="The same seed draws the same records."),
    _JSON,
    reads=False,
)
def _audit_pack(
    invocation: Invocation, first: datetime, last: datetime, sample: int, seed: str
) -> None:
    """Write an auditor's pack: population, seeded sample, evidence, hashes."""
    from pipelines.audit_pack.period import Period
    from pipelines.audit_pack.run import write_pack

    settings = invocation.settings_or_fail
    period = Period(first.date(), last.date(), sample, seed)
    warehouse = settings.warehouse
    with (
        open_published(warehouse) as connection,
        refresh.exclusive(settings, invocation.steps),
        invocation.steps.step("audit-pack", f"reading {warehouse}") as progress,
    ):
        pack = write_pack(
            connection, warehouse, settings.audit_packs, period, progress=progress
        )
    if invocation.is_json:
        echo_json({"folder": str(pack.folder), "row_counts": pack.row_counts})
    else:
        echo(f"Pack: {pack.folder}")


@saydo.command("completion", epilog=_EXIT)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def _completion(shell: str) -> None:
    """Print what makes SHELL complete commands and options.

    \b
    Example (with bin/ of this project on the PATH):
      eval "$(saydo completion bash)"
    """  # noqa: D301  (click wants the character itself)
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"no completion for {shell}", "Use bash, zsh or fish.")
    echo(found(saydo, {}, "saydo", "_SAYDO_COMPLETE").source())
