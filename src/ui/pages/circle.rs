//! One circle: its rule, why it is not chance, its mix, its care with what to avoid, its members with their proof.

use leptos::prelude::*;

use crate::book::Vocabulary;
use crate::branch::{Branch, Edit};
use crate::calendar::Quarter;
use crate::care::{avoids, for_circle, Playbook};
use crate::circles::{Circle, CircleId};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Lang};
use crate::ui::components::{AvoidChip, MixBar, NotFound, TagChip};
use crate::ui::state::App;

/// The page.
#[component]
pub fn CirclePage(app: App, id: CircleId) -> impl IntoView {
    move || {
        app.branch(|branch| match branch.circles.get(id) {
            None => view! { <NotFound app /> }.into_any(),
            Some(circle) => circle_page(app, branch, circle).into_any(),
        })
    }
}

fn circle_page(app: App, branch: &Branch, circle: &Circle) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let (vocabulary, playbook) = (branch.vocabulary(), branch.playbook());
    let id = circle.id;
    let given = RwSignal::new(circle.name.clone().unwrap_or_default());
    let rename = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        app.dispatch(Edit::NameCircle { circle: id, name: given.get_untracked() });
        app.say(app.words_now().circles.name_saved, true);
    };
    let mixed = circle.quiet * 5 >= circle.members.len() && circle.lively * 5 >= circle.members.len();
    view! {
        <p class="crumb"><a href=Route::Circles.hash()>{words.circles.title}</a></p>
        <h1 class="page-title">{text::circle_name(lang, &vocabulary, circle)}</h1>
        <p class="lead">{text::circle_rule(lang, &vocabulary, circle)}</p>
        <div class="columns">
            <div class="column">
                <section class="card">
                    <h2>{words.circles.why}</h2>
                    <p>{text::why_not_chance(lang, circle)}</p>
                    <p><span class="muted">{words.circles.cohesion}</span> " " {text::percent(circle.cohesion)} " · " <span class="muted">{words.circles.cohesion_hint}</span></p>
                </section>
                <section class="card">
                    <h2>{words.circles.mix}</h2>
                    <MixBar lang mix=circle.mix.clone() members=circle.members.len() />
                </section>
                <form class="card inline-form" on:submit=rename>
                    <label class="field inline"><span>{words.circles.rename}</span>
                        <input type="text" maxlength="30" prop:value=move || given.get() on:input=move |event| given.set(event_target_value(&event)) />
                    </label>
                    <button class="button small" type="submit">{words.circles.rename}</button>
                </form>
            </div>
            <div class="column">
                {care_card(app, branch, circle, &playbook)}
                {mixed.then(|| view! { <p class="notice">{words.circles.mixed_warning}
                    " (" {circle.quiet} " " {words.circles.quiet_members} ", " {circle.lively} " " {words.circles.lively_members} ")"</p> })}
            </div>
        </div>
        {members(app, branch, circle, &vocabulary)}
    }
}

fn care_card(app: App, branch: &Branch, circle: &Circle, playbook: &Playbook) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let quarter = branch.plan.as_ref().map_or_else(|| Quarter::after(clock::today()), |plan| plan.quarter);
    let found = for_circle(circle, &branch.book, playbook, quarter);
    let vocabulary = branch.vocabulary();
    let none = found.is_empty();
    let lines = found.into_iter().take(3).filter_map(|care| {
        let approach = playbook.get(&care.approach)?;
        let said = text::approach(lang, approach);
        let tags = care.tags.iter().map(|tag| view! { <TagChip text=text::tag(lang, &vocabulary, tag) /> }).collect_view();
        let fitting = match lang {
            Lang::Zh => format!("适合 {} 人", care.fitting),
            Lang::En => format!("fits {}", care.fitting),
        };
        let avoid = care.avoids.iter().map(|(kind, n)| {
            view! { <AvoidChip text=format!("{} {n}", text::avoid_kind(lang, *kind)) /> }
        });
        let avoid = avoid.collect_view();
        Some(view! {
            <li class="suggestion">
                <div class="suggestion-head">
                    <strong>{said.name.clone()}</strong> <span class="badge">{text::kind_name(lang, approach.kind)}</span>
                    <span class="muted">{fitting}</span>
                </div>
                <p>{said.how.clone()}</p>
                <p class="chips">{tags}</p>
                {(care.kept_out > 0).then(|| view! { <p class="chips"><span class="muted">{words.circles.avoid}</span> {avoid}</p> })}
            </li>
        })
    });
    view! {
        <section class="card">
            <h2>{words.circles.care}</h2>
            {none.then(|| view! { <p class="muted">{words.circles.no_care}</p> })}
            <ol class="suggestions">{lines.collect_view()}</ol>
        </section>
    }
}

fn members(app: App, branch: &Branch, circle: &Circle, vocabulary: &Vocabulary) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let rows = circle.members.iter().filter_map(|id| branch.book.get(*id)).map(|customer| {
        let hits = circle.tags.iter().filter(|tag| customer.is(tag)).map(|tag| {
            let proof = customer.mark(tag).and_then(|mark| customer.proof(mark)).unwrap_or_default();
            view! { <span title=proof><TagChip text=text::tag(lang, vocabulary, tag) /></span> }
        });
        let avoid = avoids(customer).into_iter().take(3).map(|avoid| view! { <AvoidChip text=text::avoid_kind(lang, avoid.kind) /> });
        view! {
            <tr>
                <th scope="row"><a href=Route::Person(customer.id).hash()>{app.shown_name(&customer.name)}</a></th>
                <td>{customer.groups.join(" · ")}</td>
                <td class="chips">{hits.collect_view()}</td>
                <td class="chips">{avoid.collect_view()}</td>
                <td>{customer.manager.clone()}</td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <h2>{words.circles.members} " " <span class="muted">{text::members_line(lang, circle)}</span></h2>
            <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.circles.members>
                <table class="table" id="members">
                    <thead><tr>
                        <th scope="col">{words.book.name}</th><th scope="col">{words.book.group}</th><th scope="col">{words.circles.hits}</th>
                        <th scope="col">{words.book.avoid}</th><th scope="col">{words.book.manager}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
