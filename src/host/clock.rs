//! What day it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::Timezone;

/// Where today comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// A day that somebody named.
    Day(Date),
    /// A moment, whose day depends on where one stands.
    At(Timestamp),
}

impl Clock {
    /// The day in the zone of the configuration. A moment has no commit whose offset could be
    /// taken, so that `commit` counts as UTC.
    pub fn today(&self, zone: &Timezone) -> Date {
        match self {
            Clock::Day(day) => *day,
            Clock::At(moment) => {
                let zone = match zone {
                    Timezone::Utc | Timezone::Commit => TimeZone::UTC,
                    Timezone::Named(zone) => zone.clone(),
                };
                moment.to_zoned(zone).date()
            }
        }
    }
}
