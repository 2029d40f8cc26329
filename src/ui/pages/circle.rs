//! One circle: its rule, why it is not chance, its mix, its care with what to avoid, its members with their proof.

use leptos::prelude::*;

use crate::book::{Customer, Vocabulary};
use crate::branch::{Branch, Edit};
use crate::calendar::Quarter;
use crate::care::{avoids, for_circle};
use crate::circles::{Circle, CircleId, LeftOut};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Figure, Lang};
use crate::ui::components::explorer::{
    circle_mark, feature_name, keep_apart_card, set_apart, why_here, SetApart,
};
use crate::ui::components::{in_turns, AvoidChip, MixBar, NotFound, TagChip, Why};
use crate::ui::state::App;
use crate::view::explorer::{is_mixed, splits};

/// Differences that are shown.
const DIFFERENCES: usize = 8;
/// Members that are drawn before "show all".
const MEMBERS: usize = 50;

/// The page.
#[component]
pub fn CirclePage(app: App, id: CircleId) -> impl IntoView {
    // Only when it opens: after an edit the whole page stands again at once, and nothing jumps.
    let [_, care, apart, members] = in_turns(|| ());
    let turns = Turns { care, apart, members };
    move || {
        app.branch(|branch| match branch.circles.get(id) {
            None => view! { <NotFound app /> }.into_any(),
            Some(circle) => circle_page(app, branch, circle, turns).into_any(),
        })
    }
}

/// Parts of the page that are drawn after its head, when their turn has come.
#[derive(Clone, Copy)]
struct Turns {
    care: Turn,
    apart: Turn,
    members: Turn,
}
type Turn = ReadSignal<Option<()>>;

/// Draws a part of a circle's page when its turn has come.
fn when<V: IntoView + 'static>(
    app: App,
    id: CircleId,
    turn: Turn,
    part: impl Fn(&Branch, &Circle) -> V + Send + 'static,
) -> impl IntoView {
    move || {
        let come = turn.get().is_some();
        come.then(|| app.branch_now(|branch| branch.circles.get(id).map(|circle| part(branch, circle))))
    }
}

fn circle_page(app: App, branch: &Branch, circle: &Circle, turns: Turns) -> impl IntoView + use<> {
    let id = circle.id;
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let apart = set_apart(app, branch, vec![circle.id], DIFFERENCES);
    let mixed = is_mixed(circle);
    view! {
        <p class="crumb"><a href=Route::Circles.hash()>{words.circles.title}</a></p>
        <h1 class="page-title">{circle_mark(circle.id)}{text::circle_name(lang, &vocabulary, circle)}</h1>
        <p class="lead">{text::circle_rule(lang, &vocabulary, circle)}</p>
        <div class="columns">
            <div class="column">
                <section class="card">
                    <h2>{words.circles.why}</h2>
                    <p>{text::why_not_chance(lang, circle)}</p>
                    {(!circle.is_by_hand()).then(|| view! {
                        <div class="figure-line"><p><span class="muted">{words.circles.cohesion}</span> " " {text::percent(circle.cohesion)} " · " <span class="muted">{words.circles.cohesion_hint}</span></p><Why app of=Figure::Cohesion name=words.circles.cohesion /></div>
                    })}
                    {why_here(app, &vocabulary, &branch.circles, circle)}
                </section>
                <section class="card">
                    <h2>{words.circles.mix}</h2>
                    <MixBar app mix=circle.mix.clone() members=circle.members.len() />
                    <p class="muted">{words.circles.mix_hint}</p>
                </section>
                {differences_card(app, circle.id, vocabulary.clone(), apart)}
            </div>
            <div class="column">
                {when(app, id, turns.care, move |branch, circle| care_card(app, branch, circle))}
                {mixed.then(|| view! { <p class="notice">{words.circles.mixed_warning} " " {text::quiet_and_lively(lang, circle)}</p> })}
                {splits_card(app, branch, circle, &vocabulary)}
            </div>
        </div>
        <div class="columns">
            <div class="column">{hand_work(app, branch, circle, &vocabulary)}</div>
            <div class="column">{keep_apart_card(app, branch, circle, turns.apart)}</div>
        </div>
        {when(app, id, turns.members, move |branch, circle| members(app, branch, circle))}
        {left_out(app, branch, circle)}
    }
}

/// What is more or less common than among everybody else, as paired bars with their figures; it comes in behind the page.
fn differences_card(
    app: App,
    id: CircleId,
    vocabulary: Vocabulary,
    apart: SetApart,
) -> impl IntoView + use<> {
    let (words, lang) = (&app.words().explorer, app.lang());
    let bar = |class: &'static str, share: f64| {
        view! { <span class="bar-track"><span class=class style:width=format!("{:.1}%", 100.0 * share)></span></span> }
    };
    let table = move || {
        let found = apart.with(|apart| apart.get(&id).cloned());
        let Some(found) = found else {
            return view! { <p class="muted" aria-busy="true">"…"</p> }.into_any();
        };
        if found.is_empty() {
            return view! { <p class="muted">{words.no_differences}</p> }.into_any();
        }
        let rows = found.into_iter().map(|difference| {
            view! {
                <tr>
                    <th scope="row">{feature_name(lang, &vocabulary, &difference.feature)}</th>
                    <td>{bar("bar-fill", difference.inside)} <span class="figure-cell">{text::percent(difference.inside)}</span></td>
                    <td>{bar("bar-fill faint", difference.outside)} <span class="figure-cell">{text::percent(difference.outside)}</span></td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! {
            <p class="muted">{words.differences_hint}</p>
            <table class="table bars" id="differences">
                <thead><tr><td></td><th scope="col">{words.inside}</th><th scope="col">{words.outside}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }.into_any()
    };
    view! { <section class="card"><h2>{words.differences}</h2>{table}</section> }
}

/// Splits that suggest themselves, each done with one click.
fn splits_card(
    app: App,
    branch: &Branch,
    circle: &Circle,
    vocabulary: &Vocabulary,
) -> Option<impl IntoView + use<>> {
    let (words, lang, id) = (&app.words().explorer, app.lang(), circle.id);
    let found = splits(&branch.book, vocabulary, circle);
    if found.is_empty() {
        return None;
    }
    let lines = found.into_iter().map(|split| {
        let said = text::split(lang, vocabulary, &split.by, (split.first, split.unsaid), split.second);
        let go = move |_| {
            app.dispatch(Edit::SplitCircle { circle: id, by: split.by.clone() });
            app.go(Route::Circles);
        };
        view! { <li class="line"><span>{said}</span> <button class="button small" on:click=go>{words.split_go}</button></li> }
    });
    let lines = lines.collect_view();
    Some(
        view! { <section class="card" id="splits"><h2>{words.split}</h2><ul class="lines">{lines}</ul></section> },
    )
}

/// Name, pin, join, take off the list.
fn hand_work(app: App, branch: &Branch, circle: &Circle, vocabulary: &Vocabulary) -> impl IntoView + use<> {
    let (words, lang, id) = (app.words(), app.lang(), circle.id);
    let given = RwSignal::new(circle.name.clone().unwrap_or_default());
    let rename = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        app.dispatch(Edit::NameCircle { circle: id, name: given.get_untracked() });
        app.say(app.words_now().circles.name_saved, true);
    };
    let others: Vec<(u32, String)> = branch
        .circles
        .circles
        .iter()
        .filter(|other| other.id != id && !other.is_list())
        .map(|other| (other.id.0, text::circle_name(lang, vocabulary, other)))
        .collect();
    let chosen = RwSignal::new(None::<CircleId>);
    let join = move |_| {
        if let Some(from) = chosen.get_untracked() {
            app.dispatch(Edit::JoinCircles { into: id, from });
            app.say(app.words_now().explorer.joined, true);
        }
    };
    let pinned = circle.pinned;
    let set_aside = move |_| {
        app.dispatch(Edit::SetCircleAside(id));
        app.say(app.words_now().explorer.set_aside_done, true);
        app.go(Route::Circles);
    };
    let pin = (!circle.is_by_hand()).then(|| view! {
        <button class="button small" id="pin" aria-pressed=pinned.to_string() on:click=move |_| app.dispatch(Edit::PinCircle { circle: id, pinned: !pinned })>
            {if pinned { words.explorer.unpin } else { words.explorer.pin }}
        </button>
    });
    view! {
        <section class="card" id="hand-work">
            <h2>{words.explorer.hand_work}</h2>
            <form class="inline-form" on:submit=rename>
                <label class="field inline"><span>{words.explorer.circle_name}</span>
                    <input type="text" maxlength="30" prop:value=move || given.get() on:input=move |event| given.set(event_target_value(&event)) />
                </label>
                <button class="button small" type="submit">{words.circles.rename}</button>
            </form>
            <div class="inline-form">
                <label class="field inline"><span>{words.explorer.join}</span>
                    <select id="join-from" on:change=move |event| chosen.set(event_target_value(&event).parse().ok().map(CircleId))>
                        <option value="">{words.explorer.choose_circle}</option>
                        {others.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}
                    </select>
                </label>
                <button class="button small" disabled=move || chosen.get().is_none() on:click=join>{words.explorer.join_go}</button>
            </div>
            <p class="actions">{pin} <button class="button small" id="set-aside" on:click=set_aside>{words.explorer.set_aside}</button></p>
        </section>
    }
}

/// Who was left out, with the reason.
fn left_out(app: App, branch: &Branch, circle: &Circle) -> Option<impl IntoView + use<>> {
    let (words, id) = (app.words(), circle.id);
    if circle.left_out.is_empty() {
        return None;
    }
    let lines = circle.left_out.iter().filter_map(|left_out| {
        let customer = branch.book.get(left_out.customer)?;
        let (who, reason) = (left_out.customer, left_out.reason.clone());
        let back = move |_| app.dispatch(Edit::TakeBack { circle: id, customer: who });
        Some(view! {
            <li class="line"><a href=Route::Person(who).hash()>{app.shown_name(customer.label())}</a> <span>{reason}</span>
                <button class="quiet-button" on:click=back>{words.explorer.take_back}</button></li>
        })
    });
    let lines = lines.collect_view();
    Some(
        view! { <section class="card" id="left-out"><h2>{words.explorer.left_out}</h2><ul class="lines">{lines}</ul></section> },
    )
}

fn care_card(app: App, branch: &Branch, circle: &Circle) -> impl IntoView + use<> {
    let (words, lang, playbook) = (app.words(), app.lang(), branch.playbook());
    let quarter = branch.plan.as_ref().map_or_else(|| Quarter::after(clock::today()), |plan| plan.quarter);
    let found = for_circle(circle, &branch.book, &playbook, quarter);
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
                {(approach.seats > 1).then(|| view! { <p class="muted">{text::tables(lang, care.fitting, approach.seats as usize)}</p> })}
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

fn members(app: App, branch: &Branch, circle: &Circle) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let id = circle.id;
    let all = RwSignal::new(circle.members.len() <= MEMBERS);
    let leaving = RwSignal::new(None::<crate::book::CustomerId>);
    let people: Vec<Customer> =
        circle.members.iter().filter_map(|id| branch.book.get(*id)).cloned().collect();
    let rest = people.len().saturating_sub(MEMBERS);
    let people = StoredValue::new(people);
    let tags = StoredValue::new(circle.tags.clone());
    let vocabulary = StoredValue::new(branch.vocabulary());
    let row = move |customer: &Customer| {
        let who = customer.id;
        let hits = tags.with_value(|tags| tags.iter().map(|tag| hit(customer, tag)).collect_view());
        let others = customer.likes().filter(|tag| tags.with_value(|own| !own.iter().any(|own| own == tag)));
        let others = others
            .take(4)
            .map(|tag| view! { <TagChip text=vocabulary.with_value(|v| text::tag(lang, v, tag)) /> });
        let others = others.collect_view();
        let avoid = avoids(customer)
            .into_iter()
            .take(3)
            .map(|avoid| view! { <AvoidChip text=vocabulary.with_value(|v| text::avoid_briefly(lang, v, &avoid)) /> });
        let avoid = avoid.collect_view();
        view! {
            <tr>
                <th scope="row"><a href=Route::Person(who).hash()>{app.shown_name(customer.label())}</a></th>
                {hits}
                <td class="chips">{others}</td>
                <td class="chips">{avoid}</td>
                <td>{customer.groups.join(" · ")}</td>
                <td>{customer.manager.clone()}</td>
                <td><LeaveOut app circle=id who leaving /></td>
            </tr>
        }
    };
    let rows = move || {
        let most = if all.get() { usize::MAX } else { MEMBERS };
        people.with_value(|people| people.iter().take(most).map(row).collect_view())
    };
    let heads = circle
        .tags
        .iter()
        .map(|tag| view! { <th scope="col">{text::tag(lang, &vocabulary.get_value(), tag)}</th> });
    let heads = heads.collect_view();
    view! {
        <section class="card">
            <h2>{words.circles.members} " " <span class="muted">{text::members_line(lang, circle)}</span></h2>
            <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.circles.members>
                <table class="table" id="members">
                    <thead><tr>
                        <th scope="col">{words.book.name}</th>{heads}<th scope="col">{words.explorer.other_tags}</th>
                        <th scope="col">{words.book.avoid}</th><th scope="col">{words.book.group}</th><th scope="col">{words.book.manager}</th><td></td>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Show when=move || !all.get()><button class="button small show-all" on:click=move |_| all.set(true)>{words.explorer.show_all} " +" {rest}</button></Show>
        </section>
    }
}

/// Whether a member has a tag of the rule, with the words that prove it.
fn hit(customer: &Customer, tag: &str) -> impl IntoView + use<> {
    let proof = customer.mark(tag).and_then(|mark| customer.proof(mark)).unwrap_or_default();
    if customer.is(tag) {
        view! { <td class="hit" title=proof.clone()>"✓" <span class="visually-hidden">{proof.clone()}</span></td> }
            .into_any()
    } else {
        view! { <td class="miss">"–"</td> }.into_any()
    }
}

/// Leaves a member out; the reason is asked for first.
#[component]
fn LeaveOut(
    app: App,
    circle: CircleId,
    who: crate::book::CustomerId,
    leaving: RwSignal<Option<crate::book::CustomerId>>,
) -> impl IntoView {
    let words = &app.words().explorer;
    let reason = RwSignal::new(String::new());
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let said = reason.get_untracked().trim().to_owned();
        if !said.is_empty() {
            app.dispatch(Edit::LeaveOut { circle, left_out: LeftOut { customer: who, reason: said } });
        }
    };
    view! {
        <Show when=move || leaving.get() == Some(who)
            fallback=move || view! { <button class="quiet-button" on:click=move |_| leaving.set(Some(who))>{words.leave_out}</button> }>
            <form class="inline-form" on:submit=go>
                <input type="text" maxlength="60" aria-label=words.leave_out_reason placeholder=words.leave_out_reason autofocus=true
                    prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Escape" { leaving.set(None) } />
                <button class="button small" type="submit" disabled=move || reason.with(|reason| reason.trim().is_empty())>{words.leave_out}</button>
            </form>
        </Show>
    }
}
