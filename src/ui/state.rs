//! What the page holds: the branch with its history, how the page looks, where it is, what runs.

use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::book::{CustomerId, Fact, Filter, SearchIndex, Vocabulary};
use crate::branch::{Branch, Edit, EditKind, History};
use crate::care::Playbook;
use crate::circles::CircleId;
use crate::import::{Encoding, Imported, Mapping};
use crate::job::{JobProgress, SheetHead};
use crate::route::Route;
use crate::shell::files::FileBytes;
use crate::shell::place::Place;
use crate::shell::{page, settings, settings::Look};
use crate::text::{keeping, words, AllWords, KeepingWords, Lang};
use crate::ui::components::at_once;
use crate::ui::keeping::Keeping;
use crate::ui::trail::find_again;
use crate::view::{self, PlanChanges, PlanLens};

/// Whether what is on screen is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The store is being opened.
    Opening,
    /// Everything is saved; when.
    Saved(String),
    /// A save is under way.
    Saving,
    /// The last save failed.
    Failed,
    /// The browser keeps nothing.
    Unavailable,
    /// What is kept was written by a newer version.
    Newer,
    /// The disk or the quota is full.
    Full,
    /// Another tab has saved since.
    Overtaken,
    /// Real customers wait for the choice of a passphrase.
    Asking,
    /// The book waits for its passphrase.
    Locked,
    /// What is kept is not whole.
    Recovery,
}

/// Long work that is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    /// A file is read.
    Reading,
    /// Rows become customers.
    Rows,
    /// Circles are sought.
    Circles,
    /// A plan is made.
    Plan,
    /// A sample branch is made up.
    MakingUp,
    /// The machine is timed.
    Measuring,
}

/// An import on its way.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Name of the file.
    pub name: String,
    /// The file's bytes, for reading its rows, and for reading it again in another encoding.
    pub bytes: FileBytes,
    /// For text files: how the bytes were read.
    pub encoding: Option<Encoding>,
    /// The sheets, without their rows.
    pub sheets: Vec<SheetHead>,
    /// One mapping a sheet.
    pub mappings: Vec<Mapping>,
    /// The chosen sheet.
    pub sheet: usize,
    /// The meanings are those that were confirmed for the same headers before.
    pub remembered: bool,
    /// What came of it; `None` before the rows were read.
    pub imported: Option<Arc<Imported>>,
}

/// What a person chose about an import on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Only customer number, masked name and day of birth come in.
    pub code_names: bool,
    /// Rows about the same person: index of the double and the fact for which the later row counts.
    pub taken: Vec<(usize, Fact)>,
    /// Position in the list and the fact for which the book counts.
    pub kept: Vec<(usize, Fact)>,
    /// People of the list who are somebody in the book.
    pub same: Vec<(usize, CustomerId)>,
}

/// How the calendar of the plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanSpan {
    /// Whole months.
    #[default]
    Months,
    /// One week, everything in it by name.
    Week,
    /// A list, week by week.
    List,
}

/// What of the plan is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanLook {
    /// Whose, or which circle's.
    pub lens: PlanLens,
    /// Months, a week or a list.
    pub span: PlanSpan,
    /// The week, from 0, where one is shown.
    pub week: usize,
}

/// A short notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What to say.
    pub text: String,
    /// With a button that undoes what it speaks of: the step that was the last then, and what came of it since.
    pub undoes: Option<usize>,
    /// With a button that takes again what was undone.
    pub redoes: bool,
}

/// Handles to all state; copied into every component.
#[derive(Clone, Copy)]
pub struct App {
    pub history: RwSignal<History>,
    pub look: RwSignal<Look>,
    language: Memo<Lang>,
    masking: Memo<bool>,
    pub route: RwSignal<Route>,
    pub save_state: RwSignal<SaveState>,
    pub work: RwSignal<Option<(Work, JobProgress)>>,
    pub toast: RwSignal<Option<Toast>>,
    pub draft: RwSignal<Option<Draft>>,
    pub choices: RwSignal<Choices>,
    pub import_error: RwSignal<Option<crate::job::JobError>>,
    pub filter: RwSignal<Filter>,
    /// By which people are found; a moment behind the book at most.
    pub index: RwSignal<SearchIndex>,
    pub chosen: RwSignal<BTreeSet<CustomerId>>,
    pub full_names: RwSignal<bool>,
    /// What is being printed may show whole names.
    pub full_on_paper: RwSignal<bool>,
    /// The page is being printed: what is folded on screen is told on paper.
    pub on_paper: RwSignal<bool>,
    pub palette: RwSignal<bool>,
    pub help: RwSignal<bool>,
    pub tour: RwSignal<Option<usize>>,
    /// A note that was begun and not saved yet: it waits while one looks elsewhere.
    pub begun_note: RwSignal<Option<(CustomerId, String)>>,
    /// Whose visit briefs are on the desk.
    pub briefs: RwSignal<Vec<CustomerId>>,
    pub changes: RwSignal<Option<PlanChanges>>,
    /// The old groups, most customers first: by their order they have their colours.
    pub groups: Memo<Vec<String>>,
    pub plan_look: RwSignal<PlanLook>,
    /// How far the list of people is scrolled down, in pixels.
    pub book_top: RwSignal<usize>,
    /// The combination of circles whose people are listed.
    pub overlap: RwSignal<Option<Vec<CircleId>>>,
    /// The number of the kept plan that is compared, and with which: `None` for the one in force.
    pub compared: RwSignal<Option<u32>>,
    pub beside: RwSignal<Option<u32>>,
    pub keeping: Keeping,
}

impl App {
    /// The state at start.
    pub fn new() -> Self {
        let look = RwSignal::new(settings::look());
        let history = RwSignal::new(History::new(Branch::empty()));
        let groups = move || history.with(|history| history.now().book.groups());
        Self {
            history,
            groups: Memo::new(move |_| groups().into_iter().map(|(name, _)| name).collect()),
            look,
            language: Memo::new(move |_| look.with(|look| look.lang)),
            masking: Memo::new(move |_| look.with(|look| look.masked)),
            route: RwSignal::new(Route::of(&page::hash())),
            save_state: RwSignal::new(SaveState::Opening),
            work: RwSignal::new(None),
            toast: RwSignal::new(None),
            draft: RwSignal::new(None),
            choices: RwSignal::new(Choices::default()),
            import_error: RwSignal::new(None),
            filter: RwSignal::new(Filter::default()),
            index: RwSignal::new(SearchIndex::default()),
            chosen: RwSignal::new(BTreeSet::new()),
            full_names: RwSignal::new(false),
            full_on_paper: RwSignal::new(false),
            on_paper: RwSignal::new(false),
            palette: RwSignal::new(false),
            help: RwSignal::new(false),
            tour: RwSignal::new(None),
            begun_note: RwSignal::new(None),
            briefs: RwSignal::new(Vec::new()),
            changes: RwSignal::new(None),
            plan_look: RwSignal::new(PlanLook::default()),
            book_top: RwSignal::new(0),
            overlap: RwSignal::new(None),
            compared: RwSignal::new(None),
            beside: RwSignal::new(None),
            keeping: Keeping::new(),
        }
    }

    /// The language, tracked.
    pub fn lang(self) -> Lang {
        self.language.get()
    }

    /// Whether names are masked, tracked.
    pub fn masked(self) -> bool {
        self.masking.get()
    }

    /// The words of the language, tracked.
    pub fn words(self) -> &'static AllWords {
        words(self.lang())
    }

    /// The words of keeping, tracked.
    pub fn kept(self) -> &'static KeepingWords {
        keeping(self.lang())
    }

    /// The words of keeping, untracked.
    pub fn kept_now(self) -> &'static KeepingWords {
        keeping(self.look.get_untracked().lang)
    }

    /// Reads the branch, tracked.
    pub fn branch<T>(self, read: impl FnOnce(&Branch) -> T) -> T {
        self.history.with(|history| read(history.now()))
    }

    /// Reads the branch without tracking.
    pub fn branch_now<T>(self, read: impl FnOnce(&Branch) -> T) -> T {
        self.history.with_untracked(|history| read(history.now()))
    }

    /// The vocabulary with the branch's own tags.
    pub fn vocabulary(self) -> Vocabulary {
        self.branch_now(Branch::vocabulary)
    }

    /// The playbook in force.
    pub fn playbook(self) -> Playbook {
        self.branch_now(Branch::playbook)
    }

    /// A customer's name as it may be shown now.
    pub fn shown_name(self, name: &str) -> String {
        if self.masked() {
            crate::script::mask_name(name)
        } else {
            name.to_owned()
        }
    }

    /// A phone number as it is to be seen now.
    pub fn shown_phone(self, phone: &str) -> String {
        if self.masked() {
            crate::script::mask_phone(phone)
        } else {
            phone.to_owned()
        }
    }

    /// Applies an edit, saves it, and says so.
    pub fn dispatch(self, edit: Edit) {
        if !super::saving::may_edit(self) {
            return self.say(self.kept_now().reading_title, false);
        }
        let kind = self.history.with_untracked(|history| edit.kind(history.now()));
        let written = super::saving::written(&edit);
        self.history.update(|history| history.apply(edit));
        super::saving::save(self, written);
        if !kind.is_told_by_its_work() {
            self.say(&view::edit_kept(self.look.get_untracked().lang, kind), true);
        }
    }

    /// Applies what a computation made of the last step, as a part of it, if there was no step since (`steps` is how
    /// many there were when it began).
    pub fn dispatch_joined(self, edit: Edit, steps: usize) {
        if self.history.with_untracked(History::steps) != steps {
            return self.dispatch(edit);
        }
        if super::saving::may_edit(self) {
            let written = super::saving::written(&edit);
            self.history.update(|history| history.join(edit));
            super::saving::save(self, written);
        }
    }

    /// Takes the last step back.
    pub fn undo(self) {
        if let Some(kind) = self.step(History::undo) {
            self.tell(view::edit_undone(self.look.get_untracked().lang, kind), None, true);
        }
    }

    /// One step back or forth.
    fn step(self, go: impl FnOnce(&mut History) -> Option<EditKind>) -> Option<EditKind> {
        let kind = super::saving::may_edit(self).then(|| self.history.try_update(go)).flatten().flatten()?;
        self.changes.set(None);
        super::saving::save_all(self);
        Some(kind)
    }

    /// Takes steps back until fewer than `steps` are left.
    pub fn undo_from(self, steps: usize) {
        while self.history.with_untracked(History::steps) > steps.max(1) {
            if self.step(History::undo).is_none() {
                return;
            }
        }
        self.undo();
    }

    /// Takes the last undone step again.
    pub fn redo(self) {
        if let Some(kind) = self.step(History::redo) {
            self.say(&view::edit_redone(self.look.get_untracked().lang, kind), true);
        }
    }

    /// Shows a short notice.
    pub fn say(self, text: &str, can_undo: bool) {
        // The first branch that is opened is no step: there is nothing to go back to.
        let undoes = can_undo.then(|| self.history.with_untracked(History::steps)).filter(|steps| *steps > 0);
        self.tell(text.to_owned(), undoes, false);
    }

    fn tell(self, text: String, undoes: Option<usize>, redoes: bool) {
        let toast = Toast { text, undoes, redoes };
        self.toast.set(Some(toast.clone()));
        // It goes by itself after a while; undo stays at the top of the page.
        let gone = move || {
            if self.toast.get_untracked().as_ref() == Some(&toast) {
                self.toast.set(None);
            }
        };
        set_timeout(gone, std::time::Duration::from_secs(10));
    }

    /// The words of the language, untracked: for event handlers.
    pub fn words_now(self) -> &'static AllWords {
        words(self.look.get_untracked().lang)
    }

    /// Changes how the page looks, and keeps it.
    pub fn change_look(self, change: impl FnOnce(&mut Look)) {
        let shown = move || self.look.with_untracked(|look| (look.lang, look.masked));
        let (place, before) = (Place::here(), shown());
        at_once(|| self.look.update(change));
        settings::keep_look(self.look.get_untracked());
        // In other words the page is drawn anew, some of it in turns.
        if shown() != before {
            if shown().0 != before.0 {
                // A notice that is still in the other language.
                self.toast.set(None);
            }
            find_again(place, None);
        }
    }

    /// Goes to a place.
    pub fn go(self, route: Route) {
        page::go(&route.hash());
    }
}
