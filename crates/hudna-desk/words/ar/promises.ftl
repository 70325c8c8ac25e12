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
promise-count-due = المستحق الذي لم تنته مهلته: { $count }.
promise-count-standing = الساري مؤقتًا: { $count }.
promise-count-lapsed = ما انقضى: { $count }.
promise-count-released = ما لم يعد يُطالَب به: { $count }.
promise-count-withdrawn = ما سحبه من تعهد به: { $count }.
promise-count-left-owing = ما كان متأخرًا عن مهلته حين سُحب ولم يُعفِ منه من قُطع له: { $count }.
promise-count-alike = ما تتفق الأطراف في قراءة ترتيبه على خلاف المكتوب: { $count }.
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
promise-days-of = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
promise-hours-of = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتين
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
promise-voice-text = ما كُتب
promise-voice-party = قراءة { $whose }
promise-reading-text = كما كُتب: { $state }.
promise-reading = وفق قراءة { $whose }: { $state }.
promise-view-late = تجاوز مهلته منذ { $left }
promise-view-due = مستحق، ولم تنته مهلته، والباقي: { $left }
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
promise-to-verify = يتحقق منه { $who }.
promise-claimed-late = كان ذلك بعد المهلة ({ $when }) بما قدره { $left }.
promise-withdrawn-on = سحبه { $who }، ‏{ $moment }.
promise-late-then = وكان حينئذ متأخرًا عن مهلته ({ $when }) بما قدره { $left }.
promise-let-go = لم يعد { $who } يطالب به منذ { $moment }.
promise-still-owed = ما زال مستحقًا لـ: { $who }.
promise-not-let-go = لم يُعفِ منه من قُطع له: { $who }.
promise-to-all = سائر الأطراف
promise-ruled = قرار اللجنة، ‏{ $moment }، في ترتيبه مع «{ $what }»: { $order }.
promise-ruled-instead = يحل هذا محل قرار { $moment } ({ $order }).
promise-ruled-grounds = الحيثيات مختومة في القيد { $entry }.
promise-read-before = قراءة { $who } لترتيبه، ‏{ $moment }: { $order }.
promise-read-alike = تتفق الأطراف في قراءة الترتيب: { $order }. وهو في المكتوب: { $written }. ولم تقرر اللجنة فيه بعد.
promise-mover-lets-go = { $who } بالإعفاء منه
promise-meets = ما يتوقف عليه من شروط على طاولة الحوار
promise-meets-condition = «{ $words }» ({ $party }، { $issue })
promise-said-words = ما قيل فيه
promise-said-withdrawn = سحبه { $who }، ‏{ $moment }
promise-said-read = قراءة { $who } للترتيب، ‏{ $moment }
promise-said-ruled = قرار اللجنة، ‏{ $moment }
promise-said-declared = إعلان { $who }، ‏{ $moment }
promise-ruled-since = قررت اللجنة في هذا الترتيب منذ فتحت الصفحة. لم يُسجَّل شيء: انظر فيه من جديد.
promise-ruled-elsewhere = الترتيب محل الخلاف هو ترتيب:
promise-declarers = من له إعلانه: { $who }.
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
promise-column-verified = ما جرى التحقق منه (كروك، من 0 إلى 3)
promise-column-claimed = ما أُعلن (كروك، من 0 إلى 3)
promise-column-late = التأخر
promise-column-waits = ما ينتظره
promise-column-movers = من يستطيع التحريك
promise-column-held-up = عدد ما ينتظره من غيره
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
store-column-kind = السلاح
store-column-last = آخر معاينة
store-column-compared = المقارنة
store-column-norms = وفق النص (نتيجة أولية)
store-column-visit = الزيارات
store-declared = معلن
store-undeclared = غير معلن
store-declared-unknown = لم يُذكر
store-kind-unknown = سلاح لم يُذكر نوعه
store-number-unknown = لم يُذكر العدد
store-number-range = من { $low } إلى { $high }
store-calibre = { $kind }، عيار { $calibre } ملم
store-counted = { $state }: { $count }
store-look = { $found }، في { $moment }
store-look-undated = { $found }، في وقت لم يُذكر
store-stock = { $kind }؛ المعلن: { $declared }؛ عند آخر معاينة: { $found }.
store-agrees = وُجد كما أُعلن
store-differs = يختلف عن المعلن
store-undetermined = غير محسوم
store-not-inspected = لم تجرِ معاينته
store-weighed = { $norm }: { $outcome }
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
promise-do-claim = إعلان الإنجاز
promise-do-verify = تسجيل نتيجة التحقق
promise-do-extend = تمديد المهلة
promise-do-release = الإعفاء منه
promise-do-withdraw = سحبه
promise-do-read = قراءة ترتيبه
promise-do-declare = الإعلان
promises-sealed-stores = ما أُعلن وجوده في كل موقع مختوم، ولا يُعرض هنا إلا لمن يملك الاطلاع على السجلات المختومة.

# ما يستدعي الانتباه.
promise-count-late-by-one = ما هو متأخر وفق إحدى القراءات من بين محل الخلاف: { $count }.
promise-contested-since = الترتيب محل خلاف منذ { $span }: قرأه { $who } قراءة أخرى في { $moment }، ولم تقرر اللجنة بعد.
promise-contested-sealed = خُتمت هذه القراءة في { $moment }.
promise-contested-late = جاءت هذه القراءة بعد انتهاء المهلة وفق قراءة أخرى ({ $when }).
promise-contested-sealed-late = وُقّعت هذه القراءة قبل انتهاء المهلة وفق قراءة أخرى ({ $when })، وخُتمت بعدها.
promise-alert-overdue = تجاوز مهلته منذ { $left } ({ $when }).
promise-alert-due = الباقي من مهلته: { $left }، حتى { $when }.
promise-alert-valid = الباقي من صلاحية التحقق: { $left }، حتى { $when }.
promise-alert-contested = الترتيب محل خلاف منذ { $span }.
promise-alert-late-by = متأخر وفق: { $who }.
promise-alert-not-late-by = غير متأخر وفق: { $who }.
promise-late-yes = متأخر
promise-late-withdrawn = كان متأخرًا حين سُحب
promise-late-claimed = أُعلن إنجازه بعد مهلته
promise-late-no = غير متأخر
promise-late-open = غير معلوم
promise-sheet = التعهدات
store-sheet = المخازن
store-lead = ما أُعلن، وإلى جانبه ما وجدته آخر معاينة. اختلافهما لا يقول شيئًا عن السبب، وما تعذّر الوصول إليه ليس موجودًا ولا مفقودًا.

# ما الذي ينتظر ماذا، في رسم.
promises-graph-means = يقع السابق إلى اليمين، وما ينتظره إلى اليسار منه. والإطار السميك لما ينتظره غيره ويمكن تحريكه الآن.
promises-graph-alt = رسم ما الذي ينتظر ماذا. وهو نفسه في القائمة أدناه.
promises-graph-list = الرسم على هيئة قائمة
promises-graph-near = { $count ->
    [zero] في الرسم ما هو أقرب إلى «{ $what }».
    [one] في الرسم ما هو أقرب إلى «{ $what }». وبقي خارجه واحد.
    [two] في الرسم ما هو أقرب إلى «{ $what }». وبقي خارجه اثنان.
    [few] في الرسم ما هو أقرب إلى «{ $what }». وبقي خارجه { $count } غيرها.
    [many] في الرسم ما هو أقرب إلى «{ $what }». وبقي خارجه { $count } غيرها.
   *[other] في الرسم ما هو أقرب إلى «{ $what }». وبقي خارجه { $count } غيرها.
}
promises-graph-one = { $what }: { $state }.
promises-graph-waits = ينتظر: { $what }، { $how }.
promises-graph-after = يأتي بعد: { $what }، وقد تحقق.
promises-graph-read-differently = وهذا الترتيب تختلف فيه القراءات.
promises-graph-end = ينتظره غيره ويمكن تحريكه
promises-graph-blocks = يعطّل ما بعده
promises-graph-there = تحقق من قبل
promises-graph-if = بشرط تحققه
promises-graph-with = بالتزامن
promises-graph-disputed = تختلف القراءات في ترتيبه

# التقرير.
kind-commitments = تقرير التعهدات
promises-report = تقرير التعهدات رقم { $number }
promises-report-status = ما يقول طرف إنه أنجزه هو ما أعلنه. وما جرى التحقق منه نظرت فيه جهة أخرى. وما لم ينظر فيه أحد غير محسوم: السكوت ليس وفاءً ولا خرقًا.
promises-report-footer = الإعلان غير التحقق، والسكوت ليس هذا ولا ذاك
promises-without-stores = ما أُعلن وجوده في كل مخزن مختوم، وقد تُرك هنا.
promises-rest-in-workbook = وفي المصنّف غيرها: { $count }.
promises-no-alert = لا تنتهي مهلة خلال 14 يومًا، ولا تجاوز شيء مهلته.
promises-matrix-lead = بحسب الموضوع ومن عليه التعهد: أين وصل، كما تحققت منه جهة أخرى وكما أُعلن.
promises-level-verified = جرى التحقق: { $scale }
promises-level-claimed = أُعلن: { $scale }
promises-level-was = كان { $scale } حتى { $until }
promises-level-open = لم يقل أحد شيئًا
promises-owed-to = لصالح { $to }
promises-disputed-lead = تُتابع كل قراءة على حدة، ولا يُعدّ أحد متأخرًا حتى تقرر اللجنة.
promises-column-presses = ما يستدعي الانتباه
promises-column-blocks = ما ينتظره غيره
promises-column-blocked = ما الذي ينتظره
promises-column-readings = القراءات
promises-column-condition = الشرط
promises-column-put-by = من وضعه
section-promises-summary = الخلاصة
section-promises-alerts = ما يستدعي الانتباه
section-promises-matrix = من تعهّد بماذا، وأين وصل
section-promises-timeline = المهل
section-promises-graph = ما الذي ينتظر ماذا
section-promises-blocked = ما الذي يعطّل ماذا، ومن يستطيع تحريكه
section-promises-disputed = ما تختلف القراءات في ترتيبه
section-promises-conditions = الشروط
section-promises-stores = المخازن المعلنة
section-promises-in-full = كل تعهد بتفصيله
cli-document-kind = ما يُعدّ: sitrep (تقارير الحوادث) أو commitments (التعهدات)
cli-no-period = يقول تقرير التعهدات أين وصلت في لحظة واحدة لا خلال مدة: احذف «{ $value }» واستعمل ‎--as-of‎.
cli-not-a-commitments-document = في «{ $value }» ما ليس من صيغ هذا التقرير. اختر من pdf,html,csv,xlsx,json.
documents-as-workbook = مصنّف
documents-as-csv = ملف CSV
documents-promises-otherwise = { $count ->
    [zero] لا تعهد تغيّرت حاله.
    [one] تعهد واحد تغيّرت حاله:
    [two] تعهدان تغيّرت حالهما:
    [few] { $count } تعهدات تغيّرت حالها:
    [many] { $count } تعهدًا تغيّرت حالها:
   *[other] { $count } تعهد تغيّرت حالها:
}

# النماذج.
promises-new = تعهد جديد
promises-new-lead = لا يُغيَّر التعهد بعد ختمه: يمدّد مهلتَه من قُطع له، ويسحبه من عليه التعهد.
promises-make = تعهد
promises-make-do = ختم التعهد
promises-put = شرط
promises-put-do = ختم الشرط
promise-choose = اختر
promise-party = باسم من
promise-field-id = الرمز
    .hint = به يُشار إليه: حروف وأرقام و- و_ و.
promise-field-what-ar = بالعربية
promise-field-what-en = بالإنجليزية
promise-field-due = آخر يوم
promise-field-due-rule = أو مهلة محسوبة
    .hint = ⁦D+14⁩ أو ⁦72 h after verified(id)⁩
promise-field-not-before = لا يمكن قبل
    .hint = يوم، أو ⁦D+14⁩، أو ⁦after verified(id)⁩
promise-field-not-before-day = لا يتحقق قبل
promise-field-until = يسري حتى
    .hint = لترتيب مؤقت: ⁦verified(id)⁩ أو ⁦declared(id)⁩ أو ⁦D+60⁩
promise-field-valid-for = مدة صلاحية التحقق
    .hint = ⁦30 d⁩
promise-field-verifier = من يتحقق منه
promise-field-need = ما ينتظره
promise-field-need-on = رمز الآخر
promise-field-read-by = وفق قراءة من
    .hint = إن تُرك فارغًا: كما اتُّفق
promise-field-declarers = من يملك إعلانه
promise-table-condition = الشرط المطروح على طاولة الحوار
promise-do-rule = قرار في ترتيبه
promise-do-link = ربط شرط من طاولة الحوار
promise-party-missing = اختر باسم من.
promise-party-not-yours = التكلم باسم هذه الجهة لغيرك.
promise-day-missing = اختر اليوم.
promise-order-missing = اختر الترتيب.
promise-other-missing = اذكر أي تعهد آخر.
promise-other-unknown = لا تعهد ولا شرط رمزه «{ $typed }».
promise-holds-missing = اختر هل هو متحقق.
promise-verifier-party = لا يتحقق طرف من شيء هنا: اختر من يتحقق، أو اتركه مفتوحًا.
promise-reasons-missing = اذكر السبب: فلمن يعنيه الأمر أن يرد.
promise-ruling-named = كتبه واحد منهم عن الجميع.
promise-condition-missing = اختر الشرط.
promise-id-missing = أعطه رمزًا.
promise-id-wrong = قُرئ «{ $typed }». الرمز 60 حرفًا أو رقمًا على الأكثر، ومعها - و_ و.، بلا فراغ.
promise-what-missing = اذكر ما الذي جرى التعهد به، بلغة واحدة على الأقل.
promise-moment-wrong = قُرئ «{ $typed }» وليس وقتًا. يُكتب ⁦2026-03-10⁩ أو ⁦D+14⁩ أو ⁦72 h after verified(id)⁩.
promise-length-wrong = قُرئ «{ $typed }» وليس مدة. تُكتب ⁦30 d⁩ أو ⁦72 h⁩.
promise-declarers-missing = لا بد ممن يملك إعلانه.
promise-rule-after = { $span } بعد { $event }
promise-rule-verified = التحقق من { $what }
promise-rule-claimed = إعلان إنجاز { $what }
promise-rule-declared = إعلان تحقق { $what }
promise-rule-adhered = انضمام { $what } إلى الاتفاق
promise-rule-signed = توقيع النص
record-reading-not-yours = يقول { $party } كيف يقرأ { $by } الترتيب مع { $promise }.
    .do = كل طرف يقول بنفسه كيف يقرأ الترتيب. لم يُسجَّل التعهد.
