//! Templates made from what documents share.

use std::sync::Arc;

use super::{FEW, Input, Kind, Proposal};
use crate::adopt::agreement::Agreement;
use crate::adopt::groups::Group;
use crate::adopt::{Candidate, derived};
use crate::scaffold::slug::slug;
use crate::template::Template;
use crate::text::Text;

/// A template that was made for another group, where most of this one have nearly all of it.
pub(super) fn again(group: &Group<'_>, input: &Input<'_>, template: &Template) -> Option<Proposal> {
    let kind = Kind::of(template, &group.members, Agreement::is_close);
    let count = kind.members.len();
    let is_common = count >= FEW && count * 3 >= group.members.len() * 2;
    is_common.then(|| kind.proposal(group, input, &[]))?
}

/// A template made from what the files of a group share: those with a number, else all.
pub(super) fn derive(
    group: &Group<'_>,
    input: &Input<'_>,
    made: &[Template],
) -> Option<(Proposal, Template)> {
    let is_numbered = |file: &&Candidate| file.name().starts_with(|ch: char| ch.is_ascii_digit());
    let numbered: Vec<&Candidate> = group.members.iter().copied().filter(is_numbered).collect();
    [&numbered, &group.members].into_iter().find_map(|files| {
        let text = derived::template(files)?;
        let name = name(group, input, made);
        let path = format!("{}/{name}.md", input.folder);
        let source = Arc::new(Text::new(path.as_str(), text.as_str()));
        let template = Template::read(&name, Some(path), source, &input.around);
        let kind = Kind::of(&template, files, Agreement::is_kin);
        let is_common = kind.members.len() * 3 >= files.len() * 2;
        let mut proposal = is_common.then(|| kind.proposal(group, input, &[]))??;
        proposal.template = Some((name, text));
        Some((proposal, template))
    })
}

/// What the template of a group may be called: as its folder, where no template is called so.
fn name(group: &Group<'_>, input: &Input<'_>, made: &[Template]) -> String {
    let path = group
        .members
        .first()
        .map(|file| file.document.text().path());
    let path = path.map_or("", |path| path);
    let mut folders = path
        .rsplit('/')
        .skip(1 + group.folder.matches("*/").count());
    let base = slug(folders.next().unwrap_or_default(), "document");
    let is_taken = |name: &String| {
        let mut made = made.iter().map(|template| &template.name);
        input.templates.named(name).is_some() || made.any(|other| other == name)
    };
    let mut names = (2..).map(|number| format!("{base}-{number}"));
    match is_taken(&base) {
        true => names.find(|name| !is_taken(name)).unwrap_or(base),
        false => base,
    }
}
