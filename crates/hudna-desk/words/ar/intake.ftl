# لماذا لم يُؤخذ ملف أو سطر، وما يجدر قوله عن ملف أُخذ: hudna-desk/src/intake.
# للسطر $column و$value، وللملف $file. و`.do` الخطوة التالية.

intake-seems = { $seems ->
    [html] صفحة ويب، ربما صفحة تسجيل دخول حُفظت بدل الملف
    [xml] ملف XML
    [pdf] ملف PDF
    [image] صورة
    [media] تسجيل صوتي
    [old-office] وثيقة برنامج مكتبي قديم (‎.xls أو ‎.doc)
    [word] وثيقة Word
    [slides] عرض شرائح
    [opendocument] ملف OpenDocument
    [rtf] وثيقة RTF
    [database] قاعدة بيانات
    [parquet] ملف Parquet
    [archive] ملف مضغوط يضم ملفات
    [program] برنامج
    [agreement] نص اتفاق
    [markdown] نص Markdown
    [json] ملف JSON ليس مجموعة معالم GeoJSON
    [register] سجل إخطارات أو زيارات أو ما شابه
    [prose] نص متصل
    [spreadsheet] جدول له أعمدته الخاصة
   *[other] شيء آخر
}
intake-whole = { $seems ->
    [swapped] خط العرض وخط الطول كلٌّ في عمود الآخر
    [month-first] التواريخ مكتوبة بتقديم الشهر
    [hijri-unmarked] التواريخ هجرية بلا علامة «هـ»
    [other-dates] التواريخ مكتوبة بطريقة لا تُقرأ هنا
    [other-coordinates] الإحداثيات ليست بالدرجات العشرية
    [other-codes] القيم بكلمات خاصة بالملف، يمكن أن يترجمها ملف مطابقة
    [other-delimiter] ما يفصل بين الخلايا غير ما يفصل بين العناوين
    [broken-quotes] علامات الاقتباس لم تُضاعَف عند كتابة الملف
    [other-acts] الملف عن أحداث ليست من أفعال القاموس
   *[other] في كل سطر الخلل نفسه
}

## الملفات كاملة

intake-file-empty = الملف { $file } فارغ
    .do = لم يُؤخذ شيء. اختر الملف الذي يضم البلاغات.
intake-file-binary = الملف { $file } ليس نصًّا ولا مصنّف جداول
    .do = لم يُؤخذ شيء. احفظه بصيغة CSV بترميز UTF-8 أو بصيغة XLSX.
intake-file-too-large = حجم الملف { $file } ‏{ $bytes } بايت، والحد الأقصى { $limit }
    .do = لم يُؤخذ شيء. قسّم الملف، حسب الشهر مثلًا.
intake-line-too-long = في الملف سطر أطول من { $limit } بايت
    .do = لم يُؤخذ منه شيء. تأكد من أن الأسطر تنتهي بفواصل أسطر وأن علامات الاقتباس مغلقة.
intake-gzip-broken = الملف { $file } يبدأ بصيغة gzip ويتعذّر فك ضغطه
    .do = لم يُؤخذ شيء. نزّل الملف من جديد.
intake-gzip-too-large = الملف { $file } يزيد بعد فك ضغطه على { $limit } بايت
    .do = لم يُؤخذ شيء. فك ضغطه وقسّمه.
intake-workbook-broken = الملف { $file } مصنّف يتعذّر فتحه
    .do = لم يُؤخذ شيء. افتحه في برنامج الجداول واحفظه من جديد بصيغة XLSX.
intake-workbook-too-large = المصنّف { $file } يتجاوز الحد بعد فك ضغطه
    .do = لم يُؤخذ شيء. احفظ ورقة البلاغات وحدها بصيغة CSV.
intake-json-broken = الملف { $file } ليس JSON سليمًا: ينقطع عند السطر { $line }، العمود { $at }
    .do = لم يُؤخذ شيء. صدّر الملف من جديد.
intake-geojson-without-features = ليس في الملف { $file } معالم
    .do = لم يُؤخذ شيء. المتوقع مجموعة معالم GeoJSON.
intake-columns-too-many = عدد الأعمدة في الملف { $file } يتجاوز { $limit }
    .do = لم يُؤخذ شيء. تأكد مما يفصل بين الخلايا.
intake-format-unknown = الملف { $file } ليس بصيغة تُقرأ هنا؛ ويبدو أنه { intake-seems }{ $headers ->
    [none] {""}
   *[other] ، وأعمدته { $headers }
}{ $nearest ->
    [none] {""}
   *[other] ؛ وقريب من عمود معروف: { $nearest }
}
    .do = لم يُؤخذ شيء. يكتب `hudna template` ملفًا فارغًا يُملأ، ويقترح `hudna map` ملف مطابقة لأي جدول.
intake-format-not-as-forced = طُلبت قراءة الملف { $file } بصيغة { $format }، وليست في عناوينه أعمدة تلك الصيغة؛ أعمدته { $headers }
    .do = لم يُؤخذ شيء. دع الصيغة تُعرف من الملف أو اختر الصحيحة.
intake-mapping-missing = طُلبت قراءة الملف { $file } بملف مطابقة، ولم يُقدَّم
    .do = لم يُؤخذ شيء. يقترح `hudna map` ملف مطابقة.
intake-mapping-columns-missing = ليست في الملف { $file } أعمدة يسمّيها ملف المطابقة: { $columns }؛ أعمدته { $headers }
    .do = لم يُؤخذ شيء. اكتب العناوين في ملف المطابقة كما هي في الملف.
intake-register-unknown = لا شيء يبيّن أيّ سجل هو الملف { $file }؛ أعمدته { $headers }
    .do = لم يُؤخذ شيء. سمّ الملف أو الورقة: الإخطارات أو الأذون أو الاتصالات أو الزيارات أو التحققات أو الحيازات أو التغطية أو الردود أو المرشحون أو الأعضاء أو الأصوات أو السجلات المكتملة، أو ابدأ بعمود «السجل».
intake-table-without-rows = ليس في الملف { $file } عناوين تحتها صفوف
    .do = لم يُقترح شيء. اختر جدولًا فيه صف واحد على الأقل.

## ملفات المطابقة

intake-mapping-too-large = ملف المطابقة أكبر من { $limit } بايت
    .do = لم يُؤخذ شيء. تأكد من أنه الملف المقصود.
intake-mapping-not-toml = ملف المطابقة ليس TOML سليمًا: { $reason }
    .do = لم يُؤخذ شيء. صحّح السطر.
intake-mapping-without-columns = ملف المطابقة لا يسمّي عمودًا
    .do = لم يُؤخذ شيء. اكتب `[columns]` وتحتها أسطرًا مثل `act = "عمودهم"`.
intake-mapping-table-unknown = في ملف المطابقة قسم «{ $table }» لا يُقرأ
    .do = لم يُؤخذ شيء. أقسامه columns وvalues وconstants وdates.
intake-mapping-key-unknown = «{ $key }» ليس من أعمدة النموذج{ $nearest ->
    [none] {""}
   *[other] ؛ والأقرب { $nearest }
}
    .do = لم يُؤخذ شيء. يسرد `hudna template` الأعمدة.
intake-mapping-value-not-text = «{ $key }» يحتاج إلى نص
    .do = لم يُؤخذ شيء. اكتبه بين علامتي اقتباس.
intake-mapping-code-unknown = «{ $key }» تصير «{ $code }»، وليس ذلك من رموز { $attribute }{ $nearest ->
    [none] {""}
   *[other] ؛ والأقرب { $nearest }
}
    .do = لم يُؤخذ شيء. اكتب رمزًا، أو "?" لغير المعلوم، أو "set aside".
intake-mapping-dates-unknown = «{ $key }» تحت dates غير مفهوم
    .do = لم يُؤخذ شيء. اكتب format = "day-first" أو "month-first" أو "iso".

## ما يجدر قوله

intake-all-set-aside = { $count ->
    [1] نُحّي السطر الوحيد: { intake-whole }
   *[other] نُحّيت الأسطر كلها (العدد: { $count }) لسبب واحد: { intake-whole }
}
intake-columns-passed-over = أعمدة لم تُستعمل: { $columns }
intake-lines-before-header = أسطر قبل العناوين لم تُقرأ: { $count }
intake-sheet-not-read = الورقة «{ $sheet }» لم تُقرأ: ليست عناوينها مما هو معروف
intake-estimates-out-of-order = صفوف تقديرات القتلى فيها على غير الترتيب: { $count }؛ يمتد مدى كل منها على التقديرات الثلاثة
intake-coordinates-seem-swapped = { $count ->
    [one] يبدو أن خط العرض وخط الطول في بلاغ واحد قد تبادلا (السطر { $lines }): تقع نقطته بعيدًا خارج منطقة الاتفاق، وتقع داخلها إذا بُدّل أحدهما بالآخر. وقد أُخذ كما هو
   *[other] بلاغات يبدو أن خط العرض وخط الطول قد تبادلا فيها: { $count } (الأسطر { $lines }{ $more ->
        [0] {""}
       *[other] {" "}وغيرها { $more }
    }): تقع نقاطها بعيدًا خارج منطقة الاتفاق، وتقع داخلها إذا بُدّل أحدهما بالآخر. وقد أُخذت كما هي
}

## الأسطر: التواريخ والأوقات

intake-date-missing = { $column }: «{ $value }» بلا يوم
intake-date-unreadable = { $column }: «{ $value }» ليس تاريخًا يُقرأ؛ المتوقع مثل 2026-03-11 06:00
intake-date-out-of-bounds = { $column }: «{ $value }» في سنة { $year }، خارج المدى من 1900 إلى 2100؛ والتاريخ الهجري يحتاج إلى علامة «هـ»
intake-date-month-first = { $column }: «{ $value }» لا يكون يومًا إلا بتقديم الشهر؛ يبيّن ملف المطابقة ذلك: format = "month-first"
intake-date-not-iso = { $column }: «{ $value }» لا يبدأ بالسنة
intake-date-against-year = { $column }: «{ $value }» ليس في السنة التي يذكرها الصف
intake-day-not-in-calendar = { $column }: «{ $value }» ليس يومًا في التقويم
intake-year-missing = { $column }: «{ $value }» بلا سنة
intake-year-two-digits = { $column }: «{ $value }» يحتاج إلى سنة من أربعة أرقام
intake-time-not-on-clock = { $column }: «{ $value }» ليس وقتًا على الساعة
intake-time-order = { $column }: «{ $value }» ينتهي قبل أن يبدأ
intake-until-before-at = { $column }: «{ $value }» قبل وقت البدء

## الأسطر: الأماكن

intake-coordinates-swapped = خط العرض { $lat } خارج المدى من ‎-90 إلى 90؛ ويبدو أن خط العرض وخط الطول متبادلان
intake-latitude-out-of-range = خط العرض { $lat } خارج المدى من ‎-90 إلى 90
intake-longitude-out-of-range = خط الطول { $lon } خارج المدى من ‎-180 إلى 180
intake-latitude-unreadable = { $column }: «{ $value }» ليس خط عرض بالدرجات العشرية
intake-longitude-unreadable = { $column }: «{ $value }» ليس خط طول بالدرجات العشرية
intake-latitude-missing = خط الطول مذكور وخط العرض غير مذكور
intake-longitude-missing = خط العرض مذكور وخط الطول غير مذكور
intake-radius-unreadable = { $column }: «{ $value }» ليس طولًا؛ المتوقع مثل 500 م أو 2 كم
intake-geometry-broken = الشكل الهندسي ناقص
intake-geometry-unsuited = شكل من نوع «{ $kind }» لا يصلح مكانًا في بلاغ؛ تصلح نقطة أو مضلّع
intake-geometry-too-large = عدد زوايا الشكل الهندسي يتجاوز { $limit }
intake-area-crosses-itself = حدّ المنطقة يقطع نفسه
intake-area-crosses-antimeridian = المنطقة تمتد على أكثر من نصف الكرة، كما يحدث لما يعبر خط الطول 180؛ اقسمها عنده

## الأسطر: الرموز والأعداد والأسماء

intake-code-unknown = { $column }: «{ $value }» ليس من رموز { $attribute } ولا من تسمياته{ $nearest ->
    [none] {""}
   *[other] ؛ والأقرب { $nearest }
}
intake-value-not-mapped = { $column }: «{ $value }» ليس في جدول { $attribute } من ملف المطابقة وليس رمزًا
intake-act-not-of-vocabulary = «{ $act }» ليس من أفعال القاموس
intake-alternatives-too-many = عدد الاحتمالات في { $column } يتجاوز { $limit }
intake-number-unreadable = { $column }: «{ $value }» ليس عددًا؛ المتوقع مثل 5 أو ⁦5..8⁩ أو 2/3/5
intake-number-negative = { $column }: «{ $value }» دون الصفر
intake-number-too-large = { $column }: «{ $value }» أكبر من أن يكون عددًا محصيًا
intake-number-order = { $column }: «{ $value }» ليس على الترتيب: الأدنى ثم الأرجح ثم الأعلى
intake-precision-unknown = { $column }: «{ $value }» ليس من درجات الدقة في هذه البيانات
intake-violence-unknown = { $column }: «{ $value }» ليس من أنواع العنف: المتوقع 1 أو 2 أو 3
intake-source-kind-unknown = { $column }: «{ $value }» ليس من أنواع المصادر
intake-reliability-unknown = { $column }: «{ $value }» ليس من درجات الموثوقية: المتوقع من A إلى F
intake-credibility-unknown = { $column }: «{ $value }» ليس من درجات المصداقية: المتوقع من 1 إلى 6
intake-name-too-long = { $column } أطول من { $limit } بايت، وهذا أطول من أن يكون اسمًا
intake-cell-too-long = { $column } أطول من { $limit } بايت

## الأسطر: السطر نفسه

intake-cells-too-many = خلايا السطر { $found } والعناوين { $expected }؛ قد تكون فاصلة خارج علامات الاقتباس
intake-cells-too-few = خلايا السطر { $found } والعناوين { $expected }
intake-quote-not-closed = علامة اقتباس فُتحت ولم تُغلق
intake-text-not-decodable = في السطر بايتات ليست حروفًا في ترميز الملف
intake-row-says-nothing = السطر لا يقول شيئًا عمّا حدث
intake-feature-unreadable = ليس هذا معلمًا من معالم GeoJSON
intake-properties-unreadable = خصائص المعلم ليست أسماء وقيمًا
intake-property-unreadable = في { $column } قائمة أو كائن حيث المتوقع نص أو عدد

## أسطر السجلات

intake-cell-missing = الصف يحتاج إلى { $needed }
intake-state-unknown = { $column }: «{ $value }» ليس من: { $allowed }
intake-register-not-known = { $column }: «{ $value }» ليس سجلًا
intake-consult-column-missing = ليس في { $file } عمود { $what ->
        [statement] للعبارة، مثل comment-id أو «رقم العبارة»
        [words] للنص، مثل comment-body أو ar أو en
        [voter] للمشارك، مثل voter-id أو «رقم المشارك»
        [vote] للصوت، مثل vote أو «الصوت»، ولا عمود اسمه رقم عبارة
       *[party] للطرف، مثل party أو «الطرف»
    }؛ وأعمدته { $headers }
    .do = سمِّ العمود بذلك في السطر الأول ثم أعد التشغيل.
intake-statement-without-id = العبارة بلا رقم
intake-statement-twice = العبارة «{ $value }» سبق ذكرها
intake-statement-without-words = العبارة بلا نص
intake-statement-not-known = لا عبارة رقمها «{ $value }»
intake-voter-missing = لا شيء يبيّن صاحب الصوت
intake-vote-not-known = «{ $value }» ليس صوتًا؛ المنتظر 1 أو «أوافق»، أو ‎-1 أو «لا أوافق»، أو 0 أو «أتجاوز»
intake-vote-moment-not-known = { $column } «{ $value }» ليس عددًا صحيحًا من الثواني أو أجزائها
intake-party-missing = لا شيء يبيّن الطرف الذي يتحدث المندوب باسمه
intake-delegate-of-two = المندوب «{ $value }» مذكور مع طرفين؛ فلا يُحسب مع أي منهما
