//! Lines that stayed keep their bytes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// `after` with the lines that it shares with `before` as these have them, the ends of lines too, which
/// an editor of TOML makes all the same; new lines end as `ending` says.
pub(super) fn kept(before: &str, after: &str, ending: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let content = |line: &&str| line.trim_end_matches(['\r', '\n']).to_owned();
    let old_content: Vec<String> = old.iter().map(content).collect();
    let new_content: Vec<String> = after.lines().map(|line| content(&line)).collect();
    let mut out = String::with_capacity(after.len() + old.len());
    let ops = capture_diff_slices(Algorithm::Myers, &old_content, &new_content);
    for op in &ops {
        if let DiffOp::Equal { old_index, len, .. } = op {
            for line in &old[*old_index..old_index + len] {
                end_line(&mut out, ending);
                out.push_str(line);
            }
            continue;
        }
        for line in &new_content[op.new_range()] {
            end_line(&mut out, ending);
            out.push_str(line);
            out.push_str(ending);
        }
    }
    let is_changed = matches!(ops.last(), Some(DiffOp::Replace { .. }));
    if is_changed && !before.is_empty() && !before.ends_with('\n') {
        out.truncate(out.trim_end_matches(['\r', '\n']).len());
    }
    out
}

/// What was the last line, and had no end, gets one where another follows.
fn end_line(out: &mut String, ending: &str) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(ending);
    }
}
