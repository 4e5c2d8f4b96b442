//! The text that a heading's id is made of, as mdBook's tree holds it.

/// The text that an id is made of.
#[derive(Default)]
pub(super) struct IdText {
    pub(super) text: String,
    after_footnote: bool,
    /// Raw tags that are open in the line.
    tags: Vec<String>,
}

impl IdText {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.after_footnote = false;
    }

    /// A tag or comment keeps two references apart; an end tag without its start tag leaves no trace
    /// in mdBook's tree.
    pub(super) fn html(&mut self, html: &str) {
        let name = |tag: &str| -> String {
            tag.chars()
                .take_while(char::is_ascii_alphanumeric)
                .map(|ch| ch.to_ascii_lowercase())
                .collect()
        };
        if let Some(tag) = html.strip_prefix("</") {
            if self.tags.last() != Some(&name(tag)) {
                return;
            }
            self.tags.pop();
        } else {
            let name = name(html.trim_start_matches('<'));
            let ends = matches!(name.as_str(), "" | "br" | "hr" | "img" | "input" | "wbr");
            if !ends && !html.ends_with("/>") {
                self.tags.push(name);
            }
        }
        self.after_footnote = false;
    }

    pub(super) fn push_footnote(&mut self, number: usize) {
        // mdBook sets a space between two references that touch.
        if self.after_footnote {
            self.text.push(' ');
        }
        self.text.push_str(&number.to_string());
        self.after_footnote = true;
    }

    /// Anything that stands between two footnote references keeps them apart.
    pub(super) fn between(&mut self) {
        self.after_footnote = false;
    }
}
