//! The frame around every page: menu, notices, keys, and the page of the address.

use leptos::prelude::*;

use super::components::{mask_paper, KeepingBar, NotFound, ProgressPanel, Protect, ToastBar, UpdateBar};
use super::help::{present, Help};
use super::indexing;
use super::pages;
use super::palette::Palette;
use super::reading;
use super::saving;
use super::state::{App, SaveState};
use super::tour::{self, turn, Tour};
use super::trail::Trail;
use crate::branch::{Branch, EditKind};
use crate::route::{Picture, Route};
use crate::shell::page;
use crate::text;
use crate::view::edit_name;

/// Scrolls down to `y`, again while the page is not that long yet: long pages are drawn in turns. Gives way to the user.
fn scroll_back(y: f64, tries: u32) {
    page::scroll_to(y);
    let reached = page::scrolled();
    if reached + 1.0 < y && tries > 0 {
        let again = move || {
            if (page::scrolled() - reached).abs() < 1.0 {
                scroll_back(y, tries - 1);
            }
        };
        set_timeout(again, std::time::Duration::from_millis(30));
    }
}

/// The whole page.
#[component]
pub fn Frame() -> impl IntoView {
    let app = App::new();
    saving::open(app);
    indexing::follow(app);
    reading::follow(app);
    mask_paper(app);
    let mut trail = Trail::default();
    page::on_hash_change(move || {
        let place = Route::of(&page::hash());
        if place != app.route.get_untracked() {
            // Another picture of the same page leaves everything where it is.
            if place.page() == app.route.get_untracked().page() {
                app.route.set(place);
                return;
            }
            let y = trail.go(app.route.get_untracked(), place, page::scrolled());
            app.route.set(place);
            // After the new page has been drawn.
            set_timeout(move || scroll_back(y, 20), std::time::Duration::ZERO);
            // What has been opened over the page keeps the focus.
            if !app.palette.get_untracked()
                && !app.help.get_untracked()
                && !app.keeping.asking.get_untracked()
            {
                page::focus("content");
            }
        }
    });
    page::on_key(move |event| keys(app, &event));
    // A memo: the page is not drawn anew for every save.
    let in_front = Memo::new(move |_| {
        let state = app.save_state.get();
        matches!(state, SaveState::Locked | SaveState::Recovery).then_some(state)
    });
    let place = Memo::new(move |_| app.route.get().page());
    Effect::new(move || {
        let look = app.look.get();
        page::set_root("lang", look.lang.code());
        page::set_root("data-presenting", if look.presenting { "yes" } else { "no" });
        page::set_root("data-density", if look.compact { "compact" } else { "comfortable" });
        page::set_root("data-masked", if look.masked { "yes" } else { "no" });
        page::set_root("data-theme", look.dark.map_or("auto", |dark| if dark { "dark" } else { "light" }));
    });
    Effect::new(move || {
        let words = app.words();
        page::set_title(&format!("{} · {}", page_name(app.route.get(), app), words.app.name));
        // After the menu has marked it.
        set_timeout(page::show_current, std::time::Duration::ZERO);
    });
    view! {
        <div class="beside" prop:inert=move || app.keeping.is_asking()>
            <a class="skip" href="#content" on:click=move |event| { event.prevent_default(); page::focus("content"); }>
                {move || app.words().app.skip}
            </a>
            <Header app />
        </div>
        <div class="layout" prop:inert=move || app.keeping.is_asking() on:input=move |event| mark_typed(&event, true) on:change=move |event| mark_typed(&event, false)>
            <Menu app />
            <main id="content" tabindex="-1">
                <KeepingBar app />
                <UpdateBar app />
                {move || the_page(app, place.get(), in_front.get())}
            </main>
        </div>
        <Show when=move || app.look.get().presenting>
            <button class="button small end-presenting" id="end-presenting" on:click=move |_| present(app)>{move || text::guide_words(app.lang()).end_presenting}</button>
        </Show>
        <ProgressPanel app />
        <ToastBar app />
        <Palette app />
        <Help app />
        <Tour app />
        <Protect app />
    }
}

/// Draws the page of the address, or the one that stands in front of all.
fn the_page(app: App, place: Route, in_front: Option<SaveState>) -> AnyView {
    // Tracked here: switching the language draws the page anew and keeps the place.
    let _ = app.lang();
    match in_front {
        Some(SaveState::Locked) => return view! { <pages::Unlock app /> }.into_any(),
        // A backup can be opened in place of what was lost.
        Some(SaveState::Recovery) if place != Route::Restore => {
            return view! { <pages::RecoveryPage app /> }.into_any()
        }
        _ => {}
    }
    match place {
        Route::Home => view! { <pages::Home app /> }.into_any(),
        Route::Import => view! { <pages::Import app /> }.into_any(),
        Route::Review => view! { <pages::Review app /> }.into_any(),
        Route::Book => view! { <pages::Book app /> }.into_any(),
        Route::Person(id) => view! { <pages::Person app id /> }.into_any(),
        Route::Briefs => view! { <pages::Briefs app /> }.into_any(),
        Route::Vocabulary => view! { <pages::VocabularyPage app /> }.into_any(),
        Route::Circles | Route::Pictures(_) => view! { <pages::Circles app /> }.into_any(),
        Route::Circle(id) => view! { <pages::CirclePage app id /> }.into_any(),
        Route::Care => view! { <pages::Care app /> }.into_any(),
        Route::Playbook => view! { <pages::Playbook app /> }.into_any(),
        Route::Plan => view! { <pages::Plan app /> }.into_any(),
        Route::Event(number) => view! { <pages::EventPage app number /> }.into_any(),
        Route::Export => view! { <pages::Export app /> }.into_any(),
        Route::Restore => view! { <pages::Restore app /> }.into_any(),
        Route::Privacy => view! { <pages::Privacy app /> }.into_any(),
        Route::Unknown => view! { <NotFound app /> }.into_any(),
    }
}

/// Marks a number that is typed and not given yet.
const TYPED: &str = "data-typed";

/// Remembers that a number is being typed, or was given.
fn mark_typed(event: &web_sys::Event, typed: bool) {
    use wasm_bindgen::JsCast;
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input.filter(|input| input.type_() == "number") {
        // An element takes any attribute with a name like this.
        let _marked = if typed { input.set_attribute(TYPED, "") } else { input.remove_attribute(TYPED) };
    }
}

/// Keys that work everywhere.
fn keys(app: App, event: &web_sys::KeyboardEvent) {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let typing = target
        .as_ref()
        .is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()));
    // A slider or a box has no text to take back, and a number that was given is a step of the book.
    let no_text = target
        .and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| match input.type_().as_str() {
            "range" | "checkbox" | "radio" => true,
            "number" => !input.has_attribute(TYPED),
            _ => false,
        });
    let command = event.ctrl_key() || event.meta_key();
    let presenting = app.look.get_untracked().presenting;
    match event.key().to_lowercase().as_str() {
        "z" if command && (!typing || no_text) && event.shift_key() => app.redo(),
        "z" if command && (!typing || no_text) => app.undo(),
        "y" if command && (!typing || no_text) => app.redo(),
        "l" if command => saving::lock(app),
        "k" if command => app.palette.set(true),
        "n" if !typing && !command && !event.alt_key() => app.palette.set(true),
        // Counter mode: somebody is looking over the shoulder.
        "m" if !typing && !command => app.change_look(|look| look.masked = !look.masked),
        "?" if !typing => app.help.set(true),
        // A clicker for slides sends these keys too.
        "arrowright" | "pagedown" if !typing && presenting => turn(app, 1),
        "arrowleft" | "pageup" if !typing && presenting => turn(app, -1),
        "escape"
            if app.tour.get_untracked().is_some()
                && !app.help.get_untracked()
                && !app.palette.get_untracked() =>
        {
            tour::end(app);
        }
        "escape" if presenting && !app.help.get_untracked() && !app.palette.get_untracked() => present(app),
        "/" if !typing => {
            app.go(Route::Book);
            page::focus("search");
        }
        _ => return,
    }
    event.prevent_default();
}

#[component]
fn Header(app: App) -> impl IntoView {
    let undoable = Memo::new(move |_| app.history.with(|history| history.undoable()));
    let redoable = Memo::new(move |_| app.history.with(|history| history.redoable()));
    let named = move |kind: Option<EditKind>| kind.map(|kind| edit_name(app.lang(), kind));
    view! {
        <header class="top">
            <a class="brand" href="#/">
                <span class="logo" aria-hidden="true">"养"</span>
                <span class="brand-name">{move || app.words().app.name}</span>
            </a>
            <span class="branch-name">{move || app.branch(|branch| branch.name.clone())}</span>
            <Show when=move || app.branch(|branch| branch.made_up)>
                <span class="badge warn">{move || app.words().app.made_up}</span>
            </Show>
            <span class="grow"></span>
            <span class="save-state" class:idle=move || app.branch(Branch::is_empty) role="status" data-state=move || save_code(&app.save_state.get())>
                {move || save_words(app)}
            </span>
            <Show when=move || unprotected(app)>
                <a class="badge warn" id="unprotected" href=Route::Privacy.hash()>{move || app.kept().unprotected}</a>
            </Show>
            <div class="tools">
                <Show when=move || app.keeping.sealed.get() && app.save_state.get() != SaveState::Locked>
                    <button class="quiet-button" id="lock" title=move || app.kept().lock_hint aria-keyshortcuts="Control+L" on:click=move |_| saving::lock(app)>{move || app.kept().lock}</button>
                </Show>
                <button class="quiet-button" id="open-palette" aria-keyshortcuts="Control+K" title="Ctrl K" on:click=move |_| app.palette.set(true)>{move || app.words().palette.open}<span class="wide-only">{move || app.words().palette.open_besides}</span></button>
                <button class="quiet-button" disabled=move || undoable.get().is_none() title=move || named(undoable.get()) on:click=move |_| app.undo()>{move || app.words().app.undo}</button>
                <button class="quiet-button" id="redo" disabled=move || redoable.get().is_none() title=move || named(redoable.get()) on:click=move |_| app.redo()>{move || app.words().app.redo}</button>
                <button class="quiet-button" aria-pressed=move || app.masked().to_string() on:click=move |_| app.change_look(|look| look.masked = !look.masked)>
                    {move || if app.masked() { app.words().app.unmasked } else { app.words().app.masked }}
                </button>
                <button class="quiet-button" id="theme" on:click=move |_| app.change_look(|look| look.dark = Some(!look.dark.unwrap_or(false)))>
                    {move || app.words().app.theme}
                </button>
                <button class="quiet-button" id="open-help" aria-keyshortcuts="?" title="?" on:click=move |_| app.help.set(true)>{move || text::guide_words(app.lang()).help}</button>
                <button class="quiet-button" id="language" lang=move || app.lang().other().code() on:click=move |_| app.change_look(|look| look.lang = look.lang.other())>
                    {move || app.words().app.other_language}
                </button>
            </div>
        </header>
    }
}

/// Whether real customers are kept in plain text.
fn unprotected(app: App) -> bool {
    !app.keeping.sealed.get() && app.branch(|branch| !branch.made_up && !branch.is_empty())
}

fn save_code(state: &SaveState) -> &'static str {
    match state {
        SaveState::Opening => "opening",
        SaveState::Saved(_) => "saved",
        SaveState::Saving => "saving",
        SaveState::Failed => "failed",
        SaveState::Unavailable => "unavailable",
        SaveState::Newer => "newer",
        SaveState::Full => "full",
        SaveState::Overtaken => "overtaken",
        SaveState::Asking => "asking",
        SaveState::Locked => "locked",
        SaveState::Recovery => "recovery",
    }
}

fn save_words(app: App) -> String {
    let words = &app.words().app;
    match app.save_state.get() {
        SaveState::Opening => words.loading.to_owned(),
        SaveState::Saved(time) => format!("{} {time}", words.saved),
        SaveState::Saving => words.saving.to_owned(),
        SaveState::Asking => app.kept().asking_state.to_owned(),
        SaveState::Locked => app.kept().locked_state.to_owned(),
        SaveState::Recovery => app.kept().recovery_state.to_owned(),
        SaveState::Failed
        | SaveState::Unavailable
        | SaveState::Newer
        | SaveState::Full
        | SaveState::Overtaken => words.save_failed.to_owned(),
    }
}

const MENU: [Route; 7] =
    [Route::Home, Route::Book, Route::Circles, Route::Care, Route::Plan, Route::Export, Route::Privacy];

pub fn section_name(route: Route, app: App) -> &'static str {
    let words = &app.words().nav;
    match route {
        Route::Book => words.book,
        Route::Circles => words.circles,
        Route::Care => text::care_words(app.lang()).title,
        Route::Plan => words.plan,
        Route::Export => words.export,
        Route::Privacy => words.privacy,
        _ => words.home,
    }
}

/// The page in the browser's title and history: of people and circles it says what they are, not who.
fn page_name(route: Route, app: App) -> &'static str {
    let (words, care) = (app.words(), text::care_words(app.lang()));
    match route {
        Route::Import => words.import.title,
        Route::Review => words.review.title,
        Route::Person(_) => words.nav.one_customer,
        Route::Briefs => text::quarter_words(app.lang()).brief,
        Route::Vocabulary => text::book_tool_words(app.lang()).vocabulary,
        Route::Pictures(Picture::Map) => words.explorer.map,
        Route::Pictures(Picture::Overlaps) => words.explorer.overlaps,
        Route::Pictures(Picture::Groups) => words.explorer.groups,
        Route::Circle(_) => words.nav.one_circle,
        Route::Playbook => care.playbook,
        Route::Event(_) => words.nav.one_event,
        Route::Restore => app.kept().restore_title,
        Route::Unknown => words.app.not_found,
        place => section_name(place.section(), app),
    }
}

#[component]
fn Menu(app: App) -> impl IntoView {
    let entry = move |route: Route| {
        let here = move || app.route.get().section() == route;
        view! {
            <li>
                <a href=route.hash() aria-current=move || here().then_some("page")>{move || section_name(route, app)}</a>
            </li>
        }
    };
    view! {
        <nav class="menu" aria-label=move || app.words().app.main_menu>
            <ul>{MENU.map(entry).into_iter().collect_view()}</ul>
        </nav>
    }
}
