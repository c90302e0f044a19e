"""The printed table: one row for a figure, with the limit that it is held against."""

from dataclasses import dataclass


@dataclass
class Row:
    what: str
    ours: str
    reference: str
    ratio: float | None
    limit: str
    holds: bool | None
    note: str = ""


class Table:
    def __init__(self):
        self.rows: list[Row] = []

    def at_most(self, what, ours, limit, unit, reference="", note=""):
        """A figure of our own that may not be larger than a fixed limit."""
        self.add(Row(what, f"{ours:.1f} {unit}", reference, None, f"<= {limit:g} {unit}", ours <= limit, note))

    def at_least(self, what, ours, limit, unit, note=""):
        self.add(Row(what, f"{ours:.0f} {unit}", "", None, f">= {limit:g} {unit}", ours >= limit, note))

    def ratio_at_most(self, what, ours, theirs, limit, unit, note=""):
        ratio = ours / theirs
        row = Row(what, f"{ours:.2f} {unit}", f"{theirs:.2f} {unit}", ratio, f"<= {limit:g}", ratio <= limit, note)
        self.add(row)

    def ratio_at_least(self, what, ours, theirs, limit, unit, note=""):
        ratio = ours / theirs
        row = Row(what, f"{ours:.0f} {unit}", f"{theirs:.0f} {unit}", ratio, f">= {limit:g}", ratio >= limit, note)
        self.add(row)

    def ratio(self, what, ours, theirs, unit, digits=0):
        """A comparison without a limit, for the reader."""
        self.add(Row(what, f"{ours:.{digits}f} {unit}", f"{theirs:.{digits}f} {unit}", ours / theirs, "-", None))

    def not_measured(self, what, reason):
        self.add(Row(what, "-", "-", None, "-", None, f"not measured: {reason}"))

    def add(self, row):
        self.rows.append(row)
        print(f"  {row.what}: {row.ours} {f'/ {row.reference} ' if row.reference else ''}{row.note}", flush=True)

    def __str__(self):
        head = ("figure", "ours", "reference", "ratio", "limit", "")
        lines = [head] + [
            (
                row.what,
                row.ours,
                row.reference,
                "" if row.ratio is None else f"{row.ratio:.3f}",
                row.limit,
                {True: "holds", False: "FALLS SHORT", None: ""}[row.holds] + (f" ({row.note})" if row.note else ""),
            )
            for row in self.rows
        ]
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
