//! The calendar: months, one week or a list; the whole branch, a manager, a circle or a person; events are dragged to other
//! weeks.

use chrono::Datelike;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

use super::week::{conflict_mark, list_view, week_view};
use super::{circle_of, move_event, shown_plan};
use crate::book::CustomerId;
use crate::branch::Branch;
use crate::calendar::DayKind;
use crate::care::Playbook;
use crate::circles::CircleId;
use crate::plan::quarter::{preparations, EventKey, Preparations, QuarterPlan};
use crate::route::Route;
use crate::text;
use crate::ui::state::{App, PlanSpan};
use crate::view::palette::people_named;
use crate::view::{months, CalendarDay, CalendarMonth, PlanLens};

/// Dragging events to other weeks: heard once for all days, of which there are a hundred.
#[derive(Clone, Copy)]
struct Dragging {
    app: App,
    plan: StoredValue<Arc<QuarterPlan>>,
    dragged: StoredValue<Option<EventKey>>,
}

impl Dragging {
    fn start(self, event: &web_sys::DragEvent) {
        let number = closest(event, ".event-chip").and_then(|chip| chip.get_attribute("data-event"));
        self.dragged.set_value(self.plan.with_value(|plan| {
            let found = plan.events.iter().find(|event| Some(event.number.to_string()) == number)?;
            Some(EventKey::of(found, plan.quarter))
        }));
    }

    /// The day under the pointer and its week, where something could be dropped.
    fn target(self, event: &web_sys::DragEvent) -> Option<(web_sys::Element, usize)> {
        let day = closest(event, "td").filter(|_| self.dragged.with_value(Option::is_some))?;
        let week = day.get_attribute("data-week")?.parse().ok()?;
        Some((day, week))
    }

    fn over(self, event: &web_sys::DragEvent) {
        if let Some((day, _)) = self.target(event) {
            event.prevent_default();
            let _marked = day.class_list().add_1("drop-here");
        }
    }

    fn leave(event: &web_sys::DragEvent) {
        if let Some(day) = closest(event, "td") {
            let _marked = day.class_list().remove_1("drop-here");
        }
    }

    fn drop(self, event: &web_sys::DragEvent) {
        Self::leave(event);
        if let (Some((_, week)), Some(key)) = (self.target(event), self.dragged.get_value()) {
            event.prevent_default();
            move_event(self.app, &key, week);
        }
    }
}

fn closest(event: &web_sys::DragEvent, selector: &str) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok().flatten()
}

/// The card.
#[component]
pub fn Calendar(app: App, plan: Arc<QuarterPlan>) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let dragging = Dragging { app, plan: StoredValue::new(plan.clone()), dragged: StoredValue::new(None) };
    let body = move || {
        let look = app.plan_look.get();
        app.branch_now(|branch| {
            let (playbook, shown) = (branch.playbook(), shown_plan(app, branch, &plan));
            let steps = preparations(&shown, &playbook);
            match look.span {
                PlanSpan::Months => {
                    let months = months(&shown);
                    let month = |month| month_view(app, branch, (&playbook, &steps), &shown, month);
                    view! {
                        <div class="months"
                            on:dragstart=move |event| dragging.start(&event)
                            on:dragend=move |_| dragging.dragged.set_value(None)
                            on:dragover=move |event| dragging.over(&event)
                            on:dragleave=move |event| Dragging::leave(&event)
                            on:drop=move |event| dragging.drop(&event)
                        >{months.iter().map(month).collect_view()}</div>
                    }
                    .into_any()
                }
                PlanSpan::Week => week_view(app, branch, (&playbook, &steps), &shown, look.week).into_any(),
                PlanSpan::List => list_view(app, branch, (&playbook, &steps), &shown).into_any(),
            }
        })
    };
    view! {
        <section class="card" id="calendar">
            <div class="title-row">
                <h2>{app.words().plan.calendar}</h2>
                <Spans app />
                <Lenses app />
            </div>
            <Show when=move || app.plan_look.with(|look| !look.lens.is_whole())><p class="notice">{words.only_part}</p></Show>
            <Show when=move || app.plan_look.with(|look| look.span == PlanSpan::Months)><p class="muted screen-only">{words.drag_hint}</p></Show>
            {body}
            <ul class="legend muted"><li><span class="count must">"◆"</span> {words.legend_must}</li><li><span class="count">"●"</span> {words.legend_touch}</li><li><span class="event-chip"></span>{words.legend_event}</li><li><span class="event-chip pinned"></span>{words.legend_pinned}</li><li><span class="count">"○"</span> {words.legend_step}</li><li><span class="badge warn">"!"</span>{words.conflict_mark}</li></ul>
        </section>
    }
}

/// Months, week or list.
#[component]
fn Spans(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let spans = [
        ("span-months", words.months, PlanSpan::Months),
        ("span-week", words.week, PlanSpan::Week),
        ("span-list", words.list, PlanSpan::List),
    ];
    let button = move |(id, name, span): (&'static str, &'static str, PlanSpan)| {
        let here = move || app.plan_look.with(|look| look.span == span);
        view! {
            <button class="quiet-button" id=id aria-pressed=move || here().to_string() on:click=move |_| app.plan_look.update(|look| look.span = span)>{name}</button>
        }
    };
    view! { <div class="segments screen-only" role="group" aria-label=words.span>{spans.map(button).into_iter().collect_view()}</div> }
}

/// Whose plan, and which circle's.
#[component]
fn Lenses(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let lang = app.lang();
    let (managers, circles) = app.branch_now(|branch| {
        let vocabulary = branch.vocabulary();
        let managers: Vec<String> = branch.book.managers().into_iter().map(|(name, _)| name).collect();
        let circles: Vec<(u32, String)> = branch
            .circles
            .circles
            .iter()
            .map(|circle| (circle.id.0, text::circle_name(lang, &vocabulary, circle)))
            .collect();
        (managers, circles)
    });
    let now = app.plan_look.get_untracked().lens;
    let choose_manager = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        app.plan_look.update(|look| {
            look.lens.manager = (!name.is_empty()).then_some(name);
            look.lens.person = None;
        });
    };
    let choose_circle = move |event: web_sys::Event| {
        let id = event_target_value(&event).parse().ok().map(CircleId);
        app.plan_look.update(|look| {
            look.lens.circle = id;
            look.lens.person = None;
        });
    };
    let of_manager = managers.into_iter().map(|name| {
        let selected = now.manager.as_ref() == Some(&name);
        view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
    });
    let of_circle = circles.into_iter().map(|(id, name)| {
        view! { <option value=id.to_string() selected=now.circle == Some(CircleId(id))>{name}</option> }
    });
    let lens_person = view! { <PersonLens app /> };
    view! {
        <select id="lens-manager" class="screen-only" aria-label=words.manager prop:value=move || app.plan_look.with(|look| look.lens.manager.clone().unwrap_or_default()) on:change=choose_manager><option value="">{words.whole_branch}</option>{of_manager.collect_view()}</select>
        <select id="lens-circle" class="screen-only" aria-label=app.words().sheet.circle prop:value=move || app.plan_look.with(|look| look.lens.circle.map(|id| id.0.to_string()).unwrap_or_default()) on:change=choose_circle><option value="">{words.all_circles}</option>{of_circle.collect_view()}</select>
        {lens_person}
    }
}

/// One person's plan: found by name, initials or number, among those whose names fit what was typed.
#[component]
fn PersonLens(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let name_of = move |id: CustomerId| {
        app.branch_now(|branch| {
            branch.book.get(id).map(|customer| {
                let name = app.shown_name(customer.label());
                if customer.code.is_empty() {
                    name
                } else {
                    format!("{name} · {}", customer.code)
                }
            })
        })
        .unwrap_or_default()
    };
    let typed = RwSignal::new(String::new());
    let person = Memo::new(move |_| app.plan_look.with(|look| look.lens.person));
    let shown_now = move || person.get_untracked().map(name_of).unwrap_or_default();
    // Names are masked and shown again here as well.
    Effect::new(move || {
        app.masked();
        person.track();
        typed.set(shown_now());
    });
    let offers = Memo::new(move |_| {
        let typed = typed.get();
        let wanted = typed.split(" · ").next().unwrap_or_default().trim().to_owned();
        if wanted.is_empty() {
            return Vec::new();
        }
        app.branch_now(|branch| app.index.with(|index| people_named(&branch.book, index, &wanted)))
    });
    let options = move || {
        offers.get().into_iter().map(|id| view! { <option value=name_of(id)></option> }).collect_view()
    };
    // A name from the list, or the only one that fits.
    let choose = move |event: web_sys::Event| {
        let said = event_target_value(&event);
        typed.set(said.clone());
        let found = offers.get_untracked();
        let chosen = found.iter().copied().find(|id| name_of(*id) == said.trim());
        let chosen = chosen.or(if let [only] = found[..] { Some(only) } else { None });
        match chosen {
            // One person's plan is whole, whoever looks after him.
            Some(_) => {
                app.plan_look.update(|look| look.lens = PlanLens { person: chosen, ..PlanLens::default() })
            }
            None if said.trim().is_empty() => app.plan_look.update(|look| look.lens.person = None),
            None => {
                app.say(if found.is_empty() { words.no_such_person } else { words.several_people }, false);
                typed.set(shown_now());
            }
        }
    };
    view! {
        <input id="lens-person" class="screen-only" type="search" list="lens-people" autocomplete="off" aria-label=words.one_person placeholder=words.one_person
            prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) on:change=choose />
        <datalist id="lens-people">{options}</datalist>
    }
}

fn month_view(
    app: App,
    branch: &Branch,
    known: (&Playbook, &Preparations),
    plan: &QuarterPlan,
    month: &CalendarMonth,
) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let heads = month
        .weeks
        .first()
        .map(|week| week.iter().map(|day| text::weekday(lang, day.date)).collect::<Vec<_>>())
        .unwrap_or_default();
    let weeks = month.weeks.iter().map(|week| {
        view! { <tr>{week.iter().map(|day| day_view(app, branch, known, plan, day)).collect_view()}</tr> }
    });
    view! {
        <table class="month">
            <caption>{text::month(lang, month.first)}</caption>
            <thead><tr>{heads.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
    }
}

fn day_view(
    app: App,
    branch: &Branch,
    (playbook, steps): (&Playbook, &Preparations),
    plan: &QuarterPlan,
    day: &CalendarDay,
) -> impl IntoView + use<> {
    let (words, lang) = (app.words_now(), app.look.get_untracked().lang);
    if !day.inside {
        return view! { <td class="outside"></td> }.into_any();
    }
    let off = matches!(day.kind, DayKind::Weekend | DayKind::Holiday(_) | DayKind::Closed);
    let events = day.events.iter().map(|event| {
        let name = text::approach_name(lang, playbook, &event.approach);
        let title =
            format!("{name} · {} · {}", circle_of(lang, branch, event), text::counted(lang, event.attendees.len(), text::Counted::People));
        let key = EventKey::of(event, plan.quarter);
        let pinned = branch.wishes.pinned.contains(&key);
        view! {
            <a class="event-chip" class:pinned=pinned draggable="true" data-event=event.number href=Route::Event(event.number).hash() title=title>{name}</a>
        }
    });
    let events = events.collect_view();
    let to_do: Vec<String> = steps
        .get(&day.date)
        .into_iter()
        .flatten()
        .map(|(step, at)| {
            let what = text::approach_name(lang, playbook, &plan.events[*at].approach);
            format!("{} · {what}", text::step(lang, *step))
        })
        .collect();
    let mark = text::day_mark(lang, day.kind);
    let week = plan.quarter.day_of(day.date).map(|day| day as usize / 7);
    // The mark stands on the Monday of a week in which a limit is exceeded.
    let exceeded = (day.date.weekday() == chrono::Weekday::Mon).then_some(week).flatten();
    let exceeded = exceeded.and_then(|week| conflict_mark(lang, plan, week));
    view! {
        <td class:off=off data-week=week>
            <span class="date">{day.date.day()} <span class="day-mark">{mark}</span>
                {exceeded}</span>
            {events}
            {(!to_do.is_empty()).then(|| view! { <span class="count steps-due" title=to_do.join("\n")>"○ " {to_do.len()}<span class="visually-hidden">{to_do.join(", ")}</span></span> })}
            {(day.must_dos > 0).then(|| view! { <span class="count must" title=words.plan.must_dos>"◆ " {day.must_dos}</span> })}
            {(day.touches > 0).then(|| view! { <span class="count" title=words.plan.touches>"● " {day.touches}</span> })}
        </td>
    }
    .into_any()
}
