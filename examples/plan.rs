//! Plans an instance file of the measuring stick: the plan with its prices to stdout, one line of timing to stderr.
//!
//! `cargo run --release --example plan -- INSTANCE.json [--work N] [--seed N] [--trace]`

use std::process::ExitCode;
use std::time::Instant;
use yangke::plan::{self, Flow, Options, Problem};

fn value(args: &[String], name: &str) -> Option<u64> {
    let at = args.iter().position(|arg| arg == name)?;
    args.get(at + 1)?.parse().ok()
}

#[allow(clippy::disallowed_methods, clippy::print_stdout)] // an example may look at the clock and print
fn run() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let path = args.get(1).ok_or("usage: plan INSTANCE.json [--work N] [--seed N] [--trace]")?;
    let start = Instant::now();
    let problem: Problem = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let read_ms = start.elapsed().as_secs_f64() * 1e3;
    let options = Options {
        work: value(&args, "--work"),
        seed: value(&args, "--seed").unwrap_or(0),
        ..Options::default()
    };
    let trace = args.iter().any(|arg| arg == "--trace");
    let start = Instant::now();
    let solution = plan::solve(&problem, &options, &mut |progress| {
        if trace {
            eprintln!(
                "{:8.1} ms {:?} work {} objective {} bound {} gap {:.3} %{}",
                start.elapsed().as_secs_f64() * 1e3,
                progress.stage,
                progress.work_done,
                progress.objective,
                progress.bound,
                progress.gap * 100.0,
                if progress.best.is_some() { " *" } else { "" }
            );
        }
        Flow::Continue
    })?;
    let solve_ms = start.elapsed().as_secs_f64() * 1e3;
    println!("{}", serde_json::to_string(&solution.plan)?);
    eprintln!(
        "{{\"read_ms\":{read_ms:.1},\"solve_ms\":{solve_ms:.1},\"objective\":{},\"bound\":{},\"gap_pct\":{:.4},\"work\":{}}}",
        solution.objective,
        solution.bound,
        solution.gap() * 100.0,
        solution.work_used
    );
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
