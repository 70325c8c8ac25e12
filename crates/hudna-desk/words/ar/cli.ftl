# كلمات سطر الأوامر.
cli-about = هدنة: من صيغة مكتوبة للتفاهم وبلاغات إلى نتائج بأسبابها
cli-exit-status = حالة الخروج: 0 تم؛ 1 المحتوى غير مقبول؛ 2 الأمر مكتوب خطأ؛ 255 الخلل منا.
cli-speak = لغة الرسائل والمساعدة، ar أو en؛ وإلا فقيمة HUDNA_LANG، وإلا فلغة النظام
cli-agreement = يقرأ اتفاقًا ويبيّن ما فيه من خطأ أو ضعف
cli-agreement-check = يفحص اتفاقًا: الأخطاء، وما يحسن بمن يصوغه أن يعرفه قبل التوقيع
cli-agreement-explain = يشرح رمز ملاحظة
cli-agreement-code = الرمز، مثل zone-unknown
cli-agreement-file = الاتفاق، ملف Markdown
cli-agreement-format = text نص للقراءة، وهو المعتاد؛ أو json للآلة
cli-agreement-check-all = يعرض كل تنبيه كاملًا: ألفاظ النص وما المتوقع وما العمل
cli-agreement-kind = { $title }. المواضع: { $count }.
cli-agreement-kind-more = … ومواضع أخرى عددها { $count }: { $places }
cli-agreement-by-kind = تنبيهات النوع الواحد مجموعة معًا، وأكثرها عددًا أولًا. الخيار `‎--all` يعرض كل تنبيه كاملًا؛ والأمر `hudna agreement explain CODE` يشرح النوع.
cli-agreement-counts = الأخطاء: { $errors }. التنبيهات: { $warnings }.
cli-agreement-holds = المواد: { $articles }. القواعد: { $norms }. المناطق والخطوط: { $zones }. الأطراف: { $parties }.
cli-agreement-not-loaded = لم يُحمَّل الاتفاق.
cli-code-unknown = لا رسالة رمزها «{ $code }»{ $near ->
        [yes] ؛ أتقصد { $nearest }؟
       *[no] .
    }
cli-assess = يعرض البلاغات على اتفاق ويكتب الوثائق
cli-assess-after = ما يجده البرنامج نتائج أولية: ليس في الوثائق تقييم ولا قرار.
cli-assess-agreement = الاتفاق، ملف Markdown
cli-assess-reports = ملفات البلاغات: نموذج هدنة، أو جدول له ملف مطابقة، أو GeoJSON، أو UCDP GED، أو ACLED
cli-assess-registers = السجلات: الإخطارات، والأذون، والاتصالات، والزيارات، والتحققات، والحيازات، والتغطية، والصلات، والمرشحون، والأعضاء، والأصوات (CSV أو XLSX)
cli-assess-gazetteer = أماكن أخرى: ملف CSV من هدنة، أو ملف GeoNames، أو OpenStreetMap JSON
cli-assess-out = مجلد الوثائق
cli-assess-mapping = ملف مطابقة للجداول التي ليست من نموذجنا؛ انظر `hudna map`
cli-assess-read-as = قراءة كل ملفات البلاغات على أنها template أو mapped أو geojson أو ucdp-ged أو acled
cli-assess-from = أول يوم في الفترة، مثل 2026-03-01
cli-assess-to = آخر يوم في الفترة، وهو داخل فيها
cli-assess-as-of = اللحظة التي يبلغها السجل؛ وهي نهاية الفترة ما لم تُذكر
cli-assess-lang = لغات الوثائق؛ وهي ar,en ما لم تُذكر
cli-assess-formats = أنواع الوثائق؛ وهي كلها ما لم تُذكر: pdf,html,docx,xlsx,geojson,json
cli-assess-json = طباعة ملخص واحد بصيغة JSON ولا شيء سواه على المخرج المعتاد
cli-template = يكتب جدولًا فارغًا للبلاغات والسجلات، وفيه خيارات المفردات
cli-template-lang = لغة رؤوس الأعمدة في ملف CSV، ar أو en؛ وهي لغة الرسائل ما لم تُذكر
cli-template-format = xlsx مصنّف باللغتين، وهو المعتاد؛ أو csv
cli-template-out = موضع الكتابة؛ ويُطبع ملف CSV على المخرج المعتاد ما لم يُذكر
cli-written = كُتب: { $path }
cli-map = يقترح ملف مطابقة أول لجدول ليس من نموذجنا
cli-map-file = الجدول، CSV أو XLSX
cli-pair = يبيّن لماذا عُدّ بلاغان عن حادثة واحدة، أو لم يُعدّا
cli-pair-report = بلاغ، برقمه عند مصدره أو على صورة ملف:سطر
cli-pair-json = طباعة الدرجة بصيغة JSON
cli-pair-unknown = لم يُقبل بلاغ رقمه «{ $value }».
cli-reference = صفحات المرجع التي تُصنع من المصدر
cli-reference-write = كتابة الصفحات في هذا المجلد
cli-reference-check = الإخفاق إن لم تكن الصفحات في هذا المجلد حديثة
cli-reference-stale = الملف { $path } ليس حديثًا. شغّل `cargo xtask generate`.
cli-nothing-written = لم يُكتب شيء.
cli-error = خطأ
cli-warning = تنبيه
cli-usage = الاستعمال:
cli-heading-commands = الأوامر
cli-heading-arguments = المعطيات
cli-heading-options = الخيارات
cli-value-command = COMMAND
cli-help = عرض هذه المساعدة
cli-version = عرض رقم الإصدار
cli-misused = { $kind ->
    [command-unknown] لا يوجد أمر اسمه «{ $value }»
    [command-missing] لم يُذكر أمر
    [argument-unknown] لا يوجد خيار ولا موضع لما كُتب: «{ $value }»
    [argument-missing] ينقص هذا: { $value }
    [value-wrong] لا تصلح «{ $value }» قيمةً لـ { $argument }
    [value-missing] يحتاج { $argument } إلى قيمة
    [conflict] لا يجتمع { $argument } مع { $value }
    [repeated] ورد { $argument } أكثر من مرة
    [not-text] أحد المعطيات ليس نصًا بترميز UTF-8
   *[other] لم يُفهم الأمر
}
cli-misused-choices = اختر من: { $choices }
cli-misused-near = لعلك تقصد { $near }؟
cli-misused-next = انظر `{ $command } --help`.
cli-output-unwritable = تعذّرت الكتابة على المخرج المعتاد
cli-output-unwritable-next = قد يكون بعض المطلوب قد كُتب. أفرغ مكانًا أو اختر موضعًا آخر ثم أعد التشغيل.
cli-our-fault = الخلل من هدنة لا من الملفات (المرجع { $reference })
cli-our-fault-next = لم تتغير به وثيقة. احتفظ بالملفات وأخبرنا بالمرجع.
cli-not-a-day = «{ $value }» ليس يومًا. اكتبه على صورة 2026-03-01.
cli-not-a-time = «{ $value }» ليس وقتًا. اكتبه على صورة 2026-03-01 18:00.
cli-not-a-language = في «{ $value }» لغة ليست في هدنة. اكتب ar أو en أو كلتيهما: ar,en.
cli-not-a-format = «{ $value }» ليس من صيغ البلاغات. اكتب template أو mapped أو geojson أو ucdp-ged أو acled.
cli-not-a-document = في «{ $value }» ما ليس من أنواع الوثائق. اختر من pdf,html,docx,xlsx,geojson,json.
cli-period-reversed = تنتهي الفترة قبل أن تبدأ: { $value }.
cli-stage-intake = القراءة
cli-stage-fusion = جمع البلاغات
cli-stage-assessment = العرض على الاتفاق
cli-stage-documents = كتابة الوثائق
cli-set-aside = المقبول من البلاغات { $accepted } من { $read }؛ وما نُحّي من أسطر البلاغات والسجلات: { $count }
cli-set-aside-more = … وأسطر أخرى عددها { $count }، وكلها في set-aside.csv
cli-set-aside-next = صحّح هذه الأسطر ثم أعد التشغيل.
cli-done-reports = البلاغات: المقروء { $read }، المقبول { $accepted }، المنحّى { $aside }
cli-done-incidents = الحوادث المحتملة: { $count }. ونتائجها الأولية:
cli-done-provisional = ليس في هذا تقييم ولا قرار.
cli-done-staged = من هذه الحوادث ما صدر فيه تقييم: { $assessed }، وما صدر فيه قرار: { $ruled }. وتُعدّ كل حادثة مرة واحدة.
cli-done-folder = الوثائق: { $folder }
disk-file-not-found = لا يوجد ملف { $path }.
    .do = تحقّق من الاسم ثم أعد التشغيل.
disk-file-unreadable = { $detail ->
    [folder] تعذّرت قراءة { $path }: هو مجلد.
    [denied] تعذّرت قراءة { $path }: لا يُسمح لك بقراءته.
   *[other] تعذّرت قراءة { $path }: { $detail }.
}
    .do = تحقّق من أنه ملف ومن أن قراءته متاحة لك.
disk-file-too-large = حجم الملف { $path } بالبايت { $detail }، وهو أكبر مما يُقرأ.
    .do = قسّمه إلى ملفات أصغر.
disk-file-not-text = الملف { $path } ليس نصًا بترميز UTF-8: البايت { $detail } لا يبدأ حرفًا.
    .do = احفظه بترميز UTF-8 ثم أعد التشغيل.
disk-file-taken = الملف { $path } موجود من قبل.
    .do = بقي كما هو. اذكر ملفًا غير موجود بعد.
disk-folder-unwritable = { $detail ->
    [denied] تعذّرت الكتابة في { $path }: لا يُسمح لك بالكتابة هناك.
    [file] تعذّرت الكتابة في { $path }: في موضع المجلد ملف.
    [folder] تعذّرت الكتابة في { $path }: هناك مجلد بهذا الاسم.
    [full] تعذّرت الكتابة في { $path }: القرص ممتلئ.
    [read-only] تعذّرت الكتابة في { $path }: القرص للقراءة فقط.
    [missing] تعذّرت الكتابة في { $path }: لا يمكن إنشاء المجلد هناك.
   *[other] تعذّرت الكتابة في { $path }: { $detail }.
}
    .do = اختر مجلدًا تستطيع الكتابة فيه.
disk-path-outside = يقع { $path } خارج مجلد الاتفاق.
    .do = ضع الملف بجانب الاتفاق واذكر اسمه بلا مسار.
document-not-made = تعذّر صنع الوثائق: { $detail }
    .do = الخلل منا. احتفظ بالملفات وأخبرنا.
pair-part-start = نقطة البدء لبلاغين متقاربين
pair-part-time = الوقت
pair-part-place = المكان بحسب دقته
pair-part-words = كلمات مشتركة
pair-part-names = أسماء مشتركة
pair-part-manner = الكيفية ونوع المكان كما رُويا
pair-part-act = الفعل
pair-part-target_kind = نوع الهدف
pair-part-victims = صفات المصابين كما رُويت
pair-part-locality = ما سُمي من أحياء وقرى ومدن
pair-part-site_kind = نوع الموقع
pair-part-weapon = السلاح
pair-part-actors = الفاعلون، على أي ترتيب
pair-part-killed = القتلى
pair-part-injured = الجرحى
pair-part-rounds = المقذوفات
pair-part-explosions = الانفجارات
pair-part-numbers = أعداد أخرى في النصين
pair-part-outlets = وسائل إعلام يستند إليها البلاغان
pair-part-source = مصدر واحد برقمين
pair-left-out = متروك، لا يقبل المقارنة
pair-total = المجموع؛ وتُعدّ حادثة واحدة من
pair-verdict-same = حادثة واحدة
pair-verdict-part_of = أحدهما يجمل حوادث عدة، والآخر منها
pair-part-of = يجمل { $whole } حوادث عدة، وقد يكون { $part } إحداها. لا يُدمجان: يبقى كل منهما حادثة قائمة بذاتها، وتذكر كل منهما الأخرى في `part_of`. ولا يُجمع قتلى إحداهما إلى قتلى الأخرى.
pair-part-of-sums = يجمل كل من { $whole } و{ $part } حوادث عدة، وقد يشتركان في بعضها. لا يُدمجان: يبقى كل منهما حادثة قائمة بذاتها، وتذكر كل منهما الأخرى في `part_of`. ولا يُجمع قتلى إحداهما إلى قتلى الأخرى.
pair-verdict-different = حادثتان
pair-verdict-unsure = لا يكفي ما سبق للحسم: يحسمه مسؤول التحقق
pair-why-score = بمجموع الأجزاء
pair-why-decided = حسم ذلك شخص
pair-why-echo = أحدهما ينص على أنه يكرر الآخر
pair-why-same_row = سطر واحد من مصدر واحد
pair-why-other_row = سطران من مجموعة بيانات لا تكرر الحدث
pair-why-answers = أحدهما رد على الفعل في الآخر
pair-why-too_far = المسافة أبعد من أن تُفسَّر بخطأ في المكان
pair-why-too_late = الفرق في الوقت أكبر من أن يُفسَّر بخطأ في التاريخ
pair-why-nothing_to_compare = لا يُعلم وقت يُقارن ولا مكان
pair-why-aggregate = أحدهما يجمل حوادث عدة
