# What is wrong with a filter over a table's columns: hudna-core/src/columns/filter.rs.


d-filter-not-condition = this is not something true or false
    .expected = expected a comparison, IN, BETWEEN, IS NULL, S_INTERSECTS or within_distance
    .do = Compare it with something.
d-filter-column-expected = this is not the name of a column
    .expected = expected a column of the table on one side, a value on the other
    .do = Write the column's name without quotes.
d-filter-column-unknown = the table has no column “{ $name }”
    .expected = expected one of the table's columns
    .do = Look up the names in the table's description.
d-filter-kind = these two do not compare
    .expected = { $expected ->
        [text] words in single quotes
        [number] a number
        [time] a moment such as TIMESTAMP('2026-03-01T06:00:00Z')
        [place] a place
       *[other] { $expected }
    }
    .do = Compare the column with a value of its own kind.
d-filter-text-order = words are equal or not, they have no order here
    .expected = expected = or <>, IN, LIKE
    .do = Compare with = or <>.
d-filter-function = a filter does not know the function { $name }
    .expected = expected S_INTERSECTS, S_WITHIN, S_DISJOINT, within_distance
    .do = Use one of these, or write the condition without it.
d-filter-zone-unknown = there is no zone or line “{ $name }”
    .expected = expected the id of a zone or line
    .do = Check its spelling.
d-filter-shape = this is not an area or a line
    .expected = expected zone('…'), line('…'), POLYGON(…) or LINESTRING(…)
    .do = Name a zone, or write the shape out.
d-filter-length = “{ $text }” is not a length
    .expected = expected a length such as '500 m' or '5 km'
    .do = Write the number and its unit in single quotes.
d-filter-time = “{ $text }” is not a moment
    .expected = expected TIMESTAMP('2026-03-01T06:00:00Z') or DATE('2026-03-01')
    .do = Write it so, with Z for universal time.
d-filter-value = a value is missing here
    .expected = expected a number, words in single quotes, TIMESTAMP('…') or DATE('…')
    .do = Compare the column with a value; two columns do not compare, and there is no arithmetic.
