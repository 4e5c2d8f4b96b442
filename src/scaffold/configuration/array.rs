//! New values in a list.

use toml_edit::{Array, RawString, Value};

/// As the last value; on a line of its own where the others have theirs. Comments stay where they are.
pub(super) fn push(array: &mut Array, mut new: Value) {
    let text = |raw: Option<&RawString>| {
        raw.and_then(RawString::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    let Some(last) = array.iter_mut().last() else {
        array.push(new);
        return;
    };
    let before = text(last.decor().prefix());
    let behind = text(last.decor().suffix());
    let rest = format!("{behind}{trailing}");
    let Some(line) = rest.rfind('\n') else {
        array.push(new);
        return;
    };
    last.decor_mut().set_suffix("");
    let indent = before.rsplit('\n').next().unwrap_or_default();
    new.decor_mut()
        .set_prefix(format!("{}\n{indent}", &rest[..line]));
    array.push_formatted(new);
    array.set_trailing(&rest[line..]);
}
