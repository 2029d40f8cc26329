//! What joining a list with the book would do: new, changed (old and new, fact by fact), gone, and who may be known already.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SHOWN;
use crate::book::{CustomerId, Fact, FactChange, MergePreview, Previewing};
use crate::import::Imported;
use crate::shell::portions::Pace;
use crate::ui::components::fact_name;
use crate::ui::state::App;

/// People between two looks at the clock.
const PORTION: usize = 32;

/// Where there is a book of real customers, what the list would change in it.
#[component]
pub fn Joining(app: App, imported: StoredValue<Arc<Imported>>) -> impl IntoView {
    let words = &app.words().import;
    let joins = app.branch_now(|branch| !branch.is_empty() && !branch.made_up);
    if !joins {
        return None;
    }
    let taken = Memo::new(move |_| app.choices.with(|choices| choices.taken.clone()));
    // What was chosen meanwhile begins the comparison again.
    let run = StoredValue::new(0u32);
    let preview = RwSignal::new(None::<MergePreview>);
    Effect::new(move || {
        let list = imported.with_value(|imported| imported.settled(&taken.get()));
        let book = app.branch_now(|branch| branch.book.clone());
        run.update_value(|run| *run += 1);
        let mine = run.get_value();
        spawn_local(async move {
            let (mut previewing, mut pace) = (Previewing::new(book, list), Pace::begin());
            while !previewing.go_on(PORTION) {
                pace.rest().await;
                if run.try_get_value() != Some(mine) {
                    return;
                }
            }
            preview.set(Some(previewing.done()));
        });
    });
    let table = move || {
        preview.with(|preview| {
        let Some(preview) = preview else {
            return view! { <p class="muted" role="status">{words.comparing}</p> }.into_any();
        };
        let renamed = |changes: &[FactChange]| {
            changes.iter().any(|change| change.fact == Fact::Name && !change.old.is_empty())
        };
        // Who may be somebody else comes first.
        let (other, usual): (Vec<_>, Vec<_>) =
            preview.changed.iter().partition(|(_, changes, _)| renamed(changes));
        let doubtful = other.len();
        let rows = other.into_iter().chain(usual).take(SHOWN).map(|(id, changes, at)| {
            let lines = changes.iter().map(|change| change_line(app, *at, change)).collect_view();
            view! { <tr><th scope="row">{name_of(app, *id)}</th><td>{lines}</td></tr> }
        });
        let rows = rows.collect_view();
        let more = preview.changed.len().saturating_sub(SHOWN);
        view! {
            <div class="figures small-figures">
                {figure(words.added, "preview-added", preview.added)}
                {figure(words.changed, "preview-changed", preview.changed.len())}
                {figure(words.unchanged, "preview-unchanged", preview.unchanged)}
                {figure(words.absent, "preview-absent", preview.absent.len())}
            </div>
            {alike(app, imported, &preview.alike)}
            {(doubtful > 0).then(|| view! { <p class="notice" id="doubtful">{doubtful} " " {words.doubtful}</p> })}
            <p class="muted">{words.undo_hint}</p>
            {(!preview.changed.is_empty()).then(|| view! {
                <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.changed>
                    <table class="table" id="preview">
                        <thead><tr><th scope="col">{app.words().book.name}</th><th scope="col">{words.old_new}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {(more > 0).then(|| view! { <p class="muted">{crate::text::more_of(app.lang(), more)}</p> })}
        }
        .into_any()
    })
    };
    Some(view! { <h2>{words.preview}</h2> {table} })
}

fn figure(name: &'static str, id: &'static str, n: usize) -> impl IntoView {
    view! { <div class="figure"><span class="figure-name">{name}</span><strong class="figure-value" id=id>{n}</strong></div> }
}

fn name_of(app: App, id: CustomerId) -> String {
    let name = app.branch_now(|branch| branch.book.get(id).map(|found| found.label().to_owned()));
    app.shown_name(&name.unwrap_or_default())
}

/// One changed fact. Where old and new contradict each other the old one can be kept.
fn change_line(app: App, at: usize, change: &FactChange) -> impl IntoView + use<> {
    let words = &app.words().import;
    let fact = change.fact;
    let [old, new] = [&change.old, &change.new].map(|value| app.shown_fact(fact, value));
    let line = view! {
        <span class="muted">{fact_name(app, fact)}</span> " "
        {if old.is_empty() { "–".to_owned() } else { old.clone() }} " → " {new}
    };
    let can_keep = !change.old.is_empty() && fact.is_single();
    if !can_keep {
        return view! { <p class="change">{line}</p> }.into_any();
    }
    let is_kept = move || app.choices.with(|choices| choices.kept.contains(&(at, fact)));
    let put = move |event| {
        app.choices.update(|choices| {
            choices.kept.retain(|kept| *kept != (at, fact));
            if event_target_checked(&event) {
                choices.kept.push((at, fact));
            }
        })
    };
    view! {
        <p class="change" class:kept=is_kept>{line}
            <label class="check"><input type="checkbox" prop:checked=is_kept on:change=put /><span>{words.keep_old}</span></label>
        </p>
    }
    .into_any()
}

/// People of the list with the name of somebody in the book: new, or the same person?
fn alike(
    app: App,
    imported: StoredValue<Arc<Imported>>,
    found: &[(usize, CustomerId)],
) -> Option<impl IntoView + use<>> {
    let words = &app.words().import;
    let count = found.len();
    let lines = found.iter().take(SHOWN).map(|(at, id)| {
        let pair = (*at, *id);
        let facts = |code: &str, phone: &str| {
            let phone = app.shown_fact(Fact::Phone, phone);
            [code, &phone].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let theirs = imported.with_value(|imported| {
            let customer = &imported.customers[pair.0];
            facts(&customer.code, &customer.phone)
        });
        let ours = app.branch_now(|branch| {
            branch.book.get(pair.1).map(|old| facts(&old.code, &old.phone)).unwrap_or_default()
        });
        let is_same = move || app.choices.with(|choices| choices.same.contains(&pair));
        let put = move |event| app.choices.update(|choices| {
            choices.same.retain(|same| *same != pair);
            if event_target_checked(&event) {
                choices.same.push(pair);
            }
        });
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=is_same on:change=put />
                    <span>{name_of(app, pair.1)} " " <small class="muted">{words.in_book} " " {ours} " · " {words.in_list} " " {theirs}</small></span>
                </label>
            </li>
        }
    });
    let lines = lines.collect_view();
    (count > 0).then(|| view! {
        <div class="notice" id="alike"><p>{count} " " {words.alike}</p><ul class="plain">{lines}</ul></div>
    })
}
