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
    [one] The sides read the order of 1 differently: nobody is counted late until the commission rules.
   *[other] The sides read the order of { $count } differently: nobody is counted late until the commission rules.
}
promise-count-expired = { $count ->
    [one] Of 1 the verification has run out: whether it is kept is unknown again.
   *[other] Of { $count } the verification has run out: whether they are kept is unknown again.
}
promise-count-waiting = { $count ->
    [one] 1 waits for something else.
   *[other] { $count } wait for something else.
}
promise-count-due = { $count ->
    [one] 1 is owed and within its time.
   *[other] { $count } are owed and within their time.
}
promise-count-standing = { $count ->
    [one] 1 is in force meanwhile.
   *[other] { $count } are in force meanwhile.
}
promise-count-lapsed = { $count ->
    [one] 1 has lapsed.
   *[other] { $count } have lapsed.
}
promise-count-released = { $count ->
    [one] 1 is asked for no more.
   *[other] { $count } are asked for no more.
}
promise-count-withdrawn = { $count ->
    [one] 1 was withdrawn by who owes it.
   *[other] { $count } were withdrawn by who owes them.
}
promise-count-left-owing = { $count ->
    [one] 1 was past its deadline when it was withdrawn, and those to whom it is owed have not let it go.
   *[other] { $count } were past their deadline when they were withdrawn, and those to whom they are owed have not let them go.
}
promise-count-alike = { $count ->
    [one] In 1 of those in dispute the sides read the order alike, and otherwise than it is written.
   *[other] In { $count } of those in dispute the sides read the order alike, and otherwise than it is written.
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
    [0] less than an hour
    [one] 1 hour
   *[other] { $count } hours
}
promise-days-of = { $count ->
    [one] 1 day
   *[other] { $count } days
}
promise-hours-of = { $count ->
    [0] less than an hour
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
promise-voice-text = as written
promise-voice-party = as { $whose } reads it
promise-reading-text = As written: { $state }.
promise-reading = As { $whose } reads it: { $state }.
promise-view-late = past its deadline by { $left }
promise-view-due = owed, { $left } left
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
promise-to-verify = To be verified by { $who }.
promise-claimed-late = That was { $left } after its deadline ({ $when }).
promise-withdrawn-on = Withdrawn by { $who } on { $moment }.
promise-late-then = It was then { $left } past its deadline ({ $when }).
promise-let-go = { $who } asks for it no more since { $moment }.
promise-still-owed = Still owed to { $who }.
promise-not-let-go = Not let go by those to whom it is owed: { $who }.
promise-to-all = all others
promise-ruled = The commission ruled on { $moment } on its order with “{ $what }”: { $order }.
promise-ruled-instead = That takes the place of the ruling of { $moment } ({ $order }).
promise-ruled-grounds = The grounds are sealed in entry { $entry }.
promise-read-before = { $who } read its order on { $moment }: { $order }.
promise-read-alike = The sides read the order alike: { $order }. As it is written: { $written }. The commission has not ruled.
promise-mover-lets-go = { $who }, by letting it go
promise-meets = Conditions at the table that hang on it
promise-meets-condition = “{ $words }” ({ $party }, { $issue })
promise-said-words = What was said of it
promise-said-withdrawn = Withdrawn by { $who }, { $moment }
promise-said-read = Order read by { $who }, { $moment }
promise-said-ruled = Ruling of the commission, { $moment }
promise-said-declared = Declared by { $who }, { $moment }
promise-ruled-since = The commission has ruled on this order since you opened the page. Nothing was recorded: look at it again.
promise-ruled-elsewhere = The order in dispute is that of:
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
promise-column-verified = Verified (Kroc, 0 to 3)
promise-column-claimed = Claimed (Kroc, 0 to 3)
promise-column-late = Late
promise-column-waits = Waits for
promise-column-movers = Who could move
promise-column-held-up = How many wait for it
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
store-column-kind = Weapons
store-column-last = The last look
store-column-compared = Compared
store-column-norms = By the text (provisional)
store-column-visit = Visits
store-declared = declared
store-undeclared = not declared
store-declared-unknown = not said
store-kind-unknown = weapons of a kind not said
store-number-unknown = number not said
store-number-range = { $low } to { $high }
store-calibre = { $kind }, { $calibre } mm
store-counted = { $state }: { $count }
store-look = { $found }, on { $moment }
store-look-undated = { $found }, at a time not said
store-stock = { $kind }; declared: { $declared }; at the last look: { $found }.
store-agrees = found as declared
store-differs = differs from what is declared
store-undetermined = undetermined
store-not-inspected = not inspected
store-weighed = { $norm }: { $outcome }
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
promise-do-claim = Say that it is done
promise-do-verify = Say how far it is kept
promise-do-extend = Give a longer time
promise-do-release = Ask for it no more
promise-do-withdraw = Withdraw it
promise-do-read = Read its order
promise-do-declare = Declare
promises-sealed-stores = What is declared to lie where is sealed: whoever may see sealed registers sees it here.

# What presses.
promise-count-late-by-one = { $count ->
    [one] By one of the readings, 1 of those in dispute would be past its deadline.
   *[other] By one of the readings, { $count } of those in dispute would be past their deadline.
}
promise-contested-since = The order has been in dispute for { $span }: { $who } read it otherwise on { $moment }. The commission has not ruled.
promise-contested-sealed = That reading was sealed on { $moment }.
promise-contested-late = That reading was put after the deadline by another reading ({ $when }).
promise-contested-sealed-late = That reading was signed before the deadline by another reading ({ $when }), and sealed after it.
promise-alert-overdue = Past its deadline by { $left } ({ $when }).
promise-alert-due = { $left } left, until { $when }.
promise-alert-valid = The verification holds for { $left } more, until { $when }.
promise-alert-contested = The order has been in dispute for { $span }.
promise-alert-late-by = Late: { $who }.
promise-alert-not-late-by = Not late: { $who }.
promise-late-yes = late
promise-late-no = not late
promise-late-withdrawn = late when withdrawn
promise-late-claimed = claimed after its deadline
promise-late-open = not known
promise-sheet = Commitments
store-sheet = Stores
store-lead = What was declared, held against what the last look found. That the two differ says nothing of why; what nobody could look at is neither there nor missing.

# What waits for what, as a picture.
promises-graph-means = What comes first stands on the left; what waits for it stands further right. A thick frame: others wait for it, and somebody can move.
promises-graph-alt = What waits for what. The same stands as a list below.
promises-graph-list = The picture as a list
promises-graph-near = { $count ->
    [one] Drawn are the nearest to “{ $what }”. 1 other is not in the picture.
   *[other] Drawn are the nearest to “{ $what }”. { $count } others are not in the picture.
}
promises-graph-one = { $what }: { $state }.
promises-graph-waits = Waits for: { $what }, { $how }.
promises-graph-after = Comes after: { $what }, which is there.
promises-graph-read-differently = That order is read differently.
promises-graph-end = others wait for it; somebody can move
promises-graph-blocks = holds up what follows
promises-graph-there = is there already
promises-graph-if = on condition
promises-graph-with = at the same time
promises-graph-disputed = order read differently

# The report.
kind-commitments = Report on commitments
promises-report = Report on commitments, no. { $number }
promises-report-status = What a side says is done is its claim. What is verified was looked at by another. What nobody has looked at is open: silence is neither kept nor broken.
promises-report-footer = A claim is not a verification, and silence is neither
promises-without-stores = What is declared to lie in which store is sealed and left out here.
promises-rest-in-workbook = { $count ->
    [one] 1 more is in the workbook.
   *[other] { $count } more are in the workbook.
}
promises-no-alert = Nothing runs out within 14 days, and nothing is past its deadline.
promises-matrix-lead = By theme and by who owes it: how far it is, as verified by another and as claimed.
promises-level-verified = verified: { $scale }
promises-level-claimed = claimed: { $scale }
promises-level-was = was { $scale } until { $until }
promises-level-open = nobody has said
promises-owed-to = to { $to }
promises-disputed-lead = Each reading is followed through by itself. Nobody is counted late until the commission rules.
promises-column-presses = What presses
promises-column-blocks = What others wait for
promises-column-blocked = What waits for it
promises-column-readings = How each reads it
promises-column-condition = Condition
promises-column-put-by = Put by
section-promises-summary = Summary
section-promises-alerts = What presses
section-promises-matrix = Who promised what, and how far it is
section-promises-timeline = By when
section-promises-graph = What waits for what
section-promises-blocked = What blocks what, and who could unblock it
section-promises-disputed = Orders read differently
section-promises-conditions = Conditions
section-promises-stores = Declared stores
section-promises-in-full = Each in full
cli-document-kind = What is made: sitrep (the reports on incidents), commitments
cli-no-period = A report on commitments tells how they stand at one moment, not of a period: leave out "{ $value }", and say --as-of.
cli-not-a-commitments-document = "{ $value }" holds something that is not a format of this report. Choose from pdf,html,csv,xlsx,json.
documents-as-workbook = As a workbook
documents-as-csv = As CSV
documents-promises-otherwise = { $count ->
    [one] 1 commitment that stands otherwise:
   *[other] { $count } commitments that stand otherwise:
}

# Forms.
promises-new = New commitment
promises-new-lead = A commitment once sealed is not changed: it can be extended by those to whom it is owed, and withdrawn by whoever owes it.
promises-make = A commitment
promises-make-do = Seal the commitment
promises-put = A condition
promises-put-do = Seal the condition
promise-choose = Choose
promise-party = In whose name
promise-field-id = Id
    .hint = By which others name it: letters, digits, - _ and .
promise-field-what-ar = In Arabic
promise-field-what-en = In English
promise-field-due = Last day
promise-field-due-rule = Or counted
    .hint = D+14, or 72 h after verified(id)
promise-field-not-before = Not before
    .hint = A day, D+14, or after verified(id)
promise-field-not-before-day = Cannot hold before
promise-field-until = Stands until
    .hint = Of an interim arrangement: verified(id), declared(id), D+60
promise-field-valid-for = A verification holds for
    .hint = 30 d
promise-field-verifier = Who verifies it
promise-field-need = Waits for
promise-field-need-on = Id of the other
promise-field-read-by = As whom reads it
    .hint = Left empty: as agreed
promise-field-declarers = Who may declare it
promise-table-condition = Condition put at the table
promise-do-rule = Rule on its order
promise-do-link = Link a condition of the table
promise-party-missing = Choose in whose name.
promise-party-not-yours = You do not speak for them.
promise-day-missing = Choose the day.
promise-order-missing = Choose the order.
promise-other-missing = Say which other.
promise-other-unknown = “{ $typed }” is the id of no commitment and no condition.
promise-holds-missing = Choose whether it holds.
promise-verifier-party = A party verifies nothing here: choose who does, or leave it open.
promise-reasons-missing = Say why: whoever it concerns must be able to answer.
promise-ruling-named = One of them wrote this down for all.
promise-condition-missing = Choose the condition.
promise-id-missing = Give it an id.
promise-id-wrong = “{ $typed }” was read. An id has at most 60 letters, digits, - _ and . and no space.
promise-what-missing = Say what is promised, in one language at least.
promise-moment-wrong = “{ $typed }” was read, which is no moment. Write it as 2026-03-10, D+14, or 72 h after verified(id).
promise-length-wrong = “{ $typed }” was read, which is no length of time. Write it as 30 d or 72 h.
promise-declarers-missing = Somebody must be able to declare it.
promise-rule-after = { $span } after { $event }
promise-rule-verified = { $what } is verified
promise-rule-claimed = { $what } is claimed done
promise-rule-declared = { $what } is declared to hold
promise-rule-adhered = { $what } joins the agreement
promise-rule-signed = the text is signed
record-reading-not-yours = { $party } would say how { $by } reads the order of { $promise }.
    .do = A party says how it reads an order itself. Nothing was promised.
