//! Fields of the editor of an approach: what makes it due, how it is done, what it brings, what to mind.

use leptos::prelude::*;

use crate::calendar::Festival;
use crate::care::{Approach, Belief, Channel, Compliance, Format, Involves, Occasion, Role};
use crate::text::{self, CareWords};
use crate::ui::state::App;

const OCCASIONS: [Occasion; 12] = [
    Occasion::Birthday,
    Occasion::LunarBirthday,
    Occasion::Maturity,
    Occasion::School,
    Occasion::Question,
    Occasion::Holiday(Festival::NewYear),
    Occasion::Holiday(Festival::Spring),
    Occasion::Holiday(Festival::Qingming),
    Occasion::Holiday(Festival::Labour),
    Occasion::Holiday(Festival::DragonBoat),
    Occasion::Holiday(Festival::MidAutumn),
    Occasion::Holiday(Festival::National),
];
const BRINGS: [Involves; 10] = [
    Involves::Visit,
    Involves::Call,
    Involves::Pitch,
    Involves::Alcohol,
    Involves::Cards,
    Involves::Gift,
    Involves::Evening,
    Involves::Outdoor,
    Involves::Food,
    Involves::Stage,
];
const RULES: [Compliance; 16] = [
    Compliance::NoStakes,
    Compliance::AfterHours,
    Compliance::NoOfficials,
    Compliance::OfferSubstitute,
    Compliance::GiftLimit,
    Compliance::NoDepositTie,
    Compliance::Suitability,
    Compliance::NoYieldPromise,
    Compliance::MinorsData,
    Compliance::BothConsent,
    Compliance::HealthData,
    Compliance::PhotoConsent,
    Compliance::OutdoorSafety,
    Compliance::Alcohol,
    Compliance::FoodSafety,
    Compliance::MessageCap,
];
const CHANNELS: [Channel; 6] =
    [Channel::Event, Channel::Visit, Channel::Call, Channel::Wechat, Channel::Courier, Channel::Online];
const BELIEFS: [Belief; 3] = [Belief::Low, Belief::Fair, Belief::High];

/// Dates and states that make it due.
pub(super) fn when_due(
    app: App,
    edited: RwSignal<Approach>,
    change: impl Fn(&dyn Fn(&mut Approach)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = app.lang();
    let words = text::approach_words(lang);
    let occasions = OCCASIONS.map(|occasion| {
        let at = move |approach: &mut Approach| toggle(&mut approach.occasions, occasion);
        check(
            text::occasion(lang, occasion),
            move || edited.with(|a| a.occasions.contains(&occasion)),
            move || change(&at),
        )
    });
    let holiday = check(
        words.before_holiday.to_owned(),
        move || edited.with(|a| a.before_holiday),
        move || {
            change(&|approach| approach.before_holiday = !approach.before_holiday);
        },
    );
    view! {
        <fieldset id="approach-when"><legend>{words.when}</legend>
            <div class="checks">{occasions.into_iter().collect_view()} {holiday}</div>
        </fieldset>
    }
}

/// How it is done: channel, what it brings, rules to mind, roles, substitutes.
pub(super) fn how_done(
    app: App,
    approach: &Approach,
    edited: RwSignal<Approach>,
    change: impl Fn(&dyn Fn(&mut Approach)) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = app.lang();
    let (words, care) = (text::approach_words(lang), text::care_words(lang));
    let brings = BRINGS.map(|what| {
        let at = move |approach: &mut Approach| toggle(&mut approach.involves, what);
        check(
            text::involved(lang, what),
            move || edited.with(|a| a.involves.contains(&what)),
            move || change(&at),
        )
    });
    let rules = RULES.map(|rule| {
        let at = move |approach: &mut Approach| toggle(&mut approach.compliance, rule);
        let name = text::compliance(lang, rule).to_owned();
        check(name, move || edited.with(|a| a.compliance.contains(&rule)), move || change(&at))
    });
    let own = approach.id.clone();
    let others: Vec<(String, String)> = app
        .branch_now(|branch| branch.playbook())
        .approaches
        .iter()
        .filter(|other| other.id != own)
        .map(|other| (other.id.clone(), text::approach(lang, other).name.clone()))
        .collect();
    let instead =
        Callback::new(move |id: String| change(&|approach| toggle(&mut approach.instead, id.clone())));
    let (channel, belief) = (approach.channel, approach.belief);
    let group = approach.format == Format::Group;
    let roles =
        approach.roles.iter().map(|role| format!("{} / {}", role.zh, role.en)).collect::<Vec<_>>().join("\n");
    view! {
        <fieldset id="approach-how"><legend>{words.how_done}</legend>
            <div class="inline-form">
                <label class="field inline"><span>{words.channel}</span>
                    <select on:change=move |event| {
                        if let Some(chosen) = chosen(&CHANNELS, &event) { change(&|approach| approach.channel = chosen) }
                    }>{CHANNELS.iter().enumerate().map(|(at, one)| view! { <option value=at.to_string() selected=*one == channel>{text::channel(lang, *one)}</option> }).collect_view()}</select>
                </label>
                <label class="field inline"><span>{words.belief}</span>
                    <select on:change=move |event| {
                        if let Some(chosen) = chosen(&BELIEFS, &event) { change(&|approach| approach.belief = chosen) }
                    }>{BELIEFS.iter().enumerate().map(|(at, one)| view! { <option value=at.to_string() selected=*one == belief>{text::belief(lang, *one)}</option> }).collect_view()}</select>
                </label>
            </div>
            <div class="inline-form" role="group" aria-label=words.brings><span class="muted">{words.brings}</span> <span class="checks">{brings.into_iter().collect_view()}</span></div>
            {picker(care, words.instead, others, edited, |approach| &mut approach.instead, instead)}
            {group.then(|| view! {
                <label class="field"><span>{words.roles} " · " {words.roles_hint}</span>
                    <textarea rows="2" on:input=move |event| change(&|approach| approach.roles = roles_of(&event_target_value(&event)))>{roles}</textarea>
                </label>
            })}
            <details><summary>{words.mind}</summary><div class="checks">{rules.into_iter().collect_view()}</div></details>
        </fieldset>
    }
}

/// The role of each line; what is named in one language serves both.
fn roles_of(typed: &str) -> Vec<Role> {
    let named = typed.lines().map(|line| {
        let (zh, en) = line.split_once(['/', '\u{ff0f}']).unwrap_or((line, ""));
        let (zh, en) = (zh.trim(), en.trim());
        let or = |name: &str, other: &str| if name.is_empty() { other.to_owned() } else { name.to_owned() };
        Role { zh: or(zh, en), en: or(en, zh) }
    });
    named.filter(|role| !role.zh.is_empty()).collect()
}

fn chosen<T: Copy>(options: &[T], event: &web_sys::Event) -> Option<T> {
    options.get(event_target_value(event).parse::<usize>().ok()?).copied()
}

fn check(
    name: String,
    is_set: impl Fn() -> bool + Send + 'static,
    on_toggle: impl Fn() + 'static,
) -> impl IntoView {
    view! { <label class="check"><input type="checkbox" prop:checked=is_set on:change=move |_| on_toggle() />{name}</label> }
}

pub(super) fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T) {
    match list.iter().position(|other| *other == value) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(value),
    }
}

/// A menu that adds to a list, and the list's entries as chips that go by a click.
pub(super) fn picker(
    words: &'static CareWords,
    label: &'static str,
    options: Vec<(String, String)>,
    edited: RwSignal<Approach>,
    list: fn(&mut Approach) -> &mut Vec<String>,
    toggled: Callback<String>,
) -> impl IntoView {
    let names = StoredValue::new(options.clone());
    let chosen = move || {
        let chosen = edited.with(|approach| list(&mut approach.clone()).clone());
        chosen.into_iter().map(|id| {
            let name = names.with_value(|names| names.iter().find(|(other, _)| *other == id).map_or(id.clone(), |(_, name)| name.clone()));
            let label = format!("{} {name}", words.remove);
            view! { <button type="button" class="chip" aria-label=label on:click=move |_| toggled.run(id.clone())>{name} " ×"</button> }
        }).collect_view()
    };
    view! {
        <div class="inline-form">
            <label class="field inline"><span>{label}</span>
                <select on:change=move |event| {
                    let value = event_target_value(&event);
                    if !value.is_empty() {
                        toggled.run(value);
                    }
                }>
                    <option value="">{words.choose}</option>
                    {options.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}
                </select>
            </label>
            <span class="chips">{chosen}</span>
        </div>
    }
}
