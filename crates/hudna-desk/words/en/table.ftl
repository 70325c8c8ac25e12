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
reached-disputed = Disputed
reached-disputed-by = rejected by: { $by }
reached-awaited = Waits for an absent party
reached-awaited-by = waits for: { $by }
reached-silent = Silence
reached-silent-by = took no position: { $by }
reached-held-up = Held up by reservations
reached-held-up-one = Held up by one reservation
reached-held-up-by = reservation of: { $by }
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
}: agreed { $agreed }, held up by reservations { $held }, waiting for an absent or silent party { $awaited }, disputed { $disputed }.
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
record-vote-recused = { $user } declared recusal from { $case }; this vote of { $member } is on { $decision }.
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
cli-table-out = Write the stand of the talks into this folder, a page a language
cli-table-wrote = Written: { $path }
cli-table-lacks = Article { $article } is not in the text: { $stand }
cli-table-lacks-nothing = Every article of version { $version } is adopted and in the text.
cli-table-not-placed = The amendment of { $party } to paragraph { $paragraph } was not placed: a part of that paragraph is in brackets.
cli-table-proposed = Proposed as version { $version } of the agreement: { $entry }
record-draft-none = There is no draft of this name, or its text cannot be read: { $draft }
    .do = hudna table lists the drafts with --json.
record-assembly-lacks = The text is not whole: not adopted are { $articles }.
    .do = Nothing was proposed. Adopt them, or put a version without them.
