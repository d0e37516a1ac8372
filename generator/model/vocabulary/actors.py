"""Words for parties and for places."""

from generator.model.vocabulary.term import Term


class PartyKind(Term):
    """What sort of organisation or group a party is; it says nothing about its legitimacy.

    After the actor types of UCDP and ACLED, and Popolo's organisations.
    """

    STATE = "state", "State", "A state as a whole, as it takes part in international relations."
    GOVERNMENT = "government", "Government", "The government of a state, or a ministry or office of it."
    DE_FACTO_AUTHORITY = (
        "de_facto_authority",
        "De facto authority",
        "A body that governs a territory or people without wide recognition as its government.",
    )
    ARMED_GROUP = (
        "armed_group",
        "Armed group",
        "An organised group that uses arms and is not part of a state's forces.",
    )
    ARMED_FORCES = "armed_forces", "Armed forces", "The military, or another armed service, of a state."
    COALITION = "coalition", "Coalition", "Several parties that act together under one name."
    POLITICAL_MOVEMENT = (
        "political_movement",
        "Political movement",
        "A political party, front or movement, whether or not it holds office.",
    )
    INTERGOVERNMENTAL_ORGANISATION = (
        "intergovernmental_organisation",
        "Intergovernmental organisation",
        "An organisation whose members are states, or a body of one.",
    )
    PEACE_OPERATION = (
        "peace_operation",
        "Peace operation",
        "A peacekeeping, monitoring or political mission sent by an organisation or a group of states.",
    )
    HUMANITARIAN_ORGANISATION = (
        "humanitarian_organisation",
        "Humanitarian organisation",
        "An organisation whose purpose is relief and protection for people affected by conflict.",
    )
    CIVIL_SOCIETY = (
        "civil_society",
        "Civil society",
        "An association or network of citizens outside government, business and armed groups.",
    )
    RELIGIOUS_BODY = (
        "religious_body",
        "Religious body",
        "A church, religious authority or faith-based organisation.",
    )
    COMMUNITY = (
        "community",
        "Community",
        "A local, ethnic, clan or other community that takes part through its members.",
    )
    JOINT_BODY = (
        "joint_body",
        "Joint body",
        "A committee, centre or mechanism that several parties set up and staff together.",
    )
    BUSINESS = "business", "Business", "A company or an association of companies."
    MEDIA = "media", "Media", "A news organisation, broadcaster or publisher."
    ACADEMIC = "academic", "Academic", "A university, research institute or think tank."
    OTHER = "other", "Other", "A party that none of the other kinds describes."


class PlaceKind(Term):
    """What sort of place it is.

    The field has no standard list; these are the kinds that briefings name.
    """

    COUNTRY = "country", "Country", "The territory of a country."
    REGION = "region", "Region", "A part of a country, or an area that spans several."
    CITY = "city", "City", "A city, town or village."
    SITE = (
        "site",
        "Site",
        "A particular spot or installation, such as a hospital, a port or a crossing point.",
    )
    VENUE = "venue", "Venue", "A building or compound in which meetings are held."
    SEA = "sea", "Sea", "A sea, strait, gulf or other stretch of water."
    OTHER = "other", "Other", "A place that none of the other kinds describes."


class Precision(Term):
    """How closely a place is located: its published coordinates are cut to this.

    After the geographic precision codes of UCDP and ACLED.
    """

    EXACT = "exact", "Exact spot", "The coordinates are those of the spot itself."
    SETTLEMENT = (
        "settlement",
        "Settlement",
        "The coordinates show the city, town or village, not a spot in it.",
    )
    DISTRICT = "district", "District", "The coordinates show the district or a similar area around the place."
    REGION = "region", "Region", "The coordinates show no more than the region that the place lies in."
    COUNTRY = "country", "Country", "The coordinates show no more than the country that the place lies in."
