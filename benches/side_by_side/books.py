"""Books on disk, and what mdBook would send of them to a preprocessor."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from .prose import HEADINGS, Prose

TEMPLATE = "proposal"

SECTIONS = ["Abstract", "Motivation", "Specification", "Rationale", "Backwards Compatibility", "Test Cases",
            "Reference Implementation", "Security Considerations", "Rollout", "Alternatives", "Prior Art",
            "Copyright"]

STATUSES = ["Draft", "Review", "Final", "Withdrawn"]

# The size to aim at, in bytes; most chapters become a little longer.
SIZE = 5600

# By how much the last block of a section exceeds what is asked for, on average.
OVERSHOOT = 180

# In one document of so many, a section is missing and a field is wrong.
FAULTY = 50


@dataclass(frozen=True)
class Book:
    """A book on disk."""

    root: Path
    chapters: int
    # The bytes of its chapters.
    size: int

    @property
    def src(self) -> Path:
        """Its chapters' folder."""
        return self.root / "src"

    def wire(self) -> Path:
        """What mdBook would send of it."""
        return self.root.with_suffix(".json")


def template() -> str:
    """A template with 8 fields and 12 required sections."""
    sections = "\n\n".join(f"## {name}\n> Say here what the {name.lower()} of this proposal is." for name in SECTIONS)
    return ("---\neip: <number>\ntitle: <The title>\ndescription: <One sentence>\nauthor: <Names>\n"
            f"discussions-to: <URL>\nstatus: {' | '.join(STATUSES)}\ntype: Meta | Informational\n"
            f"created: YYYY-MM-DD\n---\n\n{sections}\n")


def plain_chapter(seed: int, size: int) -> list[str]:
    """A chapter's blocks: a title, the mark of a contents list, sections."""
    prose = Prose(seed)
    blocks = [f"# Chapter {seed}: {prose.one_of(HEADINGS)}", "<!-- toc -->"]
    length = 0
    while length < size:
        section = [f"{'##' if prose.number(0, 3) else '###'} {prose.one_of(HEADINGS)}", *prose.blocks(700)]
        length += sum(map(len, section))
        blocks += section
    return blocks


def document(seed: int, size: int) -> list[str]:
    """A document's blocks, after the template; few have something wrong."""
    prose = Prose(seed)
    year, month, day = prose.number(2015, 2025), prose.number(1, 12), prose.number(1, 28)
    title = f"{prose.one_of(HEADINGS)} of {prose.one_of(HEADINGS).lower()}"
    created = f"{year}-{month:02}-{day:02}" if seed % FAULTY else f"{day}.{month}."
    front = [f"eip: {seed}", f"title: {title}", f"description: What the {title.lower()} becomes and for whom",
             f"author: Ada Moreau (@adamoreau), Ben Ito <ben{seed}@example.org>",
             f"discussions-to: https://ethereum-magicians.org/t/proposal/{seed}",
             f"status: {prose.one_of(STATUSES)}", f"type: {prose.one_of(['Meta', 'Informational'])}",
             f"created: {created}"]
    blocks = ["\n".join(["---", *front, "---"])]
    for place, name in enumerate(SECTIONS):
        if seed % FAULTY or place != seed // FAULTY % len(SECTIONS):
            blocks += [f"## {name}", *prose.blocks(size // len(SECTIONS) - OVERSHOOT)]
    return blocks


def text_of(blocks: list[str]) -> str:
    """The file that the blocks make."""
    return "\n\n".join(blocks) + "\n"


def make(root: Path, chapters: int, *, governed: bool, size: int = SIZE) -> Book:
    """A book of so many chapters of about so many bytes, unless it stands there already."""
    name = "eip-{}.md" if governed else "chapter-{}.md"
    write = document if governed else plain_chapter
    texts = ((name.format(seed), text_of(write(seed, size))) for seed in range(1, chapters + 1))
    return of_texts(root, texts, governed=governed)


def of_texts(root: Path, texts, *, governed: bool, templates: dict[str, str] | None = None) -> Book:
    """A book of these chapters, given as names and texts, unless it stands there already."""
    done = root / "made.json"
    if done.exists():
        made = json.loads(done.read_text())
        return Book(root, made["chapters"], made["size"])
    shutil.rmtree(root, ignore_errors=True)
    (root / "src").mkdir(parents=True)
    (root / "book.toml").write_text(_configuration(governed))
    if governed:
        (root / "templates").mkdir()
        for name, text in (templates or {TEMPLATE: template()}).items():
            (root / "templates" / f"{name}.md").write_text(text)
    count = size = 0
    with open(root / "src" / "SUMMARY.md", "w") as summary:
        summary.write("# Summary\n\n")
        for name, text in texts:
            path = root / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            summary.write(f"- [{path.stem}]({name})\n")
            count, size = count + 1, size + len(text.encode())
    book = Book(root, count, size)
    send(book)
    done.write_text(json.dumps({"chapters": count, "size": size}))
    return book


def of_files(root: Path, folder: Path, count: int) -> Book:
    """A book of the Markdown files of a folder, taken again under other names until there are enough."""
    files = sorted(folder.rglob("*.md"))
    if not files:
        raise SystemExit(f"there is no Markdown in {folder}")
    texts = ((f"chapter-{number}.md", files[number % len(files)].read_text(errors="replace"))
             for number in range(count))
    return of_texts(root, texts, governed=False)


def _configuration(governed: bool) -> str:
    entry = f'\n[[preprocessor.design-docs.documents]]\npath = "*.md"\ntemplate = "{TEMPLATE}"\n'
    return ('[book]\ntitle = "Measured"\n\n[preprocessor.design-docs]\ncommand = "mdbook-design-docs"\n'
            f'before = ["links"]\nfail-on = "never"\n{entry if governed else ""}')


def send(book: Book) -> None:
    """Writes what mdBook would send of a book, a chapter at a time: nothing large is ever held here."""
    preprocessor = {"command": "mdbook-design-docs", "before": ["links"], "fail-on": "never"}
    if (book.root / "templates").is_dir():
        preprocessor["documents"] = [{"path": "*.md", "template": TEMPLATE}]
    context = {"root": str(book.root), "renderer": "html", "mdbook_version": "0.5.4",
               "config": {"book": {"title": "Measured", "authors": [], "description": None, "language": "en",
                                   "text-direction": None},
                          "preprocessor": {"design-docs": preprocessor}}}
    with open(book.wire(), "w") as wire, open(book.src / "SUMMARY.md") as summary:
        wire.write(f'[{json.dumps(context)},{{"items":[')
        listed = (line.rstrip()[:-1].split("](")[1] for line in summary if line.startswith("- ["))
        for number, name in enumerate(listed, 1):
            content = (book.src / name).read_text()
            chapter = {"name": Path(name).stem, "content": content, "number": [number], "sub_items": [],
                       "path": name, "source_path": name, "parent_names": []}
            wire.write("," if number > 1 else "")
            json.dump({"Chapter": chapter}, wire, ensure_ascii=False, separators=(",", ":"))
        wire.write("]}]")
