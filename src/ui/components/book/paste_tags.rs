//! A column out of Excel onto tags: before anything is kept, who is found, who is doubtful, who is not there.

use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::book::{read_pasted, tag_words, CustomerId, Found, PastedLine, Polarity};
use crate::branch::Edit;
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;
use crate::view::{paste_plan, PastePlan, PasteRules};

/// Lines of the preview that are drawn; the rest is counted.
const SHOWN: usize = 60;

/// The form, folded until it is wanted.
#[component]
pub fn PasteTags(app: App) -> impl IntoView {
    let lang = app.lang();
    let words = text::book_tool_words(lang);
    let pasted = RwSignal::new(String::new());
    let fallback = RwSignal::new(String::new());
    let avoid = RwSignal::new(false);
    let chosen = RwSignal::new(BTreeMap::<usize, CustomerId>::new());
    let lines = Memo::new(move |_| app.branch(|branch| read_pasted(&branch.book, &pasted.get())));
    let plan = Memo::new(move |_| {
        let vocabulary = app.branch(crate::branch::Branch::vocabulary);
        let rules = PasteRules {
            vocabulary: &vocabulary,
            polarity: if avoid.get() { Polarity::Avoid } else { Polarity::Like },
            fallback: &tag_words(&fallback.get()),
            column: words.pasted,
            today: clock::today(),
        };
        lines.with(|lines| chosen.with(|chosen| paste_plan(lines, chosen, &rules)))
    });
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let PastePlan { marks, own_tags, people, .. } = plan.get_untracked();
        if marks.is_empty() {
            return;
        }
        app.dispatch(Edit::TagEach { marks, own_tags });
        pasted.set(String::new());
        chosen.set(BTreeMap::new());
        app.say(&format!("{} {people}", words.bulk_done), true);
    };
    let sums = move || {
        plan.with(|plan| {
            let doubtful = plan.doubtful != 0;
            view! {
                <p role="status" class="paste-sums">
                    <span><strong id="paste-people">{plan.people}</strong> " " {words.paste_people}</span>
                    <span class:warn-line=doubtful><strong id="paste-doubtful">{plan.doubtful}</strong> " " {words.paste_doubtful}</span>
                    <span><strong id="paste-nobody">{plan.nobody}</strong> " " {words.paste_nobody}</span>
                    {(plan.without_tag > 0).then(|| view! { <span class="warn-line">{plan.without_tag} " " {words.paste_no_tag}</span> })}
                    {(!plan.own_tags.is_empty()).then(|| {
                        let new: Vec<String> = plan.own_tags.iter().map(|tag| tag.zh.clone()).collect();
                        view! { <span>{words.paste_new} " " <strong>{new.join("、")}</strong></span> }
                    })}
                </p>
            }
        })
    };
    let table = move || {
        let lines = lines.get();
        let more = lines.len().saturating_sub(SHOWN);
        // What needs a look comes first.
        let need = |line: &PastedLine| !matches!(line.found, Found::One(_));
        let first = lines.iter().enumerate().filter(|(_, line)| need(line));
        let rest = lines.iter().enumerate().filter(|(_, line)| !need(line));
        let rows: Vec<_> = first.chain(rest).take(SHOWN).collect();
        let rows = rows.into_iter().map(|(at, line)| preview(app, at, line, chosen)).collect_view();
        view! {
            <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.paste_preview>
                <table class="table"><thead><tr><th scope="col">{words.paste_who}</th><th scope="col">{words.paste_found}</th><th scope="col">{words.bulk_tag}</th></tr></thead>
                <tbody>{rows}</tbody></table>
            </div>
            {(more > 0).then(|| view! { <p class="muted">{text::more_of(app.lang(), more)}</p> })}
        }
    };
    view! {
        <details class="card fold" id="paste-tags">
            <summary><strong>{words.paste}</strong></summary>
            <p class="muted">{words.paste_hint}</p>
            <form class="stack" on:submit=keep>
                <label class="field"><span>{words.paste_column}</span>
                    <textarea id="paste-column" rows="4" prop:value=move || pasted.get() on:input=move |event| { chosen.set(BTreeMap::new()); pasted.set(event_target_value(&event)); }></textarea>
                </label>
                <div class="inline-form">
                    <label class="field"><span>{words.paste_fallback}</span>
                        <input type="text" id="paste-fallback" prop:value=move || fallback.get() on:input=move |event| fallback.set(event_target_value(&event)) />
                    </label>
                    <label class="field"><span>{words.polarity}</span>
                        <select on:change=move |event| avoid.set(event_target_value(&event) == "1")>
                            <option value="0">{words.like}</option><option value="1">{words.avoid}</option>
                        </select>
                    </label>
                    <button class="button small primary" type="submit" id="paste-keep" disabled=move || plan.with(|plan| plan.marks.is_empty())>{words.paste_keep}</button>
                </div>
                <Show when=move || lines.with(|lines| !lines.is_empty())>{sums} {table}</Show>
            </form>
        </details>
    }
}

/// One line: the person who was found, a choice among those in doubt, or that there is nobody.
fn preview(app: App, at: usize, line: &PastedLine, chosen: RwSignal<BTreeMap<usize, CustomerId>>) -> AnyView {
    let words = text::book_tool_words(app.lang());
    let person = |id: CustomerId| {
        app.branch_now(|branch| {
            let customer = branch.book.get(id)?;
            let parts = [app.shown_name(customer.label()), customer.code.clone(), customer.manager.clone()];
            Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
        })
        .unwrap_or_default()
    };
    let found = match &line.found {
        Found::One(id) => view! { <span>{person(*id)}</span> }.into_any(),
        Found::Nobody => view! { <span class="badge">{words.paste_nobody_one}</span> }.into_any(),
        Found::Doubtful(ids) => {
            let label = format!("{} {}", words.paste_choose, line.who);
            let now = chosen.with_untracked(|chosen| chosen.get(&at).copied());
            let options = ids.iter().map(|id| {
                view! { <option value=id.0.to_string() selected=now == Some(*id)>{person(*id)}</option> }
            });
            let choose = move |event: web_sys::Event| {
                let id = event_target_value(&event).parse().ok().map(CustomerId);
                chosen.update(|chosen| match id {
                    Some(id) => {
                        chosen.insert(at, id);
                    }
                    None => {
                        chosen.remove(&at);
                    }
                });
            };
            view! {
                <span class="badge warn">{words.paste_doubtful_one}</span> " "
                <select aria-label=label on:change=choose><option value="">{words.paste_choose}</option>{options.collect_view()}</select>
            }
            .into_any()
        }
    };
    view! { <tr><th scope="row">{line.who.clone()}</th><td>{found}</td><td>{line.words.join("、")}</td></tr> }
        .into_any()
}
