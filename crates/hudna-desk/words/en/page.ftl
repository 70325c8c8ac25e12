# Words of the pages.

page-name = Hudna
page-language = English
page-menu = Menu
page-close = Close
page-sections = Sections
page-to-content = To the content
page-class = Joint commission only
page-as-of = as of { $moment } local time ({ $zone })
page-today = Today
page-reports = Reports
page-incidents = Incidents
page-findings = Findings
page-agreement = Agreement
page-record = Record
page-public = Published
page-access = My access
page-sign-in = Sign in
page-sign-out = Sign out
page-invitation = Invitation
page-fault = Your request was not carried out
page-home = To the first page
fault-form = Your browser's back button takes you back to the form.
fault-unsent = Nothing of what you sent was recorded. Copy your words from here, then open the page anew and send them from it.
fault-typed = What you typed
page-pages = Pages of the list
page-of-pages = { $from } to { $to } of { $all }
page-previous = Previous
page-next = Next
any = Any
unknown = I do not know
filter = Show
filter-none = No filter
sealed = Sealed.{" "}
sealed-means = Whoever filed the report and those who verify see it, nobody else.
sealed-shown = This is sealed material: that you read it stands in the record.
coarse-means = Places are shown here no more nearly than your roles are told them; exact places, sources and words are shown to those who verify alone.
sign-in-lead = Sign in with your name and password.
sign-in-own-machine = Signing in opens your signing key in the memory of this host for as long as your session lasts. Whoever does not accept that signs on their own machine with hudna act.
invitation-lead = You are invited to this mission as { $login }. Choose a password; you then sign in with it and this name.
invitation-accept = Accept the invitation
invitation-key = A signing key was made for you.
invitation-key-means = All that you do here is signed with it and stays in the record. Only your password opens it, and nobody can recover that for you.
field-login = Name
field-password = Password
field-code = Code
    .hint = Six digits from your phone, if you switched them on.
field-new-password = New password
    .hint = Twelve characters or more; nothing else is asked.
field-password-again = The password again
field-password-differs = It differs from the first.
field-password-wrong = This is not your present password.
field-new-code = The code shown now
access-you = You are { $login }: { $roles }.
access-you-none = You are { $login } and hold no role in the mission yet.
access-sessions = Where you are signed in
access-sessions-means = a session ends after half an hour without a request, and after 12 hours at most
access-this = this one
access-last = Last request: { $moment }.
access-by-code = with password and code
access-by-password = with the password alone
access-end = End it
access-end-others = End all others
access-history = What you did and read
access-history-means = what you read of sealed material stands in the record
access-did-sign-in = You signed in
access-did-invitation = You accepted the invitation and came in
access-did-password = You changed your password
access-did-code = You switched the code on
access-did-report = You read the sealed material of report { $about }
access-did-incident = You saw the exact places of incident { $about }
access-password = Password
access-password-change = Change the password
access-code = A code at sign-in
access-code-on = A code is asked of you at sign-in. If you change your phone, enter the new secret below.
access-code-off = Only your password is asked of you so far. Switch the code on, so that the password alone is not enough.
access-code-enter = Enter this secret into the code application of your phone:
access-code-open = or open it in the application
access-code-type = Type the code that it shows, and your password.
access-code-ask = Switch the code on
today-sectors = What happened, by sector
today-days-1 = 24 hours
today-days-7 = 7 days
today-days-30 = 30 days
today-days-report = since the last situation report
today-days-all = since entry into force
today-stages-apart = Stages are counted apart and never added up. Explosions are counted by themselves.
today-before = The period before stands in brackets.
today-latest = The last that we know of: { $moment }.
today-that-day = that day
today-waiting = What waits
today-waiting-means = the oldest first
today-since = for { $span }
today-nothing-waits = Nothing waits for anybody.
waits-for-commission = waits for the commission
waits-for-assessor = waits for an assessor
waits-for-party = waits for the party's answer
waits-for-registry = waits for whoever keeps the registers
waits-for-patrol = waits for a visit
waits-for-duty_officer = waits for the duty officer
report = Report
incident = Incident
report-new = New report
report-title = Report { $name }
report-recorded = Recorded
report-recorded-at = Recorded on { $moment }.
report-says = What it says
report-source = Source and words
report-beside = In the same incident:
report-entry = Entry { $number }: { $entry }
report-no-claims = The report says nothing that reads as a value.
report-no-words = It has no words.
report-aggregate = This report sums up several events.
reports-all = All
reports-mine = Mine
reports-none = No reports.{" "}
reports-none-means = That nobody reports is no proof of calm.
source-name = Source
source-kind = Kind
source-grade = Grade
source-place = Place as written
source-origin = Origin as written
source-observer = Observer's place as written
source-patrol = I saw or heard it, or my team did
source-civilian = A resident told me
source-hotline = A call on the hotline
source-hospital = A hospital
source-liaison = A liaison officer
source-camera = A camera
source-media = Published news
source-party = A party
source-dataset = A data set
source-other = Something else
report-form-lead = Write what you know and leave the rest: not knowing is an answer.
report-form-send = File the report
report-form-once = Sent twice it is recorded once. It is signed in your name and cannot be erased; source, place and words are sealed.
report-form-empty = There is nothing in the form yet: say what happened, be it in your own words alone.
field-act = Act
field-act-done = What happened?
field-when-it = When?
    .hint = In the mission's time. If you do not know the hour, write the day alone.
field-day = Day
field-from-hour = From
field-to-hour = To
field-where-it = Where did it happen?
    .hint = One is enough: the sector, the name of the place, or coordinates. Do not go nearer to make sure.
field-sector = Sector
field-place = Name of the place
field-lat = Latitude
field-lon = Longitude
field-radius = Within metres
field-means = How was it seen?
field-actor = Who did it?
field-weapon = Weapon
field-numbers = How many?
    .hint = A number such as 5, or the least and the most such as 5-8. Leave empty what was not counted.
field-explosions = Explosions
field-killed = Killed
field-injured = Injured
field-words = In your words
    .hint = As it happened, in your own way of speaking. Do not write anybody's name.
field-source = The source, which is sealed
field-source-kind = Who saw it?
field-source-name = Name or role of the source, if it is not you
field-stage = Stage
field-outcome = Outcome
field-norm = Article
field-party = Party
field-from-day = From day
field-to-day = To day
field-reason = Why?
field-reply = The reply
    .hint = Kept as written and sealed; assessors and the commission read it.
field-empty = Write something first.
field-too-long = The text is longer than is taken (20,000 characters).
field-day-missing = An hour is written without a day. Write the day.
field-day-wrong = “{ $typed }” was read, which is no day of the calendar. Write it as 2026-03-12.
field-day-ahead = This time has not come yet.
field-time-wrong = “{ $typed }” was read, which is no time of day. Write it as 17:10.
field-to-before = { $typed } is before the beginning.
field-degrees-wrong = “{ $typed }” was read. Write degrees between -{ $most } and { $most }, such as 31.204.
field-degrees-both = Latitude and longitude are needed together.
field-radius-wrong = “{ $typed }” was read. Write metres, such as 500.
field-sector-elsewhere = The place by degrees does not lie in this sector. Mend one of the two.
field-not-offered = “{ $typed }” is not one of the choices offered here now. Choose again.
field-number-wrong = “{ $typed }” was read. Write a number such as 5, or 5-8.
column-what = What
column-place = Place
column-subject = About
column-stands = Outcome
column-attribute = Attribute
column-certainty = Certainty
column-values = Values, and who says so
incidents-lead = { $shown } of { $all }, the latest first.
incidents-none = No incident is of this kind.{" "}
incidents-none-means = That does not mean that none happened.
incident-known = What is known and what is not
incident-no-findings = No article covers it.
incident-timeline = What was done
incident-timeline-means = the latest first; nothing is erased
incident-part-of = Part of, or made of
incident-split = This incident was divided. It goes on as:
findings-lead-page = Findings as they stand: breach { $breach }, undetermined { $undetermined }, permitted { $permitted }. What the program finds is provisional until an assessor accepts it.
findings-none = No finding is of this kind.
findings-by-norm = By article and party
findings-by-norm-means = in the order of the articles; parties are not ranked
against-several-short = more than one possible
against-unknown-short = not known
finding-against-page = Against:
finding-why = Why?
finding-why-means = what decides is told, what adds nothing is left out
finding-text = The text
finding-text-version = version { $version }
finding-settles = What would settle it?
finding-settles-means = the least that is enough, any one of these
finding-steps = Stages
step-provisional = what the program finds
step-assessed = what an assessor accepts
step-ruled = what the commission rules
finding-spoken = What people did
finding-accept = Accept it as assessed
finding-accept-means = You accept what the program finds: { $outcome }. It is signed in your name.
finding-accept-do = I accept
finding-return = Give it back
finding-return-do = I give it back
finding-reply = The party's reply
finding-reply-do = File the reply
finding-not-yours = Accepting and giving back are for assessors, replies for parties, rulings for the commission.
agreement-version = Version { $version }. { $prevails }
agreement-articles = Articles
agreement-checks = What the checks say
agreement-checks-means = notes for the drafter, not rulings
agreement-checks-none = The checks find nothing to say.
record-means = Every act of a person is a signed entry that is neither erased nor changed. All else is worked out from the entries.
record-head = Head of the record
record-entries = Entries
record-root = Root
record-checkpoint = The signed head
record-list = Entries, the latest first
record-witnesses = Witnesses of the record
record-witnesses-means = each party's own, on its own machine; nobody need trust the host alone
record-no-witness = No witness yet.{" "}
record-no-witness-means = Without witnesses whoever runs the host can show each reader another record.
record-signed = signed this head
record-unsigned = has not signed this head yet
record-verify = Verify it yourself
record-verify-means = Compare the head with what you hold, ask for a bundle and verify it on your own machine. It proves that nothing was changed, not that what was said is true.
record-log = Key of the log
public-lead = Here is what the commission released to the public, and nothing else.
public-documents = Released documents
public-none = No document was released yet.{" "}
public-none-means = That does not mean that nothing happened.
public-restates = It corrects { $number } of { $moment }.
public-restated = Corrected since by { $number } of { $moment }.
documents-corrects-other = A correction is of the same kind and about the same period or incident as what it corrects. Nothing was released.
public-download = Download it
public-not-here = Its text is with those it was released to; its digest is here.
public-verify = How to verify
public-verify-means = Work out the SHA-256 of the file that you hold and compare it with the one written here: sha256sum FILE. Its release is an entry of the record, which witnesses of the parties cosign.
person-unnamed = somebody of the mission
role-monitor = monitor
role-team_leader = team leader
role-duty_officer = duty officer
role-verifier = verifier
role-party_delegate = party delegate
role-assessor = assessor
role-commissioner = commissioner
role-chair = chair
role-secretary = secretary
role-analyst = analyst
role-interpreter = interpreter
role-auditor = auditor
role-operator = operator
act-mission-founded = Mission founded
act-user-added = User added
act-user-revoked = User revoked
act-user-key-changed = Key changed
act-role-given = Role given
act-role-taken = Role taken
act-epoch-opened = New key for sealed material
act-witness-admitted = Witness admitted
act-witness-dismissed = Witness dismissed
act-gazetteer-adopted = Gazetteer adopted
act-area-drawn = Line or zone drawn
act-recovery-approved = Recovery approved
act-file-taken-in = File taken in
act-report-filed = Report filed
act-report-amended = Report amended
act-translation-added = Translation added
act-consent-given = Source's consent given
act-consent-withdrawn = Source's consent withdrawn
act-attachment-added = Attachment added
act-notice-given = Notice given
act-contact-made = Mechanism contacted
act-authorisation-answered = Authorisation answered
act-unit-positioned = Unit positioned
act-coverage-recorded = Coverage recorded
act-register-completed = Register declared complete
act-candidate-described = Candidate described
act-member-seated = Member seated
act-entry-withdrawn = Entry withdrawn
act-affiliation-stated = Affiliation stated
act-answer-linked = Answer linked to an act
act-place-confirmed = Place confirmed
act-reports-joined = Reports joined
act-reports-kept-apart = Reports kept apart
act-decision-undone = Decision undone
act-task-given = Task given
act-task-closed = Task closed
act-visit-recorded = Visit recorded
act-holding-recorded = Holding recorded
act-verification-recorded = Verification recorded
act-sealed-read = Sealed material read
act-assessment-accepted = Finding accepted as assessed
act-assessment-returned = Finding given back
act-reply-given = Party's reply
act-affiliation-disputed = Affiliation disputed
act-finding-withheld = An act about a finding
act-recusal-declared = Recusal declared
act-ruling-made = Ruling
act-reading-ruled = Reading or course ruled
act-dissent-recorded = Dissent
act-dissent-reservation = Reservation about the ruling
act-agreement-proposed = Text proposed
act-agreement-adopted = Text adopted
act-agreement-suspended = Suspension
act-agreement-extended = Extension
act-party-adhered = Party adhered
act-meeting-held = Meeting held
act-vote-cast = Vote cast
act-position-stated = Position stated
act-delegation-named = Speaker of a party named
act-issue-opened = Issue put on the table
act-issue-closed = Issue closed
act-condition-linked = Condition linked to a promise
act-draft-put = Draft text put
act-amendment-proposed = Amendment proposed
act-amendment-answered = Amendment answered
act-article-adopted = Article adopted
act-reservation-entered = Reservation
act-statement-interpretive = Interpretive statement
act-promise-made = Commitment made
act-promise-claimed = Commitment claimed done
act-promise-extended = Longer time given for a commitment
act-promise-released = Commitment released
act-promise-withdrawn = Commitment withdrawn
act-condition-put = Condition put
act-condition-declared = Condition declared
act-sequence-read = Order of two commitments read
act-vote-put = Put to the vote
act-sequence-ruled = Order of two commitments ruled
act-promise-verified = Commitment verified
act-nomination-made = Nomination
act-objection-made = Objection
act-publication-made = Document released
act-redaction-made = Sealed material destroyed
act-consultation-opened = Consultation opened
act-statement-put = Statement put to people
act-consultation-counted = Consultation counted
page-notices = Notices of parties
page-settings = Settings
notices-lead = Whoever announces a movement before it happens keeps their right to it: many a breach was one only because nobody gave notice.
notices-given = What was announced
notices-none = The record holds no notice.
notice-received = The notice was received and recorded.
notice-give = Give notice
notice-give-do = File the notice
notice-what = What is to come
notice-purpose = Purpose
notice-window = When
notice-sent = Sent
notice-where = Where or where to
    .hint = The place is sealed and not shown in the list.
field-unit = Formation
field-party-missing = Choose the party.
column-user = User
column-roles = Roles
column-account = Account
field-role = Role
field-acts-for = Acts for the party
field-invite-login = Login name
    .hint = Letters and digits, without spaces.
field-invite-name = The person's name, which is sealed
page-verification = Verification
page-promises = Commitments
verification-questions = What is lacking to settle findings
verification-questions-means = each question once, what a visit finds out first
verification-no-questions = No undetermined finding lacks what could be found out.
verification-given = A task for it is given.
verification-give = Give the task
verification-open = Open tasks
verification-none-open = No task is open.
verification-ended = Ended
verification-since = Given on { $moment }.
verification-by = Due: { $moment }.
verification-over = Overdue.
verification-by-over = This day is over. Choose today or a later day.
verification-done = done
verification-back = given back
verification-close = It is done
verification-give-back = Give it back
verification-team-missing = Write the team or person who is asked.
verification-settled = This finding lacks nothing any more: the record has changed since you opened the page.
field-team = Team
field-by-day = By day
area-withheld = place withheld
area-elsewhere = outside the sectors
verification-lead = { $count ->
    [0] No task is open.
    [one] One task is open.
   *[other] { $count } tasks are open.
}
verification-keeps-open = { $count ->
    [one] it keeps one finding open
   *[other] it keeps { $count } findings open
}
form-wrong = { $count ->
    [one] One field needs mending. Nothing was kept, and what you typed is still here.
   *[other] { $count } fields need mending. Nothing was kept, and what you typed is still here.
}
count-independent = { $count ->
    [one] one independent account
   *[other] { $count } independent accounts
}
today-set-aside = { $count ->
    [one] One line could not be read when its file was taken in
   *[other] { $count } lines could not be read when their files were taken in
}
record-parts = { $count ->
    [one] one part, sealed or open
   *[other] { $count } parts, sealed or open
}
reports-lead = { $count ->
    [one] { $reports } tell of { $incidents }. One line was set aside.
   *[other] { $reports } tell of { $incidents }. { $count } lines were set aside.
}

# Rulings, second assessors, clocks.

waits-for-reply = waits for the reply of { $parties }
clock-left = { $span } of { $limit } left
clock-over = { $span } over the { $limit } allowed
ruling = Ruling
ruling-by-rule = Decided by: { $rule }.
ruling-replaced = (another ruling has taken its place)
ruling-no-dissent = Nobody dissented or made a reservation.
ruling-make = Rule on it
ruling-make-do = Record the ruling
ruling-you = (you)
ruling-changed = Another ruling has been made since you opened the page. Nothing was recorded; read it first.
dissent = Dissent
reservation = Reservation
dissent-make = Not to stand by the ruling
dissent-make-do = Record it beside the ruling
dissent-kind = I dissent: I do not accept the ruling
reservation-kind = I accept the ruling, with a reservation
recuse = Recuse yourself from this case
recuse-means = Whoever has a part in a case takes no part in deciding it. You will neither assess this incident nor rule on it, whatever it is joined with later. This cannot be taken back.
recuse-do = I recuse myself from this case
recused-yourself = You recused yourself from this case: you neither assess it nor rule on it.
field-rule = The rule by which it is decided
field-rule-paragraph = The paragraph by which it is decided
    .hint = The text holds no rule for decisions that Hudna can read; choose the paragraph that gives the commission this power.
field-rule-missing = Choose the rule.
field-stands = Who stands by the ruling
    .hint = Name only those who said so. Everybody named reads it here.
field-stands-missing = Somebody must stand by the ruling.
field-against = Who was there and is against it
field-abstained = Who was there and abstained
ruling-unassessed = No assessor has accepted this finding yet.
ruling-before-reply = The time to reply still runs. A ruling now is made without that answer.
ruling-named = One of them wrote this down. Whoever is named and did not say so declares a dissent.
finding-another = What the program finds has changed since you opened the page; it is now: { $outcome }. Nothing was recorded: look at it again.
field-outcome-missing = Choose the outcome.
field-reasons = The reasons
    .hint = Sealed and kept as written; parties, assessors and the commission read them.
field-dissent = What you declare
field-dissent-words = In your words
finding-blind = You do not see whether others assessed it, nor how, until you have given yours.
finding-assessed-by-you = You have assessed this finding as it stands. What others said of it is shown below.
assessors = How far assessors agree
assessors-means = without names; each assessed without seeing the other
assessors-once = Findings that one assessor looked at
assessors-twice = Findings that two or more looked at
assessors-same = All of them said the same
assessors-alpha = Agreement beyond chance (Krippendorff's alpha)
assessors-no-alpha = cannot be said: all said the same throughout
assessors-alpha-means = 1: they always agree; 0: no more than chance would have them agree. Pages keep assessors blind to one another; whoever reads the entries of the record with tools of their own can see who assessed what.
ruling-stand = { $count ->
    [one] One member stands by it.
   *[other] { $count } members stand by it.
}
ruling-against = { $count ->
    [one] One is against it.
   *[other] { $count } are against it.
}
ruling-abstained = { $count ->
    [one] One abstained.
   *[other] { $count } abstained.
}
ruling-out = { $count ->
    [one] One member is recused from this case.
   *[other] { $count } members are recused from this case.
}
assessors-same-of = { $count ->
    [one] { $same } of one
   *[other] { $same } of { $count }
}

# Documents.

page-documents = Documents
documents-lead = Make a report from the record as it stands, look at it, and release it. What was released is never replaced: a correction stands beside it.
documents-released = Released
documents-none = No document was released yet.
documents-embargo = Not to be published before { $moment }
documents-embargoed = Embargo
    .hint = Until then nobody but those who release documents can read it here. Leave empty to release it at once.
documents-since = The record has changed since:
documents-now = now
documents-correct = Make a correction
documents-restates = Corrects the release
documents-make = Make a document
documents-period = Period of a situation report
documents-of-incident = Flash report or violation report
documents-handed = Who it is for
documents-look = To be looked at
documents-look-do = Make it
documents-as-page = As a page
documents-as-pdf = As a PDF
documents-release-do = Release it
documents-release-means = It is released as a PDF, signed in your name, and cannot be taken back. Its places are told by sector.
documents-not-yours = Documents are released by the chair and the secretary.
documents-kept-in = A document for the commission is not released; save it from its preview. Places are exact for those who verify.
documents-grown = The record has grown since you looked at the document. Nothing was released: look at it as it is now.
audience-parties = for the parties
audience-public = for everybody
kind-sitrep = Situation report
kind-flash = Flash report
kind-violation = Ceasefire violation report
watermark-draft = Draft, not released
watermark-parties = For the parties only
watermark-commission = For the commission only
field-document-kind = Document
field-incident = Incident
field-incident-missing = Write the id of an incident of the list.
field-for = For whom
field-in = Language
field-number = Number
    .hint = Such as 71/2026; the day, if left empty.
field-recommended = Recommendation
    .hint = Of a violation report: in your own words, set apart from what the program says.
field-hour = Hour
field-day-needed = Write the first day of the period.
field-version-wrong = “{ $typed }” was read. Write the number of a version such as 2.
field-longer = The text is longer than is taken.
access-did-document = You made the commission's own document { $about }, with exact places
corrects-release = Corrects no. { $number } of { $moment }.
documents-otherwise = { $count ->
    [one] One incident stands otherwise now:
   *[other] { $count } incidents stand otherwise now:
}
documents-new = { $count ->
    [one] One incident was not known then:
   *[other] { $count } incidents were not known then:
}
documents-gone = { $count ->
    [one] One incident is no more, joined with another or moved in time:
   *[other] { $count } incidents are no more, joined with others or moved in time:
}
documents-known = { $count ->
    [one] Of one incident more is known:
   *[other] Of { $count } incidents more is known:
}

# Joining and keeping apart, triage, lines set aside.

decide-joined = Join the two
decide-apart = Keep the two apart
decide-apart-from = Keep apart from { $name }
decide-undone = Take the decision back
decide-means = Look at what it would change before you decide.
decide-compared = How the program compares them
decide-changes = What would change
decide-before = Incidents now
decide-after = Incidents then
decide-no-incident = No incident would change: the reports stand that way already.
decide-no-finding = No finding would change.
decide-nothing = nothing
decide-now = Now
decide-then = Then
decide-binds = It is signed in your name and binds the program until somebody takes it back. If the incidents change meanwhile, nothing is recorded.
decide-do = Decide so
decide-not = Do not
pair-part = Compared
pair-speaks = Speaks for
pair-points = Points
pair-strongly-for = one event, strongly
pair-for = one event
pair-neither = neither
pair-against = two events
pair-strongly-against = two events, strongly
triage-place = Where it was
triage-meant = What may be meant by
triage-no-candidate = No gazetteer of this mission knows this name.
triage-otherwise = Or say it yourself
triage-place-means = What the report said stays as it was; your confirmation stands beside it and is what is weighed by. The exact place is sealed.
triage-place-do = Confirm the place
triage-place-missing = Choose a place, or write where it is.
triage-within = within { $kilometres } km
triage-translation = Translation
triage-translate = Add a translation
triage-translate-do = Add it
pair-why-sealed = by what is sealed
pair-withheld = Places and sources were compared too: what they say is sealed.
triage-alike = These may tell of the same
triage-alike-means = not joined: too close to call, or kept apart by the rest
triage-close = close to being joined
triage-far = less alike
triage-compare = Compare and join
triage-apart = Compare and keep apart
likeness-exact = the same name
likeness-generic = the same name but for a word such as “town”
likeness-sound = sounds the same
likeness-spelling = spelt alike
field-translation = Translation
    .hint = As it was said, nothing added and nothing left out. Sealed like the words themselves.
report-handled = What was done to it
page-set-aside = Lines set aside
set-aside-means = These lines could not be read as reports when their files were taken in, and count for nothing. Mend them in the file and take it in again: only what is new comes in.
set-aside-sealed = Who took the file in sees each line as it stands, and so does who may see what is sealed and who told; others see where it stands and what to mend.
set-aside-none = No line was set aside.
set-aside-where = File and line
set-aside-mend = What to mend
set-aside-line = The line
set-aside-again = A line stays listed after it was mended: the record keeps what was taken in as it was. As of
access-did-finding = You saw the exact reasons of finding { $about }
decide-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
decide-spoken = { $count ->
    [one] People assessed or replied to one finding of an incident that would no longer exist; what they said stays listed apart:
   *[other] People assessed or replied to { $count } findings of incidents that would no longer exist; what they said stays listed apart:
}

# Calls, rival claims, clearance, drafts tried, filters written, files.

as-file = The same list as:
page-log = Log of calls
log-lead = Write down what was said, as it was said. Each call is a report; it is signed in your name and sealed.
log-hotline = Hotline: a resident or anybody
log-patrol = Radio: a patrol or post of ours
log-liaison = A party's liaison officer
log-no-party = No party
log-day-ahead = This time has not come yet. What a party announces is entered as a notice, under Notices of parties.
log-do = Log the call
log-read-back = Read it back to the caller before you send it.
log-mine = The calls that you logged
log-none = You logged no call yet.
log-no-words = Write what was said.
field-line = Who called
field-spoken = The words as spoken
    .hint = In the caller's own words, also what seems wrong or unclear. Do not write anybody's name.
field-caller = Caller, which is sealed
field-called-before = A party called before it acted
    .hint = Recorded as a contact of that party beside the report.
page-claims = What the parties report
claims-lead = Reported by both: { $both }; by one alone: { $alone }; contradicted: { $contradicted }.
claims-own-lead = { $count ->
    [0] What your own party reported of this period.
    [one] Your party reported one happening of this period. What the other says of it is not shown to you.
   *[other] Your party reported { $count } happenings of this period. What the other says of them is not shown to you.
}
claims-own = Your party reports it; what the other says is not shown
claims-own-none = Your party reports nothing of this period.{" "}
claims-not-shown = What the parties themselves report is shown to those who verify, assess or rule, and to a delegate what their own party reported.
claims-none = No party reports anything of this period.{" "}
claims-none-means = That nobody reports is no proof of calm.
claims-both = Both report it, and nothing that they say excludes the other
claims-alone = One party alone reports it
claims-contradicted = They contradict each other
claims-differ = (disputed)
claims-means = Two claims contradict each other where no value of the one can be true together with any of the other. Silence contradicts nothing, and nothing here says who is right. A delegate sees what their own party reported.
notice-answer = Answer
notice-granted = Leave given
notice-refused = Leave refused
notice-unanswered = none yet
notice-grant = Give leave
notice-refuse = Refuse it
notice-answered-already = This notice was answered already. Nothing was recorded.
notice-over = its time passed without an answer
notice-over-already = The time that this notice told of has passed: leave can no longer be given or refused. Nothing was recorded.
page-try = Try a draft
try-lead = Send the text of a draft. You see what the checks say of it, and which findings over our reports would change. Its text is not kept, and nobody else sees it.
try-again = The draft
try-do = Try it
try-no-text = Among the files there must be one text that ends in .md.
try-unreadable = The draft cannot be read as an agreement; what is wrong stands above. Nothing was weighed.
try-by-norm = Findings by article, now and by the draft
try-by-norm-means = The draft is weighed as if it stood in the place of the text in force; what people assessed or ruled is left aside.
try-changes = Findings that would change
try-nothing-kept = Nothing of this is kept. That you tried a draft is noted with your account, because its findings can tell exact places.
try-in-force = Text in force
try-draft = Draft
try-from-to = { $before }, then { $after }
field-draft = Text of the draft, and files that it names
    .hint = One file that ends in .md; maps and gazetteers that you do not send are those of the text in force.
access-did-draft = You tried a draft over the reports
access-did-map = You saved the incidents with their exact places
filter-written = Write a filter (CQL2)
field-filter = Filter
    .hint = Over: id, act, weapon, means, actor, target, sector, against, stage, outcome, at, killed, injured, explosions, reports, independent, place. For example: killed >= 2 AND sector = 'north'.
filter-days-mean = The two days above take every incident that may lie between them, one over midnight and one of unknown time too; written out they take only what surely lies there.
filter-as-written = What the controls say, written:
filter-perhaps = { $count ->
    [one] It may hold of one more incident, of which too little is known or claims differ; it is not listed.
   *[other] It may hold of { $count } more incidents, of which too little is known or claims differ; they are not listed.
}

# Files that are taken in by page
page-intake = Take files in
intake-lead = Reports or registers in a file (CSV, Excel or GeoJSON). Each line is taken in, or set aside with what to mend in it. A file taken in twice adds only what is new.
intake-bring = Files to take in
field-intake-reports = Files of reports
    .hint = At most eight megabytes for all files; larger ones are taken in at the terminal.
field-intake-registers = Files of registers (notices, answers, visits, coverage …)
field-intake-mapping = File that maps the columns
    .hint = For spreadsheets that are not ours: the command `hudna map` proposes a first one.
field-intake-as = Read files of reports as
intake-otherwise = A spreadsheet that is not ours
intake-as-found = what the head of the file shows
intake-as-template = a sheet of ours
intake-as-mapped = a sheet with a mapping
intake-as-geojson = GeoJSON
intake-as-ucdp-ged = UCDP GED
intake-as-acled = ACLED
intake-look = Look through only
intake-take = Take in
intake-look-means = Looking through shows what would be taken in and what set aside, and keeps nothing; the files are then chosen once more to take them in.
intake-nothing = Choose at least one file.
intake-named-twice = Two files named { $file } were chosen. Give one of them another name: a line set aside is known by it.
intake-beyond = Nothing was taken in: the file holds a row that needs a power you do not have ({ $verb }).
intake-stopped = Taking in stopped: { $why } What was taken in before stands; taking the file in again adds only the rest.
intake-done-reports = { $read } new lines of the file were read: { $accepted } taken in, { $aside } set aside.
intake-done-registers = { $accepted } new rows of the file's registers were taken in.
intake-looked-reports = { $read } lines of reports: { $accepted } would be taken in, { $aside } set aside.
intake-looked-registers = Of registers, { $accepted } would be taken in and { $aside } set aside.
intake-nothing-kept = Nothing was kept.
intake-before = Files taken in
intake-none = No file was taken in yet.
intake-file = File
intake-of-reports = Reports
intake-of-registers = Registers
intake-by = Taken in by
intake-read = Read
intake-accepted = Taken in
intake-aside = Set aside
intake-counts-mean = Of each file counts what no file before it held.
intake-more-aside = { $count ->
    [one] And one more line set aside.
   *[other] And { $count } more lines set aside.
}
set-aside-mended = { $count ->
    [one] One line was mended since
   *[other] { $count } lines were mended since
}

# A report corrected by whoever filed it
report-amend = Correct this report
report-amend-lead = This is what you told last. What you write here takes its place; the first stays in the record and counts no more.
report-amend-do = Send the correction
report-amend-means = The incident and its findings are weighed again with what was corrected. A place that somebody confirmed stands unless you change the place.
report-amend-same = Nothing was changed: no correction was sent.

# What cannot be taken back, and what is over
recuse-sure = I mean it: it cannot be taken back.
recuse-unsure = Tick the box if you mean it. Nothing was recorded.
notice-given-late = This time has passed. A notice is for what is still to come; one that was given in time and written down late comes in by a register.
settings-text-ended = it ended on { $moment }
agreement-extended-to = It was extended until { $moment }.
verify-corrected = (this document was corrected since: { $by })
