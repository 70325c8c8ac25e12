# The report on the joint force.

cli-force-out = Write the report as PDF and page into this folder, in the languages of --lang
cli-force-lang = Languages of the report
force-paper-title = Report on the joint force { $number }
force-paper-footer = Nobody is named here. What is not ruled on is open
force-paper-look = The report, to print
section-force-summary = Summary
section-force-bodies = 1. Bodies and their make-up
section-force-nominations = 2. Nominations
section-force-watch = 3. What watches where
section-force-patrols = 4. Patrols
section-force-complaints = 5. Complaints about monitors
force-paper-bodies = { $count ->
    [0] The record tells of no body.
    [one] The joint force has one body.
   *[other] The joint force has { $count } bodies.
}
force-paper-seats = { $count ->
    [0] Nobody sits in it yet.
    [one] One seat is taken.
   *[other] { $count } seats are taken.
}
force-paper-nominations = { $count ->
    [0] No nomination is open.
    [one] One nomination is open.
   *[other] { $count } nominations are open.
}
force-paper-patrols = { $count ->
    [0] No patrol has reported.
    [one] One patrol has reported.
   *[other] { $count } patrols have reported.
}
force-paper-broken = { $count ->
    [one] In one body a change of its make-up broke a quota.
   *[other] In { $count } bodies a change of their make-up broke a quota.
}
force-paper-broken-at = A quota was broken by the change of { $moment }.
force-paper-column-quota = Quota
force-paper-column-stands = Stands
force-paper-column-asks = What it asks
force-paper-column-body = Body
force-paper-column-sector = Sector
force-paper-column-watch = Watched by
force-paper-column-way = Way
force-paper-open = Open
force-paper-appeal = Ruled on, appeal possible
force-paper-accepted = Accepted
force-paper-refused = Not accepted
force-paper-withdrawn = Taken back
force-paper-overdue = Overdue
force-paper-nobody-named = Candidates are not named in this report, neither by name nor by id. Overdue counts those whose time for the next step has run out.
force-paper-hours = hours of patrol reported: { $hours }
force-paper-planned = Planned, not over
force-paper-awaited = Over, report awaited
force-paper-reported = Reported
force-paper-late = Of these late
force-paper-denied = Turned back
force-paper-uncleared = Without the clearance asked for
