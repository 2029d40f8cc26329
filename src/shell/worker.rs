//! The worker and the way to it: a job goes over as JSON with bytes beside it, progress and the result come back.
//!
//! Every job has a worker of its own that is thrown away: a crafted file can make its reader abort, and cancel is
//! `terminate`. The page lives on in both cases.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::clock;
use super::files::FileBytes;
use super::portions::Pace;
use crate::job::{self, Heard, Job, JobDone, JobError, JobProgress, Said, Told};

/// Serves one job; called when this program finds itself in a worker.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    let to_page = scope.clone();
    let mut told = Heard::default();
    let heard = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let parts: js_sys::Array = event.data().unchecked_into();
        let json = parts.get(0).as_string().unwrap_or_default();
        let bytes =
            parts.get(1).dyn_into::<js_sys::Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
        let done = match serde_json::from_str::<Told>(&json).map(|some| told.job(some)) {
            Ok(None) => return,
            Ok(Some(job)) => job::run(job, &bytes, &clock::milliseconds, &mut |progress| {
                say(&to_page, &Said::Progress(progress))
            }),
            Err(_) => Err(JobError::Ended),
        };
        for part in job::said(done) {
            say(&to_page, &part);
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    say(&scope, &Said::Ready);
}

fn say(scope: &web_sys::DedicatedWorkerGlobalScope, said: &Said) {
    let json = serde_json::to_string(said).unwrap_or_default();
    // The page may be gone; then nobody needs the answer.
    let _said = scope.post_message(&JsValue::from_str(&json));
}

/// A worker without a job, and whether it has said that it is ready.
struct Fresh {
    worker: web_sys::Worker,
    ready: Rc<Cell<bool>>,
}

thread_local! {
    static SPARE: RefCell<Option<Fresh>> = const { RefCell::new(None) };
}

/// Has a worker ready for the next job, where one is to be expected: starting it takes a tenth of a second.
pub fn prepare() {
    if SPARE.with_borrow(Option::is_none) {
        SPARE.set(fresh());
    }
}

fn fresh() -> Option<Fresh> {
    let make = js_sys::Reflect::get(&js_sys::global(), &"yangkeWorker".into()).ok()?;
    let worker: web_sys::Worker =
        make.dyn_into::<js_sys::Function>().ok()?.call0(&JsValue::NULL).ok()?.unchecked_into();
    let ready = Rc::new(Cell::new(false));
    let said = ready.clone();
    let heard = Closure::once_into_js(move |_: web_sys::MessageEvent| said.set(true));
    worker.set_onmessage(Some(heard.unchecked_ref()));
    Some(Fresh { worker, ready })
}

/// A job that runs; dropping it does not stop it, [`Running::cancel`] does.
#[derive(Clone)]
pub struct Running {
    worker: web_sys::Worker,
    finish: Rc<RefCell<Option<Finish>>>,
}

type Finish = Box<dyn FnOnce(Result<JobDone, JobError>)>;

impl Running {
    /// Ends the worker; `on_done` is told that the job ended.
    pub fn cancel(&self) {
        self.worker.terminate();
        finish(&self.finish, Err(JobError::Ended));
    }
}

fn finish(waiting: &Rc<RefCell<Option<Finish>>>, result: Result<JobDone, JobError>) {
    let callback = waiting.borrow_mut().take();
    if let Some(callback) = callback {
        callback(result);
    }
}

/// Runs a job in a new worker.
pub fn run(
    job: Job,
    bytes: Option<&FileBytes>,
    on_progress: impl Fn(JobProgress) + 'static,
    on_done: impl FnOnce(Result<JobDone, JobError>) + 'static,
) -> Option<Running> {
    let Fresh { worker, ready } = SPARE.take().or_else(fresh)?;
    let bytes = bytes.map_or(JsValue::NULL, |bytes| bytes.array().clone());
    let received = RefCell::new(Heard::default());
    let waiting: Rc<RefCell<Option<Finish>>> = Rc::new(RefCell::new(Some(Box::new(on_done))));
    let mut begin = {
        let (worker, done) = (worker.clone(), waiting.clone());
        let mut sent = Some((job, bytes));
        move || {
            let Some((job, bytes)) = sent.take() else { return };
            let (worker, done) = (worker.clone(), done.clone());
            spawn_local(async move {
                if tell(&worker, job, &bytes).await.is_err() {
                    finish(&done, Err(JobError::Ended));
                }
            });
        }
    };
    if ready.get() {
        begin();
    }
    let (to_worker, done) = (worker.clone(), waiting.clone());
    let take = move |said: &JsValue| match said
        .as_string()
        .and_then(|json| serde_json::from_str::<Said>(&json).ok())
    {
        Some(Said::Ready) => begin(),
        Some(Said::Customers(some)) => received.borrow_mut().customers(some),
        Some(Said::Findings(some)) => received.borrow_mut().findings(some),
        Some(Said::Progress(progress)) => on_progress(progress),
        Some(Said::Done(result)) => {
            to_worker.terminate();
            let (done, result) = (done.clone(), received.borrow_mut().done(*result));
            // What the page draws of it is a task of its own.
            leptos::prelude::set_timeout(move || finish(&done, result), Duration::ZERO);
        }
        None => finish(&done, Err(JobError::Ended)),
    };
    // A large result comes in hundreds of messages, one on the heels of the other: they wait here, so that frames come in
    // between.
    let came = Rc::<RefCell<VecDeque<JsValue>>>::default();
    let (take, busy, listens) = (Rc::new(RefCell::new(take)), Rc::new(Cell::new(false)), waiting.clone());
    let heard = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        came.borrow_mut().push_back(event.data());
        if busy.replace(true) {
            return;
        }
        let (came, take, busy, listens) = (came.clone(), take.clone(), busy.clone(), listens.clone());
        spawn_local(async move {
            let mut pace = Pace::begin();
            loop {
                let next = came.borrow_mut().pop_front();
                let Some(next) = next else { break };
                // Nobody listens any more to a job that was cancelled.
                if listens.borrow().is_some() {
                    (take.borrow_mut())(&next);
                }
                pace.rest().await;
            }
            busy.set(false);
        });
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    let (broken, dead) = (waiting.clone(), worker.clone());
    let failed = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        dead.terminate();
        finish(&broken, Err(JobError::Ended));
    });
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
    Some(Running { worker, finish: waiting })
}

/// Tells the worker of a job, the file's bytes with it.
async fn tell(worker: &web_sys::Worker, job: Job, bytes: &JsValue) -> Result<(), JsValue> {
    let mut pace = Pace::begin();
    for part in job::told(job) {
        let bytes = if matches!(part, Told::Job(_)) { bytes } else { &JsValue::NULL };
        let json = serde_json::to_string(&part).unwrap_or_default();
        worker.post_message(&js_sys::Array::of2(&JsValue::from_str(&json), bytes))?;
        pace.rest().await;
    }
    Ok(())
}

/// Runs a job in a new worker beside whatever else runs, and waits for what it gives.
pub async fn ask(job: Job) -> Option<JobDone> {
    let answer: Rc<RefCell<Option<JobDone>>> = Rc::default();
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        let (answer, ended) = (answer.clone(), resolve.clone());
        let running = run(
            job.clone(),
            None,
            |_| (),
            move |done| {
                answer.replace(done.ok());
                let _told = ended.call0(&JsValue::NULL);
            },
        );
        if running.is_none() {
            let _told = resolve.call0(&JsValue::NULL);
        }
    });
    wasm_bindgen_futures::JsFuture::from(waiting).await.ok()?;
    answer.take()
}
