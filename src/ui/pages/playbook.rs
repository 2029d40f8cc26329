//! The playbook: every approach with whom it fits and what it costs, to be changed, switched off, added, restored, and taken
//! in and out as a file.

use leptos::prelude::*;

use crate::branch::{Branch, Edit};
use crate::care::{Approach, ApproachKind, Format, Limits, Playbook as Approaches, PlaybookChanges};
use crate::route::Route;
use crate::shell::files;
use crate::text::{self, CareWords};
use crate::ui::components::care::ApproachForm;
use crate::ui::opening::{bytes_of, chosen_file};
use crate::ui::state::App;

const KINDS: [ApproachKind; 5] = [
    ApproachKind::Traditional,
    ApproachKind::Quiet,
    ApproachKind::Modern,
    ApproachKind::Resource,
    ApproachKind::Professional,
];

/// The page.
#[component]
pub fn Playbook(app: App) -> impl IntoView {
    let words = text::care_words(app.lang());
    let kind = RwSignal::new(None::<ApproachKind>);
    let open = RwSignal::new(None::<String>);
    let added = RwSignal::new(None::<Approach>);
    let take = move |event: web_sys::Event| {
        let Some(file) = chosen_file(&event) else { return };
        leptos::task::spawn_local(async move {
            let Some(bytes) = bytes_of(app, &file).await else { return };
            match Approaches::read(&String::from_utf8_lossy(&bytes)) {
                Ok(playbook) => {
                    app.dispatch(Edit::TakePlaybook(Box::new(PlaybookChanges::towards(&playbook))));
                    app.say(words.taken, true);
                }
                Err(error) => {
                    let said = format!(
                        "{}{}",
                        words.import_bad,
                        text::playbook_error(app.look.get_untracked().lang, &error)
                    );
                    app.say(&said, false);
                }
            }
        });
    };
    let give = move |_| {
        let file = app.playbook().write();
        if files::download(file.as_bytes(), "yangke-playbook.json", "application/json").is_err() {
            app.say(app.words_now().app.save_failed, false);
        }
    };
    let add = move |_| {
        let playbook = app.playbook();
        let number = (1..).find(|number| playbook.get(&format!("own.{number}")).is_none()).unwrap_or(1);
        let start = playbook.get("small_tasting").or(playbook.approaches.first()).cloned();
        added.set(start.map(|start| Approach {
            id: format!("own.{number}"),
            sources: vec!["branch".to_owned()],
            ..start
        }));
    };
    view! {
        <p class="crumb"><a href=Route::Care.hash()>{words.title}</a></p>
        <div class="title-row">
            <h1 class="page-title">{words.playbook}</h1>
            <button class="button small" id="add-approach" on:click=add>{words.add}</button>
            <button class="button small" id="export-playbook" on:click=give>{words.export}</button>
            <label class="button small file-button">{words.import}<input type="file" class="hidden-input" id="import-playbook" accept=".json" aria-label=words.import on:change=take /></label>
        </div>
        {move || app.branch(|branch| limits_card(app, words, branch))}
        {move || added.get().map(|approach| view! {
            <section class="card"><h2>{words.add}</h2>
                <ApproachForm app approach on_close=Callback::new(move |()| added.set(None)) />
            </section>
        })}
        <div class="filters">
            <select aria-label=words.kind id="kind" on:change=move |event| kind.set(event_target_value(&event).parse::<usize>().ok().and_then(|at| KINDS.get(at).copied()))>
                <option value="">{words.all_kinds}</option>
                {KINDS.into_iter().enumerate().map(|(at, kind)| view! { <option value=at.to_string()>{text::kind_name(app.lang(), kind)}</option> }).collect_view()}
            </select>
        </div>
        <ul class="playbook" id="playbook">
            {move || app.branch(|branch| lines(app, branch, kind.get(), open))}
        </ul>
    }
}

fn limits_card(app: App, words: &'static CareWords, branch: &Branch) -> impl IntoView + use<> {
    let limits = branch.care.playbook.limits;
    let set = move |change: &dyn Fn(&mut Limits)| {
        let mut limits = app.branch_now(|branch| branch.care.playbook.limits);
        change(&mut limits);
        app.dispatch(Edit::SetLimits(limits));
    };
    view! {
        <details class="card fold"><summary><strong>{words.limits}</strong></summary>
            <div class="limit-fields">
                <label class="field"><span>{words.crowd_limit}</span><input type="number" min="2" value=limits.crowd_heads.to_string()
                    on:change=move |event| set(&|limits| limits.crowd_heads = event_target_value(&event).parse().unwrap_or(limits.crowd_heads)) /></label>
                <label class="field"><span>{words.official_limit}</span><input type="number" min="0" value=limits.official_gift_yuan.to_string()
                    on:change=move |event| set(&|limits| limits.official_gift_yuan = event_target_value(&event).parse().unwrap_or(limits.official_gift_yuan)) /></label>
            </div>
        </details>
    }
}

fn lines(
    app: App,
    branch: &Branch,
    kind: Option<ApproachKind>,
    open: RwSignal<Option<String>>,
) -> impl IntoView + use<> {
    let words = text::care_words(app.lang());
    let changes = &branch.care.playbook;
    // What is switched off stays in sight, at its place.
    let everything = Approaches::with(&PlaybookChanges { off: Vec::new(), ..changes.clone() });
    let shipped = Approaches::built_in();
    let shown =
        everything.approaches.into_iter().filter(|approach| kind.is_none_or(|kind| approach.kind == kind));
    shown
        .map(|approach| {
            let off = changes.off.contains(&approach.id);
            let changed = changes.changed.iter().any(|other| other.id == approach.id);
            let own = shipped.get(&approach.id).is_none();
            line(app, words, approach, (off, changed, own), open)
        })
        .collect_view()
}

fn line(
    app: App,
    words: &'static CareWords,
    approach: Approach,
    (off, changed, own): (bool, bool, bool),
    open: RwSignal<Option<String>>,
) -> impl IntoView + use<> {
    let lang = app.lang();
    let said = text::approach(lang, &approach);
    let (switch, restore, edit, is_open) =
        (approach.id.clone(), approach.id.clone(), approach.id.clone(), approach.id.clone());
    let format = if approach.format == Format::Group { words.group_format } else { words.single_format };
    let minded: Vec<&str> = approach.compliance.iter().map(|code| text::compliance(lang, *code)).collect();
    let vocabulary = app.vocabulary();
    let tags: Vec<String> = approach.tags.iter().map(|id| text::tag(lang, &vocabulary, id)).collect();
    let form = approach.clone();
    view! {
        <li class="card approach" class:left-out=off data-approach=approach.id.clone()>
            <div class="suggestion-head">
                <strong>{said.name.clone()}</strong>
                <span class="badge">{text::kind_name(lang, approach.kind)}</span>
                <span class="badge">{format}</span>
                {off.then(|| view! { <span class="badge warn">{words.off}</span> })}
                {(changed && !own).then(|| view! { <span class="badge">{words.changed}</span> })}
                {own.then(|| view! { <span class="badge">{words.own}</span> })}
                <span class="grow"></span>
                <button class="quiet-button edit-approach" aria-expanded=move || (open.get().as_deref() == Some(is_open.as_str())).to_string()
                    on:click=move |_| open.update(|open| *open = if open.as_deref() == Some(edit.as_str()) { None } else { Some(edit.clone()) })>{words.edit}</button>
                <button class="quiet-button switch-approach" on:click=move |_| app.dispatch(Edit::SwitchApproach { id: switch.clone(), on: off })>{if off { words.switch_on } else { words.switch_off }}</button>
                {(changed || off).then(|| view! { <button class="quiet-button" on:click=move |_| app.dispatch(Edit::RestoreApproach(restore.clone()))>{if own { words.remove } else { words.restore }}</button> })}
            </div>
            <p>{said.how.clone()}</p>
            <p class="muted">{cost_line(lang, words, &approach)} {(!tags.is_empty()).then(|| format!(" · {}", tags.join(" / ")))}</p>
            {(!minded.is_empty()).then(|| view! { <p class="muted">{words.minded} {words.colon} {minded.join(" · ")}</p> })}
            {move || (open.get().as_deref() == Some(form.id.as_str())).then(|| {
                let approach = form.clone();
                view! { <ApproachForm app approach on_close=Callback::new(move |()| open.set(None)) /> }
            })}
        </li>
    }
}

/// Money and minutes of an approach in a line.
fn cost_line(lang: text::Lang, words: &CareWords, approach: &Approach) -> String {
    let mut parts = Vec::new();
    if approach.head_yuan > 0 {
        parts.push(format!("{} {}", text::yuan(lang, approach.head_yuan), words.a_head));
    }
    if approach.session_yuan > 0 {
        parts.push(format!("{} {}", text::yuan(lang, approach.session_yuan), words.a_session));
    }
    parts.push(format!("{} {}", approach.staff.total(), words.mins));
    if approach.format == Format::Group {
        parts.push(format!("{}–{}", approach.min_heads, approach.max_heads));
    }
    parts.join(" · ")
}
