//! Which sections a document is held to, by its phase and its quality level.

mod support;

use support::Shelf;

/// Every form that an annotation by phase has, and a section without one.
const TEMPLATE: &str = "\
# <Title>

<!-- Phase 0: Basics -->
## Basics

<!-- Phase 1: Core -->
## Core

<!-- Phase 1: Core (production/secure) | Phase 2: Readiness -->
## Load

<!-- Phase 2: Readiness -->
## Readiness

<!-- Phase 2: Readiness | Phase 3: Compliance -->
## Privacy

<!-- Phase 3: Compliance (secure) -->
## Audit

## Always
";

const PHASES: [Option<u32>; 5] = [Some(0), Some(1), Some(2), Some(3), None];

/// For each quality level the sections that are needed in phase 0, 1, 2, 3 and without a phase:
/// B(asics), C(ore), L(oad), R(eadiness), P(rivacy), A(udit); the last one always is.
const EXPECTED: [(Option<&str>, [&str; 5]); 5] = [
    // Load: phase 1 is for others, so phase 2. Audit: for the secure alone.
    (Some("experiment"), ["B", "BC", "BCLRP", "BCLRP", "BCLRP"]),
    (Some("prototype"), ["B", "BC", "BCLRP", "BCLRP", "BCLRP"]),
    // Load: from phase 1 on.
    (Some("production"), ["B", "BCL", "BCLRP", "BCLRP", "BCLRP"]),
    (Some("secure"), ["B", "BCL", "BCLRP", "BCLRPA", "BCLRPA"]),
    // Load: not named, so phase 2. Audit: there is nothing else to fall to, so from its phase on.
    (None, ["B", "BC", "BCLRP", "BCLRPA", "BCLRPA"]),
];

const NAMES: [(char, &str); 6] = [
    ('B', "Basics"),
    ('C', "Core"),
    ('L', "Load"),
    ('R', "Readiness"),
    ('P', "Privacy"),
    ('A', "Audit"),
];

/// The subjects of a rule's findings in a document.
fn told(document: &str, rule: &str) -> Vec<String> {
    let shelf = Shelf::new().template("design", TEMPLATE);
    let found = shelf.chapter("a.md", document).run().diagnostics;
    found
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.subject)
        .collect()
}

/// What a document says of itself: any of `phase` and `quality`, as front matter.
fn front(phase: Option<&str>, quality: Option<&str>) -> String {
    let mut text = "---\ntitle: A cache\n".to_owned();
    for (key, value) in [("phase", phase), ("quality", quality)] {
        if let Some(value) = value {
            text += &format!("{key}: {value}\n");
        }
    }
    text + "---\n"
}

fn names(letters: &str) -> Vec<String> {
    let named = NAMES.iter().filter(|(letter, _)| letters.contains(*letter));
    named.map(|(_, name)| (*name).to_owned()).collect()
}

#[test]
fn sections_are_missed_from_their_phase_on() {
    for (quality, by_phase) in EXPECTED {
        for (phase, letters) in PHASES.into_iter().zip(by_phase) {
            let phase = phase.map(|phase| phase.to_string());
            let text = front(phase.as_deref(), quality);
            let mut expected = names(letters);
            expected.push("Always".to_owned());
            assert_eq!(
                told(&text, "missing-section"),
                expected,
                "phase {phase:?}, quality {quality:?}"
            );
        }
    }
}

#[test]
fn sections_that_are_there_before_they_are_needed_are_not_judged() {
    for (quality, by_phase) in EXPECTED {
        for (phase, letters) in PHASES.into_iter().zip(by_phase) {
            let phase = phase.map(|phase| phase.to_string());
            let mut text = front(phase.as_deref(), quality);
            for (_, name) in NAMES {
                text += &format!("\n## {name}\n");
            }
            text += "\n## Always\n\nWhat holds.\n";
            assert_eq!(
                told(&text, "unfilled-section"),
                names(letters),
                "phase {phase:?}, quality {quality:?}"
            );
        }
    }
}

#[test]
fn a_phase_and_a_level_may_be_written_in_many_ways() {
    let second = told(&front(Some("2"), None), "missing-section");
    for written in [
        "Phase 2",
        "\"Phase 2: Production\"",
        "\"2: Production\"",
        "2 (Readiness)",
        "Readiness",
    ] {
        let found = told(&front(Some(written), None), "missing-section");
        assert_eq!(found, second, "{written}");
    }
    let secure = told(&front(Some("1"), Some("secure")), "missing-section");
    for written in ["Secure", "SECURE", "secure (internal)"] {
        let found = told(&front(Some("1"), Some(written)), "missing-section");
        assert_eq!(found, secure, "{written}");
    }
    // A list to choose from is no choice yet.
    let open = told(
        &front(Some("1"), Some("experiment | secure")),
        "missing-section",
    );
    assert_eq!(open, told(&front(Some("1"), None), "missing-section"));
}

#[test]
fn labels_in_the_text_count_too() {
    let text = "# A cache\n\n## Basics\n\n- Phase: 1\n- **Quality Level**: production\n\n## Core\n\nIt is small.\n\n## Always\n\nYes.\n";
    assert_eq!(told(text, "missing-section"), ["Load"]);
}
