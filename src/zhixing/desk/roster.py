"""Names of the court's people and posts, for whoever stands in a docket; asked once a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhixing.courts.queries import SYSTEM_PERSON, get_person, list_held_posts
from zhixing.courts.records import HeldPost, PostView
from zhixing.desk.words import POSTS
from zhixing.kernel.refusal import Impossible
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.words import Text, Words

_NOBODY = Words("不详", "not known")


@dataclass(slots=True)
class Roster:
    """Hold who holds which post of a court on a day; people who left are looked up one by one."""

    held: tuple[HeldPost, ...]
    _names: dict[UUID, str] = field(default_factory=dict)
    _posts: dict[UUID, PostView] = field(default_factory=dict)

    @classmethod
    def of(cls, court_no: int, on: date) -> Roster:
        """Read the roster of a court with one query."""
        held = list_held_posts(court_no, on)
        names = {h.person.id: h.person.name for h in held}
        return cls(held, names, {h.post.id: h.post for h in held})

    def name(self, person: UUID | None) -> Text:
        """Give a person's name."""
        if person is None:
            return _NOBODY
        if person == SYSTEM_PERSON:
            return POSTS["SYSTEM"]
        if person not in self._names:
            self._names[person] = _former(person)
        return self._names[person] or _NOBODY

    def post(self, post: UUID | None) -> Text:
        """Give the title of a post, nothing where it is no longer held."""
        found = self._posts.get(post) if post is not None else None
        return Words(found.title, found.title_en) if found is not None else ""

    def list_of_kind(self, *kinds: PostKind) -> list[HeldPost]:
        """List who holds a post of these kinds."""
        return [h for h in self.held if h.post.kind in kinds]

    def find_post(self, person: UUID, *kinds: PostKind) -> HeldPost | None:
        """Find the post of one of these kinds that a person holds."""
        return next((h for h in self.list_of_kind(*kinds) if h.person.id == person), None)


def _former(person: UUID) -> str:
    try:
        return get_person(person).name
    except Impossible:
        return ""
