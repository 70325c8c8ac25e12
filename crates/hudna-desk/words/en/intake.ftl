# Why a file or a line was not taken in, and what is worth saying of one that was: hudna-desk/src/intake.
# A line has $column and $value; a file has $file. `.do` is the next step.

intake-seems = { $seems ->
    [html] a web page, perhaps a sign-in page saved instead of the file
    [xml] XML
    [pdf] a PDF
    [image] an image
    [media] a sound recording
    [old-office] a document of an old office program (.xls or .doc)
    [word] a Word document
    [slides] a set of slides
    [opendocument] an OpenDocument file
    [rtf] a rich text document
    [database] a database
    [parquet] a Parquet file
    [archive] an archive
    [program] a program
    [agreement] an agreement
    [markdown] a Markdown text
    [json] JSON that is not a GeoJSON feature collection
    [register] a register of notices, visits or the like
    [prose] running text
    [spreadsheet] a spreadsheet with columns of its own
   *[other] something else
}
intake-whole = { $seems ->
    [swapped] latitude and longitude stand in each other's column
    [month-first] dates are written with the month first
    [hijri-unmarked] dates are Hijri without the mark AH or هـ
    [other-dates] dates are written in a way that is not read here
    [other-coordinates] coordinates are not in decimal degrees
    [other-codes] values are in words of their own, which a mapping can translate
    [other-delimiter] the cells are separated by something else than the header is
    [broken-quotes] quotation marks were not doubled when the file was written
    [other-acts] it tells of events that are no acts of the vocabulary
   *[other] every line has the same fault
}

## Whole files

intake-file-empty = the file { $file } is empty
    .do = Nothing was taken in. Choose the file that holds the reports.
intake-file-binary = { $file } is not text, nor a workbook
    .do = Nothing was taken in. Save it as CSV in UTF-8 or as XLSX.
intake-file-too-large = { $file } has { $bytes } bytes; at most { $limit } are read
    .do = Nothing was taken in. Split the file, for example by month.
intake-line-too-long = a line is longer than { $limit } bytes
    .do = Nothing of it was taken in. Check that the lines of the file end in line breaks and that quotation marks are closed.
intake-gzip-broken = { $file } begins as gzip and cannot be unpacked
    .do = Nothing was taken in. Fetch the file again.
intake-gzip-too-large = { $file } unpacks to more than { $limit } bytes
    .do = Nothing was taken in. Unpack it and split it.
intake-workbook-broken = { $file } is a workbook that cannot be opened
    .do = Nothing was taken in. Open it in a spreadsheet program and save it again as XLSX.
intake-workbook-too-large = the workbook { $file } unpacks beyond bounds
    .do = Nothing was taken in. Save the sheet of reports alone, as CSV.
intake-json-broken = { $file } is JSON that breaks off at line { $line }, column { $at }
    .do = Nothing was taken in. Export the file again.
intake-geojson-without-features = { $file } holds no features
    .do = Nothing was taken in. A GeoJSON feature collection is expected.
intake-columns-too-many = { $file } has more than { $limit } columns
    .do = Nothing was taken in. Check what separates the cells.
intake-format-unknown = { $file } is of no format that is read here; it seems to be { intake-seems }{ $headers ->
    [none] {""}
   *[other] , with the columns { $headers }
}{ $nearest ->
    [none] {""}
   *[other] ; near a known column: { $nearest }
}
    .do = Nothing was taken in. `hudna template` writes an empty file to fill in; `hudna map` proposes a mapping for a spreadsheet.
intake-format-not-as-forced = { $file } was to be read as { $format }, and its header lacks the columns of that format; it has { $headers }
    .do = Nothing was taken in. Leave the format to be recognised, or choose the right one.
intake-mapping-missing = { $file } was to be read through a mapping, and none was given
    .do = Nothing was taken in. `hudna map` proposes one.
intake-mapping-columns-missing = { $file } lacks columns that the mapping names: { $columns }; it has { $headers }
    .do = Nothing was taken in. Write the headers in the mapping as the file has them.
intake-register-unknown = nothing says which register { $file } is; its columns are { $headers }
    .do = Nothing was taken in. Name the file or sheet notices, authorisations, contacts, visits, verifications, holdings, coverage, answers, candidates, members, votes or complete, or begin with a column `register`.
intake-table-without-rows = { $file } holds no header with rows beneath it
    .do = No mapping was proposed. Choose a spreadsheet with at least one row.

## Mappings

intake-mapping-too-large = the mapping is larger than { $limit } bytes
    .do = Nothing was taken in. Check that it is the right file.
intake-mapping-not-toml = the mapping is not TOML: { $reason }
    .do = Nothing was taken in. Correct the line.
intake-mapping-without-columns = the mapping names no column
    .do = Nothing was taken in. Write `[columns]` and beneath it such lines as `act = "Their column"`.
intake-mapping-table-unknown = the mapping has a part "{ $table }" that is not read
    .do = Nothing was taken in. Its parts are columns, values, constants and dates.
intake-mapping-key-unknown = "{ $key }" is no column of the template{ $nearest ->
    [none] {""}
   *[other] ; the nearest is { $nearest }
}
    .do = Nothing was taken in. `hudna template` lists the columns.
intake-mapping-value-not-text = "{ $key }" needs a text
    .do = Nothing was taken in. Write it in quotation marks.
intake-mapping-code-unknown = "{ $key }" becomes "{ $code }", which is no code of { $attribute }{ $nearest ->
    [none] {""}
   *[other] ; the nearest is { $nearest }
}
    .do = Nothing was taken in. Write a code, "?" for unknown, or "set aside".
intake-mapping-dates-unknown = "{ $key }" under dates is not understood
    .do = Nothing was taken in. Write format = "day-first", "month-first" or "iso".

## Worth saying

intake-all-set-aside = { $count ->
    [one] the only line was set aside: { intake-whole }
   *[other] all { $count } lines were set aside for one reason: { intake-whole }
}
intake-columns-passed-over = columns not used: { $columns }
intake-lines-before-header = { $count ->
    [one] one line before the header was passed over
   *[other] { $count } lines before the header were passed over
}
intake-sheet-not-read = the sheet "{ $sheet }" was not read: its header is none that is known
intake-estimates-out-of-order = { $count ->
    [one] one row has estimates of deaths out of order; its range spans all three
   *[other] { $count } rows have estimates of deaths out of order; their ranges span all three
}
intake-coordinates-seem-swapped = { $count ->
    [one] latitude and longitude of one report seem swapped (line { $lines }): its point lies far outside the agreement's area, and inside it with the two exchanged. It was taken in as it stands
   *[other] latitude and longitude of { $count } reports seem swapped (lines { $lines }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }): their points lie far outside the agreement's area, and inside it with the two exchanged. They were taken in as they stand
}

## Lines: dates and times

intake-date-missing = { $column } "{ $value }" has no day
intake-date-unreadable = { $column } "{ $value }" is not a date that can be read; expected such as 2026-03-11 06:00
intake-date-out-of-bounds = { $column } "{ $value }" lies in the year { $year }, outside 1900 to 2100; a Hijri date needs the mark AH or هـ
intake-date-month-first = { $column } "{ $value }" is a day only with the month first; a mapping says so with format = "month-first"
intake-date-not-iso = { $column } "{ $value }" does not begin with the year
intake-date-against-year = { $column } "{ $value }" does not lie in the year that the row names
intake-day-not-in-calendar = { $column } "{ $value }" is not a day in the calendar
intake-year-missing = { $column } "{ $value }" has no year
intake-year-two-digits = { $column } "{ $value }" needs a year of four digits
intake-time-not-on-clock = { $column } "{ $value }" is not a time on the clock
intake-time-order = { $column } "{ $value }" ends before it begins
intake-until-before-at = { $column } "{ $value }" is before the time it began

## Lines: places

intake-coordinates-swapped = latitude { $lat } is outside -90 to 90; latitude and longitude look swapped
intake-latitude-out-of-range = latitude { $lat } is outside -90 to 90
intake-longitude-out-of-range = longitude { $lon } is outside -180 to 180
intake-latitude-unreadable = { $column } "{ $value }" is not a latitude in decimal degrees
intake-longitude-unreadable = { $column } "{ $value }" is not a longitude in decimal degrees
intake-latitude-missing = the longitude is given and the latitude is not
intake-longitude-missing = the latitude is given and the longitude is not
intake-radius-unreadable = { $column } "{ $value }" is not a length; expected such as 500 m or 2 km
intake-geometry-broken = the geometry is incomplete
intake-geometry-unsuited = a geometry of type "{ $kind }" is no place of a report; a point or a polygon is
intake-geometry-too-large = the geometry has more than { $limit } corners
intake-area-crosses-itself = the border of the area crosses itself
intake-area-crosses-antimeridian = the area spans more than half the globe, as one across longitude 180 does; split it there

## Lines: codes, numbers, names

intake-code-unknown = { $column } "{ $value }" is no code or label of { $attribute }{ $nearest ->
    [none] {""}
   *[other] ; the nearest is { $nearest }
}
intake-value-not-mapped = { $column } "{ $value }" is neither in the mapping's table of { $attribute } nor a code
intake-act-not-of-vocabulary = "{ $act }" is no act of the vocabulary
intake-alternatives-too-many = { $column } lists more than { $limit } alternatives
intake-number-unreadable = { $column } "{ $value }" is not a number; expected such as 5, 5..8 or 2/3/5
intake-number-negative = { $column } "{ $value }" is below nought
intake-number-too-large = { $column } "{ $value }" is too large for a count
intake-number-order = { $column } "{ $value }" is not in the order low, best, high
intake-precision-unknown = { $column } "{ $value }" is no step of precision of this dataset
intake-violence-unknown = { $column } "{ $value }" is no type of violence: 1, 2 or 3 is expected
intake-source-kind-unknown = { $column } "{ $value }" is no kind of source
intake-reliability-unknown = { $column } "{ $value }" is no grade of reliability: A to F is expected
intake-credibility-unknown = { $column } "{ $value }" is no grade of credibility: 1 to 6 is expected
intake-name-too-long = { $column } is longer than { $limit } bytes, too long for a name
intake-cell-too-long = { $column } is longer than { $limit } bytes

## Lines: the line itself

intake-cells-too-many = the line has { $found } cells and the header { $expected }; a comma may stand outside quotation marks
intake-cells-too-few = the line has { $found } cells and the header { $expected }
intake-quote-not-closed = a quotation mark is opened and not closed
intake-text-not-decodable = the line holds bytes that are no letters in the file's encoding
intake-row-says-nothing = the line says nothing of what happened
intake-feature-unreadable = this is no GeoJSON feature
intake-properties-unreadable = the properties of the feature are no list of names and values
intake-property-unreadable = { $column } holds a list or object where a text or number is expected

## Lines of registers

intake-cell-missing = the row needs { $needed }
intake-state-unknown = { $column } "{ $value }" is none of { $allowed }
intake-register-not-known = { $column } "{ $value }" is no register
intake-consult-column-missing = { $file } has no column of the { $what ->
        [statement] statement, such as comment-id or statement
        [words] words, such as comment-body, ar or en
        [voter] voter, such as voter-id or participant
        [vote] vote, such as vote, and no column named by the id of a statement
       *[party] party, such as party
    }; its columns are { $headers }
    .do = Name the column so in the first line and run again.
intake-statement-without-id = the statement has no id
intake-statement-twice = the statement "{ $value }" stands before already
intake-statement-without-words = the statement has no words
intake-statement-not-known = no statement has the id "{ $value }"
intake-voter-missing = nothing says whose vote it is
intake-vote-not-known = "{ $value }" is no vote; expected 1 or agree, -1 or disagree, 0 or pass
intake-vote-moment-not-known = { $column } "{ $value }" is no whole number of seconds or milliseconds
intake-party-missing = nothing says which party the delegate speaks for
intake-delegate-of-two = the delegate "{ $value }" stands with two parties; neither is counted
