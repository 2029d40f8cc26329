//! Pictures of circles that people read: a map, overlaps, and circles against the old groups.

mod circle_map;
mod cross_table;
mod feature;
mod keep_apart;
mod new_circle;
mod overlaps;

pub use circle_map::CircleMap;
pub use cross_table::CrossTable;
pub use feature::feature_name;
pub use keep_apart::keep_apart_card;
pub use new_circle::NewCircle;
pub use overlaps::OverlapPicture;
