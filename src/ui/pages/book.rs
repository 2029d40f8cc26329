//! The customers: search, filters, and a list that stays smooth at any length.

use leptos::prelude::*;
use std::sync::Arc;

use crate::book::{select, Arrange, Filter, Scope};
use crate::branch::Branch;
use crate::route::Route;
use crate::shell::clock;
use crate::text;
use crate::ui::components::book::{BulkBar, Conditions, PasteTags, PeopleTable};
use crate::ui::components::Empty;
use crate::ui::opening::open_sample;
use crate::ui::state::App;
use crate::view::review_count;

/// The orders of the list, as the menu has them.
const ARRANGED: [Arrange; 4] = [Arrange::AsTheyCame, Arrange::Name, Arrange::Waiting, Arrange::Manager];

/// The page.
#[component]
pub fn Book(app: App) -> impl IntoView {
    let words = app.words();
    let empty = Memo::new(move |_| app.branch(Branch::is_empty));
    let waiting = Memo::new(move |_| app.branch(|branch| review_count(&branch.book)));
    let list = move || {
        if empty.get() {
            view! {
                <Empty title=words.book.empty hint=words.book.empty_hint>
                    <button class="button primary" on:click=move |_| open_sample(app)>{words.home.open_sample}</button>
                    <a class="button" href=Route::Import.hash()>{words.home.open_list}</a>
                </Empty>
            }
            .into_any()
        } else {
            view! { <People app /> }.into_any()
        }
    };
    view! {
        <div class="title-row">
            <h1 class="page-title">{words.book.title}</h1>
            <Show when=move || waiting.get() != 0>
                <a class="button small" id="to-review" href=Route::Review.hash()>{move || waiting.get()} " " {words.review.waiting}</a>
            </Show>
            <a class="button small" href=Route::Import.hash()>{words.home.another_list}</a>
            <a class="button small" id="to-vocabulary" href=Route::Vocabulary.hash()>{text::book_tool_words(app.lang()).vocabulary}</a>
        </div>
        {list}
    }
}

#[component]
fn People(app: App) -> impl IntoView {
    let words = app.words();
    let lang = app.lang();
    let tools = text::book_tool_words(lang);
    let index = app.index;
    let rows = Memo::new(move |_| {
        let filter = app.filter.get();
        let scope = Scope::new(clock::today(), app.branch(Branch::vocabulary));
        index.with(|index| app.branch(|branch| Arc::new(select(&branch.book, index, &filter, &scope))))
    });
    let change = move |change: &dyn Fn(&mut Filter)| app.filter.update(|filter| change(filter));
    let tags = move || {
        app.branch(|branch| {
            let vocabulary = branch.vocabulary();
            let named = branch.book.tags().into_iter();
            named.map(|(id, n)| (id.clone(), text::tag(lang, &vocabulary, &id), n)).collect::<Vec<_>>()
        })
    };
    let plain = |list: Vec<(String, usize)>| {
        list.into_iter().map(|(name, n)| (name.clone(), name, n)).collect::<Vec<_>>()
    };
    let groups = Memo::new(move |_| plain(app.branch(|branch| branch.book.groups())));
    let managers = Memo::new(move |_| plain(app.branch(|branch| branch.book.managers())));
    let tags = Memo::new(move |_| tags());
    let arrange = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or(0);
        change(&|filter| filter.arrange = ARRANGED.get(at).copied().unwrap_or_default());
    };
    let orders = ARRANGED.into_iter().enumerate().map(|(at, order)| {
        view! { <option value=at.to_string() selected=move || app.filter.with(|filter| filter.arrange) == order>{tools.sorts[at]}</option> }
    });
    let query = Memo::new(move |_| app.filter.with(|filter| filter.query.clone()));
    let asked = move || {
        let query = query.get();
        (!query.clauses.is_empty()).then(|| {
            let said = text::query(lang, &app.branch(Branch::vocabulary), &query);
            view! { <p class="applied" id="applied">{tools.applied} " " <strong>{said}</strong></p> }
        })
    };
    view! {
        <div class="filters" role="search">
            <input id="search" type="search" class="search" placeholder=words.book.search aria-label=words.book.search
                prop:value=move || app.filter.with(|filter| filter.words.clone())
                on:input=move |event| { let typed = event_target_value(&event); change(&|filter| filter.words.clone_from(&typed)); } />
            <Choice app name=words.book.group options=groups chosen=move || app.filter.with(|filter| filter.group.clone()) choose=move |group| change(&|filter| filter.group.clone_from(&group)) />
            <Choice app name=words.book.tag options=tags chosen=move || app.filter.with(|filter| filter.tag.clone()) choose=move |tag| change(&|filter| filter.tag.clone_from(&tag)) />
            <Choice app name=words.book.manager options=managers chosen=move || app.filter.with(|filter| filter.manager.clone()) choose=move |manager| change(&|filter| filter.manager.clone_from(&manager)) />
            <select id="arrange" aria-label=tools.sort on:change=arrange>{orders.collect_view()}</select>
            <span class="found" role="status"><strong id="found">{move || rows.with(|rows| rows.len())}</strong> " " {words.book.found}</span>
            <Show when=move || !app.filter.with(Filter::is_open)>
                <button class="quiet-button" on:click=move |_| app.filter.set(Filter::default())>{words.book.clear}</button>
            </Show>
        </div>
        <Conditions app index />
        <PasteTags app />
        {asked}
        <Show when=move || rows.with(|rows| rows.is_empty())><p class="muted">{words.book.none_found}</p></Show>
        <BulkBar app rows />
        <PeopleTable app rows />
    }
}

#[component]
fn Choice<C, S>(
    app: App,
    name: &'static str,
    options: Memo<Vec<(String, String, usize)>>,
    chosen: C,
    choose: S,
) -> impl IntoView
where
    C: Fn() -> Option<String> + Copy + Send + Sync + 'static,
    S: Fn(Option<String>) + Copy + 'static,
{
    // There are hundreds of options: they hear of their own choice, not of every key in the search.
    let chosen = Memo::new(move |_| chosen());
    let item = move |(value, shown, n): (String, String, usize)| {
        let own = value.clone();
        view! { <option value=value selected=move || chosen.with(|chosen| chosen.as_ref() == Some(&own))>{shown} " (" {n} ")"</option> }
    };
    let items =
        move || options.get().into_iter().filter(|(value, ..)| !value.is_empty()).map(item).collect_view();
    view! {
        <select aria-label=name on:change=move |event| choose(Some(event_target_value(&event)).filter(|value| !value.is_empty()))>
            <option value="" selected=move || chosen.with(Option::is_none)>{name} ": " {app.words().app.all}</option>
            {items}
        </select>
    }
}
