//! Every change that a person or a computation can make to a branch, as a value.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::{Branch, BulkChange, CareRecords, Expert};
use crate::book::{
    merge, Apart, Book, Customer, CustomerId, Evidence, Interaction, Judgement, Note, OpenQuestion, Override,
    PersonFacts, SavedQuery, Tag, TagMark,
};
use crate::care::matching::{Consent, Resource};
use crate::care::{Approach, Limits, PlaybookChanges, Template};
use crate::circles::{Bounds, CircleId, CircleSet, LeftOut, Rule, SplitBy};
use crate::plan::quarter::{PlanSettings, PlanWishes, QuarterPlan};

/// A change to a branch. After those that are skipped here the whole branch is saved: they never stand in a log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Opens another branch in place of this one.
    #[serde(skip)]
    Open(Box<Branch>),
    /// Joins an imported list with the book.
    #[serde(skip)]
    Import {
        /// The customers of the list.
        customers: Vec<Arc<Customer>>,
        /// Words that the vocabulary did not know.
        own_tags: Vec<Tag>,
        /// Name for a branch that has none yet.
        name: String,
    },
    /// Keeps the circles that were found.
    #[serde(skip)]
    KeepCircles(Arc<CircleSet>),
    /// Keeps a plan that was made.
    #[serde(skip)]
    KeepPlan(Arc<QuarterPlan>),
    /// Decides about single events.
    SetWishes(PlanWishes),
    /// Changes the limits of the plan.
    SetSettings(PlanSettings),
    /// Keeps the plan as it is now, to be compared with others.
    KeepScenario {
        /// What it is called.
        name: String,
        /// The day.
        on: chrono::NaiveDate,
    },
    /// Makes a kept plan the plan again, with its limits and wishes.
    UseScenario(u32),
    /// Lets a kept plan go.
    DropScenario(u32),
    /// A list was joined with the book, field by field as it was settled.
    #[serde(skip)]
    Merge {
        /// The book with the list in it.
        book: Arc<Book>,
        /// Words that the vocabulary did not know.
        own_tags: Vec<Tag>,
    },
    /// Joins another manager's branch: its people, field by field as it was settled, and what it has decided about them.
    #[serde(skip)]
    Join {
        /// The other side's customers in their order; those with a number of this book change it.
        customers: Vec<Arc<Customer>>,
        /// The other branch as it was.
        other: Box<Branch>,
    },
    /// Deletes everything about a person.
    Forget(CustomerId),
    /// Renames the branch.
    Rename(String),
    /// Names a circle; an empty name takes the name away.
    NameCircle {
        /// The circle.
        circle: CircleId,
        /// The name.
        name: String,
    },
    /// Makes a circle by hand.
    MakeCircle {
        /// Its name.
        name: String,
        /// Who belongs: any of the rules suffices.
        rules: Vec<Rule>,
    },
    /// Joins two circles.
    JoinCircles {
        /// The circle that stays.
        into: CircleId,
        /// The one that goes into it.
        from: CircleId,
    },
    /// Splits a circle in two.
    SplitCircle {
        /// The circle.
        circle: CircleId,
        /// By what.
        by: SplitBy,
    },
    /// Keeps a circle over the next searches, or no longer.
    PinCircle {
        /// The circle.
        circle: CircleId,
        /// Whether it stays.
        pinned: bool,
    },
    /// Takes a circle off the list.
    SetCircleAside(CircleId),
    /// Lets the next search show what was set aside.
    BringCirclesBack,
    /// How many circles of what size the next search shows.
    BoundCircles(Bounds),
    /// Leaves a person out of a circle.
    LeaveOut {
        /// The circle.
        circle: CircleId,
        /// Who, and why.
        left_out: LeftOut,
    },
    /// Takes a person back into a circle.
    TakeBack {
        /// The circle.
        circle: CircleId,
        /// Who.
        customer: CustomerId,
    },
    /// Sets a tag on a customer.
    SetTag {
        /// The customer.
        customer: CustomerId,
        /// The tag with its evidence.
        mark: TagMark,
    },
    /// Takes a tag off a customer.
    RemoveTag {
        /// The customer.
        customer: CustomerId,
        /// Id of the tag.
        tag: String,
    },
    /// Adds a note with the tags that were read from it.
    AddNote {
        /// The customer.
        customer: CustomerId,
        /// The note.
        note: Note,
        /// Tags; evidence that points to a note points to this one.
        marks: Vec<TagMark>,
    },
    /// Says of a tag that was read from a note whether it is right.
    Judge {
        /// The customer.
        customer: CustomerId,
        /// Id of the tag.
        tag: String,
        /// What is said.
        judgement: Judgement,
        /// The day.
        on: chrono::NaiveDate,
    },
    /// Accepts every tag that still waits to be confirmed.
    AcceptAll {
        /// The day.
        on: chrono::NaiveDate,
    },
    /// Keeps two people apart from now on.
    KeepApart(Apart),
    /// Lets two people meet again.
    LetMeet(CustomerId, CustomerId),
    /// Records how a touch went.
    Record {
        /// The customer.
        customer: CustomerId,
        /// What happened.
        interaction: Interaction,
    },
    /// Keeps a changed or new approach of the playbook.
    KeepApproach(Box<Approach>),
    /// Takes an approach back to how it ships; one of the branch's own goes.
    RestoreApproach(String),
    /// Switches an approach off or on.
    SwitchApproach {
        /// Id of the approach.
        id: String,
        /// Whether it is used.
        on: bool,
    },
    /// Changes the limits that hold for all approaches.
    SetLimits(Limits),
    /// Takes a whole playbook from a file.
    TakePlaybook(Box<PlaybookChanges>),
    /// Keeps the branch's own wording; an empty text takes it back.
    KeepTemplate(Template),
    /// Keeps a resource; number 0 asks for a new number.
    KeepResource(Resource),
    /// Takes a resource away.
    RemoveResource(u32),
    /// Keeps who has agreed to be brought together.
    KeepConsent(Consent),
    /// Sets who answers questions.
    SetExperts(Vec<Expert>),
    /// Keeps a question of a customer; number 0 asks for a new number.
    Ask {
        /// The customer.
        customer: CustomerId,
        /// The question.
        question: OpenQuestion,
    },
    /// Overrides an avoid with a reason, or takes the override back with an empty one.
    OverrideAvoid {
        /// The customer.
        customer: CustomerId,
        /// Which avoid, and why.
        kept: Override,
    },
    /// Changes many people at once.
    Bulk {
        /// Who.
        customers: Vec<CustomerId>,
        /// What.
        change: BulkChange,
    },
    /// Sets tags of many people, each their own.
    TagEach {
        /// Who gets which.
        marks: Vec<(CustomerId, TagMark)>,
        /// Words that the vocabulary did not know.
        own_tags: Vec<Tag>,
    },
    /// Sets the facts of a person.
    SetFacts {
        /// The customer.
        customer: CustomerId,
        /// All facts.
        facts: Box<PersonFacts>,
        /// Tags that are set with them.
        marks: Vec<TagMark>,
        /// Tags that are taken off with them.
        unmarked: Vec<String>,
    },
    /// Keeps a tag of the vocabulary: a new one, or in place of the one with its id.
    KeepTag(Tag),
    /// Merges a tag of the branch's own into another: everything that speaks of it follows.
    MergeTags {
        /// The tag that goes.
        from: String,
        /// The tag that stays.
        into: String,
    },
    /// Takes tags from a file: those with a known id are changed, the others are new.
    TakeTags(Vec<Tag>),
    /// Keeps conditions by name, in place of those that had it.
    KeepQuery(SavedQuery),
    /// Gives kept conditions another name; a name that is taken changes nothing.
    RenameQuery {
        /// The name.
        from: String,
        /// The new name.
        to: String,
    },
    /// Lets kept conditions go.
    DropQuery(String),
    /// Sets whether a customer refuses contact or profiling.
    SetRefusals {
        /// The customer.
        customer: CustomerId,
        /// Wants no contact.
        do_not_contact: bool,
        /// Refuses to be profiled.
        no_profiling: bool,
    },
}

pub(super) fn apply(branch: &mut Branch, edit: Edit) {
    match edit {
        Edit::Open(other) => *branch = *other,
        Edit::Import { customers, own_tags, name } => {
            let first = branch.is_empty();
            merge(Arc::make_mut(&mut branch.book), customers);
            know(branch, own_tags);
            super::tags::follow(branch);
            if first {
                branch.settings = PlanSettings::sample(branch.book.customers.len());
                branch.name = name;
            }
        }
        Edit::Merge { book, own_tags } => {
            branch.book = book;
            know(branch, own_tags);
            super::tags::follow(branch);
        }
        Edit::Join { customers, other } => super::join::join(branch, customers, &other),
        Edit::Forget(id) => super::forget::forget(branch, id),
        Edit::KeepCircles(circles) => branch.circles = circles,
        Edit::KeepPlan(plan) => branch.plan = Some(plan),
        Edit::SetWishes(wishes) => branch.wishes = wishes,
        Edit::SetSettings(settings) => branch.settings = settings,
        Edit::KeepScenario { name, on } => super::scenario::keep(branch, name, on),
        Edit::UseScenario(number) => super::scenario::take_up(branch, number),
        Edit::DropScenario(number) => {
            Arc::make_mut(&mut branch.scenarios).retain(|scenario| scenario.number != number);
        }
        Edit::Rename(name) => branch.name = name,
        Edit::NameCircle { circle, name } => {
            let circles = Arc::make_mut(&mut branch.circles);
            if let Some(circle) = circles.circles.iter_mut().find(|other| other.id == circle) {
                circle.name = (!name.trim().is_empty()).then(|| name.trim().to_owned());
            }
        }
        Edit::MakeCircle { name, rules } => {
            circles(branch, |circles, book| {
                circles.add_by_hand(book, &name, rules);
            });
        }
        Edit::JoinCircles { into, from } => circles(branch, |circles, book| circles.join(book, into, from)),
        Edit::SplitCircle { circle, by } => circles(branch, |circles, book| circles.split(book, circle, &by)),
        Edit::PinCircle { circle, pinned } => circles(branch, |circles, _| circles.pin(circle, pinned)),
        Edit::SetCircleAside(circle) => circles(branch, |circles, _| circles.set_aside(circle)),
        Edit::BringCirclesBack => circles(branch, |circles, _| circles.bring_back()),
        Edit::BoundCircles(bounds) => circles(branch, |circles, _| circles.bound(bounds)),
        Edit::LeaveOut { circle, left_out } => {
            circles(branch, |circles, book| circles.leave_out(book, circle, left_out));
        }
        Edit::TakeBack { circle, customer } => {
            circles(branch, |circles, book| circles.take_back(book, circle, customer));
        }
        Edit::SetTag { customer, mark } => change(branch, customer, |customer| {
            customer.tags.retain(|old| old.tag != mark.tag);
            customer.tags.push(mark);
        }),
        Edit::RemoveTag { customer, tag } => {
            change(branch, customer, |customer| customer.tags.retain(|mark| mark.tag != tag));
        }
        Edit::AddNote { customer, note, marks } => change(branch, customer, |customer| {
            let at = customer.notes.len();
            customer.notes.push(note);
            for mut mark in marks {
                if let Evidence::Note { note_idx, .. } = &mut mark.evidence {
                    *note_idx = at;
                }
                customer.set_tag(mark);
            }
        }),
        Edit::Judge { customer, tag, judgement, on } => {
            change(branch, customer, |customer| customer.judge(&tag, judgement, on));
        }
        Edit::AcceptAll { on } => {
            for customer in Arc::make_mut(&mut branch.book).customers.iter_mut() {
                let waiting: Vec<String> =
                    customer.tags.iter().filter(|mark| mark.doubt > 0).map(|mark| mark.tag.clone()).collect();
                if !waiting.is_empty() {
                    let customer = Arc::make_mut(customer);
                    waiting.iter().for_each(|tag| customer.judge(tag, Judgement::Accepted, on));
                }
            }
        }
        Edit::KeepApart(apart) => {
            let book = Arc::make_mut(&mut branch.book);
            book.apart.retain(|old| !old.is(apart.a, apart.b));
            book.apart.push(apart);
        }
        Edit::LetMeet(a, b) => Arc::make_mut(&mut branch.book).apart.retain(|old| !old.is(a, b)),
        Edit::Record { customer, interaction } => change(branch, customer, |customer| {
            customer.last_contact = customer.last_contact.max(Some(interaction.date));
            customer.interactions.push(interaction);
        }),
        Edit::KeepApproach(approach) => care(branch, |care| care.playbook.keep(*approach)),
        Edit::RestoreApproach(id) => care(branch, |care| care.playbook.restore(&id)),
        Edit::SwitchApproach { id, on } => care(branch, |care| care.playbook.switch(&id, on)),
        Edit::SetLimits(limits) => care(branch, |care| care.playbook.limits = limits),
        Edit::TakePlaybook(changes) => care(branch, |care| care.playbook = *changes),
        Edit::KeepTemplate(template) => care(branch, |care| care.keep_template(template)),
        Edit::KeepResource(resource) => care(branch, |care| {
            care.keep_resource(resource);
        }),
        Edit::RemoveResource(number) => {
            care(branch, |care| care.resources.retain(|resource| resource.number != number));
        }
        Edit::KeepConsent(consent) => care(branch, |care| care.keep_consent(consent)),
        Edit::SetExperts(experts) => care(branch, |care| care.experts = experts),
        Edit::Ask { customer, question } => {
            change(branch, customer, |customer| customer.keep_question(question))
        }
        Edit::OverrideAvoid { customer, kept } => change(branch, customer, |customer| {
            customer.overrides.retain(|old| old.avoid != kept.avoid);
            if !kept.reason.trim().is_empty() {
                customer.overrides.push(kept);
            }
        }),
        Edit::Bulk { customers, change } => super::bulk::change(branch, &customers, &change),
        Edit::TagEach { marks, own_tags } => super::bulk::tag_each(branch, marks, own_tags),
        Edit::SetFacts { customer, facts, marks, unmarked } => change(branch, customer, |customer| {
            facts.lay_on(customer);
            customer
                .tags
                .retain(|old| !unmarked.contains(&old.tag) && !marks.iter().any(|mark| mark.tag == old.tag));
            customer.tags.extend(marks);
        }),
        Edit::KeepTag(tag) => super::tags::keep(branch, vec![tag]),
        Edit::MergeTags { from, into } => super::tags::merge(branch, &from, &into),
        Edit::TakeTags(tags) => super::tags::keep(branch, tags),
        Edit::KeepQuery(kept) => super::queries::keep(branch, kept),
        Edit::RenameQuery { from, to } => super::queries::rename(branch, &from, &to),
        Edit::DropQuery(name) => Arc::make_mut(&mut branch.queries).retain(|kept| kept.name != name),
        Edit::SetRefusals { customer, do_not_contact, no_profiling } => {
            change(branch, customer, |customer| {
                customer.do_not_contact = do_not_contact;
                customer.no_profiling = no_profiling;
            })
        }
    }
}

fn care(branch: &mut Branch, change: impl FnOnce(&mut CareRecords)) {
    change(Arc::make_mut(&mut branch.care));
}

pub(super) fn know(branch: &mut Branch, own_tags: Vec<Tag>) {
    let known = Arc::make_mut(&mut branch.own_tags);
    for tag in own_tags {
        if !known.iter().any(|old| old.id == tag.id) {
            known.push(tag);
        }
    }
}

fn circles(branch: &mut Branch, change: impl FnOnce(&mut CircleSet, &crate::book::Book)) {
    change(Arc::make_mut(&mut branch.circles), &branch.book);
}

fn change(branch: &mut Branch, id: CustomerId, change: impl FnOnce(&mut Customer)) {
    Arc::make_mut(&mut branch.book).change(id, change);
}
