//! Import in three steps: choose, check the columns, see the result and accept it.

use leptos::prelude::*;

use crate::book::{merge_preview, Fact, FactChange};
use crate::branch::Edit;
use crate::finding::Severity;
use crate::import::{Encoding, Field, Imported, Mapping};
use crate::job::JobError;
use crate::route::Route;
use crate::text;
use crate::ui::components::fact_name;
use crate::ui::jobs;
use crate::ui::opening::{chosen_file, take_file};
use crate::ui::saving;
use crate::ui::state::{App, Draft};

/// Findings that are listed; the others are counted.
const FINDINGS: usize = 200;

/// Every meaning a column can have, in the order of the menu.
const FIELDS: &[Field] = &[
    Field::Ignore,
    Field::Code,
    Field::Name,
    Field::Gender,
    Field::Age,
    Field::Birthday,
    Field::LunarBirthday,
    Field::IdNumber,
    Field::Phone,
    Field::Groups,
    Field::GroupFlag,
    Field::Tier,
    Field::Assets,
    Field::Risk,
    Field::Manager,
    Field::Occupation,
    Field::RiskUntil,
    Field::Maturity,
    Field::MaturityAmount,
    Field::SchoolEntry,
    Field::Personality,
    Field::Tags,
    Field::Avoids,
    Field::Note,
    Field::LastContact,
    Field::DoNotContact,
    Field::Consent,
    Field::NoProfiling,
    Field::Sensitive,
];

/// The page.
#[component]
pub fn Import(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <h1 class="page-title">{words.import.title}</h1>
        {move || app.import_error.get().map(|error| view! { <p class="notice" role="alert">{refusal(app, error)}</p> })}
        {move || app.draft.with(|draft| match draft {
            None => choose(app).into_any(),
            Some(draft) => match &draft.imported {
                None => check(app, draft).into_any(),
                Some(imported) => result(app, imported).into_any(),
            },
        })}
    }
}

fn refusal(app: App, error: JobError) -> &'static str {
    match error {
        JobError::Import(error) => text::import_error(app.lang(), error),
        JobError::Problem | JobError::Ended => app.words().import.cancelled,
    }
}

fn choose(app: App) -> impl IntoView {
    let words = app.words();
    let pasted = RwSignal::new(String::new());
    view! {
        <section class="card">
            <p>{words.import.lead}</p>
            <label class="button primary file-button">
                {words.import.choose}
                <input type="file" class="hidden-input" accept=".xlsx,.xls,.csv,.txt,.tsv" aria-label=words.import.choose
                    on:change=move |event| take_file(app, chosen_file(&event)) />
            </label>
        </section>
        <section class="card">
            <label class="field">
                <span>{words.import.paste_label}</span>
                <textarea id="paste" rows="6" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            </label>
            <button class="button" id="paste-go" disabled=move || pasted.with(String::is_empty) on:click=move |_| jobs::read_pasted(app, pasted.get_untracked())>
                {words.import.paste_go}
            </button>
        </section>
    }
}

fn change_draft(app: App, change: impl FnOnce(&mut Draft)) {
    app.draft.update(|draft| {
        if let Some(draft) = draft {
            change(draft);
        }
    });
}

fn check(app: App, draft: &Draft) -> impl IntoView + use<> {
    let words = app.words();
    let mapping = draft.mappings[draft.sheet].clone();
    let at = draft.sheet;
    let sheets = (draft.read.sheets.len() > 1).then(|| {
        let names = draft.read.sheets.iter().enumerate();
        let options = names.map(|(idx, sheet)| view! { <option value=idx selected=idx == at>{sheet.name.clone()}</option> });
        view! {
            <label class="field inline">
                <span>{words.import.sheet}</span>
                <select on:change=move |event| change_draft(app, |draft| draft.sheet = event_target_value(&event).parse().unwrap_or(0))>
                    {options.collect_view()}
                </select>
            </label>
        }
    });
    let encoding = draft.read.encoding.filter(|_| draft.bytes.is_some()).map(|now| encoding_choice(app, now));
    let header =
        mapping.header_row.map_or_else(|| words.import.no_header.to_owned(), |row| (row + 1).to_string());
    let has_key = mapping.has_key();
    view! {
        <section class="card">
            <div class="fields">
                <span class="file-name">{draft.name.clone()}</span>
                {sheets}
                {encoding}
                <span>{words.import.header_row} " " {header}</span>
            </div>
            <h2>{words.import.columns}</h2>
            <p class="muted">{words.import.columns_hint}</p>
            {columns(app, &mapping)}
            {(!has_key).then(|| view! { <p class="notice" role="alert">{words.import.need_key}</p> })}
            <div class="actions">
                <button class="button primary" id="import-go" disabled=!has_key on:click=move |_| jobs::read_rows(app)>{words.import.go}</button>
                <button class="button" on:click=move |_| app.draft.set(None)>{words.app.cancel}</button>
            </div>
        </section>
    }
}

fn encoding_choice(app: App, now: Encoding) -> impl IntoView {
    let choices = [
        (Encoding::Utf8, "UTF-8"),
        (Encoding::Gb18030, "GBK / GB18030"),
        (Encoding::Utf16Le, "UTF-16 LE"),
        (Encoding::Utf16Be, "UTF-16 BE"),
    ];
    let read_again = move |event: web_sys::Event| {
        let wish =
            choices.get(event_target_value(&event).parse::<usize>().unwrap_or(0)).map(|choice| choice.0);
        let kept = app
            .draft
            .with_untracked(|draft| draft.as_ref().and_then(|d| Some((d.name.clone(), d.bytes.clone()?))));
        if let Some((name, bytes)) = kept {
            jobs::read_file(app, name, bytes, wish);
        }
    };
    view! {
        <label class="field inline">
            <span>{app.words().import.encoding}</span>
            <select on:change=read_again>
                {choices.into_iter().enumerate().map(|(idx, (encoding, name))| view! {
                    <option value=idx selected=encoding == now>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

fn columns(app: App, mapping: &Mapping) -> impl IntoView + use<> {
    let words = app.words();
    let lang = app.lang();
    let rows = mapping.columns.iter().enumerate().map(|(idx, column)| {
        let field = column.field;
        let options = FIELDS.iter().enumerate().map(|(at, choice)| {
            view! {
                <option value=at selected=*choice == field>{text::field(lang, *choice)}</option>
            }
        });
        let choose = move |event: web_sys::Event| {
            let chosen = FIELDS.get(event_target_value(&event).parse::<usize>().unwrap_or(0)).copied();
            change_draft(app, |draft| {
                let sheet = draft.sheet;
                draft.mappings[sheet].columns[idx].field = chosen.unwrap_or(Field::Ignore);
            });
        };
        let hidden = matches!(field, Field::Sensitive | Field::IdNumber);
        let samples =
            if hidden { words.import.hidden_values.to_owned() } else { column.samples.join(" · ") };
        let label = format!("{} {}", column.header, words.import.meaning);
        view! {
            <tr class:left-out=field == Field::Ignore>
                <th scope="row">{column.header.clone()}</th>
                <td><select aria-label=label on:change=choose>{options.collect_view()}</select></td>
                <td class="samples">{samples}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{words.import.column}</th><th scope="col">{words.import.meaning}</th><th scope="col">{words.import.samples}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn result(app: App, imported: &Imported) -> impl IntoView + use<> {
    let words = app.words();
    let lang = app.lang();
    let more = imported.findings.len().saturating_sub(FINDINGS);
    let rows = imported.findings.iter().take(FINDINGS).map(|finding| {
        let mark = match finding.severity {
            Severity::Error => "✕",
            Severity::Warning => "!",
            Severity::Note => "i",
        };
        view! {
            <tr>
                <td><span class="mark" data-severity=format!("{:?}", finding.severity) aria-hidden="true">{mark}</span> {text::place(lang, &finding.place)}</td>
                <td>{text::finding(lang, finding.code)}</td>
                <td class="samples">{finding.value.clone()}</td>
                <td>{text::way_out(lang, finding.code)}</td>
            </tr>
        }
    });
    let table = if imported.findings.is_empty() {
        view! { <p>{words.import.no_findings}</p> }.into_any()
    } else {
        view! {
            <div class="table-wrap" tabindex="0">
                <table class="table" id="findings">
                    <thead><tr>
                        <th scope="col">{words.import.where_}</th><th scope="col">{words.import.what}</th>
                        <th scope="col">{words.import.value}</th><th scope="col">{words.import.way_out}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{words.import.result}</h2>
            <div class="figures small-figures">
                <div class="figure"><span class="figure-name">{words.import.rows}</span><strong class="figure-value" id="rows">{imported.rows}</strong></div>
                <div class="figure"><span class="figure-name">{words.import.imported}</span><strong class="figure-value" id="imported">{imported.customers.len()}</strong></div>
                <div class="figure"><span class="figure-name">{words.import.skipped}</span><strong class="figure-value" id="skipped">{imported.skipped}</strong></div>
            </div>
            {preview(app, imported)}
            <div class="actions">
                <button class="button primary" id="import-accept" on:click=move |_| accept(app)>{words.import.accept}</button>
                <button class="button" on:click=move |_| change_draft(app, |draft| draft.imported = None)>{words.app.back}</button>
            </div>
            <h2>{words.import.findings}</h2>
            {table}
            {(more > 0).then(|| view! { <p class="muted">"+" {more} " " {words.import.more_findings}</p> })}
        </section>
    }
}

/// What joining would change, old and new, where there is a book of real customers.
fn preview(app: App, imported: &Imported) -> Option<impl IntoView + use<>> {
    let words = app.words();
    let preview = app.branch_now(|branch| {
        let joins = !branch.is_empty() && !branch.made_up;
        joins.then(|| merge_preview(&branch.book, &imported.customers))
    })?;
    let renamed = |changes: &[FactChange]| {
        changes.iter().any(|change| change.fact == Fact::Name && !change.old.is_empty())
    };
    let doubtful = preview.changed.iter().filter(|(_, changes)| renamed(changes)).count();
    let figure = |name: &'static str, id: &'static str, n: usize| {
        view! { <div class="figure"><span class="figure-name">{name}</span><strong class="figure-value" id=id>{n}</strong></div> }
    };
    let rows = preview.changed.iter().take(FINDINGS).map(|(id, changes)| {
        let name =
            app.branch_now(|branch| branch.book.get(*id).map(|found| found.name.clone()).unwrap_or_default());
        let said = changes.iter().map(|change| change_line(app, change)).collect_view();
        view! { <tr><th scope="row">{app.shown_name(&name)}</th><td>{said}</td></tr> }
    });
    let rows = rows.collect_view();
    let more = preview.changed.len().saturating_sub(FINDINGS);
    Some(view! {
        <h2>{words.import.preview}</h2>
        <div class="figures small-figures">
            {figure(words.import.added, "preview-added", preview.added)}
            {figure(words.import.changed, "preview-changed", preview.changed.len())}
            {figure(words.import.unchanged, "preview-unchanged", preview.unchanged)}
            {figure(words.import.absent, "preview-absent", preview.absent.len())}
            {(preview.twice > 0).then(|| figure(words.import.twice, "preview-twice", preview.twice))}
        </div>
        {(doubtful > 0).then(|| view! { <p class="notice" id="doubtful">{doubtful} " " {words.import.doubtful}</p> })}
        <p class="muted">{words.import.undo_hint}</p>
        {(!preview.changed.is_empty()).then(|| view! {
            <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.import.changed>
                <table class="table" id="preview">
                    <thead><tr><th scope="col">{words.book.name}</th><th scope="col">{words.import.old_new}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })}
        {(more > 0).then(|| view! { <p class="muted">"+" {more}</p> })}
    })
}

fn change_line(app: App, change: &FactChange) -> impl IntoView + use<> {
    let words = &app.words().import;
    let fact = fact_name(app, change.fact);
    let masked = |value: &String| {
        let phone = change.fact == Fact::Phone && app.look.get().masked;
        if phone {
            crate::script::mask_phone(value)
        } else {
            value.clone()
        }
    };
    let value = if change.old.is_empty() && change.new.is_empty() {
        words.updated.to_owned()
    } else {
        format!(
            "{} → {}",
            if change.old.is_empty() { "–".to_owned() } else { masked(&change.old) },
            masked(&change.new)
        )
    };
    view! { <p class="change"><span class="muted">{fact}</span> " " {value}</p> }
}

/// Puts the customers into the book, then finds circles and plans. A sample branch gives way to real customers.
fn accept(app: App) {
    let Some(draft) = app.draft.get_untracked() else { return };
    let Some(imported) = draft.imported else { return };
    let name = draft.name.rsplit_once('.').map_or(draft.name.as_str(), |(name, _)| name).to_owned();
    if app.branch_now(|branch| branch.made_up) {
        app.dispatch(Edit::Open(Box::new(crate::branch::Branch::empty())));
    }
    saving::note(app, crate::vault::Deed::Imported, imported.customers.len());
    app.dispatch(Edit::Import { customers: imported.customers, own_tags: imported.own_tags, name });
    app.draft.set(None);
    app.say(app.words_now().import.accepted, true);
    app.go(Route::Home);
    jobs::find_circles(app, true);
}
