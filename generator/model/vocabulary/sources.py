"""Words for sources and how they are graded, and for a brief's own status."""

from generator.model.vocabulary.term import Term


class SourceKind(Term):
    """What sort of source it is.

    The field has no standard list; these are the kinds that briefings cite.
    """

    WIRE_REPORT = "wire_report", "Wire report", "A news agency's report, made for other media to use."
    NEWS_REPORT = "news_report", "News report", "A report in a newspaper, magazine or news site."
    OFFICIAL_STATEMENT = (
        "official_statement",
        "Official statement",
        "A text published by a government, organisation or party in its own name.",
    )
    TRANSCRIPT = "transcript", "Transcript", "A written record of what was said, word for word."
    PRESS_CONFERENCE = "press_conference", "Press conference", "A recording or record of a press conference."
    INTERVIEW = "interview", "Interview", "An interview as it was published or broadcast."
    SOCIAL_MEDIA = "social_media", "Social media post", "A post on a social network or messaging channel."
    BROADCAST = "broadcast", "Broadcast", "A radio, television or streamed programme."
    DOCUMENT = (
        "document",
        "Document",
        "The text of an agreement, letter, resolution or other primary document.",
    )
    DATASET = "dataset", "Dataset", "Structured data collected by rules that are written down."
    REPORT = "report", "Report", "A study or report by an organisation, a mission or researchers."
    EYEWITNESS = "eyewitness", "Eyewitness account", "An account by somebody who was there."
    OTHER = "other", "Other", "A source that none of the other kinds describes."


class Reliability(Term):
    """How far a source can be relied on, judged by its record and apart from what it says this time.

    The letters are those of the NATO Admiralty code.
    """

    A = "A", "Completely reliable", "There is no doubt about the source, which has always proved right."
    B = "B", "Usually reliable", "There is little doubt about the source, which has mostly proved right."
    C = "C", "Fairly reliable", "There is some doubt about the source, which has often proved right."
    D = "D", "Not usually reliable", "There is much doubt about the source, which has proved right at times."
    E = "E", "Unreliable", "The source has a record of proving wrong."
    F = "F", "Reliability unknown", "There is no basis on which to judge the source."


class Credibility(Term):
    """How credible a piece of information is, judged apart from who reports it.

    The digits are those of the NATO Admiralty code.
    """

    CONFIRMED = "1", "Confirmed by other sources", "Independent sources report the same."
    PROBABLY_TRUE = (
        "2",
        "Probably true",
        "It fits with what else is known, and is not confirmed independently.",
    )
    POSSIBLY_TRUE = "3", "Possibly true", "It fits in part with what else is known, and is not confirmed."
    DOUBTFUL = "4", "Doubtful", "It is possible, and little else that is known supports it."
    IMPROBABLE = "5", "Improbable", "What else is known contradicts it."
    CANNOT_BE_JUDGED = "6", "Credibility unknown", "There is no basis on which to judge the information."


class BriefStatus(Term):
    """Whether a briefing is for readers yet.

    The project's own pair of words.
    """

    DRAFT = (
        "draft",
        "Draft",
        "It is being written, is checked like any other, and is not part of a published site.",
    )
    PUBLISHED = "published", "Published", "It is part of the site, unless an embargo still holds it back."
