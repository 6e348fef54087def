-- Closings: what an area's figures of a period were when it was closed (domain.md, 4, "Closing"). Measures are named by their ids and
-- areas by their rows, 0 for all areas together; days are numbers yyyymmdd.

CREATE TABLE closing (
    id        INTEGER PRIMARY KEY,
    area      INTEGER NOT NULL,  -- what was closed, with all below it
    first_day INTEGER NOT NULL,
    last_day  INTEGER NOT NULL,
    closed    INTEGER NOT NULL REFERENCES entry (id),
    reopened  INTEGER REFERENCES entry (id)   -- null: it holds
) STRICT;
CREATE UNIQUE INDEX closing_in_force ON closing (area, first_day, last_day) WHERE reopened IS NULL;
CREATE INDEX closing_last_day ON closing (last_day);

-- The areas whose figures are kept: what was closed and every area below it at the time, and 0 where these were all there are.
CREATE TABLE closing_area (
    closing INTEGER NOT NULL REFERENCES closing (id),
    area    INTEGER NOT NULL,
    PRIMARY KEY (closing, area)
) STRICT, WITHOUT ROWID;

-- The measures that are kept of each.
CREATE TABLE closing_measure (
    closing INTEGER NOT NULL REFERENCES closing (id),
    measure TEXT NOT NULL,
    PRIMARY KEY (closing, measure)
) STRICT, WITHOUT ROWID;

-- The figures: a number, fen, or a share's ten-thousandths. One that is not here was 0, a share's had nothing to divide by.
CREATE TABLE closing_figure (
    closing INTEGER NOT NULL REFERENCES closing (id),
    area    INTEGER NOT NULL,
    measure TEXT NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (closing, area, measure)
) STRICT, WITHOUT ROWID;
