# كلمات استشارة الناس: الأمر، وأسباب الرفض، والصفحة.
cli-consult = يحسب نتيجة استشارة: ما تتفق عليه مجموعات الرأي كلها، وما يميّز كل مجموعة
cli-consult-after = لا يظهر صوت أحد ولا مجموعته. وتُحسب الوفود بحسب الطرف، بالخيار ‎--by-party.
cli-consult-votes = الأصوات، سطر لكل صوت أو سطر لكل مشارك: votes.csv أو participants-votes.csv من Polis، أو رؤوس أعمدة بسيطة
cli-consult-statements = العبارات: comments.csv من Polis، أو رقم العبارة ونصها في العمودين ar وen
cli-consult-by-party = المندوبون والطرف الذي يتحدث باسمه كل منهم؛ وعندئذ تُحسب الأصوات بحسب الطرف لا بحسب المجموعات
cli-consult-out = مجلد الصفحات وملف consultation.json
cli-consult-json = طباعة النتيجة بصيغة JSON ولا شيء سواها على المخرج المعتاد
cli-consult-set-aside = المقبول من الأصوات { $accepted } من { $read }؛ وما نُحّي من أصوات وأسطر: { $count }
cli-consult-set-aside-more = … وغيرها عددها { $count }؛ والخيار ‎--out يكتبها كلها في set-aside.csv
consult-too-few = عدد الداخلين في الحوار { $here }؛ ولا تُحسب مجموعات الرأي لأقل من { $least }
    .do = من هم أقل من ذلك أشخاص لا جمهور، والمجموعات تكشف رأي كل منهم. احسب الوفود بحسب الطرف بالخيار ‎--by-party FILE، أو سجّل المواقف على طاولة الحوار.
consult-ballots-few = شارك أقل من { $least } شخصًا، فلم يُحصَ شيء والصندوق ما زال مفتوحًا.
    .do = الأقل من ذلك أشخاص لا جمهور، والمجموعات تبيّن من يرى ماذا. انتظر حتى يصوّت غيرهم.
consult-all-alike = صوّت جميع المشاركين تصويتًا واحدًا: لا شيء يميّز مجموعة من أخرى
    .do = اطرح عبارات تختلف فيها الآراء، أو اقرأ الأصوات كما هي.
consult-vote-outside = الصوت { $at } ليس لأحد معلوم أو ليس على عبارة معلومة
consult-too-many = { $participants } مشارك و{ $statements } عبارة أكثر مما يمكن حسابه
consult-title = الاستشارة: ما قاله الناس
consult-footer = صنعته هدنة من الأصوات وحدها. ليس هنا صوت أحد ولا مجموعته.
consult-took-part = { $count ->
    [one] مشارك واحد
    [two] مشاركان
    [few] { $count } مشاركين
    [many] { $count } مشاركًا
   *[other] { $count } مشارك
}. الأصوات: { $votes }. العبارات: { $statements }.
consult-passes = تجاوز العبارة دون اختيار جانب: { $count } من الأصوات وعددها { $votes }.
consult-carry = ما تتفق عليه المجموعات كلها
consult-carry-none = لا عبارة اجتمع عليها أكثر من نصف كل مجموعة في جانب واحد.
consult-every-agree = أكثر من نصف كل مجموعة يوافق.
consult-every-disagree = أكثر من نصف كل مجموعة لا يوافق.
consult-groups = ما يميّز كل مجموعة
consult-stands-for-none = لا عبارة تميّز هذه المجموعة من غيرها.
consult-hardly-apart = المجموعات متقاربة: تُقرأ على أنها ميول لا معسكرات.
consult-group-a = المجموعة أ
consult-group-b = المجموعة ب
consult-group-c = المجموعة ج
consult-group-d = المجموعة د
consult-group-e = المجموعة هـ
consult-people = { $count ->
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
consult-took-agree = الموافقون { $took } من { $votes } ({ $percent }%)
consult-took-disagree = غير الموافقين { $took } من { $votes } ({ $percent }%)
consult-undescribed = خارج المجموعات الموصوفة: { $count }. صوّتوا على عبارات قليلة، أو كانت مجموعتهم أقل من { $least }، وما يقوله قلّة قد يكشف رأي كل منهم.
consult-all = العبارات كلها
consult-statement = العبارة
consult-together = المجموع
consult-numbers = يوافق { $agree }، لا يوافق { $disagree }، تجاوز { $pass }
consult-numbers-key = «المجموع» حاصل ما هو ظاهر في السطر، ومعه من هم خارج المجموعات إن بلغوا خمسة.
consult-too-few-voted = قلّ المصوّتون
consult-how = كيف حُسب هذا
consult-how-groups = يوضع من تتشابه أصواتهم في مجموعتين إلى خمس بحساب ثابت هو حساب Polis؛ ويُختار العدد الذي يميّز بينها أحسن تمييز. لا شيء بالقرعة، ولا أثر لترتيب حضور المشاركين.
consult-how-carry = تقول المجموعة ما يميّزها من غيرها ويقول به أكثر من نصفها. وتتفق المجموعات على عبارة إذا أخذ أكثر من نصف كل مجموعة الجانب نفسه، بإضافة صوت من كل نوع حتى لا تقول الأصوات القليلة أكثر مما تحتمل.
consult-how-hidden = لا توصف مجموعة أقل من خمسة، ولا تُذكر أصوات أقل من خمسة من مجموعة.
consult-contradictory = مرات قيل فيها قولان في عبارة واحدة في لحظة واحدة، ولا تُحسب صوتًا: { $count }.
consult-delegates = { $count ->
    [one] مندوب واحد
    [two] مندوبان
    [few] { $count } مندوبين
    [many] { $count } مندوبًا
   *[other] { $count } مندوب
}. عدد الأطراف: { $parties }.
consult-strangers = مصوّتون لا يتحدثون باسم طرف مذكور ولا يُحسبون: { $count }.
consult-parties-carry = ما تأخذ فيه الأطراف كلها جانبًا واحدًا
consult-parties-carry-none = لا عبارة تأخذ فيها الأطراف كلها جانبًا واحدًا.
consult-every-party-agree = كل الأطراف توافق.
consult-every-party-disagree = كل الأطراف لا توافق.
consult-parties-each = ما يقوله كل طرف
consult-stand-agrees = يوافق
consult-stand-disagrees = لا يوافق
consult-stand-split = منقسم
consult-stand-passed = تجاوز
consult-stand-silent = لم يصوّت
consult-by-party-why = الوفود قليلة وتتحدث باسم أطرافها: تُحسب بحسب الطرف، ولا يوضع أحد في مجموعة بحساب.
record-consultation-known = في السجل استشارة رقمها { $consultation } من قبل.
    .do = اجعل لها رقمًا آخر.
record-consultation-counted = حُسبت الاستشارة { $entry }: فلا تُطرح فيها عبارة بعد ذلك.
    .do = افتح استشارة أخرى لما يُسأل عنه الآن.
record-statement-known = في الاستشارة عبارة رقمها { $statement } من قبل.
    .do = اجعل للعبارة رقمًا آخر.
record-count-without-votes = يلزم الحسابَ الأصواتُ مختومة في الجزء file وما يجوز إظهاره منها في الجزء result.
    .do = الأمر hudna consult مع الخيار ‎--record DIR يصنعهما.
record-count-unreadable = لم يُؤخذ الحساب: ما أُرسل معه لا يمكن حسابه من جديد ({ $detail }).
    .do = الأمر hudna consult مع الخيار ‎--record DIR يصنع حسابًا يمكن إعادته. ولم يُكتب شيء.
record-count-without-delegates = يلزم الحسابَ بحسب الطرف ملفُ من يتحدث باسم من، مختومًا في الجزء working.
    .do = الأمر hudna consult مع الخيارين ‎--by-party و‎--record DIR يرسله معه.
record-count-differs = الأصوات المرسلة لا تنتهي إلى هذه النتيجة: حُسبت من جديد فاختلفت عند { $at }.
    .do = احسب ثانية بالأمر hudna consult وبالعبارات التي طُرحت. ولم يُكتب شيء.
consult-votes-of-others = في الملف أصوات على عبارات لم تُطرح على الناس ولم يستبعدها ملف العبارات: فلن يُؤخذ الحساب.
    .do = أخرج تلك الأصوات من الملف، أو سمِّ عباراتها في ملف العبارات مستبعدة (‎-1). ولم يُكتب شيء.
cli-consult-record = مجلد البعثة، حيث تُقيّد الاستشارة في السجل
cli-consult-consultation = رقم الاستشارة، مثل coast
cli-consult-open = فتحها وطرح العبارات على الناس، قبل أي صوت
cli-consult-title-ar = موضوعها بالعربية
cli-consult-title-en = موضوعها بالإنجليزية
cli-consult-open-what = يلزم مع { $value } الخيار ‎--consultation ID وعنوان
consult-statements-not-whole = أسطر لا تُقرأ في ملف العبارات: { $count }. وما يُطرح على الناس يُطرح كاملًا.
    .do = الأمر hudna consult مع هذه العبارات وأي أصوات يبيّن الأسطر.
consult-statement-not-put = العبارة { $statement } لم تُطرح على الناس بهذا النص.
    .do = احسب بالعبارات التي في السجل.
consult-not-opened = ليس في السجل استشارة رقمها { $consultation }.
    .do = افتحها أولًا بالخيار ‎--open.
page-consultations = الاستشارات
consultations-lead = تُطرح عبارات على كثيرين، فيوافق كل منهم أو لا يوافق أو يتجاوز. وليس المشاركون من مستخدمي البعثة، ولا يظهر صوت أحد.
consultations-none = ليس في السجل استشارة.
consultations-open = لم تُحسب بعد.
consultations-counted = حُسبت
consultations-not-understood = ليس في الحساب نتيجة يمكن إظهارها.
consultations-statements = { $count ->
    [one] عبارة واحدة
    [two] عبارتان
    [few] { $count } عبارات
    [many] { $count } عبارة
   *[other] { $count } عبارة
}
