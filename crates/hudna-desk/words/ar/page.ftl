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
fault-form = يعيدك زرّ الرجوع في المتصفح إلى الاستمارة.
fault-unsent = لم يُسجَّل شيء مما أرسلته. انسخ كلامك من هنا، ثم افتح الصفحة من جديد وأرسله منها.
fault-typed = ما كتبته
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
sealed-shown = هذه مادة مختومة: اطّلاعك عليها قيد في السجل.
coarse-means = تُعرض المواضع هنا بقدر ما تتيحه أدوارك، ولا يُعرض موضع دقيق ولا مصدر ولا رواية إلا لمسؤولي التحقق.
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
access-history-means = اطّلاعك على المختوم قيد في السجل
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
today-days-report = منذ آخر تقرير وضع
today-days-all = منذ السريان
today-stages-apart = تُعدّ كل مرحلة على حدة ولا تُجمع المراحل. وتُعدّ الانفجارات وحدها.
today-before = وما بين القوسين للفترة السابقة.
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
reports-none-means = غياب البلاغات ليس دليلًا على الهدوء.
source-name = المصدر
source-kind = نوعه
source-grade = الدرجة
source-place = المكان كما كُتب
source-origin = المنطلق كما كُتب
source-observer = مكان الراصد كما كُتب
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
field-too-long = النص أطول مما يُقبل: الحد الأعلى 20,000 حرف.
field-day-missing = كُتبت ساعة بلا يوم. اكتب اليوم.
field-day-wrong = قُرئ «{ $typed }»، وليس يومًا في التقويم. اكتبه مثل 2026-03-12.
field-day-ahead = لم يأتِ هذا الوقت بعد.
field-time-wrong = قُرئ «{ $typed }»، وليس ساعة. اكتبها مثل 17:10.
field-to-before = الوقت { $typed } قبل البداية.
field-degrees-wrong = قُرئ «{ $typed }». اكتب درجات من ‎-{ $most } إلى { $most }، مثل 31.204.
field-degrees-both = يلزم خط العرض وخط الطول معًا.
field-radius-wrong = قُرئ «{ $typed }». اكتب أمتارًا، مثل 500.
field-sector-elsewhere = الموضع المكتوب بالدرجات ليس في هذا القطاع. صحّح أحدهما.
field-not-offered = «{ $typed }» ليس من الخيارات المعروضة هنا الآن. اختر من جديد.
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
incident-no-findings = لا تشملها مادة.
incident-timeline = مسار الحادثة
incident-timeline-means = الأحدث أولًا؛ لا يُمحى شيء
incident-part-of = جزء من
incident-split = قُسّمت هذه الحادثة، وتتمّتها:
findings-lead-page = النتائج كما هي الآن: الخرق: { $breach }، غير المحسوم: { $undetermined }، المسموح به: { $permitted }. وما يجده البرنامج أولي حتى يقبله مقيِّم.
findings-none = لا نتيجة بهذه الصفة.
findings-by-norm = بحسب المادة والطرف
findings-by-norm-means = بترتيب المواد؛ ليس ترتيبًا للأطراف
against-several-short = أكثر من احتمال
against-unknown-short = غير معلوم
finding-against-page = بحقّ:
finding-why = لماذا؟
finding-why-means = يُذكر ما يحسم، ويُترك ما لا يضيف شيئًا
finding-text = النص
finding-text-version = النسخة { $version }
finding-settles = ما الذي يحسمها؟
finding-settles-means = أقل ما يكفي، أيُّها كان
finding-steps = المراحل
step-provisional = ما يجده البرنامج
step-assessed = ما يقبله مقيِّم
step-ruled = ما تقرره اللجنة
finding-spoken = ما فعله الناس
finding-accept = اقبلها تقييمًا
finding-accept-means = تقبل ما وجده البرنامج: { $outcome }. يُوقَّع القبول باسمك.
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
record-means = كل إجراء لشخص قيدٌ موقَّع لا يُمحى ولا يُبدَّل. وما عداه يُحسب من القيود.
record-head = رأس السجل
record-entries = القيود
record-root = البصمة
record-checkpoint = الرأس الموقَّع
record-list = القيود، الأحدث أولًا
record-witnesses = شهود السجل
record-witnesses-means = لكل طرف شاهد سجل على جهازه؛ فلا يُعتمد على المضيف وحده
record-no-witness = لا شاهد للسجل بعد.{" "}
record-no-witness-means = من دون شهود السجل يستطيع من يدير المضيف أن يعرض على كل قارئ سجلًّا غير الذي يعرضه على غيره.
record-signed = وقّع هذا الرأس
record-unsigned = لم يوقّع هذا الرأس بعد
record-verify = تحقّق بنفسك
record-verify-means = قارن الرأس بما عندك، واطلب حزمة وتحقّق منها على جهازك. تُثبت الحزمة أن شيئًا لم يتغير، لا أن ما قيل صحيح.
record-log = مفتاح السجل
public-lead = هنا ما أصدرته اللجنة للعموم، ولا شيء غيره.
public-documents = الوثائق الصادرة
public-none = لم تصدر وثيقة بعد.{" "}
public-none-means = لا يعني ذلك أن شيئًا لم يقع.
public-restates = تصحيح للوثيقة { $number } الصادرة في { $moment }.
public-restated = صُححت بعد ذلك بالوثيقة { $number } الصادرة في { $moment }.
documents-corrects-other = التصحيح من نوع الوثيقة المصحَّحة نفسه، وعن الفترة أو الحادثة نفسها. لم تصدر وثيقة.
public-download = نزّلها
public-not-here = نصّها عند من صدرت لهم، وبصمتها هنا.
public-verify = كيف تتحقق
public-verify-means = احسب البصمة (SHA-256) للملف الذي عندك، مثلًا بالأمر ⁦sha256sum FILE⁩، وقارنها بالمكتوبة هنا. وقيد الإصدار في السجل الذي يوقّعه شهود الأطراف.
person-unnamed = أحد العاملين في البعثة
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
role-operator = مشغّل النظام
act-mission-founded = تأسيس البعثة
act-user-added = إضافة مستخدم
act-user-revoked = إنهاء صلاحية مستخدم
act-user-key-changed = تغيير مفتاح
act-role-given = منح دور
act-role-taken = سحب دور
act-epoch-opened = مفتاح جديد للمواد المختومة
act-witness-admitted = اعتماد شاهد للسجل
act-witness-dismissed = إنهاء عمل شاهد للسجل
act-gazetteer-adopted = اعتماد معجم أماكن
act-area-drawn = رسم خط أو منطقة
act-recovery-approved = موافقة على استعادة حساب
act-file-taken-in = إدخال ملف
act-report-filed = تقديم بلاغ
act-report-amended = تعديل بلاغ
act-translation-added = ترجمة بلاغ
act-consent-given = موافقة المصدر
act-consent-withdrawn = سحب موافقة المصدر
act-attachment-added = مرفق
act-notice-given = تقديم إخطار
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
act-sealed-read = اطّلاع على مادة مختومة
act-assessment-accepted = قبول نتيجة تقييمًا
act-assessment-returned = إعادة نتيجة
act-reply-given = ردّ طرف
act-affiliation-disputed = اعتراض على تبعية
act-finding-withheld = إجراء يخص نتيجة
act-recusal-declared = تنحٍّ
act-ruling-made = قرار اللجنة
act-reading-ruled = حسم قراءة أو مسار
act-dissent-recorded = رأي مخالف
act-dissent-reservation = تحفظ على القرار
act-agreement-proposed = اقتراح نص
act-agreement-adopted = سريان نص
act-agreement-suspended = تعليق الاتفاق أو جزء منه
act-agreement-extended = تمديد الاتفاق
act-party-adhered = انضمام طرف
act-meeting-held = اجتماع
act-vote-cast = تصويت
act-position-stated = موقف طرف
act-delegation-named = تسمية متحدث باسم طرف
act-issue-opened = طرح مسألة
act-issue-closed = إغلاق مسألة
act-condition-linked = ربط شرط بتعهد
act-draft-put = طرح مسودة نص
act-amendment-proposed = اقتراح تعديل
act-amendment-answered = رد على تعديل
act-article-adopted = اعتماد مادة
act-reservation-entered = تحفّظ
act-statement-interpretive = بيان تفسيري
act-promise-made = تعهد
act-promise-claimed = إعلان الوفاء بتعهد
act-promise-extended = تمديد مهلة تعهد
act-promise-released = إعفاء من تعهد
act-promise-withdrawn = سحب تعهد
act-condition-put = وضع شرط
act-condition-declared = إعلان في شرط
act-sequence-read = قراءة ترتيب تعهدين
act-vote-put = طرح للتصويت
act-sequence-ruled = قرار في ترتيب تعهدين
act-promise-verified = تحقق من تعهد
act-nomination-made = ترشيح
act-objection-made = اعتراض
act-publication-made = إصدار وثيقة
act-redaction-made = إتلاف مادة مختومة
act-consultation-opened = فتح استشارة
act-statement-put = طرح عبارة على الناس
act-consultation-counted = حساب استشارة
page-notices = إخطارات الأطراف
page-settings = الإعدادات
notices-lead = من أخطر بتحرك قبل وقوعه حفظ حقه فيه: كثير من الخروقات لم يكن خرقًا إلا لغياب الإخطار.
notices-given = ما أُخطر به
notices-none = لا إخطار في السجل.
notice-received = وصل الإخطار وقُيّد.
notice-give = أخطر
notice-give-do = قدّم الإخطار
notice-what = ما سيجري
notice-purpose = الغرض
notice-window = متى
notice-sent = أُرسل
notice-where = أين أو إلى أين
    .hint = يُختم الموضع، ولا يُعرض في القائمة.
field-unit = التشكيل
field-party-missing = اختر الطرف.
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
verification-over = فاتت مهلتها.
verification-by-over = انقضى هذا اليوم. اختر اليوم أو يومًا بعده.
verification-done = أُنجزت
verification-back = أُعيدت
verification-close = أُنجزت
verification-give-back = أعيدها
verification-team-missing = اكتب الفريق أو الشخص المطلوب منه.
verification-settled = لم تعد هذه النتيجة تنتظر شيئًا: تغيّر السجل منذ فتحت الصفحة.
field-team = الفريق
field-by-day = حتى يوم
area-withheld = الموضع محجوب
area-elsewhere = خارج القطاعات
verification-lead = { $count ->
    [zero] لا مهمة قائمة.
    [one] مهمة واحدة قائمة.
    [two] مهمتان قائمتان.
    [few] { $count } مهام قائمة.
    [many] { $count } مهمة قائمة.
   *[other] { $count } مهمة قائمة.
}
verification-keeps-open = { $count ->
    [one] يحسم نتيجة واحدة
    [two] يحسم نتيجتين
    [few] يحسم { $count } نتائج
    [many] يحسم { $count } نتيجة
   *[other] يحسم { $count } نتيجة
}
form-wrong = { $count ->
    [one] حقل واحد يحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
    [two] حقلان يحتاجان إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
    [few] { $count } حقول تحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
    [many] { $count } حقلًا يحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
   *[other] { $count } حقل يحتاج إلى تصحيح. لم يُحفظ شيء، وما كتبته باقٍ.
}
count-independent = { $count ->
    [one] مصدر مستقل واحد
    [two] مصدران مستقلان
    [few] { $count } مصادر مستقلة
    [many] { $count } مصدرًا مستقلًّا
   *[other] { $count } مصدر مستقل
}
today-set-aside = { $count ->
    [one] سطر واحد نُحّي عند إدخال ملفه
    [two] سطران نُحّيا عند إدخال الملفات
    [few] { $count } أسطر نُحّيت عند إدخال الملفات
    [many] { $count } سطرًا نُحّيت عند إدخال الملفات
   *[other] { $count } سطر نُحّيت عند إدخال الملفات
}
record-parts = { $count ->
    [one] جزء واحد، مختوم أو مفتوح
    [two] جزءان، مختومان أو مفتوحان
    [few] { $count } أجزاء، مختومة أو مفتوحة
    [many] { $count } جزءًا، مختومة أو مفتوحة
   *[other] { $count } جزء، مختومة أو مفتوحة
}
reports-lead = { $count ->
    [zero] قُيّد { $reports } عن { $incidents }. لم يُنحَّ سطر.
    [one] قُيّد { $reports } عن { $incidents }. ونُحّي سطر واحد.
    [two] قُيّد { $reports } عن { $incidents }. ونُحّي سطران.
    [few] قُيّد { $reports } عن { $incidents }. ونُحّيت { $count } أسطر.
    [many] قُيّد { $reports } عن { $incidents }. ونُحّي { $count } سطرًا.
   *[other] قُيّد { $reports } عن { $incidents }. ونُحّي { $count } سطر.
}

# القرارات، والمقيِّم الثاني، والمُهَل.

waits-for-reply = بانتظار ردّ { $parties }
clock-left = المتبقي { $span } من { $limit }
clock-over = تجاوز المهلة وهي { $limit } بمقدار { $span }
ruling = القرار
ruling-by-rule = اتُّخذ وفق: { $rule }.
ruling-replaced = (حلّ محله قرار آخر)
ruling-no-dissent = لا رأي مخالف ولا تحفّظ.
ruling-make = اتخذ قرارًا فيها
ruling-make-do = سجّل القرار
ruling-you = (أنت)
ruling-changed = صدر قرار آخر منذ فتحت الصفحة. لم يُسجَّل شيء؛ اقرأه أولًا.
dissent = رأي مخالف
reservation = تحفّظ
dissent-make = لمن لا يؤيد القرار
dissent-make-do = سجّله إلى جانب القرار
dissent-kind = رأي مخالف: لا أقبل القرار
reservation-kind = أقبل القرار بتحفّظ
recuse = التنحّي عن هذه القضية
recuse-means = من له صلة بقضية لا يشارك في الفصل فيها. لن تقيّم هذه الحادثة بعدها ولن تشارك في قرار فيها، وإن ضُمّت إلى غيرها؛ ولا رجوع عن التنحّي.
recuse-do = أتنحّى عن هذه القضية
recused-yourself = تنحّيت عن هذه القضية: لا تقيّمها ولا تشارك في القرار فيها.
field-rule = القاعدة التي اتُّخذ وفقها
field-rule-paragraph = الفقرة التي اتُّخذ وفقها
    .hint = ليس في النص قاعدة لاتخاذ القرار تقرؤها هدنة؛ اختر الفقرة التي تعطي اللجنة هذه الصلاحية.
field-rule-missing = اختر القاعدة.
field-stands = من يؤيد القرار
    .hint = اذكر من قال ذلك وحده؛ فكل من يُذكر يقرأ القرار هنا.
field-stands-missing = لا بد أن يؤيد القرارَ أحد.
field-against = من حضر وعارضه
field-abstained = من حضر وامتنع عن التصويت
ruling-unassessed = لم يقبل أي مقيِّم هذه النتيجة بعد.
ruling-before-reply = لم تنتهِ بعد مهلة الرد. والقرار الآن يصدر دون ذلك الرد.
ruling-named = كتب هذا واحد منهم. ومن ذُكر اسمه ولم يقل ذلك يسجّل رأيًا مخالفًا.
finding-another = تغيّر ما وجده البرنامج منذ فتحت الصفحة، وهو الآن: { $outcome }. لم يُسجَّل شيء: انظر فيه من جديد.
field-outcome-missing = اختر النتيجة.
field-reasons = الأسباب
    .hint = تُختم وتُحفظ كما كُتبت؛ يقرؤها الأطراف والمقيِّمون واللجنة.
field-dissent = ما تعلنه
field-dissent-words = بكلماتك
finding-blind = لا ترى هل قيّمها غيرك، ولا كيف، حتى تعطي تقييمك.
finding-assessed-by-you = قيّمت هذه النتيجة كما هي الآن. وما قاله غيرك معروض أدناه.
assessors = مدى اتفاق المقيِّمين
assessors-means = بلا أسماء؛ قيّم كل منهم دون أن يرى تقييم غيره
assessors-once = نتائج نظر فيها مقيِّم واحد
assessors-twice = نتائج نظر فيها مقيِّمان أو أكثر
assessors-same = اتفقوا كلهم
assessors-alpha = الاتفاق فوق ما تأتي به المصادفة (ألفا كريبندورف)
assessors-no-alpha = لا يُعرف: قال الجميع الشيء نفسه في كل مرة
assessors-alpha-means = 1: يتفقون دائمًا؛ 0: لا يزيد اتفاقهم على ما تأتي به المصادفة. تحجب الصفحات تقييم المقيِّمين بعضهم عن بعض؛ ومن يقرأ قيود السجل بأدواته يرى من قيّم وماذا قيّم.
ruling-stand = { $count ->
    [zero] لا يؤيده أحد.
    [one] يؤيده عضو واحد.
    [two] يؤيده عضوان.
    [few] يؤيده { $count } أعضاء.
    [many] يؤيده { $count } عضوًا.
   *[other] يؤيده { $count } عضو.
}
ruling-against = { $count ->
    [one] عارضه عضو واحد.
    [two] عارضه عضوان.
    [few] عارضه { $count } أعضاء.
    [many] عارضه { $count } عضوًا.
   *[other] عارضه { $count } عضو.
}
ruling-abstained = { $count ->
    [one] امتنع عضو واحد عن التصويت.
    [two] امتنع عضوان عن التصويت.
    [few] امتنع { $count } أعضاء عن التصويت.
    [many] امتنع { $count } عضوًا عن التصويت.
   *[other] امتنع { $count } عضو عن التصويت.
}
ruling-out = { $count ->
    [one] تنحّى عضو واحد عن هذه القضية.
    [two] تنحّى عضوان عن هذه القضية.
    [few] تنحّى { $count } أعضاء عن هذه القضية.
    [many] تنحّى { $count } عضوًا عن هذه القضية.
   *[other] تنحّى { $count } عضو عن هذه القضية.
}
assessors-same-of = { $count ->
    [one] { $same } من نتيجة واحدة
    [two] { $same } من نتيجتين
    [few] { $same } من { $count } نتائج
    [many] { $same } من { $count } نتيجة
   *[other] { $same } من { $count } نتيجة
}

# الوثائق.

page-documents = الوثائق
documents-lead = أعدّ تقريرًا من السجل كما هو الآن، وانظر فيه، ثم أصدره. ما صدر لا يُستبدل: يوضع التصحيح إلى جانبه.
documents-released = ما صدر
documents-none = لم تصدر وثيقة بعد.
documents-embargo = لا يُنشر قبل { $moment }
documents-embargoed = حظر النشر
    .hint = حتى ذلك الحين لا يقرؤها هنا إلا من يصدر الوثائق. اتركه فارغًا لتصدر حالًا.
documents-since = تغيّر السجل منذ صدورها:
documents-now = والآن
documents-correct = أعدّ تصحيحًا
documents-restates = تصحيح للوثيقة
documents-make = أعدّ وثيقة
documents-period = فترة تقرير الوضع
documents-of-incident = التقرير العاجل أو تقرير الخرق
documents-handed = لمن هي
documents-look = للنظر قبل الإصدار
documents-look-do = أعدّها
documents-as-page = صفحةً
documents-as-pdf = ملف PDF
documents-release-do = أصدرها
documents-release-means = تصدر الوثيقة ملفَّ PDF موقَّعًا باسمك، ولا رجوع عن إصدارها. وتُذكر المواضع فيها بحسب القطاع.
documents-not-yours = يصدر الوثائقَ الرئيسُ وأمين السر.
documents-kept-in = وثيقة اللجنة لا تصدر؛ احفظها من صفحة النظر. والمواضع فيها دقيقة لمسؤولي التحقق.
documents-grown = زاد السجل منذ نظرت في الوثيقة. لم يصدر شيء: انظر فيها كما هي الآن.
audience-parties = للأطراف
audience-public = للعموم
kind-sitrep = تقرير الوضع
kind-flash = تقرير عاجل
kind-violation = تقرير خرق وقف إطلاق النار
watermark-draft = مسودة لم تصدر
watermark-parties = للأطراف فقط
watermark-commission = للجنة فقط
field-document-kind = الوثيقة
field-incident = الحادثة
field-incident-missing = اكتب رقم حادثة من قائمة الحوادث.
field-for = لمن
field-in = اللغة
field-number = الرقم
    .hint = مثل 71/2026؛ وإن تُرك فارغًا كُتب تاريخ اليوم.
field-recommended = التوصية
    .hint = في تقرير الخرق: بكلماتك، وتُفصل عما يقوله البرنامج.
field-hour = الساعة
field-day-needed = اكتب أول يوم من الفترة.
field-version-wrong = قُرئ «{ $typed }». اكتب رقم نسخة مثل 2.
field-longer = النص أطول من المقبول.
access-did-document = أعددت وثيقة اللجنة { $about } بمواضعها الدقيقة
corrects-release = تصحيح للرقم { $number } الصادر في { $moment }.
documents-otherwise = { $count ->
    [one] حادثة واحدة تغيّر وضعها:
    [two] حادثتان تغيّر وضعهما:
    [few] { $count } حوادث تغيّر وضعها:
    [many] { $count } حادثة تغيّر وضعها:
   *[other] { $count } حادثة تغيّر وضعها:
}
documents-new = { $count ->
    [one] حادثة واحدة لم تكن معلومة حينها:
    [two] حادثتان لم تكونا معلومتين حينها:
    [few] { $count } حوادث لم تكن معلومة حينها:
    [many] { $count } حادثة لم تكن معلومة حينها:
   *[other] { $count } حادثة لم تكن معلومة حينها:
}
documents-gone = { $count ->
    [one] حادثة واحدة لم تعد قائمة، ضُمّت إلى غيرها أو تغيّر وقتها:
    [two] حادثتان لم تعودا قائمتين، ضُمّتا إلى غيرهما أو تغيّر وقتهما:
    [few] { $count } حوادث لم تعد قائمة، ضُمّت إلى غيرها أو تغيّر وقتها:
    [many] { $count } حادثة لم تعد قائمة، ضُمّت إلى غيرها أو تغيّر وقتها:
   *[other] { $count } حادثة لم تعد قائمة، ضُمّت إلى غيرها أو تغيّر وقتها:
}
documents-known = { $count ->
    [one] حادثة واحدة عُرف عنها المزيد:
    [two] حادثتان عُرف عنهما المزيد:
    [few] { $count } حوادث عُرف عنها المزيد:
    [many] { $count } حادثة عُرف عنها المزيد:
   *[other] { $count } حادثة عُرف عنها المزيد:
}

# الضمّ والفصل، والفرز، والأسطر المنحّاة.

decide-joined = اضمم البلاغين
decide-apart = افصل البلاغين
decide-apart-from = افصله عن { $name }
decide-undone = تراجع عن هذا الضمّ أو الفصل
decide-means = انظر ما الذي يتغير قبل أن تبتّ.
decide-compared = كيف يقارن البرنامج بينهما
decide-changes = ما الذي يتغير
decide-before = الحوادث الآن
decide-after = الحوادث بعده
decide-no-incident = لا تتغير حادثة: البلاغات على هذا الحال أصلًا.
decide-no-finding = لا تتغير نتيجة.
decide-nothing = لا شيء
decide-now = الآن
decide-then = بعده
decide-binds = يُوقَّع باسمك ويلتزم به البرنامج حتى يُتراجع عنه. وإن تغيّرت الحوادث في أثناء ذلك لم يُسجَّل شيء.
decide-do = نفّذ
decide-not = لا تفعل
pair-part = موضع المقارنة
pair-speaks = الدلالة
pair-points = النقاط
pair-strongly-for = حدث واحد، دلالة قوية
pair-for = حدث واحد
pair-neither = لا هذا ولا ذاك
pair-against = حدثان
pair-strongly-against = حدثان، دلالة قوية
triage-place = أين وقع
triage-meant = ما قد يُقصد بعبارة
triage-no-candidate = لا يعرف معجم أماكن البعثة هذا الاسم.
triage-otherwise = أو حدّده بنفسك
triage-place-means = يبقى ما قاله البلاغ كما هو، ويوضع تأكيدك إلى جانبه ويُعتمد عليه. والموضع الدقيق يُختم.
triage-place-do = أكّد الموضع
triage-place-missing = اختر موضعًا أو اكتب أين هو.
triage-within = ضمن { $kilometres } كم
triage-translation = الترجمة
triage-translate = أضف ترجمة
triage-translate-do = أضفها
pair-why-sealed = بما هو مختوم
pair-withheld = قورنت المواضع والمصادر أيضًا، وما تقوله مختوم.
triage-alike = قد تتحدث هذه عن الحدث نفسه
triage-alike-means = لم تُضمّ: لا يكفي التشابه للبتّ، أو حالت دونه بلاغات أخرى
triage-close = قريب من أن يُضمّ
triage-far = أقل شبهًا
triage-compare = قارن واضمم
triage-apart = قارن وافصل
likeness-exact = الاسم نفسه
likeness-generic = الاسم نفسه إلا كلمة مثل «بلدة»
likeness-sound = نطقه واحد
likeness-spelling = رسمه قريب
field-translation = الترجمة
    .hint = كما قيل، بلا زيادة ولا نقصان. تُختم كالنص نفسه.
report-handled = ما جرى عليه
page-set-aside = أسطر نُحّيت
set-aside-means = هذه أسطر لم يمكن أن تُقرأ بلاغات عند إدخال ملفاتها، ولم تُحسب. صحّحها في الملف وأدخله مرة أخرى: لا يُضاف إلا الجديد.
set-aside-sealed = يرى السطرَ كما هو من أدخل ملفه، ومن يُعرض له المختوم ومن أبلغ؛ ويرى غيرهم موضعه في الملف وما يُصحَّح.
set-aside-none = لم يُنحَّ سطر.
set-aside-where = الملف والسطر
set-aside-mend = ما يُصحَّح
set-aside-line = السطر
set-aside-again = يبقى السطر في القائمة بعد تصحيحه، فالسجل يذكر ما أُدخل كما أُدخل. الوضع حتى
access-did-finding = اطّلعت على الأسباب الدقيقة للنتيجة { $about }
decide-more = { $count ->
    [one] وأخرى غيرها
    [two] واثنتان غيرها
    [few] و{ $count } غيرها
    [many] و{ $count } غيرها
   *[other] و{ $count } غيرها
}
decide-spoken = { $count ->
    [one] قُيّمت نتيجة واحدة أو رُدّ عليها لحادثة لن تبقى؛ ويبقى ما قيل فيها في قائمة على حدة:
    [two] قُيّمت نتيجتان أو رُدّ عليهما لحوادث لن تبقى؛ ويبقى ما قيل فيهما في قائمة على حدة:
    [few] قُيّمت { $count } نتائج أو رُدّ عليها لحوادث لن تبقى؛ ويبقى ما قيل فيها في قائمة على حدة:
    [many] قُيّمت { $count } نتيجة أو رُدّ عليها لحوادث لن تبقى؛ ويبقى ما قيل فيها في قائمة على حدة:
   *[other] قُيّمت { $count } نتيجة أو رُدّ عليها لحوادث لن تبقى؛ ويبقى ما قيل فيها في قائمة على حدة:
}

# المكالمات، والروايات المتقابلة، والأذون، وتجربة المسودات، والتصفية المكتوبة، والملفات.

as-file = القائمة نفسها في ملف:
page-log = سجل المكالمات
log-lead = اكتب ما قيل كما قيل. كل مكالمة بلاغ، يُوقَّع باسمك ويُختم.
log-hotline = الخط الساخن: أحد السكان أو غيرهم
log-patrol = اللاسلكي: دورية لنا أو نقطة
log-liaison = ضابط اتصال من أحد الأطراف
log-no-party = لا طرف
log-day-ahead = لم يأتِ هذا الوقت بعد. ما يعلن عنه طرف مسبقًا يُدرج إخطارًا في صفحة إخطارات الأطراف.
log-do = سجّل المكالمة
log-read-back = اقرأ على المتصل ما كتبته قبل الإرسال.
log-mine = المكالمات التي سجّلتها
log-none = لم تسجّل مكالمة بعد.
log-no-words = اكتب ما قيل.
field-line = مصدر المكالمة
field-spoken = الكلام كما قيل
    .hint = بكلمات المتصل، وإن بدا فيها خطأ أو غموض. لا تكتب اسم أحد.
field-caller = المتصل، ويُختم
field-called-before = طرف اتصل قبل أن يتصرف
    .hint = يُسجَّل اتصالًا من ذلك الطرف إلى جانب البلاغ.
page-claims = ما تبلّغ به الأطراف
claims-lead = ما أبلغ به الطرفان: { $both }؛ وما أبلغ به أحدهما وحده: { $alone }؛ وما تناقضا فيه: { $contradicted }.
claims-own-lead = { $count ->
    [0] ما أبلغ به طرفك عن هذه الفترة.
    [one] أبلغ طرفك بواقعة واحدة في هذه الفترة. ولا يُعرض لك ما قاله الطرف الآخر عنها.
    [two] أبلغ طرفك بواقعتين في هذه الفترة. ولا يُعرض لك ما قاله الطرف الآخر عنهما.
    [few] أبلغ طرفك بـ{ $count } وقائع في هذه الفترة. ولا يُعرض لك ما قاله الطرف الآخر عنها.
    [many] أبلغ طرفك بـ{ $count } واقعة في هذه الفترة. ولا يُعرض لك ما قاله الطرف الآخر عنها.
   *[other] أبلغ طرفك بـ{ $count } واقعة في هذه الفترة. ولا يُعرض لك ما قاله الطرف الآخر عنها.
}
claims-own = أبلغ به طرفك، ولا يُعرض ما قاله الطرف الآخر
claims-own-none = لم يبلّغ طرفك بشيء عن هذه الفترة.{" "}
claims-not-shown = يُعرض ما تبلّغ به الأطراف نفسها على من يتحقق أو يقيّم أو يقرر، ويُعرض على المندوب ما أبلغ به طرفه.
claims-none = لم يبلّغ أيُّ طرف بشيء عن هذه الفترة.{" "}
claims-none-means = غياب البلاغات ليس دليلًا على الهدوء.
claims-both = أبلغ به الطرفان، وليس في قول أحدهما ما ينفي قول الآخر
claims-alone = أبلغ به طرف واحد
claims-contradicted = يتناقض قولاهما
claims-differ = (محل خلاف)
claims-means = يتناقض القولان إذا لم يمكن أن تصحّ قيمة من أحدهما مع أيّ قيمة من الآخر. والسكوت لا يناقض شيئًا، ولا شيء هنا يقول من المصيب. ويرى المندوب ما أبلغ به طرفه.
notice-answer = الجواب
notice-granted = أُذن به
notice-refused = لم يؤذن به
notice-unanswered = لا جواب بعد
notice-grant = ائذن به
notice-refuse = ارفض الإذن
notice-answered-already = أُجيب عن هذا الإخطار من قبل. لم يُسجَّل شيء.
notice-over = مضى وقته بلا جواب
notice-over-already = مضى الوقت المذكور في هذا الإخطار، فلا إذن به الآن ولا رفض. لم يُسجَّل شيء.
page-try = جرّب مسودة
try-lead = أرسل نص مسودة فيظهر ما تقوله الفحوص عنها، وأيّ النتائج تتغير بها على البلاغات التي لدينا. لا يُحفظ نصها، ولا يراه غيرك.
try-again = المسودة
try-do = جرّبها
try-no-text = لا بد أن يكون بين الملفات نص واحد ينتهي اسمه بـ ⁦.md⁩.
try-unreadable = لا تُقرأ المسودة اتفاقًا؛ والخطأ مذكور أعلاه. لم يُقيَّم شيء.
try-by-norm = النتائج بحسب المادة، الآن وبالمسودة
try-by-norm-means = تُقيَّم البلاغات كأن المسودة حلّت محل النص الساري؛ ولا يُنظر إلى ما قيّمه الناس أو قرّروه.
try-changes = النتائج التي تتغير
try-nothing-kept = لا يُحفظ شيء من هذا. ويُدوَّن في حسابك أنك جرّبت مسودة، لأن نتائجها قد تدلّ على المواضع الدقيقة.
try-in-force = النص الساري
try-draft = المسودة
try-from-to = { $before } ثم { $after }
field-draft = نص المسودة وما تسمّيه من ملفات
    .hint = ملف واحد ينتهي اسمه بـ ⁦.md⁩؛ وما لم ترسله من خرائط ومعاجم أماكن فهو ما للنص الساري.
access-did-draft = جرّبت مسودة على البلاغات
access-did-map = حفظت الحوادث بمواضعها الدقيقة
filter-written = اكتب تصفية (CQL2)
field-filter = التصفية
    .hint = الأعمدة: ⁦id, act, weapon, means, actor, target, sector, against, stage, outcome, at, killed, injured, explosions, reports, independent, place⁩. مثال: ⁦killed >= 2 AND sector = 'north'⁩.
filter-days-mean = يأخذ اليومان أعلاه كل حادثة يُحتمل أن تقع بينهما، ومنها ما امتد عبر منتصف الليل وما لا يُعرف وقته؛ وإذا كُتبا في العبارة لم يأخذا إلا ما يقع بينهما يقينًا.
filter-as-written = ما تقوله الحقول، مكتوبًا:
filter-perhaps = { $count ->
    [one] وقد تصدق على حادثة أخرى لا يُعرف عنها ما يكفي أو تختلف فيها الأقوال؛ لم تُذكر.
    [two] وقد تصدق على حادثتين أخريين لا يُعرف عنهما ما يكفي أو تختلف فيهما الأقوال؛ لم تُذكرا.
    [few] وقد تصدق على { $count } حوادث أخرى لا يُعرف عنها ما يكفي أو تختلف فيها الأقوال؛ لم تُذكر.
    [many] وقد تصدق على { $count } حادثة أخرى لا يُعرف عنها ما يكفي أو تختلف فيها الأقوال؛ لم تُذكر.
   *[other] وقد تصدق على { $count } حادثة أخرى لا يُعرف عنها ما يكفي أو تختلف فيها الأقوال؛ لم تُذكر.
}

# الملفات التي تُدخَل من صفحة
page-intake = إدخال ملفات
intake-lead = بلاغات أو سجلات في ملف: { "\u2068" }CSV{ "\u2069" } أو { "\u2068" }Excel{ "\u2069" } أو { "\u2068" }GeoJSON{ "\u2069" }. يُقبل كل سطر أو يُنحّى ويُذكر ما يُصحَّح فيه. والملف الذي يُدخل مرتين لا يضيف إلا الجديد.
intake-bring = ملفات للإدخال
field-intake-reports = ملفات بلاغات
    .hint = ثمانية ميغابايت على الأكثر للملفات كلها؛ وما زاد يُدخل من الطرفية.
field-intake-registers = ملفات سجلات (إشعارات، إجابات، زيارات، تغطية …)
field-intake-mapping = ملف مطابقة الأعمدة
    .hint = للجداول التي ليست من نموذجنا: يقترح الأمر { "\u2068" }hudna map{ "\u2069" } مطابقة أولى.
field-intake-as = تُقرأ ملفات البلاغات على أنها
intake-otherwise = جدول ليس من نموذجنا
intake-as-found = ما يدل عليه رأس الملف
intake-as-template = جدول من نموذجنا
intake-as-mapped = جدول له مطابقة
intake-as-geojson = GeoJSON
intake-as-ucdp-ged = UCDP GED
intake-as-acled = ACLED
intake-look = فحص دون إدخال
intake-take = إدخال
intake-look-means = الفحص يُظهر ما يُقبل وما يُنحّى ولا يحفظ شيئًا؛ ثم تُختار الملفات مرة أخرى لإدخالها.
intake-nothing = اختر ملفًا واحدًا على الأقل.
intake-named-twice = اختير ملفان باسم { $file }. سمِّ أحدهما باسم آخر، فبالاسم يُعرف السطر المُنحّى.
intake-beyond = لم يُدخل شيء: في الملف سطر يحتاج إلى صلاحية ليست لك ({ $verb }).
intake-stopped = توقف الإدخال: { $why } ما أُدخل قبل ذلك باقٍ؛ وإدخال الملف مرة أخرى يضيف الباقي وحده.
intake-done-reports = قُرئ من الملف { $read } من الأسطر الجديدة: قُبل { $accepted } ونُحّي { $aside }.
intake-done-registers = قُبل من سجلات الملف { $accepted } من القيود الجديدة.
intake-looked-reports = أسطر البلاغات { $read }: يُقبل { $accepted } ويُنحّى { $aside }.
intake-looked-registers = يُقبل من السجلات { $accepted } ويُنحّى { $aside }.
intake-nothing-kept = لم يُحفظ شيء.
intake-before = ملفات أُدخلت
intake-none = لم يُدخل ملف بعد.
intake-file = الملف
intake-of-reports = بلاغات
intake-of-registers = سجلات
intake-by = من أدخله
intake-read = قُرئ
intake-accepted = قُبل
intake-aside = نُحّي
intake-counts-mean = يُعدّ من كل ملف ما لم يكن في ملف قبله.
intake-more-aside = { $count ->
    [one] وسطر آخر مُنحّى.
    [two] وسطران آخران مُنحّيان.
    [few] و{ $count } أسطر أخرى مُنحّاة.
    [many] و{ $count } سطرًا آخر مُنحّى.
   *[other] و{ $count } سطر آخر مُنحّى.
}
set-aside-mended = { $count ->
    [zero] لم يُصحَّح سطر بعد
    [one] صُحّح سطر واحد منذ ذلك
    [two] صُحّح سطران منذ ذلك
    [few] صُحّحت { $count } أسطر منذ ذلك
    [many] صُحّح { $count } سطرًا منذ ذلك
   *[other] صُحّح { $count } سطر منذ ذلك
}

# بلاغ يصححه من قدّمه
report-amend = تصحيح البلاغ
report-amend-lead = هذا ما أبلغتَ به آخر مرة. ما تكتبه هنا يحل محله، ويبقى الأول في السجل ولا يُحسب.
report-amend-do = إرسال التصحيح
report-amend-means = يُعاد النظر في الحادثة والنتائج بما صُحّح. ومن أكّد المكان بقي تأكيده ما لم تغيّر المكان.
report-amend-same = لم يتغير شيء: لم يُرسل تصحيح.

# ما لا رجعة فيه، وما فات أوانه
recuse-sure = أعني ذلك: لا رجعة فيه.
recuse-unsure = ضع العلامة في الخانة إن كنت تعني ذلك. لم يُسجَّل شيء.
notice-given-late = مضى هذا الوقت. الإشعار لما لم يأتِ بعد؛ وما أُشعر به في حينه وكُتب متأخرًا يُدخل في سجل.
settings-text-ended = انتهى العمل به في { $moment }
agreement-extended-to = ومُدّد العمل به حتى { $moment }.
verify-corrected = (صُحّحت هذه الوثيقة بعد ذلك: { $by })
