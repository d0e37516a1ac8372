"""Words for what came of talks, and for what became of what was promised."""

from generator.model.vocabulary.term import Status, Tone


class OutcomeStatus(Status):
    """What came of talks on one issue.

    The project's own words; what is agreed then follows the agreement statuses of PA-X.
    """

    AGREED = "agreed", "Agreed", "The sides reached agreement on the issue.", Tone.AGREED
    AGREED_IN_PRINCIPLE = (
        "agreed_in_principle",
        "Agreed in principle",
        "The sides accept the aim or the outline, with terms still to be settled.",
        Tone.PARTLY,
    )
    PARTLY_AGREED = "partly_agreed", "Partly agreed", "The sides agreed on a part of the issue.", Tone.PARTLY
    NOT_AGREED = (
        "not_agreed",
        "Not agreed",
        "The sides discussed the issue and did not agree.",
        Tone.NOT_AGREED,
    )
    NO_COMMITMENT = (
        "no_commitment",
        "No commitment",
        "What was asked for was neither promised nor refused.",
        Tone.NO_COMMITMENT,
    )
    DEFERRED = "deferred", "Deferred", "The issue was left to a later time or to another body.", Tone.GOING_ON
    TALKS_TO_CONTINUE = (
        "talks_to_continue",
        "Talks to continue",
        "Talks on the issue are to go on.",
        Tone.GOING_ON,
    )
    SUSPENDED = "suspended", "Suspended", "Talks on the issue are interrupted.", Tone.NO_COMMITMENT
    BROKEN_OFF = "broken_off", "Broken off", "A side ended the talks on the issue.", Tone.NOT_AGREED
    UNCLEAR = "unclear", "Unclear", "What is known does not tell what came of it.", Tone.NEUTRAL


class CommitmentStatus(Status):
    """What became of a commitment, on somebody's word.

    After the implementation coding of the Kroc Institute's Peace Accords Matrix.
    """

    PENDING = "pending", "Pending", "Nothing is known to have been done yet.", Tone.GOING_ON
    IN_PROGRESS = "in_progress", "In progress", "It is being carried out.", Tone.GOING_ON
    FULFILLED = "fulfilled", "Fulfilled", "What was promised has been done.", Tone.AGREED
    PARTLY_FULFILLED = (
        "partly_fulfilled",
        "Partly fulfilled",
        "A part of what was promised has been done, and a part has not.",
        Tone.PARTLY,
    )
    BREACH_ALLEGED = (
        "breach_alleged",
        "Breach alleged",
        "Somebody says that it was broken, and that is not established.",
        Tone.ALLEGED,
    )
    BREACHED = "breached", "Breached", "It is established that it was broken.", Tone.NOT_AGREED
    SUSPENDED = (
        "suspended",
        "Suspended",
        "The party bound by it says that it does not keep it for the time being.",
        Tone.NO_COMMITMENT,
    )
    WITHDRAWN = "withdrawn", "Withdrawn", "The party bound by it has taken it back.", Tone.NOT_AGREED
    LAPSED = "lapsed", "Lapsed", "It no longer binds, as its time or its condition has passed.", Tone.NEUTRAL
    DISPUTED = (
        "disputed",
        "Disputed",
        "The parties do not agree on whether it was kept, or on what it says.",
        Tone.ALLEGED,
    )
    UNVERIFIABLE = (
        "unverifiable",
        "Cannot be verified",
        "Whether it was kept cannot be established.",
        Tone.NEUTRAL,
    )
