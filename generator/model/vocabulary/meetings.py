"""Words for meetings: whether and how they were held."""

from generator.model.vocabulary.term import Status, Term, Tone


class MeetingStatus(Status):
    """Whether a meeting took place.

    Wider than the event statuses of schema.org, which do not tell how a meeting failed.
    """

    PROPOSED = (
        "proposed",
        "Proposed",
        "Somebody has suggested the meeting, and not all who are to take part have accepted.",
        Tone.GOING_ON,
    )
    ANNOUNCED = "announced", "Announced", "The meeting is publicly planned and still to come.", Tone.GOING_ON
    HELD = "held", "Held", "The meeting took place.", Tone.NEUTRAL
    SUSPENDED = (
        "suspended",
        "Suspended",
        "The meeting began and was interrupted, with the intention to resume it.",
        Tone.NO_COMMITMENT,
    )
    POSTPONED = "postponed", "Postponed", "The meeting was put off to a later date.", Tone.NO_COMMITMENT
    CANCELLED = "cancelled", "Cancelled", "The meeting was called off before it began.", Tone.NOT_AGREED
    NO_SHOW = (
        "no_show",
        "Side did not appear",
        "The meeting did not take place because a side that was expected did not come.",
        Tone.NOT_AGREED,
    )
    COLLAPSED = "collapsed", "Collapsed", "The meeting began and broke up before its end.", Tone.NOT_AGREED
    REPORTED = (
        "reported",
        "Reported, not confirmed",
        "Sources report that the meeting took place, and no participant has confirmed it.",
        Tone.NEUTRAL,
    )


class Interaction(Term):
    """How the sides dealt with one another.

    After the terms of the United States Institute of Peace (USIP) for proximity talks and shuttle diplomacy.
    """

    DIRECT = (
        "direct",
        "Direct talks",
        "The sides spoke with each other, with or without a third party present.",
    )
    PROXIMITY = (
        "proximity",
        "Proximity talks",
        "The sides were at one place, and third parties carried messages between them.",
    )
    SHUTTLE = (
        "shuttle",
        "Shuttle diplomacy",
        "Third parties travelled between sides that were at different places.",
    )
    THIRD_PARTY_ONLY = (
        "third_party_only",
        "Third parties only",
        "Only third parties met, or one side with third parties, and no messages were carried.",
    )
    MIXED = "mixed", "Mixed", "More than one of these forms was used."


class Channel(Term):
    """By what means a meeting was held.

    Finer than the attendance modes of schema.org's events: in person, online and mixed.
    """

    IN_PERSON = "in_person", "In person", "The participants were together at one place."
    PHONE = "phone", "By telephone", "The participants spoke by telephone, without pictures."
    VIDEO = "video", "By video", "The participants spoke by video link."
    HYBRID = "hybrid", "Hybrid", "Some participants were at the place, and others took part from elsewhere."
    WRITTEN = "written", "In writing", "The participants exchanged letters, notes or messages."


class Level(Term):
    """The rank at which a meeting was held: that of the principals on its sides.

    After the levels that USIP and the United Nations tell apart in official diplomacy.
    """

    HEAD_OF_STATE_OR_GOVERNMENT = (
        "head_of_state_or_government",
        "Heads of state or government",
        "Presidents, monarchs, prime ministers or the leaders of a side met.",
    )
    MINISTERIAL = "ministerial", "Ministerial", "Ministers met, or officials of the same rank."
    SPECIAL_ENVOY = "special_envoy", "Special envoys", "Envoys or personal representatives met."
    SENIOR_OFFICIAL = (
        "senior_official",
        "Senior officials",
        "Deputy ministers, advisers, heads of department or members of parliament met.",
    )
    AMBASSADORIAL = "ambassadorial", "Ambassadors", "Ambassadors or permanent representatives met."
    MILITARY = "military", "Military", "Commanders or other officers met."
    TECHNICAL = "technical", "Technical", "Experts or working groups met on matters of detail."
    LOCAL = "local", "Local", "Mayors, elders, local commanders or other local figures met."


class Track(Term):
    """How official a channel of dialogue is.

    After the tracks of diplomacy as the United States Institute of Peace (USIP) defines them.
    """

    TRACK_1 = "track_1", "Track 1", "Official representatives of the sides negotiate."
    TRACK_1_5 = (
        "track_1_5",
        "Track 1.5",
        "Officials, often in a private capacity, talk together with people outside government.",
    )
    TRACK_2 = (
        "track_2",
        "Track 2",
        "Influential people outside government, such as scholars, talk unofficially.",
    )
    TRACK_3 = "track_3", "Track 3", "People and groups at the grass roots meet and talk."
    MIXED = "mixed", "Mixed", "More than one track came together."
