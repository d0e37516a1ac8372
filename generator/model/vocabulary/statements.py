"""Words for what is said: quotes, claims and the answers to them, readouts, and positions."""

from generator.model.vocabulary.term import Term


class QuoteKind(Term):
    """How closely a quote gives the speaker's words.

    Splits what schema.org's Quotation leaves as one.
    """

    DIRECT = "direct", "Direct quotation", "The speaker's own words, in whole sentences."
    PARTIAL = "partial", "Partial quotation", "A fragment of a sentence in the speaker's own words."
    PARAPHRASE = (
        "paraphrase",
        "Paraphrase",
        "What the speaker said in somebody else's words, without quotation marks.",
    )


class Setting(Term):
    """The occasion on which somebody said something.

    The field has no standard list; these are the occasions that sources report.
    """

    IN_MEETING = (
        "in_meeting",
        "In the meeting",
        "It was said to the other participants in the meeting itself.",
    )
    PRESS_CONFERENCE = (
        "press_conference",
        "Press conference",
        "It was said to reporters at a press conference or briefing.",
    )
    INTERVIEW = "interview", "Interview", "It was said in answer to an interviewer."
    STATEMENT = "statement", "Statement", "It was issued as a written or recorded statement."
    SPEECH = "speech", "Speech", "It was said in a speech or an address."
    SOCIAL_MEDIA = "social_media", "Social media", "It was posted on a social network or messaging channel."
    LETTER = "letter", "Letter", "It was written in a letter or a diplomatic note."
    CALL = "call", "Call", "It was said in a telephone or video call."
    OTHER = "other", "Other", "It was said on an occasion that none of the others describes."


class ClaimResponse(Term):
    """How somebody answered a claim.

    The answers of those concerned, kept apart from the review of a claim in schema.org's ClaimReview.
    """

    CONFIRMS = "confirms", "Confirms", "Says that the claim is true."
    PARTLY_CONFIRMS = "partly_confirms", "Partly confirms", "Says that a part of the claim is true."
    DENIES = "denies", "Denies", "Says that the claim is not true."
    DENIES_RESPONSIBILITY = (
        "denies_responsibility",
        "Denies responsibility",
        "Does not contest that it happened, and says that it was not the one who did it.",
    )
    COUNTER_CLAIMS = "counter_claims", "Makes a counter-claim", "Gives another account of the same event."
    DISPUTES = "disputes", "Disputes", "Contests details or the account without denying it as a whole."
    JUSTIFIES = "justifies", "Justifies", "Accepts what is said to have been done, and gives reasons for it."
    CLARIFIES = (
        "clarifies",
        "Clarifies",
        "Adds to or explains what was said, without confirming or denying it.",
    )
    INVESTIGATING = "investigating", "Says it is investigating", "Says that it is looking into the matter."
    NO_COMMENT = "no_comment", "Declined to comment", "Was asked and would not say anything on it."
    DID_NOT_RESPOND = "did_not_respond", "Did not respond", "Was asked and is not known to have answered."
    RETRACTS = "retracts", "Retracts", "Takes back what it had itself said."


class Finding(Term):
    """What the editors find about a claim on the evidence so far.

    The words for likelihood follow ICD 203; a dated and signed review follows schema.org's ClaimReview.
    """

    CONFIRMED = "confirmed", "Confirmed", "Independent evidence establishes it."
    LIKELY = "likely", "Likely", "The evidence makes it more probable than not, and does not settle it."
    UNVERIFIED = "unverified", "Not verified", "There is too little evidence to say either way."
    DISPUTED = "disputed", "Disputed", "There is substantial evidence on both sides."
    UNLIKELY = (
        "unlikely",
        "Unlikely",
        "The evidence makes it less probable than not, and does not rule it out.",
    )
    FALSE = "false", "False", "Independent evidence establishes that it is not so."


class Confidence(Term):
    """How firm the basis of a finding is, which is not how likely it is.

    The three levels of analytic confidence of ICD 203.
    """

    HIGH = "high", "High confidence", "The finding rests on good evidence from several independent sources."
    MODERATE = (
        "moderate",
        "Moderate confidence",
        "The finding rests on plausible evidence that could be read otherwise.",
    )
    LOW = "low", "Low confidence", "The finding rests on scant, fragmentary or poorly supported evidence."


class Coverage(Term):
    """What a side's account of a meeting does with a point.

    The project's own words, for comparing readouts.
    """

    STATED = "stated", "Stated", "The account makes the point."
    WORDED_DIFFERENTLY = (
        "worded_differently",
        "Worded differently",
        "The account makes the point in words that change its meaning or weight.",
    )
    OMITTED = "omitted", "Left out", "The whole account is at hand, and the point is not in it."
    DENIED = "denied", "Denied", "The account says that the point is not so."
    NOT_AVAILABLE = (
        "not_available",
        "Not available",
        "The side's whole account is not at hand, so nothing can be said.",
    )


class PositionKind(Term):
    """What sort of position somebody takes on an issue.

    The usual words of negotiation, as in USIP's peace terms.
    """

    DEMAND = "demand", "Demand", "Something that the other side is called on to do or accept."
    OFFER = "offer", "Offer", "Something that the side says it is ready to do or give."
    PROPOSAL = "proposal", "Proposal", "A way to settle the issue that is put to the others."
    CONDITION = "condition", "Condition", "Something that must come first if the side is to act or agree."
    ACCEPTANCE = "acceptance", "Acceptance", "The side says yes to what another has put forward."
    REJECTION = "rejection", "Rejection", "The side says no to what another has put forward."
    RED_LINE = "red_line", "Red line", "Something that the side says it will not accept or give up."
    REQUEST = "request", "Request", "Something that the other side is asked for, without insistence."
    REFUSAL_TO_COMMIT = (
        "refusal_to_commit",
        "Refusal to commit",
        "The side gives neither a yes nor a no when asked.",
    )


class PositionResponse(Term):
    """How somebody answered a position.

    The usual words of negotiation, as in USIP's peace terms.
    """

    ACCEPTS = "accepts", "Accepts", "Says yes to it as it stands."
    ACCEPTS_CONDITIONALLY = (
        "accepts_conditionally",
        "Accepts with conditions",
        "Says yes to it if conditions are met.",
    )
    REJECTS = "rejects", "Rejects", "Says no to it."
    COUNTER_PROPOSES = "counter_proposes", "Makes a counter-proposal", "Puts another proposal in its place."
    DEFERS = "defers", "Defers", "Leaves the answer to later, to others or to other talks."
    NO_ANSWER = "no_answer", "No answer", "Is not known to have answered."
