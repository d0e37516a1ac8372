"""The words that the made-up corpus is put together from. Countries, people and events are invented."""

# Beginnings, middles and ends of invented names.
FIRST_NAMES = (
    *("Adela", "Anton", "Beren", "Carla", "Dario", "Edda", "Emil", "Farid", "Galina", "Hana", "Idris", "Ilma", "Jonas"),
    *("Kamila", "Laszlo", "Leila", "Marek", "Mirela", "Nadir", "Olena", "Petar", "Rasha", "Samir", "Selma", "Tarik"),
    *("Teodor", "Ulla", "Viktor", "Yana", "Zahra"),
)
NAME_STARTS = "Ar Bel Cor Dal Ere Fal Gor Hal Ist Jar Kel Lor Mal Nor Ost Pel Rav Sar Tel Ul Var Wen".split()  # noqa: SIM905
NAME_MIDDLES = "a e i o u an en in or ar el il ov ad".split()  # noqa: SIM905
NAME_ENDS = "dan den dor gard ken lin man mir nov rad ran sen stan tin va vek vin zan".split()  # noqa: SIM905

# Offices, and how a party of each kind is called; the kinds are those of the content model.
OFFICES = (
    "Minister of Foreign Affairs",
    "Deputy Prime Minister",
    "Head of the delegation",
    "Spokesperson",
    "Special envoy",
    "Chief of the General Staff",
    "Adviser to the President",
    "Permanent Representative",
)
PARTY_FORMS = (
    ("state", "Republic of {}"),
    ("armed_group", "Front for {}"),
    ("state", "Kingdom of {}"),
    ("political_movement", "{} Assembly"),
    ("intergovernmental_organisation", "Union of {}"),
    ("humanitarian_organisation", "{} Relief Committee"),
)
ISSUE_FORMS = (
    ("ceasefire", "Cease-fire at {}"),
    ("humanitarian", "Humanitarian corridor to {}"),
    ("detainees", "Exchange of prisoners held in {}"),
    ("territory", "Status of {}"),
    ("security", "Withdrawal of heavy weapons from {}"),
    ("economic", "Grain exports through {}"),
    ("political", "Transitional authority for {}"),
    ("justice", "Inquiry into events in {}"),
    ("process", "Format of the talks on {}"),
)
PLACE_KINDS = ("city", "region", "site", "city", "venue", "city")
PUBLISHERS = (
    *("Northern Wire", "The Meridian", "Free Harbour Radio", "Evening Courier", "Press service of the presidency"),
    *("Office of the spokesperson", "Daily Ledger", "Agence du Littoral", "Field Monitor", "Capital Gazette"),
)
VENUES = ("Hotel Bellevue", "Palace of Nations", "Villa Aurora", "Old Customs House", "Lakeside Conference Centre")
TIME_ZONES = ("Europe/Istanbul", "Europe/Zurich", "Africa/Nairobi", "Asia/Qatar", "Europe/Vienna", "Africa/Addis_Ababa")
TAGS = ("ministers", "cease-fire", "corridors", "prisoners", "guarantees", "energy", "ports", "observers")

# Parts of sentences; a sentence takes one of each, so that thousands of them differ.
SUBJECTS = (
    *("the delegation", "the other side", "our government", "the commission", "the mediator", "the general staff"),
    *("the local administration", "the observers", "both parties", "the technical group", "the negotiators"),
    *("the Red Cross", "the joint centre", "the convoy", "the families", "the ministers", "the signatories"),
)
VERBS = (
    *("proposed", "did not accept", "asked for", "put forward", "withdrew", "confirmed", "called into question"),
    *("examined", "insisted on", "made known", "wanted to discuss", "ruled out", "agreed in principle to"),
    *("prepared", "made conditional", "reported", "recalled", "handed over", "set aside", "welcomed"),
)
OBJECTS = (
    *("a written guarantee of safe passage", "a pause of seventy-two hours", "the list of detainees"),
    *("the opening of three crossings", "the withdrawal of artillery behind the line", "an inspection of the ships"),
    *("a meeting at the level of heads of state", "the evacuation of the wounded", "the draft protocol on monitoring"),
    *("the delivery of medicines and fuel", "a moratorium on strikes against power stations", "a map of minefields"),
    *("the return of displaced residents", "the status of the eastern districts", "a timetable for elections"),
    *("the repair of the water main", "an exchange of all for all", "the mandate of the observer mission"),
    *("the transit of grain and fertilizer", "security guarantees by third states", "an inquiry into the shelling"),
)
CIRCUMSTANCES = (
    *("before the end of the month", "without conditions", "under the eyes of observers", "as early as next week"),
    *("in exchange for assurances", "at the request of the host", "despite the fighting around the airport"),
    *("once the lists have been compared", "in the presence of the mediator", "on humanitarian grounds alone"),
    *("in line with the earlier memorandum", "after two sessions behind closed doors", "for the fourth time this year"),
    *("until the technical group reports", "so that people who wait at the crossing need not wait longer"),
    *("although no text was signed", "as it had said on the eve of the talks", "subject to approval in the capital"),
)
OPENERS = (
    *("We said it plainly:", "It is true that", "I can tell you that", "Let me repeat:", "As of this morning,"),
    *("I was asked whether", "For months now", "Nobody disputes that", "To be exact,", "I regret that", "Once again"),
)
FIGURES = ("People evacuated", "Prisoners exchanged", "Lorries that passed the crossing", "Tonnes of grain shipped")

# The same statements in English and in the languages in which they were made.
SPOKEN: tuple[dict[str, str], ...] = (
    {
        "en": "We are ready to meet again if there is something to discuss",
        "uk": "Ми готові зустрітися знову, якщо буде що обговорювати",
        "ru": "Мы готовы встретиться снова, если будет что обсуждать",
        "ar": "نحن مستعدون للقاء مرة أخرى إذا كان هناك ما نناقشه",
        "fr": "Nous sommes prêts à nous revoir s’il y a de quoi discuter",
        "tr": "Konuşacak bir şey varsa yeniden görüşmeye hazırız",
        "es": "Estamos dispuestos a reunirnos de nuevo si hay algo que tratar",
        "zh-Hans": "如果有可谈的内容，我们愿意再次会面",
    },
    {
        "en": "The corridor must be open every day, and not only when the cameras are there",
        "uk": "Коридор має бути відкритий щодня, а не лише тоді, коли там камери",
        "ru": "Коридор должен быть открыт каждый день, а не только при камерах",
        "ar": "يجب أن يكون الممر مفتوحا كل يوم وليس فقط أمام الكاميرات",
        "fr": "Le couloir doit être ouvert chaque jour, et pas seulement devant les caméras",
        "tr": "Koridor yalnızca kameralar oradayken değil, her gün açık olmalı",
        "es": "El corredor debe estar abierto todos los días, y no solo ante las cámaras",
        "zh-Hans": "通道必须每天开放，而不仅仅是在有镜头的时候",
    },
    {
        "en": "I asked for an answer by Friday and received none",
        "uk": "Я просив відповіді до п’ятниці й не отримав жодної",
        "ru": "Я просил ответа до пятницы и не получил никакого",
        "ar": "طلبت جوابا قبل يوم الجمعة ولم أتلق أي جواب",
        "fr": "J’ai demandé une réponse pour vendredi et n’en ai reçu aucune",
        "tr": "Cumaya kadar yanıt istedim ve hiçbir yanıt almadım",
        "es": "Pedí una respuesta para el viernes y no recibí ninguna",
        "zh-Hans": "我要求在星期五之前得到答复，但没有收到",
    },
    {
        "en": "There was no progress on the cease-fire today",
        "uk": "Сьогодні не було поступу щодо припинення вогню",
        "ru": "Сегодня не было продвижения по прекращению огня",
        "ar": "لم يحرز اليوم أي تقدم بشأن وقف إطلاق النار",
        "fr": "Il n’y a pas eu de progrès aujourd’hui sur le cessez-le-feu",
        "tr": "Bugün ateşkes konusunda ilerleme olmadı",
        "es": "Hoy no hubo avances sobre el alto el fuego",
        "zh-Hans": "今天在停火问题上没有取得进展",
    },
)
