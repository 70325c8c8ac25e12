//! Rulings that one records in the names of several: on an order, on a complaint. Whoever records one took part in it, and gives grounds.

use hudna_core::commitment::{Need, Order};
use hudna_core::ledger::act::{Act, Both};
use hudna_core::ledger::filed::Filed;
use hudna_core::ledger::part::Class;
use hudna_desk::record::{Actor, Mission};

use super::house::{House, clock, somebody};

fn refused(mission: &mut Mission, actor: &Actor, act: Filed) -> &'static str {
    let (size, head) = (mission.ledger.size(), mission.ledger.head().to_owned());
    let why = mission.act(actor, act, clock()).expect_err("it is refused");
    assert_eq!((mission.ledger.size(), mission.ledger.head()), (size, &*head));
    why.code
}

fn reasoned(act: Act) -> Filed {
    Filed::plain(act).with("text", Class::Narrative, b"invented grounds".to_vec())
}

fn promised(id: &str, by: &str, to: &str, needs: Vec<Need>) -> Act {
    Act::PromiseMade {
        by: by.into(),
        due: None,
        due_rule: None,
        id: id.into(),
        needs,
        not_before: None,
        on: Vec::new(),
        theme: None,
        to: vec![to.into()],
        until: None,
        valid_for: None,
        verifier: None,
        what: Both { ar: None, en: Some(format!("invented {id}").into()) },
    }
}

#[test]
fn an_order_is_ruled_on_where_it_is_disputed_with_grounds_and_by_who_stands_by_it() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let [one, other] = [(); 2].map(|()| somebody(mission, &["commissioner"], None));
    let [first, second] =
        ["first", "second"].map(|party| somebody(mission, &["party_delegate"], Some(party)));
    let need = Need { how: Order::Before, on: "pull".into(), read_by: None };
    mission
        .act(&first, Filed::plain(promised("pull", "first", "second", Vec::new())), clock())
        .expect("it stands");
    mission
        .act(&second, Filed::plain(promised("hand", "second", "first", vec![need])), clock())
        .expect("it stands");
    let rules = |how, by: &[&Actor]| Act::SequenceRuled {
        by: by.iter().map(|one| one.user.clone()).collect(),
        how,
        id: "hand".into(),
        on: "pull".into(),
    };
    let own = || reasoned(rules(Order::Concurrent, &[&one]));
    assert_eq!(refused(mission, &one, own()), "order-not-disputed");
    let reads = Act::SequenceRead {
        by: "second".into(),
        how: Order::Concurrent,
        id: "hand".into(),
        on: "pull".into(),
    };
    mission.act(&second, reasoned(reads), clock()).expect("it reads it");
    assert_eq!(refused(mission, &one, Filed::plain(rules(Order::Concurrent, &[&one]))), "reasons-missing");
    let of_another = reasoned(rules(Order::Concurrent, &[&other]));
    assert_eq!(refused(mission, &one, of_another), "ruling-without-you", "the other did nothing");
    let twice = reasoned(rules(Order::Concurrent, &[&one, &one]));
    assert_eq!(refused(mission, &one, twice), "vote-twice");
    mission.act(&one, own(), clock()).expect("it is ruled");
    let anew = reasoned(rules(Order::Before, &[&one, &other]));
    mission.act(&other, anew, clock()).expect("what was ruled on may be ruled on anew");
    let gone = Act::PromiseWithdrawn { by: "second".into(), id: "hand".into() };
    assert_eq!(refused(mission, &second, Filed::plain(gone.clone())), "reasons-missing");
    mission.act(&second, reasoned(gone), clock()).expect("it is withdrawn");
}

#[test]
fn nobody_upholds_a_complaint_in_the_name_of_one_who_knows_nothing_of_it() {
    let house = House::sqlite();
    let mission = &mut house.marsa();
    let [one, other] = [(); 2].map(|()| somebody(mission, &["commissioner"], None));
    let monitor = somebody(mission, &["monitor"], None);
    let first = somebody(mission, &["party_delegate"], Some("first"));
    let made = Act::ComplaintMade { about: monitor.user.clone(), body: None, party: "first".into() };
    let of = mission.act(&first, reasoned(made), clock()).expect("it is made").entry;
    let rules = |by: &[&Actor], against: &[&Actor]| {
        let users = |all: &[&Actor]| all.iter().map(|one| one.user.clone()).collect();
        reasoned(Act::ComplaintRuled { against: users(against), by: users(by), of: of.clone(), upheld: true })
    };
    assert_eq!(refused(mission, &one, rules(&[&other], &[])), "ruling-without-you");
    mission.act(&one, rules(&[&one], &[]), clock()).expect("who rules stands by it");
}
