# Words of a consultation of many: command, refusals, page.
cli-consult = Works out a consultation: what carries across groups of opinion, and what each group stands for
cli-consult-after = Nobody's vote and nobody's group is shown. Delegations are counted by party, with --by-party.
cli-consult-votes = Votes, a line a vote or a line a person: Polis's votes.csv or participants-votes.csv, or plain headers
cli-consult-statements = The statements: Polis's comments.csv, or an id and its words in ar and en
cli-consult-by-party = Delegates and the party that each speaks for; votes are then counted by party, never by groups
cli-consult-out = Folder for the pages and consultation.json
cli-consult-json = Print the result as one JSON object and nothing else on standard output
cli-consult-set-aside = { $accepted } of { $read } votes taken in; votes and lines set aside: { $count }
cli-consult-set-aside-more = … and { $count } more; --out writes all of them into set-aside.csv
consult-too-few = { $here } people are in the conversation; groups of opinion are worked out from { $least } on
    .do = Fewer are persons rather than a public: groups would show who thinks what. Count delegations by party, with --by-party FILE, or state positions at the table.
consult-ballots-few = Fewer than { $least } people took part: nothing was counted, and the urn stays open.
    .do = Fewer are persons rather than a public: groups would show who thinks what. Wait until more have voted.
consult-all-alike = all who took part voted alike: there is nothing to tell groups apart by
    .do = Put statements on which people differ, or read the votes as they are.
consult-vote-outside = vote { $at } is of nobody or on no statement that is known
consult-too-many = { $participants } people and { $statements } statements are more than can be worked out
consult-title = Consultation: what was said
consult-footer = Made by Hudna from the votes alone. Nobody's vote and nobody's group stands here.
consult-took-part = { $count ->
    [one] One person
   *[other] { $count } people
} cast { $votes } votes on { $statements } statements.
consult-passes = { $count } of { $votes } votes were passes: the statement was seen and no side taken.
consult-carry = What carries across all groups
consult-carry-none = No statement has more than half of every group on one side.
consult-every-agree = More than half of every group agree.
consult-every-disagree = More than half of every group disagree.
consult-groups = What each group stands for
consult-stands-for-none = No statement tells this group from the others.
consult-hardly-apart = The groups lie close together: read them as leanings, not as camps.
consult-group-a = Group A
consult-group-b = Group B
consult-group-c = Group C
consult-group-d = Group D
consult-group-e = Group E
consult-people = { $count ->
    [one] one person
   *[other] { $count } people
}
consult-took-agree = { $took } of { $votes } agree ({ $percent }%)
consult-took-disagree = { $took } of { $votes } disagree ({ $percent }%)
consult-undescribed = { $count ->
    [one] One person stands
   *[other] { $count } people stand
} in no group that is described: they voted on too little, or their group is smaller than { $least }, and what few say could be told of each of them.
consult-all = All statements
consult-statement = Statement
consult-together = Together
consult-numbers = { $agree } agree, { $disagree } disagree, { $pass } pass
consult-numbers-key = “Together” is the sum of what is shown beside it and of people in no group where they are five or more.
consult-too-few-voted = too few voted
consult-how = How it was worked out
consult-how-groups = People who vote alike are put into two to five groups by a fixed calculation, the one that Polis uses; the number is the one that sets them apart best. Nothing is drawn at random, and the order in which people came changes nothing.
consult-how-carry = A group stands for what sets it apart from the others and is held by more than half of it. A statement carries where more than half of every group take the same side, one vote of each kind added so that few votes say little.
consult-how-hidden = Groups of fewer than five are not described, nor votes of fewer than five of a group.
consult-contradictory = { $count ->
    [one] Once somebody said two things of one statement at one moment: it counts as no vote.
   *[other] { $count } times somebody said two things of one statement at one moment: they count as no votes.
}
consult-delegates = { $count ->
    [one] One delegate
   *[other] { $count } delegates
} of { $parties } parties
consult-strangers = { $count ->
    [one] One voter speaks
   *[other] { $count } voters speak
} for no party that was named and is not counted.
consult-parties-carry = What all parties take one side on
consult-parties-carry-none = On no statement do all parties take one side.
consult-every-party-agree = Every party agrees.
consult-every-party-disagree = Every party disagrees.
consult-parties-each = What each party says
consult-stand-agrees = agrees
consult-stand-disagrees = disagrees
consult-stand-split = split
consult-stand-passed = passed
consult-stand-silent = silent
consult-by-party-why = Delegations are few and speak for their party: they are counted by party, and nobody is put into a group by a calculation.
record-consultation-known = A consultation with the id { $consultation } stands in the record already.
    .do = Give it another id.
record-consultation-counted = The consultation { $entry } was counted: no statement is put to people any more.
    .do = Open another consultation for what is asked now.
record-statement-known = The consultation has a statement { $statement } already.
    .do = Give the statement another id.
record-count-without-votes = A count takes the sealed votes as part file and what may be shown of them as part result.
    .do = hudna consult, with --record DIR, makes both.
record-count-unreadable = The count was not taken in: what is sent with it cannot be worked out again ({ $detail }).
    .do = hudna consult, with --record DIR, makes a count that can. Nothing was written.
record-count-without-delegates = A count by party takes the file of who speaks for whom as part working, sealed.
    .do = hudna consult, with --by-party and --record DIR, sends it along.
record-count-differs = The votes that are sent do not come to this result: it was worked out again and differs at { $at }.
    .do = Count again with hudna consult and the statements that were put. Nothing was written.
consult-votes-of-others = The file holds votes on statements that were neither put to people nor taken out by the file of statements: the count would not be taken in.
    .do = Take those votes out of the file, or name their statements in the file of statements as moderated (-1). Nothing was written.
cli-consult-record = The mission's folder, where the consultation stands on the record
cli-consult-consultation = The consultation's own id, such as coast
cli-consult-open = Open it, and put the statements to people: before any votes
cli-consult-title-ar = What it is about, in Arabic
cli-consult-title-en = What it is about, in English
cli-consult-open-what = { $value } takes --consultation ID and a title
consult-statements-not-whole = Lines of the file of statements that cannot be read: { $count }. What is put to people is put whole.
    .do = hudna consult with these statements and any votes says which lines.
consult-statement-not-put = The statement { $statement } was not put to people in these words.
    .do = Count with the statements that the record has.
consult-not-opened = The record has no consultation { $consultation }.
    .do = Open it first, with --open.
page-consultations = Consultations
consultations-lead = Statements are put to many people, who agree, disagree or pass. Who takes part is no user of the mission, and nobody's vote is shown.
consultations-none = The record holds no consultation.
consultations-open = Not counted yet.
consultations-counted = Counted
consultations-not-understood = The count holds no result that can be shown.
consultations-statements = { $count ->
    [one] one statement
   *[other] { $count } statements
}
