(() => {
  const words = new Intl.Collator(document.documentElement.lang || undefined, {numeric: true, sensitivity: 'base'});
  const element = (name, className, text) =>
    Object.assign(document.createElement(name), {className, textContent: text || ''});
  const value = cell => !cell ? '' : cell.dataset.sort || cell.textContent;

  // Cells with nothing in them come last, whichever way round.
  const sort = (table, column, down) => {
    const turn = down ? -1 : 1;
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter(row => !row.classList.contains('design-doc-group'));
      const keyed = rows.map(row => [value(row.cells[column]), row]);
      keyed.sort(([a], [b]) => a && b ? turn * words.compare(a, b) : !a - !b);
      // Rows move faster while nobody sees them.
      const after = body.nextSibling;
      body.remove();
      body.append(...keyed.map(([, row]) => row));
      table.insertBefore(body, after);
    }
  };

  const sortable = table => {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = element('button', 'design-doc-sort', heading.textContent);
      button.type = 'button';
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending';
        headings.forEach(other => other.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        sort(table, column, down);
      });
      heading.replaceChildren(button);
    });
  };

  const searchable = (index, rows) => {
    const texts = rows.map(row => row.textContent.toLowerCase());
    const names = rows.map(row => row.querySelector('a')?.getAttribute('href') ?? row.textContent);
    const total = `${new Set(names).size} documents`;
    const groups = index.tBodies || index.querySelectorAll('.design-doc-group');
    const grouped = [...groups].map(group => [group, rows.filter(row => group.contains(row))]);
    const tools = element('div', 'design-doc-tools');
    const label = element('label', 'design-doc-filter', 'Filter ');
    const input = element('input', 'design-doc-input');
    const count = element('span', 'design-doc-count');
    input.type = 'search';
    count.setAttribute('role', 'status');
    count.textContent = total;
    // What the caption says stands beside the filter now.
    if (index.caption) {
      index.setAttribute('aria-label', index.caption.textContent);
      index.caption.remove();
    }
    label.append(input);
    tools.append(label, count);
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = new Set();
      rows.forEach((row, at) => {
        const fits = wanted.every(word => texts[at].includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        if (fits) shown.add(names[at]);
      });
      for (const [group, members] of grouped) group.hidden = members.every(row => row.hidden);
      count.textContent = wanted.length ? `${shown.size} of ${total}` : total;
    });
    // Arrow keys and letters are the page's own shortcuts.
    input.addEventListener('keydown', event => event.stopPropagation());
    index.before(tools);
  };

  const enhance = index => {
    const inTable = 'tbody tr:not(.design-doc-group)';
    const rows = [...index.querySelectorAll(index.tHead ? inTable : '.design-doc-item')];
    index.dataset.ready = '';
    if (index.tHead) sortable(index);
    if (rows.length > 1) searchable(index, rows);
  };

  const start = () => document
    .querySelectorAll('.design-doc-index:not([data-ready]), .design-doc-list:not([data-ready])')
    .forEach(enhance);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
