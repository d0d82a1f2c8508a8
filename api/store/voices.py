"""People by name, whose voice a label is, and the sealed shares of voice profiles."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store.entries import NamedSpeaker, ProfileEntry, SealedShare
from models.account import name_key
from models.tables import PersonRow, SpeakerNameRow, VoiceConsentRow, VoiceShareRow
from models.voices import Consent


class VoiceStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def person_named(self, name: str, new_id: str, now: datetime) -> tuple[str, str]:
        """Id and name of the person who is called so, made when there is none."""
        row = self._session.scalar(select(PersonRow).where(PersonRow.name_key == name_key(name)))
        if row is None:
            row = PersonRow(id=new_id, name=name, name_key=name_key(name), created_at=now)
            self._session.add(row)
            self._session.flush()
        return row.id, row.name

    def people(self) -> tuple[tuple[str, str], ...]:
        """Ids and names of all, in order of names."""
        return tuple((row.id, row.name) for row in self._session.scalars(select(PersonRow).order_by(PersonRow.name)))

    def name(self, diarization_id: str, label: str, person_id: str, by: str, now: datetime) -> None:
        """This label is that person; what it was before, and what it gave to a profile, is taken out first."""
        self.unname(diarization_id, label)
        self._session.add(
            SpeakerNameRow(diarization_id=diarization_id, label=label, person_id=person_id, by=by, at=now)
        )
        self._session.flush()

    def unname(self, diarization_id: str, label: str) -> bool:
        """Take a name back, and its share of the person's profile; False when there was none.

        A profile without any share left is no profile: the consent goes, too.
        """
        row = self._session.get(SpeakerNameRow, (diarization_id, label))
        if row is None:
            return False
        person_id = row.person_id
        # explicitly, for the identity map knows nothing of the database's cascades
        self._session.execute(
            delete(VoiceShareRow).where(VoiceShareRow.diarization_id == diarization_id, VoiceShareRow.label == label)
        )
        self._session.delete(row)
        self._session.flush()
        left = select(VoiceShareRow.label).where(VoiceShareRow.person_id == person_id).limit(1)
        if self._session.scalar(left) is None:
            self.forget_voice(person_id)
        return True

    def named(self, diarization_id: str) -> tuple[NamedSpeaker, ...]:
        """Who of a diarization's labels is who, in order of labels."""
        query = (
            select(SpeakerNameRow, PersonRow.name, VoiceShareRow.label)
            .join(PersonRow, PersonRow.id == SpeakerNameRow.person_id)
            .outerjoin(
                VoiceShareRow,
                (VoiceShareRow.diarization_id == SpeakerNameRow.diarization_id)
                & (VoiceShareRow.label == SpeakerNameRow.label),
            )
            .where(SpeakerNameRow.diarization_id == diarization_id)
            .order_by(SpeakerNameRow.label)
        )
        return tuple(
            NamedSpeaker(row.label, row.person_id, name, row.by, row.at, share is not None)
            for row, name, share in self._session.execute(query)
        )

    def consent_of(self, person_id: str) -> Consent | None:
        row = self._session.get(VoiceConsentRow, person_id)
        return None if row is None else Consent(row.by, row.at)

    def add_consent(self, person_id: str, consent: Consent) -> None:
        """Once given it stands with its first date, until the profile is deleted."""
        if self._session.get(VoiceConsentRow, person_id) is None:
            self._session.add(VoiceConsentRow(person_id=person_id, by=consent.by, at=consent.at))
            self._session.flush()

    def add_share(self, person_id: str, share: SealedShare) -> None:
        """The person's consent and the label's name must be there."""
        self._session.add(
            VoiceShareRow(
                diarization_id=share.diarization_id,
                label=share.label,
                person_id=person_id,
                network=share.network,
                speech_ms=share.speech_ms,
                sealed=share.sealed,
            )
        )
        self._session.flush()

    def profiles(self) -> tuple[ProfileEntry, ...]:
        """Everybody whose voice is kept, in order of names, vectors sealed."""
        people = self._session.execute(
            select(VoiceConsentRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == VoiceConsentRow.person_id)
            .order_by(PersonRow.name, PersonRow.id)
        ).all()
        shares: dict[str, list[SealedShare]] = {}
        for row in self._session.scalars(
            select(VoiceShareRow).order_by(VoiceShareRow.diarization_id, VoiceShareRow.label)
        ):
            share = SealedShare(row.diarization_id, row.label, row.network, row.speech_ms, row.sealed)
            shares.setdefault(row.person_id, []).append(share)
        return tuple(
            ProfileEntry(row.person_id, name, Consent(row.by, row.at), tuple(shares.get(row.person_id, ())))
            for row, name in people
        )

    def forget_voice(self, person_id: str) -> bool:
        """Delete a profile with all its shares; names given stay. False when there was none."""
        consent = self._session.get(VoiceConsentRow, person_id)
        if consent is None:
            return False
        self._session.execute(delete(VoiceShareRow).where(VoiceShareRow.person_id == person_id))
        self._session.delete(consent)
        self._session.flush()
        return True
