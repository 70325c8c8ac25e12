# ما يختلّ في اتفاق وما يستحق النظر فيه: hudna-core/src/agreement.
# كلمات الشروط في condition.ftl، وهنا الأطوال والمدد والتواريخ والأطراف والجهات الفاعلة.

diagnostic-kind = { $expected ->
    [text] كلمات بين علامتي اقتباس
    [texts] قائمة كلمات بين علامات اقتباس
    [table] جدول بين قوسين معقوفين
    [tables] قائمة جداول
    [flag] true أو false
    [number] عدد صحيح
    [dates] تاريخ، أو قائمة بأبكر تاريخ وآخر تاريخ
   *[other] { $expected }
}
diagnostic-found = { $found ->
    [string] كلمات
    [integer] عدد صحيح
    [float] عدد
    [boolean] true أو false
    [datetime] تاريخ
    [array] قائمة
    [table] جدول
   *[other] { $found }
}
diagnostic-near = { $near ->
    [yes] هل المقصود { $nearest }؟
   *[no] لا اسم قريبًا منه في هذا النص
}
diagnostic-choice = { $near ->
    [yes] هل المقصود { $nearest }؟
    [none] لا شيء منه معرّف في هذا النص
   *[no] المتوقع واحد من: { $known }
}
diagnostic-language = { $lacks ->
    [ar] العربية
   *[en] الإنجليزية
}

## الملف

d-file-empty = الملف فارغ
    .expected = المتوقع اتفاق أول سطر فيه +++
    .do = اذكر اسم الملف الذي فيه النص.
d-file-binary = الملف ليس نصًا
    .expected = المتوقع Markdown بترميز UTF-8
    .do = صدّر الوثيقة بصيغة Markdown واذكر اسم ذلك الملف.
d-file-too-large = حجم الملف أكبر من { $most } ميغابايت
    .expected = المتوقع { $most } ميغابايت على الأكثر
    .do = بسّط الرسم، أو انقل الملاحق التي لا تحتاجها القواعد إلى ملف آخر.
d-file-unreadable = تعذرت قراءة «{ $name }»: { $detail }
    .expected = المتوقع ملف نصي بجانب الاتفاق
    .do = صحّح الملف ثم أعد التحميل.
d-file-name-refused = ليس «{ $name }» اسم ملف بجانب الاتفاق
    .expected = المتوقع اسم بسيط مثل zones.geojson بلا .. وبلا / في أوله
    .do = ضع الملف في مجلد الاتفاق واكتب اسمه.
d-front-matter-missing = لا يبدأ النص ببياناته الأولى
    .expected = المتوقع سطر أول فيه +++
    .do = اكتب agreement وzone_time وd_day بين سطري +++ في أعلى النص.
d-front-matter-unclosed = لا نهاية للبيانات الأولى
    .expected = المتوقع سطر ثانٍ فيه +++
    .do = اكتب +++ في سطر مستقل بعد آخر مفتاح.
d-toml-unreadable = تعذرت قراءة هذه الكتلة: { $detail }
    .expected = المتوقع TOML: مفتاح وقيمة في كل سطر، والكلمات بين علامتي اقتباس
    .do = صحّح هذا السطر؛ فما تعرّفه الكتلة غير معلوم قبل ذلك.
d-key-unknown = لا معنى للمفتاح «{ $key }» هنا
    .expected = { diagnostic-choice }
    .do = صحّح الاسم أو احذف السطر: فلا شيء يُتجاوز دون تنبيه.
d-key-missing = المفتاح { $key } غير موجود
    .expected = المتوقع سطر فيه { $key } = …
    .do = أضفه كما ورد في النص الموقّع.
d-keys-exclude = لا يجتمع { $key } و{ $other }
    .expected = المتوقع أحدهما
    .do = يبدأ { $key } بعد نهاية يومه، ويبدأ { $other } مع أول يومه: أبقِ المقصود منهما.
d-value-wrong-type = قيمة { $key } { diagnostic-found }
    .expected = المتوقع { diagnostic-kind }
    .do = اكتب القيمة على هذه الصورة.
d-value-empty = المفتاح { $key } بلا قيمة
    .expected = المتوقع كلمات
    .do = اكتب القيمة أو احذف السطر.
d-value-unknown = ليس «{ $written }» من قيم { $key }
    .expected = { diagnostic-choice }
    .do = استعمل واحدًا من: { $known }.
d-id-malformed = لا يصلح «{ $id }» معرّفًا
    .expected = المتوقع حروف وأرقام و - و _ و . بلا مسافات
    .do = اختر معرّفًا آخر؛ والأسماء التي يقرؤها الناس في ar وen.
d-id-duplicate = المعرّف «{ $id }» مستعمل مرتين
    .expected = المتوقع معرّف مستقل
    .do = غيّر أحدهما وما يشير إليه.

## البيانات الأولى

d-d-day-missing = لا يذكر الاتفاق يوم سريانه
    .expected = المتوقع سطر فيه d_day = 2026-03-01T00:01:00
    .do = اكتب اليوم، والساعة إن ذكرها النص، بالتوقيت المحلي.
d-version-not-positive = رقم النسخة ليس عددًا موجبًا
    .expected = المتوقع 1 أو 2 أو 3 …
    .do = رقّم النسخ بترتيب اعتمادها.
d-versions-not-rising = هذه النسخة رقم { $version }، والتي قبلها رقم { $older }
    .expected = المتوقع رقم أكبر من { $older }
    .do = صحّح رقم النص الأحدث.
d-time-zone-unknown = لا توجد منطقة زمنية باسم «{ $zone }»
    .expected = المتوقع اسم من قائمة IANA مثل Africa/Tripoli
    .do = اكتب المنطقة التي تُقرأ بها ساعات النص.
d-ends-before-d-day = ينتهي الاتفاق قبل سريانه
    .expected = المتوقع يوم بعد «ي»
    .do = صحّح ends أو d_day.
d-superseded-missing = لا يوجد ملف باسم «{ $name }» بجانب الاتفاق
    .expected = المتوقع نص النسخة السابقة
    .do = ضعه بجانب الاتفاق، أو احذف supersedes: فلا يشمل أيّ نصّ ما وقع قبل «ي».
d-superseded-unreadable = تعذر تحميل النسخة السابقة «{ $name }»
    .expected = المتوقع نص بلا أخطاء
    .do = صحّح ما ذُكر عن ذلك الملف.
d-superseded-not-before = لا يسبق سريان «{ $name }» سريان هذه النسخة
    .expected = المتوقع فيها d_day أسبق
    .do = صحّح أحد اليومين، أو اذكر الملف الصحيح.
d-supersedes-cycle = تسبق «{ $name }» نفسها
    .expected = المتوقع نص أقدم
    .do = اذكر النسخة التي حلّت هذه محلها.

## النص

d-article-duplicate = لمادتين معرّف واحد: «{ $id }»
    .expected = المتوقع معرّف مستقل في العنوان
    .do = صحّح العلامة في آخر العنوان، مثل {"{"}#a5{"}"}.
d-table-columns = لا يُقرأ هذا الجدول فقراتٍ
    .expected = المتوقع ثلاثة أعمدة: |§|العربية|English|
    .do = اجعل للعنوان وللسطر الذي تحته ولكل صف ثلاثة أعمدة.
d-paragraphs-outside-article = لا تقع هذه الفقرات تحت مادة
    .expected = المتوقع فوقها عنوان مثل ## المادة 4 · Article 4 {"{"}#a4{"}"}
    .do = أعطِ العنوان الذي فوقها معرّفه، أو اجعل للجدول عمودًا أول غير هذا.
d-block-unknown = الكتلة «{ $info }» غير مفهومة
    .expected = { $near ->
        [yes] هل المقصود toml { $nearest }؟
       *[no] المتوقع toml norm أو toml register
    }
    .do = صحّح الكلمات التي بعد العلامات الثلاث.
d-block-nested = تقع هذه الكتلة داخل قائمة أو اقتباس
    .expected = المتوقع أن تبدأ من أول السطر
    .do = أخرج الكتلة من القائمة أو الاقتباس.
d-block-swallowed = لا يُقرأ السطر { $line }: { $by ->
        [html] فهو داخل HTML يبدأ في السطر { $first }: «{ $opening }»
       *[block] فهو داخل كتلة أخرى تبدأ في السطر { $first }: «{ $opening }»
    }
    .expected = { $by ->
        [html] المتوقع سطر فارغ أو نهاية HTML قبله
       *[block] المتوقع نهاية تلك الكتلة قبله
    }
    .do = { $by ->
        [html] أغلق التعليق أو العنصر قبل هذا السطر أو احذفه. أما السطر الذي ليس فيه إلا وسوم، مثل <div dir="rtl">، فلا يخفي شيئًا.
       *[block] أغلق الكتلة التي تبدأ في السطر { $first } قبل هذا السطر أو احذفها.
    }
d-block-unclosed = لا نهاية لهذه الكتلة
    .expected = المتوقع سطر ختام فيه ```
    .do = اكتب ``` في سطر مستقل بعد الكتلة.

## التواريخ والمقادير

d-date-unreadable = لا يُقرأ «{ $written }» يومًا ولا ساعة
    .expected = المتوقع 2026-03-01 أو 2026-03-01 06:00 أو D أو D+60
    .do = اكتب اليوم على إحدى هذه الصور بالتوقيت المحلي.
d-date-not-in-calendar = ليس «{ $written }» في التقويم
    .expected = المتوقع يوم بين سنتي 1900 و2200
    .do = صحّح اليوم أو الشهر أو السنة.
d-date-with-offset = يحمل «{ $written }» توقيتًا خاصًا به
    .expected = المتوقع ساعة محلية: فكل ساعات النص بتوقيت zone_time
    .do = حوّل الساعة واحذف Z أو فرق التوقيت.
d-dates-reversed = تقع النهاية قبل البداية
    .expected = المتوقع اليوم الأسبق أولًا
    .do = بدّل موضعي اليومين أو صحّح أحدهما.
d-unit-missing = لا وحدة قياس في «{ $written }»
    .expected = المتوقع مقدار مثل "{ $example }"
    .do = اكتب الوحدة كما وردت في النص الموقّع.
d-unit-unknown = ليست «{ $unit }» وحدة قياس هنا
    .expected = المتوقع واحدة من: { $known }
    .do = حوّل المقدار واكتب وحدته.
d-quantity-unreadable = ليس «{ $written }» مقدارًا
    .expected = المتوقع عدد ووحدته مثل "{ $example }"
    .do = اكتب العدد ووحدته بين علامتي اقتباس.
d-length-too-long = يبلغ هذا الطول نصف محيط الأرض
    .expected = المتوقع 20000 كم على الأكثر
    .do = صحّح العدد أو الوحدة.
d-duration-too-long = هذه المدة أطول من قرن
    .expected = المتوقع مدة أقصر
    .do = صحّح العدد أو الوحدة.
d-event-unknown = لا تُحسب مدة ابتداءً من «{ $event }»
    .expected = المتوقع at أو D أو signed (وتاريخه في البيانات الأولى) أو verified(a4.2)
    .do = اكتب مثلًا "72 h after verified(a4.2)".

## السجلات

d-party-unknown = لا يوجد طرف باسم «{ $party }»
    .expected = { diagnostic-choice }
    .do = أدرجه تحت party في كتلة السجل، أو صحّح الاسم.
d-parties-too-many = عدد الأطراف في النص يتجاوز { $most }
    .expected = المتوقع { $most } على الأكثر
    .do = أدرج الباقين تشكيلات تابعة لطرف.
d-actor-unknown = لا يوجد طرف ولا تشكيل ولا جماعة باسم «{ $actor }»
    .expected = { diagnostic-near }
    .do = أدرجه تحت formation في كتلة السجل، أو صحّح الاسم.
d-link-cycle = تنتهي تبعية «{ $actor }» إلى نفسه
    .expected = المتوقع تبعية تنتهي إلى طرف
    .do = صحّح to أو الأيام التي تقوم فيها التبعية.
d-term-without-reading = لا قراءة للمصطلح «{ $term }»
    .expected = المتوقع قراءة واحدة على الأقل في readings
    .do = اكتب كيف يقرؤه كل طرف.
d-term-cycle = يُقرأ كل من هذه المصطلحات بالآخر: { $terms }
    .expected = المتوقع قراءات تنتهي إلى وقائع
    .do = اكتب أحدها بلا reading('…').
d-registers-too-long = عدد القيود في السجلات يتجاوز { $most }
    .expected = المتوقع { $most } على الأكثر
    .do = أبقِ في النص ما تحتاجه قواعده.

## القواعد

d-kind-unknown = ليس «{ $kind }» نوعًا من القواعد
    .expected = { diagnostic-choice }
    .do = اختر النوع الذي يقول ما تقوله المادة.
d-pattern-number = نمط من { $n } من الأفعال
    .expected = المتوقع من 2 إلى 1000
    .do = اكتب كم فعلًا يصير باجتماعها خرقًا أشد.
d-pattern-of-patterns = أفعال النمط معرَّفة بعدّ غيرها
    .expected = المتوقع شرط على كل فعل بمفرده
    .do = بيّن ما كل فعل؛ أما عددها وقربها ومدتها ففي n وdistance وwindow.
d-keep-out-twice = منطقة وخط معًا يُبتعد عنهما
    .expected = المتوقع zone أو line، أحدهما
    .do = اكتب لكل منهما قاعدة.
d-norm-outside-article = لا تقع القاعدة «{ $id }» تحت مادة
    .expected = المتوقع فوقها عنوان مثل ## المادة 4 · Article 4 {"{"}#a4{"}"}
    .do = انقل الكتلة إلى ما تحت مادتها، واجعل للعنوان معرّفًا.
d-norm-elsewhere = تقع القاعدة «{ $id }» في المادة { $article }
    .expected = المتوقع معرّف يبدأ بـ { $article }
    .do = غيّر معرّف القاعدة أو انقلها إلى مادتها.
d-norms-too-many = عدد القواعد في النص يتجاوز { $most }
    .expected = المتوقع { $most } على الأكثر
    .do = اقسم الاتفاق على نصوص ملاحقه.
d-over-unknown = لا توجد قاعدة بالمعرّف «{ $norm }» يُستثنى منها
    .expected = { diagnostic-choice }
    .do = صحّح المعرّف في over.
d-over-cycle = تستثني هذه القواعد بعضها من بعض في حلقة: { $norms }
    .expected = المتوقع استثناءات تنتهي إلى حظر
    .do = بيّن في over أيّها يتقدم.
d-deadline-cycle = تنتظر هذه المهل بعضها بعضًا: { $norms }
    .expected = المتوقع يوم أول لا ينتظر غيره
    .do = اجعل لإحداها يومًا مستقلًا.
d-tell-after-without-urgent = وردت tell_after ولا فعل عاجلًا
    .expected = المتوقع سطر فيه urgent = "…"
    .do = بيّن الأفعال التي تسبق إخطارها، أو احذف tell_after.
d-duty-asks-deed = الالتزام «{ $norm }» على كل طرف، لكنه يسأل عن فعل
    .expected = المتوقع verified('…') أو bound('…') أو party
    .do = اكتب on = "incident" إن كان الالتزام ناشئًا عن أفعال.
d-condition-escaped = الشرط غير مكتوب في سطر واحد كما هو
    .expected = المتوقع سطر واحد بين علامتي اقتباس، بلا \
    .do = اكتبه في سطر واحد ليمكن الإشارة إلى كلماته.

## الخرائط

d-geometry-missing = لا يوجد ملف باسم «{ $name }» بجانب الاتفاق
    .expected = المتوقع ملف GeoJSON فيه المناطق والخطوط
    .do = ضعه بجانب الاتفاق، أو صحّح الاسم.
d-json-unreadable = تتعذر قراءة ملف الخرائط من هنا
    .expected = المتوقع JSON
    .do = صدّر الملف من جديد بصيغة GeoJSON.
d-json-too-deep = تداخل ملف الخرائط هنا أعمق من اللازم
    .expected = المتوقع GeoJSON
    .do = صدّر الملف من جديد بصيغة GeoJSON.
d-geometry-not-a-collection = ملف الخرائط ليس مجموعة أشكال
    .expected = المتوقع "type": "FeatureCollection" ومعه "features"
    .do = صدّر كل المناطق والخطوط في ملف GeoJSON واحد.
d-geometry-empty = لا شكل في ملف الخرائط
    .expected = المتوقع منطقة واحدة أو خط واحد على الأقل
    .do = ارسم ما يسمّيه النص، أو احذف geometry من البيانات الأولى.
d-geometry-crs = ملف الخرائط بنظام إحداثيات آخر
    .expected = المتوقع خطوط طول وعرض على WGS 84
    .do = صدّره على WGS 84 (EPSG:4326).
d-geometry-without-id = شكل بلا معرّف
    .expected = المتوقع "id" بين صفاته، بلا مسافات
    .do = أعطه المعرّف الذي تسمّيه به الشروط.
d-geometry-unknown-kind = ليس «{ $kind }» نوعًا من الأشكال
    .expected = { diagnostic-choice }
    .do = اكتب في kind واحدًا من: { $known }.
d-geometry-wrong-shape = نوع { $id } هو { $kind }، لكنه مرسوم { $found }
    .expected = المتوقع مساحات لأنواع zone وsector وland، وخطوط لنوعي line وroad
    .do = صحّح النوع أو الرسم.
d-geometry-type-unknown = رُسم { $id } على صورة { $found } وهي لا تُقرأ
    .expected = المتوقع Point أو LineString أو Polygon أو صورها المركبة
    .do = صدّره على إحدى هذه الصور.
d-geometry-two-kinds = رُسم { $id } منطقةً ورُسم خطًا
    .expected = المتوقع أحدهما في كل نسخه
    .do = أعطِ الخط معرّفًا مستقلًا.
d-coordinates-unreadable = لا تُقرأ هذه الإحداثيات من { $id }
    .expected = المتوقع خط الطول وخط العرض عددين
    .do = صدّر الشكل من جديد.
d-coordinates-swapped = يبدو أن خطي الطول والعرض في { $id } بُدّل موضعاهما: { $lon }، { $lat }
    .expected = المتوقع خط الطول أولًا
    .do = بدّل موضعي العددين في الشكل كله.
d-coordinates-out-of-range = الإحداثيات { $lon }، { $lat } في { $id } خارج درجات الأرض
    .expected = المتوقع طول بين ‎−180 و180 وعرض بين ‎−90 و90
    .do = صدّر الملف بدرجات WGS 84 لا بالأمتار.
d-ring-not-closed = لا ينتهي حدّ { $id } حيث بدأ
    .expected = المتوقع الموضع الأول مرة أخرى
    .do = أغلق الحلقة.
d-ring-too-short = لا يحيط حدّ { $id } بشيء
    .expected = المتوقع ثلاث زوايا على الأقل
    .do = ارسم المنطقة بثلاث زوايا أو أكثر.
d-line-too-short = ليس للخط { $id } إلا موضع واحد
    .expected = المتوقع موضعان على الأقل
    .do = ارسم الخط.
d-zone-crosses-itself = يقطع حدّ { $id } نفسه عند { $place }
    .expected = المتوقع حدّ له داخل واحد
    .do = صحّح ترتيب الزوايا، أو ارسم منطقتين.
d-zone-crosses-antimeridian = يقطع { $id } خط الطول 180°
    .expected = المتوقع جزء على كل جانب منه
    .do = اقطع الشكل هناك إلى MultiPolygon أو MultiLineString.
d-zone-too-intricate = حدّ { $id } أشد تشابكًا من أن يُفحص
    .expected = المتوقع أضلاع متقاربة أقل
    .do = بسّط الرسم.
d-course-without-dispute = ورد أحد course_of وdispute دون الآخر
    .expected = المتوقع كلاهما أو لا شيء منهما
    .do = بيّن لمن هذا المسار وفي أي خلاف.
d-dispute-one-sided = لم يرسم مسارًا في الخلاف { $dispute } إلا طرف واحد
    .expected = المتوقع مسار لكل جانب
    .do = أضف مسار الطرف الآخر، أو احذف course_of وdispute.
d-course-missing = ليس للشكل { $id } مسار من { $party } في الخلاف { $dispute }
    .expected = المتوقع مسار لكل طرف له مسار في هذا الخلاف
    .do = ارسمه: فأشكال الخلاف الواحد تتبع في كل حالة طرفًا واحدًا.
d-versions-overlap = نسختان من { $id } قائمتان في يوم واحد
    .expected = المتوقع valid_to قبل valid_from التالي
    .do = صحّح الأيام؛ وكلا اليومين محسوب.

## ما يقبله النص

d-code-not-acceptable = ليس «{ $code }» تنبيهًا يمكن للنص أن يقبله
    .expected = { diagnostic-choice }
    .do = لا تُقبل إلا التنبيهات؛ أما الخطأ فيُصلَح في النص.

## ما ليس فعلًا، وما يصير إليه النص

d-asks-other-rows = تسأل القاعدة { $norm } عن { $asked }، وليس ذلك { $rows ->
        [deeds] مما للفعل
        [candidates] مما للمرشح
        [bodies] مما للهيئة
        [votes] مما للقرار
        [holdings] مما للحيازة
        [visits] مما للزيارة
        [positions] مما للموقع
       *[other] مما تتناوله
    }
    .expected = المتوقع سؤال يجيب عنه ما تتناوله القاعدة
    .do = اسأل عن الأعضاء والأصوات داخل count(…)، وعن الأفعال في القواعد التي تتناول الأفعال.
d-severity-unknown = ليس في النص لفظ «{ $severity }» لجسامة الخرق
    .expected = { diagnostic-choice }
    .do = اكتب لفظًا من قائمة severity، أو أضفه إليها.
d-extended-without-end = تمديد لنص لا نهاية له
    .expected = المتوقع ends في صدر الملف
    .do = اكتب أولًا متى ينتهي النص، أو احذف التمديد.
d-part-unknown = ليس في النص مادة أو فقرة أو قاعدة باسم «{ $part }»
    .expected = { diagnostic-choice }
    .do = اكتب مادة مثل a4 أو فقرة مثل 4.1 أو قاعدة، أو احذفه ليعني النص كله.
d-dispute-unknown = لا شيء مرسومًا في خلاف باسم «{ $dispute }»
    .expected = { diagnostic-choice }
    .do = اكتب اسم الخلاف كما هو في ملف الخرائط.
d-ambiguity-about-unknown = ليس في النص شيء باسم «{ $about }»
    .expected = { diagnostic-near }
    .do = اكتب مصطلحًا أو خلافًا أو قاعدة أو مادة مثل a4 أو فقرة مثل 4.3.
