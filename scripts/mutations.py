"""The changes that scripts/mutate-rules tries: in a statement of PostgreSQL, and of a value in a rule's header."""
import decimal, re

SEVERITIES = ["info", "low", "medium", "high", "critical"]
# What else the comparison can be, and the sign that moves its right side the other way.
SHIFTS = {"<": ("<=", "-"), "<=": ("<", "+"), ">": (">=", "+"), ">=": (">", "-")}
SWAPS = {"min": "max", "max": "min", "least": "greatest", "greatest": "least", "bool_or": "bool_and", "bool_and": "bool_or"}
# What stands before a list whose elements can be left out.
LISTS = {"IN", "USING", "SETS", "ARRAY", "COALESCE", "GREATEST", "LEAST"}
CONDITIONS = {"WHERE", "ON", "HAVING"}
SETS = {"UNION", "EXCEPT", "INTERSECT"}
# Where an expression ends.
BREAKS = CONDITIONS | SETS | set(
  "SELECT FROM GROUP ORDER BY WHEN THEN ELSE CASE END JOIN LEFT RIGHT FULL INNER CROSS AS LIMIT OFFSET WINDOW USING VALUES FILTER OVER"
  " , ; ( ) [ ]".split())
COMPARISONS = {"=", "<>", "<", "<=", ">", ">="}
TOKEN = re.compile(
  r"(?P<skip>\s+|--[^\n]*|/\*.*?\*/)|(?P<string>[eE]?'(?:[^']|'')*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)|(?P<word>\"[^\"]+\"|[A-Za-z_][\w$]*)"
  r"|(?P<number>\d+(?:\.\d+)?)|(?P<cast>::)|(?P<day>:as_of\b)|(?P<operator>[-+*/<>=~!@#%^&|]+)|(?P<sign>.)", re.S)
KINDS = ("skip", "string", "word", "number", "cast", "day", "operator", "sign")


class Item:
  """A token; or, with its items, what stands between brackets or from CASE to END."""

  def __init__(self, text, kind, start):
    self.text, self.kind, self.start, self.end, self.items = text, kind, start, start + len(text), None
    self.upper = text.upper() if kind == "word" else "" if kind == "string" else text


def tree(sql):
  """The items of a statement."""
  root = Item("", "group", 0)
  root.items, group, outer = [], root, []
  for match in TOKEN.finditer(sql):
    kind = next(k for k in KINDS if match[k] is not None)
    if kind == "skip": continue
    item = Item(match[0], kind, match.start())
    if item.upper in ("(", "[", "CASE"):
      outer.append(group)
      group.items.append(Item("", "group", item.start))
      group = group.items[-1]
      group.items = []
    group.items.append(item)
    if item.upper in (")", "]", "END") and outer:
      group.end = item.end
      group = outer.pop()
  return root.items


def split(items, separates):
  """The parts between the items that separate them."""
  parts = [[]]
  for item in items:
    if separates(item): parts.append([])
    else: parts[-1].append(item)
  return parts


def comma(item): return item.upper == ","


def of_statement(sql):
  """Each change as (start, end, what stands there instead)."""
  changes = []
  for items in levels(tree(sql)): Level(sql, items, changes).change()
  return changes


def levels(items):
  yield items
  for item in items:
    if item.items: yield from levels(item.items)


class Level:
  """What stands within one pair of brackets, or in one CASE; what is in brackets there is one item."""

  def __init__(self, sql, items, changes):
    self.sql, self.items, self.changes = sql, items, changes

  def word(self, k): return self.items[k].upper if 0 <= k < len(self.items) else ""

  def text(self, items): return self.sql[items[0].start:items[-1].end] if items else ""

  def cut(self, items, instead): self.changes.append((items[0].start, items[-1].end, instead))

  def find(self, start, *words):
    """The index of the first of the words, or of the end."""
    return next((k for k in range(start, len(self.items)) if self.word(k) in words), len(self.items))

  def change(self):
    self.conditions()
    for k, item in enumerate(self.items):
      if item.kind == "word": self.keyword(k, item)
      elif item.kind == "operator" and item.text in SHIFTS: self.comparison(k, item)
      elif item.kind == "string": self.string(k, item)
      elif item.kind == "day": self.cut([item], "(:as_of + 1)"), self.cut([item], "(:as_of - 1)")
      elif item.kind == "number":
        for step in (1, -1): self.cut([item], shifted(item.text, step))
    if self.word(0) == "CASE": self.case()
    if any(item.upper in SETS for item in self.items): self.arms()

  # Conditions

  def breaks(self, k):
    if self.word(k) == "FROM": return self.word(k - 1) != "DISTINCT"
    # A function, and no join.
    if self.word(k) in ("LEFT", "RIGHT"): return not (k + 1 < len(self.items) and self.items[k + 1].items)
    return self.word(k) in BREAKS

  def conditions(self):
    start = 0
    for k in range(len(self.items) + 1):
      if k < len(self.items) and not self.breaks(k): continue
      is_condition = self.word(start - 1) in CONDITIONS and self.word(start - 2) != "DISTINCT"
      if start < k: self.condition(self.items[start:k], is_condition)
      start = k + 1

  def condition(self, items, is_condition):
    """Drops each arm of OR and each conjunct; the only one where a condition has to stand."""
    conjunctions, between = set(), False
    for k, item in enumerate(items):
      if item.upper == "BETWEEN": between = True
      elif item.upper == "AND":
        if not between: conjunctions.add(item)
        between = False
    arms = [arm for arm in split(items, lambda item: item.upper == "OR") if arm]
    for arm in arms:
      conjuncts = [c for c in split(arm, lambda item: item in conjunctions) if c]
      if len(arms) > 1: self.cut(arm, "false")
      if len(conjuncts) > 1 or (is_condition and len(arms) == 1):
        for conjunct in conjuncts: self.cut(conjunct, "true")

  # Boundaries

  def operand(self, start):
    """The index after the operand that begins there."""
    k = start
    while k < len(self.items) and not self.breaks(k) and self.word(k) not in ("AND", "OR", "IS", "NOT", "IN") and (
      k == start or self.items[k].text not in COMPARISONS): k += 1
    return k

  def comparison(self, k, item):
    other, sign = SHIFTS[item.text]
    self.cut([item], other)
    end = self.operand(k + 1)
    if end == k + 1 or self.word(k + 1) in ("ANY", "ALL", "SOME"): return
    # A day or a number alone is shifted as such.
    if end == k + 2 and self.items[k + 1].kind in ("day", "number"): return
    compared = self.items[k:end]
    self.cut(compared, f"{self.text(compared)} {sign} 1")

  def between(self, k):
    middle = self.find(k, "AND")
    for first, end in (k + 1, middle), (middle + 1, self.operand(middle + 1)):
      bound = self.items[first:end]
      if len(bound) == 1 and bound[0].kind in ("day", "number"): continue
      for sign in "+-" if bound else "": self.cut(bound, f"{self.text(bound)} {sign} 1")

  def string(self, k, item):
    if self.word(k - 1) == "INTERVAL":
      for step in (1, -1): self.cut([item], shifted(item.text, step))
    elif item.text == "'[]'": self.cut([item], "'[)'"), self.cut([item], "'(]'")
    elif re.fullmatch(r"'\{[^{}]+,[^{}]+\}'", item.text):
      for other in shortened(item.text[2:-2].split(",")): self.cut([item], "'{" + ",".join(other) + "}'")

  # Words

  def keyword(self, k, item):
    after = self.items[k + 1] if k + 1 < len(self.items) else None
    if after is not None and after.items and after.items[0].text in "([": self.call(k, item, after)
    if item.upper == "BETWEEN": self.between(k)
    elif item.upper == "LEFT" and self.word(k + 1) in ("JOIN", "OUTER"): self.cut(self.items[k:self.find(k, "JOIN") + 1], "JOIN")
    elif item.upper == "IS" and after:
      self.cut(self.items[k:k + 2], "IS" if after.upper == "NOT" else f"IS NOT {after.text}")
    elif item.upper == "DISTINCT" and self.word(k + 1) != "FROM": self.cut(self.items[k:k + (3 if self.word(k + 1) == "ON" else 1)], "")
    elif item.upper == "BY" and self.word(k - 1) == "ORDER": self.order(k + 1)

  def call(self, k, item, brackets):
    """A word before brackets."""
    inside = brackets.items[1:-1]
    if item.upper in LISTS and inside and inside[0].upper not in ("SELECT", "WITH", "VALUES"): self.shorten(split(inside, comma))
    if item.text.lower() in SWAPS: self.cut([item], SWAPS[item.text.lower()])
    if item.upper == "EXISTS" and self.word(k - 1) == "NOT": self.cut(self.items[k - 1:k + 1], item.text)
    if item.upper == "VALUES":
      end = next((j for j in range(k + 1, len(self.items)) if not self.items[j].items and self.word(j) != ","), len(self.items))
      # An alias follows without a comma.
      rows = split(self.items[k + 1:end], comma)
      self.shorten(rows[:-1] + [rows[-1][:1]])

  def shorten(self, parts):
    if len(parts) == 2 and [item.kind for item in parts[1]] == ["string"] and parts[0][-1].kind != "string":
      # A literal by itself has no type.
      self.cut(parts[0], f"nullif({self.text(parts[0])}, {self.text(parts[0])})")
      self.changes.append((parts[0][-1].end, parts[1][-1].end, ""))
      return
    for part, after in zip(parts, parts[1:]): self.changes.append((part[0].start, after[0].start, ""))
    if len(parts) > 1: self.changes.append((parts[-2][-1].end, parts[-1][-1].end, ""))

  def order(self, start):
    """Turns each key round, but for those that DISTINCT ON has first anyway."""
    distinct = next((k for k in range(start) if self.word(k) == "DISTINCT" and self.word(k + 1) == "ON"), None)
    first = {self.text(key) for key in split(self.items[distinct + 2].items[1:-1], comma)} if distinct is not None else set()
    end = self.find(start, *(BREAKS - {",", "CASE"}), "ROWS", "RANGE", "GROUPS")
    for parts in split(self.items[start:end], comma):
      nulls = next((k for k, item in enumerate(parts) if item.upper == "NULLS"), len(parts))
      has_direction = parts[nulls - 1].upper in ("ASC", "DESC")
      key = self.text(parts[:nulls - has_direction])
      if key in first: continue
      self.cut(parts, " ".join([key, "ASC" if parts[nulls - 1].upper == "DESC" else "DESC", self.text(parts[nulls:])]).strip())
      if parts[nulls:]: self.cut(parts[nulls:], "NULLS FIRST" if parts[-1].upper == "LAST" else "NULLS LAST")

  def case(self):
    marks = [k for k in range(len(self.items)) if self.word(k) in ("WHEN", "ELSE", "END")]
    otherwise = self.text(self.items[self.find(0, "ELSE") + 1:-1]) or "NULL"
    is_single = sum(self.word(k) == "WHEN" for k in marks) == 1
    for k, end in zip(marks, marks[1:]):
      if self.word(k) == "WHEN" and is_single: self.cut(self.items, otherwise if otherwise == "NULL" else f"({otherwise})")
      elif self.word(k) == "WHEN" or otherwise != "NULL": self.cut(self.items[k:end], "")

  def arms(self):
    """Of UNION and the like; a WITH before them stays, and so do the names and types of the first."""
    end = len(self.items) - (self.word(0) == "(")
    first, *arms = split(self.items[self.find(0, "SELECT"):end], lambda item: item.upper in SETS)
    if first: self.cut(first, f"SELECT * FROM ({self.text(first)}) dropped WHERE false")
    before = first
    for arm in arms:
      if before and arm: self.changes.append((before[-1].end, arm[-1].end, ""))
      before = arm
    for k in range(len(self.items)):
      if self.word(k) == "UNION" and self.word(k + 1) != "ALL": self.cut([self.items[k]], "UNION ALL")


# Values

def shortened(parts):
  """The list without each of its elements, unless it has but one."""
  return [parts[:i] + parts[i + 1:] for i in range(len(parts))] if len(parts) > 1 else []


def shifted(text, step):
  """The first number in the text is one more or less, in its last place."""
  def other(match):
    number = decimal.Decimal(match[0])
    return str(number + step * decimal.Decimal((0, (1,), number.as_tuple().exponent)))
  return re.sub(r"\d+(\.\d+)?", other, text, count=1)


def of_value(value, kind):
  """What a parameter or a severity could be instead."""
  if kind == "severity": return ["low" if value == "info" else SEVERITIES[SEVERITIES.index(value) - 1]]
  if kind == "bool": return ["false" if value == "true" else "true"]
  if kind == "date": return [f"{value}::date {sign} 1" for sign in "+-"]
  if kind == "text[]":
    parts = value.strip("{}").split(",")
    others = shortened(parts) or [[]]
    # Such as regime:hours.
    for i, part in enumerate(parts):
      name, colon, number = part.partition(":")
      if number.isdigit(): others += [parts[:i] + [name + colon + shifted(number, step)] + parts[i + 1:] for step in (1, -1)]
    return ["{" + ",".join(other) + "}" for other in others]
  return [shifted(value, step) for step in (1, -1)]
