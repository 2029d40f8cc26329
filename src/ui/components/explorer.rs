//! Pictures of circles that people read: a map, overlaps, and circles against the old groups.

mod bounds;
mod circle_map;
mod cross_table;
mod feature;
mod keep_apart;
mod mark;
mod new_circle;
mod overlaps;
mod set_apart;
mod why_here;

pub use bounds::CircleBounds;
pub use circle_map::CircleMap;
pub use cross_table::CrossTable;
pub use feature::feature_name;
pub use keep_apart::keep_apart_card;
pub use mark::{circle_link, circle_mark, mark_class};
pub use new_circle::NewCircle;
pub use overlaps::OverlapPicture;
pub use set_apart::{set_apart, SetApart};
pub use why_here::why_here;
