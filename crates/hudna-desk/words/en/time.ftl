# Dates, times and lists.
comma = ,
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
time-unknown = time not known
range-from-to = from { $from } to { $to }
list-and = { $first } and { $last }
list-or = { $first } or { $last }
