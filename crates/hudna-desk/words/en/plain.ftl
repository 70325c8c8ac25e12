# Norms in plain words: hudna-desk/src/document/plain.
# A clause stands after "where"; its .not is the same denied.
plain-kind-prohibition = prohibition
plain-kind-permission = permission
plain-kind-notification = notice beforehand
plain-kind-obligation = obligation
plain-parties = the parties to the agreement
plain-anyone = anyone
plain-any-act = any act
plain-any-act-of = any act under { $norms }
plain-or-else = { "; or " }
plain-other-than = { $acts } other than { $codes }
plain-deed-if = { $acts }, where { $clauses }
plain-label = { $label }
plain-prohibited = Prohibited to { $whom }: { $deeds }.
plain-unless = It is in order where { $clauses }.
plain-permitted = Permitted: { $deeds }.
plain-concerns = This concerns { $whom }.
plain-need = It clears the act only where { $need }.
plain-needs = It clears the act only where each of these holds: { $needs }.
plain-burden-party = (to be shown by whoever invokes it)
plain-burden-accuser = (to be refuted by whoever accuses)
plain-over = It is an exception to { $norms }.
plain-only = It is the sole road: where it applies, no other permission clears the act.
plain-notified = To be announced beforehand by { $whom }: { $deeds }.
plain-notice = A notice counts where { $match }.
plain-urgent = No notice beforehand is needed where { $clauses }.
plain-tell-after = Notice is then due within { $span } after the act.
plain-duty = { $many ->
    [one] { $whom } must see to it that { $must }.
   *[many] Each of { $whom } must see to it that { $must }.
}
plain-duty-done = { $many ->
    [one] { $whom } must do what { $norm } asks, and it is verified as done.
   *[many] Each of { $whom } must do what { $norm } asks, and it is verified as done.
}
plain-duty-deed = After each such act ({ $deeds }) this is due: { $must }.
plain-applies-if = It applies where { $clauses }.
plain-due = It is due by { $moment }.
plain-no-due = The text sets no deadline.
plain-verifier = Verified by: { $verifier }.
plain-valid-for = A verification holds for { $span }.
plain-bare = What { $norm } asks.
plain-severity = A breach is { $severity }.
plain-from = In force from { $from }.
plain-from-until = In force from { $from } to { $until }.
plain-end-of = the end of { $date }
plain-excepted = Exceptions: { $norms }.
plain-day-counted = { $date } (D+{ $days })
clause-always = in every case
clause-never = in no case
clause-any = either { $list }
clause-together = ({ $list })
clause-inside = { $attribute } lies inside { $zone }
    .not = { $attribute } lies outside { $zone }
clause-is = { $name ->
        [ordered_by] the order came from { $values }
        [purpose] the purpose is { $values }
        [target_kind] it is aimed at { $values }
        [means] it was known by { $values }
       *[other] { $attribute } is { $values }
    }
    .not = { $name ->
        [ordered_by] the order did not come from { $values }
        [purpose] the purpose is not { $values }
        [target_kind] it is not aimed at { $values }
        [means] it was known otherwise than by { $values }
       *[other] { $attribute } is not { $values }
    }
clause-party = { $party } answers for whoever did it
    .not = { $party } does not answer for whoever did it
clause-target-party = the target belongs to { $party }
    .not = the target does not belong to { $party }
clause-signatory = a party bound at the time answers for it
    .not = no party bound at the time answers for it
clause-target-signatory = the target belongs to a party bound at the time
    .not = the target belongs to no party bound at the time
clause-own-target = it is aimed at the author’s own party
    .not = it is not aimed at the author’s own party
clause-other-target = it is aimed at another party than the author’s
    .not = it is not aimed at another party than the author’s
clause-nothing = { $attribute }: there is none
    .not = { $attribute }: there is some
clause-less = { $left } is less than { $right }
clause-at-most = { $left } is { $right } or less
clause-equal = { $left } is exactly { $right }
clause-other = { $left } is other than { $right }
clause-at-least = { $left } is { $right } or more
clause-more = { $left } is more than { $right }
measure-calibre_mm = the calibre
measure-range_km = the range of the weapon
measure-delay_min = the wait
unit-calibre_mm = { $number } mm
unit-range_km = { $number } km
unit-delay_min = { $number } minutes
clause-before = { $attribute } is before { $moment }
clause-until = { $attribute } is no later than { $moment }
clause-at = { $attribute } is { $moment }
clause-not-at = { $attribute } is not { $moment }
clause-from = { $attribute } is { $moment } or later
clause-after = { $attribute } is after { $moment }
clause-daily = the hour is between { $from } and { $to }
    .not = the hour is not between { $from } and { $to }
clause-near = { $attribute } lies at { $distance } or less from { $geometry }
    .not = { $attribute } lies farther than { $distance } from { $geometry }
clause-affiliated = { $attribute } belongs, by whatever link, to { $actor }
    .not = { $attribute } does not belong to { $actor }
clause-in-force = { $norm } is in force at the time
    .not = { $norm } is not in force at the time
clause-bound = { $party } is bound at the time
    .not = { $party } is not bound at the time
clause-reading = it is “{ $term }” as the agreement uses the words
    .not = it is not “{ $term }” as the agreement uses the words
clause-reply = it answers an earlier act: { $condition }
    .not = it answers no such earlier act: { $condition }
clause-reply-within = it answers, within { $span }, an earlier act: { $condition }
    .not = it does not answer, within { $span }, such an earlier act: { $condition }
clause-notified = a notice was given ({ $match })
    .not = no notice was given ({ $match })
clause-authorised = leave was given ({ $match })
    .not = no leave was given ({ $match })
clause-contacted = the mechanism was called ({ $match })
    .not = the mechanism was not called ({ $match })
clause-verified = what { $norm } asks was verified as done
    .not = what { $norm } asks was not verified as done
clause-count = the number of other such acts { $whose ->
        [same] by the same party
        [other] by another party
       *[any] by anyone
    } within { $distance } and { $span } ({ $condition }) is { $compare } { $number }
match-unit = it is in the name of the unit itself or of one that it belongs to
match-party = it is in the name of the party that answers for the unit
match-near = the act lies within { $distance } of the place and { $span } of the time stated
match-where = the act lies within { $distance } of the place stated
match-window = the act lies within { $span } of the time stated
match-at = the act lies within the time stated
match-before = it was sent before the act
match-after = it was sent no later than { $span } after the act
match-lead = it was sent at least { $span } before the act
match-answer-granted = it was granted
match-answer-refused = it was refused
match-answer-answered = the call was answered
match-answer-failed = the call failed
span-days = { $count ->
    [one] one day
   *[other] { $count } days
}
span-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
span-minutes = { $count ->
    [0] less than a minute
    [one] one minute
   *[other] { $count } minutes
}
actor-joint_team = the joint team
actor-commission = the commission
section-annex-norms = Annex D: the norms that findings touch, in plain words
norms-lead = Said by the program from what it weighs. The agreement's own text decides.
norms-none = No finding of the period touches a norm.
column-plain-norm = Norm
column-plain = In plain words
norm-version = version { $version }
plain-kind-eligibility = eligibility
plain-kind-composition = composition
plain-kind-decision = decision rule
plain-eligible = A candidate qualifies only where each of these holds: { $needs }.
plain-eligible-for = A candidate for { $body } qualifies only where each of these holds: { $needs }.
plain-nominated = This concerns nominations by { $whom }.
plain-composed = Of { $body } this must hold: { $clauses }.
plain-decided = A decision is validly taken only where each of these holds: { $needs }.
plain-decided-by = A decision of { $body } is validly taken only where each of these holds: { $needs }.
plain-silence = A member who keeps silent for { $span } counts as voting for.
plain-secret = Votes are secret: who voted is told, how is not.
actor-joint_force = the joint force
actor-table = the negotiating table
plain-kind-holding = weapons held
plain-kind-separation = separation of forces
plain-kind-pattern = pattern of acts
plain-kind-access = access of monitors
plain-holding = Of weapons held by { $whom }, where { $weapons }, this must hold: { $clauses }.
plain-holding-any = Of weapons held by { $whom } this must hold: { $clauses }.
plain-holding-store = Each such weapon must also be kept so: { $clauses }.
plain-separation = Units of { $whom } must stand at least { $distance } from units of any other party, at the same time or within { $span }.
plain-answers-both = Where they do not, both answer.
plain-answers-mover = Where they do not, whoever moved answers.
plain-pattern = { $number } of these acts by one party within { $distance } and { $span } are a breach of their own: { $deeds }.
plain-access = Monitors must be let in by { $whom }.
plain-access-delay = They must not be kept waiting for more than { $span }.
plain-access-where = This concerns visits where { $clauses }.
clause-in-store = the weapon is in its store
    .not = the weapon is not in its store
clause-store-declared = its store is declared
    .not = its store is not declared
clause-store-open = inspectors were let in at their last visit
    .not = inspectors were not let in at their last visit
clause-store-inspected = inspectors were let in at their last visit, no longer ago than { $span }
    .not = inspectors were not let in within the last { $span }
plain-suspended = Suspended { $over }.
plain-extended = Extended { $over }.
measure-years_service = the service
unit-years_service = { $number } years
