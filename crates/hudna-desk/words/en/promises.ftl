# Commitments: states, sentences, tables.
promise-none = Nothing was promised yet.
promise-count = { $count ->
    [one] 1 commitment.
   *[other] { $count } commitments.
}
promise-count-verified = { $count ->
    [one] 1 is verified as kept in full.
   *[other] { $count } are verified as kept in full.
}
promise-count-claimed = { $count ->
    [one] 1 is claimed done and verified by nobody yet.
   *[other] { $count } are claimed done and verified by nobody yet.
}
promise-count-overdue = { $count ->
    [one] 1 is past its deadline.
   *[other] { $count } are past their deadline.
}
promise-count-contested = { $count ->
    [one] Of 1 the sides read the order differently: nobody is counted late until the commission rules.
   *[other] Of { $count } the sides read the order differently: nobody is counted late until the commission rules.
}
promise-count-expired = { $count ->
    [one] Of 1 the verification has run out: whether it is kept is unknown again.
   *[other] Of { $count } the verification has run out: whether they are kept is unknown again.
}
promise-count-waiting = { $count ->
    [one] 1 waits for something else.
   *[other] { $count } wait for something else.
}
promise-count-soon = { $count ->
    [one] For 1 the time or the verification runs out within 7 days.
   *[other] For { $count } the time or the verification runs out within 7 days.
}
promise-most = Most hangs on “{ $what }”: { $count ->
    [one] 1 other waits for it.
   *[other] { $count } others wait for it.
}
promise-named = { $what } ({ $by })
promise-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
promise-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
promise-d-after = D+{ $days }
promise-d-before = D-{ $days }
promise-state-overdue = past its deadline
promise-state-contested = order in dispute
promise-state-expired = verification expired
promise-state-claimed = claimed, not verified
promise-state-due = owed
promise-state-standing = in force meanwhile
promise-state-waiting = waiting
promise-state-verified = verified
promise-state-lapsed = lapsed
promise-state-released = released
promise-state-withdrawn = withdrawn
promise-state-undeclared = not declared
promise-state-disputed = declared both ways
promise-state-fails = declared not to hold
promise-state-holds = declared to hold
promise-state-not-yet = not there yet
promise-scale-0 = not begun
promise-scale-1 = minimal
promise-scale-2 = intermediate
promise-scale-3 = full
promise-order-before = first
promise-order-concurrent = at the same time
promise-order-conditional = on condition
promise-order-free = in no order
promise-because-not-claimed = nobody says that it is done
promise-because-claimed-only = claimed done, and verified by nobody
promise-because-partly = verified as done in part
promise-because-expired = its verification has expired
promise-because-ended = it will not come
promise-because-undeclared = nobody has declared it
promise-because-fails = it was declared not to hold
promise-because-disputed = those who may declare it differ
promise-because-together = the two go together, and it waits itself
promise-because-unknown = nobody made it
promise-nobody-made = something that nobody promised
promise-waits = Waits for: { $what }, { $how }; { $because }.
promise-voice-text = As written
promise-reading = { $whose }: { $state }.
promise-could-move = Could move: { $who }.
promise-mover-debtor = { $who } (“{ $what }”)
promise-mover-verifier = { $who }, by verifying “{ $what }”
promise-mover-declarers = { $who }, by declaring “{ $what }”
promise-mover-commission = { $who }, by ruling on the order
promise-mover-sides = { $who } together, by agreeing on something else than “{ $what }”
promise-any-verifier = a verifier
promise-together = Goes together with: { $what }.
promise-until = Stands until { $when }.
promise-until-rule = Stands until { $rule }.
promise-due-left = Due { $when }: { $left } left.
promise-due-past = Was due { $when }, { $left } ago.
promise-due-runs-from = Its deadline has not begun to run: { $rule }.
promise-was-due = At first due { $when }; a longer time was given.
promise-not-extended = A longer time was given by some to whom it is owed, not by { $who }: the first deadline stands.
promise-late-unknown = Whether it is late is not known.
promise-found = Verified on { $moment }: { $scale }.
promise-valid-until = The verification holds until { $moment }.
promise-ran-out = The verification ran out on { $moment }.
promise-claimed = { $by } says, on { $moment }: { $scale }.
promise-sealed-late = That was sealed after the deadline only, on { $moment }.
promise-declarers = May be declared by { $who }.
promise-declared-holds = { $by } on { $moment }: it holds.
promise-declared-fails = { $by } on { $moment }: it does not hold.
promise-body-commission = the commission
promise-body-joint_team = the joint team
promise-body-donors = the donors
promise-body-joint_force = the joint force
promise-theme-weapons = Heavy weapons
promise-theme-force = Joint force
promise-theme-civilians = Civilians
promise-theme-detainees = Detainees
promise-theme-access = Roads and access
promise-theme-institutions = Institutions
promise-theme-support = Support
promise-theme-other = Other
promise-column-id = Id
promise-column-what = Commitment
promise-column-by = Owed by
promise-column-to = Owed to
promise-column-theme = Theme
promise-column-state = State
promise-column-due = Due
promise-column-says = What there is to say
promise-title = Commitments
promise-as-of = As of { $moment } ({ $day })
promise-owed = { $by } to { $to }
promise-soon = Within { $span }
promise-soon-line = { $when }: { $what }
promise-stores = Declared stores
promise-store-none = The registers name no store.
cli-promises = Say what was promised, how it stands, what waits for what and who could move
cli-promises-as-of = As of this local time instead of now, such as 2026-03-31T18:00
cli-promises-json = As data, for programs
cli-promises-days = Deadlines and verifications that run out within so many days are told apart (7)

# Declared stores.
store-column-site = Site
store-column-by = Held by
store-column-declared = Declared
store-column-found = What was found
store-column-visit = Visits
store-declared = declared
store-undeclared = not declared
store-declared-unknown = not said
store-kind-unknown = weapons of a kind not said
store-number-unknown = number not said
store-number-range = { $low } to { $high }
store-stock = { $kind }; declared: { $declared }; found there: { $present }; at the last look: { $found }.
store-state-present = present
store-state-missing = missing
store-state-again-missing = missing again
store-state-not-accessible = not accessible
store-state-not-verified = not verified as withdrawn
store-state-unknown = not looked at
store-never-visited = Never visited.
store-visit-granted = Visited on { $moment }; inspectors were let in.
store-visit-denied = Visited on { $moment }; inspectors were turned away.
store-visit-delayed = Visited on { $moment }; inspectors were let in late.
store-visit-unknown = Visited on { $moment }; whether inspectors were let in is not said.
store-stale = Inspectors were last let in on { $moment }: longer ago than the text allows, so storage is unknown again.
store-never-entered = Inspectors never got in: what lies there does not count as stored.

# The pages.
promises-day = Today is { $day }.
promises-matrix = Who promised what, and how far it is
promises-scale = Kroc scale, 0 to 3
promises-key-verified = verified by another
promises-key-claimed = claimed, not verified
promises-key-open = not done yet
promises-no-commitment = no commitment
promises-more = and { $count } more
promises-timeline = By when
promises-no-deadline = no deadline
promises-waiting = What waits for what
promises-waiting-means = first what can move now, under it what waits for it
promises-nothing-waits = Nothing waits for anything else.
promises-conditions = Conditions
promise-held-up = { $count ->
    [one] 1 other waits for it
   *[other] { $count } others wait for it
}
promise-in-name = In the name of { $party }.
promise-in-words = In words
promise-valid-through = The verification holds through
promise-new-day = New last day
promise-read-other = The other commitment
promise-read-how = What the other is to this one
promise-holds = Whether it holds
promise-scale-missing = Choose how far it is kept.
promise-day-wrong = That is no day of the calendar.
promise-do-claim = Say that it is done
promise-do-verify = Say how far it is kept
promise-do-extend = Give a longer time
promise-do-release = Ask for it no more
promise-do-withdraw = Withdraw it
promise-do-read = Read its order
promise-do-declare = Declare
