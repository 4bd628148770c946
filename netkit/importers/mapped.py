"""Any other table with a header, read as its columns are mapped to the fields of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from netkit.errors import BadValue, NetkitError, Problem, shortened
from netkit.importers.addresses import profile_slug, web_address
from netkit.importers.contract import Found, Importer
from netkit.importers.files import File
from netkit.importers.owner import Owner
from netkit.importers.phones import phone
from netkit.importers.raw import written
from netkit.importers.text import find_table, folded, rows_of
from netkit.records import Person

PARTS = ("first name", "last name")  # two columns that make a name together
FIELDS = (
    *PARTS, "name", "other_names", "birthday", "organisation", "role", "emails", "phones", "url", "circles", "tags",
    "place", "how_met", "first_met_on", "note",
)  # fmt: skip
NOBODY = "it has neither a name nor an e-mail address"
LISTS = {"other_names", "emails", "phones", "circles", "tags"}


class Mapped:
    """An importer for the tables that have all the mapped columns and that none of the `others` knows."""

    SOURCE = "csv"
    LABEL = "table"
    LOOKS_LIKE = "a table (CSV) whose header has the columns that you named"

    def __init__(self, mapping: Mapping[str, str], others: Sequence[Importer] = ()) -> None:
        unknown = [field for field in mapping.values() if field not in FIELDS]
        if unknown:
            raise NetkitError(
                f"There is no field {shortened(unknown[0])} to map to. Choose one of {', '.join(FIELDS)}."
            )
        self.mapping, self.others = dict(mapping), others

    def knows(self, file: File) -> bool:
        """Whether it is a table with all the mapped columns, and nobody else's."""
        return find_table(file, tuple(self.mapping)) is not None and not any(one.knows(file) for one in self.others)

    def read(self, file: File, owner: Owner) -> Iterator[Found | Problem]:
        """A person a row."""
        table = find_table(file, tuple(self.mapping))
        for row in rows_of(file, table) if table else ():
            try:
                found = None if row.trouble else self._found(row.line, row.cells, owner)
                yield found or Problem(
                    file.name, row.line, row.trouble or "it has neither a name nor an e-mail address"
                )
            except BadValue as error:
                yield Problem(file.name, row.line, str(error))

    def _found(self, line: int, cells: dict[str, str], owner: Owner) -> Found | None:
        said: dict[str, list[str]] = {}
        for column, name in self.mapping.items():
            cell = cells.get(folded(column), "")
            parts = cell.split(";") if name in LISTS else [cell]
            said.setdefault(name, []).extend(part.strip() for part in parts if part.strip())
        values: dict[str, Any] = {name: found if name in LISTS else " ".join(found) for name, found in said.items()}
        split = " ".join(str(values.pop(part)) for part in PARTS if values.get(part))
        values = {name: value for name, value in values.items() if value and name not in PARTS}
        values["name"] = values.get("name") or split
        left_out = _put_right(values, owner)
        if not values["name"] and not values.get("emails"):
            return None
        key = profile_slug(values.get("url", "")) or " ".join([values["name"], *values.get("emails", [])]).casefold()
        return Found(line, (Person(**values, source=self.SOURCE, source_key=key),), left_out=tuple(left_out))


def _put_right(values: dict[str, Any], owner: Owner) -> list[str]:
    """Normalise phones, addresses and days in place; what can't be taken goes, and is said."""
    left_out = [
        f"{shortened(each)} is left out; an e-mail has an @" for each in values.get("emails", []) if "@" not in each
    ]
    values["emails"] = [each for each in values.get("emails", []) if "@" in each]
    as_written = values.get("phones", [])
    values["phones"] = [number for each in as_written if (number := phone(each, owner.region))]
    values["raw"] = written(("PHONE", each) for each in as_written if each not in values["phones"])
    if url := values.pop("url", ""):
        values["url"] = web_address(url)
        left_out += [] if values["url"] else [f"{shortened(url)} is left out; a page begins with https://"]
    for name in ("birthday", "first_met_on"):
        if name in values:
            left_out += _refused(name, values)
    return left_out


def _refused(name: str, values: dict[str, Any]) -> list[str]:
    try:
        Person(**{"name": "?", name: values[name]})
    except BadValue as error:
        values.pop(name)
        return [f"{error.field} {shortened(error.value)} is left out; {error.expected}"]
    return []
