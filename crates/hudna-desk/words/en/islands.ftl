# Maps, trends, digits and verification on pages.
map-sectors = Map of the sectors with the incidents counted in each
map-sectors-title = By sector, on the map
map-sectors-means = Counted by sector: no place of an incident is on this map.
map-sector-said = { $sector }. Alleged: { $alleged }; provisional: { $provisional }; assessed: { $assessed }; ruled: { $ruled }.
map-squares = Map of the squares with the incidents counted in each
map-squares-title = By square, on the map
map-squares-means = Counted by the squares in which you are told places, or by wider ones where there would be too many.
map-squares-same = The same as on the map, the most first. A square leads to its incidents, and into itself.
map-squares-none = Nothing of this list is told by a square.
map-squares-all = The whole map
map-square-asked = Within { $square }.
map-squares-beside = { $count ->
    [one] { $count } more is told by its sector, by several squares or not at all: it is on no square.
   *[other] { $count } more are told by their sector, by several squares or not at all: they are on no square.
}
column-square = Square
map-unwatched = Nobody watched: a zero here does not mean calm.
map-same = The same as on the map. A sector leads to its incidents.
map-agreement = Map of the zones and lines of the agreement
map-agreement-title = Zones and lines
map-agreement-means = As they stand on the day of this version or later; numbers lead from the map to the list.
map-agreement-same = What is drawn, by its number.
map-course-of = As drawn by: { $party }
map-always = Without a date
map-from = From { $day }
map-until = Until { $day }
key-unwatched = not watched
column-provisional = Provisional
column-number = No.
column-zone-or-line = Zone or line
column-valid = Valid
trend = Over time
trend-step = { $days ->
    [1] day by day
    [7] week by week
   *[other] by { $days } days
}
trend-scale = one scale for all sectors
trend-none = Nothing is alleged of { $range }. Where nobody watched that does not mean calm.
trend-said = { $range }. Alleged: { $alleged }; provisional: { $provisional }; assessed: { $assessed }; ruled: { $ruled }.
trend-table = The same numbers as a table
trend-table-means = Only what is not zero is listed.
trend-watched = watched
trend-unwatched = not watched
trend-undated = { $count ->
    [one] 1 possible incident of unknown time is counted nowhere here.
   *[other] { $count } possible incidents of unknown time are counted nowhere here.
}
map-closer = Closer
map-farther = Farther
map-whole = The whole map
map-keys = Drag to move. By keyboard: arrows move, + and − go closer and farther, 0 shows all.
map-candidates = Map of the places that the name may mean, by their numbers
map-candidates-means = Numbers are those of the places below. A tap on the map, or Enter for its middle, writes the place into the fields below.
digits = Digits
digits-arab = Arabic digits
digits-latn = Digits 0 to 9
digits-arab-shown = ١٢٣
digits-latn-shown = 123
verify-means = Choose a bundle of the record, a document that you were given, or both. They are looked at on this device and sent nowhere. Whoever does not trust this page uses the program, or the verifier in Python, from another source.
verify-file = Bundle, documents
verify-file-hint = A bundle ends in .zip; with it, documents are held against what the record says was released.
verify-held = A head that you kept
verify-held-hint = May be left out. With it, it is seen whether the record continues what you knew.
verify-do = Verify here
verify-none-chosen = No file was chosen. Nothing was verified.
verify-broke = It could not be finished, and nothing is known of the file: { $detail }
verify-no-signatures = This browser cannot check signatures here: it needs a page over https and Ed25519. Nothing was verified. Use the program or the verifier in Python.
verify-going = Entries verified: { $done } of { $all }
verify-holds = { $file } holds. Signatures, powers and proofs are right. The mission: { $mission }. Entries: all { $size }. Root: { $root }
verify-holds-some = { $file } holds. Signatures, powers and proofs are right. The mission: { $mission }. Entries in this excerpt: { $entries }, of a total of: { $size }. Root: { $root }
verify-opened = Parts opened, each as its entry says: { $count }
verify-continues = It continues the head that you kept, of { $size } entries.
verify-cosigned = Cosigned by the witness { $witness }, at { $at }
verify-no-witness = No witness has cosigned this head: another history may have been shown to others.
verify-not-shown = It shows that nothing was changed, not that what was said is true.
verify-refused = { $file } does not hold: { $why }. { $next } ({ $code })
verify-released = { $file } is, byte for byte, a document that the record says was released: entry { $entries }. SHA-256 { $digest }
verify-not-released = { $file } is none of the documents that the chosen bundle says were released. SHA-256 { $digest }
verify-listed = { $file } is, byte for byte, a document that this host lists: { $name }. Choose a bundle beside it to hold that against the record. SHA-256 { $digest }
verify-not-listed = { $file } is no bundle, and no document that this host lists. SHA-256 { $digest }
filter-begun = Only what may have begun in { $range }, or at a time that is not known, as Today counts it.
