"""What the columns of address books are called, by program and language, and which field of a person each fills."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# in each table the order of the columns of one field is the order of its values: the one to use first comes first
OUTLOOK = {
    "First Name": "first name", "Middle Name": "middle name", "Last Name": "last name", "Nickname": "other_names",
    "Company": "organisation", "Job Title": "role", "E-mail Address": "emails", "E-mail 2 Address": "emails",
    "E-mail 3 Address": "emails", "Primary Phone": "phones", "Mobile Phone": "phones", "Business Phone": "phones",
    "Business Phone 2": "phones", "Home Phone": "phones", "Home Phone 2": "phones", "Other Phone": "phones",
    "Car Phone": "phones", "Company Main Phone": "phones", "Business Fax": "phones", "Home Fax": "phones",
    "Other Fax": "phones", "Web Page": "url", "Personal Web Page": "url", "Birthday": "birthday", "Categories": "tags",
    "Business City": "place", "Home City": "place", "Other City": "place", "Notes": "note",
}  # fmt: skip
GERMAN = {
    "Vorname": "first name", "Weitere Vornamen": "middle name", "Zweiter Vorname": "middle name",
    "Nachname": "last name", "Spitzname": "other_names", "Firma": "organisation", "Position": "role",
    "E-Mail-Adresse": "emails", "E-Mail 2: Adresse": "emails", "E-Mail 3: Adresse": "emails",
    "Haupttelefon": "phones", "Mobiltelefon": "phones", "Mobiltelefon 2": "phones", "Telefon geschäftlich": "phones",
    "Telefon geschäftlich 2": "phones", "Telefon (geschäftlich)": "phones", "Telefon privat": "phones",
    "Telefon privat 2": "phones", "Telefon (privat)": "phones", "Weiteres Telefon": "phones", "Autotelefon": "phones",
    "Telefon Firma": "phones", "Fax geschäftlich": "phones", "Fax privat": "phones", "Webseite": "url",
    "Geburtstag": "birthday", "Kategorien": "tags", "Ort geschäftlich": "place", "Ort privat": "place",
    "Notizen": "note",
}  # fmt: skip
FRENCH = {
    "Prénom": "first name", "Deuxième prénom": "middle name", "Nom": "last name", "Surnom": "other_names",
    "Société": "organisation", "Titre 2": "role", "Titre1": "role", "Fonction": "role",  # the first one is Mme
    "Adresse de messagerie": "emails", "Adresse de messagerie 2": "emails", "Adresse de messagerie 3": "emails",
    "Téléphone principal": "phones", "Tél. mobile": "phones", "Téléphone (bureau)": "phones",
    "Téléphone 2 (bureau)": "phones", "Téléphone (domicile)": "phones", "Téléphone 2 (domicile)": "phones",
    "Téléphone (autre)": "phones", "Téléphone (voiture)": "phones", "Téléphone société": "phones",
    "Télécopie (bureau)": "phones", "Télécopie (domicile)": "phones", "Page Web": "url", "Anniversaire": "birthday",
    "Catégories": "tags", "Ville (bureau)": "place", "Ville (domicile)": "place", "Notes": "note",
}  # fmt: skip
SPANISH = {  # Outlook leaves some of its English columns in it
    "Nombre": "first name", "Segundo nombre": "middle name", "Apellidos": "last name", "Apodo": "other_names",
    "Organización": "organisation", "Puesto": "role", "E-mail Address": "emails",
    "Dirección de correo electrónico": "emails", "Dirección de correo electrónico 2": "emails",
    "Dirección del correo electrónico 2": "emails", "Dirección de correo electrónico 3": "emails",
    "Dirección del correo electrónico 3": "emails", "Teléfono principal": "phones", "Teléfono móvil": "phones",
    "Mobile Phone": "phones", "Teléfono del trabajo": "phones", "Teléfono del trabajo 2": "phones",
    "Business Phone 2": "phones", "Teléfono particular": "phones", "Particular": "phones", "Home Phone 2": "phones",
    "Otro teléfono": "phones", "Número de centralita de la organización": "phones", "Business Fax": "phones",
    "Página web": "url", "Birthday": "birthday", "Cumpleaños": "birthday", "Categorías": "tags",
    "Ciudad de trabajo": "place", "Home City": "place", "Notas": "note", "Notes": "note",
}  # fmt: skip
GOOGLE = {
    "First Name": "first name", "Middle Name": "middle name", "Last Name": "last name", "Nickname": "other_names",
    "Organization Name": "organisation", "Organization Title": "role", "Birthday": "birthday", "Labels": "tags",
    "Notes": "note",
}  # fmt: skip
GOOGLE_OLD = {
    "Name": "name", "Given Name": "first name", "Additional Name": "middle name", "Family Name": "last name",
    "Nickname": "other_names", "Birthday": "birthday", "Group Membership": "tags", "Notes": "note",
}  # fmt: skip
NUMBERED = re.compile(r"(e-mail|phone|website|organization|address) (\d{1,2}) - (value|name|title|city)")
NUMBERED_FIELDS = {
    ("e-mail", "value"): "emails", ("phone", "value"): "phones", ("website", "value"): "url",
    ("organization", "name"): "organisation", ("organization", "title"): "role", ("address", "city"): "place",
}  # fmt: skip
BOOKS = (  # family, the columns by which it is known, all that it has
    ("google", ("First Name", "Last Name", "Organization Name", "Labels"), GOOGLE),
    ("google", ("Name", "Given Name", "Family Name", "Group Membership"), GOOGLE_OLD),
    ("outlook", ("First Name", "Last Name", "Company", "Job Title", "E-mail Address"), OUTLOOK),
    ("outlook", ("Vorname", "Nachname", "Firma", "E-Mail-Adresse"), GERMAN),
    ("outlook", ("Prénom", "Nom", "Société", "Adresse de messagerie"), FRENCH),
    ("outlook", ("Nombre", "Apellidos", "Organización", "Puesto"), SPANISH),
)
COMMON = {  # what people call the columns of their own tables
    "full name": "name", "contact": "name", "surname": "last name", "forename": "first name", "title": "role",
    "position": "role", "job": "role", "organisation": "organisation", "organization": "organisation",
    "employer": "organisation", "email": "emails", "e-mail": "emails", "mail": "emails", "email address": "emails",
    "phone": "phones", "telephone": "phones", "mobile": "phones", "phone number": "phones", "website": "url",
    "url": "url", "linkedin": "url", "linkedin url": "url", "profile": "url", "city": "place", "location": "place",
    "town": "place", "tags": "tags", "group": "circles", "note": "note", "comments": "note", "how we met": "how_met",
    "met on": "first_met_on", "telefon": "phones", "ort": "place", "téléphone": "phones", "ville": "place",
    "teléfono": "phones", "ciudad": "place",
}  # fmt: skip


def numbered(columns: Sequence[str]) -> dict[str, str]:
    """The fields of Google's numbered columns, such as `e-mail 2 - value`."""
    found = {column: NUMBERED.fullmatch(column) for column in columns}
    fields = {column: NUMBERED_FIELDS.get((match[1], match[3]), "") for column, match in found.items() if match}
    return {column: field for column, field in fields.items() if field}


def folded_keys(table: Mapping[str, str]) -> dict[str, str]:
    """A table by its columns without capitals."""
    return {column.casefold(): field for column, field in table.items()}


def guessed(columns: Sequence[str]) -> dict[str, str]:
    """What the columns (folded) of a table that nobody knows most likely are, to be offered for a mapping."""
    books = {column: field for _, _, table in reversed(BOOKS) for column, field in folded_keys(table).items()}
    known = COMMON | books | numbered(columns)
    return {column: known[column] for column in columns if column in known}
