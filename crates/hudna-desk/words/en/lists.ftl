# What waits, lists as files, filters of lists.

waits-yours = For you
waits-others = For others
waits-nothing-yours = Nothing waits for you.
waits-a-part = in the whole mission; your role reaches a part of them
waits-count-facts = { $count ->
    [one] One finding waits for facts that are missing
   *[other] { $count } findings wait for facts that are missing
}
waits-count-assessor = { $count ->
    [one] One finding waits for an assessor
   *[other] { $count } findings wait for an assessor
}
waits-count-second = { $count ->
    [one] One finding was assessed by one assessor alone
   *[other] { $count } findings were assessed by one assessor alone
}
waits-count-reply = { $count ->
    [one] One finding waits for the reply of a party
   *[other] { $count } findings wait for the reply of a party
}
waits-count-ruling = { $count ->
    [one] One finding waits for a ruling of the commission
   *[other] { $count } findings wait for a ruling of the commission
}
waits-count-tasks-yours = { $count ->
    [one] One task of verification was given to you or your team
   *[other] { $count } tasks of verification were given to you or your team
}
waits-count-tasks = { $count ->
    [one] One task of verification is open
   *[other] { $count } tasks of verification are open
}
waits-count-late = { $count ->
    [one] one of them is overdue
   *[other] { $count } of them are overdue
}
waits-count-notices = { $count ->
    [one] One notice waits for an answer
   *[other] { $count } notices wait for an answer
}
waits-count-recoveries = { $count ->
    [one] One recovery of an account waits for you as second officer
   *[other] { $count } recoveries of accounts wait for you as second officer
}
waits-count-recoveries-other = { $count ->
    [one] One recovery of an account waits for a second officer other than you
   *[other] { $count } recoveries of accounts wait for a second officer other than you
}
waits-count-embargo = { $count ->
    [one] One document is released and held back until its time
   *[other] { $count } documents are released and held back until their time
}
waits-embargo-next = the next until { $moment }
waits-count-nominations = { $count ->
    [one] One nomination to the joint force waits for a step
   *[other] { $count } nominations to the joint force wait for a step
}
waits-count-complaints = { $count ->
    [one] One complaint about a monitor is not ruled on yet
   *[other] { $count } complaints about monitors are not ruled on yet
}
waits-count-votes = { $count ->
    [one] One vote at the table is open
   *[other] { $count } votes at the table are open
}
waits-whom-facts = Missing facts: a visit, a party, a register
waits-whom-assessor = An assessor
waits-whom-second = A second assessor
waits-whom-reply = The reply of a party
waits-whom-ruling = A ruling of the commission
waits-yours-alone = What waits for me alone
field-waits = Waits for
field-yours = Mine
column-waits = Waits for
column-since = Waits since
list-from = From
list-until = Until
filter-wrong-list = Nothing is listed: what the list was asked for cannot be read. Mend what is marked above.
record-filter-wrong = The list was asked for by something that is not offered or cannot be read. { $why } No file was made.
field-days-reversed = The last day lies before the first.
filter-across = { $count ->
    [one] One incident of this list began before the period and may have lasted into it; situation reports count it in the period in which it began.
   *[other] { $count } incidents of this list began before the period and may have lasted into it; situation reports count them in the period in which they began.
}
filter-across-rest = { $count ->
    [one] The one that is counted in this period
   *[other] The { $count } that are counted in this period
}
list-as-files = These lists as files
list-id = Id
list-user-id = Id of the person
list-file = File
list-line = Line
list-asked = Asked
list-given-at = Given
list-due = Due
list-open = open
list-lacking = What is lacking
list-keeps-open = Findings that it keeps open
list-given = Given as a task
list-yes = yes
list-no = no
list-act = What was done
list-parts = Parts, sealed or open
list-number = Number
list-for-whom = For whom
list-released-at = Released
list-out-from = Held back until
list-corrects = Corrects
list-corrected-by = Corrected by
list-changed-since = The record changed since
list-sha256 = SHA-256
list-body = Body
list-seats = Seats taken
list-made-up = Of whom
list-joined-by = How it is joined
list-quotas = Quotas
list-nomination = Nomination
list-objections = Objections
list-patrol = Patrol
list-team = Team
list-told = As the page tells it
list-kind = Kind
column-entry = Entry
notice-unit = Unit
claims-standing = How the claims stand
documents-out-yes = out
documents-out-no = held back until its time
access-did-act = { $what } (entry { $number })
incident-make-violation = Make a violation report of it
incident-make-flash = Make a flash report of it
field-embargo-past = This time has passed: a document cannot be held back until then.
settings-role-held = This person has this role over the same reach already. Nothing was entered.
waits-count-review = { $count ->
    [one] One finding waits for its technical review
   *[other] { $count } findings wait for their technical review
}
waits-whom-review = A technical review
notices-by-none = without an answer
notices-by-granted = with leave
notices-by-refused = with leave refused
notices-by-over = past without an answer
