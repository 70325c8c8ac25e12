# Words of the negotiating table: meetings, issues, positions, draft texts; why an act at the table does not stand (family `record`).

page-table = Negotiating table
quoted = “{ $words }”
stance-accepts = accepts
stance-accepts-with-reservation = accepts with a reservation
stance-rejects = rejects
stance-silent = silent
stance-absent = absent
stance-none = no position recorded
reached-agreed = Agreed
reached-agreed-by-asked = Accepted by all who were asked
reached-agreed-by-asked-by = asked and accepts: { $by }
reached-disputed = Disputed
reached-disputed-by = rejected by: { $by }
reached-awaited = Waits for an absent party
reached-awaited-by = waits for: { $by }
reached-silent = Silence
reached-silent-by = took no position: { $by }
reached-held-up = Held up by reservations
reached-held-up-one = Held up by one reservation
reached-held-up-by = reservation of: { $by }
talks-not-asked = not asked
talks-recorded = Recorded
talks-by-party = by the delegation of { $party }
talks-by-none = by the secretariat
talks-written-for = as written down by the secretariat
issue-opened-at = Put on the table on { $when }, { $by }.
issue-closed-at = Taken off the table on { $when }, { $by }.
talks-became = became text: { $article }
talks-closed = off the table
talks-changed = Changed.
talks-was = Before: { $was }
talks-condition-linked = linked to the promise { $promise }
talks-meeting = { $number ->
    [0] Meeting of { $when }
   *[other] Meeting { $number }, { $when }
}
talks-attended = present: { $delegations }
talks-lead = { $count ->
    [one] Of one issue
   *[other] Of { $count } issues
}: agreed { $agreed }{ $few ->
    [0] {""}
   *[other] , accepted by all who were asked but not by all parties { $few }
}{ $became ->
    [0] {""}
   *[other] , became text { $became }
}, held up by reservations { $held }, waiting for an absent or silent party { $awaited }, disputed { $disputed }.
talks-moved-none = No position has changed since the meeting of { $when }.
talks-moved = { $count ->
    [one] One position has changed since the meeting of { $when }.
   *[other] { $count } positions have changed since the meeting of { $when }.
}
talks-issues = Issues and positions
talks-issues-means = each position rests on a recorded statement; every version is kept
talks-none = No issue is on the table yet.
talks-issue = Issue
talks-where = Where it stands
talks-silence-means = Silence is not acceptance unless the decision rule says so.
talks-matrix = Table of positions
talks-meetings = Meetings
talks-meetings-none = The record holds no meeting.
talks-meetings-all = All meetings
talks-last-meeting = Last meeting
talks-agenda = Agenda
talks-convener = Convened by
talks-place = Place
talks-delegations = Delegations
talks-capacity-none = capacity not stated
talks-minutes = Minutes
talks-minutes-sealed = The minutes are sealed; they are shown to the parties and to whoever may see what is sealed.
talks-stated-there = Positions stated there
talks-speakers = Who speaks for whom
talks-speakers-none = Nobody was named yet.
talks-speaker-from = from { $from }
talks-speaker-until = until { $until }
talks-versions = Positions in their order
talks-versions-none = No position was stated.
talks-statement = Statement
talks-statement-sealed = The words of the statement are sealed.
talks-conditions = Conditions
talks-state = State a position
talks-choose = choose
talks-state-do = Record the position
talks-stated = The position was recorded.
talks-issue-open = Put an issue on the table
talks-issue-open-do = Put it
column-speaker = Speaker
column-capacity = Capacity
field-stance = Position
field-condition-ar = Condition, in Arabic
    .hint = Only with a reservation or a rejection; one condition an act.
field-condition-en = Condition, in English
field-condition-id = Short name of the condition
    .hint = Latin letters, digits and hyphens; the same name again means the same condition.
field-meeting = At the meeting
field-meeting-none = at none
field-stated-day = Stated on
    .hint = Leave empty for the meeting's own time, or for now.
field-statement = Words of the statement
    .hint = Sealed; shown to the parties.
field-issue-id = Short name
    .hint = Latin letters, digits and hyphens.
field-title-ar = Title, in Arabic
field-title-en = Title, in English
field-stance-missing = Choose the position.
field-title-missing = Write the title in at least one language.
field-id-missing = Write a short name of Latin letters, digits and hyphens.
record-position-twice = { $party } would stand in two places on { $issue } at one time: the entry { $entry } says “{ $stated ->
        [accepts] accepts
        [accepts_with_reservation] accepts with a reservation
        [rejects] rejects
        [silent] silent
        [absent] absent
   *[other] { $stated }
    }”, this act says “{ $new ->
        [accepts] accepts
        [accepts_with_reservation] accepts with a reservation
        [rejects] rejects
        [silent] silent
        [absent] absent
   *[other] { $new }
    }”.
    .do = Say with at when each was stated; or correct the moment. Nothing was kept of this act.
record-position-ahead = { $party } cannot have stated on { $at } where it stands on { $issue }: it is { $now }.
    .do = A position is stated when it is said; correct the moment, or leave `at` out. Nothing was kept of this act.
record-position-not-of-meeting = { $party } is said to have stated this on { $at } at the meeting of { $meeting }, which was later.
    .do = Correct the day, or choose the meeting at which it was stated, or none. Nothing was kept of this act.
record-position-not-present = { $party } is said to have stated this at the meeting of { $meeting }, at which it was not present. Present: { $present }.
    .do = Choose the meeting at which it was stated, or none. Nothing was kept of this act.
record-meeting-ahead = The meeting is said to have ended on { $at }: it is { $now }.
    .do = A meeting is recorded when it is over. Nothing was recorded.
record-meeting-of-others = Whoever records a meeting for { $party } writes down nobody else as present or as convener: { $others }.
    .do = Record it with your own delegation alone, or have the secretariat record it. Nothing was recorded.
record-issue-title-other = The issue { $issue } was on the table as “{ $title }”; this act would call it “{ $new }”, and every position on it with it.
    .do = Put it again from its own page, as it was called; or put another issue. Nothing was put.
record-issue-asks-few = { $party } would ask only some of the parties about { $issue }: { $asked }.
    .do = Whoever acts for a party asks all of them. An issue for some alone is put by the secretariat. Nothing was put.
record-condition-of-another = The condition { $condition } is one of { $whose } (entry { $entry }); { $party } does not say what would meet it.
    .do = { $whose } links it, or the secretariat does. Nothing was linked.
record-silence-put-by-party = By the rule { $rule } whoever keeps silent counts as voting for; { $party } would put the matter, and so would the silence of others count for it.
    .do = Nothing was put to the vote. Ask the secretariat to put it.
record-position-not-asked = { $party } is not asked on { $issue }; asked are { $asked }.
    .do = State it in the name of one of them, or put the issue anew with its `parties`. Nothing was kept of this act.
record-issue-known = The issue { $issue } is on the table already.
    .do = State positions on it; close it before it is put anew.
record-issue-unknown = There is no issue { $issue }.
    .do = hudna table lists the issues with their ids.
record-issue-closed = The issue { $issue } was closed: positions on it are not taken any more.
    .do = Put it on the table anew with issue.opened.
record-conditions-uncounted = The position has conditions: { $conditions }; ids for them: { $ids }.
    .do = Give an id for each condition, or for none.
record-conditions-without-reservation = { $party } would accept without reservation and attach conditions.
    .do = Write accepts_with_reservation, or leave the conditions out.
record-condition-taken = The condition { $condition } is one of { $party } on { $issue } (entry { $entry }).
    .do = Choose another id for this condition.
record-condition-not-attached = No position has the condition { $condition }.
    .do = hudna table lists the conditions with their ids.
record-condition-linked-already = The condition { $condition } is linked to the promise { $promise } already.
record-delegation-ends-first = { $speaker } would cease to speak before beginning to.
    .do = until lies after from.
record-draft-version-other = The next version of the draft { $draft } is { $next }.
    .do = Versions count up from 1.
record-draft-text-missing = The draft { $draft } comes without its text.
    .do = Put the text in an open part whose name ends in .md.
record-draft-without-articles = The text holds no article.
    .do = An article begins with a heading such as “## Article 1 {"{"}#a1{"}"}”; see docs/language.md.
record-draft-unknown = There is no draft { $entry } here.
record-draft-superseded = Version { $version } of the draft { $draft } is not the last: version { $last } is.
    .do = Look at what changed, and do it on the last version.
record-bracket-nested = Paragraph { $paragraph }: a bracket stands within a bracket (line { $line }, column { $column }).
    .do = Close the outer one first. Two sides could read a bracket in a bracket two ways.
record-bracket-not-closed = Paragraph { $paragraph }: a bracket is not closed (line { $line }, column { $column }).
    .do = Close it, or write \[ where the sign itself is meant.
record-bracket-not-opened = Paragraph { $paragraph }: a bracket is closed that was not opened (line { $line }, column { $column }).
    .do = Open it, or write \] where the sign itself is meant.
record-bracket-empty = Paragraph { $paragraph }: a bracket says nothing and is nobody's (line { $line }, column { $column }).
    .do = Say whose it is: “[First: ]” is no words of the First Party.
record-bracket-side-unknown = Article { $article }: a bracket is said to be of { $side }, which is no party of the text in force.
    .do = Name a party by its id or name; write \: where a colon is meant.
record-article-open = Article { $article } still stands in brackets: { $sides }.
    .do = What the sides differ on is settled before an article is adopted. Nothing was adopted.
record-article-adopted-already = Article { $article } is adopted as it reads.
    .do = A new version of the draft that changes it reopens it.
record-amendment-empty = The amendment leaves paragraph { $paragraph } as it reads.
record-amendment-in-brackets = The amendment to paragraph { $paragraph } holds brackets itself.
    .do = Write the words as your party would have them; who differs proposes another.
record-decision-rule-unknown = The text in force has no decision rule { $rule }, by which { $decision } was to be taken.
    .do = Name a norm of the kind decision.
record-decision-not-put = Nobody voted on { $decision }.
    .do = Record the votes (vote.cast) first; silence is recorded as a vote too.
record-decision-not-covered = The rule { $rule } does not speak of { $decision }: it is about another body, or was not in force then.
record-quorum-not-met = { $decision }: no quorum. The rule { $rule } asks: { $asked }. Present: { $present }. Not present: { $away }.
    .do = Nothing was adopted. Put it to the vote anew when the quorum is there.
record-votes-not-enough = { $decision }: the votes do not carry it. The rule { $rule } asks: { $asked }. Against: { $against }.
    .do = Nothing was adopted.
record-adoption-undetermined = { $decision }: by the rule { $rule } it cannot be told yet whether it was taken. Not known: { $missing }.
    .do = An undetermined vote adopts nothing. Find out what is not known, or let the time of silence run out.
record-norms-fail-check = The norms do not pass the check ({ $detail }): { $values }
    .do = Nothing was adopted. Run `hudna agreement check` on the text and correct it.
record-vote-recused = { $user } is out of { $case }; this vote of { $member } is on { $decision }.
    .do = Nothing was counted. Somebody who is not recused votes, or nobody.
cli-table = Show the negotiating table: issues, positions, what moved
cli-table-json = Write it as JSON
cli-table-after = Statements and minutes are sealed and are not told here. Everything but them stands in the record in the clear.
talks-document = The stand of the talks
draft-page = Draft text
draft-none = No draft was put yet.
draft-version = Version { $number }, put on { $when }
draft-lead = { $count ->
    [one] Of one article
   *[other] Of { $count } articles
}: adopted { $adopted }, without brackets and not adopted { $clean }, in brackets { $open }. Nothing is in force until the whole text is.
draft-articles = Articles
draft-article = Article
draft-open = In brackets
draft-open-by = alternatives of: { $by }
draft-clean = Without brackets, not adopted
draft-adopted = Adopted
draft-adopted-by = on { $when }, by { $rule }
draft-changed = changed since the version compared
draft-amendments = Amendments
draft-amendments-none = none
draft-amendments-open = { $count ->
    [one] one amendment is open
   *[other] { $count } amendments are open
}
draft-against = beside version { $number }
draft-compare = Compare
draft-compare-from = From version
draft-compare-to = to version
draft-languages-differ = The two languages leave different things open here.
draft-remarks = Reservations and readings
draft-reservation = Reservation
draft-reading = Interpretive statement
draft-propose = Propose an amendment
draft-propose-do = Propose
draft-remark = Enter a reservation or a reading
draft-remark-do = Enter
draft-adopt = Adopt the article
draft-adopt-means = Counts as adopted only where the votes on { $decision } carry it by the rule; the program weighs them, and what is undetermined adopts nothing.
field-paragraph = Paragraph
    .hint = Its number; a new number adds a paragraph.
field-wording-ar = The whole paragraph as it would read, in Arabic
field-wording-en = The same in English
field-words-ar = Words, in Arabic
field-words-en = Words, in English
field-words-missing = Write the words in at least one language.
field-remark-kind = What it is
field-adopted-by = By the rule
cli-table-draft = Look at a draft: how far its articles have come, what changed
cli-table-from = The version to compare with; without it the one before
cli-table-put = Put this text as the next version of the draft named with --draft, with the files that it names
cli-table-next = Write the next version of the draft to this file: amendments that all accept in their place, the rest beside them in brackets
cli-table-assemble = Write the text of the adopted articles into this folder, check it and say what is missing
cli-table-propose = Propose the assembled text as the agreement (agreement.proposed), if nothing is missing and the checker finds no error
cli-table-out = Write the stand of the talks into this folder, as page and PDF in both languages; with --draft also what changed in the draft
cli-table-sheet = The sheet of what is printed: a4, or a3 for a wall
cli-table-wrote = Written: { $path }
cli-table-lacks = Article { $article } is not in the text: { $stand }
cli-table-lacks-nothing = Every article of version { $version } is adopted and in the text.
cli-table-not-placed = The amendment of { $party } to paragraph { $paragraph } was not placed: a part of that paragraph is in brackets.
cli-table-proposed = Proposed as version { $version } of the agreement: { $entry }
record-draft-none = There is no draft of this name, or its text cannot be read: { $draft }
    .do = hudna table lists the drafts with --json.
record-assembly-lacks = The text is not whole: not adopted are { $articles }.
    .do = Nothing was proposed. Adopt them, or put a version without them.
talks-votes = Votes
votes-lead = { $open ->
    [0] No vote is open.
    [one] One vote is open.
   *[other] { $open } votes are open.
} { $mine ->
    [0] None waits for you.
    [one] One waits for you.
   *[other] { $mine } wait for you.
}
votes-none = Nothing was put to the vote yet.
votes-none-next = An article without brackets is put to the vote on its page under the draft text.
votes-secret = Votes are secret: who has voted is shown, how is not.
vote-on-article = { $article } (draft { $draft }, version { $number })
vote-on-whole = The whole of the draft { $draft }, version { $number }
vote-rule = Rule
vote-rule-consensus = consensus: all who have the vote vote for; silence is not consent
vote-rule-of = { $rule }: “{ $words }”
vote-rule-consensus-name = consensus
vote-put-at = Put
vote-stand = How it stands
vote-open = Open
vote-taken = Validly taken
vote-not-taken = Not taken
vote-undetermined = Undetermined
vote-by-silence = Whoever kept silent counts as voting for: the time for an objection has run.
vote-no-quorum = The quorum is not met.
vote-too-few = The votes do not carry it.
vote-not-covered = The rule does not speak of this vote.
vote-facts-missing = The record does not say enough, for instance who was present.
vote-waits = Waits for: { $by }
vote-silence-until = Whoever keeps silent until { $until } counts as voting for. An objection before then breaks the silence.
vote-silence-run = The time for an objection ran out on { $until }.
vote-voter = Who has the vote
vote-vote = Vote
vote-not-yet = has not voted
vote-kept-silent = kept silent
vote-has-voted = has voted
vote-was-absent = was absent
vote-for = for
vote-against = against
vote-abstained = abstained
vote-silent = silent
vote-unknown = not known
vote-tally = For: { $for }. Against: { $against }. Abstained: { $abstained }.
vote-cast = Vote
vote-cast-for = Vote for { $party }
vote-cast-for-whom = You vote for { $party }
vote-choose-for = For
vote-choose-against = Against
vote-choose-object = Object
vote-choose-abstained = Abstain
vote-choose-absent = Was absent
field-vote = Vote
field-vote-missing = Choose how you vote.
field-vote-why = Reasons
    .hint = Shown to the parties. May stay empty.
vote-record-do = Record the vote
vote-put-by-secretariat = By the rule for this text whoever keeps silent counts as voting for. Such a vote is put by the secretariat, not by a party.
vote-takes-place = The vote above was written down by the secretariat. Your own takes its place.
vote-put-do = Put to the vote
vote-put-article = Put the article to the vote
vote-put-whole = Put the whole text to the vote
vote-put-whole-means = One vote on all articles. None of them stands in brackets.
vote-put-means = The vote: { $voters }.
vote-to = To the vote
vote-see = See the vote
vote-already-put = put to the vote on { $when }
field-vote-rule = By the rule
field-put-meeting = At the meeting
    .hint = Whoever came to it counts as present.
vote-adopt-all = Adopt all articles
record-rule-unknown = The text that decides has no decision rule { $rule }. It has: { $known }.
    .do = Nothing was put to the vote. Name one of these.
record-ruling-without-you = { $user } records a ruling and is not among those who took part in it.
    .do = Nothing was recorded. Whoever records a ruling says how they voted themselves: for it, against it, or abstaining.
record-ruling-rule-other = The text gives the commission rules of its own: { $known }. { $rule } is none of them that speaks of this ruling.
    .do = Nothing was recorded. Name the rule by which it was decided.
record-ruling-no-quorum = No quorum for this ruling. The rule { $rule } asks: { $asked }. Present: { $present }. Not present: { $away }.
    .do = Nothing was recorded. The commission rules when the quorum is there.
record-ruling-not-carried = The votes do not carry this ruling. The rule { $rule } asks: { $asked }. For: { $by }. Against: { $against }. Abstained: { $abstained }.
    .do = Nothing was recorded. Another outcome may be put, or the finding stays as it was assessed.
record-ruling-undetermined = By the rule { $rule } it cannot be told yet whether this ruling was taken. It asks: { $asked }. Present: { $present }. Not present: { $away }.
    .do = Nothing was recorded. Say how the others voted, or let the time of silence run out.
record-rule-other = { $decision } was put to the vote by the rule { $put } (entry { $entry }); this act names { $rule }.
    .do = Nothing was adopted. Name the rule by which it was put.
record-vote-put-already = { $decision } was put to the vote already, as { $put } (entry { $entry }).
    .do = Vote on that; a new version of the draft can be put anew.
record-voters-other = Not all who have the vote are named, or others are. Missing: { $missing }. Not of the body: { $strange }.
    .do = Nothing was put to the vote. Name exactly those who have the vote.
record-voter-unknown = { $member } has no vote on { $decision }. The vote have: { $voters }.
    .do = Nothing was counted.
record-vote-cast-already = { $member } has voted on { $decision } already (entry { $entry }: { $stated ->
        [for] for
        [against] against
        [abstained] abstained
        [silent] silent
        [secret] sealed
   *[other] not known
    }); this vote says { $new ->
        [for] for
        [against] against
        [abstained] abstained
        [silent] silent
        [secret] what is sealed
   *[other] what is not known
    }.
    .do = Nothing was counted. A vote stands. What the secretariat wrote down for a party gives way to the party's own vote; one that was written down wrongly is withdrawn (entry.withdrawn) by whoever wrote it down, or by whoever keeps the mission.
record-vote-in-the-clear = The rule { $rule } keeps votes on { $decision } secret; this vote stands in the clear.
    .do = Nothing was recorded. Leave vote empty and put the choice into the part vote, of the class narrative.
record-vote-sealed = The rule { $rule } has open votes on { $decision }; this vote is sealed.
    .do = Nothing was counted. Say the choice in the ballot.
record-vote-counted = The article { $article } was adopted by this vote of { $member } on { $decision } (entry { $entry }).
    .do = Nothing was taken back. A new version of the draft can be put to the vote.
vote-withdraw = Written down wrongly: take back
vote-withdraw-of = Take back the vote of { $party }, which was written down wrongly
record-vote-late = The time for an objection to { $decision } ran out at { $until }; { $party } would vote after it, and by the rule { $rule } its silence counts.
    .do = Nothing was counted. Propose an amendment, or enter a reservation.
meeting-record = Record a meeting
meeting-own-alone = You record it for your own delegation: who else was there is for them or the secretariat to write down.
meeting-record-do = Record the meeting
field-meeting-day = Day
field-meeting-number = Number
field-begun = Began at
field-ended = Ended at
field-day-asked = Write the day.
field-hour-missing = Write the hour, as 17:10.
field-hour-before = The end is not after the beginning.
field-meeting-number-wrong = “{ $typed }” was read. Write a number such as 3, or leave it empty.
field-meeting-number-taken = This number is taken: { $meeting }.
field-meeting-place-ar = Place, in Arabic
    .hint = As the parties call it: a town, a house. It stands in the record in the clear.
field-meeting-place-en = Place, in English
field-came = Delegations
    .hint = Tick who came, and write beside it in which capacities, apart by commas. No names of people: this stands in the record in the clear.
field-came-missing = Tick at least one delegation.
field-capacities = head of delegation, legal adviser
field-capacities-of = Capacities of { $party }
field-others = Others who came
    .hint = A line each, such as “observers: two”.
field-agenda = More on the agenda
    .hint = A line for each item.
field-meeting-minutes = Minutes, in Arabic or English
    .hint = Sealed; shown to the parties.
speaker-name = Say who speaks for a party
speaker-name-do = Record
field-speaker = Short name of the speaker
    .hint = Latin letters, digits and hyphens, such as S-1: the record calls them by it. The same again changes what was said.
field-speaks-as = Capacity
field-speaks-as-missing = Write in which capacity.
field-speaker-name = Name of the person
    .hint = Sealed with the sources; never shown on a page.
field-speaks-from = From
field-speaks-until = Until
    .hint = The last day. Leave empty while it goes on.
field-speaker-user = User of the mission
    .hint = U-…, where the person is one.
field-speaker-user-unknown = The mission has no user { $typed }.
talks-rests-on = Rests on:
field-rests-on = Statement it rests on
field-rests-on-none = the words below
field-rests-on-minutes = Minutes: { $meeting }
field-rests-on-reading = Interpretive statement of { $party }, { $when }
condition-link = Link a condition to a commitment
condition-link-do = Link
field-condition = Condition
field-condition-missing = Choose the condition.
field-promise-met-by = Commitment that would meet it
field-promise-missing = Choose the commitment.
issue-close = Take the issue off the table
issue-close-do = Take off
issue-reopen = Put the issue on the table again
issue-reopen-do = Put again
issue-became-nothing = no article
field-became = It became the article
draft-put = Put the next version
draft-put-do = Put the version
draft-put-lead = What all parties accept has taken its place in the text, what others ask stands beside it in brackets. Change it as agreed, or bring a file.
draft-put-next = Version { $number }
field-draft-id = Short name of the draft
    .hint = Latin letters, digits and hyphens. A new name begins a new draft.
field-draft-text = Text
    .hint = As the file of an agreement, with square brackets where the parties differ: [First: by day][Second: by night].
field-draft-text-missing = Write the text, or bring a file whose name ends in .md.
field-draft-files = Or files
    .hint = The text (.md) takes the place of what is typed; drawings and other files that it names may come with it.
field-paragraph-missing = Write the paragraph's number.
field-remark-whole = It is about the whole text, not this article alone
paper-as-of = As of { $moment }
paper-footer = The positions as the record holds them. Silence is not acceptance.
paper-agreed = All accept
paper-held-one = Held up by one reservation
paper-moved = Changed since the meeting before
paper-redline = What changed in the draft { $draft } from version { $from } to version { $to }
paper-redline-means = What is struck through was taken out; what is underlined was put in.
paper-unchanged = Unchanged articles
paper-article-new = This article is new.
paper-article-gone = This article was taken out.
kind-talks = Stand of the talks
kind-redline = Redline of two versions
field-sheet = Sheet
sheet-a4 = A4
sheet-a3 = A3, for a wall
field-redline-draft = Draft
field-redline-from = From version
    .hint = Without it the last two versions.
field-redline-to = To version
field-redline-missing = There are no two such versions of this draft.
cli-not-of-files = { $value } is a document of a mission’s record; assess makes documents of files.
documents-of-table = Papers of the table
talks-nothing-in-force = Nothing is in force: this is the text on the negotiating table, as it was put last.
field-positions-asked = Whose positions are asked
    .hint = Without a tick, those of all parties.
draft-propose-text = Propose as the agreement
draft-propose-text-means = Every article is adopted as it reads. The text is checked, and proposed as it was negotiated.
draft-proposed-waits = Version { $version } is proposed as the agreement. It is in force when the commission says from which day.
draft-in-force = Put version { $version } into force
draft-in-force-means = From this moment on, what happens is weighed by this text.
draft-in-force-do = Put into force
field-in-force-from = From

vote-superseded = Version { $number }, put { $by }, reads otherwise: this vote adopts nothing any more. What it says now can be put to the vote anew.
vote-superseded-same = Version { $number } was put since, { $by }: this vote adopts nothing any more. Put it to the vote again as it stands there.
vote-amended = { $count ->
    [one] One amendment to this is open
   *[other] { $count } amendments to this are open
}{ $accepted ->
    [0] {"."}
   *[other] ; accepted by all parties: { $accepted }. What is voted on is the text without them.
}
vote-again-next = It can be put to the vote again when the next version of the draft is put.
draft-put-since = Version { $number } was put since you began, { $by }. Nothing was put: look at what changed there, and put your text again on top of it.
record-bracket-dropped = Paragraph { $paragraph } would lose the bracket of { $whose }, which did not accept that; { $party } puts this version.
    .do = Leave the bracket, or propose an amendment that { $whose } can accept. Nothing was put.
record-paragraph-of-another = Paragraph { $paragraph } belongs to article { $other }, not to article { $article }.
    .do = Propose it on the page of that article. Nothing was proposed.
record-amendment-twice = The same amendment to paragraph { $paragraph } is open already (entry { $entry }).
    .do = Nothing was proposed.
record-amendment-one-language = Paragraph { $paragraph } stands in Arabic and in English; the amendment says one of them alone.
    .do = Write both: one text would stand in the place of the other. Nothing was proposed.
vote-taken-back = The vote of { $party } ({ $said }) was taken back on { $when }, { $by }. The time for an objection runs anew from then.
vote-recuse = Declare yourself out of this vote
record-ballot-other = The ballot is the vote of { $member } and says that it is for { $party }; { $member } votes for { $own }.
    .do = Nothing was counted. A delegate votes for the members of their own party.
record-vote-ahead = The vote on { $decision } is said to be of { $at }: it is { $now }.
    .do = Nothing was counted. Correct the moment.
record-vote-of-party = The vote of { $member } on { $decision } was cast by { $party } itself; nobody else takes it back.
    .do = Nothing was taken back.
record-vote-open = The vote on { $decision } is secret and still open: { $waits } may still vote. What it would come to is told when it is over.
    .do = Nothing was adopted.
record-recusal-of-another = { $by } would declare { $user } out of { $case }. Out of a vote at the table one declares oneself, and nobody else.
    .do = Nothing was declared.
# Usual capacities: whichever language one is written in, each reader reads their own.
capacity-head = head of delegation
capacity-deputy = deputy head of delegation
capacity-member = member of the delegation
capacity-legal = legal adviser
capacity-military = military adviser
capacity-political = political adviser
capacity-secretary = secretary
capacity-interpreter = interpreter
capacity-spokesperson = spokesperson
