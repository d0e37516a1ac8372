"""The command `briefings`, which is `python -m generator`, too."""

import gc


def run() -> None:
    """Run the command as all that this process is for."""
    # What is loaded stays: to look for garbage in it takes a tenth of the start.
    gc.disable()
    from generator.cli import run_command

    gc.freeze()
    gc.enable()
    run_command()


if __name__ == "__main__":
    run()
