//! The editor of an approach: words, conditions from menus with the live count of whom they catch, money, time, heads.
//! What a change would do is shown before it is kept.

use leptos::prelude::*;

use crate::branch::Edit;
use crate::calendar::Quarter;
use crate::care::{Approach, Format, Venue};
use crate::shell::clock;
use crate::shell::portions::in_portions;
use crate::text::{self, CareWords, Counted};
use crate::ui::state::App;
use crate::view::{Caught, Comparison, PlaybookEffect};

use super::approach_fields::{how_done, picker, toggle, when_due};

/// People who are looked at before the page may draw again.
const PORTION: usize = 200;

/// A number of an approach: its name, how it is read, how it is written.
type Number = (fn(&CareWords) -> &'static str, fn(&Approach) -> i64, fn(&mut Approach, i64));

const SINGLE: &[Number] = &[
    (|w| w.head_yuan, |a| a.head_yuan, |a, v| a.head_yuan = v),
    (|w| w.before, |a| a.staff.before, |a, v| a.staff.before = v),
    (|w| w.during, |a| a.staff.during, |a, v| a.staff.during = v),
    (|w| w.after, |a| a.staff.after, |a, v| a.staff.after = v),
    (|w| w.notice, |a| a.notice_days, |a, v| a.notice_days = v),
    (|w| w.effect, |a| a.effect, |a, v| a.effect = v.clamp(1, 10)),
    (
        |w| w.product_risk,
        |a| a.product_risk.map_or(0, i64::from),
        |a, v| a.product_risk = (1..=5).contains(&v).then_some(v as u8),
    ),
];
const GROUP: &[Number] = &[
    (|w| w.session_yuan, |a| a.session_yuan, |a, v| a.session_yuan = v),
    (|w| w.guest_mins, |a| a.guest_mins, |a, v| a.guest_mins = v),
    (|w| w.min_heads, |a| a.min_heads, |a, v| a.min_heads = v),
    (|w| w.best_heads, |a| a.best_heads, |a, v| a.best_heads = v),
    (|w| w.max_heads, |a| a.max_heads, |a, v| a.max_heads = v),
    (|w| w.seats, |a| a.seats, |a, v| a.seats = v.max(1)),
];
/// A text of an approach, in the same way; the flag asks for several lines.
type Text = (fn(&CareWords) -> &'static str, fn(&Approach) -> &String, fn(&mut Approach, String), bool);

const TEXTS: &[Text] = &[
    (|w| w.name, |a| &a.zh.name, |a, v| a.zh.name = v, false),
    (|w| w.name_en, |a| &a.en.name, |a, v| a.en.name = v, false),
    (|w| w.how, |a| &a.zh.how, |a, v| a.zh.how = v, true),
    (|w| w.how_en, |a| &a.en.how, |a, v| a.en.how = v, true),
    (|w| w.text, |a| &a.zh.text, |a, v| a.zh.text = v, true),
    (|w| w.text_en, |a| &a.en.text, |a, v| a.en.text = v, true),
];

/// The form; `on_close` is called when it is done.
#[component]
pub fn ApproachForm(app: App, approach: Approach, on_close: Callback<()>) -> impl IntoView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let edited = RwSignal::new(approach.clone());
    let effect = RwSignal::new(None::<PlaybookEffect>);
    let quarter = Quarter::after(clock::today());
    let change = move |change: &dyn Fn(&mut Approach)| {
        edited.update(|approach| change(approach));
        effect.set(None);
    };
    let problem = Memo::new(move |_| edited.with(Approach::check).err());
    let count = RwSignal::new(Caught::default());
    // What runs for an older state of the form stops when it sees a newer one.
    let version = StoredValue::new(0u32);
    Effect::new(move |_| {
        let approach = edited.get();
        let mine = version.with_value(|version| version + 1);
        version.set_value(mine);
        let mut found = Caught::default();
        in_portions(Box::new(move || {
            if version.try_get_value() != Some(mine) {
                return true;
            }
            let done = app.branch_now(|branch| {
                found.count(&branch.book, &approach, quarter, &branch.care.playbook.limits, PORTION)
            });
            if done {
                count.set(found);
            }
            done
        }));
    });
    let comparing = RwSignal::new(false);
    let preview = move |_| {
        let mine = version.get_value();
        let mut comparison = edited.with_untracked(|approach| {
            app.branch_now(|branch| Comparison::new(&branch.care.playbook, approach))
        });
        comparing.set(true);
        in_portions(Box::new(move || {
            if version.try_get_value() != Some(mine) {
                let _gone = comparing.try_set(false);
                return true;
            }
            let found = app.branch_now(|branch| comparison.compare(&branch.book, quarter, PORTION));
            let done = found.is_some();
            if done {
                effect.set(found);
                comparing.set(false);
            }
            done
        }));
    };
    let keep = move |_| {
        app.dispatch(Edit::KeepApproach(Box::new(edited.get_untracked())));
        app.say(words.kept, true);
        on_close.run(());
    };
    let texts = TEXTS.iter().map(|(name, read, write, long)| {
        let (name, value) = (name(words), read(&approach).clone());
        let typed = move |event: web_sys::Event| change(&|approach| write(approach, event_target_value(&event)));
        if *long {
            view! { <label class="field"><span>{name}</span><textarea rows="2" on:input=typed>{value}</textarea></label> }.into_any()
        } else {
            view! { <label class="field"><span>{name}</span><input type="text" value=value on:input=typed /></label> }.into_any()
        }
    });
    let group = approach.format == Format::Group;
    let numbers = SINGLE.iter().chain(GROUP.iter().filter(|_| group)).map(|(name, read, write)| {
        let typed = move |event: web_sys::Event| {
            let value = event_target_value(&event).parse().unwrap_or(0);
            change(&|approach| write(approach, value));
        };
        view! { <label class="field"><span>{name(words)}</span><input type="number" min="0" value=read(&approach).to_string() on:input=typed /></label> }
    });
    let ages = [
        (words.from, approach.min_age, (|a: &mut Approach, v| a.min_age = v) as fn(&mut Approach, Option<i32>)),
        (words.to, approach.max_age, |a: &mut Approach, v| a.max_age = v),
    ]
    .map(|(name, value, write)| view! {
        <label class="field inline"><span>{words.ages} " " {name}</span><input type="number" min="0" max="120" value=value.map(|age| age.to_string())
            on:input=move |event| change(&|approach| write(approach, event_target_value(&event).parse().ok())) /></label>
    });
    let flags = [
        (words.for_quiet, approach.for_quiet, (|a: &mut Approach, v| a.for_quiet = v) as fn(&mut Approach, bool)),
        (words.for_lively, approach.for_lively, |a: &mut Approach, v| a.for_lively = v),
    ]
    .map(|(name, value, write)| view! {
        <label class="check"><input type="checkbox" prop:checked=value on:change=move |event| change(&|approach| write(approach, event_target_checked(&event))) />{name}</label>
    });
    let months = (1..=12u32).map(|month| view! {
        <label class="check"><input type="checkbox" prop:checked=move || edited.with(|approach| approach.months.contains(&month))
            on:change=move |_| change(&|approach| toggle(&mut approach.months, month)) />{month}</label>
    });
    let vocabulary = app.vocabulary();
    let tags: Vec<(String, String)> =
        vocabulary.tags().iter().map(|tag| (tag.id.clone(), text::tag(lang, &vocabulary, &tag.id))).collect();
    let groups: Vec<(String, String)> = app
        .branch_now(|branch| branch.book.groups())
        .into_iter()
        .map(|(group, _)| (group.clone(), group))
        .collect();
    let tiers: Vec<(String, String)> = app
        .branch_now(|branch| branch.book.tiers())
        .into_iter()
        .map(|(tier, _)| (tier.clone(), tier))
        .collect();
    let pick = move |label: &'static str,
                     options: Vec<(String, String)>,
                     list: fn(&mut Approach) -> &mut Vec<String>| {
        picker(
            words,
            label,
            options,
            edited,
            list,
            Callback::new(move |value: String| change(&|approach| toggle(list(approach), value.clone()))),
        )
    };
    let never = move |label, options, list| pick(label, options, list);
    view! {
        <form class="approach-form" on:submit=move |event| event.prevent_default()>
            <fieldset><legend>{words.who} <span class="badge" aria-live="polite">{move || {
                let count = count.get();
                format!("{} {} · {} {}", words.catches, count.fitting, words.spared, count.spared)
            }}</span></legend>
                {pick(words.tags_any, tags.clone(), |approach| &mut approach.tags)}
                {pick(words.groups_any, groups.clone(), |approach| &mut approach.groups)}
                {pick(words.tiers_only, tiers.clone(), |approach| &mut approach.tiers)}
                <div class="inline-form">{ages.into_iter().collect_view()} {flags.into_iter().collect_view()}</div>
                <div class="inline-form"><span class="muted">{words.months}</span> <span class="checks">{months.collect_view()}</span></div>
            </fieldset>
            {when_due(app, edited, change)}
            <fieldset><legend>{words.never}</legend>
                {never(words.tags_any, tags, |approach: &mut Approach| &mut approach.never.tags)}
                {never(words.groups_any, groups, |approach: &mut Approach| &mut approach.never.groups)}
                {never(words.tiers_any, tiers, |approach: &mut Approach| &mut approach.never.tiers)}
            </fieldset>
            {how_done(app, &approach, edited, change)}
            <fieldset><legend>{words.money} <span class="badge">{words.sample}</span></legend>
                <div class="limit-fields">{numbers.collect_view()}
                    <label class="field"><span>{words.venue}</span>
                        <select on:change=move |event| {
                            let venue = VENUES.get(event_target_value(&event).parse::<usize>().unwrap_or(0)).copied().unwrap_or(Venue::None);
                            change(&|approach| approach.venue = venue);
                        }>
                            {VENUES.into_iter().enumerate().map(|(at, venue)| view! { <option value=at.to_string() selected=venue == approach.venue>{venue_name(app, venue)}</option> }).collect_view()}
                        </select>
                    </label>
                    {group.then(|| view! { <label class="check"><input type="checkbox" prop:checked=approach.speaker on:change=move |event| change(&|approach| approach.speaker = event_target_checked(&event)) />{words.speaker}</label> })}
                    <label class="field"><span>{words.weekday}</span>
                        <select on:change=move |event| {
                            let day = event_target_value(&event).parse().unwrap_or(0);
                            change(&|approach| approach.weekday = day);
                        }>
                            {(0..7i64).map(|day| view! { <option value=day.to_string() selected=day == approach.weekday>{text::weekday(lang, quarter.date(day as u32))}</option> }).collect_view()}
                        </select>
                    </label>
                </div>
            </fieldset>
            <fieldset><legend>{words.message}</legend>{texts.collect_view()}</fieldset>
            <div aria-live="polite">
                {move || problem.get().map(|problem| view! { <p class="notice guard-stop">{text::playbook_error(lang, &problem)}</p> })}
                {move || comparing.get().then(|| view! { <p class="muted">{text::approach_words(lang).counting}</p> })}
                {move || effect.get().map(|effect| effect_lines(app, words, &effect))}
            </div>
            <div class="actions">
                <button class="button small" type="button" id="preview-approach" disabled=move || comparing.get() on:click=preview>{words.preview}</button>
                <button class="button small primary" type="button" id="keep-approach" disabled=move || problem.get().is_some() || effect.get().is_none() on:click=keep>{words.keep}</button>
                <button class="quiet-button" type="button" on:click=move |_| on_close.run(())>{words.cancel}</button>
            </div>
        </form>
    }
}

const VENUES: [Venue; 4] = [Venue::None, Venue::Hall, Venue::Room, Venue::Outdoor];

fn venue_name(app: App, venue: Venue) -> &'static str {
    let words = text::care_words(app.lang());
    match venue {
        Venue::None => words.no_venue,
        Venue::Hall => words.hall,
        Venue::Room => words.room,
        Venue::Outdoor => words.outdoor,
    }
}

fn effect_lines(app: App, words: &CareWords, effect: &PlaybookEffect) -> impl IntoView + use<> {
    let names = |ids: &[crate::book::CustomerId]| {
        let shown: Vec<String> = app.branch_now(|branch| {
            ids.iter()
                .take(5)
                .filter_map(|id| branch.book.get(*id))
                .map(|found| app.shown_name(found.label()))
                .collect()
        });
        shown.join(" · ")
    };
    view! {
        <ul class="proof-list" id="playbook-effect">
            <li>{text::counted(app.lang(), effect.gain.len(), Counted::People)} " " {words.gain} " " <span class="muted">{names(&effect.gain)}</span></li>
            <li>{text::counted(app.lang(), effect.lose.len(), Counted::People)} " " {words.lose} " " <span class="muted">{names(&effect.lose)}</span></li>
            <li>{text::counted(app.lang(), effect.touched, Counted::People)} " " {words.touched}</li>
        </ul>
    }
}
