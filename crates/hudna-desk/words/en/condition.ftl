# What is wrong with a condition: hudna-core/src/condition.
# Lengths, durations, dates, parties and actors have their words in diagnostic.ftl: blocks raise them too.

condition-sort = { $expected ->
    [number] a number
    [constant] a number that stands in the text, without attributes
    [whole-days] a whole number of days
    [text] words in single quotes
    [code] a code in single quotes
    [actor] an actor
    [actor-or-target] actor or target
    [party] a party in single quotes, or signatories()
    [time] at or until
    [moment] a moment such as DATE('2026-03-01'), moment('2026-03-01 06:00') or d_day(14)
    [place] place, origin or observer_place
    [geometry] zone('…') or line('…')
    [condition] something true or false
    [attribute] an attribute to compare
   *[other] { $expected }
}
condition-found = { $found ->
    [number] a number
    [text] words in quotes
    [code] a code
    [actor] an actor
    [party] a party
    [parties] a set of parties
    [time] a time
    [place] a place
    [geometry] a zone or line
    [condition] something true or false
    [count] a count
    [list] a list
   *[other] { $found }
}
condition-next = { $expected ->
    [value] an attribute, a number, words in quotes or a function
    [connective] AND, OR or the end of the condition
    [comma] a comma or a closing parenthesis
    [and] AND and the upper bound, as in BETWEEN 5 AND 9
    [null] NULL
   *[other] { $expected }
}
condition-near = { $near ->
    [yes] did you mean { $nearest }?
    [none] none is defined in this text
   *[no] expected one of: { $known }
}

d-arguments-wrong = { $function } does not take these arguments
    .expected = expected { $usage }
    .do = Write the function with the arguments shown.
d-between-reversed = nothing lies in “{ $written }”: the lower bound is above the upper
    .expected = expected the smaller number first
    .do = Exchange the two bounds.
d-character-unknown = the character “{ $found }” has no meaning in a condition
    .expected = expected names, numbers, words in single quotes, and signs of comparison
    .do = Remove it, or put the words that hold it in single quotes.
d-code-unknown = “{ $written }” is not a code of { $attribute }
    .expected = { $near ->
        [yes] did you mean '{ $nearest }'?
       *[no] expected one of: { $known }
    }
    .do = Use a code of the vocabulary; a branch stands for all beneath it.
d-comma-arabic = the Arabic comma “{ $found }” does not separate in a condition
    .expected = expected the comma “,”
    .do = Write “,” between the parts.
d-comparison-chained = a second comparison, “{ $found }”, follows straight on the first
    .expected = expected AND, OR or the end of the condition
    .do = Write two comparisons joined by AND.
d-comparison-of-attributes = { $first } is compared with { $second }, another attribute
    .expected = expected a value after the sign
    .do = Compare each with a value of its own.
d-condition-empty = the condition is empty
    .expected = expected a comparison or a function
    .do = Write TRUE where it always holds.
d-condition-syntax = the condition does not go on with “{ $found }”
    .expected = expected { condition-next }
    .do = Correct the condition here; the part before it was understood.
d-condition-too-deep = the condition nests too deep here
    .expected = expected at most { $most }
    .do = Split the norm, or give a part a name as a term and write reading('…').
d-condition-too-long = the condition has { $found } bytes
    .expected = expected at most { $most }
    .do = Split the norm, or give a part a name as a term and write reading('…').
d-condition-unfinished = the condition breaks off
    .expected = expected { condition-next }
    .do = Finish the condition.
d-d-day-as-name = “{ $found }” is not a moment in a condition
    .expected = expected { $write }
    .do = In a condition D-day is d_day(), and the day n days after it d_day(n).
d-date-as-number = “{ $found }” is read as a subtraction, not as a day
    .expected = expected DATE('{ $day }')
    .do = Write DATE('…') for a day, moment('…') for an hour.
d-date-as-text = “{ $found }” is words in quotes, not a moment
    .expected = expected { $write }
    .do = Write DATE('…') for a day, moment('…') for an hour.
d-digits-arabic = the digits “{ $found }” are not read in a condition
    .expected = expected { $write }
    .do = Write the digits 0 to 9; documents show them in the reader’s own.
d-division-by-zero = “{ $found }” divides by zero
    .expected = expected a divisor other than zero
    .do = Correct the number.
d-function-nested = { $function } asks about another deed within a question about another deed
    .expected = expected a condition on that deed alone
    .do = Ask one question at a time: take { $function } out of the inner condition.
d-function-refused = { $function } is not used in conditions of norms
    .expected = expected a function that this language knows
    .do = See the table of functions in the description of the agreement language.
d-function-unknown = there is no function “{ $function }”
    .expected = { $near ->
        [yes] did you mean { $nearest }?
       *[no] expected a function that this language knows
    }
    .do = See the table of functions in the description of the agreement language.
d-geometry-literal = a shape is written out in a norm
    .expected = expected zone('…') or line('…')
    .do = Draw the shape in the geometry file and give it an id, so that maps and people can name it.
d-geometry-malformed = “{ $found }” is not a shape
    .expected = expected a shape such as POLYGON((13 32, 14 32, 14 33, 13 32)), longitude first
    .do = Correct the coordinates; a ring ends where it began.
d-hour-unreadable = “{ $written }” is not an hour of the day
    .expected = expected an hour such as '08:00'
    .do = Write hours and minutes from 00:00 to 24:00, local time.
d-hour-unquoted = an hour, “{ $found }”, stands outside quotes
    .expected = expected it within moment('2026-03-01 06:00') or daily(at, '08:00', '14:00')
    .do = Write day and hour together in moment('…').
d-hours-equal = the daily hours begin and end at the same minute
    .expected = expected two different hours
    .do = Write '00:00' and '24:00' for the whole day.
d-invisible-character = a character that cannot be seen ({ $code }) stands here
    .expected = expected none outside quotes
    .do = Delete it: such marks often come with text copied from other programs.
d-line-has-no-inside = { $id } is a line: nothing lies inside it
    .expected = expected within_distance(place, line('{ $id }'), '25 km')
    .do = Say how near to the line is meant, or name a zone.
d-line-is-a-zone = { $id } is a zone, not a line
    .expected = expected zone('{ $id }')
    .do = Write zone, or correct the geometry file.
d-line-unknown = there is no line “{ $line }”
    .expected = { condition-near }
    .do = Draw it in the geometry file with this id, or correct the name.
d-list-empty = the list is empty
    .expected = expected at least one value
    .do = Write the values between the parentheses.
d-list-missing = “{ $found }” follows IN and is no list
    .expected = expected values in parentheses, or a function such as signatories()
    .do = Put the values in parentheses.
d-list-needs-in = one party is compared with a set of parties
    .expected = expected { $write }
    .do = Write IN instead of the sign.
d-match-unknown = there is no match “{ $match }”
    .expected = { condition-near }
    .do = Define it under match in a register block, or correct the name.
d-moment-ambiguous = clocks repeat or skip the hour of “{ $written }”
    .expected = expected an hour that this time zone has once
    .do = Choose an hour before or after the clocks change.
d-norm-unknown = there is no norm “{ $norm }”
    .expected = { condition-near }
    .do = Correct the id, or add the norm.
d-null-test = a norm asks whether something is known
    .expected = expected a question about what happened
    .do = Remove the test: what is not known makes the finding undetermined, and names what is missing.
d-null-value = NULL is not a value to compare with
    .expected = expected a value, or 'none' where the text means nobody or nothing
    .do = Write 'none', or remove the comparison.
d-number-too-large = “{ $found }” is too large a number
    .expected = expected a number that can be held
    .do = Correct the number.
d-operator-unknown = “{ $found }” is not a sign of conditions
    .expected = expected { $nearest }
    .do = Write { $nearest }, or say it another way.
d-order-without-meaning = “{ $written }” asks which is greater, but these values have no order
    .expected = expected =, <> or IN
    .do = Say which values are meant.
d-parenthesis-unbalanced = the parenthesis “{ $found }” has no partner
    .expected = expected as many closing as opening ones
    .do = Add its partner or remove it.
d-place-compared = { $attribute } says where, and cannot be compared
    .expected = expected S_INTERSECTS({ $attribute }, zone('…')) or within_distance({ $attribute }, line('…'), '25 km')
    .do = Say in which zone it lies, or how near to which line.
d-property-unknown = there is no attribute “{ $property }”
    .expected = { $near ->
        [yes] did you mean { $nearest }?
       *[no] expected an attribute of the vocabulary
    }
    .do = Use a name of the vocabulary, in English or Arabic.
d-quote-typographic = the quotation mark { $found } is not read in a condition
    .expected = expected the straight mark '
    .do = Write ' before and after the words.
d-quote-unclosed = a quotation begins here and does not end
    .expected = expected a closing mark
    .do = Close the quotation; a mark within it is written twice.
d-backslash = a backslash stands in the condition
    .expected = expected none: it would shift every place that a message points at
    .do = Remove it; within single quotes a quote is written twice, and the block takes its text in double quotes.
d-term-unknown = there is no term “{ $term }”
    .expected = { condition-near }
    .do = Define it under term with a reading for each party, or correct the name.
d-text-unquoted = “{ $found }” is read as the name of an attribute
    .expected = did you mean { $nearest }?
    .do = Put values in single quotes.
d-this-contradicts = “{ $found }” contradicts the comparison with our party before it
    .expected = expected one comparison with this.party
    .do = Keep one of the two.
d-this-misplaced = “{ $found }” has no meaning here
    .expected = expected it as a whole part of count_within or in_reply_to, joined by AND: party = this.party or party <> this.party
    .do = Move it there, outside OR, NOT and IN.
d-this-unsupported = “{ $found }” cannot be compared
    .expected = expected this.party
    .do = Of our own row only the party can be compared with the other’s.
d-time-in-range = { $attribute } is a time, and is compared with one moment after another
    .expected = expected { $attribute } >= … AND { $attribute } < …
    .do = Write two comparisons with DATE('…') or moment('…').
d-timestamp-has-no-zone = TIMESTAMP would be read in another time zone than the text’s
    .expected = expected moment('{ $write }')
    .do = Write moment('…') with the local hour.
d-truth-compared = “{ $written }” is true or false by itself
    .expected = expected it alone, or NOT before it
    .do = Remove the comparison.
d-type-mismatch = “{ $written }” is { condition-found }
    .expected = expected { condition-sort }
    .do = Correct this part of the condition.
d-unit-in-condition = a unit, “{ $unit }”, follows the number { $number }
    .expected = expected { $number } alone: units live in names, such as calibre_mm
    .do = Remove the unit, and convert the number to the unit of the attribute’s name.
d-zone-is-a-line = { $id } is a line, not a zone
    .expected = expected line('{ $id }')
    .do = Write line, or correct the geometry file.
d-zone-unknown = there is no zone “{ $zone }”
    .expected = { condition-near }
    .do = Draw it in the geometry file with this id, or correct the name.
