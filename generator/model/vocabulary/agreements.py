"""Words for agreements: what sort they are, where they stand, and how they relate."""

from generator.model.vocabulary.term import Status, Term, Tone


class AgreementKind(Term):
    """What sort of agreement, or other text of commitment, it is.

    After the agreement stages of PA-X, the ceasefire kinds of the ETH/PRIO Civil Conflict CeaseFire dataset,
    and the United Nations' glossary of humanitarian pauses.
    """

    CEASEFIRE = (
        "ceasefire",
        "Cease-fire",
        "The sides are to stop fighting under set terms, often with monitoring.",
    )
    CESSATION_OF_HOSTILITIES = (
        "cessation_of_hostilities",
        "Cessation of hostilities",
        "The sides are to stop fighting, in most cases as a first step and without detailed terms.",
    )
    HUMANITARIAN_PAUSE = (
        "humanitarian_pause",
        "Humanitarian pause",
        "Fighting is to stop for a set time, and often in a set area, for humanitarian purposes alone.",
    )
    HUMANITARIAN_CORRIDOR = (
        "humanitarian_corridor",
        "Humanitarian corridor",
        "People or relief goods are to pass safely along a set route at set times.",
    )
    PRISONER_EXCHANGE = (
        "prisoner_exchange",
        "Prisoner exchange",
        "Each side is to hand over people whom it holds in return for people held by the other.",
    )
    DETAINEE_RELEASE = "detainee_release", "Detainee release", "A side is to free people whom it holds."
    WITHDRAWAL = (
        "withdrawal",
        "Withdrawal",
        "Forces or weapons are to leave an area or move back from a line.",
    )
    MONITORING_MECHANISM = (
        "monitoring_mechanism",
        "Monitoring mechanism",
        "A body or procedure is set up to watch how commitments are kept.",
    )
    FRAMEWORK = (
        "framework",
        "Framework agreement",
        "The principles or the outline of a settlement are set, with details left to later talks.",
    )
    PARTIAL_AGREEMENT = (
        "partial_agreement",
        "Partial agreement",
        "Some of the issues in dispute are settled, and others are left open.",
    )
    COMPREHENSIVE_AGREEMENT = (
        "comprehensive_agreement",
        "Comprehensive agreement",
        "The main issues of the conflict are meant to be settled in one text or set of texts.",
    )
    PROCESS_AGREEMENT = (
        "process_agreement",
        "Process agreement",
        "The sides agree on how to negotiate: format, agenda, rules, timetable or mediation.",
    )
    DECLARATION_OF_COMMITMENT = (
        "declaration_of_commitment",
        "Declaration of commitment",
        "One or more parties state what they bind themselves to do, often towards a third party.",
    )
    MEMORANDUM = (
        "memorandum",
        "Memorandum",
        "An understanding is recorded in a form less formal than a treaty.",
    )
    JOINT_STATEMENT = (
        "joint_statement",
        "Joint statement",
        "Two or more parties publish one text about what they discussed or agreed.",
    )
    CHAIR_STATEMENT = (
        "chair_statement",
        "Chair's statement",
        "Whoever chaired the meeting sums it up, without the participants having adopted the text.",
    )
    UNILATERAL_DECLARATION = (
        "unilateral_declaration",
        "Unilateral declaration",
        "One party declares what it will do, without an agreement with the others.",
    )
    UN_RESOLUTION = (
        "un_resolution",
        "UN resolution",
        "A decision or recommendation adopted by an organ of the United Nations.",
    )
    OTHER = "other", "Other", "An agreement that none of the other kinds describes."


class AgreementStatus(Status):
    """Where an agreement stands on a given day.

    After the agreement statuses of the PA-X Peace Agreements Database, carried on through a text's life.
    """

    PROPOSED = (
        "proposed",
        "Proposed",
        "A text is on the table, and the sides have not accepted it.",
        Tone.GOING_ON,
    )
    INITIALLED = (
        "initialled",
        "Initialled",
        "Negotiators have initialled the text to fix its wording, without yet being bound by it.",
        Tone.GOING_ON,
    )
    AGREED_UNSIGNED = (
        "agreed_unsigned",
        "Agreed, not signed",
        "The sides say that they accept the text or terms, and have not signed.",
        Tone.PARTLY,
    )
    SIGNED = "signed", "Signed", "Those whom the text names as its parties have signed it.", Tone.AGREED
    ADOPTED = (
        "adopted",
        "Adopted",
        "The body that decides on the text has passed or approved it.",
        Tone.AGREED,
    )
    IN_FORCE = "in_force", "In force", "The terms apply.", Tone.AGREED
    EXTENDED = "extended", "Extended", "The terms apply for longer than was first set.", Tone.AGREED
    SUSPENDED = (
        "suspended",
        "Suspended",
        "The terms are declared not to apply for the time being, by all sides or by one.",
        Tone.NO_COMMITMENT,
    )
    RESUMED = "resumed", "Resumed", "The terms apply again after a suspension.", Tone.AGREED
    EXPIRED = "expired", "Expired", "The time that was set for it has run out.", Tone.NEUTRAL
    SUPERSEDED = "superseded", "Superseded", "A later agreement has taken its place.", Tone.NEUTRAL
    TERMINATED = "terminated", "Terminated", "It was formally ended, by all sides or by one.", Tone.NOT_AGREED
    COLLAPSED = (
        "collapsed",
        "Collapsed",
        "It is no longer observed in practice, without having been formally ended.",
        Tone.NOT_AGREED,
    )
    DISPUTED = (
        "disputed",
        "Disputed",
        "The sides do not agree on whether it exists, applies or binds them.",
        Tone.ALLEGED,
    )


class AgreementRelation(Term):
    """How one agreement relates to another; it reads from the first to the second.

    After the links between agreements in PA-X, and the usual words of treaty practice.
    """

    PARALLEL_TO = (
        "parallel_to",
        "Parallel to",
        "It was made beside the other, as when each side signs its own text with the mediator.",
    )
    IMPLEMENTS = "implements", "Implements", "It sets out how the other is to be carried out."
    EXTENDS = "extends", "Extends", "It prolongs the other."
    AMENDS = "amends", "Amends", "It changes terms of the other, which remains."
    SUPERSEDES = "supersedes", "Supersedes", "It takes the place of the other."
    ENDORSES = "endorses", "Endorses", "It expresses support for the other without being part of it."
    ANNEX_OF = "annex_of", "Annex of", "It is an annex, a protocol or another part of the other."
