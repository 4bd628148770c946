-- Every table of the first workbook. Text is never NULL ('' means empty); a link or a day that is not there is NULL.
-- Lists are JSON. The CHECKs repeat netkit/records.py, so that the file guards itself, whoever writes to it.

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  other_names TEXT NOT NULL DEFAULT '[]' CHECK (json_type(other_names) = 'array'),
  birthday TEXT NOT NULL DEFAULT '',
  raw TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT '',
  emails TEXT NOT NULL DEFAULT '[]' CHECK (json_type(emails) = 'array'),
  phones TEXT NOT NULL DEFAULT '[]' CHECK (json_type(phones) = 'array'),
  url TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT '',
  circles TEXT NOT NULL DEFAULT '[]' CHECK (json_type(circles) = 'array'),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) = 'array'),
  scope TEXT NOT NULL DEFAULT 'unknown' CHECK (scope IN ('', 'local', 'national', 'international', 'unknown')),
  place TEXT NOT NULL DEFAULT '',
  closeness TEXT NOT NULL DEFAULT '' CHECK (closeness IN ('', 'close', 'moderate', 'weak')),
  how_met TEXT NOT NULL DEFAULT '',
  introduced_by TEXT REFERENCES person(id),
  first_met_on TEXT CHECK (first_met_on IS date(first_met_on)),
  target_by TEXT CHECK (target_by IS date(target_by)),
  offers TEXT NOT NULL DEFAULT '[]' CHECK (json_type(offers) = 'array'),
  will_ask INTEGER NOT NULL DEFAULT 0 CHECK (will_ask IN (0, 1)),
  needs TEXT NOT NULL DEFAULT '[]' CHECK (json_type(needs) = 'array'),
  cadence_days INTEGER CHECK (cadence_days BETWEEN 1 AND 3650),
  do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
  keep_out_of_reports INTEGER NOT NULL DEFAULT 0 CHECK (keep_out_of_reports IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_key TEXT NOT NULL DEFAULT '',
  search TEXT NOT NULL DEFAULT '',
  CHECK (trim(name) <> '' OR emails <> '[]')
) STRICT;

CREATE TABLE event (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  "on" TEXT CHECK ("on" IS date("on")),
  place TEXT NOT NULL DEFAULT '',
  scope TEXT NOT NULL DEFAULT 'unknown' CHECK (scope IN ('', 'local', 'national', 'international', 'unknown')),
  cost REAL CHECK (cost >= 0),
  goal TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE interaction (
  id TEXT NOT NULL PRIMARY KEY,
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  date_inferred INTEGER NOT NULL DEFAULT 0 CHECK (date_inferred IN (0, 1)),
  avenue TEXT NOT NULL DEFAULT '' CHECK (avenue IN (
    '', 'informational_interview', 'coffee', 'call', 'introduction', 'meetup', 'conference',
    'networking_event', 'online_community', 'social_network', 'talk_or_post', 'other')),
  channel TEXT NOT NULL DEFAULT 'other' CHECK (channel IN (
    'email', 'linkedin', 'phone', 'video', 'text', 'in_person', 'event', 'social_network', 'letter',
    'other')),
  mode TEXT NOT NULL DEFAULT 'one_to_one' CHECK (mode IN ('one_to_one', 'one_to_many')),
  direction TEXT NOT NULL DEFAULT 'outbound' CHECK (direction IN ('outbound', 'inbound', 'mutual')),
  purpose TEXT NOT NULL DEFAULT 'other' CHECK (purpose IN (
    'first_contact', 'follow_up', 'catch_up', 'ask', 'offer', 'thank', 'report_back', 'other')),
  outcome TEXT NOT NULL DEFAULT 'pending' CHECK (outcome IN (
    'pending', 'no_reply', 'replied', 'meeting_set', 'met', 'declined', 'referral', 'opportunity',
    'sale', 'other')),
  reply_to TEXT REFERENCES interaction(id),
  minutes INTEGER CHECK (minutes >= 0),
  event TEXT REFERENCES event(id),
  message TEXT NOT NULL DEFAULT '',
  counts_as_contact INTEGER NOT NULL DEFAULT 1 CHECK (counts_as_contact IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_key TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE interaction_person (
  interaction TEXT NOT NULL REFERENCES interaction(id),
  person TEXT NOT NULL REFERENCES person(id),
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (interaction, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
  id TEXT NOT NULL PRIMARY KEY,
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  person TEXT NOT NULL REFERENCES person(id),
  direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
  kind TEXT NOT NULL CHECK (kind IN (
    'introduction', 'referral', 'advice', 'information', 'feedback', 'recommendation', 'endorsement',
    'resource', 'time_or_work', 'visibility', 'invitation', 'moral_support', 'other')),
  value INTEGER CHECK (value BETWEEN 1 AND 5),
  effort TEXT NOT NULL DEFAULT '' CHECK (effort IN (
    '', 'five_minutes', 'fifteen_minutes', 'under_hour', 'hours', 'days')),
  minutes INTEGER CHECK (minutes >= 0),
  status TEXT NOT NULL DEFAULT 'delivered' CHECK (status IN (
    'offered', 'requested', 'accepted', 'delivered', 'declined', 'lapsed')),
  interaction TEXT REFERENCES interaction(id),
  third_party TEXT REFERENCES person(id),
  thanked_on TEXT CHECK (thanked_on IS date(thanked_on)),
  reported_on TEXT CHECK (reported_on IS date(reported_on)),
  note TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_key TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE action (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT REFERENCES person(id),
  kind TEXT NOT NULL DEFAULT 'follow_up' CHECK (kind IN ('promise', 'follow_up', 'thank', 'report_back', 'ask')),
  what TEXT NOT NULL DEFAULT '',
  due_on TEXT CHECK (due_on IS date(due_on)),
  done_on TEXT CHECK (done_on IS date(done_on)),
  snoozed_until TEXT CHECK (snoozed_until IS date(snoozed_until)),
  dismissed_on TEXT CHECK (dismissed_on IS date(dismissed_on))
) STRICT;

CREATE TABLE progress (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL,
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  value REAL CHECK (value >= 0)
) STRICT;

CREATE TABLE saved_report (
  id TEXT NOT NULL PRIMARY KEY,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)),
  level TEXT NOT NULL DEFAULT 'initials' CHECK (level IN ('full', 'initials', 'pseudonyms', 'none')),
  since TEXT CHECK (since IS date(since)),
  until TEXT CHECK (until IS date(until)),
  sections TEXT NOT NULL DEFAULT '[]' CHECK (json_type(sections) = 'array'),
  worked TEXT NOT NULL DEFAULT '',
  stuck TEXT NOT NULL DEFAULT '',
  wanted TEXT NOT NULL DEFAULT '',
  allowed TEXT NOT NULL DEFAULT '[]' CHECK (json_type(allowed) = 'array'),
  figures TEXT NOT NULL DEFAULT '{}' CHECK (json_type(figures) = 'object')
) STRICT;

CREATE TABLE "distinct" (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person(id),
  other TEXT NOT NULL REFERENCES person(id)
) STRICT;

CREATE TABLE import_batch (
  id TEXT NOT NULL PRIMARY KEY,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on)),
  change INTEGER CHECK (change >= 0),
  source TEXT NOT NULL,
  file TEXT NOT NULL DEFAULT '',
  hash TEXT NOT NULL DEFAULT '',
  mapping TEXT NOT NULL DEFAULT '{}' CHECK (json_type(mapping) = 'object'),
  counts TEXT NOT NULL DEFAULT '{}' CHECK (json_type(counts) = 'object'),
  skipped TEXT NOT NULL DEFAULT '[]' CHECK (json_type(skipped) = 'array')
) STRICT;

CREATE TABLE plan (
  effective_on TEXT NOT NULL PRIMARY KEY CHECK (effective_on IS date(effective_on)),
  document TEXT NOT NULL CHECK (json_type(document) = 'object')
) STRICT;

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE INDEX person_name ON person(name, id);
CREATE INDEX interaction_on ON interaction("on");
CREATE INDEX interaction_reply_to ON interaction(reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX interaction_event ON interaction(event) WHERE event IS NOT NULL;
CREATE INDEX interaction_person_person ON interaction_person(person);
CREATE INDEX person_introduced_by ON person(introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX exchange_person ON exchange(person);
CREATE INDEX exchange_third_party ON exchange(third_party) WHERE third_party IS NOT NULL;
CREATE INDEX exchange_interaction ON exchange(interaction) WHERE interaction IS NOT NULL;
CREATE INDEX action_person ON action(person);

-- The history. Triggers (made by triggers.py from the columns above) write change_row; a row of no named change
-- was written by another program, and gets a change of its own.
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  session TEXT NOT NULL DEFAULT '',
  batch TEXT NOT NULL DEFAULT '',
  undoes INTEGER REFERENCES change(id)
) STRICT;

CREATE TABLE change_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change INTEGER NOT NULL REFERENCES change(id),
  "table" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TABLE recording (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  change INTEGER REFERENCES change(id)
) STRICT;
INSERT INTO recording VALUES (1, NULL);

CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_row_change ON change_row(change);
