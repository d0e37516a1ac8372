"""The command `briefings`, which is `python -m generator`, too."""

from generator.processes import collection_paused


def run() -> None:
    """Run the command as all that this process is for."""
    # To look for garbage in what is loaded takes a tenth of the start.
    with collection_paused():
        from generator.cli import run_command
    run_command()


if __name__ == "__main__":
    run()
