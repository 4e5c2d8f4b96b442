// What a page looks like: how its text stands out, what is wider than it, where links lead.
(printed => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const known = new Map();
    function rgba(color) {
        if (!known.has(color)) {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            known.set(color, [r, g, b, a / 255]);
        }
        return known.get(color);
    }
    function over(top, below) {
        const a = top[3];
        return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(1);
    }
    function chain(element) {
        const all = [];
        for (let at = element; at; at = at.parentElement) all.unshift(at);
        return all;
    }
    // What lies behind a text is not printed.
    function behind(element) {
        return (printed ? [] : chain(element)).reduce(
            (below, at) => over(rgba(getComputedStyle(at).backgroundColor), below),
            [255, 255, 255, 1]);
    }
    function luminance([r, g, b]) {
        const [x, y, z] = [r, g, b].map(value => {
            value /= 255;
            return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    }
    function contrast(element) {
        const background = behind(element);
        const color = [...rgba(getComputedStyle(element).color)];
        color[3] *= chain(element).reduce((all, at) => all * getComputedStyle(at).opacity, 1);
        const [one, other] = [luminance(over(color, background)), luminance(background)];
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
    function texts(block) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const found = new Map();
        while (walker.nextNode()) {
            const text = walker.currentNode.nodeValue.trim();
            const parent = walker.currentNode.parentElement;
            if (text && !parent.closest('style, script, svg')) found.set(parent, text);
        }
        return [...found].map(([element, text]) => ({
            text, contrast: contrast(element), height: element.getBoundingClientRect().height,
        }));
    }
    // The title is a heading of mdBook's own, with an id.
    const added = [...document.querySelectorAll('main [class^="design-doc"]:not(h1)')];
    const outermost = added.filter(it => !it.parentElement.closest('[class^="design-doc"]'));
    const leads = link => {
        const [file, id] = link.href.split('#');
        const here = file === location.href.split('#')[0];
        return !here || !id || document.getElementById(decodeURIComponent(id));
    };
    return {
        theme: document.documentElement.className,
        blocks: outermost.map(it => ({name: it.className, texts: texts(it)})),
        ids: added.filter(it => it.id).map(it => it.className),
        wide: added.filter(it => it.getBoundingClientRect().right > innerWidth + 0.5)
            .map(it => it.className),
        page: document.documentElement.scrollWidth - innerWidth,
        loose: added.flatMap(it => [...it.querySelectorAll('a[href]')])
            .filter(link => !leads(link)).map(link => link.getAttribute('href')),
        files: added.flatMap(it => [...it.querySelectorAll('a[href]')])
            .map(link => link.href).filter(href => href.startsWith('file:')),
    };
})
