//! The configured line, as a MiniJinja template.

use minijinja::{Environment, UndefinedBehavior, Value};

use crate::history::Commit;
use crate::page::PageInput;
use crate::page::links::Repository;
use crate::sealed;

/// The footer's line, ready to be filled in. The default is no line at all.
#[derive(Debug, Default)]
pub struct FooterLine {
    environment: Environment<'static>,
    /// It says itself what the date's state is.
    tells_state: bool,
}

/// The line is no MiniJinja template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the footer's template can't be read: {0}")]
pub struct BadLine(String);

const NAME: &str = "footer";

/// What the line may use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values {
    /// The day of the last commit, empty without one.
    pub date: String,
    /// `exact` or `uncommitted`.
    pub state: &'static str,
    /// The commit's full id.
    pub commit: String,
    pub commit_url: String,
    pub author: String,
    pub edit_url: String,
    pub history_url: String,
}

impl FooterLine {
    /// Compiles the line, which is inline Markdown; HTML tags in it go to HTML alone.
    ///
    /// # Errors
    /// Where it is no MiniJinja template.
    pub fn new(template: &str) -> Result<Self, BadLine> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_formatter(|out, _state, value| {
            if !(value.is_undefined() || value.is_none()) {
                out.write_str(&sealed::seal(&text(value)))?;
            }
            Ok(())
        });
        environment
            .add_template_owned(NAME, template.to_owned())
            .map_err(|error| BadLine(error.to_string()))?;
        let tells_state = environment
            .get_template(NAME)
            .is_ok_and(|template| template.undeclared_variables(false).contains("state"));
        Ok(Self {
            environment,
            tells_state,
        })
    }

    /// The line with marked values; none where it comes out empty or the template fails.
    pub(super) fn render(&self, values: &Values) -> Option<String> {
        let uncommitted = values.state == UNCOMMITTED;
        if uncommitted && values.date.is_empty() && !self.tells_state {
            return Some("Not yet committed".to_owned());
        }
        let template = self.environment.get_template(NAME).ok()?;
        let mut line = template.render(values.as_value()).ok()?.trim().to_owned();
        if line.is_empty() {
            return None;
        }
        if uncommitted && !self.tells_state {
            line.push_str(", with uncommitted changes");
        }
        Some(line)
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

impl Values {
    fn as_value(&self) -> Value {
        Value::from_pairs([
            ("date", self.date.as_str()),
            ("state", self.state),
            ("commit", &self.commit),
            ("commit_url", &self.commit_url),
            ("author", &self.author),
            ("edit_url", &self.edit_url),
            ("history_url", &self.history_url),
        ])
    }
}

const UNCOMMITTED: &str = "uncommitted";

impl Values {
    pub(super) fn new(input: &PageInput, commit: Option<&Commit>, uncommitted: bool) -> Self {
        let repository = Repository::of(input.settings);
        let path = input.facts.repository_path.as_deref();
        let shown = repository.as_ref().zip(commit);
        let history = shown.zip(path);
        Self {
            date: commit.map_or(String::new(), |commit| commit.day.to_string()),
            state: if uncommitted { UNCOMMITTED } else { "exact" },
            commit: commit.map_or(String::new(), |commit| commit.id.clone()),
            commit_url: shown.map_or(String::new(), |(it, commit)| it.commit(&commit.id)),
            author: commit.map_or(String::new(), |commit| commit.author.clone()),
            edit_url: edit_url(input).unwrap_or_default(),
            history_url: history.map_or(String::new(), |((it, commit), path)| {
                it.history(path, &commit.id)
            }),
        }
    }
}

/// As mdBook fills in `output.html.edit-url-template`.
fn edit_url(input: &PageInput) -> Option<String> {
    let book = &input.settings.book;
    let template = book.html.edit_url_template.as_deref()?;
    let chapter = input.facts.chapter.as_deref()?;
    let path = crate::page::escape::path(&format!("{}/{chapter}", book.src));
    crate::page::escape::web_address(&template.replace("{path}", &path))
}
