# ما ينتظر، والقوائم ملفاتٍ، وتصفية القوائم.

waits-yours = ينتظرك أنت
waits-others = ينتظر غيرك
waits-nothing-yours = لا شيء ينتظرك أنت.
waits-a-part = في البعثة كلها؛ ودورك يشمل بعضها
waits-count-facts = { $count ->
    [one] نتيجة واحدة تنتظر وقائع ناقصة
    [two] نتيجتان تنتظران وقائع ناقصة
    [few] { $count } نتائج تنتظر وقائع ناقصة
    [many] { $count } نتيجة تنتظر وقائع ناقصة
   *[other] { $count } نتيجة تنتظر وقائع ناقصة
}
waits-count-assessor = { $count ->
    [one] نتيجة واحدة تنتظر مقيِّمًا
    [two] نتيجتان تنتظران مقيِّمًا
    [few] { $count } نتائج تنتظر مقيِّمًا
    [many] { $count } نتيجة تنتظر مقيِّمًا
   *[other] { $count } نتيجة تنتظر مقيِّمًا
}
waits-count-second = { $count ->
    [one] نتيجة واحدة لم يقيّمها إلا مقيِّم واحد
    [two] نتيجتان لم يقيّم كلًّا منهما إلا مقيِّم واحد
    [few] { $count } نتائج لم يقيّم كلًّا منها إلا مقيِّم واحد
    [many] { $count } نتيجة لم يقيّم كلًّا منها إلا مقيِّم واحد
   *[other] { $count } نتيجة لم يقيّم كلًّا منها إلا مقيِّم واحد
}
waits-count-reply = { $count ->
    [one] نتيجة واحدة تنتظر ردّ طرف
    [two] نتيجتان تنتظران ردّ طرف
    [few] { $count } نتائج تنتظر ردّ طرف
    [many] { $count } نتيجة تنتظر ردّ طرف
   *[other] { $count } نتيجة تنتظر ردّ طرف
}
waits-count-ruling = { $count ->
    [one] نتيجة واحدة تنتظر قرار اللجنة
    [two] نتيجتان تنتظران قرار اللجنة
    [few] { $count } نتائج تنتظر قرار اللجنة
    [many] { $count } نتيجة تنتظر قرار اللجنة
   *[other] { $count } نتيجة تنتظر قرار اللجنة
}
waits-count-tasks-yours = { $count ->
    [one] مهمة تحقق واحدة كُلّفت بها أنت أو فريقك
    [two] مهمتا تحقق كُلّفت بهما أنت أو فريقك
    [few] { $count } مهام تحقق كُلّفت بها أنت أو فريقك
    [many] { $count } مهمة تحقق كُلّفت بها أنت أو فريقك
   *[other] { $count } مهمة تحقق كُلّفت بها أنت أو فريقك
}
waits-count-tasks = { $count ->
    [one] مهمة تحقق واحدة مفتوحة
    [two] مهمتا تحقق مفتوحتان
    [few] { $count } مهام تحقق مفتوحة
    [many] { $count } مهمة تحقق مفتوحة
   *[other] { $count } مهمة تحقق مفتوحة
}
waits-count-late = { $count ->
    [one] واحدة منها تجاوزت موعدها
    [two] اثنتان منها تجاوزتا موعدهما
    [few] { $count } منها تجاوزت موعدها
    [many] { $count } منها تجاوزت موعدها
   *[other] { $count } منها تجاوزت موعدها
}
waits-count-notices = { $count ->
    [one] إخطار واحد ينتظر جوابًا
    [two] إخطاران ينتظران جوابًا
    [few] { $count } إخطارات تنتظر جوابًا
    [many] { $count } إخطارًا تنتظر جوابًا
   *[other] { $count } إخطار تنتظر جوابًا
}
waits-count-recoveries = { $count ->
    [one] استعادة حساب واحدة تنتظرك مسؤولًا ثانيًا
    [two] استعادتا حساب تنتظرانك مسؤولًا ثانيًا
    [few] { $count } استعادات حساب تنتظرك مسؤولًا ثانيًا
    [many] { $count } استعادة حساب تنتظرك مسؤولًا ثانيًا
   *[other] { $count } استعادة حساب تنتظرك مسؤولًا ثانيًا
}
waits-count-recoveries-other = { $count ->
    [one] استعادة حساب واحدة تنتظر مسؤولًا ثانيًا غيرك
    [two] استعادتا حساب تنتظران مسؤولًا ثانيًا غيرك
    [few] { $count } استعادات حساب تنتظر مسؤولًا ثانيًا غيرك
    [many] { $count } استعادة حساب تنتظر مسؤولًا ثانيًا غيرك
   *[other] { $count } استعادة حساب تنتظر مسؤولًا ثانيًا غيرك
}
waits-count-embargo = { $count ->
    [one] وثيقة واحدة صدرت ونشرها محظور إلى موعدها
    [two] وثيقتان صدرتا ونشرهما محظور إلى موعدهما
    [few] { $count } وثائق صدرت ونشرها محظور إلى موعدها
    [many] { $count } وثيقة صدرت ونشرها محظور إلى موعدها
   *[other] { $count } وثيقة صدرت ونشرها محظور إلى موعدها
}
waits-embargo-next = أقربها حتى { $moment }
waits-count-nominations = { $count ->
    [one] ترشيح واحد للقوة المشتركة ينتظر خطوة
    [two] ترشيحان للقوة المشتركة ينتظران خطوة
    [few] { $count } ترشيحات للقوة المشتركة تنتظر خطوة
    [many] { $count } ترشيحًا للقوة المشتركة تنتظر خطوة
   *[other] { $count } ترشيح للقوة المشتركة تنتظر خطوة
}
waits-count-complaints = { $count ->
    [one] شكوى واحدة من مراقب لم يُبتّ فيها بعد
    [two] شكويان من مراقبين لم يُبتّ فيهما بعد
    [few] { $count } شكاوى من مراقبين لم يُبتّ فيها بعد
    [many] { $count } شكوى من مراقبين لم يُبتّ فيها بعد
   *[other] { $count } شكوى من مراقبين لم يُبتّ فيها بعد
}
waits-count-votes = { $count ->
    [one] تصويت واحد على الطاولة مفتوح
    [two] تصويتان على الطاولة مفتوحان
    [few] { $count } تصويتات على الطاولة مفتوحة
    [many] { $count } تصويتًا على الطاولة مفتوحة
   *[other] { $count } تصويت على الطاولة مفتوحة
}
waits-whom-facts = وقائع ناقصة: زيارة أو طرف أو سجل
waits-whom-assessor = مقيِّم
waits-whom-second = مقيِّم ثانٍ
waits-whom-reply = ردّ طرف
waits-whom-ruling = قرار اللجنة
waits-yours-alone = ما ينتظرني أنا وحده
field-waits = بانتظار
field-yours = ما يخصني
column-waits = بانتظار
column-since = منذ
list-from = من
list-until = إلى
filter-wrong-list = لا تُعرض القائمة: فيما طُلبت به ما لا يُقرأ. صحّح ما هو مُعلَّم أعلاه.
record-filter-wrong = طُلبت القائمة بما ليس معروضًا أو لا يُقرأ. { $why } ولم يُعَدّ ملف.
field-days-reversed = اليوم الأخير قبل اليوم الأول.
filter-across = { $count ->
    [one] حادثة واحدة في هذه القائمة بدأت قبل الفترة وربما امتدت إليها، وتُحسب في تقارير الحالة ضمن الفترة التي بدأت فيها.
    [two] حادثتان في هذه القائمة بدأتا قبل الفترة وربما امتدتا إليها، وتُحسبان في تقارير الحالة ضمن الفترة التي بدأتا فيها.
    [few] { $count } حوادث في هذه القائمة بدأت قبل الفترة وربما امتدت إليها، وتُحسب في تقارير الحالة ضمن الفترة التي بدأت فيها.
    [many] { $count } حادثة في هذه القائمة بدأت قبل الفترة وربما امتدت إليها، وتُحسب في تقارير الحالة ضمن الفترة التي بدأت فيها.
   *[other] { $count } حادثة في هذه القائمة بدأت قبل الفترة وربما امتدت إليها، وتُحسب في تقارير الحالة ضمن الفترة التي بدأت فيها.
}
filter-across-rest = { $count ->
    [one] الحادثة المحسوبة في هذه الفترة
    [two] الحادثتان المحسوبتان في هذه الفترة
    [few] الحوادث المحسوبة في هذه الفترة: { $count }
    [many] الحوادث المحسوبة في هذه الفترة: { $count }
   *[other] الحوادث المحسوبة في هذه الفترة: { $count }
}
list-as-files = هذه القوائم ملفاتٍ
list-id = المعرّف
list-user-id = معرّف الشخص
list-file = الملف
list-line = السطر
list-asked = المكلَّف
list-given-at = كُلّف في
list-due = الموعد
list-open = مفتوحة
list-lacking = الناقص
list-keeps-open = نتائج تبقى مفتوحة بسببه
list-given = كُلّف به
list-yes = نعم
list-no = لا
list-act = ما جرى
list-parts = الأجزاء، مختومة أو مفتوحة
list-number = الرقم
list-for-whom = لمن
list-released-at = صدرت في
list-out-from = نشرها محظور حتى
list-corrects = تصحّح
list-corrected-by = صُححت بـ
list-changed-since = تغيّر السجل بعدها
list-sha256 = SHA-256
list-body = الهيئة
list-seats = المقاعد المشغولة
list-made-up = ممن
list-joined-by = كيف يُنضمّ إليها
list-quotas = الحصص
list-nomination = الترشيح
list-objections = الاعتراضات
list-patrol = الدورية
list-team = الفريق
list-told = كما في الصفحة
list-kind = النوع
column-entry = القيد
notice-unit = الوحدة
claims-standing = حال الأقوال
documents-out-yes = خرجت
documents-out-no = نشرها محظور إلى موعدها
access-did-act = { $what } (القيد { $number })
incident-make-violation = أعدّ تقرير خرق عنها
incident-make-flash = أعدّ تقريرًا عاجلًا عنها
field-embargo-past = مضى هذا الوقت: لا يُحظر نشر وثيقة إلى وقت مضى.
settings-role-held = لهذا الشخص هذا الدور في النطاق نفسه من قبل. لم يُسجَّل شيء.
waits-count-review = { $count ->
    [one] نتيجة واحدة تنتظر المراجعة الفنية
    [two] نتيجتان تنتظران المراجعة الفنية
    [few] { $count } نتائج تنتظر المراجعة الفنية
    [many] { $count } نتيجة تنتظر المراجعة الفنية
   *[other] { $count } نتيجة تنتظر المراجعة الفنية
}
waits-whom-review = المراجعة الفنية
notices-by-none = بلا جواب
notices-by-granted = بإذن
notices-by-refused = بإذن مرفوض
notices-by-over = مضى وقتها بلا جواب
