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
reached-agreed-by-asked = قبله كل من طُلب موقفه
reached-agreed-by-asked-by = طُلب موقفه فقبل: { $by }
reached-disputed = خلاف
reached-disputed-by = يرفضه: { $by }
reached-awaited = بانتظار غائب
reached-awaited-by = بانتظار: { $by }
reached-silent = صمت
reached-silent-by = لم يُبدِ موقفًا: { $by }
reached-held-up = تعوقه تحفّظات
reached-held-up-one = يعوقه تحفّظ واحد
reached-held-up-by = تحفّظ: { $by }
talks-not-asked = لم يُطلب موقفه
talks-recorded = التدوين
talks-by-party = من وفد { $party }
talks-by-none = من أمانة السر
talks-written-for = كما دوّنته أمانة السر
issue-opened-at = طُرحت في { $when }، { $by }.
issue-closed-at = سُحبت من الطاولة في { $when }، { $by }.
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
}: المتفق عليه { $agreed }{ $few ->
    [0] {""}
   *[other] ، وما قبله كل من طُلب موقفه دون سائر الأطراف { $few }
}{ $became ->
    [0] {""}
   *[other] ، وما صار نصًا { $became }
}، وما تعوقه تحفّظات { $held }، وما ينتظر غائبًا أو صامتًا { $awaited }، وما فيه خلاف { $disputed }.
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
    .hint = حروف لاتينية وأرقام وشرطات، والاسم نفسه يعني الشرط نفسه.
field-meeting = في اجتماع
field-meeting-none = خارج الاجتماعات
field-stated-day = يوم الإعلان
    .hint = يُترك فارغًا لوقت الاجتماع نفسه، أو للآن.
field-statement = كلمات التصريح
    .hint = تُختم وتُعرض على الأطراف.
field-issue-id = الاسم المختصر
    .hint = حروف لاتينية وأرقام وشرطات.
field-title-ar = العنوان بالعربية
field-title-en = العنوان بالإنجليزية
field-stance-missing = اختر الموقف.
field-title-missing = اكتب العنوان بلغة واحدة على الأقل.
field-id-missing = اكتب اسمًا مختصرًا من حروف لاتينية وأرقام وشرطات.
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
record-position-ahead = لا يمكن أن يكون موقف { $party } من { $issue } قد أُعلن في { $at }، فالوقت الآن { $now }.
    .do = يُسجَّل الموقف بوقت إعلانه: صحّح الوقت أو احذف `at`. لم يُسجَّل شيء من هذا الإجراء.
record-position-not-of-meeting = يُنسب إلى { $party } أنه أعلن هذا في { $at } في اجتماع { $meeting }، وهو بعد ذلك اليوم.
    .do = صحّح اليوم، أو اختر الاجتماع الذي أُعلن فيه أو لا اجتماع. لم يُسجَّل شيء من هذا الإجراء.
record-position-not-present = يُنسب إلى { $party } أنه أعلن هذا في اجتماع { $meeting } ولم يكن حاضرًا فيه. الحضور: { $present }.
    .do = اختر الاجتماع الذي أُعلن فيه أو لا اجتماع. لم يُسجَّل شيء من هذا الإجراء.
record-meeting-ahead = يُذكر أن الاجتماع انتهى في { $at }، والوقت الآن { $now }.
    .do = يُسجَّل الاجتماع بعد انتهائه. لم يُسجَّل شيء.
record-meeting-of-others = من يسجّل اجتماعًا باسم { $party } لا يدوّن غيره حاضرًا ولا داعيًا: { $others }.
    .do = سجّله بوفدك وحده، أو لتسجّله أمانة السر. لم يُسجَّل شيء.
record-issue-title-other = كانت المسألة { $issue } مطروحة باسم «{ $title }»، وهذا الإجراء يسمّيها «{ $new }» ويسمّي به كل موقف منها.
    .do = اطرحها من جديد من صفحتها باسمها، أو اطرح مسألة أخرى. لم يُطرح شيء.
record-issue-asks-few = يطلب { $party } موقف بعض الأطراف وحدهم من { $issue }: { $asked }.
    .do = من يمثّل طرفًا يسأل الأطراف جميعًا، وما يُسأل عنه بعضهم تطرحه أمانة السر. لم يُطرح شيء.
record-condition-of-another = الشرط { $condition } من شروط { $whose } (القيد { $entry })، وليس من شأن { $party } أن يقول ما الذي يفي به.
    .do = يربطه { $whose } أو أمانة السر. لم يُربط شيء.
record-silence-put-by-party = بالقاعدة { $rule } يُعدّ الصامت موافقًا، فلا يطرح { $party } الأمر ثم يُحتسب له صمت غيره.
    .do = لم يُطرح شيء للتصويت. اطلب من أمانة السر طرحه.
record-position-not-asked = لا يُطلب موقف { $party } من { $issue }؛ والأطراف التي يُطلب موقفها: { $asked }.
    .do = سجّله باسم أحدهم، أو اطرح المسألة من جديد وسمِّ أطرافها في `parties`. لم يُسجَّل شيء من هذا الإجراء.
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
record-vote-recused = { $user } متنحٍّ عن { $case }، وهذا صوت { $member } على { $decision }.
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
draft-adopted-by = يوم { $when }، وفق { $rule }
draft-changed = تغيّرت عن النسخة المقارَن بها
draft-amendments = التعديلات
draft-amendments-none = لا تعديل
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
cli-table-out = يكتب حال الحوار في هذا المجلد صفحةً وملف PDF بكل لغة؛ ومع ‎--draft يكتب أيضًا ما تغيّر في المسودة
cli-table-sheet = حجم ورق المطبوع: a4، أو a3 للحائط
cli-table-wrote = كُتب: { $path }
cli-table-lacks = المادة { $article } ليست في النص: { $stand }
cli-table-lacks-nothing = كل مواد النسخة { $version } معتمدة وفي النص.
cli-table-not-placed = لم يوضع تعديل { $party } على الفقرة { $paragraph }: جزء من الفقرة بين أقواس.
cli-table-proposed = اقتُرح نسخةً { $version } من الاتفاق: { $entry }
record-draft-none = لا مسودة بهذا الاسم، أو لا يُقرأ نصها: { $draft }
    .do = الأمر hudna table مع ‎--json يعرض المسودات.
record-assembly-lacks = النص غير مكتمل: لم تُعتمد { $articles }.
    .do = لم يُقترح شيء. اعتمدها، أو اطرح نسخة بدونها.
talks-votes = التصويت
votes-lead = { $open ->
    [0] لا تصويت مفتوحًا.
    [one] تصويت واحد مفتوح.
    [two] تصويتان مفتوحان.
    [few] { $open } عمليات تصويت مفتوحة.
    [many] { $open } عملية تصويت مفتوحة.
   *[other] { $open } عملية تصويت مفتوحة.
} { $mine ->
    [0] لا شيء منها بانتظار صوتك.
    [one] واحدة منها بانتظار صوتك.
    [two] اثنتان منها بانتظار صوتك.
    [few] { $mine } منها بانتظار صوتك.
    [many] { $mine } منها بانتظار صوتك.
   *[other] { $mine } منها بانتظار صوتك.
}
votes-none = لم يُطرح شيء للتصويت بعد.
votes-none-next = تُطرح المادة التي لا أقواس فيها للتصويت من صفحتها في مسودة النص.
votes-secret = التصويت سري: يظهر من صوّت ولا يظهر كيف.
vote-on-article = { $article } (المسودة { $draft }، النسخة { $number })
vote-on-whole = نص المسودة { $draft } كله، النسخة { $number }
vote-rule = القاعدة
vote-rule-consensus = التوافق: يصوّت بالموافقة كل من له صوت، والصمت ليس موافقة
vote-rule-of = { $rule }: «{ $words }»
vote-rule-consensus-name = قاعدة التوافق
vote-put-at = طُرح في
vote-stand = أين وصل
vote-open = مفتوح
vote-taken = اعتُمد اعتمادًا صحيحًا
vote-not-taken = لم يُعتمد
vote-undetermined = غير محسوم
vote-by-silence = من صمت عُدّ موافقًا: انقضت مهلة الاعتراض.
vote-no-quorum = لم يكتمل النصاب.
vote-too-few = الأصوات لا تكفي لاعتماده.
vote-not-covered = لا تشمل القاعدة هذا التصويت.
vote-facts-missing = لا يكفي ما في السجل، كمن حضر ومن غاب.
vote-waits = بانتظار: { $by }
vote-silence-until = من صمت حتى { $until } عُدّ موافقًا. ويكسر الصمتَ اعتراضٌ قبل ذلك.
vote-silence-run = انقضت مهلة الاعتراض في { $until }.
vote-voter = من له صوت
vote-vote = الصوت
vote-not-yet = لم يصوّت بعد
vote-kept-silent = صمت
vote-has-voted = صوّت
vote-was-absent = كان غائبًا
vote-for = موافق
vote-against = معارض
vote-abstained = ممتنع
vote-silent = صامت
vote-unknown = غير معلوم
vote-tally = موافق: { $for }. معارض: { $against }. ممتنع: { $abstained }.
vote-cast = التصويت
vote-cast-for = التصويت باسم { $party }
vote-cast-for-whom = التصويت هنا باسم { $party }
vote-choose-for = موافقة
vote-choose-against = معارضة
vote-choose-object = اعتراض
vote-choose-abstained = امتناع
vote-choose-absent = كان غائبًا
field-vote = الصوت
field-vote-missing = اختر الصوت.
field-vote-why = الأسباب
    .hint = تظهر للأطراف. ويمكن تركها فارغة.
vote-record-do = تسجيل الصوت
vote-put-by-secretariat = بقاعدة هذا النص يُعدّ الصامت موافقًا، فتطرح مثلَ هذا التصويت أمانةُ السر لا طرف.
vote-takes-place = الصوت أعلاه دوّنته أمانة السر، وصوتكم يحل محله.
vote-put-do = طرح للتصويت
vote-put-article = طرح المادة للتصويت
vote-put-whole = طرح النص كله للتصويت
vote-put-whole-means = تصويت واحد على المواد كلها. لا أقواس في أي منها.
vote-put-means = الأصوات: { $voters }.
vote-to = إلى التصويت
vote-see = عرض التصويت
vote-already-put = طُرحت للتصويت في { $when }
field-vote-rule = وفق القاعدة
field-put-meeting = في الاجتماع
    .hint = من حضره عُدّ حاضرًا.
vote-adopt-all = اعتماد المواد كلها
record-rule-unknown = ليس في النص الذي يُقرَّر به قاعدة اتخاذ قرار { $rule }. فيه: { $known }.
    .do = لم يُطرح شيء للتصويت. اذكر واحدة منها.
record-ruling-without-you = يسجّل { $user } قرارًا وليس ممن شاركوا فيه.
    .do = لم يُسجَّل شيء. من يسجّل قرارًا يذكر كيف صوّت هو: مؤيدًا أو معارضًا أو ممتنعًا.
record-ruling-rule-other = في النص قواعد تقرر بها اللجنة: { $known }. وليست { $rule } واحدة منها تشمل هذا القرار.
    .do = لم يُسجَّل شيء. اذكر القاعدة التي اتُّخذ بها.
record-ruling-no-quorum = لم يكتمل النصاب لهذا القرار. القاعدة { $rule } تشترط: ‎{ $asked }‎. الحاضرون: { $present }. الغائبون: { $away }.
    .do = لم يُسجَّل شيء. تتخذ اللجنة القرار حين يكتمل النصاب.
record-ruling-not-carried = لا تكفي الأصوات لهذا القرار. القاعدة { $rule } تشترط: ‎{ $asked }‎. المؤيدون: { $by }. المعارضون: { $against }. الممتنعون: { $abstained }.
    .do = لم يُسجَّل شيء. تُطرح نتيجة أخرى، أو تبقى النتيجة كما قُيّمت.
record-ruling-undetermined = لا يُعرف بعد وفق القاعدة { $rule } هل اتُّخذ هذا القرار. وهي تشترط: ‎{ $asked }‎. الحاضرون: { $present }. الغائبون: { $away }.
    .do = لم يُسجَّل شيء. اذكر كيف صوّت الباقون، أو انتظر حتى تنتهي مهلة السكوت.
record-rule-other = طُرح { $decision } للتصويت وفق القاعدة { $put } (القيد { $entry })، وهذا الإجراء يذكر { $rule }.
    .do = لم يُعتمد شيء. اذكر القاعدة التي طُرح بها.
record-vote-put-already = طُرح { $decision } للتصويت من قبل باسم { $put } (القيد { $entry }).
    .do = صوّت عليه؛ ويمكن طرح نسخة جديدة من المسودة.
record-voters-other = لم يُذكر كل من له صوت، أو ذُكر غيرهم. الناقص: { $missing }. من خارج الهيئة: { $strange }.
    .do = لم يُطرح شيء للتصويت. اذكر من لهم أصوات دون سواهم.
record-voter-unknown = ليس للعضو { $member } صوت في { $decision }. من لهم أصوات: { $voters }.
    .do = لم يُحسب شيء.
record-vote-cast-already = صوّت { $member } على { $decision } من قبل (القيد { $entry }: { $stated ->
        [for] موافق
        [against] معارض
        [abstained] ممتنع
        [silent] صامت
        [secret] مختوم
   *[other] غير معلوم
    })، وهذا الصوت: { $new ->
        [for] موافق
        [against] معارض
        [abstained] ممتنع
        [silent] صامت
        [secret] مختوم
   *[other] غير معلوم
    }.
    .do = لم يُحسب شيء. الصوت لا يُغيَّر. وما دوّنته أمانة السر باسم طرف يحل محله صوت الطرف نفسه، وما دُوّن خطأ يسحبه من دوّنه (entry.withdrawn) أو من يدير البعثة.
record-vote-in-the-clear = التصويت على { $decision } سري وفق القاعدة { $rule }، وهذا الصوت مكشوف.
    .do = لم يُسجّل شيء. اترك vote فارغًا وضع الصوت في الجزء vote من الصنف narrative.
record-vote-sealed = التصويت على { $decision } علني وفق القاعدة { $rule }، وهذا الصوت مختوم.
    .do = لم يُحسب شيء. اذكر الصوت في الورقة نفسها.
record-vote-counted = اعتُمدت المادة { $article } بهذا الصوت للعضو { $member } على { $decision } (القيد { $entry }).
    .do = لم يُسحب شيء. ويمكن طرح نسخة جديدة من المسودة للتصويت.
vote-withdraw = دُوّن خطأً: اسحبه
vote-withdraw-of = سحب صوت { $party } المدوَّن خطأً
record-vote-late = انقضت مهلة الاعتراض على { $decision } في { $until }، ويصوّت { $party } بعدها، وصمته محسوب وفق القاعدة { $rule }.
    .do = لم يُحسب شيء. اقترح تعديلًا أو سجّل تحفّظًا.
meeting-record = تسجيل اجتماع
meeting-own-alone = تسجّله لوفدك، أما حضور غيره فيدوّنه صاحبه أو أمانة السر.
meeting-record-do = تسجيل الاجتماع
field-meeting-day = اليوم
field-meeting-number = الرقم
field-begun = بدأ في
field-ended = انتهى في
field-day-asked = اكتب اليوم.
field-hour-missing = اكتب الساعة، مثل 17:10.
field-hour-before = النهاية ليست بعد البداية.
field-meeting-number-wrong = قُرئ «{ $typed }». اكتب رقمًا مثل 3، أو اترك الخانة فارغة.
field-meeting-number-taken = هذا الرقم مستعمل: { $meeting }.
field-meeting-place-ar = المكان بالعربية
    .hint = كما تسميه الأطراف: بلدة أو مقر. يبقى في السجل مكشوفًا.
field-meeting-place-en = المكان بالإنجليزية
field-came = الوفود
    .hint = ضع علامة عند من حضر، واكتب إلى جانبه الصفات تفصل بينها فواصل. لا أسماء أشخاص: يبقى هذا في السجل مكشوفًا.
field-came-missing = ضع علامة عند وفد واحد على الأقل.
field-capacities = رئيس الوفد، مستشار قانوني
field-capacities-of = صفات { $party }
field-others = حضور آخرون
    .hint = سطر لكل منهم، مثل «مراقبون: اثنان».
field-agenda = بنود أخرى
    .hint = سطر لكل بند.
field-meeting-minutes = المحضر بالعربية أو الإنجليزية
    .hint = مختوم، ويظهر للأطراف.
speaker-name = تسمية من يتحدث باسم طرف
speaker-name-do = تسجيل
field-speaker = الاسم المختصر للمتحدث
    .hint = حروف لاتينية وأرقام وشرطات، مثل { "\u2068" }S-1{ "\u2069" }: به يسميه السجل. وتكراره يغيّر ما قيل عنه.
field-speaks-as = الصفة
field-speaks-as-missing = اكتب الصفة.
field-speaker-name = اسم الشخص
    .hint = مختوم مع المصادر، ولا يظهر في أي صفحة.
field-speaks-from = من يوم
field-speaks-until = حتى يوم
    .hint = آخر يوم. تُترك فارغة ما دام الأمر قائمًا.
field-speaker-user = مستخدم البعثة
    .hint = { "\u2068" }U-…{ "\u2069" } إن كان الشخص مستخدمًا.
field-speaker-user-unknown = لا مستخدم { $typed } في البعثة.
talks-rests-on = يستند إلى:
field-rests-on = البيان الذي يستند إليه
field-rests-on-none = الكلام المكتوب أدناه
field-rests-on-minutes = محضر: { $meeting }
field-rests-on-reading = بيان تفسيري من { $party }، { $when }
condition-link = ربط شرط بتعهد
condition-link-do = ربط
field-condition = الشرط
field-condition-missing = اختر الشرط.
field-promise-met-by = التعهد الذي يستوفيه
field-promise-missing = اختر التعهد.
issue-close = رفع المسألة عن طاولة الحوار
issue-close-do = رفع
issue-reopen = إعادة المسألة إلى طاولة الحوار
issue-reopen-do = إعادة
issue-became-nothing = لا مادة
field-became = صارت المادة
draft-put = وضع النسخة التالية
draft-put-do = وضع النسخة
draft-put-lead = ما قبلته الأطراف كلها أخذ مكانه في النص، وما يطلبه غيرها إلى جانبه بين أقواس. عدّله كما اتُّفق، أو أرفق ملفًا.
draft-put-next = النسخة { $number }
field-draft-id = الاسم المختصر للمسودة
    .hint = حروف لاتينية وأرقام وشرطات. الاسم الجديد يبدأ مسودة جديدة.
field-draft-text = النص
    .hint = كملف اتفاق، وفيه أقواس مربعة حيث اختلف الأطراف: [الطرف الأول: نهارًا][الطرف الثاني: ليلًا].
field-draft-text-missing = اكتب النص، أو أرفق ملفًا ينتهي اسمه بـ ‎.md.
field-draft-files = أو ملفات
    .hint = يأخذ النص (‎.md) مكان المكتوب، وتُرفق معه الرسوم والملفات التي يسميها.
field-paragraph-missing = اكتب رقم الفقرة.
field-remark-whole = يخص النص كله لا هذه المادة وحدها
paper-as-of = حتى { $moment }
paper-footer = المواقف كما هي في السجل. والصمت ليس قبولًا.
paper-agreed = ما يقبله الجميع
paper-held-one = ما يعوقه تحفّظ واحد
paper-moved = ما تغيّر منذ الاجتماع السابق
paper-redline = ما تغيّر في المسودة { $draft } من النسخة { $from } إلى النسخة { $to }
paper-redline-means = المشطوب حُذف، وما تحته خط أُضيف.
paper-unchanged = مواد لم تتغيّر
paper-article-new = هذه المادة جديدة.
paper-article-gone = حُذفت هذه المادة.
kind-talks = حال الحوار
kind-redline = مقارنة نسختين
field-sheet = الورق
sheet-a4 = A4
sheet-a3 = A3 للتعليق على الحائط
field-redline-draft = المسودة
field-redline-from = من النسخة
    .hint = إن تُركت قورنت آخر نسختين.
field-redline-to = إلى النسخة
field-redline-missing = لا نسختين كهاتين من هذه المسودة.
cli-not-of-files = { $value } وثيقة من سجل بعثة، وassess يصنع وثائق من ملفات.
documents-of-table = أوراق طاولة الحوار
talks-nothing-in-force = لا شيء سارٍ: هذا هو النص على طاولة الحوار كما وُضع آخر مرة.
field-positions-asked = من تُطلب مواقفهم
    .hint = إن لم توضع علامة طُلبت مواقف الأطراف كلها.
draft-propose-text = اقتراح النص اتفاقًا
draft-propose-text-means = اعتُمدت المواد كلها كما هي. يُفحص النص ويُقترح كما جرى التفاوض عليه.
draft-proposed-waits = النسخة { $version } مقترحة اتفاقًا. تسري حين تحدد اللجنة من أي يوم.
draft-in-force = سريان النسخة { $version }
draft-in-force-means = من هذه اللحظة يُقيَّم ما يحدث وفق هذا النص.
draft-in-force-do = إعلان السريان
field-in-force-from = من يوم

vote-superseded = النسخة { $number }، المطروحة { $by }، تقول غير هذا: فلا يُعتمد بهذا التصويت شيء بعد. ويمكن طرح ما تقوله الآن للتصويت من جديد.
vote-superseded-same = طُرحت بعد ذلك النسخة { $number }، { $by }: فلا يُعتمد بهذا التصويت شيء بعد. اطرحه للتصويت من جديد كما هو فيها.
vote-amended = { $count ->
    [one] يوجد تعديل مفتوح على هذا
    [two] يوجد تعديلان مفتوحان على هذا
    [few] توجد { $count } تعديلات مفتوحة على هذا
    [many] يوجد { $count } تعديلًا مفتوحًا على هذا
   *[other] يوجد { $count } تعديل مفتوح على هذا
}{ $accepted ->
    [0] {"."}
   *[other] ، وما قبله الأطراف جميعًا منها: { $accepted }. والتصويت على النص بدونها.
}
vote-again-next = ويمكن طرحه للتصويت من جديد بعد طرح النسخة التالية من المسودة.
draft-put-since = طُرحت النسخة { $number } منذ بدأت، { $by }. لم يُطرح شيء: انظر ما تغيّر فيها، ثم اطرح نصك فوقها.
record-bracket-dropped = تفقد الفقرة { $paragraph } قوس { $whose } وهو لم يقبل ذلك، وصاحب هذه النسخة { $party }.
    .do = اترك القوس، أو اقترح تعديلًا يقبله { $whose }. لم يُطرح شيء.
record-paragraph-of-another = الفقرة { $paragraph } من المادة { $other } لا من المادة { $article }.
    .do = اقترحه في صفحة تلك المادة. لم يُقترح شيء.
record-amendment-twice = التعديل نفسه على الفقرة { $paragraph } مفتوح من قبل (القيد { $entry }).
    .do = لم يُقترح شيء.
record-amendment-one-language = الفقرة { $paragraph } بالعربية والإنجليزية، والتعديل بواحدة منهما فقط.
    .do = اكتبها باللغتين، وإلا حلّ نص إحداهما محل الأخرى. لم يُقترح شيء.
vote-taken-back = سُحب صوت { $party } ({ $said }) في { $when }، { $by }. وتسري مهلة الاعتراض من جديد منذئذ.
vote-recuse = أعلن تنحّيك عن هذا التصويت
record-ballot-other = الورقة صوت { $member } وتقول إنها عن { $party }، وإنما يصوّت { $member } عن { $own }.
    .do = لم يُحسب شيء. يصوّت ممثل الطرف عن أعضاء طرفه.
record-vote-ahead = يُذكر أن التصويت على { $decision } في { $at }، والوقت الآن { $now }.
    .do = لم يُحسب شيء. صحّح الوقت.
record-vote-of-party = صوت { $member } على { $decision } أدلى به { $party } نفسه، فلا يسحبه غيره.
    .do = لم يُسحب شيء.
record-vote-open = التصويت على { $decision } سري وما زال مفتوحًا: لم يصوّت بعد { $waits }. وتُذكر نتيجته عند انتهائه.
    .do = لم يُعتمد شيء.
record-recusal-of-another = يعلن { $by } تنحّي { $user } عن { $case }. ولا يُعلن التنحّي عن تصويت على الطاولة إلا صاحبه.
    .do = لم يُعلن شيء.
# صفات معتادة: يقرؤها كل قارئ بلغته أيًّا كانت اللغة التي كُتبت بها.
capacity-head = رئيس الوفد
capacity-deputy = نائب رئيس الوفد
capacity-member = عضو الوفد
capacity-legal = المستشار القانوني
capacity-military = المستشار العسكري
capacity-political = المستشار السياسي
capacity-secretary = أمين السر
capacity-interpreter = المترجم
capacity-spokesperson = الناطق باسم الوفد
