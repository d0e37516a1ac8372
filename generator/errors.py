"""What stops a command, other than a bug."""


class ConfigurationError(Exception):
    """The site's configuration, or the way a command was called, cannot be used."""


class BuildError(Exception):
    """The content is right, and yet no site came of it; the old one stands as it was."""


class RefusedError(Exception):
    """There are mistakes in the content, and no site is made of it; a text shows them to whoever waits for one."""
