# كلمات تشترك فيها الصفحات والوثائق.
count-reports = { $count ->
    [0] لا بلاغات
    [one] بلاغ واحد
    [two] بلاغان
    [few] { $count } بلاغات
    [many] { $count } بلاغًا
   *[other] { $count } بلاغ
}
count-incidents = { $count ->
    [0] لا حوادث محتملة
    [one] حادثة محتملة واحدة
    [two] حادثتان محتملتان
    [few] { $count } حوادث محتملة
    [many] { $count } حادثة محتملة
   *[other] { $count } حادثة محتملة
}
# بعد حرف جر
count-incidents-of = { $count ->
    [0] حوادث محتملة عددها صفر
    [one] حادثة محتملة واحدة
    [two] حادثتين محتملتين
    [few] { $count } حوادث محتملة
    [many] { $count } حادثة محتملة
   *[other] { $count } حادثة محتملة
}
outcome-breach = خرق
outcome-permitted = مسموح به
outcome-not_covered = غير مشمول
outcome-undetermined = غير محسوم
stage-alleged = ادعاء
stage-provisional = نتيجة أولية
stage-assessed = تقييم
stage-ruled = قرار
truth-true = متحقق
truth-false = منتفٍ
truth-unknown = غير معلوم
certainty-known = معلوم
certainty-imprecise = تقريبي
certainty-contested = محل خلاف
certainty-unknown = غير معلوم
