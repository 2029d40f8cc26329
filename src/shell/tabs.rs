//! Which tab writes: a Web Lock that one tab holds as long as it lives, and a channel that tells the others of saves.
//!
//! A tab that is told to give way becomes a reader. Where the browser has no locks, or forbids them, every tab may write,
//! and the store itself refuses whoever was overtaken.

use js_sys::{Function, Object, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "yangke.v1.writer";
const CHANNEL: &str = "yangke.v1.saves";

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// This tab writes.
    Ours,
    /// Another tab does.
    Taken,
    /// It was ours, and another tab has taken over.
    Lost,
}

/// How the lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Only if nobody has it.
    IfFree,
    /// From whoever has it.
    Steal,
    /// When whoever has it is gone.
    InTurn,
}

/// Asks to be the tab that writes; `steal` takes the lock from whoever has it. `told` hears what becomes of it: a tab
/// that was refused or robbed becomes the writer when the other one is closed.
pub fn claim(steal: bool, told: impl Fn(Claim) + 'static) {
    let told: Told = Rc::new(told);
    if request(if steal { Ask::Steal } else { Ask::IfFree }, told.clone()).is_none() {
        told(Claim::Ours);
    }
}

type Told = Rc<dyn Fn(Claim)>;

fn request(ask: Ask, told: Told) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    // The binding for locks is not stable yet, so that the method is called by name.
    let locks = Reflect::get(navigator.as_ref(), &"locks".into()).ok().filter(JsValue::is_object)?;
    let method: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    let how = match ask {
        Ask::IfFree => Some("ifAvailable"),
        Ask::Steal => Some("steal"),
        Ask::InTurn => None,
    };
    if let Some(how) = how {
        Reflect::set(&options, &how.into(), &true.into()).ok()?;
    }
    let granted = told.clone();
    let held = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        if lock.is_null() {
            granted(Claim::Taken);
            let _waiting = request(Ask::InTurn, granted.clone());
            return JsValue::UNDEFINED;
        }
        granted(Claim::Ours);
        // Held until the tab is closed.
        Promise::new(&mut |_, _| {}).into()
    });
    let asked = method.call3(&locks, &NAME.into(), &options, held.as_ref()).ok()?;
    held.forget();
    let lost = Closure::<dyn FnMut(JsValue)>::new(move |why: JsValue| {
        if why.dyn_ref::<web_sys::DomException>().is_some_and(|why| why.name() == "AbortError") {
            told(Claim::Lost);
            let _waiting = request(Ask::InTurn, told.clone());
        } else {
            // A browser that forbids every store forbids locks too, however often it is asked.
            told(Claim::Ours);
        }
    });
    // Left alone on purpose: the promise fails when the lock is stolen or forbidden, and both are heard.
    let _waiting = asked.unchecked_into::<Promise>().catch(&lost);
    lost.forget();
    Some(())
}

thread_local! {
    static SPEAKER: Option<web_sys::BroadcastChannel> = web_sys::BroadcastChannel::new(CHANNEL).ok();
}

/// Tells the other tabs that something was saved; every local page may hear it, so that it says nothing else.
pub fn tell() {
    SPEAKER.with(|speaker| {
        if let Some(speaker) = speaker {
            let _told = speaker.post_message(&JsValue::TRUE);
        }
    });
}

/// Hears of the saves of other tabs.
pub fn on_told(mut heard: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |_| heard());
    SPEAKER.with(|speaker| {
        if let Some(speaker) = speaker {
            speaker.set_onmessage(Some(callback.as_ref().unchecked_ref()));
        }
    });
    callback.forget();
}
