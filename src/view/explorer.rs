//! What the circle explorer shows beyond the list: pictures and comparisons, as numbers without a browser.

mod circle_map;
mod cross_table;
mod differences;
mod labels;
mod near;
mod overlaps;
mod splits;

pub use circle_map::{circle_map, MapPoint};
pub use cross_table::{cross_table, CrossRow};
pub use differences::{Census, Difference, Feature};
pub use labels::{ems, label_lines, place_labels, Side, LINE_EMS};
pub use near::{near_misses, Ask, NearMiss};
pub use overlaps::{overlaps, Combination, Overlaps};
pub use splits::{is_mixed, splits, Split};
