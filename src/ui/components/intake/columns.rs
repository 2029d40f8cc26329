//! What each column means: guessed, shown with its first values, to be corrected.

use leptos::prelude::*;

use crate::import::{Encoding, Field, Hidden, Mapping};
use crate::shell::page;
use crate::text;
use crate::ui::jobs;
use crate::ui::state::{App, Draft};

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
    Field::Child,
    Field::Personality,
    Field::Tags,
    Field::Avoids,
    Field::Note,
    Field::LastContact,
    Field::DoNotContact,
    Field::Consent,
    Field::NoProfiling,
    Field::Record,
    Field::Sensitive,
];

/// The second step of an import.
#[component]
pub fn CheckColumns(app: App, draft: Draft) -> impl IntoView {
    let words = &app.words().import;
    let at = draft.sheet;
    let mapping = draft.mappings[at].clone();
    let hidden = draft.sheets[at].hidden.clone();
    // The draft follows without a signal of its own: the page is not drawn anew below the hands of the person.
    let fields = RwSignal::new(mapping.columns.iter().map(|column| column.field).collect::<Vec<_>>());
    let has_key = move || fields.with(|fields| fields.iter().any(|field| field.is_key()));
    let header = mapping.header_row.map_or_else(|| words.no_header.to_owned(), |row| (row + 1).to_string());
    let encoding = draft.encoding.filter(|_| !draft.name.is_empty()).map(|now| encoding_choice(app, now));
    let code_names = move || app.choices.with(|choices| choices.code_names);
    let choose_codes =
        move |event| app.choices.update(|choices| choices.code_names = event_target_checked(&event));
    view! {
        <section class="card">
            <div class="fields">
                <span class="file-name">{draft.name.clone()}</span>
                {sheet_choice(app, &draft)}
                {encoding}
                <span>{words.header_row} " " {header}</span>
            </div>
            {draft.remembered.then(|| view! { <p class="notice good" id="remembered">{words.remembered}</p> })}
            {hidden_notice(app, &hidden, &mapping)}
            <h2>{words.columns}</h2>
            <p class="muted">{words.columns_hint}</p>
            {table(app, &mapping, &hidden, fields)}
            <label class="check">
                <input type="checkbox" id="code-names" prop:checked=code_names on:change=choose_codes />
                <span>{words.code_names}</span>
            </label>
            <Show when=move || !has_key()><p class="notice" role="alert">{words.need_key}</p></Show>
            <div class="actions foot">
                <button class="button primary" id="import-go" disabled=move || !has_key() on:click=move |_| jobs::read_rows(app)>{words.go}</button>
                <button class="button" id="import-leave" on:click=move |_| app.draft.set(None)>{app.words().app.cancel}</button>
            </div>
        </section>
    }
}

fn sheet_choice(app: App, draft: &Draft) -> Option<impl IntoView + use<>> {
    let words = &app.words().import;
    let at = draft.sheet;
    let several = draft.sheets.len() > 1;
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().unwrap_or(0);
        app.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.sheet = chosen;
            }
        });
    };
    let options = draft.sheets.iter().enumerate().map(|(idx, sheet)| {
        let hidden = if sheet.hidden.sheet { words.hidden_sheet } else { "" };
        view! { <option value=idx selected=idx == at>{sheet.name.clone()} {hidden}</option> }
    });
    let options = options.collect_view();
    several.then(|| {
        view! {
            <label class="field inline">
                <span>{words.sheet}</span>
                <select id="sheet" on:change=choose>{options}</select>
            </label>
        }
    })
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
        let kept =
            app.draft.with_untracked(|draft| draft.as_ref().map(|d| (d.name.clone(), d.bytes.clone())));
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

/// What the workbook does not show.
fn hidden_notice(app: App, hidden: &Hidden, mapping: &Mapping) -> Option<impl IntoView + use<>> {
    let words = &app.words().import;
    let columns = hidden.columns.iter().filter_map(|at| mapping.columns.get(*at as usize));
    let columns: Vec<&str> = columns.map(|column| column.header.as_str()).collect();
    let columns = (!columns.is_empty())
        .then(|| view! { <span>{words.hidden_columns} " " {columns.join(" · ")}</span> " " });
    let rows = hidden.rows.len();
    let rows = (rows > 0).then(|| view! { <span>{words.hidden_rows} " " {rows}</span> });
    let any = columns.is_some() || rows.is_some();
    any.then(|| view! { <p class="notice" id="hidden-parts">{columns}{rows}</p> })
}

fn table(
    app: App,
    mapping: &Mapping,
    hidden: &Hidden,
    fields: RwSignal<Vec<Field>>,
) -> impl IntoView + use<> {
    let words = &app.words().import;
    let rows = mapping.columns.iter().enumerate().map(|(idx, column)| {
        let field = Memo::new(move |_| fields.with(|fields| fields.get(idx).copied().unwrap_or(Field::Ignore)));
        let options = FIELDS.iter().enumerate().map(|(at, choice)| {
            view! { <option value=at prop:selected=move || field.get() == *choice>{text::field(app.lang(), *choice)}</option> }
        });
        let put = move |chosen: Field| {
            fields.update(|fields| fields[idx] = chosen);
            app.draft.maybe_update(|draft| {
                if let Some(draft) = draft {
                    draft.mappings[draft.sheet].columns[idx].field = chosen;
                }
                false
            });
        };
        let choose = move |event: web_sys::Event| {
            let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| FIELDS.get(at).copied());
            put(chosen.unwrap_or(Field::Ignore));
        };
        let secret = move || matches!(field.get(), Field::Sensitive | Field::IdNumber | Field::Child | Field::Record);
        let values = column.samples.join(" · ");
        let is_empty = values.is_empty();
        let samples = move || if secret() { words.hidden_values.to_owned() } else { values.clone() };
        let unknown = move || field.get() == Field::Ignore && !is_empty;
        let header = column.header.clone();
        // The button goes away with what it did; the hand stays at the column.
        let quickly = move |chosen| {
            put(chosen);
            page::focus(&format!("column-{idx}"));
        };
        let quick = move || unknown().then(|| view! {
            <span class="quick">
                <button class="quiet-button" aria-label=format!("{} {}", header, words.as_tags) on:click=move |_| quickly(Field::Tags)>{words.as_tags}</button>
                <button class="quiet-button" aria-label=format!("{} {}", header, words.as_note) on:click=move |_| quickly(Field::Note)>{words.as_note}</button>
            </span>
        });
        let label = format!("{} {}", column.header, words.meaning);
        let hidden = hidden.columns.contains(&(idx as u32)).then(|| view! { " " <small class="muted">{words.hidden_column}</small> });
        view! {
            <tr class:left-out=move || field.get() == Field::Ignore>
                <th scope="row">{column.header.clone()} {hidden}</th>
                <td><select id=format!("column-{idx}") aria-label=label on:change=choose>{options.collect_view()}</select> {quick}</td>
                <td class="samples">{samples}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="table" id="columns">
                <thead><tr>
                    <th scope="col">{words.column}</th><th scope="col">{words.meaning}</th><th scope="col">{words.samples}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
