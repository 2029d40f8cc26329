//! The check sheet: what is to be looked at before the plan leaves the house.

use leptos::prelude::*;

use crate::book::CustomerId;
use crate::branch::Branch;
use crate::plan::quarter::QuarterPlan;
use crate::route::Route;
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;
use crate::view::{check_sheet, Against};

/// The card, folded until it is wanted.
#[component]
pub fn Checks(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let opened = RwSignal::new(false);
    let inner = move || {
        opened.get().then(|| app.branch(|branch| branch.plan.as_ref().map(|plan| sheet(app, branch, plan))))
    };
    view! {
        <section class="card">
            <details id="check-sheet" on:toggle=move |_| opened.set(true)><summary><h2>{words.check}</h2></summary>{inner}</details>
        </section>
    }
}

fn sheet(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let sheet = check_sheet(branch, plan, clock::today());
    let months = plan.months.len().max(1) as u32;
    let month_name = |of: &str| match of.parse::<u32>() {
        Ok(at) => text::month(lang, plan.quarter.date(91 * (2 * at + 1) / (2 * months))),
        Err(_) => words.quarter.to_owned(),
    };
    let verdict = move |fine: bool| {
        if fine {
            view! { <span class="verdict good">{words.fine}</span> }.into_any()
        } else {
            view! { <span class="badge warn">{words.look}</span> }.into_any()
        }
    };
    let row = move |name: String, line: &Against, unit: &'static str| {
        view! {
            <tr><th scope="row">{name}</th><td class="number">{line.used} " " {unit}</td><td class="number">{line.limit} " " {unit}</td><td>{verdict(line.used <= line.limit)}</td></tr>
        }
    };
    let money: Vec<_> = sheet.money.iter().map(|line| row(month_name(&line.of), line, words.yuan)).collect();
    let hours: Vec<_> = sheet.hours.iter().map(|line| row(line.of.clone(), line, words.mins)).collect();
    let contacts = sheet.contacts.iter().enumerate().map(|(times, people)| {
        view! { <li>{times} " " {words.times} ": " {*people} " " {words.people}</li> }
    });
    let person = |id: CustomerId| {
        let name = branch.book.get(id).map(|customer| app.shown_name(&customer.name)).unwrap_or_default();
        view! { <a href=Route::Person(id).hash()>{name}</a> }
    };
    let over: Vec<_> = sheet.over_cap.iter().map(|id| view! { <li>{person(*id)}</li> }).collect();
    let overridden: Vec<_> = sheet
        .overridden
        .iter()
        .map(|line| view! { <li>{person(line.customer)} " " <span class="muted">{line.reason.clone()}</span></li> })
        .collect();
    let short: Vec<_> = plan
        .events
        .iter()
        .filter(|event| sheet.short_notice.contains(&event.number))
        .map(|event| {
            let name = super::approach_name(lang, &branch.playbook(), &event.approach);
            view! { <li><a href=Route::Event(event.number).hash()>{text::date(lang, event.date)} " " {name}</a></li> }
        })
        .collect();
    let share = |(hit, of): (usize, usize)| {
        format!("{hit} / {of} ({})", text::percent(hit as f64 / of.max(1) as f64))
    };
    let part = |title: &'static str, lines: Vec<_>| {
        (!lines.is_empty())
            .then(|| view! { <h3>{title} " " {lines.len()}</h3><ul class="plain columns-list">{lines}</ul> })
    };
    view! {
        <p class="verdict good">{words.guard_clean}</p>
        <div class="table-wrap" tabindex="0"><table class="table">
            <thead><tr><th scope="col">{words.money}</th><th scope="col">{words.used}</th><th scope="col">{words.limit}</th><td></td></tr></thead>
            <tbody>{money}</tbody>
            <thead><tr><th scope="col">{words.fullest_week}</th><th scope="col">{words.used}</th><th scope="col">{words.limit}</th><td></td></tr></thead>
            <tbody>{hours}</tbody>
        </table></div>
        <h3>{words.contacts}</h3>
        <ul class="plain columns-list">{contacts.collect_view()}</ul>
        <p>{words.quiet_reached} " " <strong id="quiet-reached">{share(sheet.quiet)}</strong> " · " {words.lively_reached} " " <strong>{share(sheet.lively)}</strong></p>
        {part(words.over_cap, over)}
        {(!overridden.is_empty()).then(|| view! { <h3>{words.overridden} " " {overridden.len()}</h3><ul class="plain">{overridden}</ul> })}
        {(!short.is_empty()).then(|| view! { <h3>{words.short_notice} " " {short.len()}</h3><ul class="plain">{short}</ul> })}
        {(sheet.no_phone > 0).then(|| view! { <p>{words.no_phone} " " {sheet.no_phone} " " {words.people}</p> })}
    }
}
