"""Words for those who take part: in what role, and whether they were there."""

from generator.model.vocabulary.term import Term

# The roles that third parties have in a process are roles in a meeting too: one meaning, written once.
_MEDIATOR = "mediator", "Mediator", "Helps the sides to reach agreement, and may make proposals of its own."
_FACILITATOR = "facilitator", "Facilitator", "Helps the sides to talk, without making proposals on substance."
_CONVENER = "convener", "Convener", "Called the talks and invited those who take part."
_HOST = "host", "Host", "Provides the place and the arrangements for the talks."
_GUARANTOR = "guarantor", "Guarantor", "Has undertaken to see to it that what is agreed is kept."
_WITNESS = "witness", "Witness", "Attests that an agreement was made, without guaranteeing it."
_OBSERVER = "observer", "Observer", "Is present at the talks without negotiating."
_MONITOR = "monitor", "Monitor", "Watches and reports on how commitments are kept."


class ThirdPartyRole(Term):
    """What a third party does in a process.

    After the third-party roles in USIP's and the United Nations' guidance on mediation.
    """

    MEDIATOR = _MEDIATOR
    FACILITATOR = _FACILITATOR
    CONVENER = _CONVENER
    HOST = _HOST
    GUARANTOR = _GUARANTOR
    WITNESS = _WITNESS
    OBSERVER = _OBSERVER
    MONITOR = _MONITOR


class ParticipantRole(Term):
    """In what role somebody takes part in a meeting or signs an agreement.

    Adds the roles within a delegation to those of third parties; whom a participant acts for is said apart,
    as in Popolo's `on_behalf_of`.
    """

    PRINCIPAL = (
        "principal",
        "Principal",
        "Takes part for a side with authority to decide, not as a member of a delegation.",
    )
    DELEGATION_HEAD = "delegation_head", "Head of delegation", "Leads a side's delegation and speaks for it."
    DELEGATION_MEMBER = "delegation_member", "Member of delegation", "Belongs to a side's delegation."
    MEDIATOR = _MEDIATOR
    FACILITATOR = _FACILITATOR
    CONVENER = _CONVENER
    HOST = _HOST
    GUARANTOR = _GUARANTOR
    WITNESS = _WITNESS
    OBSERVER = _OBSERVER
    MONITOR = _MONITOR
    ADVISER = "adviser", "Adviser", "Advises a delegation or a third party."
    INTERPRETER = "interpreter", "Interpreter", "Interprets between the languages of the talks."
    SPOKESPERSON = "spokesperson", "Spokesperson", "Speaks to the public for a delegation or a third party."


class Attendance(Term):
    """Whether a participant was there.

    The field has no standard list; absence is recorded because it can matter as much as presence.
    """

    PRESENT = "present", "Present", "Was there."
    REMOTE = "remote", "Took part remotely", "Took part from elsewhere, by telephone or video."
    REPRESENTED = "represented", "Represented", "Did not come, and somebody else took part in their place."
    INVITED_ABSENT = (
        "invited_absent",
        "Invited, absent",
        "Was invited and was not there, with no refusal known.",
    )
    DECLINED = "declined", "Declined", "Was invited and refused to take part."
    UNCONFIRMED = (
        "unconfirmed",
        "Not confirmed",
        "Was named as a participant, and it is not established that they were there.",
    )
