//! How far a stated confidence can be believed. Calibration alone is gamed by a
//! constant, so [`auroc`] and [`brier_skill`] are shown beside it.

use super::mean;

/// A stated confidence from 0 to 1, and whether it came true.
pub type Forecast = (f64, bool);

fn happened(forecast: &Forecast) -> f64 {
    if forecast.1 { 1.0 } else { 0.0 }
}

/// Mean squared error of the confidence.
pub fn brier(forecasts: &[Forecast]) -> f64 {
    mean(&forecasts.iter().map(|forecast| (forecast.0 - happened(forecast)).powi(2)).collect::<Vec<_>>())
}

/// Brier score against always stating the base rate; none if all came out alike.
pub fn brier_skill(forecasts: &[Forecast]) -> Option<f64> {
    let base = mean(&forecasts.iter().map(happened).collect::<Vec<_>>());
    let reference = base * (1.0 - base);
    (reference > 0.0).then(|| 1.0 - brier(forecasts) / reference)
}

/// Expected calibration error over bins of equal mass; ties stay in one bin.
pub fn expected_calibration_error(forecasts: &[Forecast], bins: usize) -> f64 {
    let mut sorted = forecasts.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = sorted.len();
    let mut groups: Vec<Vec<Forecast>> = Vec::new();
    let mut open: Vec<Forecast> = Vec::new();
    for (at, forecast) in sorted.into_iter().enumerate() {
        let tied = open.last().is_some_and(|last| last.0.total_cmp(&forecast.0).is_eq());
        let full = at as f64 >= ((groups.len() + 1) as f64 * n as f64 / bins as f64).round_ties_even();
        if !open.is_empty() && groups.len() + 1 < bins && full && !tied {
            groups.push(std::mem::take(&mut open));
        }
        open.push(forecast);
    }
    groups.push(open);
    groups.iter().filter(|group| !group.is_empty()).map(|group| gap(group) * group.len() as f64).sum::<f64>()
        / n.max(1) as f64
}

/// How far the mean confidence of a bin is from its share that came true.
fn gap(bin: &[Forecast]) -> f64 {
    let stated = mean(&bin.iter().map(|forecast| forecast.0).collect::<Vec<_>>());
    (stated - mean(&bin.iter().map(happened).collect::<Vec<_>>())).abs()
}

/// Chance that what came true was stated with more confidence than what did not; none if all came out alike.
pub fn auroc(forecasts: &[Forecast]) -> Option<f64> {
    let (came_true, did_not): (Vec<Forecast>, Vec<Forecast>) = forecasts.iter().partition(|(_, came)| *came);
    if came_true.is_empty() || did_not.is_empty() {
        return None;
    }
    let above = |yes: f64, no: f64| match yes.total_cmp(&no) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    };
    let won: f64 = came_true.iter().flat_map(|yes| did_not.iter().map(move |no| above(yes.0, no.0))).sum();
    Some(won / (came_true.len() * did_not.len()) as f64)
}
