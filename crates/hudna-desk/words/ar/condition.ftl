# ما يختلّ في شرط من الشروط: hudna-core/src/condition.
# للأطوال والمدد والتواريخ والأطراف والجهات الفاعلة كلماتها في diagnostic.ftl.

condition-sort = { $expected ->
    [number] عدد
    [constant] عدد مكتوب في النص بلا صفات
    [whole-days] عدد صحيح من الأيام
    [text] كلمات بين علامتي اقتباس مفردتين
    [code] رمز بين علامتي اقتباس مفردتين
    [actor] جهة فاعلة
    [actor-or-target] الفاعل أو المستهدف
    [party] طرف بين علامتي اقتباس مفردتين أو signatories()
    [time] الوقت (at) أو حتى (until)
    [moment] لحظة مثل DATE('2026-03-01') أو moment('2026-03-01 06:00') أو d_day(14)
    [place] المكان أو المنطلق أو مكان الراصد
    [geometry] zone('…') أو line('…')
    [condition] ما يتحقق أو ينتفي
    [attribute] صفة تُقارن
   *[other] { $expected }
}
condition-found = { $found ->
    [number] عدد
    [text] كلمات بين علامتي اقتباس
    [code] رمز
    [actor] جهة فاعلة
    [party] طرف
    [parties] مجموعة أطراف
    [time] وقت
    [place] مكان
    [geometry] منطقة أو خط
    [condition] ما يتحقق أو ينتفي
    [count] تعداد
    [list] قائمة
   *[other] { $found }
}
condition-next = { $expected ->
    [value] صفة أو عدد أو كلمات بين علامتي اقتباس أو دالة
    [connective] AND أو OR أو نهاية الشرط
    [comma] فاصلة أو قوس إغلاق
    [and] AND ثم الحد الأعلى، كما في BETWEEN 5 AND 9
    [null] NULL
   *[other] { $expected }
}
condition-near = { $near ->
    [yes] هل المقصود { $nearest }؟
    [none] لم يُعرَّف منه شيء في هذا النص
   *[no] المتوقع أحد هذه: { $known }
}

d-arguments-wrong = لا تُكتب الدالة { $function } بهذه القيم
    .expected = المتوقع { $usage }
    .do = اكتب الدالة بالقيم المبيّنة.
d-between-reversed = لا يقع شيء في «{ $written }»: الحد الأدنى أكبر من الأعلى
    .expected = المتوقع العدد الأصغر أولًا
    .do = بدّل موضعي الحدين.
d-character-unknown = لا معنى للحرف «{ $found }» في الشرط
    .expected = المتوقع أسماء وأعداد وكلمات بين علامتي اقتباس مفردتين وعلامات مقارنة
    .do = احذفه، أو ضع الكلمات التي يرد فيها بين علامتي اقتباس مفردتين.
d-code-unknown = ليس «{ $written }» من رموز { $attribute }
    .expected = { $near ->
        [yes] هل المقصود '{ $nearest }'؟
       *[no] المتوقع أحد الرموز: { $known }
    }
    .do = استعمل رمزًا من المفردات؛ والفرع يشمل كل ما تحته.
d-comma-arabic = لا تفصل الفاصلة العربية «{ $found }» بين أجزاء الشرط
    .expected = المتوقع الفاصلة اللاتينية « , »
    .do = اكتب الفاصلة اللاتينية بين الأجزاء.
d-comparison-chained = تلي المقارنةَ الأولى مقارنةٌ ثانية: «{ $found }»
    .expected = المتوقع AND أو OR أو نهاية الشرط
    .do = اكتب مقارنتين تجمعهما AND.
d-comparison-of-attributes = تُقارن الصفة { $first } بصفة أخرى هي { $second }
    .expected = المتوقع قيمة بعد العلامة
    .do = قارن كل صفة بقيمة.
d-condition-empty = الشرط فارغ
    .expected = المتوقع مقارنة أو دالة
    .do = اكتب TRUE إن كان متحققًا دائمًا.
d-condition-syntax = لا يستقيم الشرط عند «{ $found }»
    .expected = المتوقع { condition-next }
    .do = صحّح الشرط في هذا الموضع؛ فما قبله مفهوم.
d-condition-too-deep = تداخُل الشرط هنا أعمق مما يُقبل
    .expected = المتوقع { $most } على الأكثر
    .do = اقسم القاعدة، أو عرّف جزءًا منها مصطلحًا واكتب reading('…').
d-condition-too-long = طول الشرط بالبايت: { $found }
    .expected = المتوقع { $most } على الأكثر
    .do = اقسم القاعدة، أو عرّف جزءًا منها مصطلحًا واكتب reading('…').
d-condition-unfinished = الشرط مبتور
    .expected = المتوقع { condition-next }
    .do = أكمل الشرط.
d-d-day-as-name = ليست «{ $found }» لحظة في الشرط
    .expected = المتوقع { $write }
    .do = يُكتب يوم السريان في الشرط d_day()، واليوم الذي يليه بعدد n من الأيام d_day(n).
d-date-as-number = تُقرأ «{ $found }» عملية طرح لا يومًا
    .expected = المتوقع DATE('{ $day }')
    .do = اكتب DATE('…') لليوم وmoment('…') للساعة.
d-date-as-text = «{ $found }» كلمات بين علامتي اقتباس وليست لحظة
    .expected = المتوقع { $write }
    .do = اكتب DATE('…') لليوم وmoment('…') للساعة.
d-digits-arabic = لا تُقرأ الأرقام «{ $found }» في الشرط
    .expected = المتوقع { $write }
    .do = اكتب الأرقام من 0 إلى 9؛ والوثائق تعرضها كما يألفها القارئ.
d-division-by-zero = في «{ $found }» قسمة على صفر
    .expected = المتوقع مقسوم عليه غير الصفر
    .do = صحّح العدد.
d-function-nested = تسأل { $function } عن فعل آخر داخل سؤال عن فعل آخر
    .expected = المتوقع شرط على ذلك الفعل وحده
    .do = اسأل سؤالًا واحدًا: أخرج { $function } من الشرط الداخلي.
d-function-refused = لا تُستعمل { $function } في شروط القواعد
    .expected = المتوقع دالة من دوال هذه اللغة
    .do = راجع جدول الدوال في وصف لغة الاتفاق.
d-function-unknown = لا توجد دالة باسم «{ $function }»
    .expected = { $near ->
        [yes] هل المقصود { $nearest }؟
       *[no] المتوقع دالة من دوال هذه اللغة
    }
    .do = راجع جدول الدوال في وصف لغة الاتفاق.
d-geometry-literal = رُسم شكل بإحداثياته داخل قاعدة
    .expected = المتوقع zone('…') أو line('…')
    .do = ارسم الشكل في ملف الخرائط وأعطه معرّفًا ليُسمّى به على الخريطة وفي الكلام.
d-geometry-malformed = ليس «{ $found }» شكلًا صحيحًا
    .expected = المتوقع شكل مثل POLYGON((13 32, 14 32, 14 33, 13 32))، وخط الطول أولًا
    .do = صحّح الإحداثيات؛ وتنتهي الحلقة حيث بدأت.
d-hour-unreadable = ليس «{ $written }» ساعة من ساعات اليوم
    .expected = المتوقع ساعة مثل '08:00'
    .do = اكتب الساعة والدقيقة من 00:00 إلى 24:00 بالتوقيت المحلي.
d-hour-unquoted = وردت الساعة «{ $found }» خارج علامات الاقتباس
    .expected = المتوقع ورودها في moment('2026-03-01 06:00') أو daily(at, '08:00', '14:00')
    .do = اكتب اليوم والساعة معًا في moment('…').
d-hours-equal = تبدأ الساعات اليومية وتنتهي في الدقيقة نفسها
    .expected = المتوقع ساعتان مختلفتان
    .do = اكتب '00:00' و'24:00' لليوم كله.
d-invisible-character = هنا حرف لا يُرى ({ $code })
    .expected = المتوقع ألا يرد مثله خارج علامات الاقتباس
    .do = احذفه: كثيرًا ما ترد هذه العلامات في نص منسوخ من برنامج آخر.
d-line-has-no-inside = { $id } خط، ولا يقع شيء داخله
    .expected = المتوقع within_distance(place, line('{ $id }'), '25 km')
    .do = بيّن المسافة المقصودة من الخط، أو سمِّ منطقة.
d-line-is-a-zone = { $id } منطقة لا خط
    .expected = المتوقع zone('{ $id }')
    .do = اكتب zone، أو صحّح ملف الخرائط.
d-line-unknown = لا يوجد خط باسم «{ $line }»
    .expected = { condition-near }
    .do = ارسمه في ملف الخرائط بهذا المعرّف، أو صحّح الاسم.
d-list-empty = القائمة فارغة
    .expected = المتوقع قيمة واحدة على الأقل
    .do = اكتب القيم بين القوسين.
d-list-missing = تلي IN كلمةُ «{ $found }» وليست قائمة
    .expected = المتوقع قيم بين قوسين، أو دالة مثل signatories()
    .do = ضع القيم بين قوسين.
d-list-needs-in = يُقارن طرف واحد بمجموعة أطراف
    .expected = المتوقع { $write }
    .do = اكتب IN بدل العلامة.
d-match-unknown = لا توجد مطابقة باسم «{ $match }»
    .expected = { condition-near }
    .do = عرّفها تحت match في كتلة السجل، أو صحّح الاسم.
d-moment-ambiguous = تتكرر ساعة «{ $written }» أو تسقط عند تغيير التوقيت
    .expected = المتوقع ساعة ترد مرة واحدة في هذا التوقيت
    .do = اختر ساعة قبل تغيير التوقيت أو بعده.
d-norm-unknown = لا توجد قاعدة بالمعرّف «{ $norm }»
    .expected = { condition-near }
    .do = صحّح المعرّف، أو أضف القاعدة.
d-null-test = تسأل القاعدة هل الأمر معلوم
    .expected = المتوقع سؤال عما وقع
    .do = احذف هذا السؤال: فما ليس معلومًا يجعل النتيجة غير محسومة ويُذكر ما ينقصها.
d-null-value = ليست NULL قيمة يُقارن بها
    .expected = المتوقع قيمة، أو 'none' حيث يعني النص لا أحد أو لا شيء
    .do = اكتب 'none'، أو احذف المقارنة.
d-number-too-large = العدد «{ $found }» أكبر مما يُقبل
    .expected = المتوقع عدد يمكن حفظه
    .do = صحّح العدد.
d-operator-unknown = ليست «{ $found }» من علامات الشروط
    .expected = المتوقع { $nearest }
    .do = اكتب { $nearest }، أو عبّر بغيرها.
d-order-without-meaning = تسأل «{ $written }» أيهما أكبر، ولا ترتيب لهذه القيم
    .expected = المتوقع = أو <> أو IN
    .do = بيّن القيم المقصودة.
d-parenthesis-unbalanced = لا قرين للقوس «{ $found }»
    .expected = المتوقع أقواس إغلاق بعدد أقواس الفتح
    .do = أضف قرينه أو احذفه.
d-place-compared = يدل { $attribute } على مكان فلا يُقارن
    .expected = المتوقع S_INTERSECTS({ $attribute }, zone('…')) أو within_distance({ $attribute }, line('…'), '25 km')
    .do = بيّن في أي منطقة يقع، أو كم يبعد عن أي خط.
d-property-unknown = لا توجد صفة باسم «{ $property }»
    .expected = { $near ->
        [yes] هل المقصود { $nearest }؟
       *[no] المتوقع صفة من المفردات
    }
    .do = استعمل اسمًا من المفردات بالعربية أو الإنجليزية.
d-quote-typographic = لا تُقرأ علامة الاقتباس { $found } في الشرط
    .expected = المتوقع العلامة المستقيمة '
    .do = اكتب ' قبل الكلمات وبعدها.
d-quote-unclosed = يبدأ هنا اقتباس لا ينتهي
    .expected = المتوقع علامة إغلاق
    .do = أغلق الاقتباس؛ والعلامة داخله تُكتب مرتين.
d-backslash = في الشرط شرطة مائلة عكسية
    .expected = المتوقع ألا ترد: فهي تزيح كل موضع تشير إليه الرسائل
    .do = احذفها؛ وعلامة الاقتباس المفردة داخل الاقتباس تُكتب مرتين، ونص الكتلة بين علامتين مزدوجتين.
d-term-unknown = لا يوجد مصطلح باسم «{ $term }»
    .expected = { condition-near }
    .do = عرّفه تحت term بقراءة كل طرف، أو صحّح الاسم.
d-text-unquoted = تُقرأ «{ $found }» اسم صفة
    .expected = هل المقصود { $nearest }؟
    .do = ضع القيم بين علامتي اقتباس مفردتين.
d-this-contradicts = تناقض «{ $found }» المقارنة السابقة بالطرف نفسه
    .expected = المتوقع مقارنة واحدة مع this.party
    .do = أبقِ إحداهما.
d-this-misplaced = لا معنى لعبارة «{ $found }» هنا
    .expected = المتوقع ورودها جزءًا قائمًا بذاته في count_within أو in_reply_to تربطه AND: party = this.party أو party <> this.party
    .do = انقلها إلى هناك خارج OR وNOT وIN.
d-this-unsupported = لا تُقارن «{ $found }»
    .expected = المتوقع this.party
    .do = لا يُقارن من الفعل المنظور فيه إلا طرفه.
d-time-in-range = { $attribute } وقت، ويُقارن بكل لحظة على حدة
    .expected = المتوقع { $attribute } >= … AND { $attribute } < …
    .do = اكتب مقارنتين مع DATE('…') أو moment('…').
d-timestamp-has-no-zone = تُقرأ TIMESTAMP بتوقيت غير توقيت النص
    .expected = المتوقع moment('{ $write }')
    .do = اكتب moment('…') بالساعة المحلية.
d-truth-compared = «{ $written }» متحقق أو منتفٍ بذاته
    .expected = المتوقع وروده وحده أو بعد NOT
    .do = احذف المقارنة.
d-type-mismatch = «{ $written }» { condition-found }
    .expected = المتوقع { condition-sort }
    .do = صحّح هذا الجزء من الشرط.
d-unit-in-condition = تلي العددَ { $number } وحدةُ قياس: «{ $unit }»
    .expected = المتوقع { $number } وحده: فالوحدات في الأسماء، مثل calibre_mm
    .do = احذف الوحدة، وحوّل العدد إلى الوحدة المذكورة في اسم الصفة.
d-zone-is-a-line = { $id } خط لا منطقة
    .expected = المتوقع line('{ $id }')
    .do = اكتب line، أو صحّح ملف الخرائط.
d-zone-unknown = لا توجد منطقة باسم «{ $zone }»
    .expected = { condition-near }
    .do = ارسمها في ملف الخرائط بهذا المعرّف، أو صحّح الاسم.
