//! What a plain scalar means: YAML 1.2's core schema, in which `yes` is text.

use super::super::value::Value;

/// The value of a plain scalar.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Empty,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if !text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '-' | '+' | '.')) {
        return Value::Text(text.to_owned());
    }
    if let Some(value) = integer(text) {
        return Value::Integer {
            value,
            written: text.to_owned(),
        };
    }
    match float(text) {
        Some(value) => Value::Float {
            value,
            written: text.to_owned(),
        },
        None => Value::Text(text.to_owned()),
    }
}

fn integer(text: &str) -> Option<i64> {
    let radix = |digits: &str, radix: u32| {
        let plain = digits.chars().all(|ch| ch.is_digit(radix));
        plain.then(|| i64::from_str_radix(digits, radix).ok())?
    };
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    text.parse().ok()
}

fn float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
            return Some(f64::INFINITY * sign);
        }
        ".nan" | ".NaN" | ".NAN" => return (unsigned == text).then_some(f64::NAN),
        _ => {}
    }
    // Rust's own parser also takes `inf` and the like: digits have to lead.
    let digit = |text: &str| text.starts_with(|ch: char| ch.is_ascii_digit());
    let leads = digit(unsigned) || unsigned.strip_prefix('.').is_some_and(digit);
    leads.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_schema_decides() {
        assert_eq!(plain("~"), Value::Empty);
        assert_eq!(plain("True"), Value::Bool(true));
        for text in [
            "yes",
            "no",
            "on",
            "2024-05-18",
            "0.1.0",
            "1_000",
            "inf",
            "-",
            "+x",
            ".",
            "1e",
        ] {
            assert_eq!(plain(text), Value::Text(text.to_owned()), "{text}");
        }
        for (text, number) in [
            ("7", 7),
            ("0007", 7),
            ("-1", -1),
            ("0x1F", 31),
            ("0o17", 15),
        ] {
            let written = text.to_owned();
            assert_eq!(
                plain(text),
                Value::Integer {
                    value: number,
                    written
                }
            );
        }
        for (text, number) in [("1.10", 1.1), ("1.", 1.0), (".5", 0.5), ("12e03", 12000.0)] {
            let written = text.to_owned();
            assert_eq!(
                plain(text),
                Value::Float {
                    value: number,
                    written
                }
            );
        }
        assert!(matches!(plain("99999999999999999999"), Value::Float { .. }));
    }
}
