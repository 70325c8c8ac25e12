# Words that every page and document share.
count-reports = { $count ->
    [one] one report
   *[other] { $count } reports
}
count-incidents = { $count ->
    [0] no possible incidents
    [one] one possible incident
   *[other] { $count } possible incidents
}
count-incidents-of = { $count ->
    [0] no possible incidents
    [one] one possible incident
   *[other] { $count } possible incidents
}
outcome-breach = breach
outcome-permitted = permitted
outcome-not_covered = not covered
outcome-undetermined = undetermined
stage-alleged = alleged
stage-provisional = provisional
stage-assessed = assessed
stage-ruled = ruled
truth-true = holds
truth-false = does not hold
truth-unknown = not known
certainty-known = known
certainty-imprecise = imprecise
certainty-contested = contested
certainty-unknown = not known
