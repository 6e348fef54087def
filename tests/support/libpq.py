"""A session at a PostgreSQL server through libpq, as cpcc itself uses it. Running psql for each statement would take as
long as the tested command."""
import ctypes

COMMAND_OK, TUPLES_OK = 1, 2
INTEGERS, FLOATS, BOOLEAN = (20, 21, 23, 26), (700, 701, 1700), 16       # OIDs of types, the same on every server


class Refused(Exception):
    """An error, with the server's message."""


def library():
    if not library.loaded:
        libpq = library.loaded = ctypes.CDLL("libpq.so.5")
        for name, result, arguments in (("PQconnectdb", "p", "s"), ("PQstatus", "i", "p"), ("PQerrorMessage", "s", "p"), ("PQfinish", "", "p"), ("PQexec", "p", "ps"),
                                        ("PQresultStatus", "i", "p"), ("PQntuples", "i", "p"), ("PQnfields", "i", "p"), ("PQftype", "u", "pi"),
                                        ("PQgetisnull", "i", "pii"), ("PQgetvalue", "s", "pii"), ("PQclear", "", "p")):
            kinds = {"p": ctypes.c_void_p, "s": ctypes.c_char_p, "i": ctypes.c_int, "u": ctypes.c_uint, "": None}
            function = getattr(libpq, name)
            function.restype, function.argtypes = kinds[result], [kinds[one] for one in arguments]
    return library.loaded


library.loaded = None


class Session:
    """A session that is open until `close` or the end of a `with`."""

    def __init__(self, url):
        self.libpq = library()
        self.connection = self.libpq.PQconnectdb(url.encode())
        if self.libpq.PQstatus(self.connection) != 0:
            words = self._words()
            self.close()
            raise Refused(words)
        self.ask("SET client_min_messages = warning")       # notices would go to the test's stderr

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def ask(self, statements):
        """Runs statements. Returns the rows of the last one as tuples of int, float, bool, str and None."""
        result = self.libpq.PQexec(self.connection, statements.encode())
        try:
            if self.libpq.PQresultStatus(result) not in (COMMAND_OK, TUPLES_OK):
                raise Refused(self._words())
            columns = [(column, self.libpq.PQftype(result, column)) for column in range(self.libpq.PQnfields(result))]
            return [tuple(self._value(result, row, *column) for column in columns) for row in range(self.libpq.PQntuples(result))]
        finally:
            self.libpq.PQclear(result)

    def close(self):
        self.libpq.PQfinish(self.connection)
        self.connection = None

    def _words(self):
        return self.libpq.PQerrorMessage(self.connection).decode("utf-8", "replace")

    def _value(self, result, row, column, kind):
        if self.libpq.PQgetisnull(result, row, column):
            return None
        text = self.libpq.PQgetvalue(result, row, column).decode()
        return int(text) if kind in INTEGERS else float(text) if kind in FLOATS else text == "t" if kind == BOOLEAN else text


def ask(url, statements):
    """Runs statements in a session of their own and returns the rows of the last one."""
    with Session(url) as session:
        return session.ask(statements)
