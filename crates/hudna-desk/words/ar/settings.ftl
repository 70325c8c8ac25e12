# الإعدادات، ومجموعات قائمة الأقسام، وما تقوله النماذج القائمة بصفحة لها.

nav-agreement = الاتفاق وما يترتب عليه
nav-record = السجل والبعثة
settings-lead = يحفظ السجل من أُضيف ومن مُنح دورًا، وأسماء الأشخاص فيه مختومة. عدد المستخدمين: { $count }.
settings-people = الناس والأدوار
settings-people-means = كما هي في السجل الآن؛ افتح أحدها لمنح دور أو إنهائه
settings-person = أدوار { $user }
settings-role-over = { $role } ({ $scope })
settings-no-role = بلا دور
settings-own-machine = يوقّع على جهازه
settings-account-here = له حساب هنا
settings-account-invited = دُعي ولم يدخل بعد
settings-revoked = أُنهيت صلاحيته
settings-revoked-means = أُنهيت صلاحية صاحب هذا الحساب: لا يثبت في السجل ما يوقّعه. ولا رجوع عن ذلك، بل تُنشأ له دعوة جديدة.
settings-no-party = لا يعمل لطرف
settings-invite = ادعُ شخصًا
settings-invite-do = أنشئ الدعوة
settings-invited = دُعي { $login }. هذا عنوان دعوته، ولا يظهر مرة أخرى:
settings-invited-means = سلّمه بطريق تثق به؛ وهو لمرة واحدة خلال أسبوع.
settings-role-more = منح دور
settings-role-give = امنح الدور
settings-role-end = أنهِ هذا الدور
settings-end = إنهاء كل ما لهذا الشخص
settings-end-means = لا يثبت بعد ذلك ما يوقّعه، ويُنهى دخوله حيثما كان داخلًا. ويبقى في السجل ما فعله من قبل.
settings-end-do = أنهِ
settings-end-unsure = أشّر عليه إن كنت تقصده: لا رجوع عنه.
field-sure = أقصد ذلك
field-scope = نطاقه
    .hint = البعثة كلها، أو قطاع واحد، أو ما يخص طرفًا.
scope-mission = البعثة كلها
settings-mission = البعثة
settings-mission-means = كما أُنشئت
settings-title-ar = الاسم بالعربية
settings-title-en = الاسم بالإنجليزية
settings-id = المعرّف
settings-zone = المنطقة الزمنية
settings-text = الاتفاق الساري
settings-text-ends = حتى { $moment }
settings-log = مفتاح السجل
settings-file = ملف البعثة
settings-file-means = الملف { "\u2068" }mission.toml{ "\u2069" } على المضيف؛ ويغيّره هناك من يشغّل المضيف
settings-database = قاعدة البيانات
settings-stamps = جهة توثيق الوقت
settings-no-stamps = لا جهة: لا تحمل المرفقات توثيقًا للوقت
settings-clock-verify = مهلة التحقق
settings-clock-assess = مهلة التقييم
settings-clock-reply = مهلة الرد
settings-clock-rule = مهلة القرار
settings-as-text = كما في النص الساري: { $limit }
settings-no-limit = بلا مهلة: يُقاس الوقت لا غير
settings-hours = { $count ->
    [zero] بلا ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
settings-languages = اللغات
settings-spoken = لغات الصفحات والوثائق
settings-documents-in = لغة إعداد الوثائق
settings-documents-reader = لغة القارئ
settings-languages-means = يختار كل قارئ لغة الصفحات. ولغة إعداد الوثائق إذا لم تُطلب لغة أخرى هي ما يرد تحت { "\u2068" }documents_in{ "\u2069" } في الملف { "\u2068" }mission.toml{ "\u2069" }.
settings-ground = ما يُراقَب ومن أين
settings-ground-means = منه التغطية التي تظهر بجانب كل عدد
settings-sectors = القطاعات
settings-no-sectors = لا ترسم خريطة الاتفاق قطاعات.
settings-sectors-from = هي قطاعات الاتفاق، ولا تغيّرها إلا نسخة أخرى منه.
settings-scope-of-another = هذا طرف غير الذي يعمل له.

slip-missing = هذا ناقص.
slip-too-long = هذا أطول مما يُقبل (200 حرف).
slip-id-wrong = المقروء «{ $typed }». اكتب حروفًا لاتينية a–z وأرقامًا والعلامات - _ . بلا مسافات، في 40 علامة على الأكثر.
slip-choose = اختر واحدًا.
slip-choose-one = اختر واحدًا على الأقل.
slip-name-missing = اكتب الاسم بإحدى اللغتين على الأقل.
slip-number-wrong = المقروء «{ $typed }». اكتب رقمًا صحيحًا مثل 5.
slip-not-said = غير مذكور
slip-not-sayable = لا يمكن قول هذا في إجراء واحد. لم يُسجَّل شيء.

visit-record = تسجيل زيارة
    .lead = ما وجده المراقبون في موقع وكيف استُقبلوا. والزيارة التي مُنعت تُدرج حادثةً كذلك: منع وصول.
visit-record-do = أدرج الزيارة
visit-no-task = لغير مهمة
visit-granted = سُمح لهم بالدخول
visit-delayed = سُمح لهم بعد انتظار
visit-denied = مُنعوا
visits-made = الزيارات
visits-made-for-it = الزيارات التي أُجريت لها
visits-none = لم تُسجَّل زيارة.
visits-latest = آخر { $shown } من { $all }.
visit-for-task = أُجريت لها زيارة:
visit-at = { $time } ({ $zone })
visit-recorded-by = سجّلها
visit-words = إظهار ما كُتب (ويُسجَّل أنك قرأته)
field-task = للمهمة
field-site = الموقع
field-visit-when = متى
field-access = كيف استُقبلوا؟
field-minutes = دقائق الانتظار
field-denied-by = من منعهم؟
field-reason-given = السبب المعلن
field-found = ما وجدوه، أو كيف مُنعوا
    .hint = مختوم. لا تكتب اسم أحد.

complaint-of = قُدّمت في { $moment }.
complaint-commission = يبتّ فيها من له البت في اللجنة.
complaint-words = ما قيل
complaint-made = الشكوى، { $moment }
complaint-answered = رد المراقب، { $moment }
complaint-ruled = القرار، { $moment }
complaint-sealed = يقرؤه الطرف والمراقب ومن يبتّ.
complaint-make = شكوى من مراقب
    .lead = تبتّ فيها لجنة البت في الهيئة التي يعمل فيها المراقب، بغير المراقب وبغير من يمثل طرفكم. ويقرؤها المراقب وله أن يرد.
complaint-make-do = أدرج الشكوى
complaint-nobody = لا مراقب في البعثة بعد.
complaint-no-body = بلا هيئة: تبتّ اللجنة
complaint-answer = الرد على الشكوى
complaint-answer-do = أدرج الرد
complaint-rule = البت في الشكوى
complaint-rule-do = أدرج القرار
complaint-over = ليس لك في هذه الشكوى هذه الخطوة: صدر فيها قرار، أو هي من غيرك.
field-monitor = المراقب
    .hint = برقمه في السجل، ويعرضه المراقب عليك؛ والأسماء مختومة.
field-serves-in = الهيئة التي يعمل فيها المراقب
field-complaint = ما حدث
    .hint = مختوم. متى وأين، وما فعله المراقب أو تركه.
field-complaint-answer = ردّك
    .hint = مختوم. يقرؤه الطرف ومن يبتّ.

record-task-in-work = ما ينقص بموجب { $norm } قيد العمل: كُلّف به { $to }. لم يُسجَّل شيء.
    .do = انتظر حتى تُنجز المهمة أو تُعاد.
record-task-of-another = كُلّف { $to } بالمهمة { $entry }، ولا يغلقها إلا هو أو من كلّفه بها. لم يُسجَّل شيء.
record-documents-language-unknown = يطلب mission.toml إعداد الوثائق باللغة «{ $code }»، والموجود من اللغات: { $known }. لم تُقدَّم أي صفحة.
    .do = اكتب أحدها في documents_in، أو أضف ملف اللغة.
