//! All facts of a person in one form. What cannot be is said beside its field, and nothing is kept before all is sound.

use leptos::prelude::*;

use crate::book::{
    tag_words, Customer, CustomerId, Evidence, Maturity, PersonFacts, Polarity, RiskLevel, TagMark,
};
use crate::branch::Edit;
use crate::import::{
    typed_age, typed_day, typed_fen, typed_phone, typed_years, Field, TypedBirthday, TypedError,
};
use crate::script::clean;
use crate::shell::{clock, page};
use crate::text::{self, Lang};
use crate::ui::state::App;

/// The ways to reach a person, as the tags that the rules of care know.
const CHANNELS: [&str; 4] = ["pref.phone", "pref.wechat", "pref.visit", "pref.courier"];

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Code,
    Birthday,
    Age,
    Phone,
    Assets,
    RiskUntil,
    LastContact,
    School,
    Maturity(u32),
}

/// A box that is ticked or not.
type Flag = fn(&mut Typed) -> &mut bool;

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    code: String,
    name: String,
    female: Option<bool>,
    birthday: TypedBirthday,
    age: String,
    groups: String,
    tier: String,
    risk: Option<u8>,
    risk_until: String,
    manager: String,
    phone: String,
    occupation: String,
    assets: String,
    /// Number of the line, day, amount.
    maturities: Vec<(u32, String, String)>,
    school: String,
    last_contact: String,
    do_not_contact: bool,
    no_profiling: bool,
    channels: [Option<Polarity>; 4],
}

fn yuan(fen: Option<i64>) -> String {
    fen.map(|fen| {
        let (yuan, cents) = (fen / 100, fen.abs() % 100);
        let sign = if fen < 0 && yuan == 0 { "-" } else { "" };
        if cents == 0 {
            format!("{sign}{yuan}")
        } else {
            format!("{sign}{yuan}.{cents:02}")
        }
    })
    .unwrap_or_default()
}

fn day(date: Option<chrono::NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

impl Typed {
    fn of(customer: &Customer) -> Self {
        let maturities = customer.maturities.iter().zip(0..);
        let years: Vec<String> = customer.school_entry_years.iter().map(i32::to_string).collect();
        Self {
            code: customer.code.clone(),
            name: customer.name.clone(),
            female: customer.female,
            birthday: TypedBirthday::of(customer.birthday),
            age: customer.listed_age.map(|age| age.to_string()).unwrap_or_default(),
            groups: customer.groups.join("、"),
            tier: customer.tier.clone(),
            risk: customer.risk.map(|level| level.0),
            risk_until: day(customer.risk_until),
            manager: customer.manager.clone(),
            phone: customer.phone.clone(),
            occupation: customer.occupation.clone(),
            assets: yuan(customer.assets_fen),
            maturities: maturities
                .map(|(found, at)| (at, found.date.to_string(), yuan(found.amount_fen)))
                .collect(),
            school: years.join("、"),
            last_contact: day(customer.last_contact),
            do_not_contact: customer.do_not_contact,
            no_profiling: customer.no_profiling,
            channels: CHANNELS.map(|tag| customer.mark(tag).map(|mark| mark.polarity)),
        }
    }

    /// The facts, or every place that is wrong. What was not touched stays as it is, even where it could not be typed.
    fn read(
        &self,
        old: &Customer,
        taken: impl Fn(&str) -> bool,
    ) -> Result<PersonFacts, Vec<(Place, TypedError)>> {
        let before = Self::of(old);
        let mut wrong = Vec::new();
        let PersonFacts(mut facts) = PersonFacts::of(old);
        fn put<T>(
            wrong: &mut Vec<(Place, TypedError)>,
            place: Place,
            read: Result<T, TypedError>,
            into: &mut T,
        ) {
            match read {
                Ok(value) => *into = value,
                Err(error) => wrong.push((place, error)),
            }
        }
        facts.code = clean(&self.code);
        facts.name = clean(&self.name);
        if facts.code.is_empty() && facts.name.is_empty() {
            wrong.push((Place::Code, TypedError::Nobody));
        }
        if facts.code != old.code && !facts.code.is_empty() && taken(&facts.code) {
            wrong.push((Place::Code, TypedError::CodeTaken));
        }
        facts.female = self.female;
        if self.birthday != before.birthday {
            put(&mut wrong, Place::Birthday, self.birthday.read(clock::today()), &mut facts.birthday);
        }
        if self.age != before.age {
            put(&mut wrong, Place::Age, typed_age(&self.age), &mut facts.listed_age);
        }
        if self.groups != before.groups {
            facts.groups = tag_words(&self.groups);
        }
        facts.tier = clean(&self.tier);
        facts.risk = self.risk.map(RiskLevel);
        if self.risk_until != before.risk_until {
            put(&mut wrong, Place::RiskUntil, typed_day(&self.risk_until), &mut facts.risk_until);
        }
        facts.manager = clean(&self.manager);
        if self.phone != before.phone {
            put(&mut wrong, Place::Phone, typed_phone(&self.phone), &mut facts.phone);
        }
        facts.occupation = clean(&self.occupation);
        if self.assets != before.assets {
            put(&mut wrong, Place::Assets, typed_fen(&self.assets), &mut facts.assets_fen);
        }
        if self.maturities != before.maturities {
            facts.maturities.clear();
            for (number, date, amount) in &self.maturities {
                let place = Place::Maturity(*number);
                let (mut on, mut amount_fen) = (None, None);
                put(&mut wrong, place, typed_day(date), &mut on);
                put(&mut wrong, place, typed_fen(amount), &mut amount_fen);
                match on {
                    Some(date) => facts.maturities.push(Maturity { date, amount_fen }),
                    None if amount_fen.is_some() => wrong.push((place, TypedError::Day)),
                    None => {}
                }
            }
        }
        if self.school != before.school {
            put(&mut wrong, Place::School, typed_years(&self.school), &mut facts.school_entry_years);
        }
        if self.last_contact != before.last_contact {
            put(&mut wrong, Place::LastContact, typed_day(&self.last_contact), &mut facts.last_contact);
        }
        facts.do_not_contact = self.do_not_contact;
        facts.no_profiling = self.no_profiling;
        if wrong.is_empty() {
            Ok(PersonFacts(facts))
        } else {
            Err(wrong)
        }
    }

    /// Tags of channels that are set, and those that are taken off.
    fn marks(&self, old: &Customer) -> (Vec<TagMark>, Vec<String>) {
        let before = Self::of(old).channels;
        let changed =
            CHANNELS.into_iter().zip(self.channels).zip(before).filter(|((_, now), before)| now != before);
        let (mut marks, mut unmarked) = (Vec::new(), Vec::new());
        for ((tag, now), _) in changed {
            match now {
                Some(polarity) => marks.push(TagMark {
                    tag: tag.to_owned(),
                    polarity,
                    evidence: Evidence::Hand,
                    noted_on: clock::today(),
                    doubt: 0,
                }),
                None => unmarked.push(tag.to_owned()),
            }
        }
        (marks, unmarked)
    }
}

/// The form for one person; `done` closes it.
#[component]
pub fn FactsForm(
    app: App,
    customer: CustomerId,
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = app.lang();
    let (words, person) = (text::book_tool_words(lang), &app.words().person);
    let Some(old) = app.branch_now(|branch| branch.book.get(customer).cloned()) else { return ().into_any() };
    let typed = RwSignal::new(Typed::of(&old));
    let old = StoredValue::new(old);
    let wrong = RwSignal::new(Vec::<(Place, TypedError)>::new());
    let next = StoredValue::new(1_000u32);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let taken = |code: &str| {
            let other = |found: &std::sync::Arc<Customer>| found.code == code && found.id != customer;
            app.branch_now(|branch| branch.book.customers.iter().any(other))
        };
        let typed = typed.get_untracked();
        match old.with_value(|old| typed.read(old, taken).map(|facts| (facts, typed.marks(old)))) {
            Err(found) => {
                wrong.set(found);
                set_timeout(|| page::focus_first("[aria-invalid=true]"), std::time::Duration::ZERO);
            }
            Ok((facts, (marks, unmarked))) => {
                let same = old.with_value(|old| PersonFacts::of(old) == facts);
                if !same || !marks.is_empty() || !unmarked.is_empty() {
                    app.dispatch(Edit::SetFacts { customer, facts: Box::new(facts), marks, unmarked });
                    app.say(words.facts_kept, true);
                }
                done();
            }
        }
    };
    let form = Form { lang, typed, wrong };
    let groups = app.branch_now(|branch| branch.book.groups()).into_iter().take(12).map(|(name, _)| {
        let (own, shown) = (name.clone(), name.clone());
        let is_in = move || typed.with(|typed| tag_words(&typed.groups).contains(&own));
        let toggle = move |_| {
            typed.update(|typed| {
                let mut groups = tag_words(&typed.groups);
                match groups.iter().position(|group| *group == name) {
                    Some(at) => {
                        groups.remove(at);
                    }
                    None => groups.push(name.clone()),
                }
                typed.groups = groups.join("、");
            });
        };
        view! { <button type="button" class="quiet-button" aria-pressed=move || is_in().to_string() on:click=toggle>{shown}</button> }
    });
    let offers = |id: &'static str, names: Vec<(String, usize)>| {
        let named = names.into_iter().filter(|(name, _)| !name.is_empty());
        view! { <datalist id=id>{named.map(|(name, _)| view! { <option value=name></option> }).collect_view()}</datalist> }
    };
    let (tiers, managers) = app.branch_now(|branch| (branch.book.tiers(), branch.book.managers()));
    let maturity = move |line: u32| {
        let read = move |of: fn(&(u32, String, String)) -> &String| {
            typed.with_untracked(|typed| {
                typed
                    .maturities
                    .iter()
                    .find(|found| found.0 == line)
                    .map(|found| of(found).clone())
                    .unwrap_or_default()
            })
        };
        let write = move |event: web_sys::Event, is_day: bool| {
            let value = event_target_value(&event);
            typed.update(|typed| {
                if let Some(found) = typed.maturities.iter_mut().find(|found| found.0 == line) {
                    *(if is_day { &mut found.1 } else { &mut found.2 }) = value;
                }
            });
        };
        let place = Place::Maturity(line);
        let label = format!("{} {}", words.remove, words.maturity_day);
        view! {
            <li class="inline-form">
                <label class="field"><span>{words.maturity_day}</span><input type="text" placeholder="2027-3-7" value=read(|found| &found.1) aria-invalid=form.invalid(place) aria-describedby=form.id(place) on:input=move |event| write(event, true) /></label>
                <label class="field"><span>{words.amount}</span><input type="text" value=read(|found| &found.2) on:input=move |event| write(event, false) /></label>
                <button type="button" class="quiet-button" aria-label=label on:click=move |_| typed.update(|typed| typed.maturities.retain(|found| found.0 != line))>"×"</button>
                {form.message(place)}
            </li>
        }
    };
    let add_maturity = move |_| {
        next.update_value(|next| *next += 1);
        typed.update(|typed| typed.maturities.push((next.get_value(), String::new(), String::new())));
    };
    let channels = CHANNELS.into_iter().enumerate().map(|(at, tag)| {
        let name = text::tag(lang, &app.vocabulary(), tag);
        let now = move || typed.with(|typed| typed.channels[at]);
        let choose = move |event: web_sys::Event| {
            let chosen = match event_target_value(&event).as_str() {
                "1" => Some(Polarity::Like),
                "2" => Some(Polarity::Avoid),
                _ => None,
            };
            typed.update(|typed| typed.channels[at] = chosen);
        };
        view! {
            <label class="field"><span>{name}</span>
                <select class="channel" on:change=choose>
                    <option value="0" selected=move || now().is_none()>{words.channel_unknown}</option>
                    <option value="1" selected=move || now() == Some(Polarity::Like)>{words.channel_like}</option>
                    <option value="2" selected=move || now() == Some(Polarity::Avoid)>{words.channel_avoid}</option>
                </select>
            </label>
        }
    });
    let refusals: [(&'static str, Flag); 2] = [
        (person.refuses_contact, |typed| &mut typed.do_not_contact),
        (person.refuses_profiling, |typed| &mut typed.no_profiling),
    ];
    let refusals = refusals.map(|(name, of)| {
        let set = typed.with_untracked(|typed| *of(&mut typed.clone()));
        view! { <label class="check"><input type="checkbox" prop:checked=set on:change=move |event| typed.update(|typed| *of(typed) = event_target_checked(&event)) />{name}</label> }
    });
    view! {
        <form class="facts-form" id="facts-form" novalidate on:submit=save on:keydown=move |event| if event.key() == "Escape" { event.stop_propagation(); done(); }>
            <div class="limit-fields">
                {form.text(text::field(lang, Field::Name), "fact-name", "", None, |typed| &mut typed.name)}
                {form.text(person.code, "fact-code", "", Some(Place::Code), |typed| &mut typed.code)}
                {form.gender(words)}
                {form.text(person.phone, "fact-phone", "", Some(Place::Phone), |typed| &mut typed.phone)}
                {form.text(person.manager, "fact-manager", "fact-managers", None, |typed| &mut typed.manager)}
                {form.text(person.tier, "fact-tier", "fact-tiers", None, |typed| &mut typed.tier)}
                {form.text(person.occupation, "fact-occupation", "", None, |typed| &mut typed.occupation)}
                {form.text(person.assets, "fact-assets", "", Some(Place::Assets), |typed| &mut typed.assets)}
                {form.text(text::field(lang, Field::LastContact), "fact-last", "", Some(Place::LastContact), |typed| &mut typed.last_contact)}
            </div>
            {offers("fact-managers", managers)} {offers("fact-tiers", tiers)}
            {form.text(person.groups, "fact-groups", "", None, |typed| &mut typed.groups)}
            <p class="chips">{groups.collect_view()}</p>
            {form.birthday(words)}
            <div class="limit-fields">
                {form.risk(person.risk, words)}
                {form.text(text::care_words(lang).risk_until, "fact-risk-until", "", Some(Place::RiskUntil), |typed| &mut typed.risk_until)}
                {form.text(person.school, "fact-school", "", Some(Place::School), |typed| &mut typed.school)}
            </div>
            <fieldset><legend>{person.maturities}</legend>
                <ul class="stack"><For each=move || typed.with(|typed| typed.maturities.iter().map(|found| found.0).collect::<Vec<_>>()) key=|line| *line let:line>{maturity(line)}</For></ul>
                <button type="button" class="button small" id="add-maturity" on:click=add_maturity>{words.add_maturity}</button>
            </fieldset>
            <fieldset><legend>{words.channels}</legend><div class="limit-fields">{channels.collect_view()}</div></fieldset>
            <div class="checks">{refusals.into_iter().collect_view()}</div>
            <div class="actions">
                <button class="button primary" type="submit" id="keep-facts">{words.facts_keep}</button>
                <button class="button" type="button" on:click=move |_| done()>{app.words().app.cancel}</button>
                <span class="notice" role="alert" hidden=move || wrong.with(Vec::is_empty)>{move || wrong.with(Vec::len)} " " {words.facts_wrong}</span>
            </div>
        </form>
    }
    .into_any()
}

/// What the fields share.
#[derive(Clone, Copy)]
struct Form {
    lang: Lang,
    typed: RwSignal<Typed>,
    wrong: RwSignal<Vec<(Place, TypedError)>>,
}

impl Form {
    fn error(self, place: Place) -> Option<TypedError> {
        self.wrong.with(|wrong| wrong.iter().find(|(at, _)| *at == place).map(|(_, error)| *error))
    }

    fn invalid(self, place: Place) -> impl Fn() -> &'static str + Copy + Send + Sync {
        move || if self.error(place).is_some() { "true" } else { "false" }
    }

    fn id(self, place: Place) -> String {
        match place {
            Place::Maturity(line) => format!("wrong-maturity-{line}"),
            place => format!("wrong-{place:?}").to_lowercase(),
        }
    }

    fn message(self, place: Place) -> AnyView {
        let said = move || self.error(place).map(|error| text::typed_error(self.lang, error));
        view! { <span class="field-error" id=self.id(place)>{said}</span> }.into_any()
    }

    fn text(
        self,
        name: &'static str,
        id: &'static str,
        list: &'static str,
        place: Option<Place>,
        of: fn(&mut Typed) -> &mut String,
    ) -> AnyView {
        let value = move || self.typed.with(|typed| of(&mut typed.clone()).clone());
        let invalid = move || place.is_some_and(|place| self.error(place).is_some()).to_string();
        let list = (!list.is_empty()).then_some(list);
        view! {
            <label class="field"><span>{name}</span>
                <input type="text" id=id list=list prop:value=value aria-invalid=invalid aria-describedby=place.map(|place| self.id(place))
                    on:input=move |event| self.typed.update(|typed| *of(typed) = event_target_value(&event)) />
                {place.map(|place| self.message(place))}
            </label>
        }
        .into_any()
    }

    fn gender(self, words: &'static text::BookToolWords) -> AnyView {
        let now = self.typed.with_untracked(|typed| typed.female);
        let choose = move |event: web_sys::Event| {
            let female = match event_target_value(&event).as_str() {
                "f" => Some(true),
                "m" => Some(false),
                _ => None,
            };
            self.typed.update(|typed| typed.female = female);
        };
        view! {
            <label class="field"><span>{text::field(self.lang, Field::Gender)}</span>
                <select on:change=choose>
                    <option value="" selected=now.is_none()>{words.channel_unknown}</option>
                    <option value="f" selected=now == Some(true)>{words.woman}</option>
                    <option value="m" selected=now == Some(false)>{words.man}</option>
                </select>
            </label>
        }
        .into_any()
    }

    fn risk(self, name: &'static str, words: &'static text::BookToolWords) -> AnyView {
        let now = self.typed.with_untracked(|typed| typed.risk);
        let options = (0..=5u8).map(|level| {
            view! { <option value=level.to_string() selected=now == Some(level)>{text::risk(self.lang, RiskLevel(level))}</option> }
        });
        let choose = move |event: web_sys::Event| {
            let level = event_target_value(&event).parse().ok();
            self.typed.update(|typed| typed.risk = level);
        };
        view! {
            <label class="field"><span>{name}</span>
                <select id="fact-risk" on:change=choose><option value="" selected=now.is_none()>{words.channel_unknown}</option>{options.collect_view()}</select>
            </label>
        }
        .into_any()
    }

    /// Calendar, year (may be empty), month, day, leap month; or an age where no birthday is known.
    fn birthday(self, words: &'static text::BookToolWords) -> AnyView {
        let typed = self.typed;
        let lunar = move || typed.with(|typed| typed.birthday.lunar);
        let number = move |name: &'static str,
                           id: &'static str,
                           of: fn(&mut TypedBirthday) -> &mut String| {
            let value = move || typed.with(|typed| of(&mut typed.birthday.clone()).clone());
            let invalid = move || self.error(Place::Birthday).is_some().to_string();
            view! {
                <label class="field short"><span>{name}</span>
                    <input type="text" inputmode="numeric" id=id prop:value=value aria-invalid=invalid aria-describedby=self.id(Place::Birthday)
                        on:input=move |event| typed.update(|typed| *of(&mut typed.birthday) = event_target_value(&event)) />
                </label>
            }
        };
        view! {
            <fieldset><legend>{text::field(self.lang, Field::Birthday)}</legend>
                <div class="inline-form">
                    <label class="field short"><span>{words.calendar}</span>
                        <select id="fact-calendar" on:change=move |event| typed.update(|typed| typed.birthday.lunar = event_target_value(&event) == "1")>
                            <option value="0" selected=move || !lunar()>{words.solar}</option><option value="1" selected=lunar>{words.lunar}</option>
                        </select>
                    </label>
                    {number(words.year, "fact-year", |birthday| &mut birthday.year)}
                    {number(words.month, "fact-month", |birthday| &mut birthday.month)}
                    {number(words.day, "fact-day", |birthday| &mut birthday.day)}
                    <label class="check"><input type="checkbox" id="fact-leap" prop:checked=move || typed.with(|typed| typed.birthday.leap) on:change=move |event| typed.update(|typed| typed.birthday.leap = event_target_checked(&event)) />{words.leap}</label>
                    {self.text(text::field(self.lang, Field::Age), "fact-age", "", Some(Place::Age), |typed| &mut typed.age)}
                </div>
                {self.message(Place::Birthday)}
            </fieldset>
        }
        .into_any()
    }
}
