"""Words for conflicts, the processes that negotiate them, and what they are about."""

from generator.model.vocabulary.term import Status, Term, Tone


class ConflictStatus(Status):
    """The state of a conflict.

    After the Uppsala Conflict Data Program (UCDP), which tells active conflicts from those that have ended.
    """

    ACTIVE = "active", "Active", "The parties use armed force against each other.", Tone.GOING_ON
    CEASEFIRE = (
        "ceasefire",
        "Cease-fire",
        "A cease-fire or a cessation of hostilities is in effect, and the conflict is not settled.",
        Tone.AGREED,
    )
    FROZEN = (
        "frozen",
        "Frozen",
        "Fighting has largely stopped with neither a settlement nor talks that move towards one.",
        Tone.NO_COMMITMENT,
    )
    ENDED = "ended", "Ended", "The conflict is over, by settlement or otherwise.", Tone.NEUTRAL


class ProcessStatus(Status):
    """The state of a negotiation.

    After the peace processes of the PA-X Peace Agreements Database.
    """

    ACTIVE = "active", "Active", "Talks are being held or prepared.", Tone.GOING_ON
    SUSPENDED = (
        "suspended",
        "Suspended",
        "Talks are interrupted, and at least one side or third party holds that they can resume.",
        Tone.NO_COMMITMENT,
    )
    CONCLUDED = "concluded", "Concluded", "Those who held the talks ended them as completed.", Tone.NEUTRAL
    COLLAPSED = "collapsed", "Collapsed", "Talks ended without being completed.", Tone.NOT_AGREED


class IssueCategory(Term):
    """The field that a negotiated issue belongs to.

    Condensed from the issue codes of the PA-X Peace Agreements Database.
    """

    HUMANITARIAN = (
        "humanitarian",
        "Humanitarian",
        "Protection of civilians, relief, evacuation and the passage of people and goods.",
    )
    CEASEFIRE = (
        "ceasefire",
        "Cease-fire",
        "Stopping, pausing or limiting the use of force, and watching over it.",
    )
    SECURITY = (
        "security",
        "Security",
        "Forces, arms, alliances, security guarantees, and the disarming or reform of armed bodies.",
    )
    TERRITORY = "territory", "Territory", "Borders, control of land and sea, and the status of an area."
    POLITICAL = (
        "political",
        "Political",
        "Government, constitution, elections, recognition and the sharing of power.",
    )
    JUSTICE = "justice", "Justice", "Accountability, amnesty, reparation, missing persons and human rights."
    ECONOMIC = "economic", "Economic", "Trade, sanctions, resources, energy, reconstruction and finance."
    DETAINEES = (
        "detainees",
        "Detainees",
        "Prisoners of war, other detained people and their exchange or release.",
    )
    PROCESS = "process", "Process", "The talks themselves: format, agenda, place, mediation and follow-up."
    OTHER = "other", "Other", "An issue that none of the other categories covers."
