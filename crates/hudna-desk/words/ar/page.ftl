# كلمات الصفحات.

page-name = هدنة
page-language = العربية
page-menu = القائمة
page-close = أغلق
page-sections = الأقسام
page-to-content = إلى المحتوى
page-class = للجنة المشتركة فقط
page-as-of = الوضع حتى { $moment } بالتوقيت المحلي ({ $zone })
page-today = اليوم
page-reports = البلاغات
page-incidents = الحوادث
page-findings = النتائج
page-agreement = الاتفاق
page-record = السجل
page-public = المنشور للعموم
page-access = دخولي
page-sign-in = الدخول
page-sign-out = اخرج
page-invitation = دعوة
page-fault = لم يتمّ الطلب
page-home = إلى الصفحة الأولى
page-pages = صفحات القائمة
page-of-pages = من { $from } إلى { $to }، والمجموع { $all }
page-previous = السابق
page-next = التالي
any = الكل
unknown = لا أعرف
filter = اعرض
filter-none = بلا تصفية
sealed = محجوب.{" "}
sealed-means = يراه من قدّم البلاغ ومسؤولو التحقق وحدهم.
sealed-shown = هذه مادة مختومة: سُجّل اطّلاعك عليها.
coarse-means = تُعرض المواضع هنا بحسب القطاع، ولا يُعرض موضع دقيق ولا مصدر ولا رواية إلا لمسؤولي التحقق.
sign-in-lead = ادخل باسمك وكلمة مرورك.
sign-in-own-machine = يفتح الدخول مفتاح توقيعك في ذاكرة هذا الخادم ما دامت جلستك قائمة. ومن لا يقبل ذلك فليوقّع على جهازه بالأمر hudna act.
invitation-lead = دُعيت إلى هذه البعثة باسم { $login }. اختر كلمة مرور، ثم تدخل بها وبهذا الاسم.
invitation-accept = اقبل الدعوة
invitation-key = أُنشئ لك مفتاح توقيع.
invitation-key-means = كل ما تفعله هنا يُوقَّع به ويبقى في السجل. لا يفتحه إلا كلمة مرورك، ولا يستطيع أحد أن يستعيدها لك.
field-login = الاسم
field-password = كلمة المرور
field-code = الرمز
    .hint = ستة أرقام من هاتفك، إن كنت قد فعّلتها.
field-new-password = كلمة مرور جديدة
    .hint = اثنا عشر حرفًا أو أكثر، ولا شرط غير ذلك.
field-password-again = كلمة المرور مرة أخرى
field-password-differs = لا تطابق الأولى.
field-password-wrong = ليست كلمة مرورك الحالية.
field-new-code = الرمز الظاهر الآن
access-you = أنت { $login }: { $roles }.
access-you-none = أنت { $login }، وليس لك دور في البعثة بعد.
access-sessions = أين دخلت
access-sessions-means = تنتهي الجلسة بعد نصف ساعة بلا طلب، وبعد 12 ساعة على الأكثر
access-this = هذه الجلسة
access-last = آخر طلب: { $moment }.
access-by-code = بكلمة المرور والرمز
access-by-password = بكلمة المرور وحدها
access-end = أنهِها
access-end-others = أنهِ كل ما عداها
access-history = ما فعلته وما اطّلعت عليه
access-history-means = يُحفظ مع الحسابات، وليس في السجل بعد
access-did-sign-in = دخلت
access-did-invitation = قبلت الدعوة ودخلت
access-did-password = غيّرت كلمة المرور
access-did-code = فعّلت الرمز
access-did-report = اطّلعت على المادة المختومة للبلاغ { $about }
access-did-incident = اطّلعت على المواضع الدقيقة للحادثة { $about }
access-password = كلمة المرور
access-password-change = غيّر كلمة المرور
access-code = الرمز عند الدخول
access-code-on = يُطلب منك الرمز عند الدخول. إن بدّلت هاتفك فأدخل السر الجديد أدناه.
access-code-off = لا يُطلب منك بعدُ إلا كلمة المرور. فعّل الرمز كي لا تكفي وحدها.
access-code-enter = أدخل هذا السر في تطبيق الرموز على هاتفك:
access-code-open = أو افتحه في التطبيق
access-code-type = اكتب الرمز الذي يظهر، وكلمة مرورك.
access-code-ask = فعّل الرمز
today-sectors = ما جرى، بحسب القطاع
today-days-1 = 24 ساعة
today-days-7 = 7 أيام
today-days-30 = 30 يومًا
today-days-all = منذ السريان
today-stages-apart = تُعدّ المراحل كلٌّ على حدة ولا تُجمع. والانفجارات تُعدّ وحدها.
today-latest = آخر ما نعلم وقوعه: { $moment }.
today-that-day = ذلك اليوم
today-waiting = قيد الانتظار
today-waiting-means = الأقدم أولًا
today-since = منذ { $span }
today-nothing-waits = لا شيء ينتظر أحدًا.
waits-for-commission = بانتظار اللجنة
waits-for-assessor = بانتظار مقيِّم
waits-for-party = بانتظار ردّ الطرف
waits-for-registry = بانتظار من يراجع السجلات
waits-for-patrol = بانتظار زيارة
waits-for-duty_officer = بانتظار الضابط المناوب
report = بلاغ
incident = الحادثة
report-new = بلاغ جديد
report-title = البلاغ { $name }
report-recorded = قُيّد
report-recorded-at = قُيّد في { $moment }.
report-says = ماذا يقول
report-source = المصدر والكلام
report-beside = وفي الحادثة نفسها:
report-entry = القيد { $number }: { $entry }
report-no-claims = لا يقول البلاغ شيئًا يُقرأ كقيمة.
report-no-words = لا كلام فيه.
report-aggregate = يجمل هذا البلاغ عدة حوادث.
reports-all = كلها
reports-mine = بلاغاتي
reports-none = لا بلاغات.{" "}
reports-none-means = غياب البلاغ ليس دليلًا على الهدوء.
source-name = المصدر
source-kind = نوعه
source-grade = الدرجة
source-place = المكان كما كُتب
source-patrol = رأيتُ أو سمعتُ بنفسي، أو فريقي
source-civilian = قاله لي أحد السكان
source-hotline = مكالمة على الخط الساخن
source-hospital = مستشفى
source-liaison = ضابط اتصال
source-camera = كاميرا
source-media = خبر منشور
source-party = طرف
source-dataset = مجموعة بيانات
source-other = غير ذلك
report-form-lead = اكتب ما تعلمه واترك الباقي: «لا أعرف» جواب.
report-form-send = قدّم البلاغ
report-form-once = إن أُرسل مرتين سُجّل مرة واحدة. يُوقَّع باسمك ولا يُمحى؛ والمصدر والموضع والكلام تُختم.
report-form-empty = لا شيء في الاستمارة بعد: قل ماذا جرى، ولو بكلامك وحده.
field-act = الفعل
field-act-done = ماذا جرى؟
field-when-it = متى؟
    .hint = بتوقيت البعثة. إن لم تعرف الساعة فاكتب اليوم وحده.
field-day = اليوم
field-from-hour = من الساعة
field-to-hour = إلى الساعة
field-where-it = أين وقع؟
    .hint = يكفي واحد: القطاع، أو اسم المكان، أو الإحداثيات. لا تقترب لتتأكد.
field-sector = القطاع
field-place = اسم المكان
field-lat = خط العرض
field-lon = خط الطول
field-radius = في حدود كم مترًا
field-means = كيف عُرف؟
field-actor = مَن فعله؟
field-weapon = السلاح
field-numbers = كم؟
    .hint = عددًا مثل 5، أو أقلّه وأكثره مثل 5-8. اترك ما لم يُعدّ فارغًا.
field-explosions = انفجارات
field-killed = قتلى
field-injured = جرحى
field-words = بكلامك
    .hint = كما حدث، وبلهجتك. لا تكتب اسم أحد.
field-source = المصدر، ويُختم
field-source-kind = مَن رآه؟
field-source-name = اسم المصدر أو صفته، إن لم تكن أنت
field-stage = المرحلة
field-outcome = النتيجة
field-norm = المادة
field-party = الطرف
field-from-day = من يوم
field-to-day = إلى يوم
field-reason = لماذا؟
field-reply = الرد
    .hint = يُحفظ كما كُتب ويُختم، ويقرؤه المقيِّمون واللجنة.
field-empty = اكتب شيئًا أولًا.
field-too-long = النص أطول مما يُقبل (20,000 حرف).
field-day-missing = كُتبت ساعة بلا يوم. اكتب اليوم.
field-day-wrong = قُرئ «{ $typed }»، وليس يومًا في التقويم. اكتبه مثل 2026-03-12.
field-day-ahead = لم يأتِ هذا الوقت بعد.
field-time-wrong = قُرئ «{ $typed }»، وليس ساعة. اكتبها مثل 17:10.
field-to-before = الوقت { $typed } قبل البداية.
field-degrees-wrong = قُرئ «{ $typed }». اكتب درجات بين -{ $most } و{ $most }، مثل 31.204.
field-degrees-both = يلزم خط العرض وخط الطول معًا.
field-radius-wrong = قُرئ «{ $typed }». اكتب أمتارًا، مثل 500.
field-number-wrong = قُرئ «{ $typed }». اكتب عددًا مثل 5، أو 5-8.
column-what = ما جرى
column-place = المكان
column-subject = عمّ
column-stands = النتيجة
column-attribute = السمة
column-certainty = الحال
column-values = القيم، ومن قالها
incidents-lead = تُعرض { $shown } من أصل { $all }، الأحدث أولًا.
incidents-none = لا حادثة بهذه الصفة.{" "}
incidents-none-means = لا يعني ذلك أنها لم تقع.
incident-known = ما نعلمه وما لا نعلمه
incident-no-findings = لا تشمله مادة.
incident-timeline = مسار الحادثة
incident-timeline-means = الأحدث أولًا؛ لا يُمحى شيء
incident-part-of = جزء من
incident-split = قُسّمت هذه الحادثة، وتتمّتها:
findings-lead-page = تقوم النتائج الآن على: خرق { $breach }، غير محسوم { $undetermined }، مسموح به { $permitted }. وما تجده الآلة أولي حتى يقبله إنسان.
findings-none = لا نتيجة بهذه الصفة.
findings-by-norm = بحسب المادة والطرف
findings-by-norm-means = بترتيب المواد؛ ليس ترتيبًا للأطراف
against-several-short = أكثر من احتمال
against-unknown-short = غير معلوم
finding-against-page = بحقّ:
finding-why = لماذا؟
finding-why-means = ما يحسم وحده يُذكر، وما لا يضيف يُترك
finding-text = النص
finding-text-version = النسخة { $version }
finding-settles = ما الذي يحسمها؟
finding-settles-means = أقل ما يكفي، أيُّها كان
finding-steps = المراحل
step-provisional = ما تجده الآلة
step-assessed = قبِله مقيِّم
step-ruled = قرّرته اللجنة
finding-spoken = ما فعله الناس
finding-accept = اقبلها تقييمًا
finding-accept-means = تقبل ما وجدته الآلة: { $outcome }. يُوقَّع القبول باسمك.
finding-accept-do = أقبل
finding-return = أعدها
finding-return-do = أعيدها
finding-reply = ردّ الطرف
finding-reply-do = قدّم الرد
finding-not-yours = القبول والإعادة للمقيِّمين، والرد للأطراف، والقرار للجنة.
agreement-version = النسخة { $version }. { $prevails }
agreement-articles = المواد
agreement-checks = ما تقوله الفحوص
agreement-checks-means = تنبيهات للصائغ، وليست أحكامًا
agreement-checks-none = لا تجد الفحوص ما يُقال.
record-means = كل فعل لإنسان قيدٌ موقَّع لا يُمحى ولا يُبدَّل. وما عداه يُحسب من القيود.
record-head = رأس السجل
record-entries = القيود
record-root = البصمة
record-checkpoint = الرأس الموقَّع
record-list = القيود، الأحدث أولًا
record-witnesses = الشهود
record-witnesses-means = لكل طرف شاهد على جهازه؛ لا يُعتمد على المضيف وحده
record-no-witness = لا شاهد بعد.{" "}
record-no-witness-means = بلا شهود يمكن لمن يدير المضيف أن يُري كلًّا سجلًّا غير الآخر.
record-signed = وقّع هذا الرأس
record-unsigned = لم يوقّع هذا الرأس بعد
record-verify = تحقّق بنفسك
record-verify-means = قارن الرأس بما عندك، واطلب حزمة وتحقّق منها على جهازك. تُثبت الحزمة أن شيئًا لم يتغير، لا أن ما قيل صحيح.
record-log = مفتاح السجل
public-lead = هنا ما أصدرته اللجنة للعموم، ولا شيء غيره.
public-documents = الوثائق الصادرة
public-none = لم تصدر وثيقة بعد.{" "}
public-none-means = لا يعني ذلك أن شيئًا لم يقع.
public-restates = تصحّح وثيقة سابقة.
public-restated = صدر بعدها تصحيح.
public-download = نزّلها
public-not-here = نصّها عند من صدرت لهم، وبصمتها هنا.
public-verify = كيف تتحقق
public-verify-means = احسب البصمة (SHA-256) للملف الذي عندك وقارنها بالمكتوبة هنا: sha256sum FILE. وقيد الإصدار في السجل الذي يوقّعه شهود الأطراف.
role-monitor = مراقب
role-team_leader = قائد فريق
role-duty_officer = ضابط مناوب
role-verifier = مسؤول تحقق
role-party_delegate = مندوب طرف
role-assessor = مقيِّم
role-commissioner = عضو لجنة
role-chair = رئيس اللجنة
role-secretary = أمين السر
role-analyst = محلل
role-interpreter = مترجم
role-auditor = مدقق
role-operator = مشغّل
act-mission-founded = تأسيس البعثة
act-user-added = إضافة مستخدم
act-user-revoked = إنهاء صلاحية مستخدم
act-user-key-changed = تغيير مفتاح
act-role-given = منح دور
act-role-taken = سحب دور
act-epoch-opened = مفتاح جديد للمواد المختومة
act-witness-admitted = قبول شاهد
act-witness-dismissed = صرف شاهد
act-gazetteer-adopted = اعتماد معجم أماكن
act-area-drawn = رسم خط أو منطقة
act-file-taken-in = إدخال ملف
act-report-filed = بلاغ
act-report-amended = تعديل بلاغ
act-translation-added = ترجمة بلاغ
act-consent-given = موافقة المصدر
act-consent-withdrawn = سحب موافقة المصدر
act-attachment-added = مرفق
act-notice-given = إخطار
act-contact-made = اتصال بالآلية
act-authorisation-answered = جواب على طلب إذن
act-unit-positioned = موقع وحدة
act-coverage-recorded = تغطية قطاع
act-register-completed = إعلان اكتمال سجل
act-candidate-described = وصف مرشح
act-member-seated = عضو في هيئة
act-entry-withdrawn = سحب قيد
act-affiliation-stated = تبعية تشكيل
act-answer-linked = ربط ردّ بفعل
act-place-confirmed = تأكيد مكان
act-reports-joined = ضمّ بلاغين في حادثة
act-reports-kept-apart = فصل بلاغين
act-decision-undone = التراجع عن ضمّ أو فصل
act-task-given = مهمة تحقق
act-task-closed = إغلاق مهمة
act-visit-recorded = زيارة
act-holding-recorded = أسلحة في موقع
act-verification-recorded = تحقق من التزام
act-assessment-accepted = قبول نتيجة تقييمًا
act-assessment-returned = إعادة نتيجة
act-reply-given = ردّ طرف
act-affiliation-disputed = اعتراض على تبعية
act-recusal-declared = تنحٍّ
act-ruling-made = قرار اللجنة
act-reading-ruled = حسم قراءة أو مسار
act-dissent-recorded = رأي مخالف
act-agreement-proposed = اقتراح نص
act-agreement-adopted = سريان نص
act-agreement-suspended = تعليق الاتفاق أو جزء منه
act-agreement-extended = تمديد الاتفاق
act-party-adhered = انضمام طرف
act-meeting-held = اجتماع
act-vote-cast = تصويت
act-position-stated = موقف طرف
act-promise-made = تعهد
act-promise-claimed = إعلان الوفاء بتعهد
act-promise-extended = تمديد مهلة تعهد
act-promise-released = إعفاء من تعهد
act-promise-withdrawn = سحب تعهد
act-condition-put = وضع شرط
act-condition-declared = إعلان في شرط
act-sequence-read = قراءة ترتيب تعهدين
act-sequence-ruled = قرار في ترتيب تعهدين
act-promise-verified = تحقق من تعهد
act-nomination-made = ترشيح
act-objection-made = اعتراض
act-publication-made = إصدار وثيقة
act-redaction-made = إتلاف مادة مختومة
page-notices = إخطارات الأطراف
page-settings = الإعدادات
as-csv = القائمة نفسها في جدول CSV
notices-lead = من يخطر بتحركٍ قبل وقوعه يحفظ حقه: كثير من الخروق لم يقع إلا لغياب الإخطار.
notices-given = ما أُخطر به
notices-none = لا إخطار في السجل.
notice-received = وصل الإخطار وقُيّد.
notice-give = أخطر
notice-give-do = قدّم الإخطار
notice-purpose = الغرض
notice-window = متى
notice-sent = أُرسل
notice-where = أين أو إلى أين
    .hint = يُختم الموضع، ولا يُعرض في القائمة.
field-unit = التشكيل
field-party-missing = اختر الطرف.
settings-lead = يحفظ السجل من أُضيف ومن مُنح دورًا؛ أسماء الناس مختومة. عدد المستخدمين: { $count }.
settings-people = الناس والأدوار
settings-people-means = كما هي في السجل الآن
settings-no-role = بلا دور
settings-own-machine = يوقّع على جهازه
settings-revoked = أُنهيت صلاحيته
settings-no-party = لا يعمل لطرف
settings-invite = ادعُ شخصًا
settings-invite-do = أنشئ الدعوة
settings-invited = دُعي { $login }. هذا عنوان دعوته، ولا يظهر مرة أخرى:
settings-invited-means = سلّمه بطريق تثق به؛ وهو لمرة واحدة خلال أسبوع.
column-user = المستخدم
column-roles = الأدوار
column-account = الحساب
field-role = الدور
field-acts-for = يعمل لطرف
field-invite-login = اسم الدخول
    .hint = حروف وأرقام بلا مسافات.
field-invite-name = اسم الشخص، ويُختم
page-verification = التحقق
page-promises = التعهدات
verification-questions = ما ينقص لحسم النتائج
verification-questions-means = كل سؤال مرة واحدة، وما تعرفه زيارة أولًا
verification-no-questions = لا نتيجة غير محسومة ينقصها ما يمكن أن يُعرف.
verification-given = أُعطيت مهمته.
verification-give = أعطِ المهمة
verification-open = مهام قائمة
verification-none-open = لا مهمة قائمة.
verification-ended = انتهت
verification-since = أُعطيت في { $moment }.
verification-by = المهلة: { $moment }.
verification-done = أُنجزت
verification-back = أُعيدت
verification-close = أُنجزت
verification-give-back = أعيدها
verification-team-missing = اكتب الفريق أو الشخص المطلوب منه.
verification-settled = لم تعد هذه النتيجة تنتظر شيئًا: تغيّر السجل منذ فتحت الصفحة.
field-team = الفريق
field-by-day = حتى يوم
area-elsewhere = خارج القطاعات
verification-lead = { $count ->
    [zero] لا مهمة قائمة.
    [one] مهمة واحدة قائمة.
    [two] مهمتان قائمتان.
    [few] { $count } مهام قائمة.
   *[other] { $count } مهمة قائمة.
}
verification-keeps-open = { $count ->
    [one] يحسم نتيجة واحدة
    [two] يحسم نتيجتين
    [few] يحسم { $count } نتائج
   *[other] يحسم { $count } نتيجة
}
form-wrong = { $count ->
    [one] حقل واحد يحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
    [two] حقلان يحتاجان إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
    [few] { $count } حقول تحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
   *[other] { $count } حقلًا يحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
}
count-independent = { $count ->
    [one] مصدر مستقل واحد
    [two] مصدران مستقلان
    [few] { $count } مصادر مستقلة
   *[other] { $count } مصدرًا مستقلًّا
}
today-more-waits = { $count ->
    [one] ونتيجة أخرى تنتظر
    [two] ونتيجتان أخريان تنتظران
    [few] و{ $count } نتائج أخرى تنتظر
   *[other] و{ $count } نتيجة أخرى تنتظر
}
today-set-aside = { $count ->
    [one] سطر واحد نُحّي عند الإدخال ولم يُصحَّح
    [two] سطران نُحّيا عند الإدخال ولم يُصحَّحا
    [few] { $count } سطور نُحّيت عند الإدخال
   *[other] { $count } سطرًا نُحّي عند الإدخال
}
record-parts = { $count ->
    [one] جزء واحد مختوم أو مرفق
    [two] جزءان مختومان أو مرفقان
    [few] { $count } أجزاء مختومة أو مرفقة
   *[other] { $count } جزءًا مختومًا أو مرفقًا
}
reports-lead = { $count ->
    [zero] قُيّد { $reports } عن { $incidents }. لم يُنحَّ سطر.
    [one] قُيّد { $reports } عن { $incidents }. ونُحّي سطر واحد.
    [two] قُيّد { $reports } عن { $incidents }. ونُحّي سطران.
    [few] قُيّد { $reports } عن { $incidents }. ونُحّيت { $count } سطور.
   *[other] قُيّد { $reports } عن { $incidents }. ونُحّي { $count } سطرًا.
}
