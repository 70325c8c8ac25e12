# ألفاظ القوة المشتركة: صفحاتها وأمرها، وبيان القرار للمرشح، ولماذا لا يثبت إجراء يخصها.

cli-force = يعرض القوة المشتركة: الهيئات وحصصها، والترشيحات ومن هي بانتظاره، والنقاط والدوريات والشكاوى
cli-force-after = من السجل في DIR بمفاتيح مضيفه. ولا تُذكر خطط الدوريات إلا بعد انتهائها.
cli-force-json = بصيغة JSON
cli-force-explain = اطبع بيان القرار في هذا الترشيح لصاحبه، صفحةً
cli-force-redact = اطبع الإجراء الذي يُتلف ما انقضت مدة حفظه من مواد المرشحين المختومة
force-nothing-expired = لم تنقض مدة حفظ المواد المختومة لأي مرشح.
force-bodies = الهيئات
force-none = لا يذكر السجل أي هيئة.
force-body-unformed = لم يُبيَّن كيف يُنضم إليها
force-panel = هيئة البتّ: { $count }، ونصابها { $quorum }
force-member-count = { $count ->
    [zero] لا عضو فيها
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
force-no-quota = لا حكم في الاتفاق يتناول تكوينها.
force-broke = اختلّت في { $moment } بهذا التغيير: { $moves }
force-joined = انضم { $member }
force-left = غادر { $member }
force-nominations = الترشيحات
force-no-nominations = لا ترشيح.
force-nominated = { $candidate } لعضوية { $body }، رشّحه { $party }
force-waits-commission = بانتظار أن تبيّن اللجنة كيف يُنضم إلى الهيئة
force-waits-others = بانتظار الأطراف الأخرى
force-waits-party = بانتظار { $party }
force-waits-panel = { $count ->
    [zero] بانتظار لجنة البت، ولم يبق فيها من له أن يبتّ
    [one] بانتظار عضو لجنة البت الوحيد الذي له أن يبتّ
    [two] بانتظار لجنة البت (لعضوين منها أن يبتّا)
    [few] بانتظار لجنة البت (لـ{ $count } أعضاء منها أن يبتّوا)
    [many] بانتظار لجنة البت (لـ{ $count } عضوًا منها أن يبتّوا)
   *[other] بانتظار لجنة البت (لـ{ $count } عضو منها أن يبتّوا)
}
force-waits-register = بانتظار إدراج المقعد
force-waits-no-quorum = لم يبق في لجنة البت نصاب ({ $quorum }): ينتظر أن تُكمل اللجنة أعضاءها
force-laid = كيف يُنضمّ إليها ومنذ متى
force-laid-down = منذ { $moment }، قررها { $who }: لجنة بت من { $count }، النصاب { $quorum }؛ ساعات الاعتراض { $objection }، والرد { $reply }، والطعن { $appeal }.
force-seated-ahead = مقعد { $member } يبدأ { $moment } ولا يُعدّ قبل ذلك.
force-waits-nobody = لا يُنتظر فيه إجراء من أحد
force-until = حتى { $moment }
force-overdue = تأخّر منذ { $moment }
force-criteria-none = لا وثيقة عن المرشح بعد، أو لا حكم يذكر معايير.
force-criteria = المعايير
force-objections = { $count ->
    [zero] لا اعتراض
    [one] اعتراض واحد
    [two] اعتراضان
    [few] { $count } اعتراضات
    [many] { $count } اعتراضًا
   *[other] { $count } اعتراض
}
force-watch = النقاط والكاميرات
force-watch-none = لا نقطة ولا كاميرا.
force-posts = { $count ->
    [zero] لا نقطة قائمة
    [one] نقطة قائمة واحدة
    [two] نقطتان قائمتان
    [few] { $count } نقاط قائمة
    [many] { $count } نقطة قائمة
   *[other] { $count } نقطة قائمة
}
force-cameras = الكاميرات العاملة: { $up } من { $all }
force-teams = الفرق
force-team-of = { $count ->
    [zero] لا عضو
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
force-patrols = الدوريات
force-patrols-none = لا دورية.
force-patrol-of = { $patrol }، { $team }
force-way-road = برًّا
force-way-flight = جوًّا
force-plan-sealed = لا يُذكر مسارها ووقتها إلا بعد انتهائها.
force-cleared-yes = صرّح بها كل من طُلب منه
force-cleared-worded = صرّح بها كل من طُلب منه، ومع التصريح كلام
force-clearance-granted = { $party }، ‏{ $moment }: تصريح
force-clearance-refused = { $party }، ‏{ $moment }: رفض
force-cleared-no = رُفض التصريح
force-cleared-open = لم يجب كل من طُلب منه التصريح
force-cleared-unasked = لم يُطلب تصريح من أحد
force-reported = وصل تقريرها
force-reported-late = وصل تقريرها، وقد تأخر { $span }
force-report-due = تقريرها مطلوب قبل { $moment }
force-report-overdue = تأخّر تقريرها منذ { $moment }
force-without-clearance = سارت بغير تصريح
force-denied = مُنعت من المرور في { $sectors }
force-leg = { $sector } (بالساعات: { $hours })
force-complaints = الشكاوى من المراقبين
force-complaints-none = لا شكوى.
force-complaint = شكوى { $party } من المراقب { $about }
force-complaint-unnamed = شكوى { $party } من مراقب
force-complaint-made = بانتظار رد المراقب
force-complaint-answered = بانتظار اللجنة
force-complaint-upheld = ثبتت
force-complaint-refused = لم تثبت
force-expired = مواد مختومة انقضت مدة حفظها
force-expired-of = { $count ->
    [zero] { $candidate }: لا جزء مختوم، منذ { $moment }
    [one] { $candidate }: جزء مختوم واحد، منذ { $moment }
    [two] { $candidate }: جزآن مختومان، منذ { $moment }
    [few] { $candidate }: ‏{ $count } أجزاء مختومة، منذ { $moment }
    [many] { $candidate }: ‏{ $count } جزءًا مختومًا، منذ { $moment }
   *[other] { $candidate }: ‏{ $count } جزء مختوم، منذ { $moment }
}
page-force = القوة المشتركة
force-lead = من ينضم إلى القوة المشتركة وبأي طريق، وأين نقاطها، وحصيلة دورياتها. لا تقول أي صفحة أين الدورية الآن؛ وتُعرض الخطة بعد انتهائها، وقبله لمن طُلب منه التصريح بها ولمسؤولي التحقق.
force-hours = الساعات ما أوردته تقارير الدوريات، وتظهر بجانب كل عدد في خانة التغطية.
force-nominate = ترشيح
force-nominate-do = قدّم الترشيح
force-object = اعتراض
force-object-do = أدرج الاعتراض
force-answer = رد على هذا الاعتراض
force-answer-do = أدرج الرد
force-rule = البت في الترشيح
force-rule-appeal = البت في الطعن
force-rule-do = أدرج القرار
force-appeal = طعن
force-appeal-do = أدرج الطعن
force-withdraw = سحب الترشيح
force-withdraw-do = اسحب
force-plan = تخطيط دورية
force-plan-do = أدرج الخطة
force-report = تقرير دورية
force-report-do = أدرج التقرير
force-clear = التصريح
force-clear-yes = امنح التصريح
force-clear-no = ارفض
force-explanation = بيان القرار لصاحبه
force-explanation-open = افتحه للطباعة
force-objected = اعتراض { $party }، ‏{ $moment }
force-answered = رد، { $moment }
force-ruling = قرار { $moment }: ‏{ $result }
force-ruling-appeal = القرار في الطعن، { $moment }: ‏{ $result }
force-accepted = قبول
force-refused = رفض
force-votes = { $by } معه و{ $against } ضده
force-appealed = طعن { $party }، ‏{ $moment }
force-way = مسار الترشيح
force-recused = متنحّون عن الحالة: { $users }
force-field-seen = ما رأته الدورية
force-field-body = الهيئة
field-candidate = معرّف المرشح
    .hint = اسم مستعار مثل ⁦C-7⁩: يبقى في السجل إلى الأبد.
field-candidate-name = اسم الشخص
    .hint = يُختم، ويجوز تركه فارغًا.
field-keep-until = يُحفظ المختوم حتى
    .hint = اليوم الذي يُتلف فيه.
field-voted-for = من صوّت مع هذا القرار
    .hint = من لم يتنحّ من لجنة البت وحده.
field-voted-against = من صوّت ضده
field-result = النتيجة
force-field-reasons = الأسباب
field-patrol = اسم الدورية
field-way = كيف تسير
field-asked = طُلب التصريح من
field-hours = الساعات هناك
field-cleared = بتصريح كل من طُلب منه
field-candidate-missing = سمِّ المرشح.
field-hours-wrong = اكتب الساعات عددًا، مثل 2.5.
explain-title-refused = لماذا لم يُقبل ترشيحك
explain-title-open = أين وصل ترشيحك
explain-title-accepted = كيف بُتّ في ترشيحك
explain-for = إلى { $candidate }، المرشح لعضوية { $body }
explain-nominated = قُدّم ترشيحك في { $moment }.
explain-objections = { $count ->
    [zero] لم يعترض أحد.
    [one] ورد اعتراض واحد.
    [two] ورد اعتراضان.
    [few] وردت { $count } اعتراضات.
    [many] ورد { $count } اعتراضًا.
   *[other] ورد { $count } اعتراض.
}
explain-answers = { $count ->
    [zero] لم يُردّ على شيء منها.
    [one] رُدّ على واحد.
    [two] رُدّ على اثنين.
    [few] رُدّ على { $count } منها.
    [many] رُدّ على { $count } منها.
   *[other] رُدّ على { $count } منها.
}
explain-ruled-refused = قررت لجنة البت في { $moment } أنك لا تشغل المقعد.
explain-ruled-accepted = قررت لجنة البت في { $moment } أن لك أن تشغل المقعد.
explain-appeal-ruled-refused = قررت لجنة الطعن في { $moment } أنك لا تشغل المقعد. وهذا القرار نهائي.
explain-appeal-ruled-accepted = قررت لجنة الطعن في { $moment } أن لك أن تشغل المقعد. وهذا القرار نهائي.
explain-votes = صوّت مع ذلك { $by } وضده { $against }.
explain-votes-written = وكتب واحد منهم كيف صوّت الآخرون.
explain-open = لم يصدر قرار بعد، فلا شيء يُبيَّن.
explain-criteria = ما يطلبه الاتفاق وما تبيّنه الوثائق
explain-criteria-means = استُخلص هذا من شروط الاتفاق نفسه. وما لا يُعرف لا يُحسب لك ولا عليك إلا إذا نص الاتفاق على ذلك.
explain-settles = ما الذي يحسم الأمر
explain-reasons = أسباب لجنة البت
explain-reasons-sealed = الأسباب مختومة ولا تُفتح هنا؛ اطلبها من اللجنة.
explain-appeal = كيف تطعن
explain-appeal-until = لك أن تطعن حتى { $moment } (بتوقيت البعثة المحلي). يُدرج الطعنَ الطرفُ الذي رشّحك، أو أمانة اللجنة نيابة عنه. ويبتّ فيه غير الذين بتّوا أولًا.
explain-appeal-over = انتهت مهلة الطعن في { $moment }.
explain-appeal-made = أُدرج طعن في { $moment } ولم يُبتّ فيه بعد.
explain-appeal-no-limit = لم تُحدَّد مهلة للطعن.
explain-final = هذا القرار نهائي.
explain-data = ما يُحفظ عنك
explain-data-until = اسمك ووثائقك مختومة، وتُحفظ حتى { $moment } ثم تُتلف. ويبقى رقمك { $candidate } في السجل.
explain-data-open = اسمك ووثائقك مختومة. لم يُحدَّد يوم لإتلافها، ولك أن تطلب تحديده. ويبقى رقمك { $candidate } في السجل.
explain-data-destroyed = أُتلف اسمك ووثائقك. ويبقى رقمك { $candidate } في السجل.
explain-data-due = اسمك ووثائقك مختومة. انقضت مدة حفظها في { $moment } وحان إتلافها. ويبقى رقمك { $candidate } في السجل.
explain-data-stays = ما تقوله الوثائق عن سنوات خدمتك ورتبتك وأين خدمت يبقى في السجل تحت رقمك.
explain-record = قيد القرار في السجل: { $entry }. حتى { $moment }.
coverage-posts = { $count ->
    [zero] لا نقطة قائمة
    [one] نقطة قائمة واحدة
    [two] نقطتان قائمتان
    [few] { $count } نقاط قائمة
    [many] { $count } نقطة قائمة
   *[other] { $count } نقطة قائمة
}
coverage-denied = { $count ->
    [zero] لم يُمنع الوصول
    [one] مُنع الوصول مرة
    [two] مُنع الوصول مرتين
    [few] مُنع الوصول { $count } مرات
    [many] مُنع الوصول { $count } مرة
   *[other] مُنع الوصول { $count } مرة
}
force-stage-body_not_formed = الهيئة لم تُشكَّل
force-stage-objections = الاعتراضات
force-stage-answers = الردود
force-stage-panel = أمام لجنة البت
force-stage-ruled = صدر فيه قرار يقبل الطعن
force-stage-appeal = قيد الطعن
force-stage-accepted = مقبول نهائيًا
force-stage-refused = مرفوض نهائيًا
force-stage-withdrawn = مسحوب
force-stage-seated = شغل مقعده
force-stage-left = غادر الهيئة
act-nomination-withdrawn = سحب ترشيح
act-objection-answered = رد على اعتراض
act-nomination-appealed = طعن في ترشيح
act-nomination-ruled = قرار في ترشيح
act-body-formed = تشكيل هيئة
act-team-formed = تشكيل فريق
act-post-opened = فتح نقطة
act-post-closed = إغلاق نقطة
act-camera-reported = حال كاميرا
act-patrol-planned = تخطيط دورية
act-patrol-reported = تقرير دورية
act-clearance-answered = رد على طلب تصريح
act-complaint-made = شكوى من مراقب
act-complaint-answered = رد على شكوى
act-complaint-ruled = قرار في شكوى

record-candidate-named = معرّف المرشح { $candidate } ليس اسمًا مستعارًا. لم يُسجَّل شيء.
    .do = يبقى المعرّف في السجل إلى الأبد: حروف لاتينية وأرقام و‎- _ . فيها رقم واحد على الأقل، ولا يزيد على 24 رمزًا. أما الاسم ففي الجزء `source`.
record-nomination-known = سبق أن رشّح { $party } المرشحَ { $candidate } لعضوية { $body } في القيد { $entry }، وترشيحه قائم. لم يُسجَّل شيء.
    .do = اعترض عليه، أو انتظر سحبه أو رفضه نهائيًا.
record-objection-own = ‏{ $party } هو من رشّح { $candidate } فلا يعترض عليه. لم يُسجَّل شيء.
    .do = يُسحب الترشيح بالإجراء nomination.withdrawn.
record-objection-late = كان الاعتراض على { $candidate } جائزًا حتى { $until }، والوقت الآن { $now }. لم يُسجَّل شيء.
    .do = تبتّ لجنة البت في ما اعتُرض به في موعده. ولمن اعترض في الموعد أن يطعن.
record-answer-late = كان الرد على الاعتراض على { $candidate } جائزًا حتى { $until }، والوقت الآن { $now }. لم يُسجَّل شيء.
record-objection-answered-already = سبق الرد على الاعتراض { $entry }.
record-nomination-of-another = ‏{ $candidate } رشّحه { $nominated } لا { $party }. لم يُسجَّل شيء.
record-nomination-closed =
    لم يعد ترشيح { $candidate } يقبل هذه الخطوة: هو في مرحلة «{ $stage ->
        [none] لا شيء
        [body_not_formed] الهيئة لم تُشكَّل
        [objections] الاعتراضات
        [answers] الردود
        [panel] أمام لجنة البت
        [ruled] صدر فيه قرار يقبل الطعن
        [appeal] قيد الطعن
        [accepted] مقبول نهائيًا
        [refused] مرفوض نهائيًا
        [withdrawn] مسحوب
        [seated] شغل مقعده
       *[other] { $stage }
    }». لم يُسجَّل شيء.
record-nomination-not-ripe =
    لا يُبتّ في ترشيح { $candidate } قبل { $until }: هو في مرحلة «{ $stage ->
        [none] لا شيء
        [body_not_formed] الهيئة لم تُشكَّل
        [objections] الاعتراضات
        [answers] الردود
        [panel] أمام لجنة البت
        [ruled] صدر فيه قرار يقبل الطعن
        [appeal] قيد الطعن
        [accepted] مقبول نهائيًا
        [refused] مرفوض نهائيًا
        [withdrawn] مسحوب
        [seated] شغل مقعده
       *[other] { $stage }
    }». لم يُسجَّل شيء.
    .do = إلى ذلك الحين للأطراف الأخرى أن تعترض، ولمن رشّح أن يرد.
record-candidate-other = القرار يسمّي { $candidate }، والترشيح ترشيح { $nominated }. لم يُسجَّل شيء.
record-body-not-formed = لم يُبيَّن كيف يُنضم إلى { $body }: من يبتّ، وبأي نصاب، وفي أي مهلة. لم يُسجَّل شيء.
    .do = أدرج body.formed.
record-not-on-panel = ‏{ $user } ليس من لجنة البت هنا ({ $panel }). لم يُسجَّل شيء.
record-conflict-of-interest = ‏{ $user } يمثل { $party }، وله مصلحة في حالة { $about }، فلا يصوّت فيها. لم يُسجَّل شيء.
    .do = يصوّت باقي أعضاء لجنة البت.
record-judge-of-oneself = ‏{ $user } هو المشكو منه فلا يصوّت. لم يُسجَّل شيء.
record-vote-twice = ‏{ $user } مذكور مرتين بين المصوّتين. لم يُسجَّل شيء.
record-quorum-missing = عدد المصوّتين { $voted }، والنصاب { $quorum }. لم يُسجَّل شيء.
    .do = لا يُحسب من تنحّى أو له مصلحة: شكّلوا اللجنة بحيث يبقى منها ما يكفي.
record-majority-missing = صوّت مع القرار { $by } وضده { $against }: لا أغلبية معه. لم يُسجَّل شيء.
record-appeal-of-another = ‏{ $party } لم يرشّح { $candidate } (رشّحه { $nominated }) ولم يعترض عليه، فلا يطعن. لم يُسجَّل شيء.
record-appeal-late = كان الطعن في حالة { $candidate } جائزًا حتى { $until }، والوقت الآن { $now }. لم يُسجَّل شيء.
record-quorum-impossible = نصاب قدره { $quorum } لا تبلغه لجنة { $body } وعدد أعضائها { $panel }. لم يُسجَّل شيء.
record-limit-missing = لا الإجراء ولا الاتفاق يبيّن مهلة هذه الخطوة لعضوية { $body }: ‏{ $step }. لم يُسجَّل شيء.
    .do = اذكر الساعات، أو اكتب reply_within في الاتفاق.
record-seat-without-decision =
    لا يشغل { $candidate } مقعدًا في { $body }: لم يُقبل له ترشيح قبولًا نهائيًا (هو في مرحلة «{ $stage ->
        [none] لا شيء
        [body_not_formed] الهيئة لم تُشكَّل
        [objections] الاعتراضات
        [answers] الردود
        [panel] أمام لجنة البت
        [ruled] صدر فيه قرار يقبل الطعن
        [appeal] قيد الطعن
        [accepted] مقبول نهائيًا
        [refused] مرفوض نهائيًا
        [withdrawn] مسحوب
        [seated] شغل مقعده
       *[other] { $stage }
    }»). لم يُسجَّل شيء.
    .do = يُشغل المقعد بعد قرار لم يعد يقبل الطعن.
record-seat-of-another = قيل إن مقعد { $candidate } مقعد { $party }، وقد رشّحه { $nominated }. لم يُسجَّل شيء.
record-member-not-seated = ‏{ $member } ليس عضوًا في { $body } فلا يكون في فريق منها. لم يُسجَّل شيء.
record-sector-unknown = لا قطاع باسم { $sector } في خريطة الاتفاق، وقطاعاتها: { $known }. لم يُسجَّل شيء.
record-post-known = النقطة { $post } مفتوحة من قبل.
record-post-closed-already = سبق إغلاق النقطة { $post }.
record-post-closed-before = لا تُغلق النقطة { $post } قبل فتحها.
record-patrol-overlaps = يكون { $team } في الدورية { $patrol } وهو في الدورية { $other }، من { $from } إلى { $until }.
    .do = الفريق في مكان واحد في الوقت الواحد: غيّر الساعات، أو سمِّ فريقًا آخر. لم يُسجَّل شيء.
record-quorum-lowered = يصير نصاب { $body } { $quorum }، وكان { $before }. لم يُسجَّل شيء.
    .do = من يعيد تشكيل الهيئة يُبقي نصابها أو يرفعه.
record-limit-shortened = تصير ساعات خطوة من خطوات { $body } { $hours } ({ $step })، وللأطراف { $least }. لم يُسجَّل شيء.
    .do = امنح على الأقل ما منحته الهيئة من قبل، أو ما يمنحه الاتفاق إن كان أقل.
record-seat-taken-already = أُعطي { $candidate } مقعدًا في { $body } من قبل، بالقيد { $entry }. لم يُسجَّل شيء.
    .do = من غادر يُرشَّح من جديد، والمقعد المسجل خطأً يُسحب أولًا.
record-patrol-known = توجد دورية { $patrol } من قبل.
    .do = اختر اسمًا آخر لهذه.
record-party-not-of-text = لا يعرف النص طرفًا باسم { $party }؛ وأطرافه { $known }. لم يُسجَّل شيء.
record-reasons-missing = الإجراء { $kind } بلا أسبابه. لم يُسجَّل شيء.
    .do = أرسلها في الجزء `text`: فلمن يعنيه الأمر أن يرد عليها.
record-team-unknown = لا يوجد فريق { $team }.
    .do = أدرج team.formed أولًا.
record-plan-missing = خطة الدورية { $patrol } غائبة أو لا تُقرأ. لم يُسجَّل شيء.
    .do = أرسلها في الجزء `plan` من الصنف place؛ انظر docs/record-format.md، القسم 8.
record-legs-missing = الدورية { $patrol } لا تمر بأي قطاع. لم يُسجَّل شيء.
record-hours-wrong = عدد الساعات المذكورة للدورية { $patrol } هو { $hours }، ومدتها كلها { $most }. لم يُسجَّل شيء.
record-patrol-reported-already = سبق تقديم تقرير الدورية { $patrol }.
record-patrol-not-over = لم تنته الدورية { $patrol }: لا يُكتب في سجل أين هي الآن. لم يُسجَّل شيء.
record-patrol-not-cleared = يقول التقرير إن الدورية { $patrol } سارت بتصريح. وفي السجل رفض { $refused } ولم يجب { $silent }. لم يُسجَّل شيء.
    .do = قدّم التقرير على أنها سارت بغير تصريح، أو أدرج أولًا ردود الأطراف.
record-clearance-not-asked = لم يُطلب من { $party } تصريح الدورية { $patrol }، وإنما طُلب من { $asked }. لم يُسجَّل شيء.
record-complaint-of-another = الشكوى من { $about }، فلا يرد عليها { $user }. لم يُسجَّل شيء.
record-complaint-ruled-already = سبق البت في الشكوى { $entry }.
record-nomination-unknown = لا ترشيح بالقيد { $entry }.
