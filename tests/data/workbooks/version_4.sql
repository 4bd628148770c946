PRAGMA application_id = 1852536674;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
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
INSERT INTO "action" VALUES('step','zoe','follow_up','send slides','2026-03-09',NULL,NULL,NULL);
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  session TEXT NOT NULL DEFAULT '',
  batch TEXT NOT NULL DEFAULT '',
  undoes INTEGER REFERENCES change(id)
) STRICT;
INSERT INTO "change" VALUES(1,'2026-11-23T20:15:39Z','Loaded version_3','0c7b652ebd24e6c5','',NULL);
INSERT INTO "change" VALUES(2,'2026-11-23T20:15:39Z','Ines Okafor: Note','0c7b652ebd24e6c5','person.ines.note',NULL);
INSERT INTO "change" VALUES(3,'2026-11-23T20:15:39Z','Ines Okafor: What do they do?','0c7b652ebd24e6c5','person.ines.role',NULL);
INSERT INTO "change" VALUES(4,'2026-11-23T20:15:39Z','Plan: What should be different in three months?','0c7b652ebd24e6c5','plan.why.intent',NULL);
INSERT INTO "change" VALUES(5,'2026-11-23T20:15:39Z','Undo: Plan: What should be different in three months?','0c7b652ebd24e6c5','',4);
CREATE TABLE change_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change INTEGER NOT NULL REFERENCES change(id),
  "table" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
INSERT INTO "change_row" VALUES(1,1,'person','{"id":"ines"}',NULL,'{"id":"ines","name":"Ines Okafor","other_names":"[\"Ines Bell\"]","birthday":"--03-17","raw":"{\"PHONE\": \"1\"}","organisation":"Rail North","role":"astronomer and baker","emails":"[\"ines@example.org\"]","phones":"[\"+442079460000\"]","url":"https://example.org/ines","audience":"","circles":"[\"choir\"]","tags":"[\"a, b\"]","scope":"local","place":"Leeds","closeness":"close","how_met":"At Zoë''s","introduced_by":null,"first_met_on":"2020-01-02","target_by":"2026-04-01","offers":"[\"tea\"]","will_ask":1,"needs":"[\"a room\"]","cadence_days":56,"do_not_contact":0,"keep_out_of_reports":1,"note":"=1+1 ✓\nsecond line","source":"vcard","source_key":"k1"}');
INSERT INTO "change_row" VALUES(2,1,'person','{"id":"kai"}',NULL,'{"id":"kai","name":"Kai Sato","other_names":"[]","birthday":"","raw":"","organisation":"","role":"","emails":"[]","phones":"[]","url":"","audience":"","circles":"[]","tags":"[]","scope":"unknown","place":"","closeness":"","how_met":"","introduced_by":null,"first_met_on":null,"target_by":null,"offers":"[]","will_ask":0,"needs":"[]","cadence_days":null,"do_not_contact":0,"keep_out_of_reports":0,"note":"","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(3,1,'person','{"id":"zoe"}',NULL,'{"id":"zoe","name":"","other_names":"[]","birthday":"","raw":"","organisation":"","role":"","emails":"[\"zoe@example.org\"]","phones":"[]","url":"","audience":"","circles":"[]","tags":"[]","scope":"unknown","place":"","closeness":"","how_met":"","introduced_by":"ines","first_met_on":null,"target_by":null,"offers":"[]","will_ask":0,"needs":"[]","cadence_days":null,"do_not_contact":1,"keep_out_of_reports":0,"note":"","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(4,1,'event','{"id":"meetup"}',NULL,'{"id":"meetup","name":"Data Meetup","on":"2026-02-20","place":"Leeds","scope":"local","cost":4.5,"goal":"g"}');
INSERT INTO "change_row" VALUES(5,1,'interaction','{"id":"reply"}',NULL,'{"id":"reply","on":"2026-02-21","date_inferred":1,"avenue":"","channel":"other","mode":"one_to_one","direction":"inbound","purpose":"other","outcome":"pending","reply_to":null,"minutes":null,"event":null,"message":"","counts_as_contact":0,"note":"","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(6,1,'interaction','{"id":"talk"}',NULL,'{"id":"talk","on":"2026-02-20","date_inferred":0,"avenue":"meetup","channel":"event","mode":"one_to_many","direction":"outbound","purpose":"other","outcome":"met","reply_to":null,"minutes":30,"event":"meetup","message":"short","counts_as_contact":1,"note":"met","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(7,1,'interaction_person','{"interaction":"reply","person":"ines"}',NULL,'{"interaction":"reply","person":"ines","position":0}');
INSERT INTO "change_row" VALUES(8,1,'interaction_person','{"interaction":"talk","person":"zoe"}',NULL,'{"interaction":"talk","person":"zoe","position":0}');
INSERT INTO "change_row" VALUES(9,1,'interaction_person','{"interaction":"talk","person":"ines"}',NULL,'{"interaction":"talk","person":"ines","position":1}');
INSERT INTO "change_row" VALUES(10,1,'interaction','{"id":"reply"}','{"id":"reply","on":"2026-02-21","date_inferred":1,"avenue":"","channel":"other","mode":"one_to_one","direction":"inbound","purpose":"other","outcome":"pending","reply_to":null,"minutes":null,"event":null,"message":"","counts_as_contact":0,"note":"","source":"","source_key":""}','{"id":"reply","on":"2026-02-21","date_inferred":1,"avenue":"","channel":"other","mode":"one_to_one","direction":"inbound","purpose":"other","outcome":"pending","reply_to":"talk","minutes":null,"event":null,"message":"","counts_as_contact":0,"note":"","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(11,1,'exchange','{"id":"gift"}',NULL,'{"id":"gift","on":"2026-02-20","person":"ines","direction":"given","kind":"introduction","value":3,"effort":"hours","minutes":20,"status":"delivered","interaction":"talk","third_party":"zoe","thanked_on":"2026-02-22","reported_on":null,"note":"","source":"","source_key":""}');
INSERT INTO "change_row" VALUES(12,1,'action','{"id":"step"}',NULL,'{"id":"step","person":"zoe","kind":"follow_up","what":"send slides","due_on":"2026-03-09","done_on":null,"snoozed_until":null,"dismissed_on":null}');
INSERT INTO "change_row" VALUES(13,1,'progress','{"id":"far"}',NULL,'{"id":"far","goal":"g","on":"2026-02-28","value":2.5}');
INSERT INTO "change_row" VALUES(14,1,'saved_report','{"id":"rep"}',NULL,'{"id":"rep","made_on":"2026-02-28","level":"none","since":null,"until":null,"sections":"[\"help\"]","worked":"w","stuck":"","wanted":"","allowed":"[]","figures":"{\"a\":[1,null]}"}');
INSERT INTO "change_row" VALUES(15,1,'distinct','{"id":"later"}',NULL,'{"id":"later","person":"kai","other":"ines","later":1}');
INSERT INTO "change_row" VALUES(16,1,'distinct','{"id":"two"}',NULL,'{"id":"two","person":"ines","other":"zoe","later":0}');
INSERT INTO "change_row" VALUES(17,1,'import_batch','{"id":"batch"}',NULL,'{"id":"batch","made_on":"2026-02-01","change":null,"source":"vcard","file":"people.vcf","hash":"","mapping":"{}","counts":"{\"new\":2}","skipped":"[{\"file\":\"x\",\"reason\":\"y\",\"lines\":[3]}]"}');
INSERT INTO "change_row" VALUES(18,1,'plan','{"effective_on":"2026-03-01"}',NULL,'{"effective_on":"2026-03-01","document":"{\"why\":{\"intent\":\"I know Soon.\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}');
INSERT INTO "change_row" VALUES(19,1,'plan','{"effective_on":"2026-03-08"}',NULL,'{"effective_on":"2026-03-08","document":"{\"why\":{\"intent\":\"I know\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}');
INSERT INTO "change_row" VALUES(20,1,'plan','{"effective_on":"2026-03-12"}',NULL,'{"effective_on":"2026-03-12","document":"{\"why\":{\"intent\":\"Change into data work by the autumn\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}');
INSERT INTO "change_row" VALUES(21,1,'setting','{"name":"owner_names"}',NULL,'{"name":"owner_names","value":"[\"Nora\"]"}');
INSERT INTO "change_row" VALUES(22,2,'person','{"id":"ines"}','{"id":"ines","name":"Ines Okafor","other_names":"[\"Ines Bell\"]","birthday":"--03-17","raw":"{\"PHONE\": \"1\"}","organisation":"Rail North","role":"astronomer and baker","emails":"[\"ines@example.org\"]","phones":"[\"+442079460000\"]","url":"https://example.org/ines","audience":"","circles":"[\"choir\"]","tags":"[\"a, b\"]","scope":"local","place":"Leeds","closeness":"close","how_met":"At Zoë''s","introduced_by":null,"first_met_on":"2020-01-02","target_by":"2026-04-01","offers":"[\"tea\"]","will_ask":1,"needs":"[\"a room\"]","cadence_days":56,"do_not_contact":0,"keep_out_of_reports":1,"note":"=1+1 ✓\nsecond line","source":"vcard","source_key":"k1"}','{"id":"ines","name":"Ines Okafor","other_names":"[\"Ines Bell\"]","birthday":"--03-17","raw":"{\"PHONE\": \"1\"}","organisation":"Rail North","role":"astronomer and baker","emails":"[\"ines@example.org\"]","phones":"[\"+442079460000\"]","url":"https://example.org/ines","audience":"","circles":"[\"choir\"]","tags":"[\"a, b\"]","scope":"local","place":"Leeds","closeness":"close","how_met":"At Zoë''s","introduced_by":null,"first_met_on":"2020-01-02","target_by":"2026-04-01","offers":"[\"tea\"]","will_ask":1,"needs":"[\"a room\"]","cadence_days":56,"do_not_contact":0,"keep_out_of_reports":1,"note":"Likes tea, and walks","source":"vcard","source_key":"k1"}');
INSERT INTO "change_row" VALUES(23,3,'person','{"id":"ines"}','{"id":"ines","name":"Ines Okafor","other_names":"[\"Ines Bell\"]","birthday":"--03-17","raw":"{\"PHONE\": \"1\"}","organisation":"Rail North","role":"astronomer and baker","emails":"[\"ines@example.org\"]","phones":"[\"+442079460000\"]","url":"https://example.org/ines","audience":"","circles":"[\"choir\"]","tags":"[\"a, b\"]","scope":"local","place":"Leeds","closeness":"close","how_met":"At Zoë''s","introduced_by":null,"first_met_on":"2020-01-02","target_by":"2026-04-01","offers":"[\"tea\"]","will_ask":1,"needs":"[\"a room\"]","cadence_days":56,"do_not_contact":0,"keep_out_of_reports":1,"note":"Likes tea, and walks","source":"vcard","source_key":"k1"}','{"id":"ines","name":"Ines Okafor","other_names":"[\"Ines Bell\"]","birthday":"--03-17","raw":"{\"PHONE\": \"1\"}","organisation":"Rail North","role":"astronomer","emails":"[\"ines@example.org\"]","phones":"[\"+442079460000\"]","url":"https://example.org/ines","audience":"","circles":"[\"choir\"]","tags":"[\"a, b\"]","scope":"local","place":"Leeds","closeness":"close","how_met":"At Zoë''s","introduced_by":null,"first_met_on":"2020-01-02","target_by":"2026-04-01","offers":"[\"tea\"]","will_ask":1,"needs":"[\"a room\"]","cadence_days":56,"do_not_contact":0,"keep_out_of_reports":1,"note":"Likes tea, and walks","source":"vcard","source_key":"k1"}');
INSERT INTO "change_row" VALUES(24,4,'plan','{"effective_on":"2026-03-12"}','{"effective_on":"2026-03-12","document":"{\"why\":{\"intent\":\"Change into data work by the autumn\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}','{"effective_on":"2026-03-12","document":"{\"why\":{\"intent\":\"I know. Soon, and well.\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}');
INSERT INTO "change_row" VALUES(25,5,'plan','{"effective_on":"2026-03-12"}','{"effective_on":"2026-03-12","document":"{\"why\":{\"intent\":\"I know. Soon, and well.\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}','{"effective_on":"2026-03-12","document":"{\"why\":{\"intent\":\"Change into data work by the autumn\",\"goals\":[{\"id\":\"g\",\"outcome\":\"six talks\",\"kind\":\"inspiration\",\"by\":\"2026-06-30\",\"number\":6,\"unit\":\"conversations\"}],\"topics\":\"jobs\",\"gain\":\"\"},\"who\":{\"audiences\":[]},\"message\":{\"story\":\"\",\"remember\":\"\",\"need\":\"\",\"help\":\"\",\"goal\":\"\",\"version\":\"\"},\"where\":{\"scopes\":[],\"venues\":[],\"density\":\"\"},\"how\":{\"mode\":\"\",\"avenues\":[],\"ifthens\":[]},\"when\":{\"number\":null,\"per\":\"\",\"named\":[\"zoe\"],\"next\":\"\",\"next_on\":null,\"slot_day\":\"\",\"slot_time\":\"\",\"review\":\"\",\"hours\":null,\"catch_ups\":null,\"catch_ups_per\":\"\",\"off\":[]},\"help\":{\"offers\":[]}}"}');
CREATE TABLE "distinct" (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person(id),
  other TEXT NOT NULL REFERENCES person(id)
, later INTEGER NOT NULL DEFAULT 0 CHECK (later IN (0, 1))) STRICT;
INSERT INTO "distinct" VALUES('later','kai','ines',1);
INSERT INTO "distinct" VALUES('two','ines','zoe',0);
CREATE TABLE event (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  "on" TEXT CHECK ("on" IS date("on")),
  place TEXT NOT NULL DEFAULT '',
  scope TEXT NOT NULL DEFAULT 'unknown' CHECK (scope IN ('', 'local', 'national', 'international', 'unknown')),
  cost REAL CHECK (cost >= 0),
  goal TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "event" VALUES('meetup','Data Meetup','2026-02-20','Leeds','local',4.5,'g');
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
INSERT INTO "exchange" VALUES('gift','2026-02-20','ines','given','introduction',3,'hours',20,'delivered','talk','zoe','2026-02-22',NULL,'','','');
CREATE TABLE forgotten (
  person TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
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
INSERT INTO "import_batch" VALUES('batch','2026-02-01',NULL,'vcard','people.vcf','','{}','{"new":2}','[{"file":"x","reason":"y","lines":[3]}]');
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
INSERT INTO "interaction" VALUES('reply','2026-02-21',1,'','other','one_to_one','inbound','other','pending','talk',NULL,NULL,'',0,'','','');
INSERT INTO "interaction" VALUES('talk','2026-02-20',0,'meetup','event','one_to_many','outbound','other','met',NULL,30,'meetup','short',1,'met','','');
CREATE TABLE interaction_person (
  interaction TEXT NOT NULL REFERENCES interaction(id),
  person TEXT NOT NULL REFERENCES person(id),
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (interaction, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "interaction_person" VALUES('reply','ines',0);
INSERT INTO "interaction_person" VALUES('talk','ines',1);
INSERT INTO "interaction_person" VALUES('talk','zoe',0);
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
INSERT INTO "person" VALUES('ines','Ines Okafor','["Ines Bell"]','--03-17','{"PHONE": "1"}','Rail North','astronomer','["ines@example.org"]','["+442079460000"]','https://example.org/ines','','["choir"]','["a, b"]','local','Leeds','close','At Zoë''s',NULL,'2020-01-02','2026-04-01','["tea"]',1,'["a room"]',56,0,1,'Likes tea, and walks','vcard','k1','ines okafor ines bell astronomer rail north leeds choir a, b ines@example.org');
INSERT INTO "person" VALUES('kai','Kai Sato','[]','','','','','[]','[]','','','[]','[]','unknown','','','',NULL,NULL,NULL,'[]',0,'[]',NULL,0,0,'','','','kai sato');
INSERT INTO "person" VALUES('zoe','','[]','','','','','["zoe@example.org"]','[]','','','[]','[]','unknown','','','','ines',NULL,NULL,'[]',0,'[]',NULL,1,0,'','','','zoe@example.org');
CREATE TABLE plan (
  effective_on TEXT NOT NULL PRIMARY KEY CHECK (effective_on IS date(effective_on)),
  document TEXT NOT NULL CHECK (json_type(document) = 'object')
) STRICT;
INSERT INTO "plan" VALUES('2026-03-01','{"why":{"intent":"I know Soon.","goals":[{"id":"g","outcome":"six talks","kind":"inspiration","by":"2026-06-30","number":6,"unit":"conversations"}],"topics":"","gain":""},"who":{"audiences":[]},"message":{"story":"","remember":"","need":"","help":"","goal":"","version":""},"where":{"scopes":[],"venues":[],"density":""},"how":{"mode":"","avenues":[],"ifthens":[]},"when":{"number":null,"per":"","named":["zoe"],"next":"","next_on":null,"slot_day":"","slot_time":"","review":"","hours":null,"catch_ups":null,"catch_ups_per":"","off":[]},"help":{"offers":[]}}');
INSERT INTO "plan" VALUES('2026-03-08','{"why":{"intent":"I know","goals":[{"id":"g","outcome":"six talks","kind":"inspiration","by":"2026-06-30","number":6,"unit":"conversations"}],"topics":"jobs","gain":""},"who":{"audiences":[]},"message":{"story":"","remember":"","need":"","help":"","goal":"","version":""},"where":{"scopes":[],"venues":[],"density":""},"how":{"mode":"","avenues":[],"ifthens":[]},"when":{"number":null,"per":"","named":["zoe"],"next":"","next_on":null,"slot_day":"","slot_time":"","review":"","hours":null,"catch_ups":null,"catch_ups_per":"","off":[]},"help":{"offers":[]}}');
INSERT INTO "plan" VALUES('2026-03-12','{"why":{"intent":"Change into data work by the autumn","goals":[{"id":"g","outcome":"six talks","kind":"inspiration","by":"2026-06-30","number":6,"unit":"conversations"}],"topics":"jobs","gain":""},"who":{"audiences":[]},"message":{"story":"","remember":"","need":"","help":"","goal":"","version":""},"where":{"scopes":[],"venues":[],"density":""},"how":{"mode":"","avenues":[],"ifthens":[]},"when":{"number":null,"per":"","named":["zoe"],"next":"","next_on":null,"slot_day":"","slot_time":"","review":"","hours":null,"catch_ups":null,"catch_ups_per":"","off":[]},"help":{"offers":[]}}');
CREATE TABLE progress (
  id TEXT NOT NULL PRIMARY KEY,
  goal TEXT NOT NULL,
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  value REAL CHECK (value >= 0)
) STRICT;
INSERT INTO "progress" VALUES('far','g','2026-02-28',2.5);
CREATE TABLE recording (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  change INTEGER REFERENCES change(id)
, goes_on INTEGER REFERENCES change_row(id)) STRICT;
INSERT INTO "recording" VALUES(1,NULL,NULL);
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
INSERT INTO "saved_report" VALUES('rep','2026-02-28','none',NULL,NULL,'["help"]','w','','','[]','{"a":[1,null]}');
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
INSERT INTO "setting" VALUES('owner_names','["Nora"]');
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
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_row_change ON change_row(change);
CREATE TRIGGER "action_added" AFTER INSERT ON "action" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'person', NEW."person", 'kind', NEW."kind", 'what', NEW."what", 'due_on', NEW."due_on", 'done_on', NEW."done_on", 'snoozed_until', NEW."snoozed_until", 'dismissed_on', NEW."dismissed_on")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'action' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'action', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'person', NEW."person", 'kind', NEW."kind", 'what', NEW."what", 'due_on', NEW."due_on", 'done_on', NEW."done_on", 'snoozed_until', NEW."snoozed_until", 'dismissed_on', NEW."dismissed_on") WHERE changes() = 0;
END;
CREATE TRIGGER "action_changed" AFTER UPDATE OF "id", "person", "kind", "what", "due_on", "done_on", "snoozed_until", "dismissed_on" ON "action" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'person', NEW."person", 'kind', NEW."kind", 'what', NEW."what", 'due_on', NEW."due_on", 'done_on', NEW."done_on", 'snoozed_until', NEW."snoozed_until", 'dismissed_on', NEW."dismissed_on")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'action' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'action', json_object('id', NEW."id"), json_object('id', OLD."id", 'person', OLD."person", 'kind', OLD."kind", 'what', OLD."what", 'due_on', OLD."due_on", 'done_on', OLD."done_on", 'snoozed_until', OLD."snoozed_until", 'dismissed_on', OLD."dismissed_on"), json_object('id', NEW."id", 'person', NEW."person", 'kind', NEW."kind", 'what', NEW."what", 'due_on', NEW."due_on", 'done_on', NEW."done_on", 'snoozed_until', NEW."snoozed_until", 'dismissed_on', NEW."dismissed_on") WHERE changes() = 0;
END;
CREATE TRIGGER "action_removed" AFTER DELETE ON "action" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'action' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'action', json_object('id', OLD."id"), json_object('id', OLD."id", 'person', OLD."person", 'kind', OLD."kind", 'what', OLD."what", 'due_on', OLD."due_on", 'done_on', OLD."done_on", 'snoozed_until', OLD."snoozed_until", 'dismissed_on', OLD."dismissed_on"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "distinct_added" AFTER INSERT ON "distinct" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'person', NEW."person", 'other', NEW."other", 'later', NEW."later")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'distinct' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'distinct', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'person', NEW."person", 'other', NEW."other", 'later', NEW."later") WHERE changes() = 0;
END;
CREATE TRIGGER "distinct_changed" AFTER UPDATE OF "id", "person", "other", "later" ON "distinct" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'person', NEW."person", 'other', NEW."other", 'later', NEW."later")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'distinct' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'distinct', json_object('id', NEW."id"), json_object('id', OLD."id", 'person', OLD."person", 'other', OLD."other", 'later', OLD."later"), json_object('id', NEW."id", 'person', NEW."person", 'other', NEW."other", 'later', NEW."later") WHERE changes() = 0;
END;
CREATE TRIGGER "distinct_removed" AFTER DELETE ON "distinct" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'distinct' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'distinct', json_object('id', OLD."id"), json_object('id', OLD."id", 'person', OLD."person", 'other', OLD."other", 'later', OLD."later"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "event_added" AFTER INSERT ON "event" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'name', NEW."name", 'on', NEW."on", 'place', NEW."place", 'scope', NEW."scope", 'cost', NEW."cost", 'goal', NEW."goal")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'event' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'event', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'name', NEW."name", 'on', NEW."on", 'place', NEW."place", 'scope', NEW."scope", 'cost', NEW."cost", 'goal', NEW."goal") WHERE changes() = 0;
END;
CREATE TRIGGER "event_changed" AFTER UPDATE OF "id", "name", "on", "place", "scope", "cost", "goal" ON "event" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'name', NEW."name", 'on', NEW."on", 'place', NEW."place", 'scope', NEW."scope", 'cost', NEW."cost", 'goal', NEW."goal")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'event' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'event', json_object('id', NEW."id"), json_object('id', OLD."id", 'name', OLD."name", 'on', OLD."on", 'place', OLD."place", 'scope', OLD."scope", 'cost', OLD."cost", 'goal', OLD."goal"), json_object('id', NEW."id", 'name', NEW."name", 'on', NEW."on", 'place', NEW."place", 'scope', NEW."scope", 'cost', NEW."cost", 'goal', NEW."goal") WHERE changes() = 0;
END;
CREATE TRIGGER "event_removed" AFTER DELETE ON "event" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'event' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'event', json_object('id', OLD."id"), json_object('id', OLD."id", 'name', OLD."name", 'on', OLD."on", 'place', OLD."place", 'scope', OLD."scope", 'cost', OLD."cost", 'goal', OLD."goal"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "exchange_added" AFTER INSERT ON "exchange" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'on', NEW."on", 'person', NEW."person", 'direction', NEW."direction", 'kind', NEW."kind", 'value', NEW."value", 'effort', NEW."effort", 'minutes', NEW."minutes", 'status', NEW."status", 'interaction', NEW."interaction", 'third_party', NEW."third_party", 'thanked_on', NEW."thanked_on", 'reported_on', NEW."reported_on", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'exchange' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'exchange', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'on', NEW."on", 'person', NEW."person", 'direction', NEW."direction", 'kind', NEW."kind", 'value', NEW."value", 'effort', NEW."effort", 'minutes', NEW."minutes", 'status', NEW."status", 'interaction', NEW."interaction", 'third_party', NEW."third_party", 'thanked_on', NEW."thanked_on", 'reported_on', NEW."reported_on", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "exchange_changed" AFTER UPDATE OF "id", "on", "person", "direction", "kind", "value", "effort", "minutes", "status", "interaction", "third_party", "thanked_on", "reported_on", "note", "source", "source_key" ON "exchange" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'on', NEW."on", 'person', NEW."person", 'direction', NEW."direction", 'kind', NEW."kind", 'value', NEW."value", 'effort', NEW."effort", 'minutes', NEW."minutes", 'status', NEW."status", 'interaction', NEW."interaction", 'third_party', NEW."third_party", 'thanked_on', NEW."thanked_on", 'reported_on', NEW."reported_on", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'exchange' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'exchange', json_object('id', NEW."id"), json_object('id', OLD."id", 'on', OLD."on", 'person', OLD."person", 'direction', OLD."direction", 'kind', OLD."kind", 'value', OLD."value", 'effort', OLD."effort", 'minutes', OLD."minutes", 'status', OLD."status", 'interaction', OLD."interaction", 'third_party', OLD."third_party", 'thanked_on', OLD."thanked_on", 'reported_on', OLD."reported_on", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), json_object('id', NEW."id", 'on', NEW."on", 'person', NEW."person", 'direction', NEW."direction", 'kind', NEW."kind", 'value', NEW."value", 'effort', NEW."effort", 'minutes', NEW."minutes", 'status', NEW."status", 'interaction', NEW."interaction", 'third_party', NEW."third_party", 'thanked_on', NEW."thanked_on", 'reported_on', NEW."reported_on", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "exchange_removed" AFTER DELETE ON "exchange" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'exchange' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'exchange', json_object('id', OLD."id"), json_object('id', OLD."id", 'on', OLD."on", 'person', OLD."person", 'direction', OLD."direction", 'kind', OLD."kind", 'value', OLD."value", 'effort', OLD."effort", 'minutes', OLD."minutes", 'status', OLD."status", 'interaction', OLD."interaction", 'third_party', OLD."third_party", 'thanked_on', OLD."thanked_on", 'reported_on', OLD."reported_on", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "import_batch_added" AFTER INSERT ON "import_batch" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'made_on', NEW."made_on", 'change', NEW."change", 'source', NEW."source", 'file', NEW."file", 'hash', NEW."hash", 'mapping', NEW."mapping", 'counts', NEW."counts", 'skipped', NEW."skipped")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'import_batch' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'import_batch', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'made_on', NEW."made_on", 'change', NEW."change", 'source', NEW."source", 'file', NEW."file", 'hash', NEW."hash", 'mapping', NEW."mapping", 'counts', NEW."counts", 'skipped', NEW."skipped") WHERE changes() = 0;
END;
CREATE TRIGGER "import_batch_changed" AFTER UPDATE OF "id", "made_on", "change", "source", "file", "hash", "mapping", "counts", "skipped" ON "import_batch" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'made_on', NEW."made_on", 'change', NEW."change", 'source', NEW."source", 'file', NEW."file", 'hash', NEW."hash", 'mapping', NEW."mapping", 'counts', NEW."counts", 'skipped', NEW."skipped")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'import_batch' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'import_batch', json_object('id', NEW."id"), json_object('id', OLD."id", 'made_on', OLD."made_on", 'change', OLD."change", 'source', OLD."source", 'file', OLD."file", 'hash', OLD."hash", 'mapping', OLD."mapping", 'counts', OLD."counts", 'skipped', OLD."skipped"), json_object('id', NEW."id", 'made_on', NEW."made_on", 'change', NEW."change", 'source', NEW."source", 'file', NEW."file", 'hash', NEW."hash", 'mapping', NEW."mapping", 'counts', NEW."counts", 'skipped', NEW."skipped") WHERE changes() = 0;
END;
CREATE TRIGGER "import_batch_removed" AFTER DELETE ON "import_batch" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'import_batch' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'import_batch', json_object('id', OLD."id"), json_object('id', OLD."id", 'made_on', OLD."made_on", 'change', OLD."change", 'source', OLD."source", 'file', OLD."file", 'hash', OLD."hash", 'mapping', OLD."mapping", 'counts', OLD."counts", 'skipped', OLD."skipped"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_added" AFTER INSERT ON "interaction" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'on', NEW."on", 'date_inferred', NEW."date_inferred", 'avenue', NEW."avenue", 'channel', NEW."channel", 'mode', NEW."mode", 'direction', NEW."direction", 'purpose', NEW."purpose", 'outcome', NEW."outcome", 'reply_to', NEW."reply_to", 'minutes', NEW."minutes", 'event', NEW."event", 'message', NEW."message", 'counts_as_contact', NEW."counts_as_contact", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'on', NEW."on", 'date_inferred', NEW."date_inferred", 'avenue', NEW."avenue", 'channel', NEW."channel", 'mode', NEW."mode", 'direction', NEW."direction", 'purpose', NEW."purpose", 'outcome', NEW."outcome", 'reply_to', NEW."reply_to", 'minutes', NEW."minutes", 'event', NEW."event", 'message', NEW."message", 'counts_as_contact', NEW."counts_as_contact", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_changed" AFTER UPDATE OF "id", "on", "date_inferred", "avenue", "channel", "mode", "direction", "purpose", "outcome", "reply_to", "minutes", "event", "message", "counts_as_contact", "note", "source", "source_key" ON "interaction" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'on', NEW."on", 'date_inferred', NEW."date_inferred", 'avenue', NEW."avenue", 'channel', NEW."channel", 'mode', NEW."mode", 'direction', NEW."direction", 'purpose', NEW."purpose", 'outcome', NEW."outcome", 'reply_to', NEW."reply_to", 'minutes', NEW."minutes", 'event', NEW."event", 'message', NEW."message", 'counts_as_contact', NEW."counts_as_contact", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction', json_object('id', NEW."id"), json_object('id', OLD."id", 'on', OLD."on", 'date_inferred', OLD."date_inferred", 'avenue', OLD."avenue", 'channel', OLD."channel", 'mode', OLD."mode", 'direction', OLD."direction", 'purpose', OLD."purpose", 'outcome', OLD."outcome", 'reply_to', OLD."reply_to", 'minutes', OLD."minutes", 'event', OLD."event", 'message', OLD."message", 'counts_as_contact', OLD."counts_as_contact", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), json_object('id', NEW."id", 'on', NEW."on", 'date_inferred', NEW."date_inferred", 'avenue', NEW."avenue", 'channel', NEW."channel", 'mode', NEW."mode", 'direction', NEW."direction", 'purpose', NEW."purpose", 'outcome', NEW."outcome", 'reply_to', NEW."reply_to", 'minutes', NEW."minutes", 'event', NEW."event", 'message', NEW."message", 'counts_as_contact', NEW."counts_as_contact", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_removed" AFTER DELETE ON "interaction" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction', json_object('id', OLD."id"), json_object('id', OLD."id", 'on', OLD."on", 'date_inferred', OLD."date_inferred", 'avenue', OLD."avenue", 'channel', OLD."channel", 'mode', OLD."mode", 'direction', OLD."direction", 'purpose', OLD."purpose", 'outcome', OLD."outcome", 'reply_to', OLD."reply_to", 'minutes', OLD."minutes", 'event', OLD."event", 'message', OLD."message", 'counts_as_contact', OLD."counts_as_contact", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_person_added" AFTER INSERT ON "interaction_person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('interaction', NEW."interaction", 'person', NEW."person", 'position', NEW."position")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction_person' AND "row" = json_object('interaction', NEW."interaction", 'person', NEW."person");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction_person', json_object('interaction', NEW."interaction", 'person', NEW."person"), NULL, json_object('interaction', NEW."interaction", 'person', NEW."person", 'position', NEW."position") WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_person_changed" AFTER UPDATE OF "interaction", "person", "position" ON "interaction_person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('interaction', NEW."interaction", 'person', NEW."person", 'position', NEW."position")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction_person' AND "row" = json_object('interaction', NEW."interaction", 'person', NEW."person");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction_person', json_object('interaction', NEW."interaction", 'person', NEW."person"), json_object('interaction', OLD."interaction", 'person', OLD."person", 'position', OLD."position"), json_object('interaction', NEW."interaction", 'person', NEW."person", 'position', NEW."position") WHERE changes() = 0;
END;
CREATE TRIGGER "interaction_person_removed" AFTER DELETE ON "interaction_person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'interaction_person' AND "row" = json_object('interaction', OLD."interaction", 'person', OLD."person");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'interaction_person', json_object('interaction', OLD."interaction", 'person', OLD."person"), json_object('interaction', OLD."interaction", 'person', OLD."person", 'position', OLD."position"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "person_added" AFTER INSERT ON "person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'name', NEW."name", 'other_names', NEW."other_names", 'birthday', NEW."birthday", 'raw', NEW."raw", 'organisation', NEW."organisation", 'role', NEW."role", 'emails', NEW."emails", 'phones', NEW."phones", 'url', NEW."url", 'audience', NEW."audience", 'circles', NEW."circles", 'tags', NEW."tags", 'scope', NEW."scope", 'place', NEW."place", 'closeness', NEW."closeness", 'how_met', NEW."how_met", 'introduced_by', NEW."introduced_by", 'first_met_on', NEW."first_met_on", 'target_by', NEW."target_by", 'offers', NEW."offers", 'will_ask', NEW."will_ask", 'needs', NEW."needs", 'cadence_days', NEW."cadence_days", 'do_not_contact', NEW."do_not_contact", 'keep_out_of_reports', NEW."keep_out_of_reports", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'person' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'person', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'name', NEW."name", 'other_names', NEW."other_names", 'birthday', NEW."birthday", 'raw', NEW."raw", 'organisation', NEW."organisation", 'role', NEW."role", 'emails', NEW."emails", 'phones', NEW."phones", 'url', NEW."url", 'audience', NEW."audience", 'circles', NEW."circles", 'tags', NEW."tags", 'scope', NEW."scope", 'place', NEW."place", 'closeness', NEW."closeness", 'how_met', NEW."how_met", 'introduced_by', NEW."introduced_by", 'first_met_on', NEW."first_met_on", 'target_by', NEW."target_by", 'offers', NEW."offers", 'will_ask', NEW."will_ask", 'needs', NEW."needs", 'cadence_days', NEW."cadence_days", 'do_not_contact', NEW."do_not_contact", 'keep_out_of_reports', NEW."keep_out_of_reports", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "person_changed" AFTER UPDATE OF "id", "name", "other_names", "birthday", "raw", "organisation", "role", "emails", "phones", "url", "audience", "circles", "tags", "scope", "place", "closeness", "how_met", "introduced_by", "first_met_on", "target_by", "offers", "will_ask", "needs", "cadence_days", "do_not_contact", "keep_out_of_reports", "note", "source", "source_key" ON "person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'name', NEW."name", 'other_names', NEW."other_names", 'birthday', NEW."birthday", 'raw', NEW."raw", 'organisation', NEW."organisation", 'role', NEW."role", 'emails', NEW."emails", 'phones', NEW."phones", 'url', NEW."url", 'audience', NEW."audience", 'circles', NEW."circles", 'tags', NEW."tags", 'scope', NEW."scope", 'place', NEW."place", 'closeness', NEW."closeness", 'how_met', NEW."how_met", 'introduced_by', NEW."introduced_by", 'first_met_on', NEW."first_met_on", 'target_by', NEW."target_by", 'offers', NEW."offers", 'will_ask', NEW."will_ask", 'needs', NEW."needs", 'cadence_days', NEW."cadence_days", 'do_not_contact', NEW."do_not_contact", 'keep_out_of_reports', NEW."keep_out_of_reports", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'person' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'person', json_object('id', NEW."id"), json_object('id', OLD."id", 'name', OLD."name", 'other_names', OLD."other_names", 'birthday', OLD."birthday", 'raw', OLD."raw", 'organisation', OLD."organisation", 'role', OLD."role", 'emails', OLD."emails", 'phones', OLD."phones", 'url', OLD."url", 'audience', OLD."audience", 'circles', OLD."circles", 'tags', OLD."tags", 'scope', OLD."scope", 'place', OLD."place", 'closeness', OLD."closeness", 'how_met', OLD."how_met", 'introduced_by', OLD."introduced_by", 'first_met_on', OLD."first_met_on", 'target_by', OLD."target_by", 'offers', OLD."offers", 'will_ask', OLD."will_ask", 'needs', OLD."needs", 'cadence_days', OLD."cadence_days", 'do_not_contact', OLD."do_not_contact", 'keep_out_of_reports', OLD."keep_out_of_reports", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), json_object('id', NEW."id", 'name', NEW."name", 'other_names', NEW."other_names", 'birthday', NEW."birthday", 'raw', NEW."raw", 'organisation', NEW."organisation", 'role', NEW."role", 'emails', NEW."emails", 'phones', NEW."phones", 'url', NEW."url", 'audience', NEW."audience", 'circles', NEW."circles", 'tags', NEW."tags", 'scope', NEW."scope", 'place', NEW."place", 'closeness', NEW."closeness", 'how_met', NEW."how_met", 'introduced_by', NEW."introduced_by", 'first_met_on', NEW."first_met_on", 'target_by', NEW."target_by", 'offers', NEW."offers", 'will_ask', NEW."will_ask", 'needs', NEW."needs", 'cadence_days', NEW."cadence_days", 'do_not_contact', NEW."do_not_contact", 'keep_out_of_reports', NEW."keep_out_of_reports", 'note', NEW."note", 'source', NEW."source", 'source_key', NEW."source_key") WHERE changes() = 0;
END;
CREATE TRIGGER "person_removed" AFTER DELETE ON "person" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'person' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'person', json_object('id', OLD."id"), json_object('id', OLD."id", 'name', OLD."name", 'other_names', OLD."other_names", 'birthday', OLD."birthday", 'raw', OLD."raw", 'organisation', OLD."organisation", 'role', OLD."role", 'emails', OLD."emails", 'phones', OLD."phones", 'url', OLD."url", 'audience', OLD."audience", 'circles', OLD."circles", 'tags', OLD."tags", 'scope', OLD."scope", 'place', OLD."place", 'closeness', OLD."closeness", 'how_met', OLD."how_met", 'introduced_by', OLD."introduced_by", 'first_met_on', OLD."first_met_on", 'target_by', OLD."target_by", 'offers', OLD."offers", 'will_ask', OLD."will_ask", 'needs', OLD."needs", 'cadence_days', OLD."cadence_days", 'do_not_contact', OLD."do_not_contact", 'keep_out_of_reports', OLD."keep_out_of_reports", 'note', OLD."note", 'source', OLD."source", 'source_key', OLD."source_key"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "plan_added" AFTER INSERT ON "plan" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('effective_on', NEW."effective_on", 'document', NEW."document")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'plan' AND "row" = json_object('effective_on', NEW."effective_on");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'plan', json_object('effective_on', NEW."effective_on"), NULL, json_object('effective_on', NEW."effective_on", 'document', NEW."document") WHERE changes() = 0;
END;
CREATE TRIGGER "plan_changed" AFTER UPDATE OF "effective_on", "document" ON "plan" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('effective_on', NEW."effective_on", 'document', NEW."document")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'plan' AND "row" = json_object('effective_on', NEW."effective_on");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'plan', json_object('effective_on', NEW."effective_on"), json_object('effective_on', OLD."effective_on", 'document', OLD."document"), json_object('effective_on', NEW."effective_on", 'document', NEW."document") WHERE changes() = 0;
END;
CREATE TRIGGER "plan_removed" AFTER DELETE ON "plan" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'plan' AND "row" = json_object('effective_on', OLD."effective_on");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'plan', json_object('effective_on', OLD."effective_on"), json_object('effective_on', OLD."effective_on", 'document', OLD."document"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "progress_added" AFTER INSERT ON "progress" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'goal', NEW."goal", 'on', NEW."on", 'value', NEW."value")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'progress' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'progress', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'goal', NEW."goal", 'on', NEW."on", 'value', NEW."value") WHERE changes() = 0;
END;
CREATE TRIGGER "progress_changed" AFTER UPDATE OF "id", "goal", "on", "value" ON "progress" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'goal', NEW."goal", 'on', NEW."on", 'value', NEW."value")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'progress' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'progress', json_object('id', NEW."id"), json_object('id', OLD."id", 'goal', OLD."goal", 'on', OLD."on", 'value', OLD."value"), json_object('id', NEW."id", 'goal', NEW."goal", 'on', NEW."on", 'value', NEW."value") WHERE changes() = 0;
END;
CREATE TRIGGER "progress_removed" AFTER DELETE ON "progress" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'progress' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'progress', json_object('id', OLD."id"), json_object('id', OLD."id", 'goal', OLD."goal", 'on', OLD."on", 'value', OLD."value"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "saved_report_added" AFTER INSERT ON "saved_report" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'made_on', NEW."made_on", 'level', NEW."level", 'since', NEW."since", 'until', NEW."until", 'sections', NEW."sections", 'worked', NEW."worked", 'stuck', NEW."stuck", 'wanted', NEW."wanted", 'allowed', NEW."allowed", 'figures', NEW."figures")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'saved_report' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'saved_report', json_object('id', NEW."id"), NULL, json_object('id', NEW."id", 'made_on', NEW."made_on", 'level', NEW."level", 'since', NEW."since", 'until', NEW."until", 'sections', NEW."sections", 'worked', NEW."worked", 'stuck', NEW."stuck", 'wanted', NEW."wanted", 'allowed', NEW."allowed", 'figures', NEW."figures") WHERE changes() = 0;
END;
CREATE TRIGGER "saved_report_changed" AFTER UPDATE OF "id", "made_on", "level", "since", "until", "sections", "worked", "stuck", "wanted", "allowed", "figures" ON "saved_report" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('id', NEW."id", 'made_on', NEW."made_on", 'level', NEW."level", 'since', NEW."since", 'until', NEW."until", 'sections', NEW."sections", 'worked', NEW."worked", 'stuck', NEW."stuck", 'wanted', NEW."wanted", 'allowed', NEW."allowed", 'figures', NEW."figures")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'saved_report' AND "row" = json_object('id', NEW."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'saved_report', json_object('id', NEW."id"), json_object('id', OLD."id", 'made_on', OLD."made_on", 'level', OLD."level", 'since', OLD."since", 'until', OLD."until", 'sections', OLD."sections", 'worked', OLD."worked", 'stuck', OLD."stuck", 'wanted', OLD."wanted", 'allowed', OLD."allowed", 'figures', OLD."figures"), json_object('id', NEW."id", 'made_on', NEW."made_on", 'level', NEW."level", 'since', NEW."since", 'until', NEW."until", 'sections', NEW."sections", 'worked', NEW."worked", 'stuck', NEW."stuck", 'wanted', NEW."wanted", 'allowed', NEW."allowed", 'figures', NEW."figures") WHERE changes() = 0;
END;
CREATE TRIGGER "saved_report_removed" AFTER DELETE ON "saved_report" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'saved_report' AND "row" = json_object('id', OLD."id");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'saved_report', json_object('id', OLD."id"), json_object('id', OLD."id", 'made_on', OLD."made_on", 'level', OLD."level", 'since', OLD."since", 'until', OLD."until", 'sections', OLD."sections", 'worked', OLD."worked", 'stuck', OLD."stuck", 'wanted', OLD."wanted", 'allowed', OLD."allowed", 'figures', OLD."figures"), NULL WHERE changes() = 0;
END;
CREATE TRIGGER "setting_added" AFTER INSERT ON "setting" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('name', NEW."name", 'value', NEW."value")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'setting' AND "row" = json_object('name', NEW."name");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'setting', json_object('name', NEW."name"), NULL, json_object('name', NEW."name", 'value', NEW."value") WHERE changes() = 0;
END;
CREATE TRIGGER "setting_changed" AFTER UPDATE OF "name", "value" ON "setting" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = json_object('name', NEW."name", 'value', NEW."value")
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'setting' AND "row" = json_object('name', NEW."name");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'setting', json_object('name', NEW."name"), json_object('name', OLD."name", 'value', OLD."value"), json_object('name', NEW."name", 'value', NEW."value") WHERE changes() = 0;
END;
CREATE TRIGGER "setting_removed" AFTER DELETE ON "setting" BEGIN
  INSERT INTO change (at, what) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'changed by another program'
    WHERE (SELECT change FROM recording) IS NULL;
  UPDATE change_row SET after = NULL
    WHERE id = (SELECT goes_on FROM recording) AND "table" = 'setting' AND "row" = json_object('name', OLD."name");
  INSERT INTO change_row (change, "table", "row", before, after) SELECT
    coalesce((SELECT change FROM recording), (SELECT max(id) FROM change)),
    'setting', json_object('name', OLD."name"), json_object('name', OLD."name", 'value', OLD."value"), NULL WHERE changes() = 0;
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change',5);
INSERT INTO "sqlite_sequence" VALUES('change_row',25);
COMMIT;
