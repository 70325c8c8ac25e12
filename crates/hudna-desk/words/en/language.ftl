# What a language says of itself, and the words about adding one.

# rtl or ltr: how the language is written
language-direction = ltr
# ar or en: in which of these its readers see what an agreement or a report says in no other
language-stands-in = en
cli-language = Adds a language to a mission by one file
cli-language-after =
    A mission reads `languages/CODE.ftl` in its folder when it is served or documents are made; CODE is two or three small letters (fr, ku, am). Words that the file does not hold are said in the language that it names as standing in.

      hudna language template > mission/languages/fr.ftl
      hudna language check mission/languages/fr.ftl
cli-language-template = Prints every word, as a file to translate
cli-language-from = Which words to translate from
cli-language-check = Says what a language’s file lacks, and what would never be filled in
cli-language-file = The language’s file, named by its code
cli-language-json = Print what was found as JSON
cli-language-said = { $language }: { $said } of { $asked } words are said; for the rest the language that stands in speaks.
cli-language-missing = { "  " }{ $area }: { $count } missing: { $keys }
cli-language-unfilled = Error: { $key } says { "{" } ${ $value } { "}" }, which is not given there: it would be shown unfilled.
cli-language-left-out = Note: { $key } leaves { "{" } ${ $value } { "}" } out, which ours say.
cli-language-unknown = Note: { $key } is asked for by nothing.
record-language-code = { $path } is not named by the code of a language that can be added: two or three small letters, and not ar or en. The language was not added.
    .do = Name the file by its code, as in fr.ftl.
record-language-malformed = Line { $line } of { $path } cannot be read: { $detail }. The language was not added.
    .do = Mend the line; `hudna language check` says when all can be read.
record-language-incomplete = { $path } does not say { $key }, which a language must say of itself. The language was not added.
    .do = Say page-language (its name), language-direction (rtl or ltr) and language-stands-in (ar or en).
record-language-changed = { $path } says something else than when it was first read. It stays as it was read.
    .do = Start the program again to read it anew.
record-language-many = { $path } is one language too many: at most { $most } can be added.
    .do = Take files out of the folder languages.
