# Scenarios: trying an agreement on cases with a known outcome, and what is wrong with a file of them.
cli-scenario = Tries an agreement on scenarios: facts, the outcome expected, and why
cli-scenario-file = Files of scenarios (Markdown); each names its agreement
cli-scenario-json = Print everything as one JSON object on standard output
cli-scenario-status = Exit status: 0 all came out as expected; 1 some differ, or a file is not understood; 2 the command is misused.
cli-scenario-counts = Scenarios: { $all }. As expected: { $same }. Different: { $differ }.
cli-scenario-same = as expected:
cli-scenario-differs = DIFFERENT:
cli-scenario-not-tried = Not tried: the file is not understood in full.
scenario-about-deed = incident { $incident }, deed { $deed }
scenario-line = { " " }(line { $line })
scenario-beside = expected { $expected }; found { $found }
scenario-unexpected = nobody expected { $found }
scenario-reasons = Reasons for what was found:
scenario-aspect-outcome = outcome
scenario-aspect-possible = possible outcomes
scenario-aspect-by = settled by
scenario-aspect-clash = exceptions that disagree
scenario-aspect-against = who answers
scenario-aspect-if-bound = were the author bound
scenario-aspect-missing = missing facts
scenario-aspect-settles = these facts settle it whatever the answer
scenario-aspect-ambiguity = ambiguities known to the drafters
scenario-aspect-together = what makes it together
scenario-aspect-because = reports it rests on
scenario-aspect-unexpected = another norm

d-scenario-none = the file holds no scenario
    .expected = expected a heading such as # A mortar in the buffer
    .do = Begin each scenario with a heading of one #.
d-scenario-line-unknown = “{ $line }” is not understood here
    .expected = expected agreement: or as of:, then sections that begin with ##
    .do = Write the line under a section, or correct its key.
d-scenario-heading-unknown = there is no section “{ $heading }”
    .expected = { diagnostic-choice }
    .do = Use one of: { $known }.
d-scenario-agreement-missing = the scenario “{ $title }” does not name its agreement
    .expected = expected a line agreement: name.md
    .do = Write it under the heading, or once above the first heading for the whole file.
d-scenario-agreement-unreadable = the agreement “{ $name }” cannot be read: { $detail ->
        [file-not-found] there is no such file
        [file-unreadable] it is not a file that may be read
        [file-too-large] it is too large
        [file-not-text] it is not text in UTF-8
        [path-outside] it lies elsewhere
       *[other] { $detail }
    }
    .expected = expected a file beside this one or in the folder above
    .do = Correct the name.
d-scenario-agreement-faulty = the agreement “{ $name }” does not load
    .expected = expected an agreement without errors
    .do = Correct what is said of it, then try again.
d-scenario-as-of-missing = the scenario “{ $title }” does not say how far the record reaches
    .expected = expected a line as of: 2026-04-02 18:00
    .do = Write it under the heading, or once above the first heading for the whole file.
d-scenario-time-unreadable = “{ $written }” is not read as a time
    .expected = expected 2026-03-11, 2026-03-11 06:00 or two of them with .. between, the earlier first
    .do = Write it in one of these forms, in the local time of the agreement.
d-scenario-not-a-list = “{ $line }” is not an item of a list
    .expected = expected a line that begins with “- ”
    .do = Put each fact, entry and expectation on one line of its own.
d-scenario-value-missing = “{ $line }” has no value
    .expected = expected a key and its value, such as act: shelling
    .do = Write the value, or ? if it is not known.
d-scenario-attribute-unknown = there is no attribute “{ $attribute }”
    .expected = { $near ->
        [yes] did you mean { $nearest }?
       *[no] expected an attribute of the vocabulary
    }
    .do = Use one of: { $known }.
d-scenario-attribute-derived = { $attribute } is worked out from affiliation, never stated
    .expected = expected actor or target
    .do = Name the formation; whose it is, the agreement or its links say.
d-scenario-attribute-twice = { $attribute } is stated twice for one deed
    .expected = expected one line with the values joined by “or”
    .do = Join the values, or begin another deed.
d-scenario-code-unknown = “{ $written }” is no value of { $attribute }
    .expected = { $near ->
        [yes] did you mean { $nearest }?
       *[no] expected a code of the vocabulary
    }
    .do = Use one of: { $known }.
d-scenario-number-unreadable = “{ $written }” is not a number
    .expected = expected 5, 2.5 or 5 .. 8
    .do = Write the number in digits; its unit is in the name of the attribute.
d-scenario-place-unreadable = “{ $written }” is not read as a place
    .expected = expected latitude, longitude and a radius, such as 31.05, -37.95 ± 500 m
    .do = Write the coordinates in degrees and the radius in m or km.
d-scenario-bracket-unclosed = a bracket is not closed in “{ $written }”
    .expected = expected as many closing brackets as opening ones
    .do = Close it; put a name that holds brackets in quotes.
d-scenario-deed-misplaced = “{ $heading }” stands before any facts
    .expected = expected the section Facts first
    .do = Head the first deed of an incident Facts or Another incident.
d-scenario-report-unknown = no fact names the report “{ $report }”
    .expected = { diagnostic-choice }
    .do = Put the report in brackets behind a fact, such as act: shelling (R1).
d-scenario-report-in-words = “{ $report }” in brackets is read as the name of a report
    .expected = expected a name without spaces, such as (R1), or quotes around a name that holds brackets
    .do = Write the whole value in quotes: "{ $written }"; or the report's name in quotes.
d-scenario-clause-unknown = “{ $clause }” is not understood here
    .expected = { diagnostic-choice }
    .do = Use one of: { $known }.
d-scenario-answer-unreadable = “{ $line }” does not say which report answers which
    .expected = expected R1 answers R2
    .do = Write it so.
d-scenario-complete-unreadable = “{ $line }” is not a declaration that a register is complete
    .expected = expected notices from 2026-03-01 until 2026-06-30
    .do = Write it so.
d-scenario-outcome-missing = “{ $line }” says no outcome
    .expected = expected a norm, a colon and an outcome, such as a4.1: breach
    .do = Write it so, with a space behind the colon.
d-scenario-outcome-unknown = “{ $outcome }” is not an outcome
    .expected = { diagnostic-choice }
    .do = Use one of: { $known }.
d-scenario-norm-unknown = the agreement has no norm “{ $norm }”
    .expected = { diagnostic-choice }
    .do = Use one of: { $known }.
d-scenario-undetermined-bare = it is not said between which outcomes it stays undetermined
    .expected = expected them in braces, such as undetermined {"{"}breach, permitted{"}"}
    .do = Write the outcomes that remain possible.
d-scenario-deed-unknown = the facts have no deed { $deed } of incident { $incident }
    .expected = expected an incident and a deed that the facts tell
    .do = Correct the number, or add the facts.
d-scenario-subject-unknown = “{ $subject }” is neither an incident nor a party of the agreement
    .expected = { diagnostic-choice }
    .do = Write incident 1, or the id of a party.
d-scenario-expectation-missing = the scenario “{ $title }” expects nothing
    .expected = expected a section Expect
    .do = Say what should be found, norm by norm.
d-scenario-why-missing = the scenario “{ $title }” does not say why
    .expected = expected a section Why
    .do = Say in a sentence or two why that outcome is right.
d-scenario-link-unreadable = “{ $line }” does not say who is linked to whom
    .expected = expected of brigade-7; is belongs_to; to first
    .do = Write both ends of the link.
