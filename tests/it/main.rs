//! The product without a browser: bytes in, files out.

mod architecture;
mod journey;
mod notes;
