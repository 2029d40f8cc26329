//! Care as the rules of the house want it, on the sample branch.

use yangke::calendar::Quarter;
use yangke::care::{for_person, Playbook, Reason};
use yangke::demo::{self, DemoOptions};

#[test]
fn who_refuses_profiling_gets_care_by_the_calendar_alone() {
    let branch = demo::branch(&DemoOptions::usual());
    let (playbook, quarter) = (Playbook::built_in(), Quarter::after(DemoOptions::usual().today));
    let by_profile = |reason: &Reason| matches!(reason, Reason::Tag { .. } | Reason::Quiet | Reason::Lively);
    let mut checked = 0;
    for customer in &branch.book.customers {
        let tagged = for_person(customer, &playbook, quarter).0;
        let mut refusing = (**customer).clone();
        refusing.no_profiling = true;
        let (recommended, _) = for_person(&refusing, &playbook, quarter);
        assert!(!recommended.iter().flat_map(|found| &found.reasons).any(by_profile));
        checked += usize::from(tagged.iter().flat_map(|found| &found.reasons).any(by_profile));
    }
    assert!(checked > 100, "the sample has people with care by their tags");
}
