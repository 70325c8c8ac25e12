# Minutes: the commands, what a first reading proposes, and why something could not be made of it. `.do` is the next step.

cli-minutes = Reads accounts of meetings for a first time, and makes acts of what a person confirms
cli-minutes-read = Shows who took part, who said what, what all agreed on and what was promised on conditions, each with its words
cli-minutes-read-after =
    What is shown is a proposal: nothing becomes an act unless a person names it with "hudna minutes acts".
    m, s1, p1 … are the names by which a person does so. docs/minutes.md says what the reader cannot do.
cli-minutes-json = Print the proposal as JSON; docs/minutes.md describes it
cli-minutes-file = The account: a text file in Arabic or English
cli-minutes-lang = Read in this language where several are written in one script
cli-minutes-acts = Prints the acts of what a person confirmed, for "hudna act"
cli-minutes-acts-after =
    hudna minutes acts minutes.txt --confirm s3,p1 --as "NAME=first" --issue coast-road --to second --id p1=P-7 > acts.json
    hudna act MISSION acts.json

    Nothing is filled in: what the account does not say, and what only a person can say, is asked for. Names of people stand in no act.
cli-minutes-confirm = What is confirmed: m the meeting, s1 … statements, p1 … promises
cli-minutes-as = The party that a speaker speaks for, by the name in the account; several after commas
cli-minutes-issue = The issue of all statements, or of one
cli-minutes-stance = What a statement comes to where its verb does not say: accepts, accepts_with_reservation, rejects, silent, absent
cli-minutes-id = The id of a promise
cli-minutes-to = To whom promises are made
cli-minutes-day = The day of the meeting
cli-minutes-zone = The time zone of that day (UTC unless said)
cli-minutes-convener = Who convened the meeting
cli-minutes-meeting = The entry of the meeting, where it stands in the record

minutes-meeting = The meeting
minutes-day = Day: { $day }
minutes-place = Place: { $place }
minutes-not-said = not said
minutes-participants = Participants
minutes-participant = { $name }: { $capacity } (line { $line })
minutes-absent = { $name }: { $capacity } (line { $line }), said not to have been there
minutes-statements = Statements
minutes-statement = { $speaker }: { $marks } (line { $line })
minutes-nobody = nobody named
minutes-unanimous = by all
minutes-reported = as somebody else tells it
minutes-unsure = look at the speaker again
minutes-promises = Promises
minutes-undertaken = undertaken in { $statement }
minutes-tied = a condition is tied to { $statement }; whether it promises anything, a person must say
minutes-left = Of this nothing was made
minutes-left-line = line { $line }: { $why }
minutes-why-heading = heading or list
minutes-why-no_verb = no verb of saying that the reader knows
minutes-why-unattributed = something to come, or a condition, and nobody says it
minutes-no-act = This is a proposal. Nothing becomes an act unless a person names it: hudna minutes acts --help

minutes-class-affirm = affirms
minutes-class-demand = demands
minutes-class-praise = praises or thanks
minutes-class-propose = proposes
minutes-class-reject = rejects
minutes-class-deny = denies
minutes-class-agree = agrees
minutes-class-condition = sets a condition
minutes-class-point_out = points out
minutes-class-promise = undertakes
minutes-class-warn = warns
minutes-class-accuse = accuses or complains
minutes-class-concern = voices concern or regret
minutes-class-ask = asks
minutes-class-say = says
minutes-condition-if = if
minutes-condition-provided = provided that
minutes-condition-until = until
minutes-condition-after = not before
minutes-condition-conditional_on = depends on
minutes-condition-unless = unless
minutes-condition-in_return = in return for

minutes-too-long = { $file } has { $bytes } bytes; an account may have { $most }
    .do = Part it into the accounts of single meetings.
minutes-pick-missing = nothing was confirmed
    .do = Name what stands: m for the meeting, s1 for a statement, p1 for a promise.
minutes-pick-unknown = "{ $name }" is not proposed in this account
    .do = hudna minutes read shows what is, with its names.
minutes-party-missing = which party "{ $speaker }" speaks for in { $name } was not said
    .do = Say it with --as "{ $speaker }=PARTY", several parties after commas.
minutes-speaker-missing = the account names nobody who says { $name }
    .do = Write this act by hand, if you know who said it.
minutes-stance-missing = the verb of { $name } ({ $class }) does not say whether it accepts or rejects
    .do = Say it with --stance { $name }=accepts, accepts_with_reservation, rejects, silent or absent.
minutes-issue-missing = the issue of { $name } was not said
    .do = Say it with --issue ISSUE, or --issue { $name }=ISSUE.
minutes-to-missing = to whom { $name } is promised was not said
    .do = Say it with --to PARTY.
minutes-id-missing = { $name } has no id
    .do = Give it one that no promise of the mission has: --id { $name }=P-7.
minutes-day-missing = the day of the meeting was not said
    .do = Say it with --day YYYY-MM-DD, and --zone where it is not UTC.
minutes-convener-missing = who convened the meeting was not said
    .do = Say it with --convener NAME.
minutes-option-malformed = "{ $value }" is not what this option takes
    .do = hudna minutes acts --help shows how each is written.

page-minutes = Minutes
minutes-lead = Paste the account of a meeting. What it seems to say is shown beside it; nothing becomes an act unless you tick it and sign.
minutes-account = The account
minutes-account-hint = Arabic or English: a narrative, points, a communiqué, a log. It is not kept unless you sign.
minutes-account-empty = There is no account yet.
minutes-account-twice = An account was pasted and a file chosen: send one of both.
minutes-file = Or as a file
    .hint = Plain text of at most 64 KiB. Longer accounts are for the command line.
minutes-file-empty = { $file } is empty
    .do = Choose the file that holds the account.
minutes-file-too-large = { $file } has { $bytes } bytes; on this page an account may have { $most }
    .do = Read it with hudna minutes read, or send it in parts.
minutes-file-not-text = { $file } is not plain text
    .do = Save it as plain text (.txt), or paste its words. Nothing was kept.
minutes-read = Read it
minutes-proposed-lead = These are proposals: look at each beside its words. A wavy line means that the speaker should be looked at twice.
minutes-sign = Sign what is ticked
minutes-sign-hint = Each becomes an act signed with your key; its words are sealed.
minutes-signed =
    { $count ->
        [one] One act was signed.
       *[other] { $count } acts were signed.
    }
minutes-was-absent = said not to have been there
minutes-speaks-for = Speaks for
minutes-stance = Comes to
minutes-stance-accepts = accepts
minutes-stance-accepts_with_reservation = accepts with a reservation
minutes-stance-rejects = rejects
minutes-stance-silent = silent
minutes-stance-absent = absent
minutes-to = Promised to
minutes-id = Id of the promise
minutes-issue = Issue of the statements
    .hint = As the mission names it, such as coast-road.
minutes-convener = Who convened the meeting
