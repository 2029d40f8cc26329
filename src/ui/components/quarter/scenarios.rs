//! Plans side by side: what each costs, reaches and is worth, and who differs.

use leptos::prelude::*;

use crate::branch::{Branch, Edit, Scenario};
use crate::plan::quarter::QuarterPlan;
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Figure};
use crate::ui::components::Why;
use crate::ui::state::App;
use crate::view::{plan_changes, Promise};

/// Differences that are listed by name.
const LISTED: usize = 60;
/// And behind them, when they are asked for.
const UNFOLDED: usize = 500;

/// The card, folded until it is wanted.
#[component]
pub fn Scenarios(app: App) -> impl IntoView {
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let name = RwSignal::new(String::new());
    let (against, other) = (app.compared, app.beside);
    let keep = move || {
        let typed = name.get_untracked().trim().to_owned();
        let count = app.branch_now(|branch| branch.scenarios.len());
        let named = if typed.is_empty() { format!("{} {}", words.scenarios, count + 1) } else { typed };
        app.dispatch(Edit::KeepScenario { name: named, on: clock::today() });
        name.set(String::new());
    };
    let lines = move || {
        app.branch(|branch| {
            branch.scenarios.iter().map(|scenario| line(app, scenario, against)).collect_view()
        })
    };
    let comparison = move || {
        app.branch(|branch| {
            let kept = |number: Option<u32>| branch.scenarios.iter().find(|one| Some(one.number) == number);
            let chosen = kept(against.get())?;
            let here = kept(other.get()).filter(|here| here.number != chosen.number);
            let plan = here.map_or_else(|| branch.plan.as_deref(), |here| Some(&here.plan))?;
            let name = here.map_or(words.in_force.to_owned(), |here| here.name.clone());
            let sides: Vec<(u32, String)> = branch
                .scenarios
                .iter()
                .filter(|one| one.number != chosen.number)
                .map(|one| (one.number, one.name.clone()))
                .collect();
            let here = here.map(|here| here.number);
            Some(view! {
                {(!sides.is_empty()).then(|| view! { <Side app sides other here /> })}
                {side_by_side(app, branch, (name, plan), chosen)}
            })
        })
    };
    view! {
        <section class="card screen-only">
            <details id="scenarios"><summary><h2>{words.scenarios} " " <span class="muted">{move || app.branch(|branch| branch.scenarios.len())}</span></h2></summary>
                <p class="muted">{words.scenarios_hint}</p>
                <form class="inline-form" on:submit=move |event| { event.prevent_default(); keep(); }>
                    <label class="field inline"><span>{words.scenario_name}</span><input id="scenario-name" maxlength="40" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) /></label>
                    <button class="button small" id="keep-scenario">{words.keep_scenario}</button>
                </form>
                <ul class="lines">{lines}</ul>
                <div aria-live="polite">{comparison}</div>
            </details>
        </section>
    }
}

fn line(app: App, scenario: &Scenario, against: RwSignal<Option<u32>>) -> impl IntoView + use<> {
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let number = scenario.number;
    let compared = move || against.get() == Some(number);
    let plan = scenario.plan.clone();
    let take_up = move |_| {
        let changes = app.branch_now(|branch| branch.plan.as_ref().map(|now| plan_changes(now, &plan)));
        app.dispatch(Edit::UseScenario(number));
        app.changes.set(changes);
    };
    view! {
        <li class="line scenario"><strong>{scenario.name.clone()}</strong> <span class="muted">{words.kept_on} " " {text::date(lang, scenario.kept_on)}</span>
            <button class="quiet-button compare" aria-pressed=move || compared().to_string() on:click=move |_| against.set(if compared() { None } else { Some(number) })>{words.compare_with}</button>
            <button class="quiet-button take-up" on:click=take_up>{words.use_scenario}</button>
            <button class="quiet-button" on:click=move |_| app.dispatch(Edit::DropScenario(number))>{words.drop_scenario}</button>
        </li>
    }
}

/// With what the chosen one is compared.
#[component]
fn Side(
    app: App,
    sides: Vec<(u32, String)>,
    other: RwSignal<Option<u32>>,
    here: Option<u32>,
) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let options = sides.into_iter().map(|(number, name)| {
        view! { <option value=number.to_string() selected=here == Some(number)>{name}</option> }
    });
    view! {
        <label class="field inline"><span>{words.compared_to}</span>
            <select id="compare-side" on:change=move |event| other.set(event_target_value(&event).parse().ok())><option value="">{words.in_force}</option>{options.collect_view()}</select>
        </label>
    }
}

fn side_by_side(
    app: App,
    branch: &Branch,
    (here, plan): (String, &QuarterPlan),
    chosen: &Scenario,
) -> impl IntoView + use<> {
    let lang = app.lang();
    let (words, plain) = (text::quarter_words(lang), app.words());
    let hours = |plan: &QuarterPlan| {
        let minutes = plan.manager_mins.iter().flat_map(|(_, weeks)| weeks).sum::<i64>();
        let (number, unit) = text::hours(lang, minutes);
        format!("{number} {unit}")
    };
    type Count = fn(&QuarterPlan) -> i64;
    let figures: [(&'static str, Figure, Count); 5] = [
        (plain.plan.reached, Figure::Reached, |plan| plan.reached() as i64),
        (plain.plan.events, Figure::Events, |plan| plan.events.len() as i64),
        (plain.plan.must_dos, Figure::MustDos, |plan| plan.must_dos() as i64),
        (plain.plan.touches, Figure::OneToOnes, |plan| plan.one_to_ones() as i64),
        (words.value, Figure::Value, |plan| plan.objective),
    ];
    let other = &*chosen.plan;
    let mut rows = vec![
        (
            plain.plan.spent,
            Some(Figure::Spent),
            text::yuan(lang, plan.spent_yuan()),
            text::yuan(lang, other.spent_yuan()),
        ),
        (
            plain.plan.budget,
            None,
            text::grouped(plan.settings.budget_yuan),
            text::grouped(other.settings.budget_yuan),
        ),
        (plain.plan.hours, Some(Figure::Hours), hours(plan), hours(other)),
    ];
    rows.extend(
        figures.iter().map(|(name, figure, of)| {
            (*name, Some(*figure), text::grouped(of(plan)), text::grouped(of(other)))
        }),
    );
    // The last of the figures is the value: it has a unit.
    if let Some((.., here, there)) = rows.last_mut() {
        *here = format!("{here} {}", words.points);
        *there = format!("{there} {}", words.points);
    }
    rows.push((
        words.gap,
        Some(Figure::Gap),
        format!("{:.1}%", plan.gap_pct()),
        format!("{:.1}%", other.gap_pct()),
    ));
    let rows = rows.into_iter().map(|(name, figure, here, there)| {
        view! {
            <tr><th scope="row">{name} {figure.map(|of| view! { <Why app of name /> })}</th><td class="number">{here}</td><td class="number">{there}</td></tr>
        }
    });
    let changes = plan_changes(other, plan);
    let playbook = branch.playbook();
    let lines = |promises: &[Promise]| {
        let line = |promise: &Promise| {
            let customer = branch.book.get(promise.customer)?;
            Some(view! {
                <li class="line"><span class="day">{text::date(lang, promise.date)}</span><a href=Route::Person(promise.customer).hash()>{app.shown_name(customer.label())}</a> <span class="muted">{text::approach_name(lang, &playbook, &promise.approach)}</span></li>
            })
        };
        let (first, rest) = promises.split_at(promises.len().min(LISTED));
        let shown = first.iter().filter_map(line).collect_view();
        let unfolded = rest.iter().take(UNFOLDED).filter_map(line).collect_view();
        let beyond = rest.len().saturating_sub(UNFOLDED);
        view! {
            <ul class="lines short">{shown}</ul>
            {(!rest.is_empty()).then(|| view! {
                <details><summary>{text::more_of(lang, rest.len())}</summary><ul class="lines">{unfolded}{(beyond > 0).then(|| view! { <li class="muted">{text::more_of(lang, beyond)}</li> })}</ul></details>
            })}
        }
    };
    view! {
        <div class="table-wrap" tabindex="0"><table class="table" id="comparison">
            <thead><tr><td></td><th scope="col">{here.clone()}</th><th scope="col">{chosen.name.clone()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
        <p class="muted">{words.value_hint}</p>
        <p>{words.both_same} ": " {changes.kept}</p>
        <div class="columns">
            <div class="column"><h3>{words.only_in} " " {here} " (" {changes.gained.len()} ")"</h3>{lines(&changes.gained)}</div>
            <div class="column"><h3>{words.only_in} " " {chosen.name.clone()} " (" {changes.lost.len()} ")"</h3>{lines(&changes.lost)}</div>
        </div>
    }
}
