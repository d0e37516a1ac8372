"""The file `_headers`, which some hosts read (Netlify, Cloudflare Pages): the headers of the site's files."""

from generator.pages.downloads import API, CALENDAR, DATA, FEEDS

HEADERS = "_headers"
# What a page may use of a browser: of what asks for a permission, nothing.
_PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def to_headers(policy: str) -> str:
    """Make the file: the policy that the pages have too, and that pages of other origins may read data and feeds.

    Whether a page may be framed can only be said in a header.
    """
    every = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _PERMISSIONS),
    }
    shared = [f"/{API}*", f"/{DATA}*", "/briefs/*"]
    shared += [path for name in (*FEEDS, CALENDAR) for path in (f"/{name}", f"/*/{name}")]
    blocks = ["\n".join(["/*", *(f"  {name}: {value}" for name, value in every.items())])]
    blocks += [f"{path}\n  Access-Control-Allow-Origin: *" for path in shared]
    return "\n".join([*blocks, ""])
