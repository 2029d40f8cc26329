//! The check sheet: what is to be looked at before the plan leaves the house.

use leptos::prelude::*;

use super::folded::Folded;
use crate::book::CustomerId;
use crate::branch::Branch;
use crate::plan::quarter::QuarterPlan;
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Figure};
use crate::ui::components::Why;
use crate::ui::state::App;
use crate::view::{check_sheet, Against};

/// The card, folded until it is wanted.
#[component]
pub fn Checks(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    view! {
        <Folded app id="check-sheet" title=words.check>
            {move || app.branch(|branch| branch.plan.as_ref().map(|plan| sheet(app, branch, plan)))}
        </Folded>
    }
}

fn sheet(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let playbook = branch.playbook();
    let sheet = check_sheet(branch, &playbook, plan, clock::today());
    let month_name = |of: Option<usize>| match of {
        Some(at) => text::months(lang, plan.months_of(at)),
        None => words.quarter.to_owned(),
    };
    let verdict = move |fine: bool| {
        if fine {
            view! { <span class="verdict good">{words.fine}</span> }.into_any()
        } else {
            view! { <span class="badge warn">{words.look}</span> }.into_any()
        }
    };
    let row = move |name: String, line: &Against, said: &dyn Fn(i64) -> String| {
        view! {
            <tr><th scope="row">{name}</th><td class="number">{said(line.used)}</td><td class="number">{said(line.limit)}</td><td>{verdict(line.used <= line.limit)}</td></tr>
        }
    };
    let money = |amount| text::yuan(lang, amount);
    let mins = |time| format!("{} {}", text::grouped(time), words.mins);
    let money: Vec<_> =
        sheet.money.iter().map(|(month, line)| row(month_name(*month), line, &money)).collect();
    let hours: Vec<_> = sheet.hours.iter().map(|(manager, line)| row(manager.clone(), line, &mins)).collect();
    let contacts = sheet.contacts.iter().enumerate().map(|(times, people)| {
        view! { <li>{text::counted(lang, times, text::Counted::Times)} {text::care_words(lang).colon} {text::counted(lang, *people, text::Counted::People)}</li> }
    });
    let person = |id: CustomerId| {
        let name = branch.book.get(id).map(|customer| app.shown_name(customer.label())).unwrap_or_default();
        view! { <a href=Route::Person(id).hash()>{name}</a> }
    };
    let stopped: Vec<_> = sheet
        .stopped
        .iter()
        .map(|line| {
            let why =
                line.avoid.map_or_else(|| words.no_contact.to_owned(), |kind| text::avoid_kind(lang, kind));
            let what = text::approach_name(lang, &playbook, &line.approach);
            view! { <li>{person(line.customer)} " " {what} " " <span class="muted">{why}</span></li> }
        })
        .collect();
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
            let name = text::approach_name(lang, &playbook, &event.approach);
            view! { <li><a href=Route::Event(event.number).hash()>{text::date(lang, event.date)} " " {name}</a></li> }
        })
        .collect();
    let share = |(hit, of): (usize, usize)| {
        if of == 0 {
            return "–".to_owned();
        }
        format!("{hit} / {of} ({})", text::percent(hit as f64 / of as f64))
    };
    let part = |title: &'static str, lines: Vec<_>| {
        (!lines.is_empty())
            .then(|| view! { <h3>{title} " " {lines.len()}</h3><ul class="plain columns-list">{lines}</ul> })
    };
    let cap = app.words().plan.month_cap;
    view! {
        {if stopped.is_empty() {
            view! { <p class="verdict good">{words.guard_clean}</p> }.into_any()
        } else {
            view! { <p class="notice guard-stop" id="stopped">{words.guard_stopped} " " {stopped.len()}</p><ul class="plain">{stopped}</ul> }.into_any()
        }}
        <div class="table-wrap" tabindex="0"><table class="table">
            <thead><tr><th scope="col">{words.money} <Why app of=Figure::CheckMoney name=words.money /></th><th scope="col">{words.used}</th><th scope="col">{words.limit}</th><td></td></tr></thead>
            <tbody>{money}</tbody>
        </table></div>
        <p class="muted">{words.months_note}</p>
        <div class="table-wrap" tabindex="0"><table class="table">
            <thead><tr><th scope="col">{words.fullest_week} <Why app of=Figure::FullestWeek name=words.fullest_week /></th><th scope="col">{words.used}</th><th scope="col">{words.limit}</th><td></td></tr></thead>
            <tbody>{hours}</tbody>
        </table></div>
        <h3>{words.contacts}</h3>
        <div class="figure-line"><p>{cap} " " <strong>{plan.settings.month_cap}</strong> " " {verdict(sheet.over_cap.is_empty())}</p><Why app of=Figure::MonthCap name=cap /></div>
        <ul class="plain columns-list">{contacts.collect_view()}</ul>
        <div class="figure-line"><p>{words.quiet_reached} " " <strong id="quiet-reached">{share(sheet.quiet)}</strong> " · " {words.lively_reached} " " <strong>{share(sheet.lively)}</strong></p><Why app of=Figure::QuietReached name=words.quiet_reached /></div>
        {part(words.over_cap, over)}
        {(!overridden.is_empty()).then(|| view! { <h3>{words.overridden} " " {overridden.len()}</h3><ul class="plain">{overridden}</ul> })}
        {(!short.is_empty()).then(|| view! { <h3>{words.short_notice} " " {short.len()}</h3><ul class="plain">{short}</ul> })}
        {(sheet.no_phone > 0).then(|| view! { <p>{words.no_phone} " " {sheet.no_phone} " " {words.people}</p> })}
    }
}
