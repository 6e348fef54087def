-- The kinds that tell what came of it all: what was written, given, pledged, paired, published, commended, themed and filed.
-- Tables have the shape that 001_records.sql describes.

-- 成果
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    kind      INTEGER NOT NULL,
    title     TEXT NOT NULL,
    filed_on  INTEGER NOT NULL,
    session   INTEGER REFERENCES session (id),
    problem   INTEGER REFERENCES problem (id),
    topic     INTEGER REFERENCES topic (id),
    adopted_on INTEGER,
    adopted_level INTEGER,
    replied_on INTEGER,
    result    TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX document_filed_on ON document (filed_on, title);
CREATE INDEX document_adopted_on ON document (adopted_on);
CREATE INDEX document_session ON document (session);
CREATE INDEX document_problem ON document (problem);
CREATE TABLE document_author (
    document INTEGER NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    member INTEGER NOT NULL REFERENCES member (id),
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_author_member ON document_author (member);
CREATE TABLE document_tag (
    document INTEGER NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_tag_tag ON document_tag (tag);

-- 捐赠
CREATE TABLE donation (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    given_on  INTEGER NOT NULL,
    platform  INTEGER NOT NULL REFERENCES platform (id),
    session   INTEGER REFERENCES session (id),
    donor_member INTEGER REFERENCES member (id),
    donor     TEXT,
    cash      INTEGER,  -- fen
    item      TEXT,
    quantity  INTEGER,
    quantity_unit TEXT,
    value     INTEGER,  -- fen
    beneficiaries INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX donation_given_on ON donation (given_on);
CREATE INDEX donation_platform ON donation (platform, given_on);
CREATE TABLE donation_tag (
    donation INTEGER NOT NULL REFERENCES donation (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (donation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX donation_tag_tag ON donation_tag (tag);

-- 认领
CREATE TABLE pledge (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    pledged_on INTEGER NOT NULL,
    member    INTEGER NOT NULL REFERENCES member (id),
    target    INTEGER NOT NULL,
    title     TEXT NOT NULL,
    area      INTEGER NOT NULL REFERENCES area (id),
    amount    INTEGER,  -- fen
    paid      INTEGER,  -- fen
    done_on   INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX pledge_pledged_on ON pledge (pledged_on);
CREATE INDEX pledge_member ON pledge (member, pledged_on);
CREATE TABLE pledge_tag (
    pledge INTEGER NOT NULL REFERENCES pledge (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (pledge, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX pledge_tag_tag ON pledge_tag (tag);

-- 结对
CREATE TABLE pairing (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    member    INTEGER NOT NULL REFERENCES member (id),
    target_group INTEGER NOT NULL,
    count     INTEGER NOT NULL,
    area      INTEGER NOT NULL REFERENCES area (id),
    since     INTEGER NOT NULL,
    until     INTEGER,  -- the last day
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX pairing_member ON pairing (member, since);
CREATE TABLE pairing_tag (
    pairing INTEGER NOT NULL REFERENCES pairing (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (pairing, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairing_tag_tag ON pairing_tag (tag);

-- 宣传
CREATE TABLE publicity (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    published_on INTEGER NOT NULL,
    channel   TEXT NOT NULL,
    title     TEXT NOT NULL,
    url       TEXT,
    session   INTEGER REFERENCES session (id),
    problem   INTEGER REFERENCES problem (id),
    model_case INTEGER,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX publicity_published_on ON publicity (published_on, title);
CREATE TABLE publicity_tag (
    publicity INTEGER NOT NULL REFERENCES publicity (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (publicity, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX publicity_tag_tag ON publicity_tag (tag);

-- 表扬
CREATE TABLE commendation (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    issued_on INTEGER NOT NULL,
    member    INTEGER REFERENCES member (id),
    platform  INTEGER REFERENCES platform (id),
    title     TEXT NOT NULL,
    issuer    TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX commendation_issued_on ON commendation (issued_on, title);
CREATE TABLE commendation_tag (
    commendation INTEGER NOT NULL REFERENCES commendation (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (commendation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX commendation_tag_tag ON commendation_tag (tag);

-- 主题
CREATE TABLE theme (
    id        INTEGER PRIMARY KEY,
    month     INTEGER NOT NULL,  -- yyyymm
    title     TEXT NOT NULL,
    topic     INTEGER REFERENCES topic (id),
    area      INTEGER REFERENCES area (id),
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX theme_month ON theme (month);
CREATE TABLE theme_tag (
    theme INTEGER NOT NULL REFERENCES theme (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (theme, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_tag_tag ON theme_tag (tag);

-- 填报
CREATE TABLE filing (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE,
    area      INTEGER NOT NULL REFERENCES area (id),
    period    TEXT NOT NULL,
    measure   TEXT NOT NULL,
    value     INTEGER NOT NULL,  -- ten-thousandths
    qualifier INTEGER,
    filed_on  INTEGER NOT NULL,
    source    TEXT,
    note      TEXT,
    created   INTEGER NOT NULL REFERENCES entry (id),
    changed   INTEGER NOT NULL REFERENCES entry (id),
    voided    INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX filing_area ON filing (area, period, measure);
CREATE TABLE filing_tag (
    filing INTEGER NOT NULL REFERENCES filing (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (filing, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_tag_tag ON filing_tag (tag);
