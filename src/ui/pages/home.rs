//! Today: for a new branch the two ways in, else what is due.

use leptos::prelude::*;

use crate::book::Vocabulary;
use crate::branch::{Branch, Edit};
use crate::demo::DemoOptions;
use crate::plan::quarter::{Event, QuarterPlan};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Counted, Figure};
use crate::ui::components::{backup_age, figure_box, BeforePlan, Why};
use crate::ui::opening::{chosen_file, open_sample, open_sample_of, start_over, take_file};
use crate::ui::state::{App, SaveState};
use crate::view::explorer::Ask;
use crate::view::{questions, review_count, waiting_questions, week_ahead, DueLine, Missing, Question};

/// Lines of the week that are shown at once.
const LINES: usize = 14;
/// Customers of a sample branch: the least, the most, and what is proposed.
const SMALLEST: u32 = 80;
const LARGEST: u32 = 10_000;
const LARGE: u32 = 2_000;
/// Questions for each manager.
const QUESTIONS: usize = 3;

/// The page.
#[component]
pub fn Home(app: App) -> impl IntoView {
    // Memos: the page is not drawn anew for every save.
    let opening = Memo::new(move |_| app.save_state.get() == SaveState::Opening);
    let empty = Memo::new(move |_| app.branch(Branch::is_empty));
    move || {
        if opening.get() {
            view! { <p class="muted">{app.words().app.loading}</p> }.into_any()
        } else if empty.get() {
            view! { <Welcome app /> }.into_any()
        } else {
            view! { <Week app /> }.into_any()
        }
    }
}

#[component]
fn Welcome(app: App) -> impl IntoView {
    let words = app.words();
    let over = RwSignal::new(false);
    view! {
        <section
            class="welcome"
            class:over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                take_file(app, event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)));
            }
        >
            <h1>{words.home.welcome}</h1>
            <p class="lead">{words.home.lead}</p>
            <div class="doors">
                <button class="door primary" id="open-sample" on:click=move |_| open_sample(app)>
                    <strong>{words.home.open_sample}</strong>
                    <span>{words.home.sample_hint}</span>
                </button>
                <label class="door">
                    <strong>{words.home.open_list}</strong>
                    <span>{words.home.list_hint}</span>
                    <span class="muted">{words.home.drop_here}</span>
                    <input type="file" class="hidden-input" accept=".xlsx,.xls,.csv,.txt,.tsv" aria-label=words.home.open_list
                        on:change=move |event| take_file(app, chosen_file(&event)) />
                </label>
            </div>
            <p><button class="quiet-button" id="welcome-tour" on:click=move |_| crate::ui::tour::begin(app)>{text::guide_words(app.lang()).tour}</button></p>
            <SampleChoice app />
            <p><a id="have-backup" href=Route::Restore.hash()>{app.kept().have_backup}</a></p>
            <p class="assurance">{words.privacy.no_request}</p>
        </section>
    }
}

/// A sample branch of a chosen size, made from a chosen number.
#[component]
fn SampleChoice(app: App) -> impl IntoView {
    let words = app.words();
    let people = RwSignal::new(LARGE.to_string());
    let seed = RwSignal::new(DemoOptions::usual().seed.to_string());
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let (Ok(people), Ok(seed)) = (people.get_untracked().parse::<u32>(), seed.get_untracked().parse())
        {
            open_sample_of(app, people.clamp(SMALLEST, LARGEST), seed);
        }
    };
    view! {
        <details class="fold" id="sample-choice">
            <summary>{words.home.sample_choice}</summary>
            <form class="inline-form" on:submit=open>
                <label class="field"><span>{words.home.sample_people}</span>
                    <input type="number" name="people" min=SMALLEST max=LARGEST required prop:value=people on:input=move |event| people.set(event_target_value(&event)) /></label>
                <label class="field"><span>{words.home.sample_seed}</span>
                    <input type="number" name="seed" min="0" step="1" required prop:value=seed on:input=move |event| seed.set(event_target_value(&event)) /></label>
                <button type="submit" class="button" disabled=move || app.work.get().is_some()>{words.home.open_sample}</button>
            </form>
            <p class="muted">{words.home.sample_seed_hint}</p>
        </details>
    }
}

#[component]
fn Week(app: App) -> impl IntoView {
    let words = app.words();
    let lang = app.lang();
    let rename = move |event: web_sys::Event| {
        let name = event_target_value(&event).trim().to_owned();
        if app.branch_now(|branch| branch.name != name) {
            app.dispatch(Edit::Rename(name));
        }
    };
    view! {
        <h1 class="page-title">{words.nav.home} <span class="muted small">" " {text::day(lang, clock::today())}</span></h1>
        {move || app.branch(|branch| figures(app, branch))}
        {move || app.branch(|branch| todo(app, branch))}
        <div class="columns">
            <BeforePlan app />
            {move || app.branch(|branch| branch.plan.as_ref().map(|plan| week(app, branch, plan)))}
        </div>
        <Questions app />
        <div class="actions foot">
            <label class="field inline"><span>{words.home.branch_name}</span>
                <input type="text" id="rename-branch" prop:value=move || app.branch(|branch| branch.name.clone()) on:change=rename /></label>
            <a class="button small" href=Route::Import.hash()>{words.home.another_list}</a>
            // Over the bank's own list one click would be too easy.
            {move || app.branch(|branch| branch.made_up).then(|| view! { <button class="button small" on:click=move |_| start_over(app)>{words.home.start_over}</button> })}
            {move || app.branch(|branch| !branch.made_up).then(|| view! { <a id="backup-age" class="muted" href=Route::Export.hash()>{move || backup_age(app)}</a> })}
        </div>
    }
}

/// What waits besides the week: tags to confirm, a plan whose limits have changed.
fn todo(app: App, branch: &Branch) -> Option<impl IntoView + use<>> {
    let words = app.words();
    let waiting = review_count(&branch.book);
    let stale = branch.plan.as_ref().is_some_and(|plan| plan.settings != branch.settings);
    let asked = waiting_questions(&branch.book, clock::today());
    let overdue = asked.iter().filter(|asked| asked.overdue).count();
    let care = text::care_words(app.lang());
    (waiting > 0 || stale || !asked.is_empty()).then(|| view! {
        <section class="card" id="todo">
            <h2>{words.home.todo}</h2>
            <ul class="lines">
                {(!asked.is_empty()).then(|| view! { <li class="line" class:must=overdue != 0><a href=Route::Care.hash()>{text::counted(app.lang(), asked.len(), Counted::Questions)}</a>
                    {(overdue > 0).then(|| view! { <span class="badge warn">{overdue} " " {care.overdue}</span> })}</li> })}
                {(waiting > 0).then(|| view! { <li class="line"><a href=Route::Review.hash()>{waiting} " " {words.review.waiting}</a></li> })}
                {stale.then(|| view! { <li class="line"><a href=Route::Plan.hash()>{words.home.changed_limits}</a></li> })}
            </ul>
        </section>
    })
}

/// Three questions for each manager, worked out when they are asked for.
#[component]
fn Questions(app: App) -> impl IntoView {
    let words = app.words();
    let asked = RwSignal::new(false);
    let lists = move || {
        asked.get().then(|| {
            app.branch(|branch| {
                let found = questions(
                    &branch.book,
                    &branch.circles,
                    branch.plan.as_deref(),
                    clock::today(),
                    QUESTIONS,
                );
                let vocabulary = branch.vocabulary();
                found
                    .into_iter()
                    .map(|(manager, list)| {
                        let lines = list
                            .iter()
                            .map(|question| question_line(app, branch, &vocabulary, question))
                            .collect_view();
                        view! { <div class="column"><h3>{manager}</h3><ul class="lines">{lines}</ul></div> }
                    })
                    .collect_view()
            })
        })
    };
    view! {
        <details class="card fold" id="questions" on:toggle=move |_| asked.set(true)>
            <summary><strong>{words.home.questions}</strong></summary>
            <p class="muted">{words.home.questions_hint}</p>
            <div class="columns">{lists}</div>
        </details>
    }
}

fn question_line(
    app: App,
    branch: &Branch,
    vocabulary: &Vocabulary,
    question: &Question,
) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let name =
        branch.book.get(question.customer).map(|found| app.shown_name(found.label())).unwrap_or_default();
    let tools = text::book_tool_words(lang);
    let (ask, why) = match &question.missing {
        Missing::AnyLiking => (tools.ask_liking.to_owned(), Some(tools.why_liking.to_owned())),
        Missing::Phone => (tools.ask_phone.to_owned(), Some(tools.why_phone.to_owned())),
        Missing::Birthday => (tools.ask_birthday.to_owned(), Some(tools.why_birthday.to_owned())),
        Missing::RiskBefore(day) => {
            (tools.ask_risk.to_owned(), Some(format!("{} {}", text::date(lang, *day), tools.why_risk)))
        }
        Missing::Circle(near) => {
            let ask = match &near.ask {
                Ask::Tags(tags) => text::ask_tags(lang, vocabulary, tags),
                Ask::Temperament => text::ask_temperament(lang).to_owned(),
            };
            let circle = branch.circles.get(near.circle);
            (ask, circle.map(|circle| text::circle_name(lang, vocabulary, circle)))
        }
    };
    let next = question.next.map(|date| format!("{} {}", words.home.next_contact, text::date(lang, date)));
    view! {
        <li class="line"><a href=Route::Person(question.customer).hash()>{name}</a> <span>{ask}</span>
            <span class="muted">{why} {next.map(|next| format!(" · {next}"))}</span></li>
    }
}

fn figures(app: App, branch: &Branch) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let circles = branch.circles.circles.iter().filter(|circle| !circle.is_list()).count();
    let plan = branch.plan.as_ref();
    let quiet = branch.book.customers.iter().filter(|customer| customer.is_quiet()).count();
    view! {
        <div class="figures">
            <div class="figure">
                <a href=Route::Book.hash()><span class="figure-name">{words.home.customers}</span><strong class="figure-value">{text::grouped(branch.book.customers.len() as i64)}</strong></a>
                <Why app of=Figure::Customers name=words.home.customers />
            </div>
            <div class="figure">
                <a href=Route::Circles.hash()><span class="figure-name">{words.home.circles}</span><strong class="figure-value" data-figure="circles">{circles}</strong>
                    <span class="muted">{branch.circles.reached} " " {words.home.reached}</span></a>
                <Why app of=Figure::Circles name=words.home.circles />
            </div>
            <div class="figure">
                <a href=Route::Plan.hash()><span class="figure-name">{words.plan.reached}</span><strong class="figure-value" data-figure="reached">{plan.map(|plan| text::grouped(plan.reached() as i64))}</strong>
                    <span class="muted">{plan.map(|plan| text::counted(lang, plan.events.len(), Counted::Events))}</span></a>
                <Why app of=Figure::Reached name=words.plan.reached />
            </div>
            {figure_box(app, Figure::Quiet, words.home.quiet_note, view! { <strong class="figure-value">{text::grouped(quiet as i64)}</strong><span class="muted">{words.home.quiet_hint}</span> })}
        </div>
        {plan.map(|plan| view! { <div class="figure-line"><p class="proof">{text::proof(app.lang(), plan)}</p><Why app of=Figure::Gap name=words.plan.proof /></div> })}
    }
}

fn week(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let words = app.words();
    let lang = app.lang();
    // Before the quarter begins its first week is shown.
    let from = clock::today().max(plan.quarter.start);
    let playbook = branch.playbook();
    let ahead = week_ahead(plan, &playbook, from);
    let more = ahead.due.len().saturating_sub(LINES);
    let lines = ahead
        .due
        .iter()
        .take(LINES)
        .map(|line| {
            let date = line.date();
            let day = text::day_of_week(lang, date);
            let name = |id: &str| {
                playbook.get(id).map(|found| text::approach(lang, found).name.clone()).unwrap_or_default()
            };
            match line {
                DueLine::Touch { customer, approach, must, .. } => {
                    let who = branch
                        .book
                        .get(*customer)
                        .map(|found| app.shown_name(found.label()))
                        .unwrap_or_default();
                    view! {
                        <li class="line" class:must=*must>
                            <span class="day">{day}</span>
                            <a href=Route::Person(*customer).hash()>{who}</a>
                            <span class="muted">{name(approach)}</span>
                        </li>
                    }
                    .into_any()
                }
                DueLine::Event(event) => {
                    event_line(app, branch, event, day, name(&event.approach)).into_any()
                }
            }
        })
        .collect_view();
    let prepare = ahead
        .prepare
        .iter()
        .map(|(begins, event)| {
            let name = playbook
                .get(&event.approach)
                .map(|found| text::approach(lang, found).name.clone())
                .unwrap_or_default();
            event_line(app, branch, event, text::day_of_week(lang, *begins), name)
        })
        .collect_view();
    view! {
        <section class="card" id="week">
            <h2>{if from > clock::today() { words.home.first_week } else { words.home.this_week }}</h2>
            {ahead.due.is_empty().then(|| view! { <p class="muted">{words.home.nothing_due}</p> })}
            <ul class="lines">{lines}</ul>
            {(more > 0).then(|| view! { <a href=Route::Plan.hash()>{words.home.see_plan} " · " {text::more_of(lang, more)}</a> })}
        </section>
        <section class="card">
            <h2>{words.home.prepare}</h2>
            {ahead.prepare.is_empty().then(|| view! { <p class="muted">{words.home.nothing_to_prepare}</p> })}
            <ul class="lines">{prepare}</ul>
        </section>
    }
}

fn event_line(app: App, branch: &Branch, event: &Event, day: String, name: String) -> impl IntoView + use<> {
    let vocabulary = branch.vocabulary();
    let circle = branch.circles.get(event.circle);
    let circle_name =
        circle.map(|circle| text::circle_name(app.lang(), &vocabulary, circle)).unwrap_or_default();
    view! {
        <li class="line event">
            <span class="day">{day}</span>
            <a href=Route::Event(event.number).hash()>{name}</a>
            <span class="muted">{circle_name} " · " {text::counted(app.lang(), event.attendees.len(), Counted::People)}</span>
        </li>
    }
}
