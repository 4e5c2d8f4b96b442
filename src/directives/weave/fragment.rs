//! One fragment, set into a text: found, held to its bounds, rendered, and its own directives expanded.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pieces::woven;
use super::{Here, Loom, MOST_CALLS, MOST_DEEP, TooMuch, Weaving};
use crate::directives::fault;
use crate::directives::{self, Found};
use crate::document::woven::Woven;
use crate::fragments::{self, Call, Failure, Lookup, Rendered};
use crate::sealed;
use crate::text::Text;

/// Why a fragment is not set in, as a finding at its directive.
struct Refusal {
    rule: &'static str,
    message: String,
    help: String,
}

impl Refusal {
    fn new(rule: &'static str, message: String, help: &str) -> Self {
        let help = help.to_owned();
        Self {
            rule,
            message,
            help,
        }
    }
}

impl Loom<'_> {
    /// A fragment's text and where it lies.
    fn find(&self, name: &str, beside: &Path) -> Result<(Arc<Text>, PathBuf), Refusal> {
        match self.shelves.find(name, beside, self.files) {
            Lookup::Found(file, path) => Ok((file, path)),
            Lookup::Outside(way) => Err(Refusal::new(
                "outside-book",
                format!("the fragment `{name}` lies outside the book: {way}"),
                "name it relative to this file, or put it into the templates' folder `fragments`",
            )),
            Lookup::Missing(tried) => Err(Refusal::new(
                "missing-fragment",
                format!("there is no fragment `{name}`"),
                &fault::tried(&tried, &self.shelves.root),
            )),
        }
    }
}

impl Here<'_> {
    /// The files on the way to a fragment that is called from here.
    fn chain_to(
        &self,
        name: &str,
        file: &Text,
        path: &Path,
    ) -> Result<Vec<(PathBuf, String)>, Refusal> {
        let mut chain = self.chain.to_vec();
        chain.push((path.to_owned(), file.path().to_string()));
        if self.chain.iter().any(|(other, _)| other == path) {
            let names: Vec<&str> = chain.iter().map(|(_, name)| name.as_str()).collect();
            let way = names.join(" → ");
            return Err(Refusal::new(
                "fragment-cycle",
                format!("the fragment `{name}` sets itself in: {way}"),
                "take one of these directives out",
            ));
        }
        if chain.len() > MOST_DEEP + 1 {
            return Err(Refusal::new(
                "fragment-error",
                format!("fragments set each other in more than {MOST_DEEP} deep"),
                "let fewer of them call others",
            ));
        }
        Ok(chain)
    }
}

impl Weaving<'_> {
    /// What a fragment gives, where it fits: `single` says that it stands in something of one line. One
    /// of the author's that is too much stays, and what it gave so far goes with it.
    pub(super) fn fitting(
        &mut self,
        text: &Woven,
        found: &Found,
        here: &Here<'_>,
        outermost: &Range<usize>,
        single: bool,
    ) -> Result<Option<Woven>, TooMuch> {
        let before = (self.bytes, self.out.faults.len());
        match self.fragment(text, found, here, outermost) {
            Ok(Some(given)) if single && given.as_str().contains('\n') => {
                self.refuse(text, found, Refusal::new(
                    "fragment-error",
                    "a heading or a table's cell holds one line, and the fragment gives several".to_owned(),
                    "set it on a line of its own",
                ));
                Ok(None)
            }
            Err(TooMuch) if here.outermost.is_none() => {
                self.out.faults.truncate(before.1);
                self.bytes = before.0;
                if !std::mem::replace(&mut self.exhausted, true) {
                    self.refuse(text, found, self.too_much());
                }
                Ok(None)
            }
            given => given,
        }
    }

    fn too_much(&self) -> Refusal {
        let message = match self.calls {
            0 => {
                format!("with this fragment the chapter would have more than {MOST_CALLS} of them")
            }
            _ => "with this fragment the chapter would grow by more than 8 MiB".to_owned(),
        };
        let help = "it stays as it is written, and so do those below it: let it give less";
        Refusal::new("fragment-error", message, help)
    }

    /// A fragment's text with its own directives expanded; none where something is wrong.
    fn fragment(
        &mut self,
        text: &Woven,
        found: &Found,
        here: &Here<'_>,
        outermost: &Range<usize>,
    ) -> Result<Option<Woven>, TooMuch> {
        if self.exhausted {
            return Err(TooMuch);
        }
        self.calls = self.calls.checked_sub(1).ok_or(TooMuch)?;
        let beside = self.folder(text, found, here);
        let name = sealed::open_plain(found.words().next().unwrap_or_default());
        let called = self.loom.find(&name, &beside).and_then(|(file, path)| {
            let chain = here.chain_to(&name, &file, &path)?;
            Ok((file, path, chain))
        });
        let (file, path, chain) = match called {
            Ok(called) => called,
            Err(refusal) => {
                self.refuse(text, found, refusal);
                return Ok(None);
            }
        };
        let Some(rendered) = self.rendered(text, found, &file)? else {
            return Ok(None);
        };
        self.bytes = self.bytes.checked_sub(rendered.text.len()).ok_or(TooMuch)?;
        let woven = woven(&rendered, &file, outermost);
        let inner = Here {
            folder: path.parent().unwrap_or(Path::new("")),
            chain: &chain,
            outermost: Some(outermost),
        };
        self.expand(&woven, 0, &inner).map(Some)
    }

    /// The folder of the file that a directive stands in.
    fn folder(&self, text: &Woven, found: &Found, here: &Here<'_>) -> PathBuf {
        let included = text.origin(found.range.start).included;
        match included.filter(|_| here.outermost.is_none()) {
            Some((file, _)) => {
                let path = self.loom.shelves.root.join(&**file.path());
                path.parent().map(Path::to_path_buf).unwrap_or_default()
            }
            None => here.folder.to_owned(),
        }
    }

    fn rendered(
        &mut self,
        text: &Woven,
        found: &Found,
        file: &Arc<Text>,
    ) -> Result<Option<Rendered>, TooMuch> {
        let named = found.arguments.iter().filter_map(|argument| {
            Some((
                argument.key()?.to_owned(),
                sealed::open_plain(&argument.value),
            ))
        });
        let arguments: BTreeMap<String, String> = named.collect();
        let values = &self.loom.values;
        let rendered = fragments::render(&Call {
            file,
            is_directive: |name| directives::named(name).is_some(),
            arguments: &arguments,
            document: values.document(self.member),
            book: values.book(),
            documents: values.documents(self.member),
            most_bytes: self.bytes,
            most_steps: self.steps,
        });
        let failure = match rendered {
            Ok(rendered) => {
                self.steps = self.steps.saturating_sub(rendered.steps).max(1);
                return Ok(Some(rendered));
            }
            Err(Failure::TooLong) => return Err(TooMuch),
            Err(failure) => failure,
        };
        if matches!(failure, Failure::Endless(..)) {
            self.steps = 1;
        }
        let fault = fault::of(self.author, text, found, file, failure);
        self.out.faults.push(fault);
        Ok(None)
    }

    fn refuse(&mut self, text: &Woven, found: &Found, refusal: Refusal) {
        let Refusal {
            rule,
            message,
            help,
        } = refusal;
        let range = found.range.clone();
        let fault = fault::at(self.author, text, range, rule, message, help);
        self.out.faults.push(fault);
    }
}
