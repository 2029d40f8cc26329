//! What was noticed while a list was read: where, what, and the way out.

use leptos::prelude::*;
use std::sync::Arc;

use super::SHOWN;
use crate::finding::{Finding, Severity};
use crate::import::Imported;
use crate::order::Order;
use crate::text;
use crate::ui::state::App;

/// The findings as a table.
#[component]
pub fn Findings(app: App, imported: StoredValue<Arc<Imported>>) -> impl IntoView {
    let words = &app.words().import;
    let lang = app.lang();
    let count = imported.with_value(|imported| imported.findings.len());
    if count == 0 {
        return view! { <p>{words.no_findings}</p> }.into_any();
    }
    let more = count.saturating_sub(SHOWN);
    // What keeps a row out stands first, within that the order of the file.
    let shown: Vec<Finding> = imported.with_value(|imported| {
        let mut by_weight: Vec<&Finding> = imported.findings.iter().collect();
        by_weight.order_by_key(|finding| std::cmp::Reverse(finding.severity));
        by_weight.into_iter().take(SHOWN).cloned().collect()
    });
    let rows = shown.into_iter().map(|finding| {
        let mark = match finding.severity {
            Severity::Error => "✕",
            Severity::Warning => "!",
            Severity::Note => "i",
        };
        view! {
            <tr>
                <td><span class="mark" data-severity=format!("{:?}", finding.severity) aria-hidden="true">{mark}</span> " " {text::place(lang, &finding.place)}</td>
                <td>{text::finding(lang, finding.code)}</td>
                <td class="samples">{finding.value}</td>
                <td>{text::way_out(lang, finding.code)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="table" id="findings">
                <thead><tr>
                    <th scope="col">{words.where_}</th><th scope="col">{words.what}</th>
                    <th scope="col">{words.value}</th><th scope="col">{words.way_out}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">"+" {more} " " {words.more_findings}</p> })}
    }
    .into_any()
}
