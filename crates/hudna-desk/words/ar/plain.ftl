# القواعد بكلام واضح: hudna-desk/src/document/plain.
# تأتي الجملة بعد «إذا»، ونفيها في ‎.not
plain-kind-prohibition = حظر
plain-kind-permission = إذن
plain-kind-notification = إخطار مسبق
plain-kind-obligation = التزام
plain-parties = أطراف الاتفاق
plain-anyone = أيٍّ كان
plain-any-act = أي فعل
plain-any-act-of = أي فعل مما يتناوله حكم { $norms }
plain-or-else = { "؛ أو " }
plain-other-than = { $acts }، ما عدا { $codes }
plain-deed-if = { $acts }، إذا { $clauses }
plain-label = «{ $label }»
plain-prohibited = يُحظر على { $whom }: { $deeds }.
plain-unless = ولا خرق إذا { $clauses }.
plain-permitted = يُسمح بما يلي: { $deeds }.
plain-concerns = المعنيّ بهذه القاعدة: { $whom }.
plain-need = ولا يُعتدّ بهذا الإذن إلا إذا { $need }.
plain-needs = ولا يُعتدّ بهذا الإذن إلا إذا تحقق كل ما يلي: { $needs }.
plain-burden-party = (وعلى من يحتجّ به أن يثبته)
plain-burden-accuser = (وعلى من يدّعي خلافه أن يثبت ذلك)
plain-over = هذا استثناء من { $norms }.
plain-only = وهو السبيل الوحيد: حيثما انطبق لم يُعتدّ بإذن سواه.
plain-notified = على { $whom } الإخطار مسبقًا بما يلي: { $deeds }.
plain-notice = ويُعتدّ بالإخطار إذا { $match }.
plain-urgent = ولا يلزم إخطار مسبق إذا { $clauses }.
plain-tell-after = ويجب الإخطار عندئذ في غضون { $span } من الفعل.
plain-duty = { $many ->
    [one] على { $whom } استيفاء ما يلي: { $must }.
   *[many] على { $whom }، كلٍّ فيما يخصه، استيفاء ما يلي: { $must }.
}
plain-duty-done = { $many ->
    [one] على { $whom } تنفيذ ما تطلبه { $norm }، ويجري التحقق من التنفيذ.
   *[many] على { $whom }، كلٍّ فيما يخصه، تنفيذ ما تطلبه { $norm }، ويجري التحقق من التنفيذ.
}
plain-duty-deed = بعد كل فعل من هذا القبيل ({ $deeds }) يجب ما يلي: { $must }.
plain-applies-if = ويسري ذلك إذا { $clauses }.
plain-due = والموعد الأقصى { $moment }.
plain-no-due = ولا يحدد النص موعدًا.
plain-verifier = الجهة التي تتحقق: { $verifier }.
plain-valid-for = ويصلح التحقق مدة { $span }.
plain-bare = ما تطلبه { $norm }.
plain-severity = والخرق { $severity }.
plain-from = السريان: ابتداءً من { $from }.
plain-from-until = السريان: من { $from } إلى { $until }.
plain-end-of = نهاية يوم { $date }
plain-excepted = والاستثناءات: { $norms }.
plain-day-counted = { $date } (ي+{ $days })
clause-always = كان في أي حال
clause-never = لم يكن في أي حال
clause-any = تحقق واحد مما يلي: { $list }
clause-together = ({ $list })
clause-inside = كان { $attribute } داخل { $zone }
    .not = كان { $attribute } خارج { $zone }
clause-is = { $name ->
        [ordered_by] صدر الأمر عن { $values }
        [purpose] كان الغرض { $values }
        [target_kind] كان نوع الهدف { $values }
        [means] كانت وسيلة الرصد { $values }
        [rank] كانت { $attribute } { $values }
        [served_in] كانت { $attribute } { $values }
        [served_as] كانت { $attribute } { $values }
       *[other] كان { $attribute } { $values }
    }
    .not = { $name ->
        [ordered_by] لم يصدر الأمر عن { $values }
        [purpose] لم يكن الغرض { $values }
        [target_kind] لم يكن نوع الهدف { $values }
        [means] لم تكن وسيلة الرصد { $values }
        [rank] لم تكن { $attribute } { $values }
        [served_in] لم تكن { $attribute } { $values }
        [served_as] لم تكن { $attribute } { $values }
       *[other] لم يكن { $attribute } { $values }
    }
clause-party = كان المسؤول عن الفاعل { $party }
    .not = لم يكن المسؤول عن الفاعل { $party }
clause-target-party = كان المستهدف تابعًا لما يلي: { $party }
    .not = لم يكن المستهدف تابعًا لما يلي: { $party }
clause-signatory = كان المسؤول عن الفاعل طرفًا يسري عليه الاتفاق حينئذ
    .not = لم يكن المسؤول عن الفاعل طرفًا يسري عليه الاتفاق حينئذ
clause-target-signatory = كان المستهدف تابعًا لطرف يسري عليه الاتفاق حينئذ
    .not = لم يكن المستهدف تابعًا لطرف يسري عليه الاتفاق حينئذ
clause-own-target = كان المستهدف من طرف الفاعل نفسه
    .not = لم يكن المستهدف من طرف الفاعل نفسه
clause-other-target = كان المستهدف من طرف آخر غير طرف الفاعل
    .not = لم يكن المستهدف من طرف آخر غير طرف الفاعل
clause-nothing = كان { $attribute } «لا شيء»
    .not = لم يكن { $attribute } «لا شيء»
clause-less = قلّ { $left } عن { $right }
clause-at-most = لم يزد { $left } على { $right }
clause-equal = كان { $left } مساويًا بالضبط لما يلي: { $right }
clause-other = كان { $left } غير { $right }
clause-at-least = لم يقلّ { $left } عن { $right }
clause-more = زاد { $left } على { $right }
measure-calibre_mm = العيار
measure-range_km = مدى السلاح
measure-delay_min = الانتظار
unit-calibre_mm = { $number } ملم
unit-range_km = { $number } كم
unit-delay_min = { $number } دقيقة
clause-before = كان { $attribute } قبل { $moment }
clause-until = لم يتجاوز { $attribute } { $moment }
clause-at = كان { $attribute } في { $moment }
clause-not-at = لم يكن { $attribute } في { $moment }
clause-from = كان { $attribute } في { $moment } أو بعده
clause-after = كان { $attribute } بعد { $moment }
clause-daily = كان ذلك بين الساعة { $from } والساعة { $to }
    .not = لم يكن ذلك بين الساعة { $from } والساعة { $to }
clause-near = كان { $attribute } على مسافة لا تزيد على { $distance } من { $geometry }
    .not = كان { $attribute } على مسافة تزيد على { $distance } من { $geometry }
clause-affiliated = كانت الجهة التي يتبعها { $attribute }، أيًّا كانت الرابطة، { $actor }
    .not = لم تكن الجهة التي يتبعها { $attribute } { $actor }
clause-in-force = كان حكم { $norm } ساريًا حينئذ
    .not = لم يكن حكم { $norm } ساريًا حينئذ
clause-bound = كان الاتفاق ساريًا حينئذ على { $party }
    .not = لم يكن الاتفاق ساريًا حينئذ على { $party }
clause-reading = كان ما حدث «{ $term }» بالمعنى المقصود في الاتفاق
    .not = لم يكن ما حدث «{ $term }» بالمعنى المقصود في الاتفاق
clause-reply = جاء الفعل ردًا على فعل سابق هو: { $condition }
    .not = لم يأتِ الفعل ردًا على فعل سابق هو: { $condition }
clause-reply-within = جاء الفعل، في غضون { $span }، ردًا على فعل سابق هو: { $condition }
    .not = لم يأتِ الفعل، في غضون { $span }، ردًا على فعل سابق هو: { $condition }
clause-notified = قُدّم إخطار ({ $match })
    .not = لم يُقدَّم إخطار ({ $match })
clause-authorised = صدر إذن ({ $match })
    .not = لم يصدر إذن ({ $match })
clause-contacted = جرى الاتصال بالآلية ({ $match })
    .not = لم يجرِ الاتصال بالآلية ({ $match })
clause-verified = جرى التحقق من تنفيذ ما تطلبه { $norm }
    .not = لم يجرِ التحقق من تنفيذ ما تطلبه { $norm }
clause-count = كان عدد الأفعال الأخرى المماثلة { $whose ->
        [same] من الطرف نفسه
        [other] من طرف آخر
       *[any] أيًّا كان فاعلها
    }، ضمن { $distance } و{ $span } ({ $condition })، { $compare } { $number }
match-unit = كان باسم التشكيل نفسه أو باسم من يتبعه
match-party = كان باسم الطرف المسؤول عن التشكيل
match-near = كان الفعل في حدود { $distance } من المكان المذكور و{ $span } من الوقت المذكور
match-where = كان الفعل في حدود { $distance } من المكان المذكور
match-window = كان الفعل في حدود { $span } من الوقت المذكور
match-at = كان الفعل في الوقت المذكور نفسه
match-before = أُرسل قبل الفعل
match-after = أُرسل في موعد لا يتجاوز { $span } بعد الفعل
match-lead = أُرسل قبل الفعل بما لا يقل عن { $span }
match-answer-granted = كان الجواب بالموافقة
match-answer-refused = كان الجواب بالرفض
match-answer-answered = لقي الاتصال جوابًا
match-answer-failed = أخفق الاتصال
span-days = { $count ->
    [one] يوم واحد
    [two] يومين
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
span-hours = { $count ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
span-minutes = { $count ->
    [0] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
actor-joint_team = الفريق المشترك
actor-commission = اللجنة
section-annex-norms = الملحق د: القواعد التي تتناولها النتائج، بكلام واضح
norms-lead = صاغه البرنامج مما يُقيَّم به، والعبرة بنص الاتفاق.
norms-none = لا تتناول نتائج هذه الفترة أي قاعدة.
column-plain-norm = القاعدة
column-plain = بكلام واضح
norm-version = النسخة { $version }
plain-kind-eligibility = شروط الأهلية
plain-kind-composition = تشكيل هيئة
plain-kind-decision = قاعدة اتخاذ القرار
plain-eligible = لا يُقبل المرشح إلا إذا تحقق كل ما يلي: { $needs }.
plain-eligible-for = لا يُقبل المرشح في { $body } إلا إذا تحقق كل ما يلي: { $needs }.
plain-nominated = يسري ذلك على من يرشحه { $whom }.
plain-composed = لا يصح تشكيل { $body } إلا إذا { $clauses }.
plain-decided = لا يصح القرار إلا إذا تحقق كل ما يلي: { $needs }.
plain-decided-by = لا يصح قرار { $body } إلا إذا تحقق كل ما يلي: { $needs }.
plain-silence = من سكت من الأعضاء { $span } عُدّ موافقًا.
plain-secret = التصويت سري: يُعرف من صوّت ولا يُعرف كيف.
actor-joint_force = القوة المشتركة
actor-table = طاولة الحوار
plain-kind-holding = حيازة أسلحة
plain-kind-separation = فصل بين القوات
plain-kind-pattern = نمط من الأفعال
plain-kind-access = وصول المراقبين
plain-holding = فيما يحوزه { $whom } من أسلحة، إذا { $weapons }، يجب أن يتحقق ما يلي: { $clauses }.
plain-holding-any = فيما يحوزه { $whom } من أسلحة يجب أن يتحقق ما يلي: { $clauses }.
plain-holding-store = ويجب أيضًا أن يُحفظ كل سلاح منها على هذا النحو: { $clauses }.
plain-separation = على وحدات { $whom } أن تبقى على بُعد { $distance } على الأقل من وحدات أي طرف آخر في الوقت نفسه أو ضمن { $span }.
plain-answers-both = وإلا فكلاهما مسؤول.
plain-answers-mover = وإلا فالمسؤول من تحرك.
plain-pattern = إذا بلغ عدد ما يلي من أفعال طرف واحد { $number } ضمن { $distance } و{ $span } فذلك خرق قائم بذاته: { $deeds }.
plain-access = على { $whom } السماح للمراقبين بالدخول.
plain-access-delay = ولا يُترك المراقبون ينتظرون أكثر من { $span }.
plain-access-where = يسري ذلك على الزيارات إذا { $clauses }.
clause-in-store = كان السلاح في مخزنه
    .not = لم يكن السلاح في مخزنه
clause-store-declared = كان مخزنه معلنًا
    .not = لم يكن مخزنه معلنًا
clause-store-open = سُمح للمفتشين بالدخول في آخر زيارة
    .not = لم يُسمح للمفتشين بالدخول في آخر زيارة
clause-store-inspected = سُمح للمفتشين بالدخول في آخر زيارة لم يمضِ عليها أكثر من { $span }
    .not = لم يُسمح للمفتشين بالدخول خلال آخر { $span }
plain-suspended = عُلّق العمل بها { $over }.
plain-extended = مُدّد العمل بها { $over }.
measure-years_service = عدد سنوات الخدمة
unit-years_service = { $number }
