"""Chapters that look like real ones, the same at every run: prose, lists, tables, code, links, notes."""

import random

SUBJECTS = """the build service|each worker|the scheduler|a reader of the queue|the storage layer|the client library
|every writer|the configuration loader|the first release|an operator|the proposed format|the index|our gateway
|the replica that lags behind|a long-lived connection|the migration|the old endpoint|the cache|a failed request
|the test harness|the documented contract|this proposal""".replace("\n", "").split("|")

VERBS = """keeps|reads|rejects|rebuilds|publishes|replaces|measures|waits for|hands over|verifies|signs|retries
|streams|compresses|counts|announces|owns|drops|merges|hides""".replace("\n", "").split("|")

OBJECTS = """the whole history|one segment at a time|`retry_after` and its bounds|a *stable* identifier
|the **signed** manifest|the list of open files|every entry older than a week|the checksum of the previous block
|what the caller asked for|the lock until the write is durable|a snapshot of `state/current`|the quota of the team
|the [draft of the format](https://example.org/format)|the message before it is acknowledged|two copies of each shard
|the header & its fields|the limit of 4 < n < 64 entries|a table of offsets|the number of readers
|the schema that was agreed""".replace("\n", "").split("|")

TAILS = """so that nobody has to restart it|even when the disk is full|before the next one begins
|which the first version did not do|unless the operator says otherwise|as long as the lease holds
|without a second round trip|and tells the caller why|in the order in which they arrived|once per hour at most
|because the alternative was measured and is slower|and falls back to the old path|at no cost to readers
|if the clocks differ by more than a second|where the contract allows it""".replace("\n", "").split("|")

CODE = [
    "```rust\nfn admit(request: &Request, limit: usize) -> Result<Ticket, Refusal> {\n"
    "    let waiting = request.queue.len();\n    if waiting >= limit {\n"
    "        return Err(Refusal::Full { waiting, limit });\n    }\n    Ok(request.queue.push())\n}\n```",
    "```toml\n[queue]\nlimit = 512\nlease = \"30s\"\n# Readers that are slower than this are dropped.\nslowest = 20\n```",
    "```text\nclient -> gateway : PUT /segments/17\ngateway -> store : append(17)\nstore -> gateway : 4096\n```",
]

HEADINGS = """How it works today|The format|Limits|Who is affected|What readers see|Errors|Growth|Naming
|Compatibility|Measurements|Deployment|Clean-up""".replace("\n", "").split("|")


class Prose:
    """Text from one seed."""

    def __init__(self, seed: int):
        self._pick = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._pick.randint(low, high)

    def one_of(self, among: list[str]) -> str:
        """One of several."""
        return self._pick.choice(among)

    def sentence(self) -> str:
        """One sentence, about 90 bytes."""
        pick = self._pick.choice
        words = f"{pick(SUBJECTS)} {pick(VERBS)} {pick(OBJECTS)} {pick(TAILS)}."
        return words[0].upper() + words[1:]

    def paragraph(self) -> str:
        """Three to six sentences, in lines of about that length."""
        return "\n".join(self.sentence() for _ in range(self.number(3, 6)))

    def block(self) -> str:
        """A paragraph, mostly; else a list, a table, code or a quote."""
        kind = self.number(0, 11)
        if kind == 0:
            return "\n".join(f"- {self.sentence()}" for _ in range(self.number(3, 6)))
        if kind == 1:
            rows = [f"| `{self.one_of(VERBS)}_{n}` | {self.number(1, 900)} | {self.sentence()} |" for n in range(4)]
            return "\n".join(["| name | count | meaning |", "|---|---:|---|", *rows])
        if kind == 2:
            return self.one_of(CODE)
        if kind == 3:
            return "\n".join(f"> {self.sentence()}" for _ in range(2))
        if kind == 4:
            return "\n".join(f"{n}. {self.sentence()}\n   {self.sentence()}" for n in range(1, 4))
        return self.paragraph()

    def blocks(self, size: int) -> list[str]:
        """Blocks of together about `size` bytes, at least one."""
        blocks, length = [], 0
        while not blocks or length < size:
            blocks.append(self.block())
            length += len(blocks[-1])
        return blocks
