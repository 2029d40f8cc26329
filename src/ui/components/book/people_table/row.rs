//! A row of the table: made once for a place in the list, told anew who stands there.

use leptos::prelude::*;
use std::sync::Arc;

use super::column::Column;
use super::{Table, HEAD, HERE, ROW};
use crate::book::CustomerId;
use crate::care::avoids;
use crate::route::Route;
use crate::script::mask_phone;
use crate::text;

/// Likes and avoids that a row has room for.
const LIKES: usize = 4;
const AVOIDS: usize = 2;

/// What a row in sight says. Its elements are made once for a place in the list and stay while the people change: of a key in
/// the search only the words in the cells are new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    customer: CustomerId,
    name: String,
    groups: String,
    tier: String,
    likes: Vec<String>,
    /// Likes beyond those that the row has room for.
    more: usize,
    avoids: Vec<String>,
    phone: String,
    manager: String,
    ticked: bool,
}

impl Table {
    /// The row at a place of the list.
    pub(super) fn draw(self, row: usize) -> AnyView {
        let tools = text::book_tool_words(self.app.look.get_untracked().lang);
        let told = Memo::new(move |before: Option<&Told>| match before {
            Some(before) if self.waits(row) => before.clone(),
            _ => self.told(row).unwrap_or_default(),
        });
        let editing = Memo::new(move |_| {
            let (of, column) = self.editing.get()?;
            self.rows.with(|rows| rows.get(row) == Some(&of)).then_some((of, column))
        });
        let says = move |read: fn(&Told) -> &String| move || told.with(|told| read(told).clone());
        let editable = move |column: Column, read: fn(&Told) -> &String| {
            let inside = move || match editing.get().filter(|(_, edited)| *edited == column) {
                Some((key, column)) => self.input(key, column, column.offers()),
                None => says(read).into_any(),
            };
            self.cell(row, column, inside.into_any())
        };
        let label = move || told.with(|told| format!("{} {}", tools.tick, told.name));
        let tick = view! {
            <input type="checkbox" tabindex="-1" aria-label=label prop:checked=move || told.with(|told| told.ticked) />
        };
        let link = view! {
            <a href=move || told.with(|told| Route::Person(told.customer).hash()) tabindex="-1">{says(|told| &told.name)}</a>
        };
        let likes = view! {
            {chips(told, |told| &told.likes, LIKES, false)}
            {move || told.with(|told| (told.more > 0).then(|| format!("+{}", told.more)))}
        };
        let avoids = chips(told, |told| &told.avoids, AVOIDS, true);
        view! {
            <div
                class="list-row"
                class:ticked=move || told.with(|told| told.ticked)
                role="row"
                aria-selected=move || told.with(|told| told.ticked).to_string()
                aria-rowindex=row + HEAD
                style:transform=format!("translateY({}px)", row * ROW)
            >
                {self.cell(row, Column::Tick, tick.into_any())}
                {self.cell(row, Column::Name, link.into_any())}
                {editable(Column::Groups, |told| &told.groups)}
                {editable(Column::Tier, |told| &told.tier)}
                {self.cell(row, Column::Tags, likes.into_any())}
                {self.cell(row, Column::Avoids, avoids.into_any())}
                {editable(Column::Phone, |told| &told.phone)}
                {editable(Column::Manager, |told| &told.manager)}
            </div>
        }
        .into_any()
    }

    fn cell(self, row: usize, column: Column, inside: AnyView) -> AnyView {
        let here = self.row.get_untracked() == row && self.column.get_untracked() == column as usize;
        let class =
            if here { Oco::Owned(format!("{} here", column.class())) } else { Oco::Borrowed(column.class()) };
        view! { <span role="gridcell" class=class id=here.then_some(HERE)>{inside}</span> }.into_any()
    }

    /// Whether the row at a place may say a moment longer what it said, tracked.
    fn waits(self, row: usize) -> bool {
        let which = self.rows.with(|rows| Arc::as_ptr(rows) as usize);
        row >= self.last.get() && self.complete.get() != which
    }

    /// What the row at a place says, tracked; nothing below the end.
    fn told(self, row: usize) -> Option<Told> {
        let app = self.app;
        let (lang, masked) = (app.lang(), app.masked());
        let key = self.rows.with(|rows| rows.get(row).copied())?;
        let told = app.branch(|branch| {
            let customer = branch.book.customers.get(key)?;
            let vocabulary = branch.vocabulary();
            let likes: Vec<&str> = customer.likes().collect();
            let name = app.shown_name(customer.label());
            let phone = if masked { mask_phone(&customer.phone) } else { customer.phone.clone() };
            Some(Told {
                customer: customer.id,
                name,
                groups: customer.groups.join(" · "),
                tier: customer.tier.clone(),
                likes: likes.iter().take(LIKES).map(|tag| text::tag(lang, &vocabulary, tag)).collect(),
                more: likes.len().saturating_sub(LIKES),
                avoids: avoids(customer)
                    .iter()
                    .take(AVOIDS)
                    .map(|found| text::avoid_briefly(lang, &vocabulary, found))
                    .collect(),
                phone,
                manager: customer.manager.clone(),
                ticked: false,
            })
        })?;
        let ticked = app.chosen.with(|chosen| chosen.contains(&told.customer));
        Some(Told { ticked, ..told })
    }
}

/// The chips of a cell, with room for so many; those without a word are hidden.
fn chips(told: Memo<Told>, read: fn(&Told) -> &Vec<String>, room: usize, avoid: bool) -> impl IntoView {
    let chip = move |at: usize| {
        let word = Memo::new(move |_| told.with(|told| read(told).get(at).cloned().unwrap_or_default()));
        view! {
            <span class=if avoid { "chip avoid" } else { "chip" } hidden=move || word.with(String::is_empty)>
                <span class="sign" aria-hidden="true">{if avoid { "−" } else { "+" }}</span>
                {word}
            </span>
        }
    };
    (0..room).map(chip).collect_view()
}
