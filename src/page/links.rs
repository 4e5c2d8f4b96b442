//! Where links to other chapters and to the repository's host lead.

use super::escape;
use crate::config::Settings;
use crate::relations;

/// The link from chapter `from` to chapter `to`, both relative to `src`; in Markdown's own terms, so
/// that mdBook turns `.md` into what it renders.
pub(crate) fn chapter(from: &str, to: &str) -> String {
    let to = as_rendered(to);
    // No empty part: `//host` would lead out of the book.
    let parts: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return String::new();
    }
    escape::path(&relations::relative(from, &parts.join("/")))
}

/// A link in HTML, or its text alone where it leads nowhere.
pub(super) fn html(text: &str, address: Option<&str>) -> String {
    let text = escape::html(text);
    match address {
        Some(address) => format!("<a href=\"{}\">{text}</a>", escape::html(address)),
        None => text,
    }
}

/// The same in Markdown.
pub(super) fn markdown(text: &str, address: Option<&str>) -> String {
    let text = escape::markdown(text);
    match address {
        Some(address) => format!("[{text}]({})", address.replace('&', "&amp;")),
        None => text,
    }
}

/// mdBook's `index` turns README.md into index.md after us, in whatever case it is written.
fn as_rendered(path: &str) -> String {
    let (folder, file) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, file)| (folder, file));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if !stem.eq_ignore_ascii_case("readme") {
        return path.to_owned();
    }
    if folder.is_empty() {
        "index.md".to_owned()
    } else {
        format!("{folder}/index.md")
    }
}

/// A repository on one of the hosts, by its web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repository {
    address: String,
    host: Host,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host {
    GitLab,
    Bitbucket,
    SourceHut,
    /// And Forgejo, which came of it.
    Gitea,
    /// GitHub, and what took its addresses from there.
    Other,
}

impl Host {
    /// The repository's own address, where that of a folder in it is given.
    fn top(self, address: &str) -> &str {
        let marks: &[&str] = match self {
            Host::GitLab => &["/-/"],
            Host::Bitbucket | Host::Gitea => &["/src/"],
            Host::SourceHut | Host::Other => &["/tree/", "/blob/"],
        };
        let ends = marks.iter().filter_map(|mark| address.find(mark));
        ends.min().map_or(address, |end| &address[..end])
    }
}

impl Repository {
    /// The one that the configuration names: the footer's, else mdBook's own.
    pub(super) fn of(settings: &Settings) -> Option<Self> {
        let configured = settings.footer.repository_url.as_deref();
        let address = configured.or(settings.book.html.git_repository_url.as_deref());
        Self::at(address?)
    }

    /// None where the address is none of the web.
    pub(super) fn at(address: &str) -> Option<Self> {
        let address = address.trim().trim_end_matches('/');
        let name = address.split_once("//")?.1.split('/').next()?;
        let name = name.rsplit_once('@').map_or(name, |(_, name)| name);
        let labelled = |wanted: &str| name.split('.').any(|label| label == wanted);
        let host = if labelled("gitlab") {
            Host::GitLab
        } else if name.starts_with("bitbucket.") {
            Host::Bitbucket
        } else if name.starts_with("git.sr.ht") {
            Host::SourceHut
        } else if ["codeberg", "gitea", "forgejo"].into_iter().any(labelled) {
            Host::Gitea
        } else {
            Host::Other
        };
        let address = host.top(address);
        let address = address.strip_suffix(".git").unwrap_or(address);
        Some(Self {
            address: escape::web_address(address)?,
            host,
        })
    }

    /// Where a commit is shown.
    pub(super) fn commit(&self, id: &str) -> String {
        let form = match self.host {
            Host::GitLab => "-/commit",
            Host::Bitbucket => "commits",
            Host::SourceHut | Host::Gitea | Host::Other => "commit",
        };
        format!("{}/{form}/{}", self.address, escape::path(id))
    }

    /// Where the history of a file is shown; the path counts from the repository's top. `commit` is
    /// one that has it, for hosts that do not know what HEAD is.
    pub(super) fn history(&self, path: &str, commit: &str) -> String {
        let path = escape::path(path);
        let form = match self.host {
            Host::GitLab => format!("-/commits/HEAD/{path}"),
            Host::Bitbucket => format!("history-node/HEAD/{path}"),
            Host::SourceHut => format!("log/HEAD/item/{path}"),
            Host::Gitea => format!("commits/commit/{}/{path}", escape::path(commit)),
            Host::Other => format!("commits/HEAD/{path}"),
        };
        format!("{}/{form}", self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_link_to_each_other() {
        for (from, to, link) in [
            ("a.md", "b.md", "b.md"),
            ("a/b.md", "a/c.md", "c.md"),
            ("a/b.md", "c/d e.md", "../c/d%20e.md"),
            ("a/b/c.md", "a/Readme.md", "../index.md"),
            ("a.md", "README.md", "index.md"),
            ("a.md", "//example.org/x", "example.org/x"),
            ("a.md", "javascript:x", "javascript%3Ax"),
            ("a.md", "", ""),
        ] {
            assert_eq!(chapter(from, to), link, "{from} {to}");
        }
    }

    #[test]
    fn hosts_have_their_own_addresses() {
        for (address, commit) in [
            ("https://github.com/a/b", "https://github.com/a/b/commit/1f"),
            (
                "https://github.com/a/b.git",
                "https://github.com/a/b/commit/1f",
            ),
            (
                "https://gitlab.com/a/b/",
                "https://gitlab.com/a/b/-/commit/1f",
            ),
            (
                "https://gitlab.example.org/a/b",
                "https://gitlab.example.org/a/b/-/commit/1f",
            ),
            (
                "https://bitbucket.org/a/b",
                "https://bitbucket.org/a/b/commits/1f",
            ),
            ("https://git.sr.ht/~a/b", "https://git.sr.ht/~a/b/commit/1f"),
            (
                "https://codeberg.org/a/b",
                "https://codeberg.org/a/b/commit/1f",
            ),
            (
                "https://github.com/a/b/tree/main/docs",
                "https://github.com/a/b/commit/1f",
            ),
            (
                "https://gitlab.com/a/b/c/-/tree/main/docs",
                "https://gitlab.com/a/b/c/-/commit/1f",
            ),
            (
                "https://codeberg.org/a/b/src/branch/main/docs",
                "https://codeberg.org/a/b/commit/1f",
            ),
            ("http://code.example/b", "http://code.example/b/commit/1f"),
        ] {
            let repository = Repository::at(address).expect(address);
            assert_eq!(repository.commit("1f"), commit);
        }
        for (address, history) in [
            (
                "https://github.com/a/b",
                "https://github.com/a/b/commits/HEAD/d/e%20f.md",
            ),
            (
                "https://gitlab.com/a/b",
                "https://gitlab.com/a/b/-/commits/HEAD/d/e%20f.md",
            ),
            (
                "https://bitbucket.org/a/b",
                "https://bitbucket.org/a/b/history-node/HEAD/d/e%20f.md",
            ),
            (
                "https://git.sr.ht/~a/b",
                "https://git.sr.ht/~a/b/log/HEAD/item/d/e%20f.md",
            ),
            (
                "https://forgejo.example.org/a/b",
                "https://forgejo.example.org/a/b/commits/commit/1f/d/e%20f.md",
            ),
        ] {
            let repository = Repository::at(address).expect(address);
            assert_eq!(repository.history("d/e f.md", "1f"), history);
        }
        assert_eq!(Repository::at("javascript:alert(1)//github.com"), None);
        assert_eq!(Repository::at("git@github.com:a/b.git"), None);
    }
}
