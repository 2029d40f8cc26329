//! How page and worker talk. Customers go ahead in portions of what they belong to: writing or reading all of a large
//! book at once would hold the page up.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::{Job, JobDone, JobError, JobProgress};
use crate::book::Customer;
use crate::finding::Finding;

/// Customers in a portion.
const PORTION: usize = 128;

/// What the worker is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// Some of the customers of the job that comes behind.
    Customers(Vec<Arc<Customer>>),
    /// The job without its customers.
    Job(Box<Job>),
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// It can be told of its job.
    Ready,
    /// How far the job is.
    Progress(JobProgress),
    /// Some of the customers of the result that comes behind.
    Customers(Vec<Arc<Customer>>),
    /// Some of the findings of the result that comes behind.
    Findings(Vec<Finding>),
    /// The result without them.
    Done(Box<Result<JobDone, JobError>>),
}

/// All that the worker is told of a job.
pub fn told(mut job: Job) -> impl Iterator<Item = Told> {
    let customers = match &mut job {
        Job::Circles { book, .. } | Job::Plan { book, .. } => {
            std::mem::take(&mut Arc::make_mut(book).customers)
        }
        _ => Vec::new(),
    };
    portions(customers).map(Told::Customers).chain([Told::Job(Box::new(job))])
}

/// All that the worker says of a result.
pub fn said(mut done: Result<JobDone, JobError>) -> impl Iterator<Item = Said> {
    let (mut customers, mut findings) = (Vec::new(), Vec::new());
    match &mut done {
        Ok(JobDone::Customers(imported)) => {
            customers = std::mem::take(&mut imported.customers);
            findings = std::mem::take(&mut imported.findings);
        }
        Ok(JobDone::Sample(branch)) => {
            customers = std::mem::take(&mut Arc::make_mut(&mut branch.book).customers);
        }
        _ => {}
    }
    let ahead = portions(customers).map(Said::Customers).chain(portions(findings).map(Said::Findings));
    ahead.chain([Said::Done(Box::new(done))])
}

fn portions<T>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut rest = all.into_iter();
    std::iter::from_fn(move || {
        let some: Vec<_> = rest.by_ref().take(PORTION).collect();
        (!some.is_empty()).then_some(some)
    })
}

/// What has been heard of a job or a result, until the last of it comes.
#[derive(Debug, Default)]
pub struct Heard {
    customers: Vec<Arc<Customer>>,
    findings: Vec<Finding>,
}

impl Heard {
    /// The job, when it is whole.
    pub fn job(&mut self, told: Told) -> Option<Job> {
        match told {
            Told::Customers(some) => {
                self.customers.extend(some);
                None
            }
            Told::Job(mut job) => {
                if let Job::Circles { book, .. } | Job::Plan { book, .. } = &mut *job {
                    Arc::make_mut(book).customers = std::mem::take(&mut self.customers);
                }
                Some(*job)
            }
        }
    }

    /// Some of the customers of a result.
    pub fn customers(&mut self, some: Vec<Arc<Customer>>) {
        self.customers.extend(some);
    }

    /// Some of the findings of a result.
    pub fn findings(&mut self, some: Vec<Finding>) {
        self.findings.extend(some);
    }

    /// The result, which is whole now.
    pub fn done(&mut self, mut done: Result<JobDone, JobError>) -> Result<JobDone, JobError> {
        let Self { customers, findings } = std::mem::take(self);
        match &mut done {
            Ok(JobDone::Customers(imported)) => {
                imported.customers = customers;
                imported.findings = findings;
            }
            Ok(JobDone::Sample(branch)) => Arc::make_mut(&mut branch.book).customers = customers,
            _ => {}
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{self, DemoOptions};
    use chrono::NaiveDate;

    #[test]
    fn what_went_in_portions_is_whole_again() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let branch = demo::branch(&DemoOptions { seed: 1, customers: 300, today });
        let job = Job::Circles { book: branch.book.clone(), own_tags: Arc::default(), last: Arc::default() };
        let mut heard = Heard::default();
        let jobs: Vec<Option<Job>> = told(job.clone()).map(|told| heard.job(told)).collect();
        assert_eq!(jobs, [None, None, None, Some(job)]);

        let done = Ok(JobDone::Sample(Box::new(branch)));
        let mut heard = Heard::default();
        let mut whole = None;
        for said in said(done.clone()) {
            match said {
                Said::Customers(some) => heard.customers(some),
                Said::Done(done) => whole = Some(heard.done(*done)),
                _ => {}
            }
        }
        assert_eq!(whole, Some(done));
    }
}
