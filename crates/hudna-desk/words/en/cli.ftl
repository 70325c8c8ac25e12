# Words of the command line.
cli-about = Hudna: from a written understanding and reports to findings with their reasons
cli-exit-status = Exit status: 0 done; 1 the content is not acceptable; 2 the command is misused; 255 our fault.
cli-speak = Language of messages and help, ar or en; else HUDNA_LANG, else the locale
cli-agreement = Reads an agreement and says what is wrong or weak in it
cli-agreement-check = Checks an agreement: errors, and what a drafter would want to know before signature
cli-agreement-explain = Explains a code of a diagnostic
cli-agreement-code = The code, such as zone-unknown
cli-agreement-file = The agreement, a Markdown file
cli-agreement-format = text for people, the default, or json for machines
cli-agreement-check-all = Shows every warning in full: the words of the text, what was expected and what to do
cli-agreement-kind = { $title }. Places: { $count }.
cli-agreement-kind-more = … and { $count } more: { $places }
cli-agreement-by-kind = Warnings of one kind stand together, the most frequent first. `--all` shows each in full; `hudna agreement explain CODE` explains a kind.
cli-agreement-counts = Errors: { $errors }. Warnings: { $warnings }.
cli-agreement-holds = Articles: { $articles }. Norms: { $norms }. Zones and lines: { $zones }. Parties: { $parties }.
cli-agreement-not-loaded = The agreement was not loaded.
cli-code-unknown = There is no diagnostic with the code "{ $code }"{ $near ->
        [yes] ; did you mean { $nearest }?
       *[no] .
    }
cli-assess = Weighs reports against an agreement and writes the documents
cli-assess-after = What the program finds is provisional: nothing in the documents is assessed or ruled.
cli-assess-agreement = The agreement, a Markdown file
cli-assess-reports = Files of reports: Hudna's template, a mapped spreadsheet, GeoJSON, UCDP GED, ACLED
cli-assess-registers = Registers: notices, authorisations, contacts, visits, verifications, holdings, coverage, links, candidates, members, votes (CSV or XLSX)
cli-assess-gazetteer = More places: Hudna's CSV, a GeoNames dump, OpenStreetMap JSON
cli-assess-out = Folder for the documents
cli-assess-mapping = Mapping for spreadsheets that are not ours; see `hudna map`
cli-assess-read-as = Read every report file as template, mapped, geojson, ucdp-ged or acled
cli-assess-from = First day of the period, such as 2026-03-01
cli-assess-to = Last day of the period, itself included
cli-assess-as-of = Moment up to which the record reaches; by default the end of the period
cli-assess-lang = Languages of the documents; ar,en by default
cli-assess-formats = Kinds of documents; all by default: pdf,html,docx,xlsx,geojson,json
cli-assess-json = Print one summary object and nothing else on standard output
cli-template = Writes an empty sheet for reports and registers, with the choices of the vocabulary
cli-template-lang = Language of the headers of a CSV, ar or en; by default the language of messages
cli-template-format = xlsx, the default: a workbook with both languages; or csv
cli-template-out = Where to write it; a CSV goes to standard output by default
cli-written = Written: { $path }
cli-map = Proposes a first mapping for a spreadsheet that is not ours
cli-map-file = The spreadsheet, CSV or XLSX
cli-pair = Shows why two reports were taken for one happening, or were not
cli-pair-report = A report, by its own id or as file:line
cli-pair-json = Print the score as JSON
cli-pair-unknown = No report with the id "{ $value }" was taken in.
cli-reference = Reference pages that are made from the source
cli-reference-write = Write the pages into this folder
cli-reference-check = Fail if the pages in this folder are not current
cli-reference-stale = { $path } is not current. Run `cargo xtask generate`.
cli-nothing-written = Nothing was written.
cli-error = error
cli-warning = warning
cli-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-value-command = COMMAND
cli-help = Print this help
cli-version = Print the version
cli-misused = { $kind ->
    [command-unknown] there is no command "{ $value }"
    [command-missing] a command is missing
    [argument-unknown] there is no option or place for "{ $value }"
    [argument-missing] this is missing: { $value }
    [value-wrong] "{ $value }" cannot be given for { $argument }
    [value-missing] { $argument } needs a value
    [conflict] { $argument } cannot stand beside { $value }
    [repeated] { $argument } is given more than once
    [not-text] an argument is not text in UTF-8
   *[other] the command cannot be understood
}
cli-misused-choices = Choose from: { $choices }
cli-misused-near = Did you mean { $near }?
cli-misused-next = See `{ $command } --help`.
cli-output-unwritable = standard output cannot be written to
cli-output-unwritable-next = What was asked for may be there in part. Free some room or choose another place, and run again.
cli-our-fault = this is a fault of Hudna, not of the files (reference { $reference })
cli-our-fault-next = No document was changed by it. Keep the files and tell us the reference.
cli-not-a-day = "{ $value }" is not a day. Write it as 2026-03-01.
cli-not-a-time = "{ $value }" is not a time. Write it as 2026-03-01 18:00.
cli-not-a-language = "{ $value }" names a language that Hudna does not have. Write ar, en or both: ar,en.
cli-not-a-format = "{ $value }" is not a format of reports. Write template, mapped, geojson, ucdp-ged or acled.
cli-not-a-document = "{ $value }" holds something that is not a kind of document. Choose from pdf,html,docx,xlsx,geojson,json.
cli-period-reversed = The period ends before it begins: { $value }.
cli-stage-intake = Reading
cli-stage-fusion = Fusing
cli-stage-assessment = Weighing
cli-stage-documents = Writing
cli-set-aside = { $accepted } of { $read } reports taken in; { $count } lines of reports and registers set aside
cli-set-aside-more = … and { $count } more, all in set-aside.csv
cli-set-aside-next = Correct these lines and run again.
cli-done-reports = Reports: { $read } read, { $accepted } accepted, { $aside } set aside
cli-done-incidents = Possible incidents: { $count }. What was found of them, provisionally:
cli-done-provisional = Nothing here is assessed or ruled.
cli-done-staged = Of these incidents assessed: { $assessed }, ruled: { $ruled }. Each is counted once.
cli-done-folder = Documents: { $folder }
disk-file-not-found = There is no file { $path }.
    .do = Check the name and run again.
disk-file-unreadable = { $detail ->
    [folder] { $path } cannot be read: it is a folder.
    [denied] { $path } cannot be read: you may not read it.
   *[other] { $path } cannot be read: { $detail }.
}
    .do = Check that it is a file and that you may read it.
disk-file-too-large = { $path } has { $detail } bytes, more than is read.
    .do = Split it into smaller files.
disk-file-not-text = { $path } is not text in UTF-8: byte { $detail } begins no letter.
    .do = Save it as UTF-8 and run again.
disk-file-taken = { $path } is there already.
    .do = It stays as it is. Name a file that does not exist yet.
disk-folder-unwritable = { $detail ->
    [denied] { $path } cannot be written to: you may not write there.
    [file] { $path } cannot be written to: a file stands where a folder is needed.
    [folder] { $path } cannot be written to: a folder of that name stands there.
    [full] { $path } cannot be written to: the disk is full.
    [read-only] { $path } cannot be written to: the disk can only be read.
    [missing] { $path } cannot be written to: the folder cannot be made there.
   *[other] { $path } cannot be written to: { $detail }.
}
    .do = Choose a folder that you may write to.
disk-path-outside = { $path } lies outside the agreement's folder.
    .do = Put the file beside the agreement and name it without a path.
document-not-made = The documents could not be made: { $detail }
    .do = This is our fault. Keep the files and tell us.
pair-part-start = where two near reports start
pair-part-time = time
pair-part-place = place, by its precision
pair-part-words = words they share
pair-part-names = names they share
pair-part-manner = manner and kind of place told
pair-part-act = act
pair-part-target_kind = kind of target
pair-part-victims = callings of those hit
pair-part-locality = quarters, villages and towns named
pair-part-site_kind = kind of site
pair-part-weapon = weapon
pair-part-actors = actors, either way round
pair-part-killed = killed
pair-part-injured = injured
pair-part-rounds = rounds
pair-part-explosions = explosions
pair-part-numbers = other numbers in the texts
pair-part-outlets = outlets that both rest on
pair-part-source = one source, two numbers
pair-left-out = left out, not comparable
pair-total = in all; one happening from
pair-verdict-same = One happening
pair-verdict-part_of = One sums up several, the other is among them
pair-part-of = { $whole } sums up several happenings, and { $part } may be one of them. They are not joined: each stays an incident of its own, and the two name each other in `part_of`. Their dead are not to be added up.
pair-part-of-sums = { $whole } and { $part } each sum up several happenings, and some may be the same. They are not joined: each stays an incident of its own, and the two name each other in `part_of`. Their dead are not to be added up.
pair-verdict-different = Two happenings
pair-verdict-unsure = Too close to call: a verifier decides
pair-why-score = by the sum of the parts
pair-why-decided = a person decided so
pair-why-echo = one says that it repeats the other
pair-why-same_row = the same row of one source
pair-why-other_row = two rows of a data set that keeps each event once
pair-why-answers = one answers the other's act
pair-why-too_far = further apart than places slip
pair-why-too_late = further apart than dates slip
pair-why-nothing_to_compare = neither when nor where can be compared
pair-why-aggregate = one sums up several happenings
