# الحالات الافتراضية: عرض حالات معلومة النتيجة على اتفاق، وما يختلّ في ملفاتها.
cli-scenario = يعرض على الاتفاق حالات افتراضية: الوقائع، والنتيجة المتوقعة، والتعليل
cli-scenario-file = ملفات الحالات (Markdown)، وفي كل منها اسم اتفاقها
cli-scenario-json = طباعة كل شيء بصيغة JSON على المخرج المعتاد
cli-scenario-status = حالة الخروج: 0 جاءت كلها كما هو متوقع؛ 1 اختلف بعضها أو لم يُفهم ملف؛ 2 الأمر مكتوب خطأ.
cli-scenario-counts = الحالات: { $all }. كما هو متوقع: { $same }. مختلفة: { $differ }.
cli-scenario-same = كما هو متوقع:
cli-scenario-differs = مختلفة:
cli-scenario-not-tried = لم تُعرض: الملف غير مفهوم كله.
scenario-about-deed = الواقعة { $incident }، الفعل { $deed }
scenario-line = { " " }(السطر { $line })
scenario-beside = المتوقع { $expected }؛ والنتيجة { $found }
scenario-unexpected = لم يتوقع أحد { $found }
scenario-reasons = أسباب ما انتهت إليه النتيجة:
scenario-aspect-outcome = النتيجة
scenario-aspect-possible = النتائج الممكنة
scenario-aspect-by = ما حسمها
scenario-aspect-clash = استثناءات مختلفة
scenario-aspect-against = من يُسأل عنها
scenario-aspect-if-bound = لو كان الفاعل ملزمًا
scenario-aspect-missing = الوقائع الناقصة
scenario-aspect-settles = تحسمها هذه الوقائع أيًّا كان الجواب
scenario-aspect-ambiguity = مواضع غموض يعرفها من صاغوه
scenario-aspect-together = ما يكوّنها معًا
scenario-aspect-because = البلاغات التي تستند إليها
scenario-aspect-unexpected = قاعدة أخرى

d-scenario-none = لا حالة في الملف
    .expected = المتوقع عنوان مثل # هاون في المنطقة العازلة
    .do = ابدأ كل حالة بعنوان فيه # واحدة.
d-scenario-line-unknown = لا يُفهم «{ $line }» هنا
    .expected = المتوقع «الاتفاق:» أو «حتى:»، ثم أقسام تبدأ بـ ##
    .do = اكتب السطر تحت قسم، أو صحّح مفتاحه.
d-scenario-heading-unknown = لا قسم باسم «{ $heading }»
    .expected = { diagnostic-choice }
    .do = استعمل واحدًا من: { $known }.
d-scenario-agreement-missing = لا تذكر الحالة «{ $title }» اتفاقها
    .expected = المتوقع سطر «الاتفاق: name.md»
    .do = اكتبه تحت العنوان، أو مرة واحدة فوق أول عنوان للملف كله.
d-scenario-agreement-unreadable = تعذرت قراءة الاتفاق «{ $name }»: { $detail ->
        [file-not-found] لا ملف بهذا الاسم
        [file-unreadable] ليس ملفًا تُسمح قراءته
        [file-too-large] هو أكبر مما يُقرأ
        [file-not-text] ليس نصًا بترميز UTF-8
        [path-outside] هو في موضع آخر
       *[other] { $detail }
    }
    .expected = المتوقع ملف بجانب هذا الملف أو في المجلد الذي فوقه
    .do = صحّح الاسم.
d-scenario-agreement-faulty = لا يُحمَّل الاتفاق «{ $name }»
    .expected = المتوقع اتفاق لا خطأ فيه
    .do = صحّح ما ذُكر عنه ثم أعد المحاولة.
d-scenario-as-of-missing = لا تذكر الحالة «{ $title }» اللحظة التي يبلغها السجل
    .expected = المتوقع سطر «حتى: 2026-04-02 18:00»
    .do = اكتبه تحت العنوان، أو مرة واحدة فوق أول عنوان للملف كله.
d-scenario-time-unreadable = لا يُقرأ «{ $written }» وقتًا
    .expected = المتوقع 2026-03-11 أو 2026-03-11 06:00 أو اثنان بينهما .. والأبكر أولًا
    .do = اكتبه بإحدى هذه الصيغ وبالتوقيت المحلي للاتفاق.
d-scenario-not-a-list = ليس «{ $line }» بندًا في قائمة
    .expected = المتوقع سطر يبدأ بـ «- »
    .do = اجعل كل واقعة وقيد وتوقّع في سطر مستقل.
d-scenario-value-missing = لا قيمة في «{ $line }»
    .expected = المتوقع مفتاح وقيمته، مثل «الفعل: قصف مدفعي»
    .do = اكتب القيمة، أو ؟ إن كانت غير معلومة.
d-scenario-attribute-unknown = لا صفة باسم «{ $attribute }»
    .expected = { $near ->
        [yes] هل المقصود { $nearest }؟
       *[no] المتوقع صفة من المفردات
    }
    .do = استعمل واحدة من: { $known }.
d-scenario-attribute-derived = يُستخلص { $attribute } من التبعية ولا يُذكر
    .expected = المتوقع actor أو target
    .do = سمّ التشكيل؛ أما تبعيته فيبيّنها الاتفاق أو صلاته.
d-scenario-attribute-twice = ذُكر { $attribute } مرتين لفعل واحد
    .expected = المتوقع سطر واحد بين قيمه «أو»
    .do = اجمع القيم، أو ابدأ فعلًا آخر.
d-scenario-code-unknown = ليس «{ $written }» من قيم { $attribute }
    .expected = { $near ->
        [yes] هل المقصود { $nearest }؟
       *[no] المتوقع رمز من المفردات
    }
    .do = استعمل واحدًا من: { $known }.
d-scenario-number-unreadable = ليس «{ $written }» عددًا
    .expected = المتوقع 5 أو 2.5 أو 5 .. 8
    .do = اكتب العدد بالأرقام؛ ووحدته في اسم الصفة.
d-scenario-place-unreadable = لا يُقرأ «{ $written }» مكانًا
    .expected = المتوقع خط العرض وخط الطول ونصف قطر، مثل 31.05, -37.95 ± 500 م
    .do = اكتب الإحداثيات بالدرجات ونصف القطر بالمتر أو الكيلومتر.
d-scenario-bracket-unclosed = قوس غير مغلق في «{ $written }»
    .expected = المتوقع أقواس مغلقة بعدد المفتوحة
    .do = أغلقه؛ وضع الاسم الذي فيه أقواس بين علامتي اقتباس.
d-scenario-deed-misplaced = يأتي «{ $heading }» قبل أي وقائع
    .expected = المتوقع قسم «الوقائع» أولًا
    .do = اجعل عنوان أول فعل في الواقعة «الوقائع» أو «واقعة أخرى».
d-scenario-report-unknown = لا تذكر واقعة البلاغ «{ $report }»
    .expected = { diagnostic-choice }
    .do = ضع البلاغ بين قوسين بعد واقعة، مثل «الفعل: قصف مدفعي (R1)».
d-scenario-report-in-words = يُقرأ «{ $report }» بين القوسين اسمَ بلاغ
    .expected = المتوقع اسم بلا مسافات، مثل (R1)، أو علامتا تنصيص حول اسم فيه قوسان
    .do = اكتب القيمة كلها بين علامتي تنصيص: "{ $written }"؛ أو اسم البلاغ بينهما.
d-scenario-clause-unknown = لا يُفهم «{ $clause }» هنا
    .expected = { diagnostic-choice }
    .do = استعمل واحدًا من: { $known }.
d-scenario-answer-unreadable = لا يبيّن «{ $line }» أي بلاغ يرد على أي بلاغ
    .expected = المتوقع «R1 يرد على R2»
    .do = اكتبه هكذا.
d-scenario-complete-unreadable = ليس «{ $line }» إعلانًا باكتمال سجل
    .expected = المتوقع «الإخطارات من 2026-03-01 حتى 2026-06-30»
    .do = اكتبه هكذا.
d-scenario-outcome-missing = لا نتيجة في «{ $line }»
    .expected = المتوقع قاعدة ونقطتان ونتيجة، مثل «a4.1: خرق»
    .do = اكتبه هكذا، وبعد النقطتين مسافة.
d-scenario-outcome-unknown = ليست «{ $outcome }» نتيجة
    .expected = { diagnostic-choice }
    .do = استعمل واحدة من: { $known }.
d-scenario-norm-unknown = لا قاعدة «{ $norm }» في الاتفاق
    .expected = { diagnostic-choice }
    .do = استعمل واحدة من: { $known }.
d-scenario-undetermined-bare = لم يُذكر بين أي نتائج هي غير محسومة
    .expected = المتوقع ذكرها بين حاصرتين، مثل غير محسوم {"{"}خرق، مسموح به{"}"}
    .do = اكتب النتائج التي تبقى ممكنة.
d-scenario-deed-unknown = لا فعل رقمه { $deed } في الواقعة { $incident }
    .expected = المتوقع واقعة وفعل مذكوران في الوقائع
    .do = صحّح الرقم، أو أضف الوقائع.
d-scenario-subject-unknown = ليس «{ $subject }» واقعة ولا طرفًا في الاتفاق
    .expected = { diagnostic-choice }
    .do = اكتب «الواقعة 1» أو رمز طرف.
d-scenario-expectation-missing = لا تتوقع الحالة «{ $title }» شيئًا
    .expected = المتوقع قسم «المتوقع»
    .do = اذكر ما ينبغي أن تنتهي إليه النتيجة قاعدةً قاعدة.
d-scenario-why-missing = لا تعليل للحالة «{ $title }»
    .expected = المتوقع قسم «التعليل»
    .do = اذكر في جملة أو جملتين لماذا تصح هذه النتيجة.
d-scenario-link-unreadable = لا يبيّن «{ $line }» من يتبع من
    .expected = المتوقع «التابع brigade-7؛ الصلة تابع؛ المتبوع first»
    .do = اكتب طرفي الصلة.
