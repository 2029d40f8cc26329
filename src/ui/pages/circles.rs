//! All circles: each with its sentence, size, mix of old groups, and the care that suits.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

use crate::book::Vocabulary;
use crate::branch::{Branch, Edit};
use crate::calendar::Quarter;
use crate::care::for_circle;
use crate::circles::{Circle, CircleId, CircleSet, Standing};
use crate::route::{Picture, Route};
use crate::shell::clock;
use crate::shell::portions::Pace;
use crate::text::{self, Figure};
use crate::ui::components::explorer::{
    circle_link, feature_name, set_apart, why_here, CircleBounds, CircleMap, CrossTable, NewCircle,
    OverlapPicture, SetApart,
};
use crate::ui::components::{figure_box, in_turns, Empty, MixBar};
use crate::ui::jobs;
use crate::ui::state::App;

/// Differences that a card names.
const APART: usize = 3;

/// The page. Pictures are worked out when they are asked for: the list never waits for them.
#[component]
pub fn Circles(app: App) -> impl IntoView {
    let words = app.words();
    let look = Memo::new(move |_| if let Route::Pictures(of) = app.route.get() { Some(of) } else { None });
    let none = Memo::new(move |_| app.branch(|branch| branch.circles.circles.is_empty()));
    let nobody = Memo::new(move |_| app.branch(Branch::is_empty));
    let [_, later] = in_turns(|| ());
    let ways = [
        (None, words.explorer.list),
        (Some(Picture::Map), words.explorer.map),
        (Some(Picture::Overlaps), words.explorer.overlaps),
        (Some(Picture::Groups), words.explorer.groups),
    ];
    let switch = move || {
        ways.map(|(way, name)| view! {
        <button class="quiet-button" aria-pressed=move || (look.get() == way).to_string() on:click=move |_| app.go(way.map_or(Route::Circles, Route::Pictures))>{name}</button>
    })
    };
    let aside = move || app.branch(|branch| !branch.circles.set_aside.is_empty());
    let bring_back = move |_| {
        app.dispatch(Edit::BringCirclesBack);
        jobs::find_circles(app, false);
    };
    view! {
        <div class="title-row">
            <h1 class="page-title">{words.circles.title}</h1>
            <button class="button small" id="find-circles" disabled=move || app.branch(Branch::is_empty) on:click=move |_| jobs::find_circles(app, false)>
                {words.circles.find}
            </button>
        </div>
        <p class="lead">{words.circles.lead}</p>
        <Show when=move || !none.get()>
            <div class="switch" role="group" aria-label=words.explorer.views>{switch().into_iter().collect_view()}</div>
        </Show>
        {move || match look.get().filter(|_| !none.get()) {
            None => app.branch(|branch| all(app, branch)),
            Some(Picture::Map) => view! { <CircleMap app /> }.into_any(),
            Some(Picture::Overlaps) => view! { <OverlapPicture app /> }.into_any(),
            Some(Picture::Groups) => view! { <CrossTable app /> }.into_any(),
        }}
        <Show when=aside><p><button class="quiet-button" on:click=bring_back>{words.explorer.bring_back}</button></p></Show>
        <Show when=move || later.get().is_some() && !nobody.get()><NewCircle app /></Show>
    }
}

fn all(app: App, branch: &Branch) -> AnyView {
    let words = app.words();
    let set = &branch.circles;
    if set.circles.is_empty() {
        let nobody = branch.book.customers.is_empty();
        let hint = if nobody { words.circles.empty_hint } else { words.circles.none_found };
        let (way, name) = if nobody { (Route::Home, words.nav.home) } else { (Route::Book, words.nav.book) };
        return view! {
            <Empty title=words.circles.empty hint><a class="button" href=way.hash()>{name}</a></Empty>
        }
        .into_any();
    }
    let vocabulary = branch.vocabulary();
    let proper = || set.circles.iter().filter(|circle| !circle.is_list());
    let behind = Behind {
        apart: set_apart(app, branch, proper().map(|circle| circle.id).collect(), APART),
        care: best_care(app, branch),
    };
    let cards = proper().map(|circle| card(app, set, circle, &vocabulary, behind)).collect_view();
    let lists = set.circles.iter().filter(|circle| circle.is_list()).map(|circle| view! {
        <li><a href=Route::Circle(circle.id).hash()>{text::circle_name(app.lang(), &vocabulary, circle)}</a> " " <span class="muted">{circle.members.len()}</span></li>
    });
    let has_lists = set.circles.iter().any(Circle::is_list);
    view! {
        <div class="figures small-figures">
            {figure_box(app, Figure::InCircles, words.circles.reached, view! { <strong class="figure-value">{text::grouped(set.reached as i64)} <small>" / " {text::grouped(set.eligible as i64)}</small></strong> })}
            {figure_box(app, Figure::Explained, words.circles.explained, view! { <strong class="figure-value">{text::percent(set.explained_by_groups)}</strong><span class="muted">{words.circles.explained_hint}</span> })}
        </div>
        <ul class="circle-cards" id="circles">{cards}</ul>
        <CircleBounds app />
        {has_lists.then(|| view! {
            <section class="card">
                <h2>{words.circles.lists}</h2>
                <p class="muted">{words.circles.lists_hint}</p>
                <ul class="plain columns-list">{lists.collect_view()}</ul>
            </section>
        })}
    }
    .into_any()
}

/// What comes in behind the list.
#[derive(Clone, Copy)]
struct Behind {
    apart: SetApart,
    care: BestCare,
}

/// The name of the approach that suits each circle best, as far as they are worked out: with every member weighed this
/// takes longer than drawing the list, and comes in behind it, circle by circle.
type BestCare = RwSignal<BTreeMap<CircleId, Option<String>>>;

fn best_care(app: App, branch: &Branch) -> BestCare {
    let best = BestCare::default();
    let (lang, book, circles) = (app.lang(), branch.book.clone(), branch.circles.clone());
    let playbook = branch.playbook();
    let quarter = branch.plan.as_ref().map_or_else(|| Quarter::after(clock::today()), |plan| plan.quarter);
    spawn_local(async move {
        let mut pace = Pace::next_turn();
        for circle in circles.circles.iter().filter(|circle| !circle.is_list()) {
            pace.rest().await;
            let care = for_circle(circle, &book, &playbook, quarter).into_iter().next();
            let found = care.and_then(|care| playbook.get(&care.approach));
            let name = found.map(|found| text::approach(lang, found).name.clone());
            // Nobody looks at the list any more.
            if best.try_update(|best| best.insert(circle.id, name)).is_none() {
                return;
            }
        }
    });
    best
}

fn card(
    app: App,
    set: &CircleSet,
    circle: &Circle,
    vocabulary: &Vocabulary,
    behind: Behind,
) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let id = circle.id;
    let care = move || match behind.care.with(|best| best.get(&id).cloned()) {
        Some(name) => name.unwrap_or_else(|| words.circles.no_care.to_owned()),
        None => "…".to_owned(),
    };
    let standing = match circle.standing {
        Standing::New => Some(words.circles.new),
        Standing::Grown => Some(words.circles.grown),
        Standing::Faded => Some(words.circles.faded),
        Standing::Same => None,
    };
    let mixed = circle.quiet * 5 >= circle.members.len() && circle.lively * 5 >= circle.members.len();
    view! {
        <li class="card circle-card">
            <h2>{circle_link(lang, vocabulary, circle)} " "
                {standing.map(|word| view! { <span class="badge">{word}</span> })}
                {circle.pinned.then(|| view! { <span class="badge">{words.explorer.pinned}</span> })}
                {circle.is_by_hand().then(|| view! { <span class="badge">{words.explorer.by_hand}</span> })}
            </h2>
            <p class="rule">{text::circle_rule(lang, vocabulary, circle)}</p>
            <p class="muted">{text::members_line(lang, circle)}
                {(!circle.is_by_hand()).then(|| view! { " · " <span title=words.circles.cohesion_hint>{words.circles.cohesion} " " {text::percent(circle.cohesion)}</span> })}
            </p>
            <MixBar app mix=circle.mix.clone() members=circle.members.len() />
            {mixed.then(|| view! { <p class="warn-line">{words.circles.mixed_warning}</p> })}
            <p class="small-text">{text::why_not_chance(lang, circle)}</p>
            {apart_line(app, id, vocabulary.clone(), behind.apart)}
            {why_here(app, vocabulary, set, circle)}
            <p class="care-line"><span class="muted">{words.circles.care}</span> " " {care}</p>
        </li>
    }
}

/// What sets a circle apart most, once it is worked out.
fn apart_line(app: App, id: CircleId, vocabulary: Vocabulary, apart: SetApart) -> impl IntoView + use<> {
    let (lang, words) = (app.lang(), text::ranking_words(app.lang()));
    let said = move || {
        let found = apart.with(|apart| apart.get(&id).cloned());
        let Some(found) = found else { return "…".to_owned() };
        if found.is_empty() {
            return app.words().explorer.no_differences.to_owned();
        }
        let named = found.iter().map(|difference| {
            (feature_name(lang, &vocabulary, &difference.feature), difference.inside, difference.outside)
        });
        text::apart(lang, named)
    };
    view! { <p class="small-text"><span class="muted">{words.apart}</span> " " {said}</p> }
}
