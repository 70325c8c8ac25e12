# Words of the joint force: its pages and command, the explanation for a candidate, why an act about it does not stand.

cli-force = The joint force: bodies and their quotas, nominations and whom they wait for, posts, patrols, complaints
cli-force-after = Made of the record at DIR, with the keys of its host. Plans of patrols are told once they have ended.
cli-force-json = As JSON
cli-force-explain = Print the explanation of the ruling on this nomination, for the person, as a page
cli-force-redact = Print the act that destroys what is sealed of candidates whose time has run
force-nothing-expired = Of no candidate has the time run for which sealed material is kept.
force-bodies = Bodies
force-none = The record tells of no body.
force-body-unformed = how one joins it is not laid down yet
force-panel = panel of { $count }, quorum { $quorum }
force-member-count = { $count ->
    [0] nobody sits in it
    [one] one member
   *[other] { $count } members
}
force-no-quota = No norm of the agreement speaks of its make-up.
force-broke = Broken on { $moment } by this change: { $moves }
force-joined = { $member } joined
force-left = { $member } left
force-nominations = Nominations
force-no-nominations = There is no nomination.
force-nominated = { $candidate } for { $body }, by { $party }
force-waits-commission = It waits for the commission to lay down how one joins the body
force-waits-others = It waits for the other parties
force-waits-party = It waits for { $party }
force-waits-panel = { $count ->
    [0] It waits for a panel; nobody is left who may rule
    [one] It waits for the one member of the panel who may rule
   *[other] It waits for the panel ({ $count } may rule)
}
force-waits-register = It waits for the seat to be entered
force-waits-no-quorum = No quorum ({ $quorum }) is left of its panel: it waits for the commission to fill the panel
force-laid = How it is joined, since when
force-laid-down = Since { $moment }, laid down by { $who }: panel of { $count }, quorum { $quorum }; hours for objections { $objection }, for answers { $reply }, for an appeal { $appeal }.
force-seated-ahead = { $member } sits from { $moment }, and is not counted before.
force-waits-nobody = It waits for nobody
force-until = until { $moment }
force-overdue = since { $moment }, overdue
force-criteria-none = No document tells of the candidate yet, or no norm speaks of criteria.
force-criteria = Criteria
force-objections = { $count ->
    [0] no objection
    [one] one objection
   *[other] { $count } objections
}
force-watch = Posts and cameras
force-watch-none = No post, and no camera.
force-posts = { $count ->
    [0] no post manned
    [one] one post manned
   *[other] { $count } posts manned
}
force-cameras = { $up } of { $all } cameras working
force-teams = Teams
force-team-of = { $count ->
    [one] one member
   *[other] { $count } members
}
force-patrols = Patrols
force-patrols-none = No patrol.
force-patrol-of = { $patrol }, { $team }
force-way-road = by road
force-way-flight = in the air
force-plan-sealed = Where and when it goes is told once it has ended.
force-cleared-yes = cleared by all who were asked
force-cleared-worded = cleared by all who were asked, with words beside it
force-clearance-granted = { $party }, { $moment }: cleared
force-clearance-refused = { $party }, { $moment }: refused
force-cleared-no = refused
force-cleared-open = clearance not answered by all
force-cleared-unasked = nobody was asked for clearance
force-reported = report received
force-reported-late = report received { $span } late
force-report-due = report due by { $moment }
force-report-overdue = report overdue since { $moment }
force-without-clearance = it went without clearance
force-denied = turned back in { $sectors }
force-leg = { $sector }: { $hours } h
force-complaints = Complaints about monitors
force-complaints-none = No complaint.
force-complaint = Complaint of { $party } about monitor { $about }
force-complaint-unnamed = Complaint of { $party } about a monitor
force-complaint-made = waits for the monitor's answer
force-complaint-answered = waits for the commission
force-complaint-upheld = upheld
force-complaint-refused = not upheld
force-expired = Sealed material whose time has run
force-expired-of = { $count ->
    [one] { $candidate }: one sealed part, since { $moment }
   *[other] { $candidate }: { $count } sealed parts, since { $moment }
}
page-force = Joint force
force-lead = Who joins the joint force and by which way, where it stands, what its patrols come to. No page tells where a patrol is. A plan is shown once it has ended; before that to those who verify and to the parties that were asked for clearance.
force-hours = Hours are those that patrols reported; they stand beside every count as coverage.
force-nominate = Nominate
force-nominate-do = Put forward
force-object = Object
force-object-do = Enter the objection
force-answer = Answer this objection
force-answer-do = Enter the answer
force-rule = Rule on the nomination
force-rule-appeal = Rule on the appeal
force-rule-do = Enter the ruling
force-appeal = Appeal
force-appeal-do = Enter the appeal
force-withdraw = Take the nomination back
force-withdraw-do = Take back
force-plan = Plan a patrol
force-plan-do = Enter the plan
force-report = Report a patrol
force-report-do = Enter the report
force-clear = Clearance
force-clear-yes = Give clearance
force-clear-no = Refuse
force-explanation = Explanation for the person
force-explanation-open = Open it to print
force-objected = Objection of { $party }, { $moment }
force-answered = Answer, { $moment }
force-ruling = Ruling of { $moment }: { $result }
force-ruling-appeal = Ruling on the appeal, { $moment }: { $result }
force-accepted = accepted
force-refused = refused
force-votes = { $by } for it, { $against } against
force-appealed = Appeal of { $party }, { $moment }
force-way = The way of the nomination
force-recused = Out of the case: { $users }
force-field-seen = What the patrol saw
force-field-body = Body
field-candidate = Candidate's id
    .hint = A pseudonym such as C-7: it stands in the record for ever.
field-candidate-name = The person's name
    .hint = Sealed; it may stay empty.
field-keep-until = Keep what is sealed until
    .hint = The day on which it is to be destroyed.
field-voted-for = Who voted for this ruling
    .hint = Only those of the panel who are not out of the case.
field-voted-against = Who voted against it
field-result = Result
force-field-reasons = Reasons
field-patrol = Name of the patrol
field-way = How it goes
field-asked = Asked for clearance
field-hours = Hours there
field-cleared = With clearance from all who were asked
field-candidate-missing = Name the candidate.
field-hours-wrong = Hours are a number such as 2.5.
explain-title-refused = Why your nomination was not accepted
explain-title-open = Where your nomination stands
explain-title-accepted = How your nomination was ruled on
explain-for = To { $candidate }, nominated for { $body }
explain-nominated = You were put forward on { $moment }.
explain-objections = { $count ->
    [0] Nobody objected.
    [one] There was one objection.
   *[other] There were { $count } objections.
}
explain-answers = { $count ->
    [0] None was answered.
    [one] One was answered.
   *[other] { $count } were answered.
}
explain-ruled-refused = On { $moment } the panel decided that you cannot take the seat.
explain-ruled-accepted = On { $moment } the panel decided that you may take the seat.
explain-appeal-ruled-refused = On { $moment } the panel of appeal decided that you cannot take the seat. This is final.
explain-appeal-ruled-accepted = On { $moment } the panel of appeal decided that you may take the seat. This is final.
explain-votes = { $by } voted for this, { $against } against.
explain-votes-written = One of them wrote down how the others voted.
explain-open = No ruling has been made yet: there is nothing to explain.
explain-criteria = What the agreement asks, and what the documents show
explain-criteria-means = This was found from the agreement's own conditions. What is not known counts neither for nor against you unless the agreement says so.
explain-settles = What would settle it
explain-reasons = The panel's reasons
explain-reasons-sealed = The reasons are sealed and cannot be opened here; ask the commission for them.
explain-appeal = How to appeal
explain-appeal-until = You can appeal until { $moment } (local time of the mission). The party that put you forward enters the appeal, or the commission's secretariat does so for it. Others rule on it than those who ruled first.
explain-appeal-over = The time for an appeal ran until { $moment }.
explain-appeal-made = An appeal was entered on { $moment }; it has not been ruled on yet.
explain-appeal-no-limit = No limit for an appeal is set.
explain-final = This ruling is final.
explain-data = What is kept of you
explain-data-until = Your name and the documents are sealed and kept until { $moment }; then they are destroyed. Your number, { $candidate }, stays in the record.
explain-data-open = Your name and the documents are sealed. No day was set on which they are destroyed; you may ask for one. Your number, { $candidate }, stays in the record.
explain-data-destroyed = Your name and the documents were destroyed. Your number, { $candidate }, stays in the record.
explain-data-due = Your name and the documents are sealed. The time for which they are kept ran out on { $moment }: they are to be destroyed. Your number, { $candidate }, stays in the record.
explain-data-stays = What the documents say of your years of service, your rank and where you served stays in the record under your number.
explain-record = Entry of the ruling in the record: { $entry }. As of { $moment }.
coverage-posts = { $count ->
    [one] one post manned
   *[other] { $count } posts manned
}
coverage-denied = { $count ->
    [one] access denied once
   *[other] access denied { $count } times
}
force-stage-body_not_formed = the body is not formed
force-stage-objections = objections
force-stage-answers = answers
force-stage-panel = before the panel
force-stage-ruled = ruled on, may be appealed against
force-stage-appeal = on appeal
force-stage-accepted = accepted for good
force-stage-refused = refused for good
force-stage-withdrawn = taken back
force-stage-seated = seated
force-stage-left = has left the body
act-nomination-withdrawn = Nomination taken back
act-objection-answered = Answer to an objection
act-nomination-appealed = Appeal in a nomination
act-nomination-ruled = Ruling on a nomination
act-body-formed = Body formed
act-team-formed = Team formed
act-post-opened = Post opened
act-post-closed = Post closed
act-camera-reported = State of a camera
act-patrol-planned = Patrol planned
act-patrol-reported = Patrol reported
act-clearance-answered = Answer on clearance
act-complaint-made = Complaint about a monitor
act-complaint-answered = Answer to a complaint
act-complaint-ruled = Ruling on a complaint

record-candidate-named = The candidate's id { $candidate } is no pseudonym. Nothing was entered.
    .do = An id stands in the record for ever: letters a–z, digits, - _ . with at least one digit, 24 signs at most. The name has its own place, which is sealed (in an act, the part `source`).
record-nomination-known = { $party } nominated { $candidate } for { $body } already, in entry { $entry }; that nomination stands. Nothing was entered.
    .do = Object to it, or wait until it was withdrawn or refused for good.
record-objection-own = { $party } nominated { $candidate } itself and cannot object. Nothing was entered.
    .do = A nomination is taken back with nomination.withdrawn.
record-objection-late = Objections to { $candidate } could be made until { $until }; it is { $now }. Nothing was entered.
    .do = The panel rules on what was objected in time. Whoever objected in time may appeal.
record-answer-late = The objection to { $candidate } could be answered until { $until }; it is { $now }. Nothing was entered.
record-objection-answered-already = The objection { $entry } was answered already.
record-nomination-of-another = { $candidate } was nominated by { $nominated }, not by { $party }. Nothing was entered.
record-nomination-closed =
    The nomination of { $candidate } takes no such step any more: it stands at “{ $stage ->
        [none] none
        [body_not_formed] the body is not formed
        [objections] objections
        [answers] answers
        [panel] before the panel
        [ruled] ruled on, may be appealed against
        [appeal] on appeal
        [accepted] accepted for good
        [refused] refused for good
        [withdrawn] taken back
        [seated] seated
       *[other] { $stage }
    }”. Nothing was entered.
record-nomination-not-ripe =
    The nomination of { $candidate } cannot be ruled on before { $until }: it stands at “{ $stage ->
        [none] none
        [body_not_formed] the body is not formed
        [objections] objections
        [answers] answers
        [panel] before the panel
        [ruled] ruled on, may be appealed against
        [appeal] on appeal
        [accepted] accepted for good
        [refused] refused for good
        [withdrawn] taken back
        [seated] seated
       *[other] { $stage }
    }”. Nothing was entered.
    .do = Until then the other parties may object, and whoever nominated may answer.
record-candidate-other = The ruling names { $candidate }; the nomination is that of { $nominated }. Nothing was entered.
record-body-not-formed = Nobody has said how the body { $body } is joined: who rules, with which quorum, in which time. Nothing was entered.
    .do = Enter body.formed.
record-not-on-panel = { $user } is not on the panel that rules here ({ $panel }). Nothing was entered.
record-conflict-of-interest = { $user } acts for { $party }, which has a stake in the case of { $about }, and cannot vote on it. Nothing was entered.
    .do = The other members of the panel vote.
record-judge-of-oneself = { $user } is complained of and cannot vote on it. Nothing was entered.
record-vote-twice = { $user } is named twice among those who voted. Nothing was entered.
record-quorum-missing = { $voted } voted; the quorum is { $quorum }. Nothing was entered.
    .do = Those who declared recusal or have a stake do not count: form the panel so that enough are left.
record-majority-missing = { $by } voted for the ruling, { $against } against: no majority stands by it. Nothing was entered.
record-appeal-of-another = { $party } neither nominated { $candidate } ({ $nominated } did) nor objected, and cannot appeal. Nothing was entered.
record-appeal-late = An appeal in the case of { $candidate } could be made until { $until }; it is { $now }. Nothing was entered.
record-quorum-impossible = A quorum of { $quorum } cannot be met by the { $panel } of the panel of { $body }. Nothing was entered.
record-limit-missing = Neither the act nor the agreement says how long this step may take for { $body }: { $step }. Nothing was entered.
    .do = Give the hours, or write reply_within into the agreement.
record-seat-without-decision =
    { $candidate } cannot take a seat in { $body }: no nomination of theirs was accepted for good (it stands at “{ $stage ->
        [none] none
        [body_not_formed] the body is not formed
        [objections] objections
        [answers] answers
        [panel] before the panel
        [ruled] ruled on, may be appealed against
        [appeal] on appeal
        [accepted] accepted for good
        [refused] refused for good
        [withdrawn] taken back
        [seated] seated
       *[other] { $stage }
    }”). Nothing was entered.
    .do = A seat is taken after a ruling that can no longer be appealed against.
record-seat-of-another = The seat of { $candidate } is said to be that of { $party }; { $nominated } nominated them. Nothing was entered.
record-member-not-seated = { $member } does not sit in { $body } and cannot be in its team. Nothing was entered.
record-sector-unknown = The agreement's map has no sector { $sector }; it has { $known }. Nothing was entered.
record-post-known = The post { $post } is open already.
record-post-closed-already = The post { $post } was closed already.
record-post-closed-before = The post { $post } cannot be closed before it was opened.
record-patrol-overlaps = { $team } would be on patrol { $patrol } while it is on patrol { $other }, from { $from } to { $until }.
    .do = A team is at one place at a time: change the hours, or name another team. Nothing was entered.
record-quorum-lowered = { $body } would be decided on by a quorum of { $quorum }; it was { $before }. Nothing was entered.
    .do = Who forms the body anew keeps the quorum or raises it.
record-limit-shortened = A step of { $body } would take { $hours } hours ({ $step }); the parties have { $least }. Nothing was entered.
    .do = Give at least the hours that the body gave before, or those of the agreement where they are fewer.
record-seat-taken-already = { $candidate } was given a seat in { $body } already, by { $entry }. Nothing was entered.
    .do = Whoever left is put forward anew; a seat entered wrongly is withdrawn first.
record-patrol-known = There is a patrol { $patrol } already.
    .do = Choose another name for this one.
record-party-not-of-text = The text knows no party { $party }; it has { $known }. Nothing was entered.
record-reasons-missing = { $kind } comes without its reasons. Nothing was entered.
    .do = Send them as the part `text`: whoever it is about must be able to answer them.
record-team-unknown = There is no team { $team }.
    .do = Enter team.formed first.
record-plan-missing = The plan of the patrol { $patrol } is missing or cannot be read. Nothing was entered.
    .do = Send it as the part `plan` of the class place: legs and over; see docs/record-format.md, section 8.
record-legs-missing = The patrol { $patrol } goes through no sector. Nothing was entered.
record-hours-wrong = { $hours } hours are said of the patrol { $patrol }; it has { $most }. Nothing was entered.
record-patrol-reported-already = The patrol { $patrol } was reported already.
record-patrol-not-over = The patrol { $patrol } is not over: where it is now stands in no record. Nothing was entered.
record-patrol-not-cleared = The report says that the patrol { $patrol } had clearance. By the record { $refused } refused it and { $silent } did not answer. Nothing was entered.
    .do = Report it as gone without clearance, or enter the answers of the parties first.
record-clearance-not-asked = { $party } was not asked for clearance of the patrol { $patrol }; asked were { $asked }. Nothing was entered.
record-complaint-of-another = The complaint is about { $about }; { $user } cannot answer it. Nothing was entered.
record-complaint-ruled-already = The complaint { $entry } was ruled on already.
record-nomination-unknown = There is no nomination { $entry }.
