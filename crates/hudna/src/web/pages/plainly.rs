//! Refusals of the record in words: people by the names that the reader may know, articles by where they stand, and what an incident came to
//! by the acts that bear on it. To machines the codes stay as they are.

use std::sync::Arc;

use hudna_core::ledger::id::{EntryId, UserId};
use hudna_desk::document::screen::Screen;
use hudna_desk::record::Snapshot;

use super::called::Called;
use crate::web::House;
use crate::web::fault::Fault;
use crate::web::visit::Visit;

/// The same refusal with its values in words. Where what is needed for that cannot be had, as it was.
pub(super) async fn plainly(house: &Arc<House>, visit: &Visit, why: Fault) -> Fault {
    if why.status().is_server_error() {
        return why;
    }
    let logins = house.at_the_door(hudna_desk::accounts::Accounts::logins).await;
    let (Ok(snapshot), Ok(logins)) = (house.snapshot().await, logins) else { return why };
    let view = snapshot.saying(false);
    let screen = Screen::of(&view, visit.lang);
    let called = Called { visit, standing: &snapshot.standing, logins: &logins };
    why.retold(|name, value| {
        if name == "changed" {
            return Some(changed(&screen, &snapshot, value));
        }
        if snapshot.agreement.norms.iter().any(|norm| *norm.id == *value) {
            return Some(screen.norm(value));
        }
        let user = UserId::from(value);
        snapshot.standing.users.contains_key(&user).then(|| called.told(&user))
    })
}

/// What bears on an incident that is not as it was seen: of its acts the last, by their kind and time.
fn changed(screen: &Screen<'_>, snapshot: &Snapshot, value: &str) -> String {
    let words = screen.words();
    let entries = value.split([' ', ',', ';']).filter(|one| one.starts_with("E-")).map(EntryId::from);
    let told = |entry: EntryId| {
        let comma = words.get("comma");
        if let Some(filed) = snapshot.report(&entry.0).and_then(|at| snapshot.filed.get(at)) {
            return format!("{} {}{comma} {}", words.get("report"), filed.name(), screen.moment(filed.at));
        }
        let done = snapshot.handled.done.iter().find(|one| one.entry == entry);
        done.map_or_else(
            || entry.0.to_string(),
            |one| {
                let kind = words.get(&format!("act-{}", one.kind.replace(['.', '_'], "-")));
                format!("{kind}{comma} {}", screen.moment(one.at))
            },
        )
    };
    let mut all: Vec<String> = entries.map(told).collect();
    all.dedup();
    all.join(&format!("{} ", words.get("semicolon")))
}
