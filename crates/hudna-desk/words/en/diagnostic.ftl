# What is wrong with an agreement, and what deserves a look: hudna-core/src/agreement.
# Conditions have their words in condition.ftl; lengths, durations, dates, parties and actors here.

diagnostic-kind = { $expected ->
    [text] words in quotes
    [texts] a list of words in quotes
    [table] a table in braces
    [tables] a list of tables
    [flag] true or false
    [number] a whole number
    [dates] a date, or a list of the earliest and the latest
   *[other] { $expected }
}
diagnostic-found = { $found ->
    [string] words
    [integer] a whole number
    [float] a number
    [boolean] true or false
    [datetime] a date
    [array] a list
    [table] a table
   *[other] { $found }
}
diagnostic-near = { $near ->
    [yes] did you mean { $nearest }?
   *[no] no name in this text is close to it
}
diagnostic-choice = { $near ->
    [yes] did you mean { $nearest }?
    [none] none is defined in this text
   *[no] expected one of: { $known }
}
diagnostic-language = { $lacks ->
    [ar] Arabic
   *[en] English
}

## The file

d-file-empty = the file is empty
    .expected = expected an agreement that begins with a line +++
    .do = Name the file that holds the text.
d-file-binary = the file is not text
    .expected = expected Markdown in UTF-8
    .do = Export the document as Markdown and name that file.
d-file-too-large = the file is larger than { $most } MB
    .expected = expected at most { $most } MB
    .do = Simplify the drawing, or move annexes that no norm needs to another file.
d-file-unreadable = “{ $name }” cannot be read: { $detail }
    .expected = expected a text file beside the agreement
    .do = Correct the file, then load again.
d-file-name-refused = “{ $name }” does not name a file beside the agreement
    .expected = expected a plain name such as zones.geojson, without .. or a leading /
    .do = Put the file into the folder of the agreement and write its name.
d-front-matter-missing = the text does not begin with its front matter
    .expected = expected a first line +++
    .do = Write agreement, zone_time and d_day between two lines +++ at the top.
d-front-matter-unclosed = the front matter does not end
    .expected = expected a second line +++
    .do = Write +++ on a line of its own after the last key.
d-toml-unreadable = this block cannot be read: { $detail }
    .expected = expected TOML: one key = value a line, words in quotes
    .do = Correct this line; what the block defines is not known until then.
d-key-unknown = “{ $key }” has no meaning here
    .expected = { diagnostic-choice }
    .do = Correct the name or remove the line: nothing is skipped in silence.
d-key-missing = { $key } is missing
    .expected = expected a line { $key } = …
    .do = Add it as the signed text has it.
d-keys-exclude = { $key } and { $other } cannot both stand here
    .expected = expected one of the two
    .do = { $key } begins after the end of its day, { $other } with it: keep the one that is meant.
d-value-wrong-type = { $key } holds { diagnostic-found }
    .expected = expected { diagnostic-kind }
    .do = Write the value in this form.
d-value-empty = { $key } is empty
    .expected = expected words
    .do = Write the value, or remove the line.
d-value-unknown = “{ $written }” is no value of { $key }
    .expected = { diagnostic-choice }
    .do = Use one of: { $known }.
d-id-malformed = “{ $id }” cannot serve as an id
    .expected = expected letters, digits, -, _ and . without spaces
    .do = Choose another id; names for people go into ar and en.
d-id-duplicate = the id “{ $id }” is used twice
    .expected = expected an id of its own
    .do = Rename one of the two, and what refers to it.

## Front matter

d-d-day-missing = the agreement does not say when it enters into force
    .expected = expected a line d_day = 2026-03-01T00:01:00
    .do = Write the day, and the hour if the text has one, in local time.
d-version-not-positive = the version is not a positive number
    .expected = expected 1, 2, 3 …
    .do = Number the versions in the order of their adoption.
d-versions-not-rising = this is version { $version }, and the one before it is version { $older }
    .expected = expected a number greater than { $older }
    .do = Correct the version of the newer text.
d-time-zone-unknown = there is no time zone “{ $zone }”
    .expected = expected a name of the IANA list, such as Africa/Tripoli
    .do = Write the zone by which the hours of the text are meant.
d-ends-before-d-day = the agreement ends before it enters into force
    .expected = expected a day after D
    .do = Correct ends or d_day.
d-superseded-missing = there is no file “{ $name }” beside the agreement
    .expected = expected the text of the version before
    .do = Put it beside the agreement, or remove supersedes: acts before D are then covered by no text.
d-superseded-unreadable = the version before, “{ $name }”, does not load
    .expected = expected a text without errors
    .do = Correct what is said of that file.
d-superseded-not-before = “{ $name }” is not in force before this version
    .expected = expected an earlier d_day there
    .do = Correct one of the two days, or name the right file.
d-supersedes-cycle = “{ $name }” stands before itself
    .expected = expected an older text
    .do = Name the version that this one replaced.

## The text

d-article-duplicate = two articles have the id “{ $id }”
    .expected = expected an id of its own in the heading
    .do = Correct the mark at the end of the heading, such as {"{"}#a5{"}"}.
d-table-columns = this table is not read as paragraphs
    .expected = expected three columns: |§|العربية|English|
    .do = Give the heading, the line beneath it and each row three columns.
d-paragraphs-outside-article = these paragraphs stand under no article
    .expected = expected a heading such as ## المادة 4 · Article 4 {"{"}#a4{"}"} above them
    .do = Give the heading above its id, or the table another first column.
d-block-unknown = the block “{ $info }” is not understood
    .expected = { $near ->
        [yes] did you mean toml { $nearest }?
       *[no] expected toml norm or toml register
    }
    .do = Correct the words after the three marks.
d-block-nested = this block stands within a list or a quotation
    .expected = expected it at the beginning of the line
    .do = Move the block out of the list or quotation.
d-block-swallowed = line { $line } is not read: { $by ->
        [html] it stands within HTML that begins in line { $first }, “{ $opening }”
       *[block] it stands within another block that begins in line { $first }, “{ $opening }”
    }
    .expected = { $by ->
        [html] expected a blank line or the end of the HTML before it
       *[block] expected the end of that block before it
    }
    .do = { $by ->
        [html] Close the comment or the element before this line, or remove it. Lines of tags alone, such as <div dir="rtl">, hide nothing.
       *[block] Close the block in line { $first } before this line, or remove it.
    }
d-block-unclosed = this block does not end
    .expected = expected a closing line ```
    .do = Write ``` on a line of its own after the block.

## Dates and quantities

d-date-unreadable = “{ $written }” is not read as a day or hour
    .expected = expected 2026-03-01, 2026-03-01 06:00, D or D+60
    .do = Write the day in one of these forms, in local time.
d-date-not-in-calendar = “{ $written }” is not in the calendar
    .expected = expected a day between the years 1900 and 2200
    .do = Correct the day, the month or the year.
d-date-with-offset = “{ $written }” carries a time zone of its own
    .expected = expected a local hour: every hour of the text is in zone_time
    .do = Convert the hour and remove Z or the offset.
d-dates-reversed = the end lies before the beginning
    .expected = expected the earlier day first
    .do = Exchange the two days, or correct one of them.
d-unit-missing = “{ $written }” has no unit
    .expected = expected a quantity such as "{ $example }"
    .do = Write the unit as the signed text has it.
d-unit-unknown = “{ $unit }” is not a unit here
    .expected = expected one of: { $known }
    .do = Convert the quantity and write its unit.
d-quantity-unreadable = “{ $written }” is not a quantity
    .expected = expected a number with its unit, such as "{ $example }"
    .do = Write the number and its unit in quotes.
d-length-too-long = this length goes around half the earth
    .expected = expected at most 20000 km
    .do = Correct the number or its unit.
d-duration-too-long = this duration is longer than a century
    .expected = expected a shorter one
    .do = Correct the number or its unit.
d-event-unknown = “{ $event }” is not an event that a time can be counted from
    .expected = expected at, D, signed (with its date in the front matter) or verified(a4.2)
    .do = Write for example "72 h after verified(a4.2)".

## Registers

d-party-unknown = there is no party “{ $party }”
    .expected = { diagnostic-choice }
    .do = Enter it under party in a register block, or correct the name.
d-parties-too-many = the text has more than { $most } parties
    .expected = expected at most { $most }
    .do = Enter the others as formations that belong to a party.
d-actor-unknown = there is no party, formation or group “{ $actor }”
    .expected = { diagnostic-near }
    .do = Enter it under formation in a register block, or correct the name.
d-link-cycle = “{ $actor }” comes to belong to itself
    .expected = expected links that lead up to a party
    .do = Correct to, or the days between which the link holds.
d-term-without-reading = nobody reads the term “{ $term }”
    .expected = expected at least one entry in readings
    .do = Write how each party reads it.
d-term-cycle = these terms are read by way of each other: { $terms }
    .expected = expected readings that end in facts
    .do = Write out one of them without reading('…').
d-registers-too-long = the registers hold more than { $most } entries
    .expected = expected at most { $most }
    .do = Keep in the text what its norms need.

## Norms

d-kind-unknown = “{ $kind }” is not a kind of norm
    .expected = { diagnostic-choice }
    .do = Choose the kind that says what the article says.
d-pattern-number = a pattern of { $n } acts
    .expected = expected from 2 to 1000
    .do = Write how many acts together make the graver breach.
d-pattern-of-patterns = the acts of a pattern are told by counting others
    .expected = expected a condition on each act by itself
    .do = Say what each act is; how many of them, how near and within what time stands in n, distance and window.
d-keep-out-twice = both a zone and a line to keep out of
    .expected = expected zone or line, one of them
    .do = Write a norm for each.
d-norm-outside-article = the norm “{ $id }” stands under no article
    .expected = expected a heading such as ## المادة 4 · Article 4 {"{"}#a4{"}"} above it
    .do = Move the block below its article, and give the heading an id.
d-norm-elsewhere = the norm “{ $id }” stands in article { $article }
    .expected = expected an id that begins with { $article }
    .do = Rename the norm or move it to its article.
d-norms-too-many = the text has more than { $most } norms
    .expected = expected at most { $most }
    .do = Divide the agreement into texts of its annexes.
d-over-unknown = there is no norm “{ $norm }” to except from
    .expected = { diagnostic-choice }
    .do = Correct the id in over.
d-over-cycle = these norms except from each other in a circle: { $norms }
    .expected = expected exceptions that lead to a prohibition
    .do = Say in over which of them yields.
d-deadline-cycle = these deadlines wait for each other: { $norms }
    .expected = expected a first day that waits for none
    .do = Give one of them a day of its own.
d-tell-after-without-urgent = tell_after is there, but no act is urgent
    .expected = expected a line urgent = "…"
    .do = Say which acts may go before their notice, or remove tell_after.
d-duty-asks-deed = the duty “{ $norm }” is each party’s, but asks about an act
    .expected = expected verified('…'), bound('…') or party
    .do = Write on = "incident" if the duty arises from acts.
d-condition-escaped = the condition is not written out on one line
    .expected = expected one line in single quotes or double quotes, without \
    .do = Write it on one line, so that messages can point at its words.

## Geometry

d-geometry-missing = there is no file “{ $name }” beside the agreement
    .expected = expected the GeoJSON file with its zones and lines
    .do = Put it beside the agreement, or correct the name.
d-json-unreadable = the geometry file cannot be read from here on
    .expected = expected JSON
    .do = Export the file again as GeoJSON.
d-json-too-deep = the geometry file nests too deep here
    .expected = expected GeoJSON
    .do = Export the file again as GeoJSON.
d-geometry-not-a-collection = the geometry file is not a collection of features
    .expected = expected "type": "FeatureCollection" with "features"
    .do = Export all zones and lines into one GeoJSON file.
d-geometry-empty = the geometry file holds no feature
    .expected = expected at least one zone or line
    .do = Draw what the text names, or remove geometry from the front matter.
d-geometry-crs = the geometry file is in another reference system
    .expected = expected longitude and latitude on WGS 84
    .do = Export it in WGS 84 (EPSG:4326).
d-geometry-without-id = a feature has no id
    .expected = expected "id" among its properties, without spaces
    .do = Give it the id by which conditions name it.
d-geometry-unknown-kind = “{ $kind }” is not a kind of feature
    .expected = { diagnostic-choice }
    .do = Write one of these as kind: { $known }.
d-geometry-wrong-shape = { $id } is a { $kind }, but is drawn as { $found }
    .expected = expected areas for zone, sector and land, lines for line and road
    .do = Correct its kind or its drawing.
d-geometry-type-unknown = { $id } is drawn as { $found }, which is not read
    .expected = expected Point, LineString, Polygon or their Multi forms
    .do = Export it in one of these forms.
d-geometry-two-kinds = { $id } is drawn as a zone and as a line
    .expected = expected one of the two in all its versions
    .do = Give the line an id of its own.
d-coordinates-unreadable = these coordinates of { $id } are not read
    .expected = expected longitude and latitude as numbers
    .do = Export the feature again.
d-coordinates-swapped = latitude and longitude of { $id } seem to be exchanged: { $lon }, { $lat }
    .expected = expected the longitude first
    .do = Exchange the two numbers in the whole feature.
d-coordinates-out-of-range = { $lon }, { $lat } of { $id } lies outside the earth’s degrees
    .expected = expected longitude −180 to 180, latitude −90 to 90
    .do = Export the file in WGS 84 degrees, not in metres.
d-ring-not-closed = the border of { $id } does not end where it began
    .expected = expected the first position again
    .do = Close the ring.
d-ring-too-short = the border of { $id } encloses nothing
    .expected = expected at least three corners
    .do = Draw the zone with three corners or more.
d-line-too-short = the line { $id } has one position only
    .expected = expected at least two
    .do = Draw the line.
d-zone-crosses-itself = the border of { $id } crosses itself at { $place }
    .expected = expected a border whose inside is one side
    .do = Correct the order of the corners, or draw two zones.
d-zone-crosses-antimeridian = { $id } crosses the meridian of 180°
    .expected = expected parts on either side of it
    .do = Cut the feature there into a MultiPolygon or MultiLineString.
d-zone-too-intricate = the border of { $id } is too intricate to be examined
    .expected = expected fewer edges close to each other
    .do = Simplify the drawing.
d-course-without-dispute = one of course_of and dispute is missing
    .expected = expected both, or neither
    .do = Say whose course this is and in which dispute.
d-dispute-one-sided = only one party has drawn a course in the dispute { $dispute }
    .expected = expected a course of each side
    .do = Add the other party’s course, or remove course_of and dispute.
d-course-missing = { $id } has no course of { $party } in the dispute { $dispute }
    .expected = expected a course of each party that has one in this dispute
    .do = Draw it: in each case all features of a dispute follow the same party.
d-versions-overlap = two versions of { $id } hold on the same day
    .expected = expected valid_to before the next valid_from
    .do = Correct the days; both are included.

## What a text accepts

d-code-not-acceptable = “{ $code }” is no warning that a text can accept
    .expected = { diagnostic-choice }
    .do = Only warnings can be accepted; an error is mended in the text.

## Rows that are no deeds, and what becomes of a text

d-asks-other-rows = the norm { $norm } asks for { $asked }, which { $rows ->
        [deeds] a deed does not have
        [candidates] a candidate does not have
        [bodies] a body does not have
        [votes] a decision does not have
        [holdings] a holding does not have
        [visits] a visit does not have
        [positions] a position does not have
       *[other] its rows do not have
    }
    .expected = expected a question that whatever the norm is about can answer
    .do = Ask of members and votes within count(…), and of deeds in norms about deeds.
d-severity-unknown = the text has no word “{ $severity }” for the gravity of a breach
    .expected = { diagnostic-choice }
    .do = Write one of the words listed under severity, or add it to that list.
d-extended-without-end = an extension of a text that has no end
    .expected = expected ends in the front matter
    .do = Write when the text ends first, or leave the extension out.
d-part-unknown = the text has no article, paragraph or norm “{ $part }”
    .expected = { diagnostic-choice }
    .do = Write an article such as a4, a paragraph such as 4.1 or a norm, or leave it out for the whole text.
d-dispute-unknown = nothing is drawn with the dispute “{ $dispute }”
    .expected = { diagnostic-choice }
    .do = Write the dispute as the geometry file names it.
d-ambiguity-about-unknown = nothing in the text is called “{ $about }”
    .expected = { diagnostic-near }
    .do = Write a term, a dispute, a norm, an article such as a4 or a paragraph such as 4.3.
