# التعهدات: حالاتها وجملها وجداولها.
promise-none = لم يُقطع أي تعهد بعد.
promise-count = { $count ->
    [zero] لا تعهد.
    [one] تعهد واحد.
    [two] تعهدان.
    [few] { $count } تعهدات.
    [many] { $count } تعهدًا.
   *[other] { $count } تعهد.
}
promise-count-verified = جرى التحقق من إنجازه كاملًا: { $count }.
promise-count-claimed = أُعلن إنجازه ولم يتحقق منه أحد بعد: { $count }.
promise-count-overdue = المتأخر عن مهلته: { $count }.
promise-count-contested = ما تختلف القراءات في ترتيبه، ولا يُعدّ أحد متأخرًا فيه حتى تقرر اللجنة: { $count }.
promise-count-expired = ما انتهت صلاحية التحقق منه فلم يعد معلومًا: { $count }.
promise-count-waiting = ما ينتظر غيره: { $count }.
promise-count-soon = ما تنتهي مهلته أو صلاحية التحقق منه خلال 7 أيام: { $count }.
promise-most = أكثرها تعطيلًا لغيره «{ $what }»: { $count ->
    [zero] لا ينتظره تعهد.
    [one] ينتظره تعهد واحد.
    [two] ينتظره تعهدان.
    [few] تنتظره { $count } تعهدات.
    [many] ينتظره { $count } تعهدًا.
   *[other] ينتظره { $count } تعهد.
}
promise-named = { $what } ({ $by })
promise-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
promise-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
promise-d-after = ي+{ $days }
promise-d-before = ي-{ $days }
promise-state-overdue = تجاوز مهلته
promise-state-contested = ترتيبه محل خلاف
promise-state-expired = انتهت صلاحية التحقق
promise-state-claimed = أُعلن ولم يُتحقق منه
promise-state-due = مستحق
promise-state-standing = سارٍ إلى حين
promise-state-waiting = ينتظر غيره
promise-state-verified = جرى التحقق منه
promise-state-lapsed = انقضى أجله
promise-state-released = أُعفي منه
promise-state-withdrawn = سُحب
promise-state-undeclared = لم يُعلن
promise-state-disputed = اختلف فيه من يعلنه
promise-state-fails = أُعلن أنه منتفٍ
promise-state-holds = أُعلن أنه متحقق
promise-state-not-yet = لم يوجد بعد
promise-scale-0 = لم يبدأ
promise-scale-1 = أدنى
promise-scale-2 = متوسط
promise-scale-3 = كامل
promise-order-before = أولًا
promise-order-concurrent = بالتزامن
promise-order-conditional = بشرط تحققه
promise-order-free = بلا ترتيب
promise-because-not-claimed = لم يُعلن أحد إنجازه
promise-because-claimed-only = أُعلن إنجازه ولم يتحقق منه أحد
promise-because-partly = جرى التحقق من إنجاز بعضه
promise-because-expired = انتهت صلاحية التحقق منه
promise-because-ended = لن يأتي
promise-because-undeclared = لم يُعلنه أحد
promise-because-fails = أُعلن أنه منتفٍ
promise-because-disputed = اختلف فيه من يملك إعلانه
promise-because-together = يُنجزان معًا، وهو نفسه ينتظر
promise-because-unknown = لم يقطعه أحد
promise-nobody-made = أمر لم يتعهد به أحد
promise-waits = ينتظر: { $what }، { $how }؛ { $because }.
promise-voice-text = كما كُتب
promise-reading = { $whose }: { $state }.
promise-could-move = من يستطيع التحريك: { $who }.
promise-mover-debtor = { $who } («{ $what }»)
promise-mover-verifier = { $who } بالتحقق من «{ $what }»
promise-mover-declarers = { $who } بالإعلان في «{ $what }»
promise-mover-commission = { $who } بقرار في الترتيب
promise-mover-sides = { $who } معًا بالاتفاق على غير «{ $what }»
promise-any-verifier = أحد مسؤولي التحقق
promise-together = يُنجز مع: { $what }.
promise-until = يسري حتى { $when }.
promise-until-rule = يسري حتى { $rule }.
promise-due-left = مهلته حتى { $when }: الباقي { $left }.
promise-due-past = انتهت مهلته في { $when }، منذ { $left }.
promise-due-runs-from = لم تبدأ مهلته بعد: { $rule }.
promise-was-due = كانت مهلته حتى { $when } ثم مُدّدت.
promise-not-extended = مدّد المهلة بعضُ من قُطع لهم، ولم يمدّدها { $who }: تبقى المهلة الأولى.
promise-late-unknown = لا يُعلم هل تأخر.
promise-found = جرى التحقق في { $moment }: { $scale }.
promise-valid-until = صلاحية التحقق حتى { $moment }.
promise-ran-out = انتهت صلاحية التحقق في { $moment }.
promise-claimed = أعلن { $by } في { $moment }: { $scale }.
promise-sealed-late = ولم يُختم ذلك إلا بعد المهلة، في { $moment }.
promise-declarers = يملك إعلانه { $who }.
promise-declared-holds = { $by } في { $moment }: متحقق.
promise-declared-fails = { $by } في { $moment }: منتفٍ.
promise-body-commission = اللجنة المشتركة
promise-body-joint_team = الفريق المشترك
promise-body-donors = الجهات المانحة
promise-body-joint_force = القوة المشتركة لمراقبة وقف إطلاق النار
promise-theme-weapons = السلاح الثقيل
promise-theme-force = القوة المشتركة
promise-theme-civilians = المدنيون
promise-theme-detainees = المحتجزون
promise-theme-access = الطرق والوصول
promise-theme-institutions = المؤسسات
promise-theme-support = الدعم
promise-theme-other = غير ذلك
promise-column-id = الرمز
promise-column-what = التعهد
promise-column-by = على من
promise-column-to = لمن
promise-column-theme = الموضوع
promise-column-state = الحالة
promise-column-due = المهلة
promise-column-says = التفصيل
promise-title = التعهدات
promise-as-of = الوضع حتى { $moment } ({ $day })
promise-owed = من { $by } إلى { $to }
promise-soon = خلال { $span }
promise-soon-line = { $when }: { $what }
promise-stores = المخازن المعلنة
promise-store-none = لا تذكر السجلات أي مخزن.
cli-promises = يعرض ما جرى التعهد به وأين وصل، وما ينتظر ماذا، ومن يستطيع التحريك
cli-promises-as-of = الوضع في هذا الوقت المحلي بدل الآن، مثل 2026-03-31T18:00
cli-promises-json = على هيئة بيانات للبرامج
cli-promises-days = تُعرض على حدة المهل والتحققات التي تنتهي خلال هذا العدد من الأيام (7)

# المخازن المعلنة.
store-column-site = الموقع
store-column-by = بيد من
store-column-declared = الإعلان
store-column-found = ما وُجد فيه
store-column-visit = الزيارات
store-declared = معلن
store-undeclared = غير معلن
store-declared-unknown = لم يُذكر
store-kind-unknown = سلاح لم يُذكر نوعه
store-number-unknown = لم يُذكر العدد
store-number-range = من { $low } إلى { $high }
store-stock = { $kind }؛ المعلن: { $declared }؛ الموجود: { $present }؛ عند آخر نظر: { $found }.
store-state-present = موجود
store-state-missing = مفقود
store-state-again-missing = مفقود من جديد
store-state-not-accessible = تعذّر الوصول إليه
store-state-not-verified = لم يُتحقق من سحبه
store-state-unknown = لم ينظر فيه أحد
store-never-visited = لم يُزَر قط.
store-visit-granted = زيارة في { $moment }، ودخل المفتشون.
store-visit-denied = زيارة في { $moment }، ومُنع المفتشون.
store-visit-delayed = زيارة في { $moment }، ودخل المفتشون بعد تأخير.
store-visit-unknown = زيارة في { $moment }، ولم يُذكر هل دخل المفتشون.
store-stale = آخر دخول للمفتشين في { $moment }، وقد مضى عليه أكثر مما يجيزه النص: عاد التخزين غير معلوم.
store-never-entered = لم يدخل المفتشون قط: لا يُعدّ ما فيه مخزَّنًا.

# الصفحات.
promises-day = اليوم { $day }.
promises-matrix = من تعهّد بماذا، وأين وصل
promises-scale = مقياس كروك من 0 إلى 3
promises-key-verified = تحققت منه جهة أخرى
promises-key-claimed = أُعلن ولم يُتحقق منه
promises-key-open = لم يُنجز بعد
promises-no-commitment = لا تعهد
promises-more = وغيرها: { $count }
promises-timeline = المهل
promises-no-deadline = بلا مهلة
promises-waiting = ما الذي ينتظر ماذا
promises-waiting-means = أولًا ما يمكن تحريكه الآن، وتحته ما ينتظره
promises-nothing-waits = لا ينتظر شيءٌ شيئًا آخر.
promises-conditions = الشروط
promise-held-up = ما ينتظره من غيره: { $count }
promise-in-name = باسم { $party }.
promise-in-words = بالكلام
promise-valid-through = آخر يوم في صلاحية التحقق
promise-new-day = آخر يوم في المهلة الجديدة
promise-read-other = التعهد الآخر
promise-read-how = ترتيب الآخر من هذا
promise-holds = هل هو متحقق
promise-scale-missing = اختر أين وصل.
promise-day-wrong = ليس هذا يومًا في التقويم.
promise-do-claim = إعلان الإنجاز
promise-do-verify = تسجيل نتيجة التحقق
promise-do-extend = تمديد المهلة
promise-do-release = الإعفاء منه
promise-do-withdraw = سحبه
promise-do-read = قراءة ترتيبه
promise-do-declare = الإعلان
