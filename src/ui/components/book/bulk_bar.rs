//! What can be done to everybody who is ticked: tags, groups, manager. Each is one step of the history.

use leptos::prelude::*;
use std::sync::Arc;

use crate::book::{CustomerId, Evidence, Polarity, Tag, TagMark};
use crate::branch::{BulkChange, Edit};
use crate::route::Route;
use crate::script::clean;
use crate::shell::{clock, page};
use crate::text;
use crate::ui::state::App;

/// The bar, while somebody is ticked.
#[component]
pub fn BulkBar(app: App, rows: Memo<Arc<Vec<usize>>>) -> impl IntoView {
    let lang = app.lang();
    let words = text::book_tool_words(lang);
    let tag = RwSignal::new(String::new());
    let avoid = RwSignal::new(false);
    let group = RwSignal::new(String::new());
    let manager = RwSignal::new(String::new());
    // Who is gone by an undo stays ticked, but counts no more.
    let chosen = Memo::new(move |_| {
        app.branch(|branch| {
            app.chosen.with(|chosen| {
                chosen.iter().copied().filter(|id| branch.book.get(*id).is_some()).collect::<Vec<_>>()
            })
        })
    });
    let rest = move || rows.with(|rows| rows.len());
    let say = move |count: usize| {
        let said =
            if count == 0 { words.bulk_none.to_owned() } else { format!("{} {count}", words.bulk_done) };
        app.say(&said, count != 0);
    };
    let make = move |change: BulkChange| {
        let customers = concerned(app, &chosen.get_untracked(), &change);
        let count = customers.len();
        if count != 0 {
            app.dispatch(Edit::Bulk { customers, change });
        }
        say(count);
    };
    let add_tag = move || {
        let word = clean(&tag.get_untracked());
        if word.is_empty() {
            return page::focus("bulk-tag");
        }
        let known = app.vocabulary().named(&word).map(|tag| tag.id.clone());
        let own = known.is_none().then(|| Tag::own(&word));
        let Some(id) = known.or_else(|| own.as_ref().map(|own| own.id.clone())) else { return };
        let polarity = if avoid.get_untracked() { Polarity::Avoid } else { Polarity::Like };
        let mark =
            TagMark { tag: id, polarity, evidence: Evidence::Hand, noted_on: clock::today(), doubt: 0 };
        match own {
            None => make(BulkChange::SetTag(mark)),
            Some(own) => {
                let marks: Vec<_> = chosen.get_untracked().into_iter().map(|id| (id, mark.clone())).collect();
                let count = marks.len();
                app.dispatch(Edit::TagEach { marks, own_tags: vec![own] });
                say(count);
            }
        }
    };
    let remove_tag = move || {
        let typed = tag.get_untracked();
        match app.vocabulary().named(&typed).map(|tag| tag.id.clone()) {
            Some(id) => make(BulkChange::RemoveTag(id)),
            None => say(0),
        }
    };
    let with = move |typed: RwSignal<String>, change: fn(String) -> BulkChange| {
        move || {
            let name = clean(&typed.get_untracked());
            if !name.is_empty() {
                make(change(name));
            }
        }
    };
    let (join, part) = (with(group, BulkChange::AddGroup), with(group, BulkChange::RemoveGroup));
    let give = with(manager, BulkChange::SetManager);
    let field = move |id: &'static str, name: &'static str, list: &'static str, typed: RwSignal<String>| {
        view! {
            <label class="field"><span>{name}</span>
                <input type="text" id=id list=list prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
            </label>
        }
    };
    let names = move || {
        let vocabulary = app.branch(crate::branch::Branch::vocabulary);
        let names = vocabulary.tags().iter().map(|tag| text::tag(lang, &vocabulary, &tag.id));
        names.map(|name| view! { <option value=name></option> }).collect_view()
    };
    let bar = move || {
        view! {
            <section class="card bulk" id="bulk" aria-label=words.bulk>
                <div class="actions">
                    <strong role="status">{words.ticked} " " <span id="ticked">{move || chosen.with(Vec::len)}</span></strong>
                    <button type="button" class="quiet-button" id="tick-found" on:click=move |_| tick_found(app, rows)>{words.tick_all} " (" {rest} ")"</button>
                    <button type="button" class="quiet-button" id="untick" on:click=move |_| app.chosen.update(|chosen| chosen.clear())>{words.untick}</button>
                    <button type="button" class="quiet-button" id="to-briefs" on:click=move |_| { app.briefs.set(chosen.get_untracked()); app.go(Route::Briefs); }>{text::quarter_words(lang).brief}</button>
                </div>
                <div class="bulk-forms">
                    <form on:submit=move |event| { event.prevent_default(); add_tag(); }>
                        {field("bulk-tag", words.bulk_tag, "known-tags", tag)}
                        <select aria-label=words.polarity on:change=move |event| avoid.set(event_target_value(&event) == "1")>
                            <option value="0">{words.like}</option><option value="1">{words.avoid}</option>
                        </select>
                        <button type="submit" class="button small" id="bulk-tag-add">{words.add}</button>
                        <button type="button" class="button small" id="bulk-tag-remove" on:click=move |_| remove_tag()>{words.remove}</button>
                    </form>
                    <form on:submit=move |event| { event.prevent_default(); join(); }>
                        {field("bulk-group", words.bulk_group, "known-groups", group)}
                        <button type="submit" class="button small">{words.add}</button>
                        <button type="button" class="button small" on:click=move |_| part()>{words.remove}</button>
                    </form>
                    <form on:submit=move |event| { event.prevent_default(); give(); }>
                        {field("bulk-manager", words.bulk_manager, "known-managers", manager)}
                        <button type="submit" class="button small">{words.give}</button>
                    </form>
                </div>
                <datalist id="known-tags">{names}</datalist>
            </section>
        }
    };
    view! { <Show when=move || chosen.with(|chosen| !chosen.is_empty())>{bar()}</Show> }
}

fn tick_found(app: App, rows: Memo<Arc<Vec<usize>>>) {
    let found: Vec<CustomerId> = app.branch_now(|branch| {
        rows.with_untracked(|rows| {
            rows.iter().filter_map(|at| branch.book.customers.get(*at)).map(|customer| customer.id).collect()
        })
    });
    app.chosen.update(|chosen| chosen.extend(found));
}

/// Those about whom a change would change something.
fn concerned(app: App, chosen: &[CustomerId], change: &BulkChange) -> Vec<CustomerId> {
    app.branch_now(|branch| {
        let concerned =
            |id: &CustomerId| branch.book.get(*id).is_some_and(|customer| change.concerns(customer));
        chosen.iter().copied().filter(concerned).collect()
    })
}
