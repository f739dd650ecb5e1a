"""The shape of a library's database: an append-only list, each step in a transaction of its own."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("yiku")


@MIGRATIONS()
def m001_first_tables(db: Database) -> None:
    """Memories, termbases, batches, history, and the index of segments."""
    for statement in _FIRST_TABLES.split(";"):
        if statement.strip():
            db.execute(statement)


@MIGRATIONS()
def m002_what_imports_made(db: Database) -> None:
    """Which import made a memory or termbase or gave the header, so that undoing it takes that back too."""
    db.execute("ALTER TABLE memory ADD COLUMN made_by INTEGER REFERENCES batch(id)")
    db.execute("ALTER TABLE memory ADD COLUMN header_by INTEGER REFERENCES batch(id)")
    db.execute("ALTER TABLE termbase ADD COLUMN made_by INTEGER REFERENCES batch(id)")
    db.execute("ALTER TABLE batch ADD COLUMN was_into TEXT NOT NULL DEFAULT ''")


# `segment.keys` and the blobs of `block` are described in glossary/text/keys.py and glossary/matching/postings.py.
_FIRST_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE memory (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    penalty INTEGER NOT NULL DEFAULT 0,
    header TEXT
);
CREATE TABLE termbase (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    memory INTEGER REFERENCES memory(id),
    termbase INTEGER REFERENCES termbase(id),
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    memory INTEGER NOT NULL REFERENCES memory(id),
    batch INTEGER NOT NULL REFERENCES batch(id),
    identity BLOB NOT NULL,
    name TEXT NOT NULL,
    context TEXT NOT NULL,
    status TEXT NOT NULL,
    details TEXT
);
CREATE UNIQUE INDEX unit_identity ON unit (memory, identity);
CREATE INDEX unit_memory ON unit (memory);
CREATE TABLE segment (
    unit INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    markup TEXT,
    details TEXT,
    keys BLOB NOT NULL,
    PRIMARY KEY (unit, position)
) WITHOUT ROWID;

CREATE TABLE concept (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    termbase INTEGER NOT NULL REFERENCES termbase(id),
    batch INTEGER NOT NULL REFERENCES batch(id),
    identity BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX concept_identity ON concept (termbase, identity);
CREATE INDEX concept_termbase ON concept (termbase);
CREATE TABLE term (
    concept INTEGER NOT NULL REFERENCES concept(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (concept, position)
) WITHOUT ROWID;
CREATE TABLE form (
    way INTEGER NOT NULL,
    key TEXT NOT NULL,
    concept INTEGER NOT NULL REFERENCES concept(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (way, key, concept, position)
) WITHOUT ROWID;
CREATE INDEX form_concept ON form (concept);

CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    batch INTEGER REFERENCES batch(id),
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'concept')),
    entry INTEGER NOT NULL,
    before TEXT NOT NULL
);
CREATE INDEX history_entry ON history (kind, entry);
CREATE INDEX history_batch ON history (batch);

CREATE TABLE block (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    family TEXT NOT NULL,
    base INTEGER NOT NULL,
    last INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    entries BLOB NOT NULL,
    signatures BLOB NOT NULL,
    sizes BLOB NOT NULL
);
CREATE TABLE posting (id INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE fresh (
    family TEXT NOT NULL,
    length INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    position INTEGER NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (family, length, unit, position)
) WITHOUT ROWID
"""


@MIGRATIONS()
def m002_recognition(db: Database) -> None:
    """Saved automata, what changed since they were made, and shadow lists."""
    for statement in _RECOGNITION.split(";;"):
        db.execute(statement)


# Triggers, so that no write can forget to tell the automata. The table has a row a concept at most.
_LOG_CHANGE = "DELETE FROM concept_change WHERE concept = {0}.id; INSERT INTO concept_change (concept) VALUES ({0}.id);"
_RECOGNITION = f"""
CREATE TABLE concept_change (change INTEGER PRIMARY KEY AUTOINCREMENT, concept INTEGER NOT NULL UNIQUE);;
CREATE TRIGGER concept_added AFTER INSERT ON concept BEGIN {_LOG_CHANGE.format("new")} END;;
CREATE TRIGGER concept_changed AFTER UPDATE ON concept BEGIN {_LOG_CHANGE.format("new")} END;;
CREATE TRIGGER concept_deleted AFTER DELETE ON concept BEGIN {_LOG_CHANGE.format("old")} END;;
CREATE TABLE automaton (family TEXT PRIMARY KEY, version TEXT NOT NULL, change INTEGER NOT NULL, body BLOB NOT NULL);;
CREATE TABLE shadow (
    termbase INTEGER NOT NULL REFERENCES termbase(id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (termbase, language, word)
) WITHOUT ROWID
"""


@MIGRATIONS()
def m003_writing(db: Database) -> None:
    """Single writes: memories' settings, deletions and who did what in the history, batches that are no import."""
    for statement in _WRITING.split(";"):
        db.execute(statement)


# `history.memory` and `history.origin` say where a unit was and which batch added it, so that it can be put back.
_WRITING = """
ALTER TABLE memory ADD COLUMN new_translations TEXT NOT NULL DEFAULT 'keep';
ALTER TABLE batch ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN single INTEGER NOT NULL DEFAULT 0;
CREATE INDEX batch_listed ON batch (single, id);
ALTER TABLE history ADD COLUMN action TEXT NOT NULL DEFAULT 'changed';
ALTER TABLE history ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN memory INTEGER;
ALTER TABLE history ADD COLUMN origin INTEGER;
CREATE INDEX history_origin ON history (origin) WHERE origin IS NOT NULL;
CREATE INDEX fresh_unit ON fresh (family, unit)
"""


@MIGRATIONS()
def m004_dismissals(db: Database) -> None:
    """Findings that someone has marked as no error, and those that were shown lately and can be named by their ids."""
    for statement in _DISMISSALS.split(";"):
        db.execute(statement)


# `key` is what `glossary.checks.identity` gives; `finding` is a `ShownFinding` as JSON.
_DISMISSALS = """
CREATE TABLE dismissal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    everywhere INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    finding TEXT NOT NULL
);
CREATE TABLE shown_finding (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, finding TEXT NOT NULL)
"""


@MIGRATIONS()
def m005_people_and_concepts(db: Database) -> None:
    """Single writes of concepts: comments, what was merged into what, who undid what; proposals and remarks."""
    for statement in _PEOPLE.split(";"):
        db.execute(statement)


# `history.termbase` is a name: a termbase that undone batches alone had made may be gone, and its number used again.
# `history.other` is the concept that this one was merged into or split off; `history.undid` the batch that was undone.
_PEOPLE = """
ALTER TABLE batch ADD COLUMN comment TEXT NOT NULL DEFAULT '';
ALTER TABLE batch ADD COLUMN undone_at TEXT NOT NULL DEFAULT '';
ALTER TABLE batch ADD COLUMN undone_by TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN termbase TEXT;
ALTER TABLE history ADD COLUMN other INTEGER;
ALTER TABLE history ADD COLUMN undid INTEGER REFERENCES batch(id);
CREATE INDEX history_other ON history (other) WHERE other IS NOT NULL;
CREATE INDEX history_concepts_at ON history (at) WHERE kind = 'concept';
CREATE INDEX concept_batch ON concept (batch);
CREATE INDEX term_proposed ON term (concept) WHERE status = 'proposed';
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    comment TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'change')),
    concept INTEGER NOT NULL,
    termbase TEXT NOT NULL,
    step INTEGER NOT NULL,
    base TEXT NOT NULL,
    wanted TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT '',
    decided_in INTEGER REFERENCES batch(id)
);
CREATE INDEX proposal_concept ON proposal (concept);
CREATE INDEX proposal_decided ON proposal (decided_in);
CREATE TABLE remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    concept INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX remark_concept ON remark (concept);
CREATE INDEX remark_at ON remark (at)
"""


@MIGRATIONS()
def m006_searching(db: Database) -> None:
    """What the search box narrows by: the domains of concepts, and the statuses that few terms have."""
    for statement in _SEARCHING.split(";;"):
        db.execute(statement)


# Concepts that an early version wrote are a list, with one domain in the second place.
_DOMAINS_OF = """
    SELECT DISTINCT {0}.id, value FROM json_each({0}.body, '$.domains') WHERE value <> ''
    UNION SELECT {0}.id, json_extract({0}.body, '$[1]') WHERE json_extract({0}.body, '$[1]') <> ''
"""
_KEEP_DOMAINS = f"INSERT INTO concept_domain (concept, domain) {_DOMAINS_OF.format('new')};"
_SEARCHING = f"""
CREATE TABLE concept_domain (
    concept INTEGER NOT NULL REFERENCES concept(id) ON DELETE CASCADE,
    domain TEXT NOT NULL,
    PRIMARY KEY (concept, domain)
) WITHOUT ROWID;;
CREATE INDEX concept_domain_domain ON concept_domain (domain);;
CREATE TRIGGER concept_domains_added AFTER INSERT ON concept BEGIN {_KEEP_DOMAINS} END;;
CREATE TRIGGER concept_domains_changed AFTER UPDATE OF body ON concept BEGIN
    DELETE FROM concept_domain WHERE concept = new.id; {_KEEP_DOMAINS}
END;;
INSERT INTO concept_domain (concept, domain)
    SELECT concept.id, value FROM concept, json_each(concept.body, '$.domains') WHERE value <> ''
    UNION SELECT id, json_extract(body, '$[1]') FROM concept WHERE json_extract(body, '$[1]') <> '';;
CREATE INDEX term_rare_status ON term (status) WHERE status <> 'preferred' AND status <> 'admitted'
"""


@MIGRATIONS()
def m007_what_files_held(db: Database) -> None:
    """Which entries a later file held as they were, so that undoing the import that brought them leaves them there."""
    db.execute(_HELD)


# Runs of neighbouring numbers, of units or of concepts as the batch has a memory or a termbase.
_HELD = """
CREATE TABLE held (
    batch INTEGER NOT NULL REFERENCES batch(id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (batch, first)
) WITHOUT ROWID
"""


@MIGRATIONS()
def m008_places_once(db: Database) -> None:
    """Numbers of memories and termbases that no later one gets: undone imports delete those that they had made."""
    for statement in _PLACE_NUMBERS.split(";"):
        db.execute(statement)


# One row for each number that was given; the first of an older library stands for all that were given before.
_PLACE_NUMBERS = """
CREATE TABLE place_number (id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO place_number (id)
    SELECT id FROM (SELECT id FROM memory UNION SELECT id FROM termbase UNION SELECT memory FROM history)
    WHERE id IS NOT NULL ORDER BY id DESC LIMIT 1
"""


@MIGRATIONS()
def m009_vocabulary(db: Database) -> None:
    """The words of each language family, by which wildcards and typing errors are found; reindexing fills it."""
    db.execute("CREATE TABLE word (family TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (family, word)) WITHOUT ROWID")
