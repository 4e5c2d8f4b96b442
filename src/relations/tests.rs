//! References in every spelling, and what they lead to.

use std::time::{Duration, Instant};

use super::*;

fn card(path: &str, id: Option<&str>) -> Card {
    Card {
        path: path.to_owned(),
        id: id.map(str::to_owned),
        template: None,
        document: true,
    }
}

fn index(cards: &[(&str, Option<&str>)]) -> Index {
    let cards = cards.iter().map(|(path, id)| card(path, *id)).collect();
    Index::new(cards).with_files(HashSet::from(["notes.md".to_owned()]), "src")
}

fn meant(index: &Index, from: usize, written: &str) -> Meant {
    index.meant(from, &Reference::plain(written, 0..0))
}

#[test]
fn documents_go_by_path_id_and_number() {
    let index = index(&[
        ("rfcs/0007-names.md", None),
        ("rfcs/0012-cache.md", None),
        ("adrs/0012-store.md", None),
        ("adrs/0003-log.md", Some("ADR-0003")),
    ]);
    for written in [
        "12",
        "0012",
        "#12",
        "RFC 12",
        "rfc-0012",
        "0012-cache.md",
        "./0012-cache.md",
        "rfcs/0012-cache.md",
        "/rfcs/0012-cache.md",
        "0012-cache",
        "src/rfcs/0012-cache.md",
        "0012-cache.md#why",
        "RFC 12 (Faster caches)",
        "0012-cache.html",
    ] {
        assert_eq!(meant(&index, 0, written), Meant::Document(1), "{written}");
    }
    for written in ["ADR-12", "adr 0012", "../adrs/0012-store.md"] {
        assert_eq!(meant(&index, 0, written), Meant::Document(2), "{written}");
    }
    for written in ["ADR-0003", "adr 3", "ADR#3: Logging"] {
        assert_eq!(meant(&index, 0, written), Meant::Document(3), "{written}");
    }
}

#[test]
fn only_what_looks_like_a_document_of_the_book_is_broken() {
    let index = index(&[
        ("rfcs/0007-names.md", None),
        ("adrs/0012-store.md", None),
        ("plans/cache.md", Some("cache-design")),
    ]);
    for written in ["99", "RFC 12", "0099-x.md", "ADR-7", "cache-desing"] {
        let found = meant(&index, 0, written);
        assert!(
            matches!(found, Meant::Nothing { .. }),
            "{written}: {found:?}"
        );
    }
    for written in [
        "https://example.org/12",
        "../../other/x.md",
        "notes.md",
        "../notes.md",
        "PEP 8",
        "workstream 1",
        "Swift 5.9",
        "node 18",
        "the old cache",
        "owner/repo#3",
        "libfoo",
    ] {
        assert_eq!(meant(&index, 0, written), Meant::Outside, "{written}");
    }
    let near = meant(&index, 0, "store/0012-store.md");
    assert_eq!(near, Meant::Nothing { near: Some(1) });
}

#[test]
fn a_day_or_a_place_in_a_chapter_is_no_number_of_its_own() {
    let twins = |paths: &[&str]| {
        let cards: Vec<Card> = paths.iter().map(|path| card(path, None)).collect();
        twins::find(&cards).len()
    };
    assert_eq!(twins(&["0007-a.md", "7-b.md", "x/0007-c.md"]), 1);
    assert_eq!(twins(&["2024-05-18-a.md", "2024-06-01-b.md"]), 0);
    assert_eq!(twins(&["20240518-a.md", "20240518-b.md"]), 0);
    assert_eq!(twins(&["1.1-a.md", "1.2-b.md", "2fa.md", "2fb.md"]), 0);
    assert_eq!(twins(&["0007-2fa.md", "0007-b.md"]), 1);
}

#[test]
fn a_field_and_a_file_name_beside_it_share_the_numbers() {
    let cards = [
        card("a.md", Some("7")),
        card("0007-b.md", None),
        card("x/7.md", Some("07")),
    ];
    let twins = twins::find(&cards);
    let pairs: Vec<_> = twins.iter().map(|twin| (twin.later, twin.first)).collect();
    assert_eq!(pairs, [(0, 1), (2, 0)]);
}

#[test]
fn cycles_are_told_once() {
    let step = |(edge, &(from, to)): (usize, &(usize, usize))| Step { from, to, edge };
    let found = |edges: &[(usize, usize)], count| -> Vec<Vec<usize>> {
        let cycles = cycles::find(count, edges.iter().enumerate().map(step));
        let members = cycles.into_iter();
        members
            .map(|it| it.iter().map(|step| step.from).collect())
            .collect()
    };
    let edges = [(0, 1), (3, 2), (2, 1), (1, 3), (4, 4), (4, 0)];
    assert_eq!(found(&edges, 5), [vec![1, 3, 2], vec![4]]);
    let long: Vec<_> = (0..10_000).map(|at| (at, (at + 1) % 10_000)).collect();
    assert_eq!(found(&long, 10_000)[0].len(), 10_000);
}

/// How long it takes to tie so many documents in a circle.
fn tied(count: usize) -> Duration {
    let cards: Vec<Card> = (0..count)
        .map(|at| card(&format!("rfcs/{at:05}-x.md"), None))
        .collect();
    let claim = |from| Claim {
        in_words: false,
        from,
        kind: Kind::DependsOn,
        reference: Reference::plain(&format!("RFC {}", (from + 1) % count), 0..0),
    };
    let begun = Instant::now();
    let relations = Relations::new(Index::new(cards), (0..count).map(claim).collect());
    assert_eq!(relations.of(5)[0].to, 6);
    assert_eq!(relations.circles_of(0, true).len(), 1);
    begun.elapsed()
}

#[test]
fn ten_thousand_relations_take_no_time() {
    let (few, many) = (tied(1_000), tied(10_000));
    // Were it quadratic it would be a hundred times; on a busy machine even ten times may be more.
    assert!(
        many < Duration::from_secs(3) || many < few * 40,
        "{few:?}, {many:?}"
    );
}
