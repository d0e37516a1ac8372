"""The vocabularies hold the content model's words, and each word can be shown, explained and validated."""

import pickle
from copy import deepcopy

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import vocabulary
from generator.model.vocabulary import (
    VOCABULARIES,
    AgreementStatus,
    CommitmentStatus,
    ConflictStatus,
    Credibility,
    MeetingStatus,
    OutcomeStatus,
    ParticipantRole,
    ProcessStatus,
    Status,
    Term,
    ThirdPartyRole,
    Tone,
)

# The content model, version 1: published files depend on these values. Adding one is fine, losing one is not.
CONTENT_MODEL = {
    "ConflictStatus": "active ceasefire frozen ended",
    "ProcessStatus": "active suspended concluded collapsed",
    "ThirdPartyRole": "mediator facilitator convener host guarantor witness observer monitor",
    "PartyKind": "state government de_facto_authority armed_group armed_forces coalition political_movement "
    "intergovernmental_organisation peace_operation humanitarian_organisation civil_society religious_body "
    "community joint_body business media academic other",
    "PlaceKind": "country region city site venue sea other",
    "Precision": "exact settlement district region country",
    "IssueCategory": "humanitarian ceasefire security territory political justice economic detainees process other",
    "AgreementKind": "ceasefire cessation_of_hostilities humanitarian_pause humanitarian_corridor "
    "prisoner_exchange detainee_release withdrawal monitoring_mechanism framework partial_agreement "
    "comprehensive_agreement process_agreement declaration_of_commitment memorandum joint_statement "
    "chair_statement unilateral_declaration un_resolution other",
    "AgreementStatus": "proposed initialled agreed_unsigned signed adopted in_force extended suspended "
    "resumed expired superseded terminated collapsed disputed",
    "AgreementRelation": "parallel_to implements extends amends supersedes endorses annex_of",
    "SourceKind": "wire_report news_report official_statement transcript press_conference interview "
    "social_media broadcast document dataset report eyewitness other",
    "Reliability": "A B C D E F",
    "Credibility": "1 2 3 4 5 6",
    "BriefStatus": "draft published",
    "MeetingStatus": "proposed announced held suspended postponed cancelled no_show collapsed reported",
    "Interaction": "direct proximity shuttle third_party_only mixed",
    "Channel": "in_person phone video hybrid written",
    "Level": "head_of_state_or_government ministerial special_envoy senior_official ambassadorial military "
    "technical local",
    "Track": "track_1 track_1_5 track_2 track_3 mixed",
    "ParticipantRole": "principal delegation_head delegation_member mediator facilitator convener host "
    "guarantor witness observer monitor adviser interpreter spokesperson",
    "Attendance": "present remote represented invited_absent declined unconfirmed",
    "QuoteKind": "direct partial paraphrase",
    "Setting": "in_meeting press_conference interview statement speech social_media letter call other",
    "ClaimResponse": "confirms partly_confirms denies denies_responsibility counter_claims disputes "
    "justifies clarifies investigating no_comment did_not_respond retracts",
    "Finding": "confirmed likely unverified disputed unlikely false",
    "Confidence": "high moderate low",
    "Coverage": "stated worded_differently omitted denied not_available",
    "PositionKind": "demand offer proposal condition acceptance rejection red_line request refusal_to_commit",
    "PositionResponse": "accepts accepts_conditionally rejects counter_proposes defers no_answer",
    "OutcomeStatus": "agreed agreed_in_principle partly_agreed not_agreed no_commitment deferred "
    "talks_to_continue suspended broken_off unclear",
    "CommitmentStatus": "pending in_progress fulfilled partly_fulfilled breach_alleged breached suspended "
    "withdrawn lapsed disputed unverifiable",
}

TERMS = [pytest.param(term, id=f"{kind.__name__}.{term.name}") for kind in VOCABULARIES for term in kind]
KINDS = [pytest.param(kind, id=kind.__name__) for kind in VOCABULARIES]


def test_the_vocabularies_hold_the_content_models_values_in_its_order() -> None:
    assert {kind.__name__: " ".join(kind) for kind in VOCABULARIES} == CONTENT_MODEL
    assert [kind.__name__ for kind in VOCABULARIES] == list(CONTENT_MODEL)


def test_every_vocabulary_that_the_package_exports_is_listed() -> None:
    exported = {getattr(vocabulary, name) for name in vocabulary.__all__ if name != "VOCABULARIES"}
    assert exported - {Term, Status, Tone} == set(VOCABULARIES)


@pytest.mark.parametrize("term", TERMS)
def test_a_label_is_in_sentence_case_and_a_description_is_one_sentence(term: Term) -> None:
    assert term.label[0].isupper()
    assert term.label == term.label.strip()
    assert "_" not in term.label
    assert not term.label.endswith(".")
    assert term.description[0].isupper()
    assert term.description.endswith(".")
    assert ". " not in term.description
    assert term.description.strip(".") != term.label


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_terms_of_a_vocabulary_read_the_same(kind: type[Term]) -> None:
    assert len({term.label for term in kind}) == len(kind)
    assert len({term.description for term in kind}) == len(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_vocabulary_says_what_it_classifies_and_where_its_words_come_from(kind: type[Term]) -> None:
    summary, _, origin = (kind.__doc__ or "").partition("\n\n")
    assert summary.endswith(".")
    assert origin.strip().endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_a_members_name_is_its_value(kind: type[Term]) -> None:
    if kind is not Credibility:  # a digit is no name
        assert [term.name.lower() for term in kind] == [term.value.lower() for term in kind]


@pytest.mark.parametrize("kind", KINDS)
def test_pydantic_takes_values_and_gives_members(kind: type[Term]) -> None:
    adapter = TypeAdapter(kind)
    for term in kind:
        assert adapter.validate_python(str(term)) is term
        assert adapter.validate_json(adapter.dump_json(term)) is term
    for wrong in ("no such word", "", next(iter(kind)).label + " "):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_lists_the_values(kind: type[Term]) -> None:
    schema = TypeAdapter(kind).json_schema()
    assert schema["type"] == "string"
    assert schema["enum"] == [term.value for term in kind]


def test_a_term_is_printed_as_its_value() -> None:
    assert f"{OutcomeStatus.TALKS_TO_CONTINUE}" == "talks_to_continue"
    assert OutcomeStatus.TALKS_TO_CONTINUE.label == "Talks to continue"


def test_a_third_partys_roles_mean_the_same_in_a_process_and_in_a_meeting() -> None:
    in_a_meeting = {role.value: (role.label, role.description) for role in ParticipantRole}
    for role in ThirdPartyRole:
        assert in_a_meeting[role.value] == (role.label, role.description)


STATUSES: tuple[type[Status], ...] = (
    OutcomeStatus,
    AgreementStatus,
    CommitmentStatus,
    MeetingStatus,
    ProcessStatus,
    ConflictStatus,
)


def test_every_status_has_a_tone() -> None:
    assert {kind for kind in VOCABULARIES if issubclass(kind, Status)} == set(STATUSES)
    for kind in STATUSES:
        for status in kind:
            assert isinstance(status.tone, Tone), status


def test_the_tones_of_the_outcome_strip() -> None:
    assert {status.value: status.tone.value for status in OutcomeStatus} == {
        "agreed": "agreed",
        "agreed_in_principle": "partly",
        "partly_agreed": "partly",
        "not_agreed": "not-agreed",
        "no_commitment": "no-commitment",
        "deferred": "going-on",
        "talks_to_continue": "going-on",
        "suspended": "no-commitment",
        "broken_off": "not-agreed",
        "unclear": "neutral",
    }


def test_a_few_tones_of_the_other_statuses() -> None:
    assert ConflictStatus.ENDED.tone is Tone.NEUTRAL
    assert (ProcessStatus.COLLAPSED.tone, AgreementStatus.IN_FORCE.tone) == (Tone.NOT_AGREED, Tone.AGREED)
    assert (OutcomeStatus.DEFERRED.tone, MeetingStatus.HELD.tone) == (Tone.GOING_ON, Tone.NEUTRAL)


def test_a_status_cannot_be_defined_without_a_tone() -> None:
    with pytest.raises(TypeError, match="tone"):

        class Incomplete(Status):
            SOMEHOW = "somehow", "Somehow", "It stands somehow."


def test_a_term_survives_copying_and_pickling() -> None:
    assert deepcopy(OutcomeStatus.AGREED) is OutcomeStatus.AGREED
    assert pickle.loads(pickle.dumps(OutcomeStatus.AGREED)) is OutcomeStatus.AGREED
