"""Official letters, notices, invitations, plans and schedules as plain text, as a straight list of steps."""

from datetime import datetime, time

from models.conversation import Document
from models.findings import Finding, Findings
from scheduling.extractors.rules.documents.context import DocumentReading, date_finder
from scheduling.extractors.rules.documents.gatherings import find_gatherings
from scheduling.extractors.rules.documents.layout import lay_out
from scheduling.extractors.rules.documents.metadata import read_metadata
from scheduling.extractors.rules.documents.orders import find_orders
from scheduling.extractors.rules.documents.tables import find_tables
from scheduling.protocol import ExtractContext


def extract_document(document: Document, context: ExtractContext) -> Findings:
    """Metadata, orders, conclusions and meetings; evidence are lines (``l7``). "Today" is the document's own date."""
    layout = lay_out(document.text)
    metadata = read_metadata(layout)
    received = document.received_at or context.reference_time
    dated = received if metadata.dated is None else datetime.combine(metadata.dated, time(8), received.tzinfo)
    language = context.languages[0] if len(context.languages) == 1 else "mixed"
    find = date_finder(document.zone, language)
    reading = DocumentReading(
        layout, dated, received, metadata.subject, metadata.issuer, document.zone, language, find
    )
    tables = find_tables(layout.body_lines)
    meetings, used = find_gatherings(reading, tables)
    items: list[Finding] = [*meetings, *find_orders(reading, tables, meetings, used)]
    items.sort(key=lambda item: int(item.evidence[0].utterance[1:]))
    return Findings(document.id, tuple(items), metadata)
