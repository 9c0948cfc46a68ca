"""As much of GraphQL as a gateway asks of a subgraph: queries with variables, arguments, aliases, fragments, @skip and
@include, `_service` and `_entities`. A field is found for all objects of its place at once."""
import re


class Problem(Exception):
    """What is told to the asker: a code that stays, and a sentence."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


# Tokens: names, numbers, texts (block texts first), punctuation. What lies between counts for nothing.
TOKEN = re.compile(r'[\s,\ufeff]*(?:#[^\n]*[\s,]*)*(?:([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)'
                   r'|("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")|(\.\.\.|[{}()\[\]:!=$@])|$)', re.ASCII)
MOST_DEPTH = 50


class Parser:
    """Reads a document: `self.operations` and `self.fragments`."""

    def __init__(self, text):
        self.tokens, self.at, self.depth = [], 0, 0
        place = 0
        while place < len(text):
            found = TOKEN.match(text, place)
            if found is None:
                raise syntax("a character that does not belong there")
            place = found.end()
            if found.lastgroup is None and found.lastindex is None:
                continue
            self.tokens.append((found.lastindex, found[found.lastindex]))
        self.operations, self.fragments = [], {}
        while self.peek() != "":
            self.definition()

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, expected=None):
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else (0, "")
        if text == "" or (expected is not None and text != expected):
            raise syntax("%s where %s should be" % (text[:20] or "the end", expected or "something"))
        self.at += 1
        return kind, text

    def name(self):
        kind, text = self.take()
        if kind != 1:
            raise syntax("no name where one should be")
        return text

    def definition(self):
        if self.peek() == "fragment":
            self.take()
            name = self.name()
            self.take("on")
            self.fragments[name] = (self.name(), self.directives(), self.selections())
            return
        kind, name, defaults = "query", None, {}
        if self.peek() != "{":
            kind = self.name()
            if kind not in ("query", "mutation", "subscription"):
                raise syntax("%s where an operation should be" % kind[:20])
            name = None if self.peek() in ("{", "(", "@") else self.name()
            if self.peek() == "(":
                defaults = self.variables()
            self.directives()
        self.operations.append((kind, name, defaults, self.selections()))

    def variables(self):
        defaults = {}
        self.take("(")
        while self.peek() != ")":
            self.take("$")
            name = self.name()
            self.take(":")
            while self.peek() in ("[", "]", "!") or self.is_name():
                self.take()
            defaults[name] = None
            if self.peek() == "=":
                self.take()
                defaults[name] = self.value()
        self.take(")")
        return defaults

    def is_name(self):
        return self.at < len(self.tokens) and self.tokens[self.at][0] == 1

    def selections(self):
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise syntax("too many levels")
        self.take("{")
        found = []
        while self.peek() != "}":
            found.append(self.selection())
        self.take("}")
        self.depth -= 1
        return found

    def selection(self):
        if self.peek() == "...":
            self.take()
            if self.peek() not in ("on", "{", "@"):
                return ("spread", self.name(), self.directives(), None)
            condition = None
            if self.peek() == "on":
                self.take()
                condition = self.name()
            return ("inline", condition, self.directives(), self.selections())
        key = name = self.name()
        if self.peek() == ":":
            self.take()
            name = self.name()
        arguments = self.arguments()
        directives = self.directives()
        inner = self.selections() if self.peek() == "{" else None
        return ("field", (key, name, arguments), directives, inner)

    def arguments(self):
        found = {}
        if self.peek() == "(":
            self.take()
            while self.peek() != ")":
                name = self.name()
                self.take(":")
                found[name] = self.value()
            self.take(")")
        return found

    def directives(self):
        found = []
        while self.peek() == "@":
            self.take()
            found.append((self.name(), self.arguments()))
        return found

    def value(self):
        """A value as a function of the variables."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise syntax("too many levels")
        kind, text = self.take()
        found = self.value_of(kind, text)
        self.depth -= 1
        return found

    def value_of(self, kind, text):
        if text == "$":
            name = self.name()
            return lambda variables: variables.get(name)
        if text == "[":
            items = []
            while self.peek() != "]":
                items.append(self.value())
            self.take("]")
            return lambda variables: [item(variables) for item in items]
        if text == "{":
            fields = {}
            while self.peek() != "}":
                name = self.name()
                self.take(":")
                fields[name] = self.value()
            self.take("}")
            return lambda variables: {name: field(variables) for name, field in fields.items()}
        if kind == 2:
            number = float(text) if re.search("[.eE]", text) else int(text)
            return lambda variables: number
        if kind == 3:
            plain = text[3:-3] if text.startswith('"""') else re.sub(r'\\(["\\/])', r"\1", text[1:-1])
            return lambda variables: plain
        if kind == 1:
            word = {"true": True, "false": False, "null": None}.get(text, text)
            return lambda variables: word
        raise syntax("%s where a value should be" % text[:20])


def syntax(what):
    return Problem("GRAPHQL_PARSE_FAILED", "Syntax error: %s." % what)


class Run:
    """One operation over `types` (see gauges.py), `entities` and the text of the schema."""

    def __init__(self, types, entities, sdl, variables, reads):
        self.types, self.entities, self.sdl = types, entities, sdl
        self.variables, self.reads, self.fragments = variables, reads, {}

    def answer(self, query, operation_name):
        parsed = Parser(query)
        chosen = [found for found in parsed.operations if operation_name in (None, found[1])]
        if len(chosen) != 1:
            raise Problem("BAD_REQUEST", "Exactly one operation must be named.")
        kind, _, defaults, selections = chosen[0]
        if kind != "query":
            raise Problem("GRAPHQL_VALIDATION_FAILED", "There are queries only.")
        self.fragments = parsed.fragments
        for name, default in defaults.items():
            if default is not None and name not in self.variables:
                self.variables[name] = default({})
        return self.objects("Query", [{}], selections)[0]

    def objects(self, type_name, parents, selections):
        """The answers of objects of one type, in their order; all at once."""
        answers = [{} for _ in parents]
        for (key, name, arguments), inner in self.fields(type_name, selections, ()):
            given = {argument: value(self.variables) for argument, value in arguments.items()}
            for answer, value in zip(answers, self.values(type_name, name, parents, given, inner)):
                if isinstance(value, dict) and isinstance(answer.get(key), dict):
                    answer[key].update(value)
                else:
                    answer[key] = value
        return answers

    def fields(self, type_name, selections, within):
        for kind, about, directives, inner in selections:
            if not self.is_wanted(directives):
                continue
            if kind == "field":
                yield about, inner
                continue
            condition = about
            if kind == "spread":
                if about in within or about not in self.fragments:
                    raise Problem("GRAPHQL_VALIDATION_FAILED", "A fragment is unknown, or in itself.")
                condition, _, inner = self.fragments[about]
            if condition in (None, type_name):
                yield from self.fields(type_name, inner, within + (about,) if kind == "spread" else within)

    def is_wanted(self, directives):
        for name, arguments in directives:
            condition = arguments["if"](self.variables) if "if" in arguments else None
            if (name == "skip" and condition is True) or (name == "include" and condition is False):
                return False
        return True

    def values(self, type_name, name, parents, arguments, inner):
        if name == "__typename":
            return [type_name] * len(parents)
        if type_name == "Query" and name == "_service":
            return [{key: self.sdl for (key, field, _), _ in self.fields("_Service", inner or [], ()) if field == "sdl"}]
        if type_name == "Query" and name == "_entities":
            return [self.found_entities(arguments.get("representations"), inner or [])]
        if name not in self.types[type_name]:
            raise Problem("GRAPHQL_VALIDATION_FAILED", "%s has no field of this name." % type_name)
        given, find = self.types[type_name][name]
        if (given is None) != (inner is None):
            raise Problem("GRAPHQL_VALIDATION_FAILED", "Objects are asked with a selection, and nothing else is.")
        values = find(parents, arguments, self.reads)
        return values if given is None else self.nested(given, values, inner)

    def nested(self, type_name, values, inner):
        """Objects, lists of them and nulls, asked for together and put back where they were."""
        flat = [item for value in values for item in (value if isinstance(value, list) else [value]) if item is not None]
        answers = iter(self.objects(type_name, flat, inner))
        put = lambda item: None if item is None else next(answers)
        return [[put(item) for item in value] if isinstance(value, list) else put(value) for value in values]

    def found_entities(self, keys, inner):
        if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
            raise Problem("BAD_USER_INPUT", "representations: must be a list of objects.")
        if not all(isinstance(key.get("__typename"), str) and key["__typename"] in self.entities for key in keys):
            raise Problem("BAD_USER_INPUT", "representations: each must have the __typename of an entity of this subgraph.")
        answers = [None] * len(keys)
        for type_name, find in self.entities.items():
            places = [at for at, key in enumerate(keys) if key["__typename"] == type_name]
            if places:
                found = find([keys[at] for at in places], self.reads)
                for at, answer in zip(places, self.nested(type_name, found, inner)):
                    answers[at] = answer
        return answers
