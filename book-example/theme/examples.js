// Which file, which lines and which rules an example is about, from the info string of its code block: no style sheet
// can read that there. The captions are those of examples.css.
for (const code of document.querySelectorAll("pre > code")) {
    const words = [...code.classList];
    // All values behind a key: the commas between them have become spaces.
    const values = (key) => {
        const first = words.findIndex((word) => word.startsWith(`${key}=`));
        if (first < 0) {
            return [];
        }
        const rest = words.slice(first + 1);
        const end = rest.findIndex((word) => word.includes("=") || word === "hljs" || word.startsWith("language-"));
        return [words[first].slice(key.length + 1), ...rest.slice(0, end < 0 ? rest.length : end)];
    };
    const data = code.parentElement.dataset;
    const lines = [...new Set([...values("line"), ...values("lines")])];
    const last = lines.pop();
    const at = lines.length ? ` at lines ${lines.join(", ")} and ${last}` : last ? ` at line ${last}` : "";
    const [elsewhere] = values("in");
    const [path] = [...values("path"), ...values("name")];
    const where = elsewhere ? `${at} of ${elsewhere}` : at;
    if (where || path) {
        data.where = where + (path ? `: ${path}` : "");
    }
    const [rule] = values("rule");
    if (rule) {
        data.rule = rule;
    }
    const beside = values("also");
    if (beside.length) {
        data.beside = `; beside it: ${beside.join(", ")}`;
    }
    const left = values("left");
    if (left.length) {
        data.left = `; left: ${left.join(", ")}`;
    }
}
