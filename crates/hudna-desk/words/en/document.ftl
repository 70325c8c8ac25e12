# The situation report and the other documents.
sitrep-daily = Daily situation report no. { $number }
sitrep-weekly = Weekly situation report no. { $number }
sitrep-long = Situation report no. { $number }
sitrep-as-of = As of { $time } on { $date }. All times are local ({ $zone }).
sitrep-period = Period: { $period }.
sitrep-before = The period before, in brackets: { $period }.
sitrep-class = Distribution: members of the joint commission, not for publication
sitrep-provisional = Provisional.
sitrep-provisional-means = All that stands here was found by the program from the reports. Nothing is assessed by a person or ruled by the commission.
sitrep-staged = Provisional, unless marked otherwise.
sitrep-staged-means = What is marked “assessed” carries the outcome that an assessor accepted, what is marked “ruled” the one that the commission ruled. All else was found by the program from the reports.
sitrep-agreement = { $title }, version { $version }. { $prevails }
prevails-ar = The Arabic text prevails.
prevails-en = The English text prevails.
sitrep-footer = An allegation is not an assessment, and an assessment is not a ruling
page = Page
page-of = of
section-summary = Summary
section-incidents = 1. Incidents by sector
section-weapons = 2. Heavy weapons
section-zones = 3. Disengagement areas and zones
section-harm = 4. Civilian harm
section-movement = 5. Freedom of movement
section-map = 6. Map
section-open = 7. What is undetermined, and what would settle it
section-limits = 8. What this report cannot see
section-annex-incidents = Annex A: table of incidents
section-annex-shapes = Annex B: how to read the shapes
section-annex-findings = Annex C: findings in full
summary-lead = { $reports } in the period, telling of { $incidents }.
summary-none = No report of the period tells of a possible incident.
summary-provisional = Provisional:
summary-in = in { $count }
summary-not-assessed = None is assessed and none is ruled.
summary-assessed = Assessed: { $count },
summary-ruled = Ruled: { $count },
summary-none-assessed = Assessed: none.
summary-none-ruled = Ruled: none.
summary-others = Of the findings about no incident, { $assessed } assessed, { $ruled } ruled.
summary-otherwise = { $count ->
    [one] Of one of the findings assessed or ruled the program finds otherwise; both outcomes are told.
   *[other] Of { $count } of the findings assessed or ruled the program finds otherwise; both outcomes are told.
}
summary-lapsed = { $count ->
    [one] One finding was assessed before its incident changed; the program now finds otherwise, and it is provisional again.
   *[other] { $count } findings were assessed before their incidents changed; the program now finds otherwise, and they are provisional again.
}
summary-returned = { $count ->
    [one] One finding was returned by an assessor and stays provisional.
   *[other] { $count } findings were returned by an assessor and stay provisional.
}
summary-no-coverage = Coverage is unknown: few incidents, or none, do not mean calm.
summary-unwatched = Coverage is unknown in { $sectors }: a zero there does not mean calm.
incidents-note = The period before stands in brackets. Explosions are counted apart, as reports claim them. A hatched zero was watched by nobody we know of. An incident counts as breach, else undetermined, else permitted, else not covered.
incidents-stages = Alleged counts every possible incident. Otherwise an incident stands in one stage only, the furthest that any of its findings reached, with the outcome accepted or ruled there; stages are not added up.
incidents-no-before = No report is about the period before.
incidents-undated = { $count ->
    [one] One incident without a known time is counted in this period.
   *[other] { $count } incidents without a known time are counted in this period.
}
column-sector = Sector
column-alleged = Alleged
column-assessed = Assessed: none
column-ruled = Ruled: none
column-assessed-some = Assessed
column-ruled-some = Ruled
count-with-outcome = { $outcome } { $count }
column-explosions = Explosions
column-coverage = Coverage
row-total = All
sector-none = Outside the sectors, in several, or place not known
coverage-unknown = coverage unknown
coverage-of-sectors = known in { $watched } of { $all }
coverage-patrols = { $share }%, patrols { $done } of { $planned } hours
coverage-hours = patrols { $done } hours
coverage-cameras = cameras { $up } of { $all }
coverage-note = the register notes “{ $note }”
weapons-none = No holdings register was handed over: nothing is known of weapons at sites.
weapons-lead = { $count ->
    [one] One entry on weapons at sites
   *[other] { $count } entries on weapons at sites
}: { $missing } missing, { $closed } not accessible or not verified.
weapon-calibre = { $weapon }, { $calibre } mm
column-site = Site
column-party = Party
column-weapon = Weapon
column-count = Number
column-state = State
column-when = When
holding-present = present
holding-missing = missing
holding-again_missing = again missing
holding-not_accessible = not accessible
holding-not_verified = could not be verified as withdrawn
zones-none = The agreement draws no zones for this period.
zones-lead = Incidents whose place lies surely inside each zone, and those whose place may lie inside it. Coverage is kept by sector: a zero here says only that no report places an incident there.
column-zone = Zone
column-inside = Surely inside
column-perhaps = Perhaps inside
zone-disputed = (the parties draw it differently)
harm-none = No report of the period claims people killed or injured. That is not evidence that there were none.
harm-lead = What reports claim, least to most. Where they contradict each other about one incident, the numbers are not added up.
column-harm = Harm
column-civilian = Civilians, as said
column-other = Others, or not said
column-claims = Incidents with a claim
column-contested = Of which contested
harm-killed = Killed
harm-injured = Injured
movement-none = No visits register was handed over: nothing is known of where monitors were let in.
movement-lead = { $count ->
    [one] One visit
   *[other] { $count } visits
} in the register, { $hindered } of them denied or delayed; { $minutes } lost waiting.
column-access = Access
column-minutes = Minutes
column-reason = Reason given
access-granted = granted
access-denied = denied
access-delayed = delayed
reason-none = none given
map-more = { $count ->
    [one] One more incident is in the table and not drawn.
   *[other] { $count } more incidents are in the table and not drawn.
}
map-none = The agreement's geometry holds nothing to draw.
map-lead = Events are in ink; a place that is not known is in the table and not on the map.
map-alt = Map of the incidents of the period with zones and lines
key-imprecise = imprecise, disc to scale
key-unplaced = not known: in the table, not on the map
key-zone = zone of the agreement
key-line = line of the agreement
key-course = line as drawn by the { $party }
open-lead = { $count ->
    [0] No finding of the period is undetermined.
    [one] One finding is undetermined; for { $settling } a fact is known that would settle it, whatever the answer.
   *[other] { $count } findings are undetermined; for { $settling } a fact is known that would settle it, whatever the answer.
}
open-more = { $count ->
    [one] One more undetermined finding is not listed here.
   *[other] { $count } more undetermined findings are not listed here.
}
column-open = Incident and article
column-settles = What to ask
limits-lines = { $read } lines were read, { $accepted } taken in as reports; { $count ->
    [0] none was set aside
    [one] one was set aside, its reason kept with it
   *[other] { $count } were set aside, each with its reason kept
}.
limits-unplaced = { $count ->
    [one] One incident has no known place: it is in no sector and not on the map.
   *[other] { $count } incidents have no known place: they are in no sector and not on the map.
}
limits-undated = { $count ->
    [one] One incident has no known time.
   *[other] { $count } incidents have no known time.
}
limits-contested = { $count ->
    [one] Of one incident reports name different places.
   *[other] Of { $count } incidents reports name different places.
}
staged-program = The program finds: { $outcome }.
staged-lapsed = Assessed as “{ $outcome }” of an earlier version of the incident, which has changed since.
staged-returned = Returned by an assessor.
staged-dissents = { $count ->
    [one] One dissent is recorded.
   *[other] { $count } dissents are recorded.
}
staged-reservations = { $count ->
    [one] One reservation is recorded.
   *[other] { $count } reservations are recorded.
}
staged-replies = { $count ->
    [one] One reply by a party.
   *[other] { $count } replies by parties.
}
staged-elsewhere = (said under an id that has changed since, or of which the program now finds nothing; counted nowhere).
limits-silence = Silence decides nothing: what no report mentions is not known, neither breach nor compliance.
limits-machine = Which reports tell of one happening was judged by the program too; whoever reads them may find otherwise.
column-family = Family
column-shapes = Shapes
family-outcome = Outcome: squares
family-truth = Truth of a condition: circles
family-certainty = Certainty, on the map and in tables
family-stage = Stage: upright bars
family-coverage = Coverage
means-breach = covered by the article and not in order, however the open facts turn out
means-permitted = covered and in order
means-not_covered = the article does not speak of it
means-undetermined = the facts, lines or terms that may be do not agree
means-hatch = zero, but nobody watched
findings-lead = { $count ->
    [0] No breach and nothing undetermined was found for the period.
    [one] One finding of breach or undetermined, with its reasons. A breach holds only if every condition holds and no exception applies.
   *[other] { $count } findings of breach or undetermined, with their reasons. A breach holds only if every condition holds and no exception applies.
}
findings-more = { $count ->
    [one] One more finding, with its reasons, is not told here.
   *[other] { $count } more findings, with their reasons, are not told here.
}
annex-lead = { $count ->
    [0] No possible incident in the period.
    [one] One possible incident, in the order of time.
   *[other] { $count } possible incidents, in the order of time.
}
annex-more = { $count ->
    [one] One more incident is in violations.xlsx.
   *[other] { $count } more incidents are in violations.xlsx.
}
column-id = Number
column-where = Where
column-said = What was said
column-articles = What the articles say, and why
column-reports = Reports
count-accounts = { $count ->
    [one] one independent account
   *[other] { $count } independent accounts
}
count-findings = { $count ->
    [one] one
   *[other] { $count }
}
count-days = { $count ->
    [one] one day
   *[other] { $count } days
}
count-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
count-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
and-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
sheet-name = Violations
column-outcome = Provisional outcome
column-norm = Article
column-against = Against
column-why = Why
column-certainty-when = Time is
column-certainty-where = Place is
column-lat = Latitude
column-lon = Longitude
column-radius = Within metres
column-accounts = Independent accounts
column-severity = The text's word for it
column-killed-low = Killed, least
column-killed-high = Killed, most
column-stage = Stage
column-staged = Outcome accepted or ruled
column-remarks = Remarks
column-entries = Entries of the record
colon = :
semicolon = ;

# Reports on one incident, and for whom documents are.

class-commission = Distribution: members of the joint commission, not for publication
    .short = members of the joint commission, not for publication
class-parties = Distribution: the parties to the agreement, not for publication
    .short = the parties to the agreement, not for publication
class-public = Distribution: public
    .short = public
document-coarse = No exact place is told. What rests on exact places and on sealed registers (heavy weapons, zones, freedom of movement, the map) is in the commission's own report.
flash-title = Flash report no. { $number }, incident { $incident }
flash-told = { $reports }, { $accounts }.
flash-no-findings = No article covers what is alleged, as far as it is known.
flash-nothing-settles = Nothing is open that could be found out.
section-flash-alleged = What is alleged
section-flash-known = What is known and what is not
section-flash-findings = Findings, and the stage of each
section-flash-settles = What would settle it
section-flash-limits = What this report cannot see
violation-title = Ceasefire violation report no. { $number }, incident { $incident }
section-violation-allegation = 1. Allegation
section-violation-method = 2. Method
section-violation-findings = 3. Findings
section-violation-assessment = 4. Assessment
section-violation-recommendation = 5. Recommendation
method-reports = The report rests on { $reports } ({ $accounts }):
method-means = How it came to be known: { $means }.
method-means-unknown = No report says how it came to be known.
method-text = Each act was held against each norm of the agreement, by the text in force on its day; the latest is version { $version }.
method-machine = The program finds provisionally; a person assesses; the commission rules. No probability decides, and no register's silence unless it is declared complete.
assessment-none = Nobody has assessed the findings or answered them yet.
recommendation-whose = In the words of whoever made this report:
recommendation-none = None was made.
