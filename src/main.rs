//! One program, two roles: the page that people see, and the worker that computes beside it.

#[cfg(target_arch = "wasm32")]
fn main() {
    yangke::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
