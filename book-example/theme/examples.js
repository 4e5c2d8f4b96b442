// Which file and which lines an example is about, from the info string of its code block: no style sheet can read
// that there. The captions are those of examples.css.
for (const code of document.querySelectorAll("pre > code")) {
    const words = [...code.classList];
    const value = (key) => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
    const first = words.findIndex((word) => /^lines?=/.test(word));
    const lines = [];
    if (first >= 0) {
        // The commas between them have become spaces.
        lines.push(words[first].split("=")[1]);
        for (const word of words.slice(first + 1)) {
            if (!/^\d+$/.test(word)) {
                break;
            }
            lines.push(word);
        }
    }
    const different = [...new Set(lines)];
    const last = different.pop();
    const at = different.length ? ` at lines ${different.join(", ")} and ${last}` : last ? ` at line ${last}` : "";
    const elsewhere = value("in");
    const path = value("path") ?? value("name");
    const where = elsewhere ? `${at} of ${elsewhere}` : at;
    if (where || path) {
        code.parentElement.dataset.where = where + (path ? `: ${path}` : "");
    }
}
