-- 沿革: what the dated fields of members and platforms were before (domain.md, 2, "History does not move"). One row for
-- each span: the values that held up to and including the day `until`, since the day after the span before it. The
-- record itself has the values that hold since the last span.

CREATE TABLE member_former (
    member INTEGER NOT NULL REFERENCES member (id),
    until  INTEGER NOT NULL,  -- yyyymmdd
    level  INTEGER NOT NULL,
    area   INTEGER NOT NULL REFERENCES area (id),
    sector INTEGER REFERENCES sector (id),
    PRIMARY KEY (member, until)
) STRICT, WITHOUT ROWID;

CREATE TABLE platform_former (
    platform INTEGER NOT NULL REFERENCES platform (id),
    until    INTEGER NOT NULL,  -- yyyymmdd
    kind     INTEGER NOT NULL,
    basis    INTEGER,
    area     INTEGER NOT NULL REFERENCES area (id),
    sector   INTEGER REFERENCES sector (id),
    model    INTEGER,
    PRIMARY KEY (platform, until)
) STRICT, WITHOUT ROWID;
