# كلمات طاولة الحوار: الاجتماعات والمسائل والمواقف ومسودات النصوص، ولماذا لا يُقبل إجراء عند الطاولة (عائلة `record`).

page-table = طاولة الحوار
quoted = «{ $words }»
stance-accepts = يقبل
stance-accepts-with-reservation = يقبل بتحفّظ
stance-rejects = يرفض
stance-silent = صامت
stance-absent = غائب
stance-none = لا موقف مسجّل
reached-agreed = متفق عليه
reached-disputed = خلاف
reached-disputed-by = يرفضه: { $by }
reached-awaited = بانتظار غائب
reached-awaited-by = بانتظار: { $by }
reached-silent = صمت
reached-silent-by = لم يُبدِ موقفًا: { $by }
reached-held-up = تعوقه تحفّظات
reached-held-up-one = يعوقه تحفّظ واحد
reached-held-up-by = تحفّظ: { $by }
talks-became = صار نصًّا: { $article }
talks-closed = رُفعت عن الطاولة
talks-changed = تغيّر.
talks-was = قبل ذلك: { $was }
talks-condition-linked = مرتبط بالتعهد { $promise }
talks-meeting = { $number ->
    [0] اجتماع { $when }
   *[other] الاجتماع { $number }، { $when }
}
talks-attended = الحضور: { $delegations }
talks-lead = { $count ->
    [one] من مسألة واحدة
    [two] من مسألتين
    [few] من { $count } مسائل
    [many] من { $count } مسألة
   *[other] من { $count } مسألة
}: المتفق عليه { $agreed }، وما تعوقه تحفّظات { $held }، وما ينتظر غائبًا أو صامتًا { $awaited }، وما فيه خلاف { $disputed }.
talks-moved-none = لم يتغيّر موقف منذ اجتماع { $when }.
talks-moved = { $count ->
    [one] تغيّر موقف واحد منذ اجتماع { $when }.
    [two] تغيّر موقفان منذ اجتماع { $when }.
    [few] تغيّرت { $count } مواقف منذ اجتماع { $when }.
    [many] تغيّر { $count } موقفًا منذ اجتماع { $when }.
   *[other] تغيّر { $count } موقف منذ اجتماع { $when }.
}
talks-issues = المسائل والمواقف
talks-issues-means = كل موقف يقوم على تصريح مسجّل، وكل صيغه محفوظة
talks-none = لم تُطرح مسألة بعد.
talks-issue = المسألة
talks-where = أين وصلنا
talks-silence-means = الصمت ليس قبولًا إلا حيث تنص قاعدة اتخاذ القرار على ذلك.
talks-matrix = جدول المواقف
talks-meetings = الاجتماعات
talks-meetings-none = لا اجتماع في السجل.
talks-meetings-all = كل الاجتماعات
talks-last-meeting = آخر اجتماع
talks-agenda = جدول الأعمال
talks-convener = الداعي
talks-place = المكان
talks-delegations = الوفود
talks-capacity-none = الصفة غير مذكورة
talks-minutes = المحضر
talks-minutes-sealed = المحضر مختوم، ويُعرض على الأطراف وعلى من له الاطلاع على المختوم.
talks-stated-there = المواقف التي أُعلنت فيه
talks-speakers = من يتحدث باسم من
talks-speakers-none = لم يُسمَّ أحد بعد.
talks-speaker-from = من { $from }
talks-speaker-until = حتى { $until }
talks-versions = المواقف بترتيبها
talks-versions-none = لم يُعلن موقف.
talks-statement = التصريح
talks-statement-sealed = كلمات التصريح مختومة.
talks-conditions = الشروط
talks-state = تسجيل موقف
talks-choose = اختر
talks-state-do = سجّل الموقف
talks-stated = سُجّل الموقف.
talks-issue-open = طرح مسألة
talks-issue-open-do = اطرحها
column-speaker = المتحدث
column-capacity = الصفة
field-stance = الموقف
field-condition-ar = الشرط بالعربية
    .hint = مع التحفّظ أو الرفض فقط، وشرط واحد في كل تسجيل.
field-condition-en = الشرط بالإنجليزية
field-condition-id = الاسم المختصر للشرط
    .hint = حروف لاتينية وأرقام وواصلات، والاسم نفسه يعني الشرط نفسه.
field-meeting = في اجتماع
field-meeting-none = خارج الاجتماعات
field-stated-day = يوم الإعلان
    .hint = يُترك فارغًا لوقت الاجتماع نفسه، أو للآن.
field-statement = كلمات التصريح
    .hint = تُختم وتُعرض على الأطراف.
field-issue-id = الاسم المختصر
    .hint = حروف لاتينية وأرقام وواصلات.
field-title-ar = العنوان بالعربية
field-title-en = العنوان بالإنجليزية
field-stance-missing = اختر الموقف.
field-title-missing = اكتب العنوان بلغة واحدة على الأقل.
field-id-missing = اكتب اسمًا مختصرًا من حروف لاتينية وأرقام وواصلات.
record-position-twice = باسم { $party } موقفان من { $issue } في وقت واحد: القيد { $entry } يقول «{ $stated ->
        [accepts] يقبل
        [accepts_with_reservation] يقبل بتحفّظ
        [rejects] يرفض
        [silent] صامت
        [absent] غائب
   *[other] { $stated }
    }» وهذا الإجراء يقول «{ $new ->
        [accepts] يقبل
        [accepts_with_reservation] يقبل بتحفّظ
        [rejects] يرفض
        [silent] صامت
        [absent] غائب
   *[other] { $new }
    }».
    .do = اذكر بالمفتاح at متى أُعلن كل منهما، أو صحّح الوقت. لم يُسجَّل شيء من هذا الإجراء.
record-issue-known = المسألة { $issue } مطروحة من قبل.
    .do = سجّل المواقف منها، وأغلقها قبل طرحها من جديد.
record-issue-unknown = لا مسألة بالاسم { $issue }.
    .do = الأمر hudna table يعرض المسائل ومعرّفاتها.
record-issue-closed = أُغلقت المسألة { $issue }، فلا تُقبل مواقف منها.
    .do = اطرحها من جديد بالإجراء issue.opened.
record-conditions-uncounted = شروط الموقف: { $conditions }، ومعرّفاتها: { $ids }.
    .do = أعطِ كل شرط معرّفًا، أو لا تعطِ أيًّا منها.
record-conditions-without-reservation = { $party } يقبل بلا تحفّظ ويضع شروطًا معًا.
    .do = اكتب accepts_with_reservation، أو احذف الشروط.
record-condition-taken = الشرط { $condition } من شروط { $party } في { $issue } (القيد { $entry }).
    .do = اختر معرّفًا آخر لهذا الشرط.
record-condition-not-attached = لا موقف فيه الشرط { $condition }.
    .do = الأمر hudna table يعرض الشروط ومعرّفاتها.
record-condition-linked-already = الشرط { $condition } مرتبط بالتعهد { $promise } من قبل.
record-delegation-ends-first = ينتهي تحدّث { $speaker } قبل أن يبدأ.
    .do = يأتي until بعد from.
record-draft-version-other = النسخة التالية من المسودة { $draft } هي { $next }.
    .do = تُرقَّم النسخ تصاعديًّا من 1.
record-draft-text-missing = المسودة { $draft } بلا نصها.
    .do = ضع النص في جزء مفتوح ينتهي اسمه بـ‎.md.
record-draft-without-articles = لا مادة في النص.
    .do = تبدأ المادة بعنوان مثل «## المادة 1 {"{"}#a1{"}"}»، انظر docs/language.md.
record-draft-unknown = لا مسودة هنا باسم { $entry }.
record-draft-superseded = النسخة { $version } من المسودة { $draft } ليست الأخيرة، والأخيرة هي النسخة { $last }.
    .do = انظر ما تغيّر، ثم أعد الإجراء على النسخة الأخيرة.
record-bracket-nested = الفقرة { $paragraph }: قوس داخل قوس (السطر { $line }، العمود { $column }).
    .do = أغلق القوس الخارجي أولًا، فقد يقرأ الطرفان القوس داخل القوس قراءتين.
record-bracket-not-closed = الفقرة { $paragraph }: قوس لم يُغلق (السطر { $line }، العمود { $column }).
    .do = أغلقه، أو اكتب \[ إن كانت العلامة نفسها هي المقصودة.
record-bracket-not-opened = الفقرة { $paragraph }: أُغلق قوس لم يُفتح (السطر { $line }، العمود { $column }).
    .do = افتحه، أو اكتب \] إن كانت العلامة نفسها هي المقصودة.
record-bracket-empty = الفقرة { $paragraph }: قوس لا يقول شيئًا وليس لأحد (السطر { $line }، العمود { $column }).
    .do = اذكر صاحبه: «[الطرف الأول: ]» تعني أن الطرف الأول لا يريد كلامًا هنا.
record-bracket-side-unknown = المادة { $article }: قوس منسوب إلى { $side }، وهو ليس طرفًا في النص الساري.
    .do = سمِّ الطرف بمعرّفه أو باسمه، واكتب \: إن كانت النقطتان هما المقصودتين.
record-article-open = ما زالت المادة { $article } بين أقواس: { $sides }.
    .do = يُحسم ما اختلف فيه الأطراف قبل اعتماد المادة. لم يُعتمد شيء.
record-article-adopted-already = المادة { $article } معتمدة كما هي.
    .do = نسخة جديدة من المسودة تغيّرها تعيد فتحها.
record-amendment-empty = التعديل يترك الفقرة { $paragraph } كما هي.
record-amendment-in-brackets = في التعديل على الفقرة { $paragraph } أقواس.
    .do = اكتب الكلمات كما يريدها طرفك، ومن خالف اقترح غيرها.
record-decision-rule-unknown = ليس في النص الساري قاعدة قرار بالمعرّف { $rule } يُتخذ بها { $decision }.
    .do = سمِّ حكمًا من نوع decision.
record-decision-not-put = لم يصوّت أحد على { $decision }.
    .do = سجّل الأصوات (vote.cast) أولًا، والصمت يُسجَّل صوتًا أيضًا.
record-decision-not-covered = القاعدة { $rule } لا تشمل { $decision }: هي لهيئة أخرى، أو لم تكن سارية حينها.
record-quorum-not-met = { $decision }: لم يكتمل النصاب. القاعدة { $rule } تطلب: { $asked }. الحاضر: { $present }. غير الحاضر: { $away }.
    .do = لم يُعتمد شيء. يُعاد التصويت حين يكتمل النصاب.
record-votes-not-enough = { $decision }: لم تكفِ الأصوات. القاعدة { $rule } تطلب: { $asked }. المعترض: { $against }.
    .do = لم يُعتمد شيء.
record-adoption-undetermined = { $decision }: لا يُعرف بعد بالقاعدة { $rule } هل اتُّخذ القرار. غير المعلوم: { $missing }.
    .do = تصويت غير محسوم لا يعتمد شيئًا. استوضح غير المعلوم، أو انتظر انقضاء مدة الصمت.
record-norms-fail-check = لم تجتز الأحكام الفحص ({ $detail }): { $values }
    .do = لم يُعتمد شيء. شغّل `hudna agreement check` على النص وصحّحه.
record-vote-recused = أعلن { $user } تنحّيه عن { $case }، وهذا صوت { $member } على { $decision }.
    .do = لم يُحسب شيء. يصوّت من لم يتنحَّ، أو لا أحد.
cli-table = يعرض طاولة الحوار: المسائل والمواقف وما تغيّر
cli-table-json = اكتبه بصيغة JSON
cli-table-after = التصريحات والمحاضر مختومة ولا تُعرض هنا، وما عداها مكتوب في السجل جهارًا.
talks-document = حال الحوار
draft-page = مسودة النص
draft-none = لم تُطرح مسودة بعد.
draft-version = النسخة { $number }، طُرحت يوم { $when }
draft-lead = { $count ->
    [one] من مادة واحدة
    [two] من مادتين
    [few] من { $count } مواد
    [many] من { $count } مادة
   *[other] من { $count } مادة
}: المعتمد { $adopted }، وما خلا من الأقواس ولم يُعتمد { $clean }، وما هو بين أقواس { $open }. لا يسري شيء قبل أن يسري النص كله.
draft-articles = المواد
draft-article = المادة
draft-open = بين أقواس
draft-open-by = أصحاب البدائل: { $by }
draft-clean = بلا أقواس، ولم تُعتمد
draft-adopted = معتمدة
draft-adopted-by = يوم { $when }، بالقاعدة { $rule }
draft-changed = تغيّرت عن النسخة المقارَن بها
draft-amendments = التعديلات
draft-amendments-open = { $count ->
    [one] تعديل واحد مفتوح
    [two] تعديلان مفتوحان
    [few] { $count } تعديلات مفتوحة
    [many] { $count } تعديلًا مفتوحًا
   *[other] { $count } تعديل مفتوح
}
draft-against = مقارنةً بالنسخة { $number }
draft-compare = قارن
draft-compare-from = من النسخة
draft-compare-to = إلى النسخة
draft-languages-differ = ما بقي مفتوحًا هنا يختلف بين اللغتين.
draft-remarks = التحفّظات والبيانات التفسيرية
draft-reservation = تحفّظ
draft-reading = بيان تفسيري
draft-propose = اقتراح تعديل
draft-propose-do = اقترح
draft-remark = تسجيل تحفّظ أو بيان تفسيري
draft-remark-do = سجّل
draft-adopt = اعتماد المادة
draft-adopt-means = لا تُعدّ معتمدة إلا إذا كفت الأصوات على { $decision } بحسب القاعدة. البرنامج يزنها، وما لم يُحسم لا يعتمد شيئًا.
field-paragraph = الفقرة
    .hint = رقمها، والرقم الجديد يضيف فقرة.
field-wording-ar = الفقرة كاملة كما تُقرأ بالعربية
field-wording-en = والفقرة نفسها بالإنجليزية
field-words-ar = الكلمات بالعربية
field-words-en = الكلمات بالإنجليزية
field-words-missing = اكتب الكلمات بلغة واحدة على الأقل.
field-remark-kind = نوعه
field-adopted-by = بالقاعدة
cli-table-draft = عرض مسودة: أين وصلت موادها، وما تغيّر فيها
cli-table-from = النسخة التي يُقارن بها، وإلا فالنسخة السابقة
cli-table-put = طرح هذا النص نسخةً تالية من المسودة المسمّاة في ‎--draft، مع الملفات التي يذكرها
cli-table-next = كتابة النسخة التالية من المسودة في هذا الملف: ما قبله الجميع في مكانه، وما عداه إلى جانبه بين أقواس
cli-table-assemble = كتابة نص المواد المعتمدة في هذا المجلد وفحصه وبيان ما ينقصه
cli-table-propose = اقتراح النص المجموع اتفاقًا (agreement.proposed) إن لم ينقصه شيء ولم يجد الفحص خطأ
cli-table-out = كتابة حال الحوار في هذا المجلد، صفحة لكل لغة
cli-table-wrote = كُتب: { $path }
cli-table-lacks = المادة { $article } ليست في النص: { $stand }
cli-table-lacks-nothing = كل مواد النسخة { $version } معتمدة وفي النص.
cli-table-not-placed = لم يوضع تعديل { $party } على الفقرة { $paragraph }: جزء من الفقرة بين أقواس.
cli-table-proposed = اقتُرح نسخةً { $version } من الاتفاق: { $entry }
record-draft-none = لا مسودة بهذا الاسم، أو لا يُقرأ نصها: { $draft }
    .do = الأمر hudna table مع ‎--json يعرض المسودات.
record-assembly-lacks = النص غير مكتمل: لم تُعتمد { $articles }.
    .do = لم يُقترح شيء. اعتمدها، أو اطرح نسخة بدونها.
