"""Findings ⇄ JSON: the format of ``thuky extract`` and of stored proposals.

``evidence`` lists utterance ids; ``quotes`` gives each one's words and seconds.
"""

from models.codec.shape import SCHEMA, Json, Node, civil_to_json, span_to_json
from models.findings import (
    ActionItem,
    Decision,
    DocumentMetadata,
    Due,
    Evidence,
    Finding,
    Findings,
    PlannedMeeting,
)


def findings_to_json(findings: Findings) -> Json:
    told: dict[str, Json] = {"schema": SCHEMA, "id": findings.source_id}
    if findings.metadata is not None:
        told["metadata"] = _metadata_to_json(findings.metadata)
    told["items"] = [finding_to_json(item) for item in findings.items]
    return told


def findings_from_json(node: Node) -> Findings:
    metadata = node.get("metadata")
    return Findings(
        node.get("id").text(),
        tuple(finding_from_json(item) for item in node.get("items").items()),
        None if metadata.value is None else _metadata_from_json(metadata),
    )


def finding_to_json(finding: Finding) -> Json:
    match finding:
        case Decision():
            told: dict[str, Json] = {"kind": "decision", "what": finding.text}
        case ActionItem():
            told = {
                "kind": "task",
                "what": finding.text,
                "owners": list(finding.owners),
                **_due_to_json(finding.due),
            }
        case PlannedMeeting():
            told = {
                "kind": "meeting",
                "title": finding.text,
                "start": civil_to_json(finding.start),
                "end": civil_to_json(finding.end),
                "start_text": finding.phrase,
                "start_reading": finding.reading,
                "place": finding.place,
                "participants": list(finding.participants),
                "rrule": finding.rrule,
            }
    told["confidence"] = round(finding.confidence, 2)
    told["doubts"] = list(finding.doubts)
    told["evidence"] = [evidence.utterance for evidence in finding.evidence]
    told["quotes"] = [_evidence_to_json(evidence) for evidence in finding.evidence]
    return told


def finding_from_json(node: Node) -> Finding:
    kind = node.get("kind").choice("decision", "task", "meeting")
    evidence = tuple(_evidence_from_json(item) for item in node.get("quotes").items())
    if not evidence:
        raise node.get("quotes").wrong("at least one quotation")
    confidence = node.get("confidence").number()
    if not 0.0 <= confidence <= 1.0:
        raise node.get("confidence").wrong("0 … 1")
    words = node.get("title" if kind == "meeting" else "what")
    text = words.text()
    if not text.strip():
        raise words.wrong("words")
    doubts = node.get("doubts").texts()
    if kind == "decision":
        return Decision(text, evidence, confidence, doubts)
    if kind == "task":
        return ActionItem(text, node.get("owners").texts(), _due_from_json(node), evidence, confidence, doubts)
    return PlannedMeeting(
        text=text,
        start=node.get("start").civil_time(),
        end=node.get("end").optional_civil_time(),
        phrase=node.get("start_text").text(),
        place=node.get("place").optional_text(),
        participants=node.get("participants").texts(),
        rrule=node.get("rrule").optional_text(),
        evidence=evidence,
        confidence=confidence,
        doubts=doubts,
        reading=node.get("start_reading").optional_text() or "",
    )


def _due_to_json(due: Due | None) -> dict[str, Json]:
    if due is None:
        return {"due": None, "due_text": None, "due_reading": None}
    return {"due": civil_to_json(due.value), "due_text": due.phrase, "due_reading": due.reading}


def _due_from_json(node: Node) -> Due | None:
    if not node.has("due_text"):
        return None
    value = node.get("due").optional_civil_time()
    return Due(value, node.get("due_text").text(), node.get("due_reading").optional_text() or "")


def _evidence_to_json(evidence: Evidence) -> Json:
    told: dict[str, Json] = {"utterance": evidence.utterance, "quote": evidence.quote}
    if evidence.span is not None:
        told |= span_to_json(evidence.span)
    return told


def _evidence_from_json(node: Node) -> Evidence:
    span = node.span() if node.has("start") else None
    return Evidence(node.get("utterance").text(), node.get("quote").text(), span)


def _metadata_to_json(metadata: DocumentMetadata) -> Json:
    return {
        "number": metadata.number,
        "date": civil_to_json(metadata.dated),
        "issuer": metadata.issuer,
        "subject": metadata.subject,
    }


def _metadata_from_json(node: Node) -> DocumentMetadata:
    day = node.get("date").optional_civil_time()
    return DocumentMetadata(
        node.get("number").optional_text(),
        day,
        node.get("issuer").optional_text(),
        node.get("subject").optional_text(),
    )
